"""Where a clause asks: for a commitment, for leave, for more, for a fact, or for a forced yes."""

from __future__ import annotations

from doorknob.language.classes import CLASSES
from doorknob.language.clauses import Clause, Line
from doorknob.language.concerns import echoes
from doorknob.language.context import Said
from doorknob.language.cues.asking import COMMITMENT
from doorknob.language.cues.permission import PERMISSION
from doorknob.language.found import Found
from doorknob.language.moves import Move
from doorknob.language.phrases import Lexicon
from doorknob.language.questions import Asked, asked, tag_start
from doorknob.language.statements import overlap

_COMMITMENT = Lexicon(COMMITMENT)
_PERMISSION = Lexicon(PERMISSION)

# A tag presses for a yes where it praises the deal, or what she would get from it.
_DEALS = frozenset("deal price offer bargain value saving investment discount".split())
_GAINS = frozenset("save saves saving earn win gain love want deserve agree".split())
_WH = CLASSES["wh"]
_WISHES = ("i", "would", "love"), ("i", "would", "like"), ("i", "will", "love")


def requests(line: Line, clause: Clause, first: int, said: Said) -> Found | None:
    """Read what a clause asks from word `first` on; None where it asks nothing."""
    forms, last = line.forms, clause.last
    how = asked(forms, first, last, mark=clause.asks)
    wish = any(forms[at : at + 3] in _WISHES for at in range(first, last))
    if how is None:
        return _commitment(line, first, last, said) if wish else None
    leave = _permission(line, first, last, how)
    if leave:
        return leave
    if not how.statement:
        plain = Found(how.move, first, last, how.why, how.sure)
        return _commitment(line, first, last, said, how) or plain
    return _stated(line, first, last, said, how)


def _permission(line: Line, first: int, last: int, how: Asked) -> Found | None:
    hit = _PERMISSION.first(line.forms, first, last)
    if hit and not CLASSES["day"].isdisjoint(line.forms[first:last]):
        # "Can I show it to you both on Friday?" asks for a meeting.
        return None
    if hit is None or (how.move is Move.OPEN_QUESTION and hit.first > first + 1):
        return None
    asks_on = line.forms[hit.first : hit.last]
    if how.move is Move.OPEN_QUESTION and ("ask" in asks_on or line.forms[hit.first] in _WH):
        # "Can I ask what worries you?" asks already.
        return None
    return Found(hit.cue.code, hit.first, last, hit.cue.why, hit.cue.weight)


def _commitment(
    line: Line, first: int, last: int, said: Said, how: Asked | None = None
) -> Found | None:
    hit = _COMMITMENT.first(line.forms, first, last)
    if hit is None or said.agrees:
        return None
    if how and how.move is Move.OPEN_QUESTION and line.forms[hit.first] not in _WH:
        return None
    return Found(hit.cue.code, first, last, hit.cue.why, hit.cue.weight)


def _stated(line: Line, first: int, last: int, said: Said, how: Asked) -> Found:
    """Read a question in the words of a statement: her content, a tag that presses, or a guess."""
    forms = line.forms
    shared = overlap(forms, first, last, said)
    echo = echoes(forms, first, last, said)
    if not said.empty and (shared or echo):
        why = "It gives her own words back for her to correct."
        return Found(Move.REFLECTION, first, last, why, 0.7)
    tag = tag_start(forms, first, last)
    if tag > first and forms[last - 2] == "not" and _presses(forms[first:tag]):
        why = "The question at its end presses for a yes."
        return Found(Move.PRESSURE, first, last, why, 0.65)
    hit = _COMMITMENT.first(forms, first, last)
    if hit and not said.agrees:
        return Found(hit.cue.code, first, last, hit.cue.why, 0.7)
    if forms[first] == "so" and "you" in forms[first:last] and not said.empty:
        return Found(Move.REFLECTION, first, last, "It checks what she meant.", 0.6)
    return Found(how.move, first, last, how.why, how.sure)


def _presses(praise: tuple[str, ...]) -> bool:
    """Whether a statement before a tag leaves her little but a yes."""
    gains = not _GAINS.isdisjoint(praise) and bool({"you", "your"} & set(praise))
    return gains or not _DEALS.isdisjoint(praise)
