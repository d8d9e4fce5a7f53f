"""One judge a dimension: what it looks at in a call, and what it tells the learner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from doorknob.coaching.rubric import Criterion, Dimension
from doorknob.coaching.scores import Mark, Score
from doorknob.language.moves import Move
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.state import Stage
from doorknob.prospect.transitions.step import Effect
from doorknob.prospect.turn import Turn

FITS = {
    "information_fits",
    "information_as_announced",
    "reflection_settles",
    "honest_limit",
    "honest_limit_unasked",
}
EARLY = {"information_too_early", "information_too_early_again"}
MISSES = {
    "pitch",
    "information_again",
    "information_beside_the_point",
    "information_past_the_close",
    "unsupported_claim",
}
PADDING = {"padding", "freedom_again", "reflection_again"}
# What is held against a learner, and therefore never where his line was not surely read.
AGAINST = EARLY | MISSES | PADDING | {"ask_early", "ask_again", "ask_third"}
ENOUGH_TURNS = 3
WARM = {"acknowledgement", "apology", "freedom", "permission"}


def _uncovered(call: Conversation, criterion: Criterion) -> Score:
    worries = call.scenario.concerns
    decisive = [i for i, worry in enumerate(worries) if worry.decisive]
    out = [i for i in decisive if call.state.stages[i] >= Stage.STATED]
    hidden = len(decisive) - len(out)
    # On a call with two, it may have been either who said it.
    two = call.scenario.companion is not None
    if two:
        told = "You heard nothing of what worried the two of them."
    else:
        told = "{They} told you nothing of what worried {them}."
    if out:
        heard = _listed(worries[i].about.label for i in out)
        told = f"You heard about {heard}." if two else f"{{They}} told you about {heard}."
    rest = f" {_count(hidden, 'concern')} stayed hidden." if hidden and out else ""
    return Score(
        criterion=criterion,
        value=Fraction(len(out), len(decisive)),
        evidence=_evidence(call, lambda e: e.moved and e.after is Stage.STATED),
        explanation=told + rest,
        advice="Ask an open question about {their} side of it, and then wait." if hidden else "",
    )


def _understood(call: Conversation, criterion: Criterion) -> Score:
    decisive = _decisive(call)
    out = [stage for stage in decisive if stage >= Stage.STATED]
    got = [stage for stage in decisive if stage >= Stage.UNDERSTOOD]
    hidden = len(decisive) - len(out)
    if not out:
        why, advice = "Nothing had come out that could be understood.", "Bring a concern out first."
    elif len(got) < len(out):
        missed = len(out) - len(got)
        why = f"{_count(missed, 'concern')} that {{they}} stated never came back in your words."
        advice = "Say in a sentence what you heard {them} worry about, before you answer it."
    else:
        why, advice = "You gave back what {they} had said before you went on.", ""
        if hidden:
            why += f" {_count(hidden, 'concern')} never came out, so you could not."
    return Score(
        criterion=criterion,
        value=Fraction(len(got), len(decisive)),
        evidence=_evidence(call, lambda e: e.rule in {"reflection", "reflection_settles"}),
        explanation=why,
        advice=advice,
    )


def _fit(call: Conversation, criterion: Criterion) -> Score:
    fits = _tally(call, FITS)
    # What came early in a line that was not surely read is held against nobody, and may yet settle.
    early = max(0, _tally(call, EARLY) - _tally(call, {"reflection_settles"}))
    misses = _tally(call, MISSES)
    told = fits + early + misses
    if not told:
        return Score(
            criterion=criterion,
            value=Fraction(0),
            evidence=(),
            explanation="You gave {them} no information, and that is what {they} needed.",
            advice="Once a concern is understood, tell {them} the fact that answers it.",
        )
    made_up = _tally(call, {"unsupported_claim"})
    parts = [f"{_count(fits, 'fact') if fits else 'No fact'} answered a concern."]
    if early:
        parts.append(f"{early} came before {{they}} felt understood.")
    if misses - made_up:
        parts.append(f"{misses - made_up} answered nothing that {{they}} had asked.")
    if made_up:
        parts.append(
            f"{_count(made_up, 'figure or promise', 'figures or promises')} had no ground."
        )
    # Whoever settles one of three concerns and tells no more has not told enough.
    answerable = sum(call.scenario.concerns[i].answerable for i in call.scenario.decisive)
    wanted = max(told, answerable)
    if made_up:
        advice = "Keep to what you can show."
    elif fits < told:
        advice = "Hold a fact back until you have heard, and given back, the concern it answers."
    elif fits < wanted:
        advice = "Each concern needs its own answer, once it is understood."
    else:
        advice = ""
    return Score(
        criterion=criterion,
        value=(fits + Fraction(early, 2)) / wanted,
        evidence=_evidence(call, lambda e: e.rule in FITS | EARLY | MISSES),
        explanation=" ".join(parts),
        advice=advice,
    )


def _too_short(criterion: Criterion) -> Score:
    why = "Too little was said to tell."
    return Score(criterion=criterion, value=None, evidence=(), explanation=why, advice="")


def _freedom(call: Conversation, criterion: Criterion) -> Score:
    if len(call.turns) < ENOUGH_TURNS and not any(map(_pushed, call.turns)):
        return _too_short(criterion)
    pushed = [turn for turn in call.turns if _pushed(turn)]
    again = _tally(call, {"ask_again", "ask_third"})
    cost = Fraction(len(pushed), 2) + Fraction(again, 4)
    marks = tuple(
        Mark(turn=turn.number, text=found.text)
        for turn in pushed
        for found in turn.reading.evidence
        if found.code in turn.act.force
    )
    if pushed:
        why = f"In {_count(len(pushed), 'turn')} you pushed, and {{they}} felt it."
        advice = "When you want to insist, ask what is in the way instead."
    elif again:
        why, advice = "You asked again with nothing new.", "After a no, find out what is missing."
    else:
        why, advice = "You never pushed.", ""
    return Score(
        criterion=criterion,
        value=max(Fraction(0), 1 - cost),
        evidence=marks or _evidence(call, lambda e: e.rule in {"ask_again", "ask_third"}),
        explanation=why,
        advice=advice,
    )


def _asked(call: Conversation, criterion: Criterion) -> Score:
    early = _tally(call, {"ask_early", "ask_again", "ask_third"})
    ready = _tally(call, {"order", "advance"})
    marks = _evidence(call, lambda e: e.move is Move.COMMITMENT_ASK)
    if call.state.released:
        value, advice = Fraction(1), ""
        why = "You didn't ask for what would not have been right, and let {them} go."
        marks = _evidence(call, lambda e: e.rule == "let_go")
    elif ready:
        value = Fraction(1) if not early else Fraction(3, 4) if early == 1 else Fraction(1, 2)
        why = "You asked when nothing stood in the way any more."
        why += f" You had asked too early {_times(early)}." if early else ""
        advice = ""
    elif early:
        value, why = Fraction(1, 4), "You asked while something was still open."
        advice = "Asking is right. First find out what {they} still needs to know."
    else:
        value, why = Fraction(0), "You never asked for the business."
        advice = "When {their} concerns are settled, ask plainly; a no is allowed."
    return Score(criterion=criterion, value=value, evidence=marks, explanation=why, advice=advice)


def _recovery(call: Conversation, criterion: Criterion) -> Score:
    pushes = [turn.number for turn in call.turns if _pushed(turn)]
    if not pushes:
        why = "There was no push to repair."
        return Score(criterion=criterion, value=None, evidence=(), explanation=why, advice="")
    owned = [t.number for t in call.turns if any(e.rule == "apology" for e in t.effects)]
    gained = [t.number for t in call.turns if any(e.moved for e in t.effects)]
    if owned and any(number >= owned[0] for number in gained):
        value, why, advice = Fraction(1), "You owned the push, and {they} opened up again.", ""
    elif owned:
        value, why = Fraction(1, 2), "You owned the push, but nothing new came after it."
        advice = "Follow an apology with a real question."
    else:
        value, why = Fraction(0), "The push was never owned."
        advice = "Say that you pushed, that you are sorry, and ask a real question."
    evidence = _evidence(call, lambda e: e.rule == "apology")
    return Score(
        criterion=criterion, value=value, evidence=evidence, explanation=why, advice=advice
    )


def _warmth(call: Conversation, criterion: Criterion) -> Score:
    if len(call.turns) < ENOUGH_TURNS:
        return _too_short(criterion)
    warm = _tally(call, WARM) + sum(turn.act.does(Move.REFLECTION) for turn in call.turns)
    padded = _tally(call, PADDING)
    value = max(Fraction(0), 1 - Fraction(padded, 3)) if warm else Fraction(0)
    if not warm:
        why = "Nothing you said showed {them} that {they} was taken seriously."
        advice = "One sentence is enough: that it makes sense to be careful, for example."
    elif padded:
        why = f"You comforted {{them}} again, with nothing new, {_times(padded)}."
        advice = "Say it once, then help."
    else:
        why, advice = "{They} was taken seriously, and you didn't overdo it.", ""
    return Score(
        criterion=criterion,
        value=value,
        evidence=_evidence(call, lambda e: e.rule in WARM | PADDING),
        explanation=why,
        advice=advice,
    )


def _decisive(call: Conversation) -> list[Stage]:
    pairs = zip(call.scenario.concerns, call.state.stages, strict=True)
    return [stage for worry, stage in pairs if worry.decisive]


def _tally(call: Conversation, rules: set[str]) -> int:
    return sum(
        effect.rule in rules and _counts(turn, effect)
        for turn in call.turns
        for effect in turn.effects
    )


def _pushed(turn: Turn) -> bool:
    """Whether a turn surely pushed."""
    return bool(turn.act.pushes) and (turn.act.rude or not turn.reading.unsure)


def _counts(turn: Turn, effect: Effect) -> bool:
    return not (turn.reading.unsure and effect.rule in AGAINST)


def _evidence(call: Conversation, wanted: Callable[[Effect], bool]) -> tuple[Mark, ...]:
    return tuple(
        Mark(turn=turn.number, text=_words(turn, effect))
        for turn in call.turns
        for effect in turn.effects
        if wanted(effect) and _counts(turn, effect)
    )


def _words(turn: Turn, effect: Effect) -> str:
    found = next((e.text for e in turn.reading.evidence if e.code is effect.move), "")
    return found or turn.line


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _listed(names: Iterable[str]) -> str:
    *first, last = list(dict.fromkeys(names))
    return f"{', '.join(first)} and {last}" if first else last


JUDGES: Mapping[Dimension, Callable[[Conversation, Criterion], Score]] = {
    Dimension.UNCOVERED: _uncovered,
    Dimension.UNDERSTOOD: _understood,
    Dimension.FIT: _fit,
    Dimension.FREEDOM: _freedom,
    Dimension.ASKED: _asked,
    Dimension.RECOVERY: _recovery,
    Dimension.WARMTH: _warmth,
}
