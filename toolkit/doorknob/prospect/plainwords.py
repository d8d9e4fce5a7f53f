"""Plain words that a reader takes for less than they are, or for worse."""

from __future__ import annotations

import re

import attrs

from doorknob.language.explain import WHY
from doorknob.language.moves import FORCE, Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.cues import ASKS_FOR_IT, PROPOSES_AT_ONCE, QUESTIONS, SENTENCE
from doorknob.prospect.doubt import SOME_PUSH, some_push
from doorknob.prospect.said import any_said, content_words
from doorknob.prospect.scenario import Scenario

_FIRST = r"^\W*(?:(?:so|and|ok|okay|oh|ah|well|then|right|yes|yeah|fine|now)\W+)*"
_UNDERSTANDS = re.compile(
    rf"""{_FIRST}(?:i\s(?:can\s|do\s|really\s)?(?:understand|hear\syou|get\s(?:it|that)
    |see(?=\s*[,:;–—-]|\s(?:that|so)\b)) | that\smakes\ssense | got\sit | understood)
    \b\W*(?:(?:that(?:'s)?|so)\b\W*)*""",
    re.IGNORECASE | re.VERBOSE,
)
# Whoever speaks of himself, or turns round with a but, gives nothing back.
_TURNS = re.compile(
    r"\b(?:i|i'\w+|we|we'\w+|our|ours|us|my|let's|lets|just|only|excuses?|today|tonight|should)\b"
    r"|\bbut\b(?!\syour\b)",
    re.IGNORECASE,
)
_FEARS = re.compile(
    rf"""{_FIRST}(?:you(?:'re|\sare)|youre)\s(?:\w+\s)?(?:afraid|worried|scared|concerned)\s
    (?:that|it|about|of\syour|your)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_URGES = re.compile(
    r"\b(?:but|deal|card|shall|let's|lets|excuses?|sign\s(?:up|it|now|today)|today|tonight|now)\b",
    re.IGNORECASE,
)
_WHAT_ELSE = re.compile(rf"{_FIRST}what(?:'s)?\s(?:else|more)\b", re.IGNORECASE)
_AGREED = (
    r"(?:fair\s(?:dos|enough)|sure|understood|no\sproblem|of\scourse|i\ssee|got\sit"
    r"|that'?s\s(?:fair|fine))"
)
_IS = r"(?:'s|s|'re|\s(?:is|are|was|were|do|does|did|would|will|can|could|has|have))"
# In haste nobody types the question mark. "What is important is that you ..." asks nothing.
_PLAIN_QUESTION = re.compile(
    rf"""{_FIRST}(?:{_AGREED}\W+)*(?:(?:what|how|why){_IS}\s(?!(?:i|we|a|an)\b)\w+
    |(?:may|can|could|might)\s(?:i|we)\s(?:just\s)?ask(?:\syou)?\W+(?:what|how|why)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_INVITATION = re.compile(
    rf"""{_FIRST}(?:{_AGREED}\W+)*(?:is\sthere\s)?(?:any|some)thing\s(?:else\b(?!\s(?:is|was|will))
    |on\syour\smind|that\s(?:\w+\s)?(?:makes|keeps|bothers|worries|stops)
    |bugging|bothering|worrying|holding|stopping|missing)""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT_QUESTION = re.compile(
    rf"""{_FIRST}(?:{_AGREED}\W+)*(?:do|does|did|is|are|was|were|have|has|can|could|would|will)\s
    (?:you|u|he|she|it|that|this|they|your|his|her|the|there|anybody|anyone|somebody)\b\s+\w""",
    re.IGNORECASE | re.VERBOSE,
)
_STATEMENT = re.compile(
    r"\s(?:is|was|are|means)\s(?:that|to|a|an|the|how|what|your|our|my|this|because)\b"
    r"|\b(?:important|good|great|nice|best)\sis\b",
    re.IGNORECASE,
)
# She is given the time that she asked for, and nothing else.
_GRANTS_TIME = re.compile(
    rf"""{_FIRST}(?:{_AGREED}\W+)*(?:i|we)(?:'ll|ll|\s(?:can|will|could|may))?\s(?:(?:gladly|just)\s)?
    (?:call|ring|phone|contact)\s(?:(?:you|u|her|him|back)\s)*
    (?:back|later|again|another\s(?:day|time)|tomorrow|next\s(?:week|month))
    (?:\W+(?:then|later|ok|okay|fine|sure|no\sproblem|if\syou\s(?:like|want|prefer)|next\sweek))*\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TOLD = frozenset({Move.INFORMATION, Move.ADVICE})


def plainly_meant(reading: Reading, scenario: Scenario) -> Reading:
    """Read plain words as they are meant, where her own worries or their form leave no doubt."""
    reading = _without_accusing_a_fear(reading)
    line = reading.line.replace("’", "'")
    doubtful = reading.unsure and some_push(reading) < SOME_PUSH
    if not doubtful and not FORCE.isdisjoint(reading.moves):
        return reading
    if doubtful and ASKS_FOR_IT.search(line):
        return _as(reading, Move.COMMITMENT_ASK)
    if "?" not in line and _GRANTS_TIME.search(line):
        return _as(reading, Move.AUTONOMY)
    return _by_a_sentence(reading, line, scenario)


def _by_a_sentence(reading: Reading, line: str, scenario: Scenario) -> Reading:
    """Add what a sentence plainly does, where nothing in the line was taken for a question."""
    if not QUESTIONS.isdisjoint(reading.moves):
        return reading
    # "I get that nobody types. It's only a photo" has turned to arguing.
    goes_on = not reading.unsure and not _TOLD.isdisjoint(reading.moves)
    vague = reading.unsure or reading.moves == (Move.OTHER,)
    for match in SENTENCE.finditer(line):
        tells = "?" not in match[0] and _STATEMENT.search(match[0])
        asks_openly = _PLAIN_QUESTION.search(match[0]) and not tells
        if asks_openly or _INVITATION.search(match[0]) or _WHAT_ELSE.search(match[0]):
            return _with(reading, Move.OPEN_QUESTION, match.span())
        if vague and _SHORT_QUESTION.search(match[0]) and not PROPOSES_AT_ONCE.search(line):
            return _with(reading, Move.CLOSED_QUESTION, match.span())
        began = None if goes_on else _UNDERSTANDS.search(match[0])
        if began and _names_her_worry(match[0][began.end() :], scenario):
            span = (match.start() + began.end(), match.end())
            return _with(reading, Move.REFLECTION, span)
    return reading


def _names_her_worry(words: str, scenario: Scenario) -> bool:
    if len(content_words(words)) < 2 or _TURNS.search(words):
        return False
    return any(any_said(worry.known_as, words) for worry in scenario.concerns)


def _as(reading: Reading, move: Move) -> Reading:
    """Take a line for what it plainly is as a whole; what accepts her wish beside it stays."""
    kept = tuple(found for found in reading.evidence if found.code is Move.ACKNOWLEDGEMENT)
    moves = {move, *(Move(found.code) for found in kept)}
    shown = _shown(reading.line, move, (0, len(reading.line)))
    return attrs.evolve(reading, moves=in_precedence(moves), evidence=(*kept, shown), unsure=False)


def _with(reading: Reading, move: Move, span: tuple[int, int]) -> Reading:
    """Add a move that the words plainly make, in place of a doubtful guess about them."""
    asks = reading.unsure and move in QUESTIONS
    if move in reading.moves or (Move.COMMITMENT_ASK in reading.moves and not asks):
        return reading
    doubtful = FORCE | {Move.OTHER}
    if asks:
        # Guesses about words that plainly ask.
        doubtful |= {Move.REFLECTION, Move.INFORMATION, Move.ADVICE, Move.COMMITMENT_ASK}
        if len(SENTENCE.findall(reading.line)) == 1:
            doubtful |= {Move.ACKNOWLEDGEMENT}
    if move is Move.CLOSED_QUESTION:
        # Of a short question that wasn't read as one, no guess at a worry is made either.
        doubtful |= set(Concern)
    kept = tuple(found for found in reading.evidence if found.code not in doubtful)
    moves = in_precedence({*reading.moves, move} - doubtful)
    shown = _shown(reading.line, move, span)
    return attrs.evolve(reading, moves=moves, evidence=(*kept, shown), unsure=False)


def _shown(line: str, move: Move, span: tuple[int, int]) -> Evidence:
    """Give the words that show a move, without what stands around them."""
    start, end = span
    text = line[start:end].rstrip(" .!?;")
    return Evidence(
        code=move,
        start=start,
        end=start + len(text),
        text=text,
        why=f"“{text.strip()}” {WHY[move]}.",
    )


def _without_accusing_a_fear(reading: Reading) -> Reading:
    """Take no push from her fear put to her: "you are afraid of a mistake, and you must sign"."""
    if Move.REFLECTION not in reading.moves or FORCE.isdisjoint(reading.moves):
        return reading
    fears = [
        match.span()
        for match in SENTENCE.finditer(reading.line.replace("’", "'"))
        if _FEARS.search(match[0]) and not _URGES.search(match[0])
    ]
    kept = tuple(
        found
        for found in reading.evidence
        if found.code not in FORCE
        or not any(start < found.end and found.start < end for start, end in fears)
    )
    gone = {found.code for found in reading.evidence} - {found.code for found in kept}
    moves = tuple(move for move in reading.moves if move not in gone)
    return attrs.evolve(reading, moves=moves, evidence=kept)
