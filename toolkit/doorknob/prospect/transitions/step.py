"""One turn: an act is taken through the phases of the table, then through her limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from doorknob.errors import ConversationOver
from doorknob.language.moves import Move
from doorknob.prospect.act import Act, Answer, Outcome
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.state import Stage, State
from doorknob.prospect.transitions import PHASES
from doorknob.prospect.transitions.rule import NOTHING_BUT_WARMTH, Moment, Rule

ONE_PUSH = 3  # what a push adds to reactance: within this of the limit she warns

# What can't change for ever: a call in which one of these changes again and again has an end.
LASTING = (
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


@attrs.frozen(kw_only=True)
class Effect:
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
    """

    rule: str
    move: Move
    answer: Answer | None
    because: str
    deltas: Mapping[str, int] = {}
    concern: int | None = None
    before: Stage | None = None
    after: Stage | None = None
    fact: str = ""

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


@attrs.frozen(kw_only=True)
class Step:
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
    if act.force:
        yield "force"
        return
    yield from ("claims", "warmth", "freedom")
    if act.does(Move.REFLECTION):
        yield "reflection"
    if act.facts or act.does(Move.INFORMATION):
        yield "information"
    if act.does(Move.OPEN_QUESTION, Move.CLOSED_QUESTION) or act.repeats:
        yield from ("questions", "quizzing")
    yield from ("advice", "asking", "idle")


class _Turn:
    """The state while a turn is being worked out."""

    def __init__(self, scenario: Scenario, state: State, act: Act) -> None:
        self.scenario, self.act = scenario, act
        short = act.does(Move.CLOSED_QUESTION) and act.only(
            Move.CLOSED_QUESTION, *NOTHING_BUT_WARMTH
        )
        self.state = attrs.evolve(state, closed_in_row=state.closed_in_row + 1 if short else 0)
        self.effects: list[Effect] = []

    def take(self, phase: str) -> None:
        rules = PHASES[phase]
        if phase == "force":
            for rule in rules:
                self._try(rule, "")
        elif phase == "information":
            for fact in self.act.facts or ("",):
                next((rule for rule in rules if self._try(rule, fact)), None)
                if fact:
                    self.state = attrs.evolve(self.state, told=self.state.told | {fact})
        else:
            next((rule for rule in rules if self._try(rule, "")), None)

    def count_idle(self, before: State) -> None:
        """Count the turn as idle unless something lasting changed in her."""
        changed = any(getattr(self.state, name) != getattr(before, name) for name in LASTING)
        idle = 0 if changed else before.idle_turns + 1
        self.state = attrs.evolve(self.state, idle_turns=idle)

    def _try(self, rule: Rule, fact: str) -> bool:
        moment = Moment(
            state=self.state,
            act=self.act,
            scenario=self.scenario,
            gained=any(effect.moved for effect in self.effects),
            fact=fact,
        )
        if not rule.holds(moment):
            return False
        self._apply(rule, rule.target(moment), fact)
        return True

    def _earlier_fact(self, target: int | None) -> str:
        return (self.state.answer_to(target) or "") if target is not None else ""

    def _apply(self, rule: Rule, target: int | None, fact: str) -> None:
        state = self.state
        values: dict[str, Any] = {
            name: max(0, getattr(state, name) + delta) for name, delta in rule.deltas.items()
        }
        deltas = {name: values[name] - getattr(state, name) for name in rule.deltas}
        values |= rule.flags
        before = after = None
        if rule.spends:
            values["spent"] = state.spent | {rule.spends}
        if target is not None:
            before = state.stages[target]
            after = before if rule.to is None else rule.to
            values["stages"] = (*state.stages[:target], after, *state.stages[target + 1 :])
            values["topic"] = target
        if target is not None and rule.notes == "explored":
            values["explored"] = state.explored | {target}
        if target is not None and rule.notes == "answered":
            values["answered"] = state.answered | {(target, fact)}
        if before is not after:
            values["refused"] = 0
        if rule.ends is not None:
            values["outcome"] = rule.ends
        self.state = attrs.evolve(state, **values)
        self.effects.append(
            Effect(
                rule=rule.id,
                move=rule.move,
                answer=rule.answer,
                because=rule.because,
                deltas={name: delta for name, delta in deltas.items() if delta},
                concern=target,
                before=before,
                after=after,
                fact=fact or self._earlier_fact(target),
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
        return attrs.evolve(after, outcome=Outcome.HANG_UP), parting
    if angry or (act.force and after.reactance + ONE_PUSH >= limit):
        calmed = min(after.reactance, limit - 1)
        lasting = max(1, after.patience)
        state = attrs.evolve(after, reactance=calmed, patience=lasting, warned=True)
        return state, Answer.WARNS_ANGRY
    if tired or (after.patience == 1 and before.patience > 1 and not before.warned):
        state = attrs.evolve(after, patience=max(1, after.patience), warned=True)
        return state, Answer.WARNS_TIRED
    relaxed = after.reactance + ONE_PUSH < limit and after.patience > 1
    return attrs.evolve(after, warned=after.warned and not relaxed), None
