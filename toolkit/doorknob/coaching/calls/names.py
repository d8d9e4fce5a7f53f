"""Whether what stands before a colon is a speaker's name.

"Here is the thing: it stays unused" names nobody, and no rule is right about every line. So a name
has the shape of one; a doubtful one counts only where it comes back; and whoever is found is
listed with what he says, so that a wrong guess is seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import attrs

from doorknob.coaching.calls.source import LONGEST_NAME, Doubt, clean_name, one_line
from doorknob.coaching.calls.turns import key

MOST_WORDS = 5
# With a title and a company: only where it comes back.
MOST_WORDS_OF_A_LONG_NAME = 12
# An, So, Do, Else: words with which a sentence begins, and people's names.
LONGEST_SHORT_NAME = 4

# ">>" and dashes are how captions show that another one speaks.
_CHANGE = r"(?:(?:>{2,3}|[-–—•])\s*)?"
_HEAD = re.compile(
    _CHANGE + r"(?P<name>[*_]{0,3}[^\s:：*_][^:：]{0,100}?)\s{0,20}"
    r"(?::[*_]{0,3}(?=\s|$)|：[*_]{0,3})(?P<text>.*)"
)
_BRACKETED = re.compile(_CHANGE + r"\[(?P<name>[^\[\]:]{1,80})\]\s*:?\s*(?P<text>\S.*)")
_NO_PART_OF_A_NAME = re.compile(r"[;!?\"“”„…<>\[\]{}=\\]|\.\.")
_PARTICLES = frozenset(
    "de da di do dos del della der den van von zu la le al bin ibn el y of".split()
)
# A sentence begins so, and hardly a name.
_LEADS = frozenset(
    """
    so and but well ok okay right now look listen yes no yeah hm oh ah we it they that this there
    here what why how when where who which because if then also first second third finally next
    one another else the an my our your his her its is are was do does let let's remember imagine
    note see again anyway actually basically honestly plus or question answer example for in on at
    to with from as like just only maybe perhaps sorry sure great i'm i'll we're you're it's that's
    here's there's what's option
    """.split()
)
# These, too; but alone they are how programs call people.
_PRONOUNS = frozenset("i a you he she me".split())
# The lines that programs put before a transcript.
_HEADERS = frozenset(
    """
    date time duration length attendees participants present title subject topic location meeting
    agenda summary notes note recording recorded transcript transcription kind language source re
    ps url http https id items steps points
    """.split()
)
_SOUNDS = frozenset(
    """
    music laughs laughter laughing applause inaudible crosstalk silence pause noise background
    indistinct unintelligible sighs coughs foreign beep ringing static blank_audio
    """.split()
)


@attrs.frozen
class Names:
    """The speakers of a transcript whose lines begin with names.

    Attributes
    ----------
    known
        What makes each name one, as `key` gives it.
    brackets
        Whether ``[Name] text`` counts, too.
    doubts
        What looks like a name and was not taken for one.
    """

    known: frozenset[str]
    brackets: bool = False
    doubts: tuple[Doubt, ...] = ()

    def cut(self, line: str) -> tuple[str, str]:
        """Cut a line into its speaker, empty where it names none, and what is said."""
        found = candidate(line, brackets=self.brackets)
        return found if found and key(found[0]) in self.known else ("", one_line(line))


@attrs.frozen
class _Head:
    """What could be a name at the beginning of a line, and the text after it."""

    line: int
    name: str
    text: str

    @property
    def key(self) -> str:
        return key(self.name)


def names_in(
    lines: Iterable[tuple[int, str]], *, brackets: bool = False, known: Iterable[str] = ()
) -> Names:
    """Find the speakers in lines.

    Parameters
    ----------
    lines
        All of the transcript's with their numbers, without times.
    brackets
        Whether to look for ``[Name] text``, too, as subtitles have it.
    known
        Names that are sure already.
    """
    heads = [
        _Head(number, *found)
        for number, line in lines
        if (found := candidate(line, brackets=brackets))
    ]
    often = Counter(head.key for head in heads)
    sure = {head.key for head in heads if _is_a_name(head.name, often=often[head.key])}
    sure |= set(map(key, known))
    sure |= _short_names(heads, sure)
    doubtful: dict[str, list[_Head]] = {}
    for head in heads:
        if head.key not in sure and _looks_like_a_name(head.name):
            doubtful.setdefault(head.key, []).append(head)
    doubts = (
        Doubt(name=same[0].name, lines=tuple(head.line for head in same))
        for same in doubtful.values()
    )
    return Names(frozenset(sure), brackets, tuple(doubts))


def candidate(line: str, *, brackets: bool = False) -> tuple[str, str] | None:
    """Cut off what could be a name; None where nothing could.

    >>> candidate("**Sam Okafor:** Good morning.")
    ('Sam Okafor', 'Good morning.')
    >>> candidate("Is it the price? Or: is it the time?")
    """
    for pattern in (_HEAD, _BRACKETED) if brackets else (_HEAD,):
        found = pattern.match(line.strip())
        if found:
            name = clean_name(found["name"])
            if could_be_a_name(name):
                return name, one_line(found["text"])
    return None


def could_be_a_name(name: str) -> bool:
    """Whether a text has the shape of a name.

    >>> [could_be_a_name(n) for n in ("Dr. Ines Brandt", "SPEAKER_01", "As I wrote. Well", "Date")]
    [True, True, False, False]
    """
    words = name.casefold().split()
    if not 1 <= len(words) <= MOST_WORDS_OF_A_LONG_NAME or len(name) > LONGEST_NAME - 1:
        return False
    if _NO_PART_OF_A_NAME.search(name) or not any(map(str.isalpha, name)):
        # A telephone number is how a dial-in is called.
        return name.startswith("+") and name[1:].replace(" ", "").isdigit()
    bare = [word.strip(".,()'’") for word in words]
    # "Dr." may end a word in the midst of a name; "said." ends a sentence.
    ends = any(word.endswith(".") and len(word) > 5 for word in words)
    return not (ends or bare[0] in _SOUNDS or bare[-1] in _HEADERS)


def is_plainly_a_name(name: str) -> bool:
    """Whether a text would be a name even where it stands but once."""
    return could_be_a_name(name) and _is_a_name(name, often=1)


def _is_a_name(name: str, *, often: int) -> bool:
    """Whether what could be a name is one, when so many lines begin with it."""
    words = name.split()
    leads, capitals = _leads(words), _capitals(words)
    if leads and (len(words) == 1 or not capitals):
        return False
    if len(words) > MOST_WORDS:
        return often > 1 and _capitals(words[:2])
    # Somebody may be called He Wei, or Okafor, Sam, or write himself in small letters.
    return often > 1 or (capitals and not leads and "," not in name)


def _short_names(heads: Sequence[_Head], sure: set[str]) -> set[str]:
    """Give the short words that lead sentences, and here come back in turn with other names."""
    begins_small = [head.text[0].islower() for head in heads if head.key in sure and head.text]
    # "So: it stays unused" goes on with a sentence, unless everybody here writes so.
    small = sum(begins_small) * 2 > len(begins_small)
    within = {head.key for head in heads if head.text[:1].islower() and not small}
    # Who writes himself in small letters, only where there would be no other side.
    alone = len(sure) < 2 and small
    maybe = {h.key for h in heads if _is_short(h.name) and (alone or h.name[0].isupper())}
    maybe -= within | sure
    runs = Counter(
        name for name, _ in groupby(head.key for head in heads if head.key in sure | maybe)
    )
    return {name for name in maybe if runs[name] > 1}


def _is_short(name: str) -> bool:
    """Whether a word leads sentences and, being short, may be somebody's name all the same."""
    return name.casefold() in _LEADS and name.isalpha() and len(name) <= LONGEST_SHORT_NAME


def _looks_like_a_name(name: str) -> bool:
    """Whether a reader should hear that something was taken for no name."""
    words = name.split()
    if len(words) > MOST_WORDS:
        return not _leads(words) and _capitals(words[:2])
    if len(words) == 1:
        # "Here's:" and "I'm:" are nobody.
        return name.isalnum() or not _leads(words)
    return _capitals(words) or (len(words) == 2 and name.islower() and not _leads(words))


def _leads(words: Sequence[str]) -> bool:
    first = words[0].casefold()
    return first in _LEADS or (first in _PRONOUNS and len(words) > 1)


def _capitals(words: Sequence[str]) -> bool:
    return all(not word[0].islower() or word in _PARTICLES for word in words)
