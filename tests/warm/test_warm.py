"""Warm kernels do what ordinary ones do, one apart from the other, and end with their owner."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from doorknob.warm.provisioner import NAME, warm_arguments
from processes import runs

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]
CHOICE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
TORTURE = (
    "x = 41; x + 1",
    "import sys\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 3, 2]); plt.title('é')",
    "from IPython.display import HTML, display, update_display\n"  # noqa: ISC004
    "display(HTML('<b>a</b>'), display_id='x')\nupdate_display(HTML('<i>b</i>'), display_id='x')",
    "import os\nos.getcwd(), os.environ['DOORKNOB_TEST'], __name__, sys.argv[0][-3:]",
    "!echo from a shell",
    "import subprocess\nsubprocess.run(['echo', 'child'], capture_output=True).stdout",
    "import threading\nt = threading.Thread(target=lambda: print('thread')); t.start(); t.join()",
    "import numpy as np\nnp.random.seed(3); np.random.rand(2)",
    "async def later(): return 7\nawait later()",
    "def f():\n    raise ValueError('broken')\ntry:\n    f()\nexcept ValueError as bad: print(bad)",
    "1 / 0",
)


@pytest.fixture(params=["usual", "warm"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Start kernels in one way and in the other."""
    choose(monkeypatch, request.param)
    return str(request.param)


def choose(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    # The factory is one for the whole process, and asks the environment only once.
    factory = KernelProvisionerFactory.instance()
    name = NAME if way == "warm" else "local-provisioner"
    monkeypatch.setattr(factory, "default_provisioner_name", name)
    monkeypatch.setenv("DOORKNOB_TEST", "äöü")


def executed(folder: Path, *sources: str) -> Any:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)
    ]
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    return client.execute()


def plain(notebook: Any) -> list[Any]:
    """Give what the cells brought forth, without what differs from one run to the next."""
    text = re.sub(
        r"0x[0-9a-f]+|ipykernel_\d+/\d+\.py|in \d+\.\d+ s", "…", nbformat.writes(notebook)
    )
    return [cell.get("outputs") for cell in nbformat.reads(text, as_version=4).cells]


def test_what_cells_bring_forth_is_the_same_cell_by_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results, streams, figures, displays, shell, threads, errors with their tracebacks."""
    found = {}
    for way in ("usual", "warm"):
        choose(monkeypatch, way)
        found[way] = plain(executed(tmp_path, *TORTURE))
    for number, (usual, warm) in enumerate(zip(found["usual"], found["warm"], strict=True)):
        assert warm == usual, TORTURE[number]


def test_nothing_of_one_notebook_is_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither names nor modules nor the environment nor chance."""
    choose(monkeypatch, "warm")
    first = (
        "import os, json, random\nleft = json.left = 1\nos.environ['LEFT'] = '1'\nrandom.random()"
    )
    second = (
        "import os, json, random\n'left' in globals(), hasattr(json, 'left'), 'LEFT' in os.environ"
    )
    one = executed(tmp_path, first)
    two = executed(tmp_path, second, "random.random()")
    assert two.cells[0].outputs[0].data["text/plain"] == "(False, False, False)"
    drawn = [note.outputs[0].data["text/plain"] for note in (one.cells[0], two.cells[1])]
    assert drawn[0] != drawn[1]


def test_warm_is_warm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's parent is the one process that all are forked from, not this one."""
    choose(monkeypatch, "warm")
    ask = (
        "import os, sys\nprint(os.getppid(), 'numpy' in sys.modules, os.getpid() == os.getpgid(0))"
    )
    told = [executed(tmp_path, ask).cells[0].outputs[0].text.split() for _ in range(2)]
    assert told[0] == told[1]
    assert told[0][0] != str(os.getpid())
    assert told[0][1:] == ["True", "True"]


def test_a_cell_that_takes_too_long_is_stopped(way: str) -> None:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell("import time\ntime.sleep(60)")]
    client = NotebookClient(notebook, timeout=2, interrupt_on_timeout=True, allow_errors=True)
    began = time.monotonic()
    client.execute()
    assert time.monotonic() - began < 30
    assert notebook.cells[0].outputs[0].ename == "KeyboardInterrupt", way


def test_a_kernel_that_is_killed_is_reported_dead(way: str) -> None:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell("import os, signal\nos.kill(os.getpid(), 9)")]
    with pytest.raises(Exception, match="died") as bad:
        NotebookClient(notebook, timeout=60).execute()
    assert not isinstance(bad.value, CellExecutionError), way


def test_a_kernel_can_be_restarted_and_shut_down(way: str) -> None:
    manager = KernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert manager.is_alive()
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert not manager.is_alive(), way


def test_a_kernel_that_was_asked_to_end_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its manager, which looks ten times a second, need not wait for its first look."""
    choose(monkeypatch, "warm")
    manager = KernelManager()
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        manager.request_shutdown()
        assert not manager.is_alive()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_that_does_not_end_when_asked_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a cell has put in the way."""
    choose(monkeypatch, "warm")
    manager = KernelManager(shutdown_wait_time=1.0)
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    client.execute("import atexit, time; atexit.register(time.sleep, 60)", reply=True)
    client.stop_channels()
    began = time.monotonic()
    manager.shutdown_kernel()
    assert not manager.is_alive()
    assert time.monotonic() - began < 30


def test_kernels_end_with_their_owner(tmp_path: Path) -> None:
    """Also where it is killed and has no time to tidy up."""
    code = f"""
import os
os.environ[{CHOICE!r}] = {NAME!r}
from jupyter_client import KernelManager
from doorknob.warm.process import zygote
manager = KernelManager()
manager.start_kernel()
client = manager.client(); client.start_channels(); client.wait_for_ready(timeout=60)
print(zygote().pid, manager.provisioner.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    pids = [int(pid) for pid in done.stdout.split()]
    end = time.monotonic() + 15
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < end, "a process is left"
        time.sleep(0.1)


@pytest.mark.parametrize(
    "cmd",
    [
        [],
        ["/usr/bin/R", "--slave"],
        ["/other/python", "-m", "ipykernel_launcher", "-f", "x"],
        [sys.executable, "-m", "bash_kernel", "-f", "x"],
        [sys.executable, "-I", "-m", "ipykernel_launcher", "-f", "x"],
    ],
)
def test_any_other_kernel_is_started_as_usual(cmd: list[str]) -> None:
    assert warm_arguments(cmd) is None


def test_our_own_kernel_can_be_forked() -> None:
    cmd = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "x"]
    assert warm_arguments(cmd) == ["-f", "x"]
