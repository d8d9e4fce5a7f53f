"""Taking in submissions: nobody's work is lost, and nobody's goes to somebody else."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from doorknob.cli.collect import command
from doorknob.grading.collect import Found, Intake, Taken, unbundled
from doorknob.grading.whose import Person, whose
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import append, read_journal
from doorknob.journal.submission import JOURNAL, InvalidSubmission, pack

ROOT = Path(__file__).parents[2]
ROSTER = (
    Person(id="ana", name="Ana Müller", email="ana@firm.example"),
    Person(id="bea", name="O'Dowd, Bea", email="bea@firm.example"),
)
WHEN = datetime(2026, 3, 9, 10, tzinfo=UTC)


def event(learner: str, response: str = "a") -> Event:
    return Event(
        id=str(uuid4()),
        learner=learner,
        verb=Verb.ANSWERED,
        exercise="one",
        attempt=str(uuid4()),
        timestamp="2026-03-09T10:00:00+00:00",
        part="item",
        response=response,
    )


def submission(learner: str, *events: Event, made: datetime = WHEN) -> bytes:
    journal = "".join(one.as_line() for one in events).encode()
    return pack(learner=learner, cohort="demo", made=made, files={JOURNAL: journal})[1]


def taken(folder: Path, *found: tuple[str, bytes], **more: object) -> list[Taken]:
    files = [Found(place=place, data=data) for place, data in found]
    intake = Intake(
        roster=ROSTER,
        journal_of=lambda name: folder / f"{name}.jsonl",
        keep=folder / "collected",
        **more,  # type: ignore[arg-type]
    )
    return list(intake.take(unbundled(files)))


def bundle(**files: bytes) -> bytes:
    found = BytesIO()
    with ZipFile(found, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return found.getvalue()


def test_a_submission_is_added_to_what_was_there_and_only_once(tmp_path: Path) -> None:
    """Events that are known are not written again; the order of taking in doesn't matter."""
    old, new = event("ana"), event("ana", "b")
    append(tmp_path / "ana.jsonl", old)
    file = submission("ana", old, new)
    assert [one.events for one in taken(tmp_path, ("ana.zip", file))] == [1]
    assert [one.events for one in taken(tmp_path, ("ana.zip", file))] == [0]
    assert read_journal(tmp_path / "ana.jsonl", "ana").events == (old, new)
    assert len(list((tmp_path / "collected" / "ana").glob("*.zip"))) == 1


def test_each_submission_is_kept_as_it_came(tmp_path: Path) -> None:
    first, second = submission("ana", event("ana")), submission("ana", event("ana"))
    taken(tmp_path, ("a.zip", first), ("b.zip", second))
    kept = {path.read_bytes() for path in (tmp_path / "collected" / "ana").glob("*.zip")}
    assert kept == {first, second}


def test_one_that_is_late_is_marked_and_taken_all_the_same(tmp_path: Path) -> None:
    (one,) = taken(tmp_path, ("a.zip", submission("ana", event("ana"))), deadline=date(2026, 3, 8))
    assert one.late
    assert one.events == 1


@pytest.mark.parametrize(
    ("place", "claimed", "owner"),
    [
        ("x.zip", "ana", "ana"),
        ("x.zip", "ANA@firm.example", "ana"),
        ("bea/x.zip", "me", "bea"),
        ("download/Ana Mu\u0308ller_123_assignsubmission_file_/x.zip", "me", "ana"),
        ("odowdbea_55_77_x.zip", "me", "bea"),
    ],
)
def test_a_learner_is_known_by_id_e_mail_folder_or_name(
    place: str, claimed: str, owner: str
) -> None:
    """As Moodle and Canvas write names into the names of files."""
    assert whose(place, claimed, ROSTER) == owner


@pytest.mark.parametrize(
    ("place", "claimed", "wanted"),
    [
        ("bea/x.zip", "ana", "lies in bea's folder"),
        ("x.zip", "eve", "not in the roster"),
        ("x.zip", "me", "doesn't say whose"),
        ("ana-muller-and-odowd-bea.zip", "me", "doesn't say whose"),
    ],
)
def test_what_can_be_nobodys_or_anothers_is_refused(place: str, claimed: str, wanted: str) -> None:
    with pytest.raises(InvalidSubmission, match=wanted):
        whose(place, claimed, ROSTER)


def test_the_trainer_can_say_whose_it_is(tmp_path: Path) -> None:
    """What was done without a name becomes the learner's."""
    (one,) = taken(tmp_path, ("x.zip", submission("me", event("me"))), named={"x.zip": "bea"})
    assert (one.learner, one.events) == ("bea", 1)
    assert read_journal(tmp_path / "bea.jsonl", "bea").events[0].learner == "bea"


def test_somebody_elses_events_in_ones_own_journal_count_for_nobody(tmp_path: Path) -> None:
    (one,) = taken(tmp_path, ("x.zip", submission("ana", event("bea"), event("ana"))))
    assert one.events == 1
    assert one.notes == ("events of somebody else, left out: 1",)
    assert not (tmp_path / "bea.jsonl").exists()


def test_a_bundle_is_opened_and_one_bad_file_spoils_no_other(tmp_path: Path) -> None:
    """The bad one is named, with what helps."""
    whole = bundle(readme__txt=b"", **{"d__ana.zip": submission("ana", event("ana"))})
    found = taken(tmp_path, ("all.zip", whole), ("broken.zip", b"PK\x03\x04nothing"))
    assert [one.events for one in found] == [1, 0]
    assert "hand in again" in found[1].problem


@given(data=st.binary(max_size=300))
def test_no_file_crashes_it(data: bytes) -> None:
    found = list(unbundled([Found(place="x.zip", data=data)]))
    intake = Intake(roster=ROSTER, journal_of=Path, keep=Path("nowhere"))
    (one,) = intake.take(found)
    assert one.problem


def test_the_command_takes_in_the_exchange_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Table, notes, the exit code 1 for what could not be taken in."""
    for name in ("curriculum", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setenv("DOORKNOB_COURSE", str(tmp_path))
    home = tmp_path / "curriculum/cohorts/demo/submissions/demo/bruno"
    home.mkdir(parents=True)
    (home / "one.zip").write_bytes(submission("bruno", event("bruno")))
    done = CliRunner().invoke(command, ["--cohort", "demo"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "bruno" in done.output
    (home / "two.zip").write_bytes(b"none")
    done = CliRunner().invoke(command, ["--cohort", "demo"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "not taken in" in done.output
