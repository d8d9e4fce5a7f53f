"""Finds threat, dismissal and pressure, and holds back where the words may be innocent.

A false accusation is the worst error a reading can make. So a cue counts only where it isn't
denied ("I'm not saying you need this"), given back ("you're afraid you'd regret it"), conditional
("if you need it"), asked in earnest, or answered to her own question.
"""

from __future__ import annotations

from doorknob.language.classes import CLASSES
from doorknob.language.clauses import Clause, Line
from doorknob.language.context import Said
from doorknob.language.cues import dismissal, pressure, threat
from doorknob.language.found import Found
from doorknob.language.moves import Move
from doorknob.language.phrases import Hit, Lexicon
from doorknob.language.questions import asked

_LEXICON = Lexicon((*threat.CUES, *dismissal.CUES, *pressure.CUES))

# How many words before a cue can take it back.
_REACH = 8
_CONDITIONS = frozenset(
    "if whether unless when whenever what all everything until where once case time than as "
    "something anything whatever".split()
)
_GIVES_BACK = frozenset(
    "worried worry afraid scared feel feels feeling felt fear picturing imagining dread nervous "
    "sounds seems concerned wonder wondering hearing think".split()
)
_SUPPOSES = frozenset({"if", "when", "once", "before", "unless"})
# "Come on Tuesday" and "two rooms left to measure" only look like a push.
_UNDONE_BY = {"on": CLASSES["when"] | CLASSES["num"] | {"the"}, "left": frozenset({"to"})}
_FEARS = frozenset({"worried", "afraid", "nervous", "thinking", "concerned"})
_NEGATIVES = frozenset({"not", "never", "no", "nothing", "if", "without"})
_TAKES_BACK = frozenset("not never without nobody rather".split())
_DENIES = frozenset("saying say said mean suggesting telling claiming think implying".split())


def find_force(line: Line, said: Said) -> list[Found]:
    """Find what pushes in a line.

    Parameters
    ----------
    line
        The line, cut up.
    said
        What the prospect had said.
    """
    found: list[Found] = []
    for first, last in line.sentences:
        for hit in _LEXICON.find(line.forms, first, last):
            if not _innocent(line, hit, first, said):
                cue = hit.cue
                found.append(Found(cue.code, hit.first, hit.last, cue.why, cue.weight))
    return _strongest(found)


def _innocent(line: Line, hit: Hit[Move], start: int, said: Said) -> bool:  # noqa: PLR0911 - a rule a line
    code = hit.cue.code
    forms = line.forms
    if said.agrees and code is Move.PRESSURE and hit.cue is pressure.PRESUMES:
        return True
    if said.asks_when and code is Move.THREAT and hit.cue in threat.FACTUAL:
        return True
    follows = forms[hit.last : hit.last + 1]
    if follows and follows[0] in _UNDONE_BY.get(forms[hit.last - 1], frozenset()):
        return True
    before = forms[max(start, hit.first - _REACH) : hit.first]
    if forms[hit.first] == "you" and before[-1:] == ("so",):
        return True
    conditional = before[-1:] and before[-1] in _CONDITIONS
    supposed = code is Move.PRESSURE and not _SUPPOSES.isdisjoint(before[-4:])
    if (conditional or supposed) and forms[hit.first] in {"you", "it", "your", "that"}:
        return True
    if _denied(before) or _given_back(before):
        return True
    inside = forms[hit.first : hit.last]
    if not _FEARS.isdisjoint(inside):
        return True
    if hit.cue is threat.CONSEQUENCE and not _NEGATIVES.isdisjoint(inside):
        return True
    if code is Move.PRESSURE and any(word in _TAKES_BACK for word in before[-4:]):
        return True
    return _asked_in_earnest(line, hit)


def _denied(before: tuple[str, ...]) -> bool:
    """Whether the words before take the cue back: "I'm not saying …", "nobody says …"."""
    for at, word in enumerate(before):
        if word in {"not", "never"} and any(one in _DENIES for one in before[at + 1 : at + 3]):
            return True
    return before[-1:] in {("not",), ("never",)} or before[-2:] in {("not", "going"), ("not", "to")}


def _given_back(before: tuple[str, ...]) -> bool:
    """Whether the words before make it her own thought: "you're worried that …"."""
    return any(
        word in _GIVES_BACK and ("you" in before[:at] or word in {"sounds", "seems", "hearing"})
        for at, word in enumerate(before)
    )


def _asked_in_earnest(line: Line, hit: Hit[Move]) -> bool:
    """Whether the cue only stands inside a real question, which she can answer either way."""
    clause = clause_at(line, hit.first)
    how = asked(line.forms, clause.first, clause.last, mark=clause.asks)
    if how is None or how.statement:
        return False
    at = clause.first
    while at < hit.first and line.forms[at] in CLASSES["lead"]:
        at += 1
    return hit.first > at


def clause_at(line: Line, word: int) -> Clause:
    """Give the clause that holds a word."""
    return next(clause for clause in line.clauses if clause.first <= word < clause.last)


def _strongest(found: list[Found]) -> list[Found]:
    """Keep one code for the same words: the one of higher precedence."""
    order = {Move.THREAT: 0, Move.DISMISSAL: 1, Move.PRESSURE: 2}
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (order[f.move], f.first, -f.last)):
        if not any(other.meets(one.first, one.last) for other in kept):
            kept.append(one)
    return kept
