"""What a statement does: gives her words back, informs, advises, or is small talk.

Each kind gathers points for what speaks for it; the most points win. The weights are rules of
thumb. What tells most is whom the statement is about: her and her day (a reflection), or the
seller's offer and other customers (information).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from doorknob.language.classes import CLASSES
from doorknob.language.context import Said, content_of, figures_of
from doorknob.language.cues.telling import (
    ADVICE,
    GREETINGS,
    INFORMATION,
    REFLECTION,
    SMALL_TALK,
    TERMS,
)
from doorknob.language.found import Found
from doorknob.language.moves import Concern, Move
from doorknob.language.phrases import Lexicon

_ADVICE = Lexicon(ADVICE)
_INFORMATION = Lexicon(INFORMATION)
_TERMS = Lexicon((TERMS,))
_REFLECTION = Lexicon(REFLECTION)
_SMALL_TALK = Lexicon(SMALL_TALK)
_GREETINGS = Lexicon((GREETINGS,))

_LEAD = CLASSES["lead"] - {"look", "see", "listen", "right", "thanks"}
_SELLER = frozenset("we our us ours ourselves".split())
_OFFERS = frozenset("can could will get pay may receive".split())
_FEELS = frozenset(
    "worried worry feel feels felt afraid scared burned burnt stung tired fed stuck silly torn "
    "nervous anxious hurt angry alone wary bother bothers bothering frustrated hate hated dread "
    "swamped stretched overwhelmed drowning".split()
)
_BY_THE_WAY = frozenset("only also never always then simply both all".split())
_A_STATEMENT = 5
_NOT_ORDERS = frozenset({"have", "do", "look", "see", "say", "think", "sleep"})
_SUBJECTS = CLASSES["subject"] | {"nobody", "people", "and", "who", "someone", "customers"}
# Third persons of whom a seller tells.
_TOLD_OF = frozenset(
    "someone nobody everyone most people customers half others one ours mine it this they the that "
    "there a an he from in on at by with if nothing my no any all each every some another".split()
)
_OPENERS = frozenset("once when after until till before while since".split())
_WHY_BACK = "It gives back what she means, so that she can correct it."
_WHY_FACT = "It states a fact about the offer, the price or the process."


def advises(
    forms: Sequence[str], first: int, last: int, commas: Collection[int] = ()
) -> Found | None:
    """Find advice in a clause: a phrase such as "I'd start with", or a bare verb of doing."""
    hit = _ADVICE.first(forms, first, last)
    if hit and not _tells_a_fact(forms, hit.first, first):
        return Found(Move.ADVICE, hit.first, last, hit.cue.why, hit.cue.weight)
    starts = [_skip_lead(forms, first, last)]
    if forms[starts[0]] in {"if", "when"} or forms[max(first, starts[0] - 1)] in _OPENERS:
        starts = [at for at in range(starts[0] + 1, last - 1) if at in commas]
    for at in starts:
        if last - at > 1 and _is_order(forms, at, last, alone=len(starts) == 1):
            return Found(Move.ADVICE, at, last, "It suggests what she could do next.", 0.65)
    return None


def _tells_a_fact(forms: Sequence[str], at: int, first: int) -> bool:
    """Whether "do not …" has a subject and so orders nothing: "you don't pay"."""
    return forms[at] == "do" and at > first and forms[at - 1] in _SUBJECTS


def _is_order(  # noqa: PLR0911 - a rule a line
    forms: Sequence[str], at: int, last: int, *, alone: bool
) -> bool:
    verb, after = forms[at], forms[at + 1]
    if verb not in CLASSES["doing"] or after in {"me", "us", "is", "are", "was", "will"}:
        return False
    if verb == "work":
        return after == "out"
    if verb == "tell":
        return after in {"him", "her", "them"}
    if after in CLASSES["subject"] - {"it", "that", "this"} or after == "'s":
        return False
    if after == "to" and verb not in {"talk", "speak"}:
        return False
    if not alone and forms[at - 1] in CLASSES["subject"] | CLASSES["aux"] | {"to", "not", "and"}:
        return False
    if not alone:
        return verb not in _NOT_ORDERS and forms[at - 1] not in {"the", "a", "your", "of", "for"}
    if verb in {"have", "do"}:
        return after in {"your", "the", "a", "it", "that", "one", "someone"} and last - at > 3
    return verb not in {"think", "see"} or last - at > 2


def is_small_talk(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether a clause greets, parts, chats or only shows that he listens."""
    return _SMALL_TALK.first(forms, first, last) is not None


def is_greeting(forms: Sequence[str], first: int, last: int) -> bool:
    """Whether a clause is small talk in the form of a question: "how are you?"."""
    return _GREETINGS.first(forms, first, last) is not None


def overlap(forms: Sequence[str], first: int, last: int, said: Said) -> int:
    """Count the content words and figures that a clause shares with what she said."""
    here = tuple(forms[first:last])
    return len(content_of(here) & said.content)


def tells(
    forms: Sequence[str], raws: Sequence[str], first: int, last: int, said: Said, *, echo: bool
) -> Found | None:
    """Say whether a statement gives back or informs; None where it does neither.

    Parameters
    ----------
    forms, raws
        The line's words, evened out and as typed.
    first, last
        The clause.
    said
        What the prospect had said.
    echo
        Whether the clause names the worry she named.
    """
    back = _reflects(forms, raws, first, last, said, echo=echo)
    fact = _informs(forms, raws, first, last, said)
    if max(back, fact) < 1.5:
        return _by_default(forms, first, last)
    margin = min(0.3, abs(back - fact) * 0.1)
    if back >= fact:
        return Found(Move.REFLECTION, first, last, _WHY_BACK, 0.55 + margin)
    return Found(Move.INFORMATION, first, last, _WHY_FACT, 0.55 + margin)


def _by_default(forms: Sequence[str], first: int, last: int) -> Found | None:
    """Take a plain statement about a third thing for a fact, where nothing speaks against it."""
    at = _skip_lead(forms, first, last)
    if last - at < _A_STATEMENT or forms[at] not in _TOLD_OF or forms[at] in {"all", "no"}:
        return None
    return Found(Move.INFORMATION, first, last, _WHY_FACT, 0.5)


def _offers(forms: Sequence[str], at: int, last: int) -> bool:
    """Whether "you …" tells what the offer gives: "you can pause", "you'd get a page"."""
    rest = [word for word in forms[at + 1 : last] if word not in _BY_THE_WAY][:3]
    verb, after, third = (*rest, "", "", "")[:3]
    if verb == "would":
        return after in {"get", "receive", "see", "own"}
    if (verb, after) in {("do", "not"), ("will", "not")}:
        return third in {"pay", "owe"}
    return verb in _OFFERS and after != "not"


def _reflects(
    forms: Sequence[str], raws: Sequence[str], first: int, last: int, said: Said, *, echo: bool
) -> float:
    here = forms[first:last]
    at = _skip_lead(forms, first, last)
    subject = forms[at]
    shared = overlap(forms, first, last, said)
    terms = _TERMS.first(forms, first, last) is not None
    strong = _REFLECTION.first(forms, first, last) is not None
    points = min(2.0, 0.9 * shared) + 0.7 * echo - 1.5 * (terms and not strong)
    points += 2.0 * strong
    if here[0] == "so" and not said.asks:
        points += 1.5
    if subject in {"you", "your"} and not _offers(forms, at, last):
        points += 0.6 if subject == "your" and "can" in here[:5] else 1.7
    elif "would" in here and "i" not in here:
        points += 0.9
    elif "you" in here or "your" in here:
        points += 0.6
    points += 0.7 * (not said.asks and not said.empty)
    points += 0.7 * any(word in _FEELS for word in here)
    points += 0.5 * (subject in {"he", "she", "they"} and Concern.AUTHORITY in said.concerns)
    points += 0.8 * (here[-1] == "then" and len(here) > 2)
    points += 0.6 * bool(figures_of(list(raws[first:last])) & said.figures)
    if subject in _SELLER or subject in {"i", "my"}:
        points -= 2.5
    elif any(word in _SELLER for word in here):
        points -= 1.5
    if said.empty:
        points -= 1.0
    fresh = subject != "you" and _new_figures(raws, first, last, said)
    return points - 1.8 * said.asks - 0.9 * fresh


def _informs(forms: Sequence[str], raws: Sequence[str], first: int, last: int, said: Said) -> float:
    here = forms[first:last]
    at = _skip_lead(forms, first, last)
    subject, verb = forms[at], forms[min(at + 1, last - 1)]
    points = 1.6 * (said.asks and len(here) > 1)
    hers = subject == "you" and not _offers(forms, at, last)
    points += (0.8 if hers else 2.2) * (_TERMS.first(forms, first, last) is not None)
    points += (0.4 if hers else 1.6) * _new_figures(raws, first, last, said)
    points += 1.4 * (_INFORMATION.first(forms, first, last) is not None)
    points += 1.4 * any(word in _SELLER for word in here)
    if "would" not in here and subject in _TOLD_OF:
        points += 0.8
    if subject == "i" and verb in {"will", "can", "am"}:
        points += 1.4
    if subject == "you" and not hers:
        points += 1.4
    elif subject == "you":
        points -= 1.0
    if subject == "i":
        points -= 1.0
    points += 0.4 * (len(here) > 5) + 0.4 * (len(here) > 9)
    return points


def _new_figures(raws: Sequence[str], first: int, last: int, said: Said) -> bool:
    """Whether the clause holds a figure that she didn't give."""
    return bool(figures_of(list(raws[first:last])) - said.figures - {"one"})


def _skip_lead(forms: Sequence[str], first: int, last: int) -> int:
    at = first
    while at < last - 1 and forms[at] in _LEAD:
        at += 1
    if last - at > 2 and forms[at] in _OPENERS:
        return at + 1
    return at
