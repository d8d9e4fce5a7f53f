"""Whether a clause asks, and whether it asks for more than a word."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from doorknob.language.classes import CLASSES
from doorknob.language.cues.asking import CLOSED_TELLING, TELLING
from doorknob.language.moves import Move
from doorknob.language.phrases import Lexicon

_TELLING = Lexicon(TELLING)
_CLOSED_TELLING = Lexicon(CLOSED_TELLING)

_LEAD = CLASSES["lead"] | frozenset({"if", "i", "curious", "question", "quick", "first", "before"})
_AUX = CLASSES["aux"]
_ASKED = frozenset(
    "you we i it that this he she they there your the my our his her their someone anyone "
    "everyone anything something a any these those".split()
)
_PRONOUN = CLASSES["subject"] | {"anyone", "someone", "anything", "something", "everyone"}
_WH = CLASSES["wh"]
_OPEN_WH = frozenset({"what", "how", "why"})
_FACT_NOUNS = frozenset(
    "time day date size color number percent percentage name address model month price card email "
    "phone postcode budget make age type kind brand amount figure version package plan contract "
    "supplier software system tool provider software days hours floor street area".split()
)
_MEASURES = frozenset(
    "many much long old far soon big heavy tall wide high large small fast late early few "
    "close deep thick frequently".split()
)
_FACT_VERBS = frozenset(
    "pay spend charge put turn earn use have got drive run sell order buy weigh call cost".split()
)
_AMOUNTS = ("much",), ("many",), ("long",), ("far",), ("often",)
_PLAIN = frozenset({"and", "so", "but", "or", "ok", "well"})
_IMAGINES = frozenset({"would", "might", "could"})
_WHY_OPEN = "It asks for more than a yes or no."
_WHY_CLOSED = "A yes, a no or one fact answers it."


@attrs.frozen(slots=True)
class Asked:
    """How a clause asks.

    Attributes
    ----------
    move
        `Move.OPEN_QUESTION` or `Move.CLOSED_QUESTION`.
    why
        One short sentence for a learner.
    sure
        How sure the form makes it, 0 to 1.
    statement
        Whether it is worded as a statement and only a question mark makes it ask.
    """

    move: Move
    why: str
    sure: float
    statement: bool = False


def asked(forms: Sequence[str], first: int, last: int, *, mark: bool) -> Asked | None:  # noqa: PLR0911 - a rule a line
    """Say how ``forms[first:last]`` asks, or None where it doesn't.

    Parameters
    ----------
    forms
        The line's words.
    first, last
        The clause.
    mark
        Whether a question mark ends it.
    """
    told = _CLOSED_TELLING.first(forms, first, last)
    if told:
        return Asked(Move.CLOSED_QUESTION, told.cue.why, 0.7)
    at = _skip_lead(forms, first, last)
    if _invites(forms, first, at, last):
        return Asked(Move.OPEN_QUESTION, "It invites her to tell or explain.", 0.85)
    main = _main_question(forms, at, last) if mark else -1
    if main > at:
        return asked(forms, main, last, mark=mark)
    if forms[at] in _WH:
        return _wh(forms, at, last, mark=mark)
    if _inverted(forms, at, last, mark=mark, plain=_PLAIN.issuperset(forms[first:at])):
        return Asked(Move.CLOSED_QUESTION, _WHY_CLOSED, 0.85)
    if not mark:
        return None
    late = _asks_late(forms, at, last)
    if late:
        return late
    statement = last - at > 3 or (last - at > 1 and forms[at] in _PRONOUN)
    return Asked(Move.CLOSED_QUESTION, _WHY_CLOSED, 0.7, statement)


def _main_question(forms: Sequence[str], at: int, last: int) -> int:
    """Give where the question begins after "when you picture it, …", or -1."""
    if forms[at] not in {"when", "if", "once", "where"} or forms[at + 1 : at + 2] == ():
        return -1
    if forms[at + 1] in _AUX:
        return -1
    for place in range(at + 3, last - 1):
        turned = forms[place] in _AUX and forms[place + 1] in {"you", "we", "it", "that", "he"}
        if turned and forms[place - 1] not in _PRONOUN:
            return place
        if forms[place] in _OPEN_WH and forms[place - 1] not in {"know", "see", "of", "about"}:
            return place
    return -1


def _asks_late(forms: Sequence[str], at: int, last: int) -> Asked | None:
    """Read a question word further in: "complicated how?", "and the board, what do they say?"."""
    for place in range(at, last):
        if forms[place] == "how" and forms[place + 1 : last] in _AMOUNTS:
            return Asked(Move.CLOSED_QUESTION, "One fact answers it.", 0.75)
        if forms[place] in _OPEN_WH and place >= last - 1:
            return Asked(Move.OPEN_QUESTION, _WHY_OPEN, 0.75)
        if place > at and forms[place] in _WH and forms[place - 1] in _LEAD | {"mean", "say"}:
            found = _wh(forms, place, last, mark=True)
            if found:
                return found
    return None


def tag_start(forms: Sequence[str], first: int, last: int) -> int:
    """Give where a tag question begins ("…, do not you"), or -1."""
    if last - first > 4 and forms[last - 2] == "not" and forms[last - 3] in _AUX:
        return last - 3 if forms[last - 1] in _PRONOUN else -1
    if last - first > 3 and forms[last - 1] in {"right", "yes", "correct", "no", "ah"}:
        return last - 1
    return -1


def _skip_lead(forms: Sequence[str], first: int, last: int) -> int:
    at = first
    while at < last - 1 and forms[at] in CLASSES["lead"]:
        at += 1
    return at


def _invites(forms: Sequence[str], first: int, at: int, last: int) -> bool:
    hit = next(_TELLING.find(forms, first, last), None)
    if hit is None:
        return False
    head = forms[hit.first]
    if head in _WH:
        # "what would …" inside a statement ("that is what it does") asks nothing.
        return hit.first == at and _wh_opens(forms, at, last)
    before = forms[hit.first - 1] if hit.first > first else ""
    # "I can tell you more" offers; it doesn't ask.
    return before not in {"i", "to", "will", "we", "not", "they", "people", "customers"} or (
        before == "to" and forms[hit.first - 2 : hit.first - 1] == ("like",)
    )


def _wh_opens(forms: Sequence[str], at: int, last: int) -> bool:
    found = _wh(forms, at, last, mark=True)
    return found is not None and found.move is Move.OPEN_QUESTION


def _wh(forms: Sequence[str], at: int, last: int, *, mark: bool) -> Asked | None:
    """Read a clause that begins with a question word."""
    word = forms[at]
    rest = forms[at + 1 : last]
    if not rest:
        open_ = word in _OPEN_WH
        return Asked(*((Move.OPEN_QUESTION, _WHY_OPEN) if open_ else
                       (Move.CLOSED_QUESTION, _WHY_CLOSED)), 0.7)  # fmt: skip
    if not mark and not _asks_by_order(word, rest):
        return None
    if _wants_fact(word, rest):
        return Asked(Move.CLOSED_QUESTION, "One fact answers it.", 0.75)
    return Asked(Move.OPEN_QUESTION, _WHY_OPEN, 0.85)


def _asks_by_order(word: str, rest: Sequence[str]) -> bool:  # noqa: PLR0911 - a rule a line
    """Whether the word order asks, so that no question mark is needed."""
    if word == "why":
        return len(rest) == 1 or any(one in _AUX or one in {"not", "so"} for one in rest[:3])
    if word in {"what", "how"} and rest[0] in {"about", "come", "so", "else", "if"}:
        return True
    if word in {"when", "where", "while"}:
        return rest[0] in _AUX
    if word in {"who", "whose"}:
        return True
    if word == "which":
        return any(one in _AUX or one in {"of", "part", "one"} for one in rest[:3]) and (
            rest[0] not in _AUX
        )
    if word == "what" and rest[0] in {"a", "an"}:
        return False
    if rest[0] in _PRONOUN:
        # "what I'd do", "how you use it": the order of a statement.
        return False
    return any(one in _AUX or one in _FACT_VERBS for one in rest[:4]) or rest[0] not in _ASKED


def _wants_fact(word: str, rest: Sequence[str]) -> bool:  # noqa: PLR0911 - a rule a line
    """Whether one fact would answer: a number, a name, a date, a choice."""
    if word in {"when", "who", "whose"}:
        return True
    if word == "where":
        return rest[0] not in _IMAGINES and not any(
            one in {"see", "leave", "leaves", "stand", "from", "wrong"} for one in rest
        )
    if word == "which":
        return rest[0] not in {"part", "side", "bit", "parts", "bits", "aspect"}
    if word == "how":
        if rest[0] == "often":
            return not any(one in _IMAGINES for one in rest[1:3])
        return rest[0] in _MEASURES
    if word == "what":
        if rest[0] in _FACT_NOUNS:
            return True
        if rest[0] in {"is", "are", "was"} and len(rest) > 1:
            return rest[-1] in _FACT_NOUNS or any(one in _FACT_NOUNS for one in rest[1:3])
        habit = rest[0] in {"do", "does", "did", "are"} and len(rest) > 2
        return habit and rest[2] in _FACT_VERBS - {"have", "use", "run", "call"}
    return False


def _inverted(forms: Sequence[str], at: int, last: int, *, mark: bool, plain: bool) -> bool:
    """Whether a yes/no word order begins the clause."""
    if at + 1 >= last or forms[at] not in _AUX:
        return False
    after = at + 2 if forms[at + 1] == "not" else at + 1
    if after >= last:
        return False
    if forms[at] in {"have", "do", "may"} and not mark:
        # "Have your bookkeeper look", "do the first page", "may the best one win".
        return forms[after] in _PRONOUN and last - after > 1
    return mark or forms[after] in _ASKED or (plain and last - at > 2)
