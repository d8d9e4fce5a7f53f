"""Finds threat, dismissal and pressure, and holds back where the words may be innocent.

A false accusation is the worst error a reading can make. So a cue counts only where it isn't
denied ("I'm not saying you need this"), given back ("you're afraid you'd regret it"), conditional
("if you need it"), asked in earnest, or answered to her own question.
"""

from __future__ import annotations

from doorknob.language.classes import CLASSES
from doorknob.language.clauses import Clause, Line
from doorknob.language.context import Said, content_of
from doorknob.language.cues import dismissal, pressure, threat
from doorknob.language.found import Found
from doorknob.language.moves import Concern, Move
from doorknob.language.phrases import Hit, Lexicon
from doorknob.language.questions import asked

# A gap in a cue never hides a denial: "you're not overthinking it" belittles nobody.
_DENIAL = frozenset("not never no nobody nothing hardly".split())
_LEXICON = Lexicon((*threat.CUES, *dismissal.CUES, *pressure.CUES), barred=_DENIAL)
_ORDERS = Lexicon((threat.ORDERS, dismissal.ORDERS, pressure.ORDERS), barred=_DENIAL)

# How many words before a cue can take it back.
_REACH = 8
_CONDITIONS = frozenset(
    "if whether unless when whenever what all everything until where once case time than as how "
    "something anything whatever why".split()
)
_GIVES_BACK = frozenset(
    "worried worry afraid scared feel feels feeling felt fear picturing imagining dread nervous "
    "sounds seems concerned wonder wondering hearing think thinking hate telling tells".split()
)
_NOT_WANTED = frozenset({"not", "never", "hate"})
_SUPPOSES = frozenset({"if", "when", "once", "before", "unless"})
_FEARS = frozenset({"worried", "afraid", "nervous", "thinking", "concerned"})
_NEGATIVES = frozenset({"not", "never", "no", "nothing", "if", "without"})
_TAKES_BACK = frozenset("not never without nobody rather no".split())
_DENIES = frozenset("saying say said mean suggesting telling claiming think implying".split())
_LEAD = CLASSES["lead"] - {"because", "thanks"} | {"come", "on", "go", "up", "hey"}
_ASKS_LEAVE = ("if", "you", "like"), ("if", "you", "want"), ("if", "that", "is")
# What was done to her, and by others: scorn of it is sympathy.
_OTHERS = frozenset("they them he she him last previous charged lied left sorry stupid".split())
# She can ask how it would go on: an answer in the same words gives her no order.
_ANSWERS = (pressure.PRESUMES, pressure.ORDERS)
_SHARED = 2


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
        stops = frozenset((*line.commas(first, last), *(c.last for c in line.clauses)))
        hits = list(_LEXICON.find(line.forms, first, last, stops))
        orders = _ORDERS.find(line.forms, first, last, stops)
        hits += [hit for hit in orders if _opens(line, hit.first, first)]
        for hit in hits:
            if not _innocent(line, hit, (first, last), said):
                cue = hit.cue
                found.append(Found(cue.code, hit.first, hit.last, cue.why, cue.weight))
    return _strongest(found)


def _opens(line: Line, at: int, start: int) -> bool:
    """Whether a clause begins at a word, but for words such as "so" or "then"."""
    begins = {clause.first for clause in line.clauses}
    while at > start and at not in begins and "," not in line.words[at].gap:
        if line.forms[at - 1] not in _LEAD:
            return False
        at -= 1
    return True


def _innocent(line: Line, hit: Hit[Move], sentence: tuple[int, int], said: Said) -> bool:
    before = line.forms[max(sentence[0], hit.first - _REACH) : hit.first]
    return (
        _answers(line, hit, said)
        or _hers(line, hit, before, said)
        or _conditional(line, hit, before, sentence[1])
        or _denied(line, hit, before)
        or _asked_in_earnest(line, hit)
    )


def _answers(line: Line, hit: Hit[Move], said: Said) -> bool:
    """Whether the words only answer what she has said."""
    cue = hit.cue
    if cue is pressure.PRESUMES and said.agrees:
        return True
    if said.asks_when and (cue in threat.FACTUAL or cue.code is Move.PRESSURE):
        return True
    if (said.asks and cue is dismissal.CHEAPENS) or (said.asks_steps and cue in _ANSWERS):
        return True
    if cue is dismissal.SCORN or line.forms[hit.first] == "do":
        wronged = Concern.TRUST in said.concerns or not _OTHERS.isdisjoint(said.words)
        return wronged and cue.code is Move.DISMISSAL
    return False


def _hers(line: Line, hit: Hit[Move], before: tuple[str, ...], said: Said) -> bool:
    """Whether the words give back what she said, fears or wants."""
    forms = line.forms
    if forms[hit.first] == "you" and before[-1:] == ("so",) and hit.cue is not pressure.PRESUMES:
        return True
    inside = forms[hit.first : hit.last]
    shared = len(content_of(inside) & said.content)
    if hit.cue is pressure.CORNERS and shared:
        return True
    if shared >= _SHARED and hit.cue.code is Move.THREAT:
        return True
    fears = hit.cue.code is Move.THREAT and not _FEARS.isdisjoint(inside)
    return fears or _given_back(before)


def _conditional(line: Line, hit: Hit[Move], before: tuple[str, ...], last: int) -> bool:
    """Whether the words only suppose: "if you need it", "… if you like"."""
    forms = line.forms
    subject = forms[hit.first] in {"you", "it", "your", "that", "we", "i"}
    conditional = before[-1:] and before[-1] in _CONDITIONS
    supposed = hit.cue.code is Move.PRESSURE and not _SUPPOSES.isdisjoint(before[-4:])
    if subject and (conditional or supposed):
        return True
    after = forms[hit.last : last]
    leave = any(after[at : at + 3] in _ASKS_LEAVE for at in range(len(after)))
    return hit.cue.code is Move.PRESSURE and (leave or "unless" in after or "whenever" in after)


def _denied(line: Line, hit: Hit[Move], before: tuple[str, ...]) -> bool:
    """Whether a denial takes the words back: "I'm not saying …", "nobody says …"."""
    for at, word in enumerate(before):
        if word in {"not", "never"} and any(one in _DENIES for one in before[at + 1 : at + 3]):
            return True
    if before[-1:] in {("not",), ("never",)} or before[-2:] in {("not", "going"), ("not", "to")}:
        return True
    inside = line.forms[hit.first : hit.last]
    if hit.cue is threat.CONSEQUENCE and not _NEGATIVES.isdisjoint(inside):
        return True
    return hit.cue.code is Move.PRESSURE and any(word in _TAKES_BACK for word in before[-4:])


def _given_back(before: tuple[str, ...]) -> bool:
    """Whether the words before make it her own thought: "you're worried that …"."""
    return any(
        (
            word in _GIVES_BACK
            and ("you" in before[:at] or word in {"sounds", "seems", "feels", "hearing"})
        )
        or (word == "want" and before[at - 1] in _NOT_WANTED and "you" in before[:at])
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
