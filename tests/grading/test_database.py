"""The gradebook in a database: exact, whole or not there, and the same from the same journals."""

from __future__ import annotations

import threading
from fractions import Fraction

import attrs
import pytest
import sqlalchemy as sa
from hypothesis import given, settings

from doorknob.coaching.debrief import Debrief
from doorknob.course import Course
from doorknob.errors import BadParameter, DatabaseError
from doorknob.grading.database import contents, fill
from doorknob.grading.gradebook import Book, plain
from doorknob.grading.tables import GRADES, TABLES
from doorknob.journal.database import VERSIONS, Database
from doorknob.publish.cohort import read_cohort
from doorknob.publish.results import book as book_of
from gradebooks import book, books, drill, entry, graded

THIRD = Fraction(20, 3)


def ada(points: Fraction = THIRD) -> Book:
    return book(entry("ada", "Ada", [graded(drill(), points)], ("odd",)))


@pytest.fixture(scope="module")
def demo() -> Book:
    course = Course.here()
    return book_of(course, read_cohort(course, "demo"))


def test_points_are_exact_and_their_hundredths_rounded_half_up(url: str) -> None:
    database = Database.at(url)
    fill(database, ada())
    (grade,) = contents(database, "demo")["gradebook_grades"]
    assert (grade["points"], grade["points_hundredths"]) == (THIRD, 667)
    with database.transaction(reading=True) as connection:
        raw = connection.exec_driver_sql("SELECT points FROM gradebook_grades").scalar_one()
    assert raw == "20/3"


def test_what_the_demo_cohort_earned_stands_in_the_tables(url: str, demo: Book) -> None:
    database = Database.at(url)
    counts = fill(database, demo)
    found = contents(database, "demo")
    assert {name: len(rows) for name, rows in found.items()} == counts
    earned = {(row["learner"], row["exercise"]): row["points"] for row in found[GRADES.name]}
    results = [row.result for row in demo.rows]
    assert earned == {(r.learner, g.exercise): g.points for r in results for g in r.grades}
    calls = {row["learner"]: row for row in found["gradebook_calls"]}
    debriefs = {r.learner: g.detail for r in results for g in r.grades if g.detail is not None}
    assert calls.keys() == debriefs.keys()
    for learner, call in calls.items():
        debrief = debriefs[learner]
        assert isinstance(debrief, Debrief)
        assert call["outcome"] == str(debrief.call.ended_as)
        assert call["skill"] == debrief.scorecard.skill
        assert call["concerns_heard"] + len(debrief.untold) == call["concerns"]
    assert {row["learner"] for row in found["gradebook_remarks"]} == {"jonas"}
    assert sum(row["learner"] == "adaeze" for row in found["gradebook_attempts"]) > 1


def test_the_same_input_gives_the_same_content(url: str, demo: Book) -> None:
    database = Database.at(url)
    seen = []
    for rebuild in (False, False, True):
        fill(database, demo, rebuild=rebuild)
        seen.append(contents(database, "demo"))
    assert seen[0] == seen[1] == seen[2]


def test_who_left_the_roster_leaves_the_gradebook(url: str) -> None:
    database = Database.at(url)
    two = entry("ada", "Ada", [graded(drill(), THIRD)]), entry("bob", "B", [graded(drill(), THIRD)])
    fill(database, book(*two))
    fill(database, book(two[1]))
    found = contents(database, "demo")
    assert {row["learner"] for table in found.values() for row in table if "learner" in row} == {
        "bob"
    }


def test_another_cohort_s_book_stays(url: str) -> None:
    database = Database.at(url)
    fill(database, ada())
    fill(database, attrs.evolve(ada(Fraction(1)), cohort="other"))
    assert contents(database, "demo")["gradebook_grades"][0]["points"] == THIRD
    assert contents(database, "other")["gradebook_grades"][0]["points"] == 1


def test_what_fails_midway_leaves_the_book_before(url: str) -> None:
    """The same learner twice breaks a key, when half of the tables are written already."""
    database = Database.at(url)
    fill(database, ada())
    before = contents(database, "demo")
    one = ada(Fraction(1)).entries[0]
    twice = attrs.evolve(one, row=attrs.evolve(one.row, result=_doubled(one.row.result)))
    for rebuild in (False, True):
        with pytest.raises(DatabaseError):
            fill(database, book(twice), rebuild=rebuild)
        assert contents(database, "demo") == before


def _doubled(result):
    return attrs.evolve(result, grades=result.grades * 2)


def test_whoever_reads_meanwhile_sees_one_whole_book(url: str) -> None:
    database = Database.at(url)
    exercises = [drill(), drill("02-y")]
    made = [
        book(
            *(entry(f"l{n}", "N", [graded(one, points) for one in exercises]) for n in range(20)),
            exercises=tuple(exercises),
        )
        for points in (Fraction(1), Fraction(2))
    ]
    fill(database, made[0])
    over, seen = threading.Event(), set()

    def read() -> None:
        query = sa.select(sa.func.count(), sa.func.sum(GRADES.c.points_hundredths))
        while not over.is_set():
            with database.transaction(reading=True) as connection:
                seen.add(tuple(map(int, connection.execute(query).one())))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(8):
        fill(database, made[number % 2], rebuild=number % 4 == 3)
    over.set()
    reader.join()
    assert seen
    assert seen <= {(40, 4000), (40, 8000)}


def test_two_that_fill_it_at_once_leave_one_whole_book(url: str) -> None:
    made = [ada(Fraction(n)) for n in range(1, 7)]
    threads = [threading.Thread(target=fill, args=(Database.at(url), one)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (grade,) = contents(Database.at(url), "demo")["gradebook_grades"]
    assert grade["points"] in range(1, 7)


def test_a_newer_gradebook_is_refused_even_to_rebuild(url: str) -> None:
    database = Database.at(url)
    fill(database, ada())
    _set_version(database, 7)
    for rebuild in (False, True):
        with pytest.raises(DatabaseError, match=r"gradebook is of version 7.*Install the newer"):
            fill(database, ada(), rebuild=rebuild)


def test_an_older_gradebook_is_made_anew_when_asked(url: str) -> None:
    database = Database.at(url)
    fill(database, ada())
    _set_version(database, 0)
    with pytest.raises(DatabaseError, match="--rebuild"):
        fill(database, ada())
    fill(database, ada(), rebuild=True)
    assert len(contents(database, "demo")["gradebook_grades"]) == 1


def _set_version(database: Database, version: int) -> None:
    with database.transaction() as connection:
        connection.execute(VERSIONS.update().values(version=version))


def test_a_database_without_a_gradebook_says_how_to_make_one(url: str) -> None:
    with pytest.raises(BadParameter, match="Run doorknob gradebook demo"):
        contents(Database.at(url), "demo")


@settings(max_examples=40)
@given(books())
def test_any_words_survive_the_database(tmp_path_factory, made: Book) -> None:
    database = Database.at(f"sqlite:///{tmp_path_factory.mktemp('any') / 'g.sqlite'}")
    fill(database, made)
    found = contents(database, "demo")
    row = made.rows[0]
    part = row.result.grades[0].parts[0]
    assert found["gradebook_learners"][0]["name"] == plain(row.name)
    assert found["gradebook_parts"][0]["feedback"] == plain(part.feedback)
    assert found["gradebook_parts"][0]["points"] == part.points
    assert found["gradebook_remarks"][0]["remark"] == plain(row.result.remarks[0])


@pytest.mark.postgres
def test_any_words_survive_postgresql(postgres) -> None:
    database = Database.at(postgres.database("words"))
    hostile = "'; DROP TABLE gradebook_learners; -- \0 \ud800 %s :x \\ \u202e 🙂"
    made = book(entry("ada", hostile, [graded(drill(), THIRD, hostile)], (hostile,)))
    fill(database, made)
    found = contents(database, "demo")
    assert found["gradebook_learners"][0]["name"] == plain(hostile)
    assert found["gradebook_parts"][0]["feedback"] == plain(hostile)
    assert set(found) == {table.name for table in TABLES}
