"""Lines whose form is not what they do: questions that greet, offers that tell, leave-taking."""

from __future__ import annotations

from collections.abc import Sequence

from doorknob.language.moves import FORCE, Move
from doorknob.language.reading import Reading
from doorknob.prospect.cues import (
    ASKS_FOR_IT,
    BYE,
    EXCLAIMS,
    FAREWELL,
    GREETING,
    INVITES,
    PROPOSES,
    PROVIDED,
    QUESTIONS,
    RECOMMENDS,
    SENTENCE,
    TELLING_QUESTION,
    WALKS_AWAY,
)


def by_function(reading: Reading, facts: Sequence[str]) -> frozenset[Move]:
    """Give the moves as she takes them: some questions are questions in form only."""
    moves = set(reading.moves)
    if not moves & FORCE:
        said = reading.line
        if moves & QUESTIONS and (GREETING.search(said) or EXCLAIMS.search(said)):
            moves -= QUESTIONS
        if ASKS_FOR_IT.search(reading.line) and (moves & QUESTIONS or not moves - _WARM):
            moves = (moves - {Move.OTHER}) | {Move.COMMITMENT_ASK}
        if facts and moves >= {Move.COMMITMENT_ASK, Move.INFORMATION} and _only_tells(reading.line):
            # "On Tuesdays we have a class" offers her nothing to agree to.
            moves -= {Move.COMMITMENT_ASK}
        if facts and Move.ADVICE in moves and not RECOMMENDS.search(reading.line):
            # "I'll come along and explain" tells what the seller does, and nothing to her.
            moves = (moves - {Move.ADVICE}) | {Move.INFORMATION}
        if Move.CLOSED_QUESTION in moves:
            if facts and TELLING_QUESTION.search(reading.line):
                moves ^= {Move.CLOSED_QUESTION, Move.INFORMATION}
            elif INVITES.search(reading.line):
                moves ^= {Move.CLOSED_QUESTION}
                moves.add(Move.OPEN_QUESTION)
    return frozenset(moves or ({Move.OTHER} if reading.moves else ()))


_WARM = {Move.OTHER, Move.ACKNOWLEDGEMENT, Move.AUTONOMY}


def _only_tells(line: str) -> bool:
    """Whether a line has neither a question nor a proposal in it."""
    return "?" not in line and not PROPOSES.search(line)


def takes_leave(line: str, moves: frozenset[Move]) -> bool:
    """Whether a line takes leave, and does nothing else that she would answer."""
    if moves & {Move.COMMITMENT_ASK, *QUESTIONS, *FORCE} or not moves:
        return False
    warm = moves <= {Move.OTHER, Move.ACKNOWLEDGEMENT, Move.AUTONOMY}
    return bool(BYE.search(line)) or (warm and bool(FAREWELL.search(line)))


def walks_away(line: str, moves: frozenset[Move]) -> bool:
    """Whether a line says, and doesn't ask, that this isn't for her."""
    return bool(moves) and not moves & {Move.COMMITMENT_ASK, *FORCE} and lets_go(line)


def lets_go(line: str) -> bool:
    """Whether a sentence of a line says that this isn't for her, without a condition."""
    text = line.replace("’", "'")
    return any(
        WALKS_AWAY.search(said[0]) and not PROVIDED.search(said[0]) and not said[0].endswith("?")
        for said in SENTENCE.finditer(text)
    )
