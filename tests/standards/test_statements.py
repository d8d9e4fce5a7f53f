"""Statements: valid, stable, honest about what is right, and silent about what is private."""

from __future__ import annotations

import copy as copying
import hmac
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.exercises.base import Exercise, Feedback
from doorknob.exercises.registry import read_exercise
from doorknob.grading.grade import grade
from doorknob.journal.events import Event, Verb
from doorknob.journal.store import Journal
from doorknob.publish.cohort import read_cohort
from doorknob.publish.pseudonyms import FILE, pseudonymised
from doorknob.standards.export import Export, duration, moment
from doorknob.standards.made import Made
from doorknob.standards.statements import statements
from xapi_rules import CMI5, faults

EXPORT = Export(cohort="demo", title="Spring intake")
GOOD = {
    "behind-a-stall": ["money", "use", "partner"],
    "in-which-order": ["accept", "open", "back", "inform", "else", "business"],
}


def said(statement: dict[str, Any]) -> str:
    return statement["verb"]["id"].rpartition("/")[2]


def event(exercise: str, verb: Verb, attempt: str, minute: int, **more: Any) -> Event:
    return Event(
        id=str(uuid4()), learner="ada", verb=verb, exercise=exercise, attempt=attempt,
        timestamp=f"2026-03-09T10:{minute:02d}:00+01:00", **more,
    )  # fmt: skip


def told(
    course: Course, exercise: Exercise, events: list[Event], export: Export = EXPORT
) -> list[dict[str, Any]]:
    return [one.statement for one in made(course, exercise, events, export)]


def made(
    course: Course, exercise: Exercise, events: list[Event], export: Export = EXPORT
) -> list[Made]:
    journal = Journal(path="ada.jsonl", events=tuple(events))
    result = grade("ada", journal, [exercise], course.scenario, {})
    return list(
        statements(
            export, result, events, exercises=[exercise], scenarios=course.scenario, values={}
        )
    )


def run(*words: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(group, ["xapi", *words])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def tasks(course: Course) -> Exercise:
    return read_exercise(course.exercise_path("01-what-she-needs"))


@pytest.fixture(scope="module")
def call(course: Course) -> Exercise:
    return read_exercise(course.exercise_path("01-think-it-over"))


@pytest.fixture(scope="module")
def marked_tasks(tasks: Any) -> Exercise:
    """Give the tasks without those that only a person can judge."""
    return attrs.evolve(tasks, items=tuple(one for one in tasks.items if not one.by_person))


@pytest.fixture(scope="module")
def answered(tasks: Exercise) -> list[Event]:
    """Give an answer to every task: right where it is known here, else some answer that fits."""
    attempt = str(uuid4())
    events = [event(tasks.id, Verb.INITIALIZED, attempt, 0)]
    for minute, item in enumerate(tasks.items, start=1):
        response = json.dumps(GOOD.get(item.id, _some(item)))
        events.append(
            event(tasks.id, Verb.ANSWERED, attempt, minute, part=item.id, response=response)
        )
    return [*events, event(tasks.id, Verb.COMPLETED, attempt, 30)]


def _some(item: Any) -> Any:
    if hasattr(item, "cards"):
        return {card.id: card.to for card in item.cards}
    if hasattr(item, "options"):
        return item.options[0].id
    if hasattr(item, "turns"):
        return [0, 1]
    if hasattr(item, "fields"):
        return {item.fields[0].id: "What does she need?"}
    return "What would you want to be sure of?"


def test_every_statement_of_the_demo_keeps_the_rules() -> None:
    for words in ((), ("--graded",)):
        found = run("demo", *words)
        assert len({one["id"] for one in found}) == len(found) > 200
        assert [fault for one in found for fault in faults(one)] == []


def test_an_exercise_is_completed_and_judged_once_in_a_registration() -> None:
    """Sections 9.3.3 to 9.3.5 of cmi5; a second hand-in is plain xAPI."""
    found = run("demo")
    counted: Counter[tuple[str, ...]] = Counter()
    for one in found:
        categories = one["context"]["contextActivities"].get("category", [])
        if any(each["id"] == CMI5 for each in categories):
            verb = "judged" if said(one) in {"passed", "failed"} else said(one)
            about = (one["context"]["registration"], one["object"]["id"], verb)
            counted[about] += verb != "initialized"
    assert max(counted.values()) == 1
    again = [one for one in found if said(one) == "completed"]
    assert len(again) > sum(verb == "completed" for _, _, verb in counted)


def test_the_rules_find_what_is_wrong() -> None:
    """A check that finds nothing in anything proves nothing."""
    good = run("demo")
    answer = next(one for one in good if said(one) == "answered")
    verdict = next(one for one in good if said(one) == "passed")
    for statement, path, value in (
        (answer, ("id",), "{" + answer["id"] + "}"),
        (answer, ("actor", "mbox"), "mailto:a@b.example"),
        (answer, ("object", "definition", "correctResponsesPattern"), ["nothing"]),
        (answer, ("object", "definition", "target"), []),
        (answer, ("result", "duration"), "5 minutes"),
        (answer, ("result", "score", "scaled"), 1.5),
        (answer, ("timestamp",), "2026-03-09T10:00:00"),
        (answer, ("context", "extensions"), {"no iri": 1}),
        (answer, ("result", "response"), None),
        (verdict, ("result", "completion"), True),
        (verdict, ("context", "extensions"), {"https://x.example/y": 1}),
        (verdict, ("verb", "id"), "http://adlnet.gov/expapi/verbs/answered"),
    ):
        spoilt = copying.deepcopy(statement)
        place = spoilt
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        assert faults(spoilt), path


def test_every_kind_of_task_has_its_interaction(
    course: Course, tasks: Exercise, answered: list[Event]
) -> None:
    found = told(course, tasks, answered)
    assert [fault for one in found for fault in faults(one)] == []
    kinds = {
        one["object"]["id"].rpartition("#")[2]: one["object"]["definition"]["interactionType"]
        for one in found
        if said(one) == "answered"
    }
    assert len(kinds) == len(tasks.items)
    assert set(kinds.values()) == {"choice", "sequencing", "matching", "long-fill-in"}
    order = next(one for one in found if one["object"]["id"].endswith("#in-which-order"))
    assert order["result"]["response"] == "[,]".join(GOOD["in-which-order"])
    assert order["object"]["definition"]["correctResponsesPattern"] == [order["result"]["response"]]
    assert order["result"]["success"] is True
    assert order["result"]["duration"] == "PT1M"
    matched = next(
        one for one in found if one["object"]["definition"].get("interactionType") == "matching"
    )
    assert "[.]" in matched["result"]["response"]


def test_what_waits_for_the_trainer_has_no_verdict(
    course: Course, tasks: Exercise, answered: list[Event]
) -> None:
    assert not {"passed", "failed"} & {said(one) for one in told(course, tasks, answered)}


def test_the_verdict_is_the_grade_s(
    course: Course, marked_tasks: Exercise, answered: list[Event]
) -> None:
    tasks = marked_tasks
    journal = Journal(path="ada.jsonl", events=tuple(answered))
    earned = grade("ada", journal, [tasks], course.scenario, {}).grade(tasks.id)
    for mastery, verb in ((earned.share, "passed"), (earned.share + Fraction(1, 999), "failed")):
        export = attrs.evolve(EXPORT, mastery=mastery)
        (found,) = [one for one in told(course, tasks, answered, export) if said(one) == verb]
        assert found["result"]["score"]["raw"] == pytest.approx(float(earned.points), abs=1e-6)
        assert found["result"]["score"]["max"] == earned.out_of
        assert found["result"]["duration"] == "PT30M"
        assert found["timestamp"] == "2026-03-09T09:30:00.000Z"


def test_what_is_unfinished_has_no_verdict(
    course: Course, tasks: Exercise, answered: list[Event]
) -> None:
    """Nobody fails because he was interrupted."""
    assert not {"passed", "failed"} & {said(one) for one in told(course, tasks, answered[:3])}


def test_a_key_that_learners_have_not_seen_is_told_only_after_grading(
    course: Course, tasks: Exercise, answered: list[Event]
) -> None:
    secret = attrs.evolve(tasks, feedback=Feedback.AFTER_GRADING)
    before = [one for one in told(course, secret, answered) if said(one) == "answered"]
    for one in before:
        assert "correctResponsesPattern" not in one["object"]["definition"]
        assert not {"success", "score"} & one["result"].keys()
    right = "[,]".join(GOOD["in-which-order"])
    listed = next(one for one in before if one["object"]["id"].endswith("#in-which-order"))
    ids = [one["id"] for one in listed["object"]["definition"]["choices"]]
    assert "[,]".join(ids) != right, "the order of the list may not give the answer away"
    export = attrs.evolve(EXPORT, graded=True)
    after = [
        one for one in made(course, secret, answered, export) if said(one.statement) == "answered"
    ]
    assert any("correctResponsesPattern" in one.statement["object"]["definition"] for one in after)
    slots = {one.slot: one.id for one in made(course, secret, answered)}
    assert all(slots[one.slot] != one.id for one in after), "a fuller statement replaces the other"


def test_a_call_gives_a_statement_for_every_line_also_for_those_taken_back(
    course: Course, call: Exercise
) -> None:
    attempt = str(uuid4())
    lines = ["What would you want to think over?", "You need this now.", "Is it the price?"]
    say = [
        event(call.id, Verb.ANSWERED, attempt, at, response=line) for at, line in enumerate(lines)
    ]
    back = event(call.id, Verb.REWOUND, attempt, 5, response="1")
    found = told(course, call, [say[0], say[1], back, say[2]])
    assert [fault for one in found for fault in faults(one)] == []
    turns = [one for one in found if said(one) == "answered"]
    assert [one["object"]["id"].rpartition("#")[2] for one in turns] == [
        "turn-1",
        "turn-2",
        "turn-2",
    ]
    before = [
        one["result"]["extensions"]["https://doorknob.invalid/xapi/said-before"] for one in turns
    ]
    assert before[1] == before[2] != before[0]
    moves = turns[1]["result"]["extensions"]["https://doorknob.invalid/xapi/moves"]
    assert "pressure" in moves
    assert [said(one) for one in found].count("rewound") == 1


def test_private_practice_gives_no_statement(course: Course, call: Exercise) -> None:
    attempt = str(uuid4())
    line = event(call.id, Verb.ANSWERED, attempt, 1, response="My secret line.")
    begun = event(call.id, Verb.INITIALIZED, attempt, 0)
    assert told(course, attrs.evolve(call, private=True), [begun, line]) == []
    # Played as private, and opened later: what was promised then holds.
    marked = attrs.evolve(begun, details={"private": True})
    assert told(course, call, [marked, line]) == []
    # Nor does its score: the verdict is that of what was played in the open.
    shown = [
        event(call.id, verb, attempt_2, 10 + at, response=said_then)
        for attempt_2 in [str(uuid4())]
        for at, (verb, said_then) in enumerate(
            [
                (Verb.ANSWERED, "Fair enough. What would you want to think over?"),
                (Verb.COMPLETED, None),
            ]
        )
    ]
    alone = [one for one in told(course, call, shown) if said(one) in {"passed", "failed"}]
    mixed = told(course, call, [marked, line, *shown])
    assert [one["result"] for one in mixed if said(one) in {"passed", "failed"}] == [
        one["result"] for one in alone
    ]
    assert len(alone) == 1
    kept = attrs.evolve(line, response="(kept private)")
    assert "answered" not in {said(one) for one in told(course, call, [begun, kept])}
    assert "answered" in {said(one) for one in told(course, call, [begun, line])}


def test_a_doubt_about_a_reading_stays_between_learner_and_trainer(
    course: Course, call: Exercise
) -> None:
    attempt = str(uuid4())
    line = event(call.id, Verb.ANSWERED, attempt, 1, response="You need this now.")
    doubt = event(call.id, Verb.DISPUTED, attempt, 2, part="1", response="I was joking with her.")
    assert "joking" not in json.dumps(told(course, call, [line, doubt]))


def test_what_is_not_the_cohort_s_is_left_out(
    course: Course, call: Exercise, tasks: Exercise, answered: list[Event]
) -> None:
    other = event(call.id, Verb.ANSWERED, str(uuid4()), 1, response="Elsewhere.")
    assert len(told(course, tasks, [*answered, other])) == len(told(course, tasks, answered))


def test_the_same_journal_gives_the_same_statements_and_a_longer_one_adds_to_them(
    course: Course, marked_tasks: Exercise, answered: list[Event]
) -> None:
    tasks = marked_tasks
    first = made(course, tasks, answered)
    assert made(course, tasks, answered) == first
    more = event(
        tasks.id, Verb.ANSWERED, answered[0].attempt, 40, part="in-which-order", response="[]"
    )
    later = made(course, tasks, [*answered, more])
    ids = {one.slot: one.id for one in later}
    changed = [one for one in first if ids[one.slot] != one.id]
    assert [said(one.statement) for one in changed] in (["passed"], ["failed"])


def test_under_a_pseudonym_nothing_leads_back(copy: Course, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    named, veiled = run("demo"), run("demo", "--pseudonyms", str(secret))
    assert secret.stat().st_mode & 0o777 == 0o600
    assert [fault for one in veiled for fault in faults(one)] == []
    text = json.dumps(veiled)
    for one in named:
        assert one["id"] not in text
        assert one["context"]["registration"] not in text
        assert one["context"]["extensions"][next(iter(one["context"]["extensions"]))] not in text
        if one["object"]["definition"].get("interactionType") == "long-fill-in":
            assert one["result"]["response"] not in text
    assert '"adaeze"' not in text
    people = {one["actor"]["account"]["name"] for one in veiled}
    assert len(people) == len({one["actor"]["account"]["name"] for one in named})
    assert run("demo", "--pseudonyms", str(secret)) == veiled
    other = run("demo", "--pseudonyms", str(tmp_path / "other"))
    assert {one["id"] for one in other}.isdisjoint(one["id"] for one in veiled)
    by_alias = pseudonymised(read_cohort(copy, "demo"))
    assert people <= {one.id for one in by_alias.learners}
    assert {one["actor"]["account"]["name"] for one in other} == people


def test_a_secret_from_before_gives_the_codes_from_before(copy: Course, tmp_path: Path) -> None:
    """Else what was sent before would be another person's in a store."""
    secret = tmp_path / "secret"
    secret.write_text("0123456789abcdef" * 4 + "\n", encoding="utf-8")
    people = {one["actor"]["account"]["name"] for one in run("demo", "--pseudonyms", str(secret))}
    assert hmac.digest(b"0123456789abcdef" * 4, b"adaeze", "sha256").hex()[:20] in people
    assert not (copy.cohort("demo") / FILE).exists()


def test_accounts_belong_to_the_cohort_s_system(copy: Course) -> None:
    path = copy.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "home_page: https://learn.tidemark.example\n", encoding="utf-8")
    for one in run("demo"):
        assert one["actor"]["account"]["homePage"] == "https://learn.tidemark.example"
        assert one["object"]["id"].startswith("https://learn.tidemark.example/exercise/")


@given(
    response=st.text(max_size=50) | st.just("\ud800x\x00"),
    timestamp=st.sampled_from(["", "soon", "2026-03-09", "0001-01-01T00:00:00+14:00", "9" * 40]),
    part=st.sampled_from(["behind-a-stall", "no-such", ""]),
    verb=st.sampled_from(list(Verb)),
)
def test_whatever_a_journal_holds_statements_are_valid(
    response: str, timestamp: str, part: str, verb: Verb
) -> None:
    course = Course.here()
    exercise = read_exercise(course.exercise_path("01-what-she-needs"))
    one = event(exercise.id, verb, str(uuid4()), 1, part=part, response=response)
    for statement in told(course, exercise, [attrs.evolve(one, timestamp=timestamp)]):
        assert faults(statement) == []
        json.dumps(statement, ensure_ascii=False).encode("utf-8")


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_duration_adds_up(start: int, hundredths: int) -> None:
    from datetime import UTC, datetime, timedelta

    begun = datetime.fromtimestamp(start, tz=UTC)
    text = duration(begun, begun + timedelta(milliseconds=10 * hundredths))
    numbers = {"H": 360_000, "M": 6_000, "S": 100}
    total, digits = 0.0, ""
    for letter in text.removeprefix("PT"):
        if letter in numbers:
            total, digits = total + float(digits) * numbers[letter], ""
        else:
            digits += letter
    assert round(total) == hundredths


def test_a_time_without_an_offset_is_taken_for_utc() -> None:
    assert moment("2026-03-09T10:00:00") == moment("2026-03-09T11:00:00+01:00")
