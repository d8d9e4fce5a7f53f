"""JupyterLab as processes of their own, on a copy of the course; to be killed at will."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest

from doorknob.course import Course

COURSE = Course.here(Path(__file__))
ADDRESS_MORE = ("--allow-root", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def copy_course(folder: Path) -> None:
    """Lay a copy of the course into a folder."""
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "desks", ".ipynb_checkpoints")
        shutil.copytree(COURSE.root / name, folder / name, ignore=ignored)


@attrs.define
class Served:
    """A server that can be killed and started again at the same address."""

    folder: Path
    line: list[str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    below: str = "."

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
        environment = {n: v for n, v in kept.items() if not n.startswith("DOORKNOB_")}
        environment |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
        with (self.folder / "lab.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.line, env=environment, cwd=self.folder / self.below, stdout=log, stderr=log
            )
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/api/status", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        log_text = (self.folder / "lab.log").read_text(errors="replace")
        pytest.fail(f"JupyterLab did not come up:\n{log_text[-2000:]}")

    def stop(self) -> None:
        """End it as whoever goes home does."""
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """Kill it with no time for anything."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def kernels(self) -> list[int]:
        """Give the processes of the kernels that work in the folder."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                told = (path / "cmdline").read_bytes()
                if b"ipykernel_launcher" in told and (path / "cwd").resolve().is_relative_to(
                    self.folder
                ):
                    found.append(int(path.name))
        return found

    def to_kernels(self, number: signal.Signals) -> None:
        """Send a signal to every kernel."""
        for process in self.kernels():
            with suppress(ProcessLookupError):
                os.kill(process, number)


@contextmanager
def served(
    folder: Path, line: Callable[[int, Path], list[str]], below: str = "."
) -> Iterator[Served]:
    """Serve a copy of the course; `line` gives the command for a port and the folder."""
    copy_course(folder)
    port = free_port()
    found = Served(folder, line(port, folder), port, below=below)
    found.start()
    try:
        yield found
    finally:
        found.stop()
        found.to_kernels(signal.SIGKILL)


def workshop_line(port: int, folder: Path) -> list[str]:
    """Give the workshop's command, for somebody who has done nothing yet."""
    (folder / "curriculum/cohorts/demo/journals/hugo.jsonl").unlink(missing_ok=True)
    return [
        *(sys.executable, "-m", "doorknob", "lab", "demo", "--learner", "hugo"),
        *("--no-browser", f"--port={port}", "--", *ADDRESS_MORE),
    ]


def kit_line(port: int, folder: Path) -> list[str]:
    """Give a learner's command in his unpacked kit, which lies in the folder's ``kit``."""
    ours = [sys.executable, "-m", "doorknob"]
    subprocess.run([*ours, "kit", "demo", "--learner", "hugo"], cwd=folder, check=True)
    with ZipFile(folder / "build/kits/demo/demo-hugo.zip") as archive:
        archive.extractall(folder / "kit")
    return [*ours, "lab", "--no-browser", f"--port={port}", "--", *ADDRESS_MORE]


def trainer_line(port: int, _folder: Path) -> list[str]:
    """Give the trainer's command."""
    return [
        *(sys.executable, "-m", "doorknob", "lab", "demo", "--trainer"),
        *("--no-browser", f"--port={port}", "--", *ADDRESS_MORE),
    ]


def jupyterlab_line(port: int, folder: Path) -> list[str]:
    """Give the command of a JupyterLab that knows nothing of us."""
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"),
        *("--LabApp.news_url=", "--LabApp.expose_app_in_browser=True"),
    ]


def notebook_line(port: int, folder: Path) -> list[str]:
    """Give the command of a Jupyter Notebook that knows nothing of us."""
    return [
        *(sys.executable, "-m", "notebook", "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"),
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]
