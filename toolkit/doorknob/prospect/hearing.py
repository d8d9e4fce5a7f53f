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
    ELSE,
    GUESS,
    HOW_MUCH,
    NEXT_STEP,
    ORDER,
    PERMISSION,
    QUESTIONS,
    RUDE,
    SENTENCE,
    WHO_DECIDES,
)
from doorknob.prospect.doubt import in_doubt_for_the_learner
from doorknob.prospect.figures import unsupported_figures
from doorknob.prospect.forms import by_function, lets_go, takes_leave, walks_away
from doorknob.prospect.said import any_said, content_words, words
from doorknob.prospect.scenario import Scenario


@attrs.frozen
class _About:
    """Which of her concerns some words name, and whether they name one that isn't hers."""

    hers: tuple[int, ...] = ()
    foreign: bool = False
    named: frozenset[Concern] = frozenset()


_Spans = Sequence[tuple[int, int, str]]


@attrs.frozen(kw_only=True)
class Taken:
    """A line as she takes it whatever was said before.

    Attributes
    ----------
    line
        The line.
    act
        What it does, as far as that depends on nothing before it.
    questions, reflections
        The sentences that ask and that give back, and their places.
    asked, given
        What these are about.
    """

    line: str
    act: Act = attrs.field(factory=Act)
    questions: _Spans = ()
    reflections: _Spans = ()
    asked: _About = attrs.field(factory=_About)
    given: _About = attrs.field(factory=_About)


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
    return in_the_talk(taken(reading, scenario), scenario, earlier=earlier, said=said)


def taken(reading: Reading, scenario: Scenario) -> Taken:
    """Give a line as she takes it whatever was said before; see `heard`."""
    guessed = reading.moves
    reading = in_doubt_for_the_learner(reading)
    reading = without_recital(without_chat(reading, scenario))
    line = reading.line
    if is_jargon(line) and FORCE.isdisjoint(reading.moves):
        return Taken(line=line)
    facts = _facts_told(reading, scenario) if guessed else ()
    moves = by_function(reading, facts)
    if facts and not moves:
        # Nothing harmless was left of a guess, but a fact of the scenario was plainly told.
        moves = frozenset({Move.INFORMATION})
    elif guessed and not moves and lets_go(line):
        moves = frozenset({Move.AUTONOMY})
    questions = _sentences(reading, QUESTIONS)
    reflections = _sentences(reading, {Move.REFLECTION})
    asked, given = (_about(reading, scenario, spans) for spans in (questions, reflections))
    if any(ELSE.search(text) for *_, text in questions):
        # 'What else?' asks for what has not been named, whatever stands beside it.
        asked = _About()
    asks = Move.COMMITMENT_ASK in moves
    act = Act(
        moves=moves,
        asked_about=asked.hers,
        given_back=given.hers,
        guesses=any(_guesses(text) for *_, text in questions),
        about_topic=any(AGAIN_PLEASE.search(text) for *_, text in questions),
        facts=facts,
        ask=_kind_of_ask(line, scenario) if asks else None,
        asks_permission=Move.AUTONOMY in moves and bool(PERMISSION.search(line)),
        farewell=takes_leave(line, moves),
        detail=None if asked.hers or asks else _detail(scenario, questions),
        rude=bool(RUDE.search(line.replace("’", "'"))),
        walks_away=walks_away(line, moves),
    )
    return Taken(
        line=line, act=act, questions=questions, reflections=reflections, asked=asked, given=given
    )


def in_the_talk(
    found: Taken, scenario: Scenario, *, earlier: Sequence[str], said: Iterable[str]
) -> Act:
    """Give what a line does after what was said before it; see `heard`."""
    said = tuple(said)
    last = said[-1] if said else ""
    asked, given = found.asked, found.given
    echoed = asked.hers == () and _echoes(found.questions, last)
    wrong = asked.foreign and not echoed
    # What she has just spoken of herself is no guess about her.
    spoken = given.foreign and not given.named.isdisjoint(_spoken_of(last))
    wrong |= given.foreign and not spoken and not _echoes(found.reflections, last)
    told = _tells(found.act.moves)
    return attrs.evolve(
        found.act,
        about_topic=found.act.about_topic or echoed,
        wrong_guess=wrong and found.act.detail is None,
        unsupported=told and bool(unsupported_figures(found.line, scenario, said)),
        repeats=bool(found.questions) and any(_alike(found.line, other) for other in earlier),
    )


def _guesses(question: str) -> bool:
    """Whether a question wants a yes or a no to one worry, and is no choice of two."""
    return bool(GUESS.search(question.replace("’", "'"))) and " or " not in question


def _detail(scenario: Scenario, questions: _Spans) -> int | None:
    """Find what a line asks her about herself."""
    # Not everybody tells "how much" from "how many".
    asked = [text for *_, text in questions]
    asked += [HOW_MUCH.sub("how many", text) for text in asked]
    for number, detail in enumerate(scenario.persona.life):
        if any(any_said(detail.heard_as, text) for text in asked):
            return number
    return None


def _about(reading: Reading, scenario: Scenario, spans: _Spans) -> _About:
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
