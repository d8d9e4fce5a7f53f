// The learner's side in a Python that runs in a browser: everything imports, a line is read, a call
// is played, kept and debriefed. Run by hand, in a folder with the npm package `pyodide`:
//
//   pip wheel --no-deps -w wheels <this repository>
//   pip download --no-deps -d wheels --only-binary=:all: --implementation py --platform any \
//     attrs cattrs ruamel.yaml anywidget psygnal ipywidgets traitlets comm ipython ...
//   node check.mjs wheels <this repository>
//
// What is missing is named by the ImportError; every wheel must be pure Python.
import fs from "node:fs";
import { loadPyodide } from "pyodide";

const [wheels, course] = process.argv.slice(2);
const python = await loadPyodide();
python.FS.mkdir("/site");
python.FS.mkdir("/course");
for (const name of fs.readdirSync(wheels)) {
  const data = new Uint8Array(fs.readFileSync(`${wheels}/${name}`));
  python.unpackArchive(data, "zip", { extractDir: "/site" });
}
python.mountNodeFS("/course", course);
console.log(python.runPython(fs.readFileSync(`${course}/tests/pyodide/check.py`, "utf-8")));
