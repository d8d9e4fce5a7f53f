"""The process that kernels are forked from: one thread, no loop, no ZMQ context, all imported.

It is started as ``python -m doorknob.warm.zygote FD MODULE …``. Over the socket FD come requests,
each a JSON object with the kernel's arguments, folder and environment, and two descriptors for its
output; back go the kernel's process id, and later how it ended. A third descriptor makes it a shell
(see `shell`), which speaks to its owner over that. When the socket closes the zygote ends, and
takes with it whatever it has forked and what that has started.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import io
import json
import os
import select
import signal
import socket
import sys
from typing import Any

MOST_BYTES = 4_000_000
# What the zygote was started with, and so what was imported with it.
CHOSEN: dict[str, str] = {}
# What was forked and hasn't ended.
RUNNING: set[int] = set()
INLINE = "module://matplotlib_inline.backend_inline"


def main() -> None:
    """Import, then fork whenever asked to."""
    # `python -m` lets what lies in the folder be imported. That was the owner's folder; a kernel is
    # given its own.
    if sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109  it is compared with texts
        del sys.path[0]
    owner = socket.socket(fileno=int(sys.argv[1]))
    # As the kernel would set it before matplotlib is first imported.
    CHOSEN["MPLBACKEND"] = os.environ.setdefault("MPLBACKEND", INLINE)
    for name in sys.argv[2:]:
        # What isn't installed is imported by nobody; the kernel says so when it is used.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if "matplotlib" in sys.modules:
        CHOSEN["matplotlibrc"] = sys.modules["matplotlib"].matplotlib_fname()
        _rehearse()
    gc.collect()
    # What is there now is never looked at again, so that the memory stays shared.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    _tell(owner, {"ready": os.getpid()})
    watched: list[Any] = [owner, woken]
    while True:
        ready, _, _ = select.select(watched, [], [])
        if woken in ready:
            os.read(woken, 4096)
            _reap(owner)
        if owner in ready and not _serve(owner):
            for pid in RUNNING:
                _end_group(pid)
            return


def _rehearse() -> None:
    """Draw a figure that nobody sees, so that fonts and text are laid out once for all kernels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with contextlib.suppress(Exception):
        figure = Figure(figsize=(2, 2))
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        axes.plot([0, 1], [-1, 100], label="a")
        axes.bar([0, 1], [1, 2])
        axes.set(title="Abc", xlabel="$x$", ylabel="y")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")


def _tell(owner: socket.socket, data: dict[str, Any]) -> None:
    owner.sendall(json.dumps(data).encode() + b"\n")


def _reap(owner: socket.socket) -> None:
    """Tell how each kernel that has ended did so."""
    while True:
        try:
            # To look only: as long as it isn't laid to rest, nobody else can be given its number.
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None:
            return
        _end_group(ended.si_pid)
        _, status = os.waitpid(ended.si_pid, 0)
        RUNNING.discard(ended.si_pid)
        _tell(owner, {"ended": ended.si_pid, "code": os.waitstatus_to_exitcode(status)})


def _end_group(pid: int) -> None:
    """End what a kernel has started and left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _serve(owner: socket.socket) -> bool:
    """Fork a kernel for one request; False when the owner is gone."""
    data, given, _, _ = socket.recv_fds(owner, 65536, 3)
    if not data:
        return False
    while not data.endswith(b"\n") and len(data) < MOST_BYTES:
        more = owner.recv(65536)
        if not more:
            return False
        data += more
    request = json.loads(data)
    pid = os.fork()
    if not pid:
        _become(owner, request, given)
    RUNNING.add(pid)
    for handle in given:
        os.close(handle)
    _tell(owner, {"started": pid})
    return True


def _become(owner: socket.socket, request: dict[str, Any], given: list[int]) -> None:
    """Turn this fork into the kernel; never comes back."""
    try:
        parent = os.getppid()
        owner.close()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        for handle, place in zip(given, (1, 2), strict=False):
            os.dup2(handle, place)
            os.close(handle)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        _reseed()
        _choose_backend(os.environ.get("MPLBACKEND", INLINE))
        _choose_settings()
        if given[2:]:
            from doorknob.warm import shell  # noqa: PLC0415

            shell.run(request["argv"], given[2])
        else:
            # The kernel ends when its parent does, and that is the zygote.
            os.environ["JPY_PARENT_PID"] = str(parent)
            _run(request["argv"], parent)
    except BaseException:  # noqa: BLE001  nothing of the zygote's may run on in its fork
        import traceback  # noqa: PLC0415

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _reseed() -> None:
    """Give the fork chance of its own: it was seeded when the modules were imported."""
    import random  # noqa: PLC0415

    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _choose_backend(name: str) -> None:
    matplotlib = sys.modules.get("matplotlib")
    # To use the one that is chosen already would import it here, before there is a shell.
    if matplotlib is not None and name != CHOSEN["MPLBACKEND"]:
        matplotlib.use(name)


def _choose_settings() -> None:
    """Use the settings of matplotlib that hold in this folder and this environment."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None or matplotlib.matplotlib_fname() == CHOSEN["matplotlibrc"]:
        return
    settings = matplotlib.rc_params()
    # Which backend has been chosen already.
    settings.pop("backend", None)
    matplotlib.rcParams.update(settings)
    matplotlib.rcParamsOrig.update(settings)


def _run(argv: list[str], parent: int) -> None:
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [(launcher and launcher.origin) or "ipykernel_launcher", *argv]
    # Its default was read from the environment of the zygote.
    app = IPKernelApp.instance(parent_handle=parent)
    app.initialize(argv)
    app.start()
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    main()
