"""Two parallel tests: found without being named, given in both orders, and told with care."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from pathlib import Path
from shutil import rmtree
from uuid import UUID

import pytest

from answering import by_the_key
from doorknob.course import Course
from doorknob.errors import InvalidCohort
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.picking import Choose
from doorknob.grading.progress import Change, Pair
from doorknob.journal.events import Event, Verb
from doorknob.lab.folder import Desk
from doorknob.publish.changes import FINISHED_BOTH, change_html, forms_html
from doorknob.publish.checks import exercise_problems
from doorknob.publish.cohort import Cohort, read_cohort
from doorknob.publish.comparing import (
    Compared,
    begin_with_the_second,
    compared,
    comparisons,
    orders_of,
)
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.results import gradebook_rows

FIRST, SECOND = "00-before-the-course", "99-after-the-course"
HERE = Course.here()
DAY = {"before": "2026-03-09", "after": "2026-03-27"}
PEOPLE = ("ada", "ben", "cem", "dot", "eva", "fay")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give the course with cohorts of its own; all else is only linked, and so is read once."""
    root = tmp_path_factory.mktemp("course")
    (root / "curriculum" / "cohorts").mkdir(parents=True)
    for name in ("lessons", "scenarios", "reports"):
        (root / "curriculum" / name).symlink_to(HERE.curriculum / name)
    (root / "exercises").symlink_to(HERE.exercises)
    return Course(root)


@pytest.fixture
def linked(shared: Course) -> Iterator[Course]:
    yield shared
    rmtree(shared.curriculum / "cohorts" / "tested")


def listing_both(course: Course, more: str = "", people: tuple[str, ...] = PEOPLE) -> Path:
    """Make a cohort that lists both tests, and nothing else but a call."""
    folder = course.curriculum / "cohorts" / "tested"
    folder.mkdir()
    offer = "{company: A, product: B, price: 1, currency: GBP}"
    (folder / "cohort.yaml").write_text(
        f"id: tested\ntitle: T\ntrainer: T\ndate: 2026-03-09\noffer: {offer}\nlessons: []\n"
        f"exercises: [{FIRST}, 01-force-or-influence, {SECOND}]\n{more}\n",
        encoding="utf-8",
    )
    rows = "".join(f"{name},{name.title()}\n" for name in people)
    (folder / "roster.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    return folder


def keys(course: Course, name: str, right: int) -> Iterator[tuple[str, str]]:
    """Answer a test by the key, but the items of one choice only up to some number."""
    test = read_exercise(course.exercise_path(name))
    assert isinstance(test, Tasks)
    number = 0
    for item in test.items:
        if isinstance(item, Choose):
            number += 1
            pick = next(one.id for one in item.options if one.correct is (number <= right))
            yield item.id, json.dumps(pick)
        else:
            yield item.id, json.dumps(by_the_key(item))


def answer(course: Course, folder: Path, who: str, name: str, when: str, right: int) -> None:
    path = folder / "journals" / f"{who}.jsonl"
    path.parent.mkdir(exist_ok=True)
    seed = len(path.read_bytes()) if path.exists() else 0
    attempt = str(UUID(int=seed + 1))
    answers = [("", None), *keys(course, name, right)]
    with path.open("a", encoding="utf-8") as file:
        for number, (part, response) in enumerate(answers):
            event = Event(
                id=str(UUID(int=(seed + 1) * 1000 + number)),
                learner=who,
                verb=Verb.ANSWERED if part else Verb.INITIALIZED,
                exercise=name,
                attempt=attempt,
                timestamp=f"{DAY[when]}T10:{number:02}:00+00:00",
                part=part,
                response=response,
                details={} if part else {"doorknob": "0.1.0", "exercise_version": 1},
            )
            file.write(event.as_line())


def told(course: Course, cohort: Cohort) -> Compared:
    results = [row.result for row in gradebook_rows(course, cohort)]
    (found,) = compared(course, cohort, results)
    return found


def test_a_cohort_that_lists_both_forms_compares_them_without_being_asked(linked: Course) -> None:
    listing_both(linked)
    (pair,) = comparisons(linked, read_cohort(linked, "tested"))
    assert (pair.before, pair.after) == (FIRST, SECOND)
    assert comparisons(HERE, read_cohort(HERE, "demo")) == ()


def test_what_the_cohort_names_comes_before_what_is_found(linked: Course) -> None:
    listing_both(linked, f"compare: [{{before: {SECOND}, after: 01-force-or-influence}}]")
    (pair,) = comparisons(linked, read_cohort(linked, "tested"))
    assert (pair.before, pair.after) == (SECOND, "01-force-or-influence")


@pytest.mark.thorough
def test_the_change_is_told_as_a_whole_and_by_objective(linked: Course) -> None:
    """Three people do all of one kind better, and nothing else; one does both the same."""
    folder = listing_both(linked)
    for who, right in zip(PEOPLE, (8, 8, 6, 0), strict=False):
        answer(linked, folder, who, FIRST, "before", 0)
        answer(linked, folder, who, SECOND, "after", right)
    answer(linked, folder, "eva", FIRST, "before", 0)
    found = told(linked, read_cohort(linked, "tested"))
    assert (len(found.change.pairs), found.change.higher, found.change.same) == (4, 3, 1)
    assert found.change.interval is not None
    aims = dict(found.by_objective)
    test = read_exercise(linked.exercise_path(FIRST))
    assert isinstance(test, Tasks)
    chosen = [item.objective for item in test.items if isinstance(item, Choose)]
    assert {aims[aim].higher for aim in chosen[:6]} == {3}
    assert {aims[aim].higher for aim in chosen[6:]} == {2}
    assert {len(change.pairs) for change in aims.values()} == {4}
    html = forms_html(found)
    assert "4 people have finished both: 3 got further, 1 came to the same" in html
    assert "95 %" in html
    assert all(aim.split(",")[0].replace("'", "&#x27;") in html for aim in chosen)


@pytest.mark.thorough
def test_a_free_text_that_waits_counts_on_neither_side(linked: Course) -> None:
    folder = listing_both(linked, people=("ada", "ben"))
    for name, when in ((FIRST, "before"), (SECOND, "after")):
        answer(linked, folder, "ada", name, when, 8)
    found = told(linked, read_cohort(linked, "tested"))
    test = read_exercise(linked.exercise_path(FIRST))
    assert isinstance(test, Tasks)
    by_person = {item.objective for item in test.items if item.by_person}
    assert by_person
    assert by_person.isdisjoint(dict(found.by_objective))


COUNTERBALANCED = "forms: counterbalanced"


def test_counterbalanced_every_second_one_begins_with_the_second_form(linked: Course) -> None:
    """Who joins later changes nobody's form, and an alias begins as the person does."""
    folder = listing_both(linked, COUNTERBALANCED)
    cohort = read_cohort(linked, "tested")
    assert begin_with_the_second(cohort) == {"ben", "dot", "fay"}
    alias = pseudonymised(cohort)
    second = begin_with_the_second(alias)
    begin = {alias.real(one).id for one in alias.learners if one.id in second}
    assert begin == {"ben", "dot", "fay"}
    with (folder / "roster.csv").open("a", encoding="utf-8") as file:
        file.write("gil,Gil\n")
    assert begin_with_the_second(read_cohort(linked, "tested")) == {"ben", "dot", "fay"}


def test_the_form_to_begin_with_stands_first_on_the_desk(linked: Course) -> None:
    listing_both(linked, COUNTERBALANCED)
    cohort = read_cohort(linked, "tested")
    orders = [
        Desk(root=linked.root, course=linked, cohort=cohort, learner=one).exercises
        for one in cohort.learners[:2]
    ]
    assert orders[0] == (FIRST, "01-force-or-influence", SECOND)
    assert orders[1] == (SECOND, "01-force-or-influence", FIRST)
    assert Desk(root=linked.root, course=linked, cohort=cohort).exercises == orders[0]


@pytest.mark.thorough
def test_what_was_really_done_first_is_the_test_before(linked: Course) -> None:
    """Also where somebody was given the other form by mistake."""
    folder = listing_both(linked, COUNTERBALANCED)
    answer(linked, folder, "ada", SECOND, "before", 2)
    answer(linked, folder, "ada", FIRST, "after", 8)
    cohort = read_cohort(linked, "tested")
    assert orders_of(linked, cohort, cohort.learners[0]) == ((SECOND, FIRST),)
    found = told(linked, cohort)
    assert found.change.higher == 1
    assert [len(one.pairs) for one in found.orders] == [0, 1]


@pytest.mark.thorough
def test_a_harder_form_is_told_apart_from_a_change(linked: Course) -> None:
    """Everybody gains three items, and the second form is easier by two."""
    folder = listing_both(linked, COUNTERBALANCED)
    for who, low in zip(PEOPLE, (0, 0, 1, 1, 2, 2), strict=True):
        begins, ends = (SECOND, FIRST) if who in {"ben", "dot", "fay"} else (FIRST, SECOND)
        answer(linked, folder, who, begins, "before", low + 2 * (begins == SECOND))
        answer(linked, folder, who, ends, "after", low + 3 + 2 * (ends == SECOND))
    found = told(linked, read_cohort(linked, "tested"))
    item = float(sum(found.change.differences)) / len(PEOPLE) / 3
    assert found.orders[0].mean == pytest.approx(5 * item)
    assert found.orders[1].mean == pytest.approx(1 * item)
    html = forms_html(found)
    assert "3 began with" in html
    assert f"the mean change is +{300 * item:.0f} points" in html
    assert f"beyond “Where you stand: form A”: +{200 * item:.0f} points" in html


@pytest.mark.thorough
def test_with_one_order_alone_nothing_is_said_of_the_forms(linked: Course) -> None:
    folder = listing_both(linked, COUNTERBALANCED)
    answer(linked, folder, "ada", FIRST, "before", 0)
    answer(linked, folder, "ada", SECOND, "after", 8)
    html = forms_html(told(linked, read_cohort(linked, "tested")))
    assert "be told from a difference between the two forms" in html
    assert "One person has finished both" in html


def test_a_misspelt_order_is_named(linked: Course) -> None:
    listing_both(linked, "forms: counterbalance")
    with pytest.raises(InvalidCohort, match="Did you mean 'counterbalanced'"):
        read_cohort(linked, "tested")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("points: 3", "points: 4", "no parallel form"),
        ("parallel_to: 00-before-the-course", "parallel_to: 00-before", "no exercise '00-before'"),
        ("parallel_to: 00-before-the-course", "parallel_to: 01-think-it-over", "no parallel form"),
    ],
)
def test_a_form_that_left_the_plan_is_named(
    copy: Course, old: str, new: str, expected: str
) -> None:
    path = copy.exercise_path(SECOND)
    assert exercise_problems(copy, path) == []
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    (problem,) = exercise_problems(copy, path)
    assert expected in problem.message


def test_a_change_is_told_with_its_sign_and_how_little_few_people_show() -> None:
    """Without an interval nothing is said of how sure it is."""

    def pairs(*shares: tuple[str, str]) -> Change:
        return Change(
            pairs=tuple(Pair(before=Fraction(low), after=Fraction(high)) for low, high in shares)
        )

    fell = change_html(pairs(("0.5", "0.3"), ("0.5", "0.31"), ("0.6", "0.41")), FINISHED_BOTH)
    assert "The mean change is −19 points (95 %: −21 to −18)." in fell
    assert "With 3 people it is known to within" in fell
    assert "no change at all" not in fell
    unclear = change_html(pairs(("0.5", "0.7"), ("0.5", "0.32")), FINISHED_BOTH)
    assert "The mean change is +1 point (95 %" in unclear
    assert "can't be told from no change at all" in unescape(unclear)
    alike = change_html(pairs(("0.5", "0.6"), ("0.2", "0.3")), FINISHED_BOTH)
    assert "All changed alike" in alike
    assert "95 %" not in alike
