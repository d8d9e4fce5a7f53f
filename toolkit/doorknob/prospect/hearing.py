"""What the prospect hears: a reading, held against the scenario's facts and concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from doorknob.language.moves import Move
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
    line = reading.line
    moves = frozenset(reading.moves)
    named = {i for i, c in enumerate(scenario.concerns) if c.about in reading.concerns}
    named |= {i for i, c in enumerate(scenario.concerns) if any_said(c.known_as, line)}
    asks = Move.COMMITMENT_ASK in moves
    question = not moves.isdisjoint({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
    return Act(
        moves=moves,
        concerns=tuple(sorted(named)),
        wrong_guess=bool(reading.concerns) and not named,
        facts=_facts_told(line, scenario) if moves else (),
        unsupported=_tells(moves) and bool(unsupported_figures(line, scenario, said)),
        ask=_kind_of_ask(line) if asks else None,
        asks_permission=Move.AUTONOMY in moves and bool(PERMISSION.search(line)),
        repeats=question and any(_alike(line, other) for other in earlier),
        farewell=moves <= {Move.OTHER, Move.ACKNOWLEDGEMENT, Move.AUTONOMY}
        and bool(moves)
        and bool(FAREWELL.search(line)),
    )


def _tells(moves: frozenset[Move]) -> bool:
    return not moves.isdisjoint({Move.INFORMATION, Move.THREAT, Move.PRESSURE, Move.ADVICE})


def _facts_told(line: str, scenario: Scenario) -> tuple[str, ...]:
    return tuple(fact.id for fact in scenario.facts if any_said(fact.heard_as, line))


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
