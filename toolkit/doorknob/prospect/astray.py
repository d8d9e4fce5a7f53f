"""Lines that lead nowhere: small talk in the form of a question, worries by the dozen, jargon.

Who recites every worry there is has understood none, and who names the textbook's terms has not
used them. Nothing here is a fault of anybody's; she only doesn't take it for more than it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from doorknob.language.common import COMMON_ENGLISH
from doorknob.language.moves import FORCE, Concern, Move
from doorknob.language.reading import Reading
from doorknob.prospect.cues import QUESTIONS, SENTENCE
from doorknob.prospect.scenario import Scenario

# What people chat about. A word that the scenario itself holds is no small talk in it.
_CHAT = re.compile(
    r"""\b(?: weather | rain(?:s|ed|ing|y)? | snow(?:s|ed|ing)? | sunshine | football | soccer
    | cricket | rugby | tennis | golf | (?:the|that|yesterday's)\s(?:match|game|film|movie|show)
    | match\slast\snight | world\scup | dogs? | cats?
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


def plainly_named(sentence: str) -> frozenset[Concern]:
    """Give the kinds of worry that a sentence names in so many words.

    >>> sorted(plainly_named("Honestly, is it the price?"))
    [<Concern.MONEY: 'money'>]
    """
    return frozenset(kind for kind, pattern in _NAMED.items() if pattern.search(sentence))


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
    return _stock(line) >= BY_HEART


def _stock(text: str) -> int:
    """Count the stock phrases in a text, each once."""
    return len({match[0].casefold() for match in _STOCK.finditer(text.replace("’", "'"))})


def is_jargon(line: str) -> bool:
    """Whether a line strings the textbook's terms together instead of doing what they name.

    >>> is_jargon("Open question, reflection, empathy: how do you feel?")
    True
    >>> is_jargon("What would you want to think through?")
    False
    """
    return len({found[0].casefold() for found in _JARGON.finditer(line)}) > MOST_JARGON


def without_chat(reading: Reading, scenario: Scenario) -> Reading:
    """Take out of a reading the questions and reflections that are about the match and the like.

    What is told stays, and so does what speaks of the matter as well: who offers to come on a rainy
    day tells her something.
    """
    return _without(reading, lambda sentence: _chats(sentence, scenario))


def without_recital(reading: Reading) -> Reading:
    """Take out of a reading the questions and reflections that are a string of stock phrases.

    A plain question after some warm words stays: beginners speak so, and mean it.
    """
    if not is_by_heart(reading.line):
        return reading
    return _without(reading, lambda sentence: _stock(sentence) > 1, left=Move.ACKNOWLEDGEMENT)


def _without(reading: Reading, astray: Callable[[str], bool], left: Move = Move.OTHER) -> Reading:
    if not FORCE.isdisjoint(reading.moves):
        return reading
    sentences = [
        (match.start(), match.end())
        for match in SENTENCE.finditer(reading.line)
        if astray(match[0])
    ]
    kept = tuple(
        found
        for found in reading.evidence
        if found.code not in _ABOUT_HER
        or not any(start <= found.start < end for start, end in sentences)
    )
    if kept == reading.evidence:
        return reading
    codes = {found.code for found in kept}
    moves = tuple(move for move in reading.moves if move not in _ABOUT_HER or move in codes)
    return attrs.evolve(reading, moves=moves or (left,), evidence=kept)


_ABOUT_HER: frozenset[object] = frozenset({*QUESTIONS, Move.REFLECTION})


def _chats(sentence: str, scenario: Scenario) -> bool:
    topics = [found[0].casefold() for found in _CHAT.finditer(sentence)]
    if not topics:
        return False
    own = _words(scenario)
    if any(_ENDING.sub("", topic) in own for topic in topics):
        return False
    words = {word.casefold() for word in _WORD.findall(sentence)} - COMMON_ENGLISH
    return words.isdisjoint(set(_WORD.findall(own)) - COMMON_ENGLISH - set(topics))


_WORD = re.compile(r"[^\W\d_]{4,}")


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
