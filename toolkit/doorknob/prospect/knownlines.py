"""Lines that need no reading, since the scenario itself says what they do.

Whoever says a fact as it stands on his sheet tells a fact, and whoever says a line that a hint
gave him says what the hint meant. A reader may err there, and an error would be an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from doorknob.american import american
from doorknob.language.moves import FORCE, Concern, Move, in_precedence
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.cues import LEVER, PRESUMES, SENTENCE, UNDERTAKES
from doorknob.prospect.plainwords import plainly_meant
from doorknob.prospect.said import any_said, content_words, words
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.worries import Fact

# A sentence that has this share of a fact's words, and few of its own, tells the fact.
_SHARED = 0.75
# A sentence that puts a fact in other words is taken for a push only where a reading is as sure as
# this. On the course's fourteen calls all 29 readings that took a model line for a push lay below
# it, and 88 in 100 of the true pushes that were surely read lay above.
_SURE_ALL_THE_SAME = 0.85


def understood(reading: Reading, scenario: Scenario, *, verbatim: bool = True) -> Reading:
    """Give a reading as the scenario bears it out; most are left as they are.

    Parameters
    ----------
    reading
        What a reader found in a line.
    scenario
        Filled with the cohort's values.
    verbatim
        Whether a model line, word for word, is taken as it was meant whatever was found in it.
    """
    said = words(reading.line)
    for line, move, about in _model_lines(scenario):
        # The sheet of an American says it in his words.
        if verbatim and said in (words(line), words(american(line))):
            return _as_meant(reading, move, about)
    if _ASKED_OR_PUSHED.issuperset(reading.moves) and PRESUMES.search(reading.line):
        return _presuming(reading)
    fair = _without_accusing_a_fact(_without_accusing_an_echo(reading), scenario)
    return plainly_meant(_without_accusing_an_undertaking(fair), scenario)


def _model_lines(scenario: Scenario) -> Iterator[tuple[str, Move, Concern | None]]:
    for worry in scenario.concerns:
        yield worry.ask, Move.OPEN_QUESTION, worry.about
        yield worry.reflect, Move.REFLECTION, worry.about
    for fact in scenario.facts:
        yield fact.text, Move.INFORMATION, None
    yield scenario.asks.order, Move.COMMITMENT_ASK, None
    yield scenario.asks.advance, Move.COMMITMENT_ASK, None
    if scenario.walk_away is not None:
        yield scenario.walk_away.line, Move.AUTONOMY, None


def _as_meant(reading: Reading, move: Move, about: Concern | None) -> Reading:
    codes: tuple[Move | Concern, ...] = (move,) if about is None else (move, about)
    line = reading.line
    return attrs.evolve(
        reading,
        moves=(move,),
        concerns=() if about is None else (about,),
        evidence=tuple(
            Evidence(code=code, start=0, end=len(line), text=line, why=_WHY) for code in codes
        ),
        confidence={str(code): 1.0 for code in codes},
        unsure=False,
    )


_WHY = "This line was given to you for this."
# What "what card?" is taken for by a reader, surely or not.
_ASKED_OR_PUSHED = {Move.CLOSED_QUESTION, Move.PRESSURE}


def _without_accusing_an_echo(reading: Reading) -> Reading:
    """Take no push from words that are more likely her own, given back: "so they left you with it".

    Nobody threatens and gives back in the same words.
    """
    sure = reading.confidence
    hers = {(found.start, found.end) for found in reading.evidence if found.code is Move.REFLECTION}
    kept = tuple(
        found
        for found in reading.evidence
        if found.code not in FORCE
        or (found.start, found.end) not in hers
        or sure.get(str(found.code), 0.0) >= sure.get(str(Move.REFLECTION), 0.0)
    )
    gone = {found.code for found in reading.evidence} - {found.code for found in kept}
    moves = tuple(move for move in reading.moves if move not in gone)
    return attrs.evolve(reading, moves=moves, evidence=kept)


def _presuming(reading: Reading) -> Reading:
    """Take "what card?" for the presumed yes that it is: once she says yes, a call is over."""
    asked = next(m for m in SENTENCE.finditer(reading.line) if PRESUMES.search(m[0]))
    start, end = asked.span()
    found = Evidence(code=Move.PRESSURE, start=start, end=end, text=asked[0], why=_PRESUMES)
    return attrs.evolve(
        reading,
        moves=(Move.PRESSURE,),
        concerns=(),
        evidence=(found,),
        confidence={str(Move.PRESSURE): 1.0},
        unsure=False,
    )


_PRESUMES = "This takes for granted a yes that nobody has given."


def _without_accusing_a_fact(reading: Reading, scenario: Scenario) -> Reading:
    """Take no push from a sentence that tells a fact of the sheet, unless it is surely one."""
    if FORCE.isdisjoint(reading.moves):
        return reading
    certain = _certainty(reading) >= _SURE_ALL_THE_SAME
    told = [
        (match.start(), match.end())
        for match in SENTENCE.finditer(reading.line)
        if any(_tells(match[0], fact, freely=not certain) for fact in scenario.facts)
    ]
    return _excused(reading, told, _TRUE)


def _without_accusing_an_undertaking(reading: Reading) -> Reading:
    """Take no push from "I don't know; I'll ask, and you have it by noon": it binds the seller."""
    if _certainty(reading) >= _SURE_ALL_THE_SAME:
        return reading
    bound = [
        (match.start(), match.end())
        for match in SENTENCE.finditer(reading.line)
        if UNDERTAKES.search(match[0]) and not LEVER.search(match[0])
    ]
    return _excused(reading, bound, _UNDERTAKEN)


def _certainty(reading: Reading) -> float:
    pushes = FORCE.intersection(reading.moves)
    return max((reading.confidence.get(str(move), 0.0) for move in pushes), default=0.0)


def _excused(reading: Reading, spans: Sequence[tuple[int, int]], why: str) -> Reading:
    """Take the words of these sentences for information where they were taken for a push."""
    kept = tuple(
        found
        for found in reading.evidence
        if found.code not in FORCE
        or not any(start < found.end and found.start < end for start, end in spans)
    )
    if kept == reading.evidence or not FORCE.intersection(reading.moves):
        return reading
    start, end = spans[0]
    fact = Evidence(
        code=Move.INFORMATION, start=start, end=end, text=reading.line[start:end], why=why
    )
    shown = {found.code for found in kept}
    moves = {move for move in reading.moves if move not in FORCE or move in shown}
    return attrs.evolve(
        reading,
        moves=in_precedence(moves | {Move.INFORMATION}),
        evidence=kept if Move.INFORMATION in shown else (*kept, fact),
        unsure=False,
    )


_UNDERTAKEN = "This says what you will do for her."
_TRUE = "This tells a fact from your sheet."


def _tells(sentence: str, fact: Fact, *, freely: bool) -> bool:
    """Whether a sentence tells a fact: nearly in its words or, freely, in others."""
    mine, theirs = content_words(sentence), content_words(fact.text)
    shared = len(mine & theirs)
    nearly = shared >= _SHARED * max(len(mine), 1) and 2 * shared >= len(theirs)
    return nearly or (freely and any_said(fact.heard_as, sentence))
