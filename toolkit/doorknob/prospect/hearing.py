"""What the prospect hears: a reading, held against the scenario's facts and concerns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import attrs

from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reading import Reading
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.figures import unsupported_figures
from doorknob.prospect.scenario import Scenario

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[£$€%]", re.UNICODE)

# Words that make a request a next step rather than the order itself.
NEXT_STEP = re.compile(
    r"""\b(?: monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow
    | (?:this|next)\s(?:week|month|morning|afternoon) | call | calls | ring | phone | zoom | teams
    | meet(?:ing)? | diary | calendar | invite | sit\sdown | talk | speak | chat | catch\sup
    | trial | pilot | demo | visit | come\s(?:by|round|over|along|back) | show\s(?:him|her|them)
    | walk\s(?:him|her|them) | go\s(?:through|over)\sit
    | three\sof\sus | all\sof\sus | both\sof\syou
    | join\sus | send\s(?:you|him|her|them|over) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
ORDER = re.compile(
    r"""\b(?: go\sahead | sign(?:ed)?(?:\sup)? | order | buy | purchase | contract | card | pay
    | get\s(?:you\s)?started | start(?:ed)?\s(?:today|now|with|on|from) | set\s(?:it|you|this)\sup
    | take\sit | subscription | put\s(?:it|this)\sthrough )\b""",
    re.IGNORECASE | re.VERBOSE,
)
SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
ELSE = re.compile(
    r"\b(?:(?:what|any\s?thing|something|what's)\s(?:\w+\s)?else|what\sother|other\sthan|apart\sfrom"
    r"|besides|anything\s(?:more|we|you|i|that))\b",
    re.IGNORECASE,
)
# A yes-or-no question in form that by its function invites her to tell.
INVITES = re.compile(
    r"\b(?:any\s?thing|something)\s(?:\w+\s){0,2}?(?:else|more|we|you|that|on\syour|holding|behind"
    r"|bothering|worrying|stopping|missing|unclear|in\sthe\sway)",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"\bhow(?:'s|\sis|\sare|\shave|\sdo)\s(?:you|things|it|life|your\sday|business|everything|ya|u)"
    r"(?:\s(?:been|doing|going|keeping|today|do))*\s*[?.!,]*\s*$",
    re.IGNORECASE,
)
AGAIN_PLEASE = re.compile(
    r"\b(?:say\sthat\sagain|come\sagain|(?:didn't|did\snot)\s(?:catch|get|follow|hear)|pardon"
    r"|(?:what|how)\sdo\syou\smean|repeat\sthat|(?:tell|say)\s(?:me\s)?(?:a\s\w+\s)?more"
    r"|go\son|can\syou\sexplain)\b",
    re.IGNORECASE,
)
TELLING_QUESTION = re.compile(
    r"\b(?:did|do)\s(?:you|u)\s(?:know|realise|realize)|\bare\s(?:you|u)\saware"
    r"|\bhave\si\s(?:told|said|mentioned)|\bdid\si\s(?:tell|say|mention)",
    re.IGNORECASE,
)
BYE = re.compile(r"\b(?:good\s?bye|bye)(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
FAREWELL = re.compile(
    r"""\b(?: good\s?bye | bye(?:\sbye)? | have\sa\s(?:good|great|nice|lovely)\s(?:day|one|week)
    | (?:talk|speak)\s(?:to\syou\s)?(?:soon|later|then|next\sweek) | take\scare | see\syou )\b""",
    re.IGNORECASE | re.VERBOSE,
)
PERMISSION = re.compile(
    r"""\b(?: (?:may|can|could|might)\si\b | mind\sif | (?:ok|okay|alright|all\sright|fine)\s
    (?:with\syou\s)?(?:if|for\sme)\b | would\sit\s(?:help|be\s(?:ok|okay|alright|useful|helpful))
    | (?:if|would)\syou(?:'d)?\slike\s(?:me\sto|to\shear) | shall\si\s(?:tell|explain|show)
    | happy\sfor\sme )""",
    re.IGNORECASE | re.VERBOSE,
)
FILLERS = frozenset(
    (
        "a an and any are at be but can could did do does for from have how i if in is it its just "
        "me my of on or so that the them then there this to was we well what when where which who "
        "why will with would you your about really ok okay um uh"
    ).split()
)


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
    reading = _in_doubt_for_the_learner(reading)
    line, said = reading.line, tuple(said)
    facts = _facts_told(reading, scenario) if reading.moves else ()
    moves = _by_function(reading, facts)
    questions = _sentences(reading, QUESTIONS)
    asked = _about(reading, scenario, questions)
    if any(ELSE.search(text) for *_, text in questions):
        # 'What else?' asks for what has not been named, whatever stands beside it.
        asked = _About(hers=(), foreign=False)
    reflections = _sentences(reading, {Move.REFLECTION})
    given = _about(reading, scenario, reflections)
    last = said[-1] if said else ""
    echoed = asked.hers == () and _echoes(questions, last)
    wrong = asked.foreign and not echoed
    wrong |= given.foreign and not _echoes(reflections, last)
    return Act(
        moves=moves,
        asked_about=asked.hers,
        given_back=given.hers,
        about_topic=echoed or any(AGAIN_PLEASE.search(text) for *_, text in questions),
        wrong_guess=wrong,
        facts=facts,
        unsupported=_tells(moves) and bool(unsupported_figures(line, scenario, said)),
        ask=_kind_of_ask(line) if Move.COMMITMENT_ASK in moves else None,
        asks_permission=Move.AUTONOMY in moves and bool(PERMISSION.search(line)),
        repeats=bool(questions) and any(_alike(line, other) for other in earlier),
        farewell=_takes_leave(line, moves),
    )


def _in_doubt_for_the_learner(reading: Reading) -> Reading:
    """Take an unsure reading at its best guess, but take nothing in it for a push.

    So the talk goes on where the guess is harmless, and she asks what was meant where nothing
    harmless is left. To accuse somebody wrongly is the worst error.
    """
    if not reading.unsure or FORCE.isdisjoint(reading.moves):
        return reading
    moves = tuple(move for move in reading.moves if move not in FORCE)
    evidence = tuple(found for found in reading.evidence if found.code not in FORCE)
    return attrs.evolve(reading, moves=moves, evidence=evidence)


def _by_function(reading: Reading, facts: Sequence[str]) -> frozenset[Move]:
    """Give the moves as she takes them: some questions are questions in form only."""
    moves = set(reading.moves)
    if not moves & FORCE:
        if moves & QUESTIONS and GREETING.search(reading.line):
            moves -= QUESTIONS
        if Move.CLOSED_QUESTION in moves:
            if facts and TELLING_QUESTION.search(reading.line):
                moves ^= {Move.CLOSED_QUESTION, Move.INFORMATION}
            elif INVITES.search(reading.line):
                moves ^= {Move.CLOSED_QUESTION}
                moves.add(Move.OPEN_QUESTION)
    return frozenset(moves or ({Move.OTHER} if reading.moves else ()))


def _takes_leave(line: str, moves: frozenset[Move]) -> bool:
    if moves & {Move.COMMITMENT_ASK, *QUESTIONS, *FORCE} or not moves:
        return False
    warm = moves <= {Move.OTHER, Move.ACKNOWLEDGEMENT, Move.AUTONOMY}
    return bool(BYE.search(line)) or (warm and bool(FAREWELL.search(line)))


@attrs.frozen
class _About:
    """Which of her concerns some words name, and whether they name one that isn't hers."""

    hers: tuple[int, ...]
    foreign: bool


def _about(reading: Reading, scenario: Scenario, spans: Sequence[tuple[int, int, str]]) -> _About:
    """Find the concerns that some sentences of a line name."""
    named = {
        found.code
        for found in reading.evidence
        if isinstance(found.code, Concern)
        and any(start < found.end and found.start < end for start, end, _ in spans)
    }
    worries = list(enumerate(scenario.concerns))
    hers = {i for i, worry in worries if worry.about in named}
    hers |= {i for i, w in worries if any(any_said(w.known_as, text) for *_, text in spans)}
    return _About(hers=tuple(sorted(hers)), foreign=bool(named) and not hers)


def _sentences(reading: Reading, moves: Collection[Move]) -> list[tuple[int, int, str]]:
    made = [found for found in reading.evidence if found.code in moves]
    return [
        (match.start(), match.end(), match[0])
        for match in SENTENCE.finditer(reading.line)
        if any(found.start < match.end() and match.start() < found.end for found in made)
    ]


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


def _kind_of_ask(line: str) -> Ask:
    return Ask.ADVANCE if NEXT_STEP.search(line) and not ORDER.search(line) else Ask.ORDER


def _alike(line: str, other: str) -> bool:
    """Whether two questions share nearly all their words that carry meaning."""
    mine, theirs = content_words(line), content_words(other)
    if len(mine) < 2 or len(theirs) < 2:
        return bool(mine) and mine == theirs and words(line) == words(other)
    return 5 * len(mine & theirs) >= 4 * len(mine | theirs)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, straight apostrophes, in order."""
    return tuple(found.lower().replace("’", "'") for found in WORD.findall(text))


def content_words(text: str) -> frozenset[str]:
    """Give the words of a text that carry meaning."""
    return frozenset(words(text)) - FILLERS


def any_said(patterns: Sequence[str], line: str) -> bool:
    """Whether a line says one of the patterns.

    A pattern holds words or phrases joined by ``+``, all of which must be there in any order;
    ``/`` separates words of which one is enough; ``*`` at the end of a word is any ending.

    >>> any_said(["paus* + month/week"], "You can pause it for a month.")
    True
    >>> any_said(["paus* + month/week"], "You can pause it.")
    False
    """
    text = " " + " ".join(words(line)) + " "
    return any(
        all(any(one.search(text) for one in part) for part in _compiled(pattern))
        for pattern in patterns
    )


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(_phrase(one) for one in part.split("/") if one.strip()) for part in pattern.split("+")
    )


def _phrase(phrase: str) -> re.Pattern[str]:
    parts = []
    for raw in phrase.lower().replace("’", "'").split():
        stem = raw.rstrip("*")
        found = [re.escape(word) for word in words(stem)] or [re.escape(stem)]
        parts.append(" ".join(found) + (r"[^ ]*" if raw.endswith("*") else ""))
    return re.compile(" " + " ".join(parts) + " ")
