"""Scenarios: a prospect, what worries her, and the facts that help. Data, read from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import attrs

from doorknob.documents import Document, duplicates, load
from doorknob.errors import InvalidScenario, Problem, suggestion
from doorknob.language.moves import Concern
from doorknob.slots import check_texts, chosen_values, filled
from doorknob.structuring import structure

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Temperament(StrEnum):
    """Her manner, which colours her words."""

    GUARDED = "guarded"
    CHATTY = "chatty"
    BLUNT = "blunt"
    ANXIOUS = "anxious"
    ANALYTICAL = "analytical"


class Difficulty(StrEnum):
    """How hard a scenario is meant to be."""

    GENTLE = "gentle"
    FAIR = "fair"
    HARD = "hard"


@attrs.frozen(kw_only=True)
class Persona:
    """Who is on the other end.

    Attributes
    ----------
    name, role
        As the learner knows them; ``{slots}`` are filled from the parameters.
    temperament
        Colours her words.
    opening
        What she says first; one is drawn.
    small_talk
        What she says when talk is small.
    """

    name: str
    role: str
    temperament: Temperament = Temperament.GUARDED
    opening: tuple[str, ...]
    small_talk: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Start:
    """Where she stands when the call begins; the sizes are ours, tuned by play."""

    credibility: int = 4
    reliability: int = 4
    intimacy: int = 4
    self_orientation: int = 3
    reactance: int = 0
    patience: int = 9


@attrs.frozen(kw_only=True)
class Worry:
    """One concern of hers.

    Attributes
    ----------
    id
        Its name in this scenario.
    about
        What kind of concern it is.
    decisive
        Whether she will not commit while it is unresolved.
    gate
        The trust at which she speaks of it, before reactance is added.
    known_as
        More words by which a line may name it, such as ``"partner"`` or ``"Rob"``; a ``*`` at the
        end stands for any ending.
    hints, says, more, agrees
        Her words when it shows, when she states it, when she says more, and when she is
        understood.
    ask, reflect
        A good open question and a good reflection, for hints and the debrief.
    """

    id: str
    about: Concern
    decisive: bool = True
    gate: Fraction = Fraction(2)
    known_as: tuple[str, ...] = ()
    hints: tuple[str, ...]
    says: tuple[str, ...]
    more: tuple[str, ...]
    agrees: tuple[str, ...]
    ask: str
    reflect: str


@attrs.frozen(kw_only=True)
class Fact:
    """Something true that the salesperson may tell.

    Attributes
    ----------
    id
        Its name in this scenario.
    text
        The fact in a sentence, as the learner's fact sheet shows it.
    resolves
        Ids of the concerns that it answers.
    heard_as
        Ways to tell it: each holds words joined by ``+`` that must all be there, ``*`` at the end
        of a word stands for any ending, ``/`` separates words of which one is enough.
    taken_up
        Her words when the fact resolves a concern; they take up what it says.
    """

    id: str
    text: str
    resolves: tuple[str, ...]
    heard_as: tuple[str, ...]
    taken_up: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Scenario:
    """A call to practise.

    Attributes
    ----------
    parameters
        What a cohort may set, with the value used where it sets none.
    brief
        What the learner knows before the call.
    start, reactance_limit, commit_gate
        Where she stands, where she hangs up, and the trust that a yes needs.
    any_order
        Whether the seed may bring concerns up in any order, not only from the lowest gate.
    version
        Raised whenever a change would alter a recorded conversation.
    """

    id: str
    version: int = 1
    title: str
    summary: str
    source: str = ""
    difficulty: Difficulty = Difficulty.FAIR
    parameters: dict[str, str]
    brief: str
    persona: Persona
    start: Start = Start()
    reactance_limit: int = 8
    commit_gate: Fraction = Fraction(3)
    any_order: bool = False
    concerns: tuple[Worry, ...]
    facts: tuple[Fact, ...]
    order_lines: tuple[str, ...]
    advance_lines: tuple[str, ...]

    def index(self, concern_id: str) -> int:
        """Give the place of a concern in the list."""
        return [concern.id for concern in self.concerns].index(concern_id)

    def fact(self, fact_id: str) -> Fact:
        """Give a fact by its id."""
        return next(fact for fact in self.facts if fact.id == fact_id)

    def fill(self, values: Mapping[str, str]) -> Scenario:
        """Put a cohort's values into every text.

        Parameters
        ----------
        values
            Text for some of the parameters; a name that the scenario doesn't use is left out,
            so that one set of values serves many scenarios.

        Raises
        ------
        BadParameter
            If a value is empty.
        """
        chosen = chosen_values(self.parameters, values, f"scenario {self.id!r}")
        return attrs.evolve(filled(self, chosen), parameters=chosen)


# --- Reading and checking -------------------------------------------------------------------------


def read_scenario(path: Path) -> Scenario:
    """Read a scenario and check it.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidScenario
        With every fault, its line and how to fix it.
    """
    document = load(path, InvalidScenario)
    scenario = structure(document, Scenario, InvalidScenario)
    problems = [*_checked(scenario, document, path.stem)]
    if problems:
        raise InvalidScenario(sorted(problems, key=lambda problem: problem.line or 0))
    return scenario


def _checked(scenario: Scenario, doc: Document, stem: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(scenario.id) or scenario.id != stem:
        fix = "Use small letters, digits and hyphens, the same as the file's name."
        yield doc.problem(("id",), f"{scenario.id!r} should be {stem!r}.", fix)
    for list_name in ("concerns", "facts"):
        items = getattr(scenario, list_name)
        if not items:
            yield doc.problem((list_name,), "expected at least one.")
        for index, name in duplicates(item.id for item in items):
            place = (list_name, index, "id")
            yield doc.problem(place, f"{name!r} is used twice.", "Give each its own id.")
    yield from _check_links(scenario, doc)
    yield from _check_numbers(scenario, doc)
    yield from check_texts(doc, scenario.parameters, may_be_empty=("known_as", "small_talk"))


def _check_links(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    known = [concern.id for concern in scenario.concerns]
    for i, fact in enumerate(scenario.facts):
        for j, name in enumerate(fact.resolves):
            if name not in known:
                hint = suggestion(name, known).strip()
                yield doc.problem(("facts", i, "resolves", j), f"no concern {name!r}.", hint)
    for i, concern in enumerate(scenario.concerns):
        if not any(concern.id in fact.resolves for fact in scenario.facts):
            message = f"no fact resolves {concern.id!r}, so nobody could."
            yield doc.problem(("concerns", i), message, "Add a fact with this id in 'resolves'.")
    if scenario.concerns and not any(concern.decisive for concern in scenario.concerns):
        yield doc.problem(("concerns",), "no concern is decisive.", "Set 'decisive: true' on one.")


def _check_numbers(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    for name, value in attrs.asdict(scenario.start).items():
        if value < 0:
            yield doc.problem(("start", name), f"expected 0 or more, found {value}.")
    if scenario.reactance_limit - scenario.start.reactance < 1:
        yield doc.problem(("reactance_limit",), "she would hang up before the first word.")
    if scenario.start.patience < 1 and "start" in doc.data:
        yield doc.problem(("start", "patience"), "expected 1 or more, found 0.")
