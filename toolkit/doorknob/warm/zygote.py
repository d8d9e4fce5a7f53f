"""The process that kernels are forked from: one thread, no loop, no ZMQ context, all imported.

It is started as ``python -m doorknob.warm.zygote FD MODULE …``. Over the socket FD come requests,
each a JSON object with the kernel's arguments, folder and environment, and three descriptors for
its standard streams; back go the kernel's process id, and later how it ended. A fourth descriptor
makes it a shell (see `shell`), which speaks to its owner over that.

A request can also name a module whose main is to be run. The fourth descriptor is then a socket by
which the new process asks for forks in turn, and the fifth its other end, for the zygote: all who
work for one owner share what was imported once.

When an owner's socket closes, whatever was forked for it ends, with what that has started. With the
first owner ends the zygote.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Iterable
from typing import Any

from doorknob.warm.rehearsal import rehearse

MOST_BYTES = 4_000_000
# What the zygote was started with, and so what was imported with it.
CHOSEN: dict[str, str] = {}
HANDLES = 5
INLINE = "module://matplotlib_inline.backend_inline"


class Owner:
    """Who asks for forks, and what was forked for it and hasn't ended."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.running: set[int] = set()

    def tell(self, data: dict[str, Any]) -> None:
        """Tell it something, if it is still there."""
        with contextlib.suppress(OSError):
            self.channel.sendall(json.dumps(data).encode() + b"\n")

    def leave(self) -> None:
        """End what was forked for it."""
        for pid in self.running:
            _end_group(pid)
        self.channel.close()


def main() -> None:
    """Import, then fork whenever asked to."""
    # `python -m` lets what lies in the folder be imported. That was the owner's folder; a kernel is
    # given its own.
    if sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109  it is compared with texts
        del sys.path[0]
    first = Owner(socket.socket(fileno=int(sys.argv[1])))
    # As the kernel would set it before matplotlib is first imported.
    CHOSEN["MPLBACKEND"] = os.environ.setdefault("MPLBACKEND", INLINE)
    for name in sys.argv[2:]:
        # What isn't installed is imported by nobody; the kernel says so when it is used.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if "matplotlib" in sys.modules:
        CHOSEN["matplotlibrc"] = sys.modules["matplotlib"].matplotlib_fname()
        rehearse()
    gc.collect()
    # What is there now is never looked at again, so that the memory stays shared.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    first.tell({"ready": os.getpid()})
    first_handle = first.channel.fileno()
    owners = {first_handle: first}
    while True:
        ready, _, _ = select.select([*owners, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _reap(owners.values())
        for handle in ready:
            if handle in owners and not _serve(owners[handle], owners):
                owners.pop(handle).leave()
                if handle == first_handle:
                    for owner in owners.values():
                        owner.leave()
                    return


def _reap(owners: Iterable[Owner]) -> None:
    """Tell how each that has ended did so."""
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
        for owner in owners:
            if ended.si_pid in owner.running:
                owner.running.discard(ended.si_pid)
                owner.tell({"ended": ended.si_pid, "code": os.waitstatus_to_exitcode(status)})


def _end_group(pid: int) -> None:
    """End what a kernel has started and left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _serve(owner: Owner, owners: dict[int, Owner]) -> bool:
    """Fork for one request; False when its owner is gone."""
    channel = owner.channel
    try:
        data, given, _, _ = socket.recv_fds(channel, 65536, HANDLES)
        while data and not data.endswith(b"\n") and len(data) < MOST_BYTES:
            more = channel.recv(65536)
            data = data + more if more else b""
    except OSError:
        return False
    if not data.endswith(b"\n"):
        return False  # its owner is gone, perhaps in the middle of it
    request = json.loads(data)
    try:
        pid = os.fork()
    except OSError as bad:  # too many processes, or too little memory: others may still have theirs
        for handle in given:
            os.close(handle)
        owner.tell({"failed": str(bad)})
        return True
    if not pid:
        for each in owners.values():
            each.channel.close()
        _become(request, given)
    owner.running.add(pid)
    if "run" in request:
        new = Owner(socket.socket(fileno=given.pop()))
        owners[new.channel.fileno()] = new
    for handle in given:
        os.close(handle)
    owner.tell({"started": pid})
    return True


def _become(request: dict[str, Any], given: list[int]) -> None:
    """Turn this fork into what was asked for; never comes back."""
    try:
        parent = os.getppid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        for handle, place in zip(given, (0, 1, 2), strict=False):
            os.dup2(handle, place)
            os.close(handle)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        _reseed()
        if "run" in request:
            os.close(given[4])
            _run_main(request["run"], given[3], parent)
        else:
            _be_a_kernel(request["argv"], given[3:], parent, request["waits"])
    except BaseException:  # noqa: BLE001  nothing of the zygote's may run on in its fork
        import traceback  # noqa: PLC0415

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _run_main(module: str, handle: int, parent: int) -> None:
    from doorknob.warm.process import join  # noqa: PLC0415

    os.set_inheritable(handle, False)  # noqa: FBT003
    join(handle, parent)
    sys.argv = [module]
    importlib.import_module(module).main()


def _be_a_kernel(argv: list[str], given: list[int], parent: int, waits: float) -> None:
    _choose_backend(os.environ.get("MPLBACKEND", INLINE))
    _choose_settings()
    if given:
        from doorknob.warm import shell  # noqa: PLC0415

        shell.run(argv, given[0], waits)
    else:
        # The kernel ends when its parent does, and that is the zygote.
        os.environ["JPY_PARENT_PID"] = str(parent)
        _run(argv, parent)


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
    # All but which backend is used: that has been chosen already.
    read = dict.items(matplotlib.rc_params())
    settings = {name: value for name, value in read if name != "backend"}
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
