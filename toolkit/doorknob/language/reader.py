"""The rule-based reader: what a line does, what it is about, and the words that show it.

Rules, not a trained model: each finding points at words and says why in one sentence, so that a
learner can dispute it. Confidence is a rule of thumb, never calibrated on data.

A line is cut into clauses. What pushes is looked for first, over whole sentences; then every
clause is read by precedence: a request, a question, a stance, advice, a statement.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from doorknob.language.clauses import Clause, Line, cut
from doorknob.language.concerns import Worry, concerns_in, echoes, find_concerns
from doorknob.language.context import Said, understand
from doorknob.language.force import find_force
from doorknob.language.found import Found
from doorknob.language.moves import Concern, Move, in_precedence
from doorknob.language.readable import is_injection, is_readable, is_thumbs_up
from doorknob.language.reading import Evidence, Reading
from doorknob.language.requests import requests
from doorknob.language.stances import disclaims, stances
from doorknob.language.statements import advises, is_greeting, is_small_talk, tells

READER = "rules-2"

_STATES = frozenset({Move.REFLECTION, Move.INFORMATION})
_TRAILS = ("do", "you", "think"), ("do", "you", "reckon"), ("would", "you", "say")
_YES = frozenset({"sure", "of", "absolutely", "no", "totally"})
_ASKS = frozenset({Move.COMMITMENT_ASK, Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
# An echo of her words is no longer than this.
_ECHO = 3
# What is left of a clause beside its stance counts from this length, and this sureness, on.
_WORTH_READING = 4
_SURE_ENOUGH = 0.65


def read(line: str, said: str = "") -> Reading:
    """Read a salesperson's line.

    Parameters
    ----------
    line
        What the salesperson said. Very long lines are read up to a bound.
    said
        What the prospect had just said; empty where it is unknown.

    Returns
    -------
    Reading
        Moves, concerns and evidence; `unsure` where the line cannot be read.

    Examples
    --------
    >>> reading = read("That's fair. What would you want to think through?")
    >>> [str(move) for move in reading.moves]
    ['open_question', 'acknowledgement']
    >>> read("Was kostet das denn im Monat, bitte?").unsure
    True
    """
    parts = cut(line)
    if is_thumbs_up(line):
        return _other(line)
    if not is_readable(line, parts.words) or is_injection(line):
        return Reading(line=line, unsure=True, reader=READER)
    heard = _hear(said)
    found = find_moves(parts, heard)
    if not found:
        return _other(line)
    return _reading(parts, found, find_concerns(parts, heard, found))


@lru_cache(maxsize=256)
def _hear(said: str) -> Said:
    return understand(said, concerns_in(said))


def find_moves(line: Line, said: Said) -> list[Found]:
    """Find every move in a line, in the order of its words."""
    force = find_force(line, said)
    found = list(force)
    for clause in line.clauses:
        pushed = [one for one in force if one.meets(clause.first, clause.last)]
        if not pushed and (_only_leads_to(line, clause, force) or _trails(line, clause)):
            continue
        spent = clause.asks and _asked_before(line, clause, found)
        read_as = attrs.evolve(clause, asks=False) if spent else clause
        found.extend(_clause_moves(line, read_as, said, pushed))
    return sorted(_one_voice(line, found), key=lambda one: (one.first, one.last))


def _one_voice(line: Line, found: list[Found]) -> list[Found]:
    """Let a sentence either give back or inform: "it's kept, so you don't lose it" informs.

    What follows a "but" may do the other.
    """
    kept = list(found)
    for clauses in _runs(line):
        first, last = clauses[0].first, clauses[-1].last
        here = [one for one in kept if one.move in _STATES and one.meets(first, last)]
        if len({one.move for one in here}) > 1:
            weight = dict.fromkeys((here[0].move, *_STATES), 0.0)
            for one in here:
                weight[one.move] += one.sure - 0.45
            heavier = max(weight, key=lambda move: weight[move])  # the first, where they tie
            kept = [one for one in kept if one not in here or one.move is heavier]
    return kept


def _runs(line: Line) -> list[list[Clause]]:
    """Group the clauses of each sentence; a "but" begins a new group."""
    runs: list[list[Clause]] = []
    for clause in line.clauses:
        if (
            not runs
            or runs[-1][-1].sentence != clause.sentence
            or line.forms[clause.first] == "but"
        ):
            runs.append([])
        runs[-1].append(clause)
    return runs


def _trails(line: Line, clause: Clause) -> bool:
    """Whether a clause only trails a question: "…, do you think?"."""
    return line.forms[clause.first : clause.last] in _TRAILS and clause.first > 0


def _only_leads_to(line: Line, clause: Clause, force: list[Found]) -> bool:
    """Whether a clause only sets up the push after it: "Pricey?", "I'm not pushing, but"."""
    after = next((one for one in line.clauses if one.first == clause.last), None)
    if after is None or not any(one.meets(after.first, after.last) for one in force):
        return False
    if clause.asks and clause.last - clause.first <= _ECHO:
        return True
    return line.forms[after.first] == "but" and disclaims(line.forms, clause.first, clause.last)


def _asked_before(line: Line, clause: Clause, found: list[Found]) -> bool:
    """Whether an earlier clause of the sentence has asked already: the mark at its end is spent."""
    start = line.sentences[clause.sentence][0]
    return any(one.move in _ASKS and start <= one.first < clause.first for one in found)


def _clause_moves(line: Line, clause: Clause, said: Said, pushed: list[Found]) -> list[Found]:
    """Read one clause; words that push are read already."""
    forms, first, last = line.forms, clause.first, clause.last
    stance = [one for one in stances(forms, first, last) if not _met(one, pushed)]
    if said.asks:
        # "Sure", "of course" and "no problem" then answer her; they accept no feeling.
        stance = [one for one in stance if forms[one.first] not in _YES]
    if pushed:
        return [one for one in stance if one.last - one.first > 1]
    lead = next((one for one in stance if one.first == first), None)
    after = lead.last if lead and lead.last < last else first
    if is_greeting(forms, first, last):
        return []
    asking = requests(line, clause, after, said)
    if asking:
        return [asking, *([lead] if lead and lead.last <= asking.first else [])]
    if stance:
        return _with_rest(line, clause, said, stance)
    if is_small_talk(forms, first, last):
        return []
    told = advises(forms, first, last, line.commas(first, last))
    told = told or _statement(line, first, last, said)
    return [told] if told else []


def _with_rest(line: Line, clause: Clause, said: Said, stance: list[Found]) -> list[Found]:
    """Read what a clause says besides its stance: "fair enough, the setup takes two days"."""
    end = max(one.last for one in stance)
    if clause.last - end < _WORTH_READING:
        return stance
    rest = advises(line.forms, end, clause.last) or _statement(line, end, clause.last, said)
    sure = rest is not None and rest.sure >= _SURE_ENOUGH
    return [*stance, rest] if rest and sure and rest.move is not Move.REFLECTION else stance


def _statement(line: Line, first: int, last: int, said: Said) -> Found | None:
    echo = echoes(line.forms, first, last, said)
    return tells(line.forms, line.raws, first, last, said, echo=echo)


def _met(one: Found, others: list[Found]) -> bool:
    return any(one.meets(other.first, other.last) for other in others)


def _other(line: str) -> Reading:
    return Reading(line=line, moves=(Move.OTHER,), confidence={str(Move.OTHER): 0.6}, reader=READER)


def _reading(line: Line, found: list[Found], worries: list[Worry]) -> Reading:
    confidence: dict[str, float] = {}
    evidence: list[Evidence] = []
    shown: list[tuple[Move | Concern, int, int, str, float]] = [
        *((one.move, one.first, one.last, one.why, one.sure) for one in found),
        *((one.concern, one.first, one.last, one.why, one.sure) for one in worries),
    ]
    for code, first, last, why, sure in shown:
        start, end = line.span(first, last)
        text = line.text[start:end]
        evidence.append(Evidence(code=code, start=start, end=end, text=text, why=why))
        confidence[str(code)] = max(sure, confidence.get(str(code), 0.0))
    return Reading(
        line=line.text,
        moves=in_precedence(one.move for one in found),
        concerns=tuple(dict.fromkeys(one.concern for one in worries)),
        evidence=tuple(evidence),
        confidence=confidence,
        reader=READER,
    )
