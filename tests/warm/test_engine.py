"""A notebook in a warm shell ends when it should, and leaves nothing behind, whatever it does."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from doorknob.warm.manager import ShellManager
from doorknob.warm.process import zygote
from processes import runs

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="shells are forked on Linux only"),
]
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def notebook(*sources: str, spec: Any = SPEC) -> Any:
    made = nbformat.v4.new_notebook(metadata={"kernelspec": spec})
    made.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return made


def run(*sources: str, **more: Any) -> Any:
    fixed = {"engine_name": "doorknob", "progress_bar": False, "execution_timeout": 60}
    return papermill.execute_notebook(notebook(*sources), None, **{**fixed, **more})


def allowing(*sources: str, **more: Any) -> Any:
    """Run a notebook by nbclient, since papermill itself lets no error be."""
    made = notebook(*sources)
    return NotebookClient(
        made, kernel_manager_class=ShellManager, allow_errors=True, **{"timeout": 60, **more}
    ).execute()


def said(cell: Any) -> str:
    return "".join(
        o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell.outputs
    )


def children(pid: int) -> set[int]:
    """Give the processes whose parent this is, also those that have ended and are zombies."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            found.add(int(stat.parent.name))
    return found


def soon(true: Any, what: str, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_the_shell_is_a_fork_of_the_one_warm_process() -> None:
    ask = (
        "import os, sys\nprint(os.getppid(), os.getpid() == os.getpgid(0), 'numpy' in sys.modules)"
    )
    told = [said(run(ask).cells[0]).split() for _ in range(2)]
    assert told[0] == told[1] == [str(zygote().pid), "True", "True"]


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import os\nos._exit(7)", "exit code 7"),
        ("import os\nos.closerange(3, 5000)", "connection was closed|died"),
        ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    ],
)
def test_a_shell_that_dies_is_reported_at_once_with_its_cell(code: str, how: str) -> None:
    began = time.monotonic()
    with pytest.raises(DeadKernelError, match=how) as bad:
        run("1", code, "2")
    assert time.monotonic() - began < 20
    assert "cell 2: import" in str(bad.value)


def test_what_was_said_before_the_shell_died_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.ipynb"
    with pytest.raises(DeadKernelError):
        papermill.execute_notebook(
            notebook("print('said', flush=True)\nimport os; os._exit(1)"),
            str(target),
            engine_name="doorknob",
            progress_bar=False,
        )
    assert said(nbformat.read(target, as_version=4).cells[0]) == "said\n"


@pytest.mark.parametrize("code", ["exit", "quit()", "get_ipython().ask_exit()"])
def test_a_cell_may_ask_to_end(code: str) -> None:
    """The shell then ends, as a kernel does, and the next cell finds none."""
    assert run(code).cells[0].execution_count == 1
    with pytest.raises(DeadKernelError, match="died"):
        run(code, "import time\ntime.sleep(9)")


def test_a_cell_that_takes_too_long_ends_the_notebook() -> None:
    began = time.monotonic()
    with pytest.raises(CellTimeoutError, match=r"time\.sleep"):
        run("import time\ntime.sleep(60)", execution_timeout=1)
    assert time.monotonic() - began < 20


def test_a_cell_that_will_not_be_interrupted_is_ended() -> None:
    code = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)"
    began = time.monotonic()
    with pytest.raises(CellTimeoutError):
        run(code, execution_timeout=1)
    assert time.monotonic() - began < 30


def test_a_cell_that_says_too_much_and_takes_too_long_is_ended() -> None:
    """Nobody reads any more while it is ended; it isn't waited for."""
    with pytest.raises(CellTimeoutError):
        run("while True: print('x' * 10000)", execution_timeout=1)


def test_an_interrupted_cell_says_so_and_the_notebook_goes_on() -> None:
    code = "import subprocess, time\nchild = subprocess.Popen(['sleep', '60'])\ntime.sleep(60)"
    made = allowing(code, "child.wait()", timeout=2, interrupt_on_timeout=True)
    assert made.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert said(made.cells[1]) == "-2", "its children are interrupted with it"


def test_an_interrupted_await_is_cancelled() -> None:
    code = "import asyncio\nawait asyncio.sleep(60)"
    made = allowing(code, "'on'", timeout=2, interrupt_on_timeout=True)
    assert made.cells[0].outputs[-1].ename == "CancelledError"
    assert said(made.cells[1]) == "'on'"


def test_nothing_of_one_notebook_is_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither names nor modules, the environment, the folder, the path, styles, nor chance."""
    monkeypatch.chdir(tmp_path)
    look = (
        "import json, os, random, sys, matplotlib\nimport numpy as np\n"
        "print('left' in globals(), hasattr(json, 'left'), os.environ.get('LEFT'), os.getcwd(),\n"
        "      '/left' in sys.path, matplotlib.rcParams['font.size'], os.umask(0o22))\n"
    )
    leave = (
        "left = json.left = 1; os.environ['LEFT'] = '1'\n"
        "os.chdir('/'); sys.path.insert(0, '/left')\n"
        "matplotlib.rcParams['font.size'] = 33; os.umask(0);"
    )
    draw = "print(random.random(), np.random.rand())"
    first = run(look + leave, draw)
    second = run(look, draw)
    assert said(first.cells[0]) == said(second.cells[0])
    drawn = set(said(first.cells[1]).split()) & set(said(second.cells[1]).split())
    assert not drawn, "both notebooks drew the same"


def test_settings_of_matplotlib_that_lie_in_the_folder_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 21\n", encoding="utf-8")
    ask = "import matplotlib as m\nm.rcParams['font.size'], m.rcParamsDefault['font.size']"
    made = run(ask, cwd=str(tmp_path))
    assert said(made.cells[0]) == "(21.0, 10.0)"
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    assert said(run(ask).cells[0]) == "(21.0, 10.0)"


def test_what_is_left_to_be_done_at_the_end_is_done(tmp_path: Path) -> None:
    """Functions given to atexit, and threads that aren't daemons."""
    run(
        "import atexit, pathlib, threading, time\n"
        "atexit.register(lambda: pathlib.Path('atexit').touch())\n"
        "def work():\n    time.sleep(0.3); pathlib.Path('thread').touch()\n"
        "threading.Thread(target=work).start()",
        cwd=str(tmp_path),
    )
    assert {path.name for path in tmp_path.iterdir()} == {"atexit", "thread"}


@pytest.mark.parametrize("end", ["", "import os; os._exit(1)", "1 / 0"])
def test_children_end_with_their_shell(end: str) -> None:
    """However it ends."""
    code = "import subprocess\nchild = subprocess.Popen(['sleep', '600'])\n"
    made = notebook(f"{code}print(child.pid, flush=True)\n{end}")
    try:
        NotebookClient(made, kernel_manager_class=ShellManager, timeout=60).execute()
    except Exception:  # noqa: BLE001  the notebook's own trouble
        assert end
    pid = int(said(made.cells[0]).split()[0])
    soon(lambda: not runs(pid), "a child is left")


def test_a_child_that_forgets_to_end_does_not_go_on_as_the_notebook() -> None:
    made = run("import os\nforked = os.fork()", "x = 1", "print(bool(forked), x)")
    assert said(made.cells[2]) == "True 1\n"


def test_nothing_is_left_when_the_owner_is_killed(tmp_path: Path) -> None:
    code = f"""
import nbformat, papermill
made = nbformat.v4.new_notebook(metadata={{"kernelspec": {SPEC!r}}})
made.cells = [nbformat.v4.new_code_cell('''
import os, pathlib, subprocess, time
child = subprocess.Popen(["sleep", "600"])
pathlib.Path("pids").write_text(f"{{os.getppid()}} {{os.getpid()}} {{child.pid}} ")
time.sleep(600)''')]
papermill.execute_notebook(made, None, engine_name="doorknob", progress_bar=False)
"""
    owner = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path)
    pids = tmp_path / "pids"
    soon(lambda: pids.exists() and pids.read_text(encoding="utf-8").endswith(" "), "no start", 60)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    for pid in map(int, pids.read_text(encoding="utf-8").split()):
        soon(lambda: not runs(pid), "a process is left")  # noqa: B023  called at once


def test_notebooks_that_run_at_once_do_not_hear_each_other() -> None:
    def one(number: int) -> str:
        return said(allowing(f"x = {number}\nimport time; time.sleep(0.05)", "print(x)").cells[1])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(12))) == [f"{number}\n" for number in range(12)]


def test_thirty_notebooks_leave_no_more_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No descriptors here or in the warm process, no processes, no files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    # The next is forked ahead, and soon ends when there is none.
    monkeypatch.setattr("doorknob.warm.spare.WAITS", 1.0)

    def left() -> tuple[int, int, int, list[Path]]:
        gc.collect()  # what other tests have dropped is no business of this one
        pid = zygote().pid
        return (
            len(os.listdir("/proc/self/fd")),  # noqa: PTH208
            len(os.listdir(f"/proc/{pid}/fd")),  # noqa: PTH208
            len(children(pid)),
            list(tmp_path.iterdir()),
        )

    run("1")
    soon(lambda: not children(zygote().pid), "the first is left")
    before = left()
    for number in range(30):
        assert said(run(f"print({number}); 'x' * 200_000").cells[0]).startswith(f"{number}\n")
    soon(lambda: not children(zygote().pid), "one of them is left")
    for now, then in zip(left(), before, strict=True):
        assert now <= then


def test_output_goes_where_papermill_was_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("papermill"), "propagate", True)
    with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
        caplog.set_level(logging.INFO, "papermill")
        run(
            "import sys\nprint('told'); print('warned', file=sys.stderr); 7",
            stdout_file=out,
            stderr_file=err,
            log_output=True,
            nest_asyncio=True,
        )
    assert (tmp_path / "out").read_text(encoding="utf-8") == "told\n"
    assert (tmp_path / "err").read_text(encoding="utf-8") == "warned\n"
    assert {"told\n", "warned\n", "7"} <= {record.getMessage() for record in caplog.records}


def test_text_is_sent_while_a_cell_runs_and_no_line_is_torn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After two tenths of a second, as a kernel does; what passes Python by is in order."""
    # Kernels capture no descriptors where pytest runs.
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    made = run(
        "import os, time\nprint('now'); time.sleep(0.8); print('later')",
        "for n in range(2000): print(n)\nos.write(1, b'past Python\\n'); print('in order')",
    )
    assert [output.text for output in made.cells[0].outputs] == ["now\n", "later\n"]
    assert said(made.cells[1]).endswith("\n1999\npast Python\nin order\n")


def test_progress_is_saved_while_a_cell_runs(tmp_path: Path) -> None:
    """So that one can look on, and whoever is interrupted has what there was."""
    target = tmp_path / "out.ipynb"
    code = (
        "import json, pathlib\nprint('x', flush=True)\n"
        f"cells = json.loads(pathlib.Path({str(target)!r}).read_text())['cells']\n"
        "[cell['metadata']['papermill']['status'] for cell in cells]"
    )
    papermill.execute_notebook(
        notebook("1", code, "2"), str(target), engine_name="doorknob", progress_bar=False
    )
    cells = nbformat.read(target, as_version=4).cells
    assert cells[1].outputs[-1].data["text/plain"] == "['completed', 'running', 'pending']"


def test_another_kernel_runs_as_it_always_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here one that wraps the same interpreter, so that it isn't known to be the same."""
    folder = tmp_path / "kernels" / "other"
    folder.mkdir(parents=True)
    argv = ["/usr/bin/env", sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Other", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    made = run("import os\nprint(os.getppid())", kernel_name="other")
    assert int(said(made.cells[0])) == os.getpid()


def test_where_nothing_can_be_forked_a_kernel_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doorknob.warm.provisioner.sys.platform", "darwin")
    made = run("import os\nprint(os.getppid())")
    assert int(said(made.cells[0])) == os.getpid()


def test_a_shell_that_cannot_start_is_replaced_by_a_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here because the configuration asks for another class of kernel."""
    profile = tmp_path / "profile_default"
    profile.mkdir()
    (profile / "ipython_kernel_config.py").write_text(
        "c.IPKernelApp.kernel_class = 'ipykernel.ipkernel.IPythonKernel'\n", encoding="utf-8"
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    made = run("import os\nprint(os.getppid())")
    assert int(said(made.cells[0])) == os.getpid()


def test_the_users_configuration_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "one.py").write_text("from_startup = 1\n", encoding="utf-8")
    (tmp_path / "profile_default" / "ipython_config.py").write_text(
        "c.InteractiveShell.ast_node_interactivity = 'all'\n", encoding="utf-8"
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    assert said(run("from_startup\n2").cells[0]) == "12"


def test_the_engine_can_be_imported_first() -> None:
    """Papermill imports it while it is itself not yet there."""
    code = (
        "import doorknob.warm.engine, sys; assert 'papermill' not in sys.modules; import papermill"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
