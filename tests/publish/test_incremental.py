"""A document is made anew when, and only when, something that it is made from has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

from doorknob.course import Course
from doorknob.publish.before import Before
from doorknob.publish.build import Build, build
from doorknob.publish.cohort import read_cohort
from doorknob.publish.events import Done, Event
from doorknob.publish.placing import Folder, put_in_place
from doorknob.publish.pseudonyms import pseudonymised
from standin import StandIn

ROOT = Path(__file__).parents[2]
RESULTS = {"adaeze", "bruno", "carys", "dmitri", "emre", "fiona", "gita", "hugo", "ines-m", "jonas"}


@attrs.define
class Shop:
    """A copy of the course, whose documents are made by a stand-in, for speed."""

    course: Course
    made: list[str]

    def build(self, **more: object) -> Build:
        """Build the demo cohort; `made` then holds what was made anew."""
        self.made.clear()
        cohort = read_cohort(self.course, "demo")
        return build(self.course, cohort, engine=lambda: StandIn(self.made), **more)  # type: ignore[arg-type]

    @property
    def cohort(self) -> Path:
        """The cohort's folder."""
        return self.course.curriculum / "cohorts" / "demo"

    @property
    def home(self) -> Path:
        """Where its build lies."""
        return self.course.build / "demo"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Give a copy of the course that has been built once."""
    for name in ("curriculum", "exercises"):
        ignored = shutil.ignore_patterns("journal", "desks", "submissions", "collected")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    found = Shop(Course(tmp_path), [])
    found.build()
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_after_which_nothing_changed_writes_nothing(shop: Shop) -> None:
    """Not even the manifest; the notes on journals are still told."""
    before = {path: path.stat().st_mtime_ns for path in shop.course.build.rglob("*")}
    done = shop.build()
    assert shop.made == []
    assert all(made.kept for made in done.made)
    assert {path: path.stat().st_mtime_ns for path in shop.course.build.rglob("*")} == before
    assert done.folder == str(shop.home)
    assert "jonas" in done.remarks


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            lambda shop: edit(shop.course.lessons / "01-how-to-lose-a-deal.ipynb", "the", "teh"),
            {"handouts/01-how-to-lose-a-deal", "trainer/01-how-to-lose-a-deal"}
            | {"cards/01-how-to-lose-a-deal", "cards"},
        ),
        (
            lambda shop: edit(shop.course.evidence, "n: 88", "n: 89"),
            {"handouts/01-how-to-lose-a-deal", "trainer/01-how-to-lose-a-deal"},
        ),
        (
            lambda shop: edit(shop.cohort / "journals" / "bruno.jsonl", "}", "} "),
            {"results/bruno", "report", "client-report"},
        ),
        (
            lambda shop: edit(shop.course.exercises / "01-force-or-influence.yaml", "You", "You "),
            {"handouts/01-force-or-influence", "trainer/01-force-or-influence"}
            | {"report", "client-report"}
            | {f"results/{name}" for name in RESULTS},
        ),
        (
            lambda shop: edit(shop.course.reports / "result.ipynb", " the ", "  the "),
            {f"results/{name}" for name in RESULTS},
        ),
        (
            lambda shop: edit(shop.course.curriculum / "scenarios" / "too-dear.yaml", "a", "a "),
            set(),
        ),
        (
            lambda shop: (shop.cohort / "journals" / "bruno.jsonl").unlink(),
            {"results/bruno", "report", "client-report"},
        ),
    ],
    ids=[
        "a lesson",
        "the evidence",
        "a journal",
        "an exercise",
        "a report's notebook",
        "nothing of it",
        "gone",
    ],
)
def test_what_changed_is_made_anew_and_nothing_else(
    shop: Shop, change: Callable[[Shop], object], wanted: set[str]
) -> None:
    change(shop)
    done = shop.build()
    assert set(shop.made) == wanted
    assert {made.target for made in done.made if made.kept} == {
        made.target for made in done.made
    } - wanted
    # What was kept lies there as before.
    for made in done.made:
        for name in made.files:
            assert (shop.home / name).read_text(encoding="utf-8") == made.target
    shop.build()
    assert shop.made == []


def test_a_price_changes_every_document(shop: Shop) -> None:
    edit(shop.cohort / "cohort.yaml", "price: 36", "price: 37")
    shop.build()
    assert len(shop.made) == 21


def test_each_document_says_why(shop: Shop) -> None:
    """By the names of what it is made from."""
    edit(shop.cohort / "journals" / "bruno.jsonl", "}", "} ")
    events: list[Event] = []
    shop.build(tell=events.append)
    told = {event.made.target: event.why for event in events if isinstance(event, Done)}
    assert told["results/bruno"] == ("journal of bruno",)
    assert told["report"] == ("journal of bruno",)
    assert told["results/carys"] == ()


def test_what_is_compared_concerns_the_reports_and_each_result(shop: Shop) -> None:
    pair = "compare:\n  - before: 01-force-or-influence\n    after: 01-think-it-over\nroster:"
    edit(shop.cohort / "cohort.yaml", "roster:", pair)
    shop.build()
    results = [f"results/{name}" for name in RESULTS]
    assert sorted(shop.made) == sorted([*results, "report", "client-report"])


def test_by_alias_every_result_and_report_is_made_anew_and_no_name_is_left(shop: Shop) -> None:
    """And by name again; the papers are kept."""
    cohort = pseudonymised(read_cohort(shop.course, "demo"))
    shop.made.clear()
    build(shop.course, cohort, engine=lambda: StandIn(shop.made))
    assert {name.partition("/")[0] for name in shop.made} == {"results", "report", "client-report"}
    assert len(shop.made) == len(RESULTS) + 2
    results = {path.stem for path in (shop.home / "results").iterdir()}
    assert results == set(cohort.behind)
    for path in (shop.home / "gradebook.csv", shop.home / "manifest.json"):
        text = path.read_text(encoding="utf-8-sig")
        for learner in cohort.behind.values():
            assert learner.name not in text
            assert f"journals/{learner.id}." not in text
            assert f"'{learner.id}'" not in text
            assert f'"{learner.id}"' not in text
    assert not list(shop.home.rglob("pseudonyms*"))
    shop.build()
    assert {f"results/{name}" for name in RESULTS} <= set(shop.made)


def test_by_alias_a_new_name_on_the_roster_is_looked_for_in_every_result(shop: Shop) -> None:
    build(
        shop.course,
        pseudonymised(read_cohort(shop.course, "demo")),
        engine=lambda: StandIn(shop.made),
    )
    with (shop.cohort / "roster.csv").open("a", encoding="utf-8") as file:
        file.write("zoe,Zoë New,\n")
    shop.made.clear()
    build(
        shop.course,
        pseudonymised(read_cohort(shop.course, "demo")),
        engine=lambda: StandIn(shop.made),
    )
    assert len([name for name in shop.made if name.startswith("results/")]) == len(RESULTS) + 1


def test_everything_is_made_again_on_request(shop: Shop) -> None:
    shop.build(again=True)
    assert len(shop.made) == 21


def test_a_file_that_was_changed_or_lost_is_made_again(shop: Shop) -> None:
    """Whoever edits a handout by hand gets the right one back; the rest is kept."""
    home = shop.course.build / "demo"
    (home / "report.pdf").unlink()
    (home / "results" / "carys.pdf").write_text("other", encoding="utf-8")
    shop.build()
    assert set(shop.made) == {"report", "results/carys"}
    (home / "gradebook.csv").write_text("other", encoding="utf-8")
    shop.build()
    assert shop.made == []
    assert "carys" in (home / "gradebook.csv").read_text(encoding="utf-8-sig")


def test_what_failed_is_tried_again(shop: Shop) -> None:
    path = shop.course.build / "demo" / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["documents"][0] |= {"status": "errored", "ingredients": {}}
    path.write_text(json.dumps(record), encoding="utf-8")
    shop.build()
    assert shop.made == [record["documents"][0]["target"]]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"documents": 3}', "[" * 5000])
def test_a_manifest_that_cannot_be_read_is_none(shop: Shop, text: str) -> None:
    """Then everything is made; nothing is lost by it."""
    (shop.course.build / "demo" / "manifest.json").write_text(text, encoding="utf-8")
    assert Before.read(Folder(shop.home)).documents == {}
    shop.build()
    assert len(shop.made) == 21


def test_a_learner_who_left_leaves_no_result_behind(shop: Shop) -> None:
    roster = shop.cohort / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    roster.write_text("".join(line for line in lines if "hugo" not in line), encoding="utf-8")
    shop.build()
    assert shop.made == ["report", "client-report"]
    assert not (shop.home / "results" / "hugo.pdf").exists()


def test_a_build_killed_while_it_was_put_in_place_loses_nothing(shop: Shop) -> None:
    """The one before had been put aside; the next build finds it and goes on from there."""
    home = shop.course.build
    (home / "demo").rename(home / ".demo-999999999-x-0-old")
    (home / ".demo-999999999-y").mkdir()
    done = shop.build(again=True)
    assert len(done.made) == 21
    assert [path.name for path in home.iterdir()] == ["demo"]


def test_two_builds_that_end_at_once_leave_one_whole_tree(tmp_path: Path) -> None:
    """Whichever comes last stays, and neither fails."""
    stages = [tmp_path / f".demo-{at}" for at in range(8)]
    for stage in stages:
        stage.mkdir()
        (stage / "manifest.json").write_text(stage.name, encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda stage: put_in_place(stage, tmp_path / "demo"), stages))
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert (tmp_path / "demo" / "manifest.json").read_text(encoding="utf-8").startswith(".demo-")


def test_ctrl_c_while_a_build_is_put_in_place_brings_back_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its being put aside and the new one's being put there."""
    folder, stage = tmp_path / "demo", tmp_path / ".demo-stage"
    for path in (folder, stage):
        path.mkdir()
        (path / "name").write_text(path.name, encoding="utf-8")
    rename = Path.rename

    def broken_off(self: Path, target: Path) -> Path:
        if self == stage:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken_off)
    with pytest.raises(KeyboardInterrupt):
        put_in_place(stage, folder)
    assert (folder / "name").read_text(encoding="utf-8") == "demo"
    assert {path.name for path in tmp_path.iterdir()} == {"demo", ".demo-stage"}


def test_what_looks_at_everybody_may_take_longer_with_everybody_more(shop: Shop) -> None:
    """Else the report on three hundred would be broken off as if it hung."""
    few = (shop.cohort / "roster.csv").read_text(encoding="utf-8")
    more = "".join(f"more-{n},More {n},\n" for n in range(50))
    patience = []
    for roster in (few, few.rstrip("\n") + "\n" + more):
        (shop.cohort / "roster.csv").write_text(roster, encoding="utf-8")
        engine = StandIn([])
        cohort = read_cohort(shop.course, "demo")
        build(shop.course, cohort, again=True, engine=lambda engine=engine: engine)
        patience.append(engine.patience)
    assert patience[0]["report"] == 120
    assert patience[1]["report"] == patience[1]["client-report"] == 4 * 120
    assert patience[1]["results/adaeze"] == patience[1]["handouts/01-how-to-lose-a-deal"] == 120
