"""Whatever happens to journals and submissions: no crash, nobody else's credit, nothing whole lost.

Each case is made from a seed, which stands in the failure's notes: `case(world, SEED)` makes it
again.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from random import Random

import attrs
import pytest

from damage import JOURNALS, ZIPS, Lines, opened, packed, sealed
from doorknob.course import Course
from doorknob.grading.canonical import canonical
from doorknob.grading.canonical import packed as packed_data
from doorknob.grading.collect import Found, Intake, Taken, unbundled
from doorknob.grading.database import fill
from doorknob.grading.exports import FORMATS
from doorknob.grading.gradebook import Book, Entry, Row
from doorknob.grading.lateness import Deadline, LateRule, Rules
from doorknob.grading.record import Graded, learner_data, record
from doorknob.grading.whose import Person
from doorknob.journal.database import Database
from doorknob.journal.events import Event
from doorknob.journal.replay import attempts
from doorknob.journal.store import read_journal
from doorknob.journal.submission import JOURNAL, pack
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.grader import Grader
from doorknob.structuring import Percent

WHO = ("adaeze", "bruno", "hugo")
# What puts lines of one learner into another order.
MOVING = ("reordered", "half_and_half")
# `DOORKNOB_DAMAGED=10000` tries as many as that with -m thorough; it takes a quarter of an hour.
PLAIN, THOROUGH = 20, int(os.environ.get("DOORKNOB_DAMAGED", "800"))
LATE = Deadline(
    day=date(2026, 3, 8), zone=UTC, rule=LateRule(deduction_per_day=Percent(Fraction(1, 10)))
)
WHEN = datetime(2026, 3, 9, tzinfo=UTC)


@attrs.define
class World:
    """A cohort of three, what they did, and where it is collected to."""

    grader: Grader
    root: Path
    events: dict[str, tuple[Event, ...]]
    lines: dict[str, Lines]
    zips: dict[str, bytes]
    known: dict[str, Graded] = attrs.field(factory=dict)
    seen: Counter[str] = attrs.field(factory=Counter)

    @property
    def cohort(self) -> Cohort:
        """The cohort."""
        return self.grader.cohort

    def journal(self, who: str) -> Path:
        """Give the file of a journal."""
        return self.cohort.journals / f"{who}.jsonl"


@pytest.fixture(scope="module")
def world(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give the cohort; nothing needs to be on the disk here."""
    root = tmp_path_factory.mktemp("damage")
    for name in ("curriculum", "exercises"):
        shutil.copytree(course.root / name, root / name)
    copy = Course(root)
    whole = read_cohort(copy, "demo")
    cohort = attrs.evolve(whole, learners=tuple(one for one in whole.learners if one.id in WHO))
    events = {who: read_journal(cohort.journals / f"{who}.jsonl", who).events for who in WHO}
    lines = {who: [one.as_line().rstrip("\n").encode() for one in events[who]] for who in WHO}
    zips = {}
    for number, who in enumerate(WHO):
        files = {JOURNAL: b"".join(line + b"\n" for line in lines[who]), "n.ipynb": b"{}"}
        made = WHEN.replace(hour=number)
        zips[who] = pack(learner=who, cohort="demo", made=made, files=files)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield World(
            grader=Grader.of(copy, cohort), root=root, events=events, lines=lines, zips=zips
        )


@attrs.frozen
class Sent:
    """A file that comes in: whether it is as it was sent, and whether it may hold other events."""

    who: str
    place: str
    data: bytes
    whole: bool
    resealed: bool = False


def _sent(rng: Random, world: World, who: str, kind: str) -> Sent:
    mine, place = world.zips[who], f"{who}/{who}-{rng.randrange(9)}.zip"
    other = rng.choice([one for one in WHO if one != who])
    if kind == "whole":
        return Sent(who, place, mine, whole=True)
    if kind in ZIPS:
        made = ZIPS[kind](rng, mine, world.zips[other])
        # One that is inside another stands for itself.
        return Sent(who, place, made, whole=kind == "nobody's")
    spoilt = JOURNALS[kind](rng, world.lines[who], world.lines[other])
    files = opened(mine) | {JOURNAL: spoilt}
    return Sent(who, place, sealed(files), whole=False, resealed=True)


def case(world: World, seed: int) -> None:
    """Make a case, collect, read, grade and export it, and look whether all is as it must be."""
    rng = Random(seed)  # noqa: S311  no secret
    raw: dict[str, bytes] = {}
    ways: dict[str, str] = {}
    for folder in (world.cohort.journals, world.cohort.folder / "collected"):
        shutil.rmtree(folder, ignore_errors=True)
    world.cohort.journals.mkdir()
    kinds = (*JOURNALS, *ZIPS, "whole", "whole", "whole")
    for who in WHO:
        state = rng.choice(("none", "part", "spoilt"))
        other = rng.choice([one for one in WHO if one != who])
        if state == "spoilt":
            ways[who] = how = rng.choice(list(JOURNALS))
            world.seen[f"journal {how}"] += 1
            raw[who] = JOURNALS[how](rng, world.lines[who], world.lines[other])
        elif state == "part":
            lines = world.lines[who][: rng.randrange(len(world.lines[who]) + 1)]
            raw[who] = b"".join(line + b"\n" for line in lines)
        if who in raw:
            world.journal(who).write_bytes(raw[who])
    sent = []
    for who in rng.sample(WHO, len(WHO)):
        for _ in range(rng.choice((0, 1, 1, 2))):
            kind = rng.choice(kinds)
            world.seen[f"submission {kind}"] += 1
            sent.append(_sent(rng, world, who, kind))
    found = [Found(place=one.place, data=one.data) for one in sent]
    if sent and rng.random() < 0.3:
        bundle = packed([(one.place, one.data) for one in sent])
        found = [Found(place="all.zip", data=bundle)]
    taken = _collect(world, found)
    assert len(taken) >= (len(sent) > 0)
    _check_twice(world, found)
    # Half of them with a rule for late work, which reads what was collected.
    rules = Rules(deadline=LATE) if seed % 2 else Rules()
    world.grader = attrs.evolve(world.grader, rules=rules)
    everybody = [_check(world, who, raw.get(who, b""), ways.get(who, ""), sent) for who in WHO]
    _export(world, everybody, seed)


def _collect(world: World, found: list[Found]) -> list[Taken]:
    intake = Intake(
        roster=[Person(id=one.id, name=one.name, email=one.email) for one in world.cohort.learners],
        journal_of=world.journal,
        keep=world.cohort.folder / "collected",
        cohort="demo",
    )
    taken = list(intake.take(unbundled(found)))
    for one in taken:
        assert one.problem == "" or one.problem.endswith((".", "?")), one
        assert "Traceback" not in one.problem
    return taken


def _check_twice(world: World, found: list[Found]) -> None:
    """Collect again, which changes nothing."""
    before = {path: path.read_bytes() for path in world.cohort.journals.iterdir()}
    assert sum(one.events for one in _collect(world, found)) == 0
    assert {path: path.read_bytes() for path in world.cohort.journals.iterdir()} == before


def _check(world: World, who: str, raw: bytes, how: str, sent: list[Sent]) -> Graded:
    journal = read_journal(world.journal(who), who)
    own = {event.id: event for event in world.events[who]}
    theirs = {_what(event) for one in WHO if one != who for event in world.events[one]}
    counted = {event.id: event for event in journal.events}
    altered = [event for event in journal.events if own.get(event.id) != event]
    assert all(event.learner == who for event in journal.events)
    # A line that is half one's own and half another's, and reads as whole, bears one's own id.
    strange = [event for event in journal.events if event.id not in own and _what(event) in theirs]
    assert not strange, "another's counts"
    if not raw and not any(one.who == who and one.resealed for one in sent):
        assert not altered, "what nobody wrote counts"
    # What is whole somewhere counts; of two of one id that which came first.
    for event, line in zip(world.events[who], world.lines[who], strict=True):
        whole = line in raw or any(one.who == who and one.whole for one in sent)
        if whole:
            assert event.id in counted, f"lost: {line.decode()}"
            assert counted[event.id] in (event, *altered)
    if not altered and any(one.who == who and one.whole for one in sent):
        assert counted == own
        if how not in MOVING and not any(one.who == who and one.resealed for one in sent):
            assert journal.events == world.events[who], "not in the order in which it was done"
    times = (
        sorted((world.cohort.folder / "collected" / who).glob("*"))
        if world.grader.rules.late
        else ()
    )
    key = repr((journal.events, journal.faults, times))
    if key not in world.known:
        world.seen["graded"] += 1
        learner = next(one for one in world.cohort.learners if one.id == who)
        found = world.grader.graded(learner)
        assert found.result is not None, found.problem
        world.known[key] = found
    found = world.known[key]
    assert found.result is not None
    if journal.faults:
        assert found.result.remarks
    return found


def _what(event: Event) -> tuple[object, ...]:
    """Say what was done, whoever did it."""
    return (event.verb, event.exercise, event.attempt, event.timestamp, event.part, event.response)


def _export(world: World, everybody: list[Graded], seed: int) -> None:
    sources, decisions = world.grader.sources(), world.grader.decisions
    told = (packed_data(learner_data(one, decisions)) for one in everybody)
    assert canonical(record("demo", sources, decisions, told))
    entries = []
    for one, learner in zip(everybody, world.cohort.learners, strict=True):
        assert one.result is not None
        row = Row(learner=learner.id, name=learner.name, email=learner.email, result=one.result)
        entries.append(Entry(row=row, tries=attempts(one.journal.events)))
    book = Book(
        cohort="demo", title="Demo", exercises=world.grader.exercises, entries=tuple(entries)
    )
    kinds = [*FORMATS, "sqlite"]
    kind = kinds[seed % len(kinds)]
    if kind == "sqlite":
        rows = fill(Database.at(f"sqlite:///{world.root / 'book.sqlite'}"), book)
        assert rows["gradebook_learners"] == len(WHO)
    else:
        assert FORMATS[kind](book, {})[0]


def run(world: World, seeds: range) -> Mapping[str, int]:
    """Try many cases; the one that fails says its seed."""
    for seed in seeds:
        try:
            case(world, seed)
        except BaseException as bad:
            bad.add_note(f"seed {seed}")
            raise
    return world.seen


def test_damage_crashes_nothing_credits_nobody_else_and_loses_nothing_whole(world: World) -> None:
    """A sample; the thorough run tries many more."""
    assert run(world, range(PLAIN))["graded"] > PLAIN / 4


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(4))
def test_many_damaged_cohorts(world: World, part: int) -> None:
    """Every way of damage comes up many times."""
    each = THOROUGH // 4
    seen = run(world, range(1_000_000 + part * each, 1_000_000 + (part + 1) * each))
    for name in (*(f"journal {one}" for one in JOURNALS), *(f"submission {one}" for one in ZIPS)):
        assert seen[name] > each // 250, name
