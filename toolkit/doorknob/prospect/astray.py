"""Lines that lead nowhere: small talk in the form of a question, worries by the dozen, jargon.

Who recites every worry there is has understood none, and who names the textbook's terms has not
used them. Nothing here is a fault of anybody's; she only doesn't take it for more than it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import attrs

from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reading import Reading
from doorknob.prospect.cues import SENTENCE
from doorknob.prospect.scenario import Scenario

# What people chat about. A word that the scenario itself holds is no small talk in it.
_CHAT = re.compile(
    r"""\b(?: weather | rain(?:s|ed|ing|y)? | snow(?:s|ed|ing)? | sunshine | football | soccer
    | cricket | rugby | tennis | golf | (?:the|that|yesterday's)\s(?:match|game|film|movie|show)
    | match\slast\snight | world\scup | holidays? | vacation | weekend | dogs? | cats?
    | pupp(?:y|ies) | kittens? | pizzas? | burgers? | restaurants? | pub | beer | wine | netflix
    | movies? | films? | songs? | music | concerts? | hobby | hobbies | favou?rite | star\ssign
    | horoscope | lottery | jokes? | juggle | recipe | dinner | supper | barbecue
    | spaniel | snooker | darts | fishing | birthday
    | my\s(?:nan|gran|mam|mum|cousin|nephew|niece|aunt|uncle)
    | television | telly | (?:last|next)\ssummer's )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = re.compile(r"(?<=\w{3})(?:s|ed|ing|y|ies)$")
_KINDS = {
    Concern.MONEY: r"money|price|prices|pricing|cost|costs|budget|cash",
    Concern.VALUE: r"value|worth|roi|return|payback|usage",
    Concern.AUTHORITY: r"partner|boss|husband|wife|board|approval|authority|decision\smaker",
    Concern.TIMING: r"time|timing|season|schedule|deadline",
    Concern.TRUST: r"trust|risk|security|guarantee|reliability|references",
    Concern.ALTERNATIVE: r"alternatives?|competitors?|competition|options",
    Concern.EFFORT: r"effort|hassle|training|set-?up|migration|workload|change",
}
_NAMED = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _KINDS.items()}
# So many kinds of worry in one sentence are a list, not a guess.
A_LIST = 4
_JARGON = re.compile(
    r"\b(open\squestions?|closed\squestions?|reflections?|acknowledge?ments?|autonomy|empathy"
    r"|rapport|validation|mirroring|paraphras\w+|active\slistening|commitment\sask)\b",
    re.IGNORECASE,
)
# Somebody who talks about selling may well use a term or two of the trade.
MOST_JARGON = 2


def recites(sentence: str) -> bool:
    """Whether a sentence names kinds of worry by the dozen.

    >>> recites("So it's price, value, trust, timing and effort?")
    True
    >>> recites("Is it the price, or the time that the training takes?")
    False
    """
    return sum(bool(pattern.search(sentence)) for pattern in _NAMED.values()) >= A_LIST


# What people say who have learnt it by heart. One or two are nothing; three make a recital.
_STOCK = re.compile(
    r"""\b(?: i\s(?:completely\s|totally\s|fully\s)?(?:understand|hear\s(?:you|that|what)
    |value\sthat|hono(?:u)?r\s(?:that|it)|validate|acknowledge|respect\s(?:that|your|where)|appreciate)
    | i'm\shearing | thank\syou\sfor\s(?:\w+\s)?(?:sharing|trusting|openness|being\sso)
    | if\si\sunderstand\syou\scorrectly | help\sme\sunderstand | (?:it|that)\smakes\ssense
    | (?:totally\s|that's\s|is\s)valid | make\syou\sfeel | (?:need|have)\sto\sbe\strue
    | what\smatters\smost | peace\sof\smind | win-?win | journey | co-?create | core\svalue
    | stakeholders? | confident\syes | move\sforward\s(?:together|today|with) | tailored
    | resonates? | deeper\slevel | tell\sme\smore\sabout\sthat | ideal\s(?:solution|next\sstep)
    | shared\svalues | partnership | what\syou're\ssaying | it\ssounds\slike
    | it's\syour\sdecision | transparen\w+ | alignment )\b""",
    re.IGNORECASE | re.VERBOSE,
)
BY_HEART = 3


def is_by_heart(line: str) -> bool:
    """Whether a line strings stock phrases together.

    >>> is_by_heart("I hear you, I appreciate that, and I value it. What would need to be true?")
    True
    >>> is_by_heart("I hear you. It sounds like winter is the hard part?")
    False
    """
    found = _STOCK.finditer(line.replace("’", "'"))
    return len({match[0].casefold() for match in found}) >= BY_HEART


def is_jargon(line: str) -> bool:
    """Whether a line strings the textbook's terms together instead of doing what they name.

    >>> is_jargon("Open question, reflection, empathy: how do you feel?")
    True
    >>> is_jargon("What would you want to think through?")
    False
    """
    return len({found[0].casefold() for found in _JARGON.finditer(line)}) > MOST_JARGON


def without_chat(reading: Reading, scenario: Scenario) -> Reading:
    """Take out of a reading what is said of the weather, the match and the like."""
    if not FORCE.isdisjoint(reading.moves):
        return reading
    topics = [
        (match.start(), match.end())
        for match in SENTENCE.finditer(reading.line)
        if _chats(match[0], scenario)
    ]
    if not topics:
        return reading
    kept = tuple(
        found
        for found in reading.evidence
        if not any(start <= found.start < end for start, end in topics)
    )
    moves = _still(reading.moves, (found.code for found in kept))
    return attrs.evolve(reading, moves=moves or (Move.OTHER,), evidence=kept)


def _still(moves: Iterable[Move], codes: Iterable[object]) -> tuple[Move, ...]:
    """Give those moves that have something left to rest on."""
    left: Collection[object] = set(codes)
    return tuple(move for move in moves if move in left)


def _chats(sentence: str, scenario: Scenario) -> bool:
    topics = [found[0].casefold() for found in _CHAT.finditer(sentence)]
    own = _words(scenario) if topics else ""
    return any(_ENDING.sub("", topic) not in own for topic in topics)


def _words(scenario: Scenario) -> str:
    """Give every word of a scenario, in which a topic is looked for."""
    worries = (
        text
        for worry in scenario.concerns
        for text in (*worry.hints, *worry.says, *worry.more, *worry.agrees, worry.reflect)
    )
    facts = (text for fact in scenario.facts for text in (fact.text, *fact.heard_as))
    life = (text for detail in scenario.persona.life for text in detail.heard_as)
    return " ".join((scenario.brief, *worries, *facts, *life)).casefold()
