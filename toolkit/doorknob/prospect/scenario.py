"""Scenarios: a prospect, what worries her, the facts that help. `scenario_file` reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from doorknob.cast import NOBODY, VALUE, Cast, renamed, texts, unpacked_cast
from doorknob.prospect.difficulty import LEVELS, Difficulty
from doorknob.prospect.ends import Asks, Temptation, WalkAway
from doorknob.prospect.persona import Person, Persona, Pronoun, named
from doorknob.prospect.worries import Fact, Worry
from doorknob.slots import Latest, chosen_values, filled, suited

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Trust and its gates are compared in these parts of 1, so that only whole numbers are compared.
PARTS = 4


@attrs.frozen(kw_only=True)
class Start:
    """Where she stands when the call begins; the sizes are ours, tuned by search and play."""

    credibility: int = 4
    reliability: int = 4
    intimacy: int = 4
    self_orientation: int = 3
    reactance: int = 0
    patience: int = 9


# Cohorts and versions of their values; more at a time is nobody's use.
_MOST_FILLS = 8


@attrs.frozen(kw_only=True)
class Scenario:
    """A call to practise.

    Attributes
    ----------
    parameters
        What a cohort may set, with the value used where it sets none.
    brief
        What the learner knows before the call.
    small_ticket
        Whether so little is at stake that presuming the sale, mildly and once, does no harm.
    companion
        The second person on the call, if there is one.
    start, reactance_limit, commit_gate
        Where she stands, where she hangs up, and the trust that a yes needs.
    any_order
        Whether the seed may bring concerns up in any order, not only from the lowest gate.
    asks, temptations, walk_away
        Lines of a salesperson's, for hints, for choosing among lines, and for the debrief.
    phrases
        Words of hers for acts that any prospect may do, beside the general ones.
    version
        Raised whenever a change would alter a recorded conversation.
    written_for
        The trades whose offers fit into the call; any, where none is named. A cohort of another
        trade plays it with the scenario's own product and price.
    variants
        The same call for other trades, by trade; they lie in folders named by the trade.
    cast
        Who plays whom in it.
    as_written
        The same call under the names that it was written with; None where these are its own.
    """

    id: str
    version: int = 1
    title: str
    summary: str
    source: str = ""
    difficulty: Difficulty = Difficulty.FAIR
    parameters: dict[str, str]
    brief: str
    small_ticket: bool = False
    persona: Persona
    companion: Person | None = None
    start: Start = Start()
    reactance_limit: int = 8
    commit_gate: Fraction = Fraction(3)
    any_order: bool = False
    concerns: tuple[Worry, ...]
    facts: tuple[Fact, ...]
    asks: Asks
    temptations: tuple[Temptation, ...]
    walk_away: WalkAway | None = None
    order_lines: tuple[str, ...]
    advance_lines: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    written_for: tuple[str, ...] = ()
    variants: Mapping[str, Scenario] = attrs.field(factory=dict, init=False, hash=False)
    cast: Cast = attrs.field(default=NOBODY, init=False, eq=False)
    as_written: Scenario | None = attrs.field(default=None, init=False, eq=False)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each concern in the list, by its id."""
        return {concern.id: place for place, concern in enumerate(self.concerns)}

    @cached_property
    def decisive(self) -> tuple[int, ...]:
        """Places of the concerns without which she doesn't commit."""
        return tuple(i for i, concern in enumerate(self.concerns) if concern.decisive)

    @cached_property
    def answers(self) -> Mapping[str, tuple[int, ...]]:
        """Places of the concerns that each fact resolves, by the fact's id."""
        return {f.id: tuple(self.places[name] for name in f.resolves) for f in self.facts}

    @cached_property
    def limits(self) -> Mapping[str, tuple[int, ...]]:
        """Places of the concerns that each fact shows to be beyond help, by the fact's id."""
        return {f.id: tuple(self.places[name] for name in f.rules_out) for f in self.facts}

    @cached_property
    def facts_by_id(self) -> Mapping[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words in small letters of the call as it was written, none of which is a name."""
        return frozenset(word for text in texts(self.as_written or self) for word in text.split())

    @property
    def fits(self) -> bool:
        """Whether everything that matters to her can be answered truly."""
        return all(self.concerns[i].answerable for i in self.decisive)

    def index(self, concern_id: str) -> int:
        """Give the place of a concern in the list."""
        return self.places[concern_id]

    def fact(self, fact_id: str) -> Fact:
        """Give a fact by its id."""
        return self.facts_by_id[fact_id]

    def owner(self, concern: int | None) -> Person:
        """Give the person whose concern it is; the prospect herself where there is none."""
        if concern is not None and self.companion and self.concerns[concern].companions:
            return self.companion
        return self.persona

    @property
    def pronoun(self) -> Pronoun:
        """How the prospect is spoken of."""
        return self.persona.pronoun

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
        return self.fills.of(values, self._filled)

    def _filled(self, values: Mapping[str, str]) -> Scenario:
        scenario = self.played_by(unpacked_cast(values[VALUE])) if VALUE in values else self
        variant = scenario.variants.get(values.get("trade", ""))
        if variant is not None:
            return variant.fill(values)
        cast = scenario.cast
        fit = {**cast.called, **suited(self.written_for, values)}
        chosen = chosen_values(scenario.parameters, fit, f"scenario {self.id!r}")
        made = attrs.evolve(filled(scenario, chosen), parameters=chosen)
        written = scenario.as_written
        if written is not None:
            written = written.fill({**values, **cast.before.called, VALUE: ""})
        return made.beside({}, cast, written)

    def played_by(self, cast: Cast) -> Scenario:
        """Give the call with a cohort's names for the people in it, not filled yet."""
        if cast == self.cast:
            return self
        written, known = self.as_written or self, cast.packed()
        if known not in written.casts:
            needed = cast.within((written, *written.variants.values()))
            made = attrs.evolve(
                renamed(written, needed.names),
                persona=named(written.persona, needed.names),
                companion=written.companion and named(written.companion, needed.names),
            )
            variants = {trade: one.played_by(cast) for trade, one in written.variants.items()}
            made.beside(variants, needed, written if needed.names else None)
            written.casts[known] = made
        return written.casts[known]

    @cached_property
    def fills(self) -> Latest[Scenario]:
        """The call with values in its texts."""
        return Latest(_MOST_FILLS)

    @cached_property
    def casts(self) -> dict[str, Scenario]:
        """The call under other names, each by its cast: they are asked for again and again."""
        return {}

    def with_variants(self, variants: Mapping[str, Scenario]) -> Scenario:
        """Give the call with the same call for other trades beside it."""
        return attrs.evolve(self).beside(variants, self.cast, self.as_written)

    def beside(
        self, variants: Mapping[str, Scenario], cast: Cast, written: Scenario | None
    ) -> Scenario:
        """Put beside a call that was just made what is no part of its file."""
        for name, value in (("variants", dict(variants)), ("cast", cast), ("as_written", written)):
            object.__setattr__(self, name, value)
        return self

    def at(self, difficulty: Difficulty) -> Scenario:
        """Give the call at another difficulty, which moves where she stands and what she needs."""
        level, now = LEVELS[difficulty], LEVELS[self.difficulty]
        gates = level.gates - now.gates
        made = attrs.evolve(
            self,
            difficulty=difficulty,
            start=attrs.evolve(
                self.start,
                patience=max(3, self.start.patience + level.patience - now.patience),
                self_orientation=max(
                    0, self.start.self_orientation + level.self_orientation - now.self_orientation
                ),
            ),
            reactance_limit=self.reactance_limit + level.limit - now.limit,
            commit_gate=max(Fraction(1), self.commit_gate + gates),
            concerns=tuple(
                attrs.evolve(worry, gate=max(Fraction(0), worry.gate + gates))
                for worry in self.concerns
            ),
        )
        return made.beside(
            {trade: one.at(difficulty) for trade, one in self.variants.items()},
            self.cast,
            self.as_written.at(difficulty) if self.as_written else None,
        )
