"""A cohort's own names for the people in the course, and how they are spoken to."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from doorknob.cast import ENVIRONMENT, NOBODY, VALUE, Cast, unpacked_cast
from doorknob.cli.check import command as check
from doorknob.course import Course
from doorknob.errors import InvalidCohort
from doorknob.exercises.registry import kind, read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.journal.replay import Attempt, attempts
from doorknob.journal.store import read_journal
from doorknob.publish.cards import cards
from doorknob.publish.casting import cast_of, read_people, spoken_to
from doorknob.publish.cohort import read_cohort
from doorknob.publish.namesakes import namesakes
from doorknob.publish.offer import Address
from doorknob.publish.prepare import LEARNER, TRAINER, prepare
from doorknob.widgets.calls import RolePlaySession
from doorknob.widgets.recorder import Recorder

LESSON = "01-how-to-lose-a-deal"


def with_names(course: Course, names: str, cohort: str = "insurance") -> Path:
    """Put other names into a cohort's file."""
    path = course.cohort(cohort) / "cohort.yaml"
    text = re.sub(r"(?ms)^names:\n(  .*?\n)+", "", path.read_text(encoding="utf-8"))
    path.write_text(f"{text}\nnames:\n{names}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("  Inez Calder: Zola Nkosi\n", "no text of the course speaks of 'Inez Calder'.*Ines"),
        ("  Ines Calder: ''\n", "names.Ines Calder: expected a name, found none"),
        ("  Ines Calder: '{price}'\n", "'{price}' is no name"),
        ("  Ines Calder: <b>Zola</b>\n", "'<b>Zola</b>' is no name"),
        ("  Ines Calder: Zola Nkosi\n  Anjali Deshmukh: Zola Pillay\n", "'Zola' would be 'Ines"),
        ("  Ines Calder: Lucía Nkosi\n", "'Lucía' is somebody in the course: 'Lucía Vargas'"),
        ("  Rosalind Tan: Zola Nkosi\n", "'Tan' is 'Tan Wei Ling', too"),
        ("  Claire Morin: Zola Nkosi\n  Doug Morin: Ray Bell\n", "'Morin' is 'Nkosi' by the line"),
        ("  Ines Calder: [Zola]\n", "expected text, found a list"),
    ],
)
def test_a_name_that_can_not_be_put_is_told_with_its_line(
    copy: Course, names: str, told: str
) -> None:
    """The file, the line, the field, and what was probably meant."""
    path = with_names(copy, names)
    first = path.read_text(encoding="utf-8").splitlines().index("names:") + 2
    with pytest.raises(InvalidCohort) as bad:
        read_cohort(copy, "insurance")
    lines = {problem.line for problem in bad.value.problems}
    assert re.search(told, str(bad.value))
    assert lines <= {first, first + 1}


def test_names_may_be_swapped(copy: Course) -> None:
    """Whoever gives a name away has it free for somebody else."""
    with_names(copy, "  Ines Calder: Lucía Calder\n  Lucía Vargas: Ines Vargas\n")
    assert read_cohort(copy, "insurance").values()["lucia"] == "Ms Vargas"


def test_the_people_of_a_course_are_checked(copy: Course) -> None:
    """A slot can't be the offer's, nor a name markup."""
    (copy.curriculum / "people.yaml").write_text(
        "people:\n  price: {name: Ines Calder}\n  rob: {name: <b>Rob</b>}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidCohort, match=r"(?s)people.yaml:2.*people.yaml:3"):
        read_cohort(copy, "insurance")


def test_a_course_need_not_list_its_people(copy: Course) -> None:
    """Then names run through all texts, and people are spoken to as these were written."""
    (copy.curriculum / "people.yaml").unlink()
    with_names(copy, "  Ines Calder: Zola Nkosi\n")
    values = read_cohort(copy, "insurance").values()
    notebook, _ = prepare(copy.lessons / f"{LESSON}.ipynb", audience=LEARNER, values=values)
    text = "\n".join(cell.source for cell in notebook.cells if cell.id != "who-plays-whom")
    assert "Zola" in text
    assert not re.search(r"\b(Ines|Calder)\b", text)


@pytest.mark.parametrize(
    ("address", "locale", "expected"),
    [
        (Address.FIRST_NAME, "en-ZA", {"ines": "Zola", "rob": "Rob", "brandt": "Dr Brandt"}),
        (Address.SURNAME, "en-ZA", {"ines": "Ms Nkosi", "rob": "Mr Finch", "brandt": "Dr Brandt"}),
        (Address.SURNAME, "de-DE", {"ines": "Frau Nkosi", "rob": "Herr Finch"}),
    ],
)
def test_people_are_spoken_to_as_the_firm_does(
    course: Course, address: Address, locale: str, expected: dict[str, str]
) -> None:
    """By the first name, or Ms and Mr after the pronoun; a doctor stays one."""
    people = read_people(course.curriculum)
    cast = cast_of(people, {"Ines Calder": "Zola Nkosi"}, address, locale)
    assert expected.items() <= spoken_to(people, cast).items()


def test_where_nothing_is_changed_nothing_travels(course: Course) -> None:
    """A cohort with the course's own names makes the notebooks that it always made."""
    people = read_people(course.curriculum)
    assert cast_of(people, {}, Address.FIRST_NAME, "en-GB") == NOBODY
    values = read_cohort(course, "software").values()
    assert values[VALUE] == ""
    assert (values["ines"], values["wei_ling"]) == ("Ines", "Wei Ling")


def test_names_run_through_a_notebook(course: Course) -> None:
    """Its prose, the texts of its code, and what tells the code of them; ids stay."""
    cohort = read_cohort(course, "home")
    for audience in (LEARNER, TRAINER):
        notebook, given = prepare(
            course.lessons / f"{LESSON}.ipynb", audience=audience, values=cohort.values()
        )
        whole = "\n".join(cell.source for cell in notebook.cells if cell.id != "who-plays-whom")
        assert not re.search(r"\b(Ines|Calder|Rob|Finch)\b", whole)
        assert "Renee" in whole
        assert 'scenario("think-it-over")' in whole
        assert given["ines"] == "Renee"
        told = [cell for cell in notebook.cells if cell.id == "who-plays-whom"]
        assert [ENVIRONMENT in cell.source for cell in told] == [True]


def test_names_run_through_cards_and_trades(course: Course) -> None:
    """A card is printed apart, and a trade's words stand in files of their own."""
    values = read_cohort(course, "insurance").values()
    paths = sorted(course.lessons.glob("0*.ipynb"))
    text = "\n".join(cell.source for cell in cards(paths, values).cells) + values["story_brief"]
    assert "Sipho Radebe" in text
    assert not re.search(r"\b(Ines|Calder|Rob|Finch|Anjali)\b", text)


def test_code_in_a_notebook_plays_under_the_names(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It need not pass them on: the course that it finds has them."""
    monkeypatch.setenv(ENVIRONMENT, read_cohort(course, "home").values()[VALUE])
    assert Course.here().scenario("think-it-over").persona.name == "Renee Calloway"
    assert course.scenario("think-it-over").persona.name == "Ines Calder"


LINES = (
    "That's fair. What would you want to think through?",
    "So it's the winter that worries you, Ms Khumalo.",
    "What would Sipho want to know before he could say yes to it?",
    "So it's Mr Radebe's decision, too.",
    "Would you like to go ahead?",
)


def test_a_call_keeps_the_names_that_it_was_begun_with(course: Course, tmp_path: Path) -> None:
    """The trainer changes names and address: replayed, it goes as it went, and its grade stays."""
    exercise = read_exercise(course.exercise_path("01-think-it-over"))
    assert isinstance(exercise, RolePlay)
    values = dict(read_cohort(course, "insurance").values())
    path = tmp_path / "ana.jsonl"

    def session(given: dict[str, str]) -> RolePlaySession:
        made = Recorder(
            path=path,
            learner="ana",
            exercise=exercise.id,
            clock=lambda: datetime(2026, 3, 9, tzinfo=UTC),
        )
        return RolePlaySession(exercise, course.scenario("think-it-over"), given, made)

    first = session(values)
    for number, line in enumerate(LINES):
        first.say(line, f"00000000-0000-4000-8000-00000000000{number}")
    partner = first.call.scenario.index("partner")
    assert partner in first.call.turns[2].act.asked_about

    others = (
        {"Ines Calder": "Mary Bell", "Rob Finch": "Hope Young"},
        {"Rob Finch": "Zola Ines"},
        {},
    )
    people = read_people(course.curriculum)
    tries = attempts(read_journal(path, "ana").events)[exercise.id]
    grade = kind("roleplay").grade(exercise, tries, course.scenario, values)
    for names in others:
        for address in Address:
            cast = cast_of(people, names, address, "en-GB")
            changed = {**values, **spoken_to(people, cast), VALUE: cast.packed()}
            assert session(changed).call == first.call
            again = kind("roleplay").grade(exercise, tries, course.scenario, changed)
            assert (again.points, again.parts) == (grade.points, grade.parts)


def test_a_call_from_before_there_were_names_stays_as_it_was(course: Course) -> None:
    """Its journal says nothing of them, so it was played with the course's own."""
    exercise = read_exercise(course.exercise_path("01-think-it-over"))
    assert isinstance(exercise, RolePlay)
    values = dict(read_cohort(course, "insurance").values())
    lines = tuple(line.replace("Sipho", "Rob") for line in LINES)
    attempt = Attempt(id="a", exercise=exercise.id, started="", lines=lines)
    played = exercise.replayed(course.scenario("think-it-over"), attempt, values)
    assert played.scenario.persona.name == "Ines Calder"
    forged = attrs.evolve(attempt, details={VALUE: '{"names": {"Rob": "{price}"}}'})
    assert exercise.replayed(course.scenario("think-it-over"), forged, values) == played


@given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text())))
def test_whatever_a_journal_says_of_names_a_call_can_be_replayed(said: object) -> None:
    """A damaged or forged detail is no cast."""
    assert isinstance(unpacked_cast(str(said)), Cast)


def test_namesakes_are_warned_of_and_nothing_is_wrong(copy: Course) -> None:
    """A learner called as the prospect: both places are named, and the check passes."""
    roster = copy.cohort("insurance") / "roster.csv"
    roster.write_text("id,name,email\nn,Nomvula Botha,n@x.example\n", encoding="utf-8")
    found = namesakes(copy, read_cohort(copy, "insurance"))
    assert str(*found) == (
        "curriculum/cohorts/insurance/roster.csv:2: 'Nomvula Botha' may be taken for 'Nomvula "
        "Khumalo' in curriculum/lessons/01-how-to-lose-a-deal.ipynb. Where it would confuse, give "
        "that person another name under 'names'."
    )
    shown = CliRunner().invoke(check, ["insurance"])
    assert shown.exit_code == 0
    assert "warning: curriculum/cohorts/insurance/roster.csv:2" in shown.output
    roster.write_text("id,name,email\nn,Ines Botha,n@x.example\n", encoding="utf-8")
    assert namesakes(copy, read_cohort(copy, "insurance")) == []
