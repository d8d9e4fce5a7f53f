"""A cohort's grader: everything that grading asks for, read once, and one learner after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import attrs

from doorknob import __version__
from doorknob.course import Course
from doorknob.errors import JournalError
from doorknob.exercises.base import Exercise, Scenarios
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.roleplay import RolePlay
from doorknob.grading.grade import Result, grade
from doorknob.grading.lateness import HandIns, Rules
from doorknob.grading.record import Graded, Sources, digest_of
from doorknob.journal.decisions import Decisions, read_decisions
from doorknob.journal.store import Fault, Journal, read_journal
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.publish.cohort import Cohort
from doorknob.publish.handed_in import hand_ins
from doorknob.publish.roster import Learner
from doorknob.publish.rules import rules_of

PACKAGE = Path(__file__).parents[1]
# The parts of the package that a grade depends on, folders and modules.
ENGINE = (
    *("language", "prospect", "coaching", "journal", "exercises", "grading"),
    *("american.py", "cast.py", "documents.py", "plainyaml.py", "slots.py", "structuring.py"),
)


@attrs.frozen(kw_only=True)
class Grader:
    """What grades a cohort's learners.

    Attributes
    ----------
    course, cohort
        Whose.
    exercises
        In the cohort's order, as their files give them.
    decisions
        What the trainer decided.
    rules
        The cohort's deadline and weights.
    """

    course: Course
    cohort: Cohort
    exercises: tuple[Exercise, ...]
    decisions: Decisions
    rules: Rules

    @classmethod
    def of(cls, course: Course, cohort: Cohort) -> Grader:
        """Read what a cohort's grading needs.

        Raises
        ------
        InvalidExercise
            If one is wrong.
        JournalError
            If the decisions can't be read at all: grades without them would be wrong.
        """
        return cls(
            course=course,
            cohort=cohort,
            exercises=cohort_exercises(course, cohort),
            decisions=read_decisions(cohort.decisions),
            rules=rules_of(cohort.file),
        )

    def result(self, learner: Learner, *, all_of_it: bool = False) -> Result:
        """Grade one learner.

        Parameters
        ----------
        learner
            Who.
        all_of_it
            Whether to grade all that there is, however late, and take nothing off: for whoever
            has to look at the answers.
        """
        journal = journal_of(self.cohort, learner)
        if all_of_it:
            rules = attrs.evolve(self.rules, deadline=None)
            return self._result(learner, journal, HandIns(), rules)
        return self._result(learner, journal, self._handed_in(learner))

    def everybody(self, tell: Callable[[str], object]) -> Iterator[Graded]:
        """Grade one learner after another; whoever can't be graded stops nobody else.

        Parameters
        ----------
        tell
            Called with each learner's id before its turn.
        """
        for learner in self.cohort.learners:
            tell(learner.id)
            yield self.graded(learner)

    def graded(self, learner: Learner) -> Graded:
        """Grade one learner, or say why that can't be done."""
        journal, handed_in = Journal(path=""), HandIns()
        try:
            journal = journal_of(self.cohort, learner)
            handed_in = self._handed_in(learner)
            found = self._result(learner, journal, handed_in)
        except Exception as bad:  # noqa: BLE001  whatever one journal sets off is its own affair
            problem = f"{type(bad).__name__}: {bad}"
            return Graded(learner=learner.id, journal=journal, result=None, problem=problem)
        return Graded(learner=learner.id, journal=journal, result=found, handed_in=handed_in)

    def sources(self) -> Sources:
        """Say what all grades are made from."""
        exercises = {one.id: self._made_from(one) for one in self.exercises}
        return Sources(
            package=__version__, engine=_engine(), exercises=exercises, rules=told(self.cohort)
        )

    def _handed_in(self, learner: Learner) -> HandIns:
        return hand_ins(self.cohort, learner) if self.rules.late else HandIns()

    def _result(
        self, learner: Learner, journal: Journal, handed_in: HandIns, rules: Rules | None = None
    ) -> Result:
        return grade(
            self.cohort.real(learner).id,
            journal,
            self.exercises,
            scenarios_of(self.course),
            self.cohort.values(),
            decisions=self.decisions,
            rules=rules or self.rules,
            handed_in=handed_in,
        )

    def _made_from(self, exercise: Exercise) -> dict[str, str]:
        values = self.cohort.values()
        used = {name: values.get(name, "") for name in exercise.parameters}
        told = {
            "version": str(exercise.version),
            "key": _short(self.course.exercise_path(exercise.id).read_bytes()),
            "values": digest_of(f"{name}={value}" for name, value in sorted(used.items())),
        }
        if isinstance(exercise, RolePlay):
            scenario = self.course.scenario_path(exercise.scenario)
            told["scenario"] = _short(scenario.read_bytes())
        return told


def cohort_exercises(course: Course, cohort: Cohort) -> tuple[Exercise, ...]:
    """Read the cohort's exercises.

    Raises
    ------
    InvalidExercise
        If one is wrong.
    """
    course = course.read_in(cohort.file.language)
    return tuple(read_exercise(course.exercise_path(name)) for name in cohort.file.exercises)


def told(cohort: Cohort) -> dict[str, str]:
    """Say what a cohort's file adds to its exercises' own points; empty where it adds nothing."""
    file, rules = cohort.file, rules_of(cohort.file)
    found: dict[str, str] = {}
    if rules.late:
        late = rules.late.rule
        found["deadline"] = f"{file.deadline} {file.time_zone}"
        found["late"] = f"{late.grace} {late.deduction_per_day} {late.at_most}"
    if file.weights:
        found["weights"] = ", ".join(f"{name} {file.weights[name]}" for name in file.exercises)
    return found


def journal_of(cohort: Cohort, learner: Learner) -> Journal:
    """Read a learner's journal; one that can't be read is one that holds a fault."""
    path = cohort.journal(learner)
    stone = cohort.tombstones.of(cohort.real(learner).id)
    if stone is not None:
        message = f"there is a tombstone: the data was erased on {stone.date}; nothing was read."
        faults = (Fault(line=1, message=message),) if path.exists() else ()
        return Journal(path=path.name, faults=faults)
    if not path.resolve().is_relative_to(cohort.folder.resolve()):
        message = "lies outside the cohort's folder and was not read."
        return Journal(path=path.name, faults=(Fault(line=1, message=message),))
    try:
        return read_journal(path, cohort.real(learner).id)
    except JournalError as bad:
        return Journal(path=path.name, faults=(Fault(line=1, message=str(bad)),))


def scenarios_of(course: Course) -> Scenarios:
    """Give what reads a scenario by its id, each once."""

    def read(name: str) -> Scenario:
        path = course.scenario_path(name)
        own = [path, *sorted(path.parent.glob(f"*/{path.name}"))]
        found = [(one, one.stat()) for one in own]
        return _scenario(path, tuple((str(one), s.st_mtime_ns, s.st_size) for one, s in found))

    return read


@cache
def _scenario(path: Path, _state: tuple[tuple[str, int, int], ...]) -> Scenario:
    return read_scenario(path)


@cache
def _engine() -> str:
    whole = sha256()
    parts = [PACKAGE / name for name in ENGINE]
    for path in sorted(path for part in parts for path in (part, *part.rglob("*"))):
        if path.is_file() and not {"__pycache__", "corpus"} & set(path.parts):
            whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
