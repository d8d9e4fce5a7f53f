"""One turn: an act is taken through the phases of the table, then through her limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from doorknob.errors import ConversationOver
from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Outcome
from doorknob.prospect.persona import spoken_of
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage, State
from doorknob.prospect.transitions import PHASES
from doorknob.prospect.transitions.questions import detail_used
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Moment, Rule

ONE_PUSH = 3  # what a push adds to reactance: within this of the limit she warns

QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
# The phases that an act without a push is taken through, in order, and when each is called for.
CALLS_FOR: tuple[tuple[str, Callable[[Act], bool]], ...] = (
    ("claims", lambda act: act.unsupported),
    ("warmth", lambda act: Move.ACKNOWLEDGEMENT in act.moves),
    ("freedom", lambda act: Move.AUTONOMY in act.moves),
    ("reflection", lambda act: Move.REFLECTION in act.moves),
    ("information", lambda act: bool(act.facts) or Move.INFORMATION in act.moves),
    ("questions", lambda act: act.repeats or not QUESTIONS.isdisjoint(act.moves)),
    ("quizzing", lambda act: Move.CLOSED_QUESTION in act.moves),
    ("advice", lambda act: Move.ADVICE in act.moves),
    ("asking", lambda act: act.ask is not None or act.walks_away),
    ("idle", lambda act: act.farewell or not act.moves or Move.OTHER in act.moves),
)

# What can't change for ever: a call in which one of these changes again and again has an end.
lasting = attrgetter(
    "credibility",
    "reliability",
    "intimacy",
    "self_orientation",
    "reactance",
    "patience",
    "stages",
    "explored",
    "answered",
    "told",
    "spent",
    "refused",
)


class Effect(NamedTuple):
    """What one rule did.

    Attributes
    ----------
    rule
        The rule's id.
    answer
        What she does with her reply, if the rule speaks.
    because
        What happened in her, for the learner.
    deltas
        What was really added to her numbers; a number never falls below 0.
    concern
        Index of the concern that the rule was about, if any.
    before, after
        That concern's stages.
    fact
        Id of the fact that the rule was about, if any.
    detail
        Index of what she told of herself, if anything.
    """

    rule: str
    move: Move
    answer: Answer | None
    because: str
    deltas: Mapping[str, int] = MappingProxyType({})
    concern: int | None = None
    before: Stage | None = None
    after: Stage | None = None
    fact: str = ""
    detail: int | None = None

    @property
    def moved(self) -> bool:
        """Whether a concern came to another stage."""
        return self.before is not self.after

    def as_data(self, scenario: Scenario) -> dict[str, Any]:
        """Give the effect as plain data for JSON."""
        data: dict[str, Any] = {"rule": self.rule, "move": str(self.move), "because": self.because}
        if self.deltas:
            data["deltas"] = dict(self.deltas)
        if self.concern is not None:
            data["concern"] = scenario.concerns[self.concern].id
            if self.before is not None and self.after is not None:
                data["from"], data["to"] = self.before.label, self.after.label
        if self.fact:
            data["fact"] = self.fact
        return data


class Step(NamedTuple):
    """What a turn did: the state after it, the effects in order, and how she takes leave."""

    state: State
    effects: tuple[Effect, ...]
    parting: Answer | None = None


def step(scenario: Scenario, state: State, act: Act) -> Step:
    """Take one act.

    Raises
    ------
    ConversationOver
        If the call has ended; nothing has changed then.
    """
    if state.outcome is not None:
        raise ConversationOver(f"The call has ended ({state.outcome}); nothing more can be said.")
    turn = _Turn(scenario, state, act)
    for name in _phases(act):
        turn.take(name)
        if turn.state.outcome is not None:
            break
    else:
        turn.count_idle(state)
        turn.take("standstill")
    after, parting = _limits(state, turn.state, act, scenario)
    return Step(state=after, effects=tuple(turn.effects), parting=parting)


def _phases(act: Act) -> Iterator[str]:
    if act.pushes:
        yield "force"
        return
    for phase, calls_for in CALLS_FOR:
        if calls_for(act):
            yield phase


class _Turn:
    """The state while a turn is being worked out."""

    def __init__(self, scenario: Scenario, state: State, act: Act) -> None:
        self.scenario, self.act = scenario, act
        short = Move.CLOSED_QUESTION in act.moves and act.only(
            Move.CLOSED_QUESTION, *NOTHING_BUT_WARMTH
        )
        row = state.closed_in_row + 1 if short else 0
        if row != state.closed_in_row:
            state = state._replace(closed_in_row=row)
        self.moment = Moment(scenario, state, act)
        self.effects: list[Effect] = []

    @property
    def state(self) -> State:
        """Where she stands by now."""
        return self.moment.state

    def take(self, phase: str) -> None:
        if phase == "information":
            for fact in self.act.facts or ("",):
                self.moment.fact = fact
                self._first_of(PHASES[phase])
                if fact:
                    self.moment.state = self.state._replace(told=self.state.told | {fact})
            self.moment.fact = ""
        elif phase == "force":
            # Every push counts, and none of them because of another.
            for rule in [rule for rule in PHASES[phase] if rule.holds(self.moment)]:
                self._apply(rule)
        else:
            self._first_of(PHASES[phase])

    def count_idle(self, before: State) -> None:
        """Count the turn as idle unless something lasting changed in her."""
        idle = 0 if lasting(self.state) != lasting(before) else before.idle_turns + 1
        if idle != self.state.idle_turns:
            self.moment.state = self.state._replace(idle_turns=idle)

    def _first_of(self, rules: Sequence[Rule]) -> None:
        moment = self.moment
        for rule in rules:
            if rule.holds(moment):
                self._apply(rule)
                return

    def _earlier_fact(self, target: int | None) -> str:
        return (self.state.answer_to(target) or "") if target is not None else ""

    def _apply(self, rule: Rule) -> None:
        state, fact, target = self.state, self.moment.fact, rule.target(self.moment)
        values: dict[str, Any] = dict(rule.flags)
        deltas: dict[str, int] = {}
        for name, delta in rule.deltas.items():
            now = getattr(state, name)
            values[name] = max(0, now + delta)
            if values[name] != now:
                deltas[name] = values[name] - now
        detail = self.act.detail if rule.answer is Answer.TELLS_OF_SELF else None
        spends = rule.spends if detail is None else detail_used(detail)
        if spends:
            values["spent"] = state.spent | {spends}
        before = after = None
        if target is not None:
            before = state.stages[target]
            after = before if rule.to is None else rule.to
            values["topic"] = target
            if rule.notes == "explored":
                values["explored"] = state.explored | {target}
            if rule.notes == "answered":
                values["answered"] = state.answered | {(target, fact)}
        if before is not after:
            values["stages"] = (*state.stages[:target], after, *state.stages[(target or 0) + 1 :])
            values["refused"] = 0
            self.moment.gained = True
        if rule.ends is not None:
            values["outcome"] = rule.ends
        self.moment.state = state._replace(**values)
        self.effects.append(
            Effect(
                rule=rule.id,
                move=rule.move,
                answer=rule.answer,
                because=spoken_of(rule.because, self.scenario.owner(target).pronoun),
                deltas=deltas,
                concern=target,
                before=before,
                after=after,
                fact=fact or self._earlier_fact(target),
                detail=detail,
            )
        )


def _limits(
    before: State, after: State, act: Act, scenario: Scenario
) -> tuple[State, Answer | None]:
    """Let her warn or go. She never goes without having warned in an earlier turn."""
    if after.outcome is not None:
        return after, None
    limit = scenario.reactance_limit
    angry, tired = after.reactance >= limit, after.patience <= 0
    if (angry or tired) and before.warned:
        parting = Answer.HANGS_UP_ANGRY if angry else Answer.HANGS_UP_TIRED
        return after._replace(outcome=Outcome.HANG_UP), parting
    if angry or (act.pushes and after.reactance + ONE_PUSH >= limit):
        state = after._replace(
            reactance=min(after.reactance, limit - 1),
            patience=max(1, after.patience),
            warned=True,
        )
        return state, Answer.WARNS_ANGRY
    if tired or (after.patience == 1 and before.patience > 1 and not before.warned):
        return after._replace(patience=max(1, after.patience), warned=True), Answer.WARNS_TIRED
    relaxed = after.reactance + ONE_PUSH < limit and after.patience > 1
    if after.warned and relaxed:
        return after._replace(warned=False), None
    return after, None
