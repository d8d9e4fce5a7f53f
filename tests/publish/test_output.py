"""Builds go to another folder, or to any URL that fsspec opens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import papermill
import pytest

from doorknob.course import Course
from doorknob.errors import BadParameter, ForeignToolError
from doorknob.publish.build import build
from doorknob.publish.cohort import read_cohort
from doorknob.publish.made import Build
from doorknob.publish.output import Url, place
from standin import StandIn

URL = "memory://results/spring"


@pytest.fixture
def storage() -> Iterator[fsspec.AbstractFileSystem]:
    """Give an empty storage in memory."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def built(course: Course, made: list[str], output: str) -> Build:
    made.clear()
    cohort = read_cohort(course, "demo")
    return build(course, cohort, output=output, engine=lambda: StandIn(made))


def names(files: fsspec.AbstractFileSystem) -> set[str]:
    return {path.removeprefix("/results/spring/demo/") for path in files.find("/results")}


def test_a_build_goes_to_a_url_and_what_has_not_changed_stays(
    copy: Course, storage: fsspec.AbstractFileSystem
) -> None:
    """The second build makes and writes nothing; then a journal changes, and two documents do."""
    made: list[str] = []
    done = built(copy, made, URL)
    assert len(made) == 21
    assert done.folder == f"{URL}/demo"
    assert {"report.pdf", "results/bruno.pdf", "gradebook.csv", "manifest.json"} < names(storage)
    before = {path: storage.modified(path) for path in storage.find("/results")}
    assert all(one.kept for one in built(copy, made, URL).made)
    assert {path: storage.modified(path) for path in storage.find("/results")} == before
    journal = read_cohort(copy, "demo").journals / "bruno.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    built(copy, made, URL)
    assert set(made) == {"results/bruno", "report", "client-report"}
    assert not (copy.build / "demo").exists()
    assert list(copy.build.iterdir()) == []


def test_the_manifest_at_a_url_names_every_file(
    copy: Course, storage: fsspec.AbstractFileSystem
) -> None:
    """Those that were kept, too."""
    built(copy, [], URL)
    lesson = copy.lessons / "01-how-to-lose-a-deal.ipynb"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace(" the ", "  the ", 1), "utf-8")
    built(copy, [], URL)
    record = json.loads(storage.cat_file("/results/spring/demo/manifest.json"))
    assert set(record["outputs"]) == names(storage) - {"manifest.json"}


def test_a_build_broken_off_while_it_is_written_is_made_good(
    copy: Course, storage: fsspec.AbstractFileSystem
) -> None:
    """Whatever lies there in part is seen to be other than the manifest says."""
    made: list[str] = []
    built(copy, made, URL)
    storage.pipe_file("/results/spring/demo/report.pdf", b"of a build that was broken off")
    storage.rm_file("/results/spring/demo/results/carys.pdf")
    built(copy, made, URL)
    assert set(made) == {"report", "results/carys"}
    assert storage.cat_file("/results/spring/demo/report.pdf") == b"report"


def test_what_is_no_document_any_more_is_removed_and_nothing_else(
    copy: Course, storage: fsspec.AbstractFileSystem
) -> None:
    built(copy, [], URL)
    storage.pipe_file("/results/spring/demo/notes.txt", b"the trainer's own")
    roster = read_cohort(copy, "demo").folder / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    roster.write_text("".join(line for line in lines if "hugo" not in line), encoding="utf-8")
    built(copy, [], URL)
    assert "results/hugo.pdf" not in names(storage)
    assert storage.cat_file("/results/spring/demo/notes.txt") == b"the trainer's own"


def test_a_storage_that_fails_is_named_without_its_password(
    copy: Course, monkeypatch: pytest.MonkeyPatch, storage: fsspec.AbstractFileSystem
) -> None:
    there = Url(storage, "/x/demo", "memory://x/demo")

    def full(*_args: object, **_more: object) -> None:
        raise RuntimeError("no space at https://me:secret@host")

    monkeypatch.setattr(type(storage), "pipe", full)
    stage = copy.root / "stage"
    stage.mkdir()
    (stage / "report.pdf").write_text("x", encoding="utf-8")
    with pytest.raises(ForeignToolError, match="memory storage failed while writing") as bad:
        there.put(stage, {"report.pdf": "digest"})
    assert "secret" not in str(bad.value)


def test_a_url_that_nothing_opens_is_named(copy: Course) -> None:
    with pytest.raises(BadParameter, match="nowhere://x can't be opened"):
        place(copy, "demo", "nowhere://x")


def test_another_folder_gets_the_same_as_the_course_s(copy: Course, tmp_path: Path) -> None:
    """As a path or as a URL; put in place as a whole, with nothing left over."""
    made: list[str] = []
    for output in (str(tmp_path / "a"), (tmp_path / "b").as_uri()):
        built(copy, made, output)
        assert len(made) == 21
        assert all(one.kept for one in built(copy, made, output).made)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["demo"]
    assert (tmp_path / "b" / "demo" / "report.pdf").read_text(encoding="utf-8") == "report"


def test_a_folder_that_is_no_build_is_left_alone(copy: Course, tmp_path: Path) -> None:
    """It would be exchanged as a whole, and what lies in it would be lost."""
    mine = tmp_path / "desk" / "demo" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(BadParameter, match="is no build"):
        built(copy, [], str(tmp_path / "desk"))
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_manifest_that_leads_elsewhere_is_not_believed(copy: Course, tmp_path: Path) -> None:
    """Nothing outside of the build is read for it or put into it."""
    made: list[str] = []
    built(copy, made, str(tmp_path / "a"))
    path = tmp_path / "a" / "demo" / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["outputs"]["../../secret.txt"] = "0" * 64
    path.write_text(json.dumps(record), encoding="utf-8")
    built(copy, made, str(tmp_path / "a"))
    assert len(made) == 21


def test_papermill_alone_reads_and_writes_our_notebooks(copy: Course, tmp_path: Path) -> None:
    """By its own paths, and with its own kernels: nothing of ours is in its way."""
    out = tmp_path / "executed.ipynb"
    done = papermill.execute_notebook(
        str(copy.reports / "result.ipynb"),
        str(out),
        parameters={"learner": "bruno"},
        cwd=str(copy.root),
        kernel_name="python3",
        progress_bar=False,
    )
    assert out.is_file()
    assert done.metadata.papermill.exception is None
    shown = [out.get("data", {}) for cell in done.cells for out in cell.get("outputs", [])]
    assert "points in all" in json.dumps(shown)
