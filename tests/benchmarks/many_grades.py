"""What many learners cost: ``python tests/benchmarks/many_grades.py 1000 3000 10000``.

For each number, a cohort is generated from the demo's journals, each of which is packed into a
submission. Then the real commands run one after the other: collect takes the submissions in, grade
grades, gradebook exports. Of each it prints seconds, the processor's seconds, the most memory that
the command and that any one of its workers held, the most descriptors that were open, and whether
anything was left running.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs
import click
import psutil
from nothing_changed import generate

from doorknob.journal.submission import JOURNAL, pack

MIB = 1024 * 1024
RUN = "import sys; from doorknob.cli.main import main; main()"
STEPS = {
    "collect": ("collect", "handed-in", "--cohort", "group-1"),
    "grade": ("grade", "group-1"),
    "grade again": ("grade", "group-1"),
    **{
        kind: ("gradebook", "group-1", "--format", kind, "--output", f"grades.{kind}")
        for kind in ("csv", "xlsx", "parquet")
    },
    "sqlite": ("gradebook", "group-1"),
}


@attrs.define
class Peak:
    """The most that was seen."""

    own: float = 0
    worker: float = 0
    workers: int = 0
    descriptors: int = 0
    processor: dict[int, float] = attrs.field(factory=dict)

    def look(self, process: psutil.Process) -> None:
        """Look at a process and those below it."""
        below = process.children(recursive=True)
        self.own = max(self.own, process.memory_info().rss / MIB)
        self.workers = max(self.workers, len(below))
        self.descriptors = max(self.descriptors, process.num_fds())
        for one in (process, *below):
            times = one.cpu_times()
            self.processor[one.pid] = times.user + times.system
        for one in below:
            self.worker = max(self.worker, one.memory_info().rss / MIB)


def watched(words: Sequence[str], folder: Path) -> str:
    """Run a command and say what it took."""
    peak, began = Peak(), time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as running:
        process = psutil.Process(running.pid)
        seen: set[psutil.Process] = set()
        while running.poll() is None:
            try:
                peak.look(process)
                seen |= set(process.children(recursive=True))
            except psutil.Error:
                pass
            time.sleep(0.05)
        if running.returncode:
            raise click.ClickException(running.stderr.read().decode() if running.stderr else "")
    _, left = psutil.wait_procs(seen, timeout=2)
    return (
        f"{time.perf_counter() - began:8.1f} s, processor {sum(peak.processor.values()):7.1f} s, "
        f"memory {peak.own:4.0f} MiB and {peak.worker:4.0f} in each of {peak.workers} workers, "
        f"{peak.descriptors} descriptors, {len(left)} processes left"
    )


def hand_in(root: Path) -> None:
    """Pack each learner's journal into a submission, and take the journals away."""
    journals, out = root / "curriculum/cohorts/group-1/journals", root / "handed-in"
    out.mkdir()
    made = datetime(2026, 3, 9, tzinfo=UTC)
    for path in journals.glob("*.jsonl"):
        files = {JOURNAL: path.read_bytes()}
        _, data = pack(learner=path.stem, cohort="group-1", made=made, files=files)
        (out / f"{path.stem}.zip").write_bytes(data)
    shutil.rmtree(journals)


@click.command()
@click.argument("numbers", nargs=-1, type=int, default=(1000,))
@click.option("--only", multiple=True, type=click.Choice(list(STEPS)), help="Steps; all without.")
def main(numbers: tuple[int, ...], only: tuple[str, ...]) -> None:
    """Generate cohorts, and run the commands."""
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), 1, number)
            hand_in(Path(folder))
            for name, words in STEPS.items():
                if not only or name in only:
                    click.echo(f"{number:6} learners, {name:12} {watched(words, Path(folder))}")


if __name__ == "__main__":
    main()
