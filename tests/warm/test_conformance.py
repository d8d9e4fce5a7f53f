"""A notebook run in a warm shell is, to the last byte that matters, the one that a kernel gives.

Each notebook goes through papermill's own engine with an ordinary kernel and through ours; outputs,
counts, tracebacks with their colours, and the metadata of cells and notebook are compared. Only
times, process ids, addresses and identifiers drawn at random may differ.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.provisioning import KernelProvisionerFactory

from doorknob.warm import spare
from gallery import AFTERWARDS, OTHERS, PLAIN, START

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="shells are forked on Linux only"),
]
SPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}

RESULTS = (
    "x = 41\nx + 1",
    "_ + 1, Out[1], In[1]",
    "None",
    "'quiet';",
    """class Rich:
    def _repr_html_(self): return '<b>é</b>'
    def _repr_mimebundle_(self, **_): return {'text/x': 'y'}, {'text/x': {'m': 1}}
Rich()""",
    "from IPython.display import *\nJSON({'a': [1, None, 2.5]})",
    "display(Markdown('*a*'), Latex('$b$'), metadata={'k': 1})",
    "Image(data=b'\\x89PNG\\r\\n\\x1a\\n0000', format='png')",
    "float('nan'), float('inf')",
    "display({'text/plain': 'nan', 'application/json': {'n': float('nan')}}, raw=True)",
    "get_ipython().display_formatter.active_types[:2]",
    "__name__, [name for name in globals() if not name.startswith('_')][:6]",
    "import sys; sys.path, sys.argv[0], sys.argv[2:2], sys.flags.interactive",
    "'\\ud800'.encode('utf-8', 'replace'), '日本語 🙂'",
    "import builtins; builtins._",
    "%precision 2\n3.14159",
)
DISPLAYS = (
    "from IPython.display import HTML, clear_output, display, update_display\nimport time",
    "display(HTML('<b>a</b>'), display_id='x')",
    "display(HTML('<b>also</b>'), display_id='x'); print('between')",
    "update_display(HTML('<i>b</i>'), display_id='x', metadata={'m': 2})",
    "handle = display('one', display_id=True)\nhandle.update('two'); handle.display('three')",
    "update_display('nobody', display_id='unknown')",
    "print('gone'); clear_output(); print('stays')",
    "print('first'); display(1); clear_output(wait=True); display(2)",
    "print('kept'); clear_output(wait=True)",
    "display('in', display_id='y'); clear_output(); update_display('?', display_id='y')",
    "for n in range(3):\n    clear_output(wait=True); print('step', n)",
)
STREAMS = (
    "import os, subprocess, sys, threading, time",
    "print('out'); print('err', file=sys.stderr); print('out again')",
    "print('a'); sys.stdout.flush(); print('b', file=sys.stderr); sys.stderr.flush(); print('c')",
    "print('now'); time.sleep(0.7); print('later')",
    "print('x', end=''); sys.stdout.write('y'); print(sys.stdout.isatty(), sys.stdout.encoding)",
    "os.write(1, 'raw é\\n'.encode()); time.sleep(0.6)",
    "os.write(2, b'raw error\\n'); time.sleep(0.6)",
    "subprocess.run(['echo', 'child']); time.sleep(0.6)",
    "subprocess.run(['cat'], check=True).returncode",
    "!echo from a shell; echo wrong >&2; exit 3",
    "_exit_code",
    "lines = !printf 'a\\nb\\n'\nlines",
    "%%bash\necho bash; echo to error >&2",
    "%%bash --out heard\necho heard",
    "heard",
    "%%sh\nfalse",
    "t = threading.Thread(target=lambda: print('thread')); t.start(); t.join()",
    "print('🙂' * 50000)",
    "late = threading.Timer(0.4, print, ('late',)); late.start()",
    "late.join()",
    "import logging; logging.warning('logged'); logging.getLogger('x').error('too')",
    "import warnings; warnings.warn('be warned')",
    "import multiprocessing\nforking = multiprocessing.get_context('fork')",
    "p = forking.Process(target=print, args=('forked',)); p.start(); p.join(); time.sleep(0.5)",
    "print('bell\\b\\rback')",
)
FIGURES = (
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nimport numpy as np",
    "plt.plot([1, 3, 2]); plt.title('é $x^2$')",
    "plt.get_fignums()",
    "fig, ax = plt.subplots(layout='constrained'); ax.bar([1, 2], [3, 4])",
    "print('before'); plt.plot([1, 2]); plt.show(); print('after')",
    "for n in range(2):\n    plt.figure(); plt.plot([n, 1])",
    "fig",
    "%config InlineBackend.figure_formats = ['jpeg']\nplt.plot([1, 2]);",
    "%config InlineBackend.figure_formats = ['png']\nplt.plot([1, 2])\n1 / 0",
    "plt.get_fignums()",
    "plt.figure(); plt.title('$\\\\broken{$')\nNone",
    "plt.rcParams['figure.figsize'], plt.get_backend(), plt.isinteractive()",
    "np.random.seed(3); np.random.rand(2)",
    "from matplotlib.figure import Figure\nf = Figure((1, 1)); f.subplots().plot([1, 2]); f",
)
# What draws in other ways, tells of it, or goes on being drawn.
DRAWINGS = (
    "%matplotlib inline\nimport datetime as dt\nimport matplotlib.pyplot as plt, numpy as np",
    """fig, ax = plt.subplots(); ax.plot(np.arange(9) ** 3); ax.legend(['a']); twin = ax.twinx()
twin.semilogy([1, 1e6]); ax.annotate('é', (2, 8), (4, 300), arrowprops={})""",
    "[t.get_text() for t in ax.get_xticklabels()], ax.get_position().bounds, fig.stale",
    "fig, ax = plt.subplots(); n = fig.canvas.mpl_connect('draw_event', lambda e: print('drawn'))",
    """class Loud(plt.Line2D):
    def draw(self, r): print('line'); super().draw(r)
fig, ax = plt.subplots(); n = ax.add_line(Loud([0, 1], [0, 1]))""",
    "fig, ax = plt.subplots(); fig.canvas.draw(); ax.set_title('after'); ax.title.get_position()",
    "plt.plot([dt.date(2026, 3, 9), dt.date(2026, 5, 1)], [1, 2]); plt.gcf().autofmt_xdate()",
    "with plt.xkcd():\n    plt.plot([1, 3, 2])",
    "plt.ioff(); fig, ax = plt.subplots(); ax.plot([1, 2])",
    "plt.ion(); plt.plot([3, 1])",
    "%config InlineBackend.close_figures = False\nfig, ax = plt.subplots(); ax.plot([1, 2])",
    "n = ax.plot([2, 1]); fig.stale",
    "%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}\nax.set_title('x')",
)
ERRORS = (
    "1 / 0",
    "def f(n):\n    if n: f(n - 1)\n    else: raise ValueError('broken é')\nf(3)",
    "try:\n    {}['a']\nexcept KeyError as bad:\n    raise RuntimeError('other') from bad",
    "this is no Python",
    "  indented = 1\n wrong = 2",
    "print('before'); unknown_name",
    "%unknown_magic",
    "%%unknown_magic\nx",
    "%run nowhere.py",
    "assert 1 == 2, 'never'",
    "raise ExceptionGroup('two', [ValueError(1), TypeError(2)])",
    "raise SystemExit",
    "import sys; sys.exit(3)",
    "raise KeyboardInterrupt('by hand')",
    "class Bad(Exception):\n    def __str__(self): raise TypeError('no text')\nraise Bad",
    "class Worse:\n    def __repr__(self): raise ValueError('no repr')\nWorse()",
    "input('name? ')",
    "import getpass; getpass.getpass()",
    "import json; json.loads('{')",
    "%xmode Minimal\n1 / 0",
    "%xmode Verbose\n1 / 0",
    "%tb",
    "get_ipython().run_line_magic('xmode', 'Context'); exec('1 / 0')",
    "import os; os.kill(os.getpid(), 2)\nimport time; time.sleep(5)",
    "x = 1\nx",
)
MAGICS = (
    "%%capture kept\nprint('caught'); 7",
    "kept.stdout, len(kept.outputs)",
    "kept()",
    "%%time\nNone",
    "%lsmagic\nNone",
    "a = 1; b = 'two'\n%who",
    "%%writefile written.txt\nhello",
    "%cat written.txt",
    "%pwd",
    "%cd ..\n%pwd",
    "%env DOORKNOB_TEST",
    "%env DOORKNOB_TEST=other\n!echo $DOORKNOB_TEST {a}",
    "len?",
    "get_ipython().set_next_input('next')",
    "%load_ext storemagic\n%alias_magic t time",
    "%%html\n<b>html</b>",
    "%%javascript\n1",
    "%%python\nprint('another')",
    "%history -n 1-2",
    "%macro again 1\nagain",
    "get_ipython().run_cell('print(5)').success",
    "from IPython import get_ipython as g\ng().ast_node_interactivity = 'all'",
    "1\n2",
    "%reset -f\n'a' in globals()",
)
ASYNC = (
    "import asyncio, contextvars\nv = contextvars.ContextVar('v'); _ = v.set(1)",
    "await asyncio.sleep(0); v.get()",
    "async def f(): return 7\nawait f()",
    "async def g():\n    for n in range(2): yield n\n[n async for n in g()]",
    "task = asyncio.create_task(asyncio.sleep(0.05, 'done'))",
    "await task",
    "asyncio.get_event_loop().is_running()",
    "asyncio.run(f())",
    "await asyncio.gather(*(asyncio.sleep(0, n) for n in range(3)))",
    "async def slow():\n    await asyncio.sleep(0.2); print('from a task')",
    "task = asyncio.create_task(slow())",
    "await task; print('from the cell')",
    "raise_in = asyncio.create_task(asyncio.wait_for(asyncio.sleep(9), 0.01))\nawait raise_in",
    "await asyncio.to_thread(lambda: print('in a thread'))",
    "%autoawait",
    "await undefined()",
)
WIDGETS = (
    # Models are then named in the order in which they are made.
    "import itertools, uuid\nn = itertools.count(); uuid.uuid4 = lambda: uuid.UUID(int=next(n))",
    "import ipywidgets as w\nfrom IPython.display import display",
    "slider = w.IntSlider(3, description='é'); slider",
    "slider.value = 5; display(slider)",
    "out = w.Output()\nwith out:\n    print('inside'); display('shown')\nout",
    "with out:\n    out.clear_output(); print('again')",
    "with out:\n    1 / 0",
    "out.outputs",
    "w.Image(value=b'\\x89PNG', format='png')",
    "@w.interact(n=(0, 3))\ndef show(n=1): print('n is', n)",
    "box = w.HBox([w.Button(description='go'), w.Label('text')]); box",
    "import comm\nc = comm.create_comm(target_name='mine', data={'a': 1})",
    "c.send({'b': 2}, buffers=[b'xy']); c.close()",
    "box.children[0].click(); box.close()",
)
_AS = "mpl.rcParams['svg.hashsalt'] = 'a'\n%config InlineBackend.figure_format ="
ENGINES = ("nbclient", "doorknob")
NOTEBOOKS = {
    "results": RESULTS,
    "displays": DISPLAYS,
    "streams": STREAMS,
    "figures": FIGURES,
    "drawings": DRAWINGS,
    "errors": ERRORS,
    "magics": MAGICS,
    "async": ASYNC,
    "widgets": WIDGETS,
    "plain figures": (START, *PLAIN.values()),
    "other figures": (START, *OTHERS.values(), *AFTERWARDS),
    "figures as drawings": (START, *(f"{_AS} 'svg'\n{way}" for way in PLAIN.values())),
    "figures twice as fine": (START, *(f"{_AS} 'retina'\n{way}" for way in PLAIN.values())),
}


def notebook(*sources: str, **tags: list[str]) -> Any:
    made = nbformat.v4.new_notebook(metadata={"kernelspec": SPEC})
    made.cells = [
        nbformat.v4.new_code_cell(source, id=f"c{n}", metadata={"tags": tags.get(f"c{n}", [])})
        for n, source in enumerate(sources)
    ]
    return made


def executed(engine: str, made: Any, folder: Path, **more: Any) -> Any:
    """Run a notebook by papermill, and give what it left in the file."""
    source, target, work = folder / "source.ipynb", folder / "executed.ipynb", folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    nbformat.write(made, source)
    # Only the engine is to differ.
    KernelProvisionerFactory.instance().default_provisioner_name = "local-provisioner"
    fixed = {"engine_name": engine, "progress_bar": False, "cwd": str(work), "timeout": 60}
    if engine == "doorknob":
        # What is compared is a shell that was forked ahead, while another notebook ran.
        papermill.execute_notebook(notebook("1"), None, **{**fixed, **more})
        wait_for_spare()
    with contextlib.suppress(papermill.PapermillExecutionError):  # the notebook says what it was
        papermill.execute_notebook(str(source), str(target), **{**fixed, **more})
    return nbformat.read(target, as_version=4)


CHANGING = re.compile(
    r"0x[0-9a-f]{6,}|ipykernel_\d+/\d+\.py|\bin \d+\.\d+ s"
    r"|(?:CPU times|Wall time|user|sys|total): [^\\]*?(?=\\n|\")"
    r"|\bipykernel_\d+\b|\d{4}-\d\d-\d\dT[0-9:.+Z]+"
)
PASSING = {"start_time", "end_time", "duration"}


def joined(outputs: list[Any]) -> list[Any]:
    """Put texts of one stream that follow each other together."""
    found: list[Any] = []
    for output in outputs:
        last = found[-1] if found else {}
        if "stream" in output.values() and last.get("name") == output.get("name"):
            found[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            found.append(output)
    return found


def wait_for_spare() -> None:
    end = time.monotonic() + 15
    while os.getpid() not in spare._kept:
        assert time.monotonic() < end, "no shell was forked ahead"
        time.sleep(0.01)


def plain(made: Any) -> Any:
    """Leave out what differs between any two runs: also when a kernel happened to send its text."""

    def timeless(value: Any) -> Any:
        if isinstance(value, dict):
            if "papermill-error-cell-tag" in value.get("metadata", {}).get("tags", []):
                value["id"] = "drawn at random"
            return {
                k: "…" if k in PASSING else timeless(joined(v) if k == "outputs" else v)
                for k, v in value.items()
            }
        return [timeless(item) for item in value] if isinstance(value, list) else value

    return json.loads(CHANGING.sub("…", json.dumps(timeless(made), ensure_ascii=False)))


@pytest.fixture(autouse=True)
def _as_outside_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let kernels capture descriptors, which they don't where pytest runs."""
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", factory.default_provisioner_name)
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.setattr(spare, "_cores", lambda: 2)
    monkeypatch.setenv("DOORKNOB_TEST", "äöü")


def compare(made: Any, folder: Path, **more: Any) -> Any:
    taken: list[Any] = []
    usual = spare.take
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spare, "take", lambda *given: taken.append(usual(*given)) or taken[-1])
        stock, ours = (plain(executed(way, made, folder, **more)) for way in ENGINES)
    assert taken[-1] is not None, "the spare wasn't used"
    for one, other in zip(stock["cells"], ours["cells"], strict=True):
        assert other == one, one["source"]
    assert ours["metadata"] == stock["metadata"]
    return ours


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_brings_forth_the_same(name: str, tmp_path: Path) -> None:
    """Also where cells fail and the notebook goes on."""
    ours = compare(notebook(*NOTEBOOKS[name]), tmp_path, allow_errors=True)
    assert len(ours["cells"]) >= len(NOTEBOOKS[name])


def test_a_notebook_stops_at_an_error_as_it_does_with_a_kernel(tmp_path: Path) -> None:
    """With the marks that papermill puts in, and the statuses of the cells that never ran."""
    made = notebook(
        "1 / 0", "'after'", "raise ValueError('real')", "'never'", c0=["raises-exception"]
    )
    ours = compare(made, tmp_path)
    statuses = [cell["metadata"].get("papermill", {}).get("status") for cell in ours["cells"]]
    assert "failed" in statuses
    assert statuses[-1] == "pending"
