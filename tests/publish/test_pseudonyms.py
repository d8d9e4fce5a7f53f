"""Pseudonyms: nobody's name is left, the aliases stay, and what a line did is what it did."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import InvalidCohort
from doorknob.language.reader import read
from doorknob.publish.build import Build
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.manifest import manifest
from doorknob.publish.order import Order
from doorknob.publish.plan import plan
from doorknob.publish.pseudonyms import FILE, pseudonymised
from doorknob.publish.results import gradebook_rows
from doorknob.publish.roster import Learner
from doorknob.publish.veil import Veil, folded, veil
from strategies import names

# Enough of the roster: who names herself, whose journal names another, and that other.
KEPT = re.compile("id,|adaeze,|bruno,|emre,|hugo,|jonas,")


def person(id_: str, name: str, email: str = "") -> Learner:
    return Learner(id=id_, name=name, email=email, line=0)


def of(*people: tuple[str, str], course: tuple[str, ...] = ()) -> Veil:
    pairs = [
        (person(id_, name, f"{id_}@firm.example"), person(f"l{n}", f"Learner {n}"))
        for n, (id_, name) in enumerate(people, start=1)
    ]
    return veil(pairs, course)


@pytest.mark.parametrize(("said", "shown"), [
    ("This is Adaeze Okonjo.", "This is Learner 1."),
    ("this is ADAEZE, hi", "this is Learner 1, hi"),
    ("Okonjo, Adaeze here", "Learner 1 here"),
    ("Adaeze's card, adaeze@firm.example", "Learner 1's card, Learner 1"),
    ("Jonas Weisskopf, or weißkopf", "Learner 2, or Learner 2"),
    ("Yildiz and Yıldız", "Learner 3 and Learner 3"),
    ("Ine\u0302s Moura!", "Learner 4!"),
    ("ask O’Dowd or O'Dowd", "ask Learner 5 or Learner 5"),
    ("Llewellyn-Pugh or Pugh", "Learner 6 or Learner 6"),
    ("Anna called", "a learner called"),
    ("Anna Berg called", "Learner 8 called"),
    ("Adaezes and Pughman stay", "Adaezes and Pughman stay"),
    ("", ""),
])  # fmt: skip
def test_names_are_found_however_they_are_written(said: str, shown: str) -> None:
    found = of(
        ("adaeze", "Adaeze Okonjo"), ("jonas", "Jonas Weißkopf"), ("emre", "Emre Yıldız"),
        ("ines-m", "Inês Moura"), ("fiona", "Fiona O'Dowd"), ("carys", "Carys Llewellyn-Pugh"),
        ("anna-w", "Anna Weiss"), ("anna-b", "Anna Berg"),
    )  # fmt: skip
    assert found.text(said) == shown


def test_a_word_of_the_course_is_left_where_it_stands_alone() -> None:
    """The prospect is called Ines, too, and Will is a name and a word."""
    found = of(("ines-m", "Inês Moura"), ("will", "Will Rose"), course=("Ines, will prices rose?",))
    assert found.text("Ines, will you? Prices rose.") == "Ines, will you? Prices rose."
    assert found.text("I am Inês, and Will Rose too") == "I am Learner 1, and Learner 2 too"


@given(names.filter(lambda name: "§" not in name), st.text(max_size=30), st.text(max_size=30))
def test_a_whole_name_is_never_left(name: str, before: str, after: str) -> None:
    """Whatever the name and whatever stands around it; a mark such as a full stop is no name."""
    found = veil([(person("x1", name), person("l", "§"))], ())
    shown = found.text(f"{before} {name} {after}")
    assert found.hits(shown) == []
    if any(sign.isalnum() for sign in folded(name)[0]):
        assert "§" in shown


@given(
    st.sampled_from(
        [
            "Hi, Adaeze Okonjo here. That's fair. What would you want to think through?",
            "adaeze speaking: so the winter worries you?",
            "You need this, says Okonjo!",
        ]
    )
)
def test_what_a_line_did_stays_and_its_evidence_lies_in_it(line: str) -> None:
    before = read(line)
    after = of(("adaeze", "Adaeze Okonjo")).reading(before)
    assert (after.moves, after.concerns, after.unsure) == (
        before.moves, before.concerns, before.unsure,
    )  # fmt: skip
    assert len(after.evidence) == len(before.evidence)
    assert "adaeze" not in after.line.casefold()
    assert "okonjo" not in after.line.casefold()


@pytest.fixture
def demo(copy: Course) -> Cohort:
    """Give the demo cohort by alias; one learner names herself in her call."""
    path = copy.cohort("demo") / "journals" / "adaeze.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spoken = next(
        line for line in lines
        if "#" not in line["object"]["id"] and line["verb"]["id"].endswith("answered")
    )  # fmt: skip
    spoken["result"]["response"] = (
        "Adaeze Okonjo from Tidemark here. " + spoken["result"]["response"]
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    roster = copy.cohort("demo") / "roster.csv"
    few = [line for line in roster.read_text(encoding="utf-8").splitlines() if KEPT.match(line)]
    roster.write_text("\n".join(few) + "\n", encoding="utf-8")
    return pseudonymised(read_cohort(copy, "demo"))


def test_nobody_s_name_is_left_in_rows_remarks_and_calls(copy: Course, demo: Cohort) -> None:
    real = read_cohort(copy, "demo")
    told = repr(gradebook_rows(copy, demo)).casefold()
    for learner in real.learners:
        assert learner.name.casefold() not in told
        assert learner.email.casefold() not in told
        assert f"'{learner.id}'" not in told
    assert "okonjo" not in told
    assert "belongs to somebody else" in told


def test_points_are_what_they_were(copy: Course, demo: Cohort) -> None:
    real = {
        row.learner: row.result.points for row in gradebook_rows(copy, read_cohort(copy, "demo"))
    }
    shown = {row.learner: row.result.points for row in gradebook_rows(copy, demo)}
    assert {demo.behind[alias].id: points for alias, points in shown.items()} == real


def test_an_alias_stays_when_others_come_and_go(copy: Course, demo: Cohort) -> None:
    before = {real.id: alias for alias, real in demo.behind.items()}
    roster = copy.cohort("demo") / "roster.csv"
    text = roster.read_text(encoding="utf-8").splitlines()
    text = [text[0], "zoe,Zoë New,", *text[3:]]
    roster.write_text("\n".join(text) + "\n", encoding="utf-8")
    again = pseudonymised(read_cohort(copy, "demo"))
    after = {real.id: alias for alias, real in again.behind.items()}
    assert after.pop("zoe") not in before.values()
    assert all(before[name] == alias for name, alias in after.items())
    assert [learner.id for learner in again.learners] == sorted(again.behind)


def test_the_file_of_aliases_lies_beside_the_cohort_for_its_owner_alone(
    copy: Course, demo: Cohort
) -> None:
    path = copy.cohort("demo") / FILE
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_text(encoding="utf-8").count("learner-") == len(demo.learners)
    assert pseudonymised(demo) is demo


def test_nothing_that_is_planned_or_recorded_holds_a_name(copy: Course, demo: Cohort) -> None:
    told = repr([(d.target, dict(d.page), dict(d.values)) for d in plan(copy, demo)])
    told += json.dumps(manifest(copy, demo, outputs={}, documents=[], seconds=0)["inputs"])
    for learner in demo.behind.values():
        assert learner.name not in told
        assert f"{learner.id}.jsonl" not in told
        assert f"results/{learner.id}" not in told
    assert "journal of learner-01" in told


@pytest.mark.parametrize("bad", [
    "id,alias\nadaeze,Ada\n", "id,alias\nadaeze\n", "id,alias\na,learner-1\nb,learner-1\n",
    "id,alias\na,learner-1\na,learner-2\n", 'id,alias\n"a,learner-1\n',
])  # fmt: skip
def test_a_spoilt_file_is_named_and_nothing_is_drawn_anew(copy: Course, bad: str) -> None:
    path = copy.cohort("demo") / FILE
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(InvalidCohort, match=r"pseudonyms\.csv"):
        pseudonymised(read_cohort(copy, "demo"))
    assert path.read_text(encoding="utf-8") == bad


def test_a_cohort_by_name_has_nobody_behind_it(course: Course) -> None:
    found = read_cohort(course, "demo")
    assert not found.behind
    assert found.real(found.learners[0]) is found.learners[0]
    assert attrs.evolve(found).journal(found.learners[0]).name == "adaeze.jsonl"


@pytest.mark.parametrize("words", [("demo",), ("demo", "--pseudonyms")])
def test_the_command_calls_people_as_it_is_told(
    copy: Course, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    built: list[Cohort] = []

    def build_all(orders: Sequence[Order], **_: object) -> tuple[Build, ...]:
        built.extend(order.cohort for order in orders)
        return ()

    monkeypatch.setattr("doorknob.publish.build.build_all", build_all)
    done = CliRunner().invoke(group, ["build", *words])
    assert done.exit_code == 0, done.output
    by_alias = "--pseudonyms" in words
    assert bool(built[0].behind) is by_alias
    assert (copy.cohort("demo") / FILE).exists() is by_alias
