"""What the prospect hears: a reading, held against the scenario's facts and concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import attrs

from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reader import concerns_in
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.astray import (
    is_jargon,
    plainly_named,
    recites,
    without_chat,
    without_recital,
)
from doorknob.prospect.cues import (
    AGAIN_PLEASE,
    ASKS_FOR_IT,
    BYE,
    ELSE,
    EXCLAIMS,
    FAREWELL,
    GREETING,
    GUESS,
    HOW_MUCH,
    INVITES,
    NEXT_STEP,
    ORDER,
    PERMISSION,
    PROPOSES,
    PROVIDED,
    QUESTIONS,
    RECOMMENDS,
    RUDE,
    SENTENCE,
    TELLING_QUESTION,
    WALKS_AWAY,
    WHO_DECIDES,
)
from doorknob.prospect.doubt import in_doubt_for_the_learner
from doorknob.prospect.figures import unsupported_figures
from doorknob.prospect.said import any_said, content_words, words
from doorknob.prospect.scenario import Scenario


def heard(
    reading: Reading,
    scenario: Scenario,
    *,
    earlier: Sequence[str] = (),
    said: Iterable[str] = (),
) -> Act:
    """Turn a reading into the act that the prospect answers.

    Parameters
    ----------
    reading
        What the line does.
    scenario
        Filled with the cohort's values.
    earlier
        The salesperson's lines before this one, for noticing repeats.
    said
        What the prospect has said, whose figures may be used.
    """
    guessed = reading.moves
    reading = in_doubt_for_the_learner(reading)
    reading = without_recital(without_chat(reading, scenario))
    if is_jargon(reading.line) and FORCE.isdisjoint(reading.moves):
        return Act()
    line, said = reading.line, tuple(said)
    facts = _facts_told(reading, scenario) if guessed else ()
    last = said[-1] if said else ""
    moves = _by_function(reading, facts)
    if facts and not moves:
        # Nothing harmless was left of a guess, but a fact of the scenario was plainly told.
        moves = frozenset({Move.INFORMATION})
    elif guessed and not moves and _lets_go(line):
        moves = frozenset({Move.AUTONOMY})
    questions = _sentences(reading, QUESTIONS)
    asked = _about(reading, scenario, questions)
    if any(ELSE.search(text) for *_, text in questions):
        # 'What else?' asks for what has not been named, whatever stands beside it.
        asked = _About(hers=(), foreign=False)
    reflections = _sentences(reading, {Move.REFLECTION})
    given = _about(reading, scenario, reflections)
    echoed = asked.hers == () and _echoes(questions, last)
    wrong = asked.foreign and not echoed
    # What she has just spoken of herself is no guess about her.
    spoken = given.foreign and not given.named.isdisjoint(_spoken_of(last))
    wrong |= given.foreign and not spoken and not _echoes(reflections, last)
    asks = Move.COMMITMENT_ASK in moves
    detail = None if asked.hers or asks else _detail(scenario, questions)
    return Act(
        moves=moves,
        asked_about=asked.hers,
        given_back=given.hers,
        guesses=any(_guesses(text) for *_, text in questions),
        about_topic=echoed or any(AGAIN_PLEASE.search(text) for *_, text in questions),
        wrong_guess=wrong and detail is None,
        facts=facts,
        unsupported=_tells(moves) and bool(unsupported_figures(line, scenario, said)),
        ask=_kind_of_ask(line, scenario) if asks else None,
        asks_permission=Move.AUTONOMY in moves and bool(PERMISSION.search(line)),
        repeats=bool(questions) and any(_alike(line, other) for other in earlier),
        farewell=_takes_leave(line, moves),
        detail=detail,
        rude=bool(RUDE.search(line.replace("’", "'"))),
        walks_away=_walks_away(line, moves),
    )


def _guesses(question: str) -> bool:
    """Whether a question wants a yes or a no to one worry, and is no choice of two."""
    return bool(GUESS.search(question.replace("’", "'"))) and " or " not in question


def _by_function(reading: Reading, facts: Sequence[str]) -> frozenset[Move]:
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


def _takes_leave(line: str, moves: frozenset[Move]) -> bool:
    if moves & {Move.COMMITMENT_ASK, *QUESTIONS, *FORCE} or not moves:
        return False
    warm = moves <= {Move.OTHER, Move.ACKNOWLEDGEMENT, Move.AUTONOMY}
    return bool(BYE.search(line)) or (warm and bool(FAREWELL.search(line)))


def _walks_away(line: str, moves: frozenset[Move]) -> bool:
    """Whether a line says, and doesn't ask, that this isn't for her."""
    return bool(moves) and not moves & {Move.COMMITMENT_ASK, *FORCE} and _lets_go(line)


def _lets_go(line: str) -> bool:
    text = line.replace("’", "'")
    return any(
        WALKS_AWAY.search(said[0]) and not PROVIDED.search(said[0]) and not said[0].endswith("?")
        for said in SENTENCE.finditer(text)
    )


def _detail(scenario: Scenario, questions: Sequence[tuple[int, int, str]]) -> int | None:
    """Find what a line asks her about herself."""
    # Not everybody tells "how much" from "how many".
    asked = [text for *_, text in questions]
    asked += [HOW_MUCH.sub("how many", text) for text in asked]
    for number, detail in enumerate(scenario.persona.life):
        if any(any_said(detail.heard_as, text) for text in asked):
            return number
    return None


@attrs.frozen
class _About:
    """Which of her concerns some words name, and whether they name one that isn't hers."""

    hers: tuple[int, ...]
    foreign: bool
    named: frozenset[Concern] = frozenset()


def _about(reading: Reading, scenario: Scenario, spans: Sequence[tuple[int, int, str]]) -> _About:
    """Find the concerns that some sentences of a line name. Who recites them all names none."""
    if any(recites(text) for *_, text in spans):
        return _About(hers=(), foreign=True)
    named = {
        found.code
        for found in reading.evidence
        if isinstance(found.code, Concern)
        and any(start < found.end and found.start < end for start, end, _ in spans)
    }
    plain = {kind for *_, text in spans if _guesses(text) for kind in plainly_named(text)}
    if named and plain:
        # "Everybody says so. Is it the price?" is about the price, whatever stands around it.
        named = set(plain)
    if any(WHO_DECIDES.search(text) for *_, text in spans):
        named.add(Concern.AUTHORITY)
    worries = list(enumerate(scenario.concerns))
    hers = {i for i, worry in worries if worry.about in named}
    hers |= {i for i, w in worries if any(any_said(w.known_as, text) for *_, text in spans)}
    return _About(
        hers=tuple(sorted(hers)), foreign=bool(named) and not hers, named=frozenset(named)
    )


def _sentences(reading: Reading, moves: Collection[Move]) -> list[tuple[int, int, str]]:
    made = [found for found in reading.evidence if found.code in moves]
    return [
        (match.start(), match.end(), match[0])
        for match in SENTENCE.finditer(reading.line)
        if any(found.start < match.end() and match.start() < found.end for found in made)
    ]


def _spoken_of(said: str) -> set[Concern]:
    """Give the concerns that her words name, sentence by sentence: what leads in names none."""
    return {found for match in SENTENCE.finditer(said) for found in concerns_in(match[0])}


def _echoes(spans: Sequence[tuple[int, int, str]], said: str) -> bool:
    """Whether a reflection holds a word of what she has just said."""
    hers = {word for word in content_words(said) if len(word) > 3}
    return any(not hers.isdisjoint(content_words(text)) for *_, text in spans)


def _tells(moves: frozenset[Move]) -> bool:
    return not moves.isdisjoint({Move.INFORMATION, Move.THREAT, Move.PRESSURE, Move.ADVICE})


def _facts_told(reading: Reading, scenario: Scenario) -> tuple[str, ...]:
    """Find the facts that a line tells. What is only asked openly is not told."""
    asked = {start for start, *_ in _sentences(reading, {Move.OPEN_QUESTION})}
    told = [match[0] for match in SENTENCE.finditer(reading.line) if match.start() not in asked]
    text = " ".join(told)
    return tuple(fact.id for fact in scenario.facts if any_said(fact.heard_as, text))


def _kind_of_ask(line: str, scenario: Scenario) -> Ask:
    asks = scenario.asks
    if words(line) == words(asks.order) or any_said(asks.order_heard_as, line):
        return Ask.ORDER
    return Ask.ADVANCE if NEXT_STEP.search(line) and not ORDER.search(line) else Ask.ORDER


def _alike(line: str, other: str) -> bool:
    """Whether two questions share nearly all their words that carry meaning."""
    mine, theirs = content_words(line), content_words(other)
    if len(mine) < 2 or len(theirs) < 2:
        return bool(mine) and mine == theirs and words(line) == words(other)
    return 5 * len(mine & theirs) >= 4 * len(mine | theirs)
