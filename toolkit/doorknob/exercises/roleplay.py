"""Role-plays: a call with a prospect, graded by replaying the recorded lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Self

import attrs

from doorknob.cast import VALUE, unpacked_cast
from doorknob.coaching.choices import choose
from doorknob.coaching.debrief import Debrief, debrief
from doorknob.coaching.rubric import RUBRIC, Dimension
from doorknob.coaching.scores import Score
from doorknob.documents import Document
from doorknob.errors import InvalidExercise, Problem, suggestion
from doorknob.exercises.base import Exercise, Grade, Key, PartGrade, Progress, Scenarios
from doorknob.exercises.callsheet import call_sheet
from doorknob.exercises.playing import Counts, Lines, Mode
from doorknob.journal.replay import Attempt
from doorknob.journal.seeds import shared_seed
from doorknob.prospect.conversation import LONGEST_LINE, Conversation, begin, replay
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import SLUG, Scenario
from doorknob.slots import check_texts, chosen_values, suited
from doorknob.structuring import structure
from doorknob.tongue import say, say_many


@attrs.frozen(kw_only=True)
class RolePlay(Exercise):
    """A call to practise.

    Attributes
    ----------
    scenario
        Id of the scenario.
    points
        What the whole is worth. Skill earns them; the outcome is shown apart.
    rubric
        How much each dimension counts; the course's own weights where it is left out.
    counts
        Which try counts; in an assessment there is only one.
    mode
        In practice a learner may go back, ask for hints and play again. An assessment has none of
        these: one take, and the same seed for the whole cohort.
    private
        Whether what was said stays with the learner: then nothing is graded, and the trainer sees
        no more than that it was played. Left out, practice is private and an assessment is not.
    lines
        Whether the learner types, or chooses among lines; of those nothing has to be read.
    difficulty
        At which the scenario is played; its own where it is left out.

    Notes
    -----
    Of a cohort's values, only those that `parameters` names reach the scenario. A call that plays
    in a world of its own, such as a stairlift's, names none, and keeps its own product and price.
    """

    scenario: str
    points: int = 20
    rubric: dict[str, int] = attrs.field(factory=dict)
    counts: Counts = Counts.BEST
    mode: Mode = Mode.PRACTICE
    private: bool | None = None
    lines: Lines = Lines.TYPED
    difficulty: Difficulty | None = None

    @property
    def is_private(self) -> bool:
        """Whether what was said stays with the learner."""
        return self.mode is Mode.PRACTICE if self.private is None else self.private

    @property
    def out_of(self) -> int:
        """The points that can be had; none where nothing is graded."""
        return 0 if self.is_private else self.points

    def given(self, values: Mapping[str, str]) -> dict[str, str]:
        """Give what reaches the scenario: the exercise's parameters, as the cohort sets them."""
        fit = suited(self.written_for, values)
        given = chosen_values(self.parameters, fit, f"exercise {self.id!r}")
        # Which variant of the call is played; a call in a world of its own has none.
        given |= {"trade": values["trade"]} if values.get("trade") and given else {}
        # Its people may be called something else, wherever it plays.
        return given | ({VALUE: values[VALUE]} if VALUE in values else {})

    def staged(self, scenario: Scenario) -> Scenario:
        """Give the scenario at the exercise's difficulty."""
        return scenario.at(self.difficulty) if self.difficulty else scenario

    def replayed(
        self, scenario: Scenario, attempt: Attempt, values: Mapping[str, str]
    ) -> Conversation:
        """Play a try again, as it was played: also under the names that people had then."""
        cast = unpacked_cast(str(attempt.details.get(VALUE, "")))
        staged = self.staged(scenario)
        given = {**self.given({**values, VALUE: cast.packed()}), **cast.called}
        if self.lines is Lines.TYPED:
            return replay(staged, attempt.lines, attempt.seed, given)
        call = begin(staged, attempt.seed, given)
        for line in attempt.lines:
            if call.outcome is not None:
                break
            # A line that was never on offer can only have been put there by hand: it is read.
            call = choose(call, line) or call.say(line[:LONGEST_LINE])
        return call

    def counting(self, debriefs: Sequence[Debrief]) -> Debrief:
        """Give the debrief of the try that counts; of the best ones the first."""
        counts = Counts.FIRST if self.mode is Mode.ASSESSMENT else self.counts
        if counts is Counts.BEST:
            return max(debriefs, key=lambda found: found.scorecard.skill)
        return debriefs[0] if counts is Counts.FIRST else debriefs[-1]

    def for_learners(self) -> Self:
        """Give it without the trainer's notes; the call is played on the learner's machine."""
        return attrs.evolve(self, key=Key.WITHHELD, notes="")

    @property
    def weights(self) -> dict[Dimension, int]:
        """How much each dimension counts."""
        given = {criterion.dimension: criterion.weight for criterion in RUBRIC}
        if self.rubric:
            given = {dimension: self.rubric.get(dimension, 0) for dimension in given}
        return given


@attrs.frozen
class RolePlayKind:
    """The kind ``roleplay``."""

    name: str = "roleplay"

    def read(self, document: Document) -> RolePlay:
        """Make an exercise of a document and check it.

        Raises
        ------
        InvalidExercise
            With every fault.
        """
        exercise = structure(document, RolePlay, InvalidExercise)
        problems = list(_checked(exercise, document))
        if problems:
            raise InvalidExercise(sorted(problems, key=lambda problem: problem.line or 0))
        return exercise

    def grade(
        self,
        exercise: RolePlay,
        tries: Sequence[Attempt],
        scenarios: Scenarios,
        values: Mapping[str, str],
    ) -> Grade:
        """Replay every try through the engine and score the one that counts."""
        filled = exercise.fill(values)
        scenario = scenarios(filled.scenario)
        played = [attempt for attempt in tries if attempt.lines]
        if filled.is_private:
            return _kept_private(filled, played)
        # What was begun while the exercise was private stays so: no word of it is graded.
        played = [attempt for attempt in played if not attempt.is_private]
        debriefs = [
            debrief(filled.replayed(scenario, attempt, values), filled.weights)
            for attempt in played
        ]
        if not debriefs:
            return Grade(
                exercise=filled.id,
                title=filled.title,
                progress=Progress.UNFINISHED if tries else Progress.NOT_STARTED,
                points=Fraction(0),
                out_of=filled.out_of,
                tries=len(tries),
            )
        chosen = filled.counting(debriefs)
        attempt = played[debriefs.index(chosen)]
        ended = chosen.call.outcome is not None or attempt.completed
        return Grade(
            exercise=filled.id,
            title=filled.title,
            progress=Progress.DONE if ended else Progress.UNFINISHED,
            points=chosen.scorecard.skill * filled.points,
            out_of=filled.points,
            parts=parts_of(chosen, filled),
            tries=len(played),
            detail=chosen,
            remarks=tuple(_remarks(scenario, attempt, chosen, filled, values)),
            disputes={
                f"{number}.{line}": why
                for number, one in enumerate(played, start=1)
                for line, why in one.disputes.items()
            },
            played=tuple(debriefs),
        )

    def worksheet(
        self, exercise: RolePlay, scenarios: Scenarios, values: Mapping[str, str], *, key: bool
    ) -> str:
        """Give the call on paper: the brief, the facts, and room to plan it."""
        filled = exercise.fill(values)
        scenario = scenarios(filled.scenario).fill(filled.given(values))
        return call_sheet(scenario, key=key)


def _kept_private(exercise: RolePlay, played: Sequence[Attempt]) -> Grade:
    """Say no more of a private practice than that it was played."""
    done = any(attempt.completed for attempt in played)
    unfinished = Progress.UNFINISHED if played else Progress.NOT_STARTED
    return Grade(
        exercise=exercise.id,
        title=exercise.title,
        progress=Progress.DONE if done else unfinished,
        points=Fraction(0),
        out_of=0,
        tries=len(played),
    )


def parts_of(found: Debrief, exercise: RolePlay) -> tuple[PartGrade, ...]:
    """Give a part for each dimension of a call's score."""
    return tuple(_parts(found, exercise))


def _parts(found: Debrief, exercise: RolePlay) -> Iterator[PartGrade]:
    counted = [score for score in found.scorecard.scores if score.value is not None]
    whole = sum(score.weight for score in counted)
    for score in counted:
        out_of = Fraction(exercise.points * score.weight, whole) if whole else Fraction(0)
        yield PartGrade(
            part=str(score.criterion.dimension),
            title=score.criterion.title,
            points=_value(score) * out_of,
            out_of=out_of,
            feedback=" ".join(filter(None, (score.explanation, score.advice))),
        )


def _value(score: Score) -> Fraction:
    return score.value if score.value is not None else Fraction(0)


def _remarks(
    scenario: Scenario,
    attempt: Attempt,
    found: Debrief,
    exercise: RolePlay,
    values: Mapping[str, str],
) -> Iterator[str]:
    version = attempt.details.get("scenario_version")
    if version is not None and version != scenario.version:
        yield say(
            "played with version {old} of {scenario}; replayed with version {new}, so the answers "
            "may differ",
            old=version,
            scenario=repr(scenario.id),
            new=scenario.version,
        )
    if exercise.mode is Mode.ASSESSMENT:
        if attempt.hints or attempt.rewinds:
            yield say("an assessment, and yet the journal holds hints or steps back")
        given = values.get("seed", "")
        if given.isdecimal() and attempt.seed != shared_seed(int(given), exercise.id):
            yield say("played with seed {seed}, which is not the cohort's", seed=attempt.seed)
    spare = len(attempt.lines) - len(found.call.turns)
    if spare > 0:
        yield say_many(
            "{count} line after the call had ended did not count",
            "{count} lines after the call had ended did not count",
            spare,
        )


def _checked(exercise: RolePlay, doc: Document) -> Iterator[Problem]:
    if not SLUG.fullmatch(exercise.id):
        yield doc.problem(("id",), f"{exercise.id!r}: use small letters, digits and hyphens.")
    if exercise.mode is Mode.ASSESSMENT and exercise.private:
        fix = "Leave 'private' out, or make it a practice."
        yield doc.problem(("private",), "an assessment can't be private.", fix)
    if exercise.points < 1:
        yield doc.problem(("points",), "expected 1 point or more.")
    for name, weight in exercise.rubric.items():
        if name not in set(Dimension):
            hint = suggestion(name, set(Dimension)).strip()
            yield doc.problem(("rubric", name), "there is no such dimension.", hint)
        if weight < 0:
            yield doc.problem(("rubric", name), "expected 0 or more.")
    if exercise.rubric and not sum(exercise.rubric.values()):
        yield doc.problem(("rubric",), "all weights are 0.", "Give one dimension some weight.")
    yield from check_texts(doc, exercise.parameters)


KIND = RolePlayKind()
