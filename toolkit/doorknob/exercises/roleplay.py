"""Role-plays: a call with a prospect, graded by replaying the recorded lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from html import escape

import attrs

from doorknob.coaching.debrief import Debrief, debrief
from doorknob.coaching.rubric import RUBRIC, Dimension
from doorknob.coaching.scores import Score
from doorknob.documents import Document
from doorknob.errors import InvalidExercise, Problem, suggestion
from doorknob.exercises.base import Exercise, Grade, PartGrade, Progress, Scenarios
from doorknob.journal.replay import Attempt
from doorknob.prospect.conversation import replay
from doorknob.prospect.scenario import SLUG, Scenario
from doorknob.slots import check_texts
from doorknob.structuring import structure


class Counts(StrEnum):
    """Which try counts."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"


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
        Which try counts.
    """

    scenario: str
    points: int = 20
    rubric: dict[str, int] = attrs.field(factory=dict)
    counts: Counts = Counts.BEST

    @property
    def out_of(self) -> int:
        """The points that can be had."""
        return self.points

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
        debriefs = [_replayed(scenario, attempt, values, filled) for attempt in played]
        if not debriefs:
            return Grade(
                exercise=filled.id,
                title=filled.title,
                progress=Progress.UNFINISHED if tries else Progress.NOT_STARTED,
                points=Fraction(0),
                out_of=filled.out_of,
                tries=len(tries),
            )
        chosen = _chosen(debriefs, filled.counts)
        attempt = played[debriefs.index(chosen)]
        ended = chosen.call.outcome is not None or attempt.completed
        return Grade(
            exercise=filled.id,
            title=filled.title,
            progress=Progress.DONE if ended else Progress.UNFINISHED,
            points=chosen.scorecard.skill * filled.points,
            out_of=filled.points,
            parts=tuple(_parts(chosen, filled)),
            tries=len(played),
            detail=chosen,
            remarks=tuple(_remarks(scenario, attempt, chosen)),
        )

    def worksheet(
        self, exercise: RolePlay, scenarios: Scenarios, values: Mapping[str, str], *, key: bool
    ) -> str:
        """Give the call on paper: the brief, the facts, and room to plan it."""
        filled = exercise.fill(values)
        scenario = scenarios(filled.scenario).fill(values)
        facts = "".join(f"<li>{escape(fact.text)}</li>" for fact in scenario.facts)
        opening = escape(scenario.persona.opening[0])
        turn = f'<span class="dk-name">{escape(scenario.persona.name)}</span> {opening}'
        sheet = [
            f"<p>{escape(scenario.brief)}</p>",
            f'<div class="dk-dialogue"><div class="dk-turn" data-who="prospect">{turn}</div></div>',
            f"<p><strong>What you may tell her, because it is true:</strong></p><ul>{facts}</ul>",
            _key(scenario) if key else PLAN,
        ]
        return "\n".join(sheet)


PLAN = (
    "<p><strong>What could be behind it?</strong></p>"
    '<div class="dk-answer-lines" data-lines="3"></div>'
    "<p><strong>Your first question to her:</strong></p>"
    '<div class="dk-answer-lines" data-lines="2"></div>'
    "<p><strong>How you will ask for the business:</strong></p>"
    '<div class="dk-answer-lines" data-lines="2"></div>'
)


def _key(scenario: Scenario) -> str:
    """Give what stands behind the stall, concern by concern, and what helps."""
    sheet, head = [], "<p><strong>What is behind it, and what helps:</strong></p>"
    for worry in scenario.concerns:
        fits = [fact.text for fact in scenario.facts if worry.id in fact.resolves]
        rows = [("Ask", worry.ask), ("Give back", worry.reflect), *(("Tell", f) for f in fits)]
        items = "".join(f"<li><em>{name}:</em> {escape(text)}</li>" for name, text in rows)
        name, says = escape(worry.about.label.capitalize()), escape(worry.says[0])
        said = f"<p><strong>{name}.</strong> “{says}”</p>"
        sheet.append(f'<div class="dk-item">{head}{said}<ul>{items}</ul></div>')
        head = ""  # inside the first item, so that no page ends with it
    return "\n".join(sheet)


def _replayed(
    scenario: Scenario, attempt: Attempt, values: Mapping[str, str], exercise: RolePlay
) -> Debrief:
    call = replay(scenario, attempt.lines, attempt.seed, values)
    return debrief(call, exercise.weights)


def _chosen(debriefs: Sequence[Debrief], counts: Counts) -> Debrief:
    if counts is Counts.FIRST:
        return debriefs[0]
    if counts is Counts.LAST:
        return debriefs[-1]
    return max(debriefs, key=lambda found: found.scorecard.skill)


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


def _remarks(scenario: Scenario, attempt: Attempt, found: Debrief) -> Iterator[str]:
    version = attempt.details.get("scenario_version")
    if version is not None and version != scenario.version:
        yield (
            f"played with version {version} of {scenario.id!r}; replayed with version "
            f"{scenario.version}, so the answers may differ"
        )
    spare = len(attempt.lines) - len(found.call.turns)
    if spare > 0:
        lines = "1 line" if spare == 1 else f"{spare} lines"
        yield f"{lines} after the call had ended did not count"


def _checked(exercise: RolePlay, doc: Document) -> Iterator[Problem]:
    if not SLUG.fullmatch(exercise.id):
        yield doc.problem(("id",), f"{exercise.id!r}: use small letters, digits and hyphens.")
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
