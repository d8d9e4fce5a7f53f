"""How easily a text reads: the length of its sentences, and Flesch's reading ease.

Sources
-------
R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221-233:
``206.835 - 1.015 * words / sentences - 84.6 * syllables / words``; 60 to 70 is plain English. It
sees the length of words and sentences and nothing of their sense, so it finds what is hard to
read, and proves of nothing that it is easy.

Syllables are counted by the groups of vowels, with the commonest silent ones left out. A test holds
the count against a dictionary of pronunciations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*")
# A sentence ends at its mark, and whatever closes with it, before a space and a new beginning.
END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[“‘\"'(\[]?[\w£€$–])")
SHORT = re.compile(r"\b(?:e\.g|i\.e|Mr|Mrs|Ms|Dr|St|vs|cf|ed|eds|pp|vol)\.$")
# “…, would you?” she asks. A quotation's own mark ends nothing where a small letter goes on.
GOES_ON = re.compile(r"[”’\"')\]]*\s+[a-z]")
VOWELS = re.compile(r"[aeiouyà-ÿ]+")
# What is written as a vowel and not spoken ...
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouyr]l)e$"  # made, whole
    r"|(?<=[^aeioutd])ed$"  # asked
    r"|(?<=[^aeiouylscxzgh])es$|(?<=[aeiouy]l)es$"  # makes, sales
    r"|(?<=[a-z][^aeiouyl])e(?=(?:ly|ful|less|ment|ness)(?:s|ly|ness)?$)"  # likely, useful
    r"|(?<=som)e(?=[a-z])|(?<=ev)e(?=ry)|(?<=bus)i(?=ness)|(?<=whil)e$"
)
# ... and what is spoken apart though no consonant parts it, or has no vowel at all.
APART = re.compile(
    r"[aeiouy](?=ing$|ings$)|i(?=er|et|est$)|qui(?=et)|i(?=a(?!ge|l\b)|um|us$)|(?<![csgt])i(?=o)"
    r"|ide(?=a)|(?<=[a-z][^aeiou])u(?=a)|(?<=fl)u(?=en)|(?<=cr)e(?=a[tm]i)|y(?=one)|o(?=ever)|(?<=sm)$"
    r"|(?<=dn)'t$|(?<=sn)'t$|(?<=[^aeioury]l)ed$"
)


@attrs.frozen
class Ease:
    """How easily a text reads.

    Attributes
    ----------
    words, sentences, syllables
        How many there are.
    longest
        Its longest sentence.
    """

    words: int
    sentences: int
    syllables: int
    longest: str

    @property
    def mean(self) -> float:
        """Words in a sentence, on average; 0 where there is none."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def flesch(self) -> float:
        """Flesch's reading ease: 100 is very easy, 0 very hard; 100 where there is no word."""
        if not self.words:
            return 100.0
        return 206.835 - 1.015 * self.mean - 84.6 * self.syllables / self.words


def ease(texts: Iterable[str]) -> Ease:
    """Measure some texts as one; each begins a new sentence."""
    found = [one for text in texts for one in sentences(text)]
    words = [WORD.findall(one) for one in found]
    return Ease(
        words=sum(map(len, words)),
        sentences=len(found),
        syllables=sum(syllables(word) for one in words for word in one),
        longest=max(found, key=length, default=""),
    )


def length(sentence: str) -> int:
    """Count the words of a sentence; what hyphens join counts singly, as one reads it."""
    return len(WORD.findall(sentence))


def sentences(text: str) -> tuple[str, ...]:
    """Part a text into its sentences.

    >>> sentences("“Shall we?” asks Sam. She says: “No.” Then e.g. Rob does.")
    ('“Shall we?” asks Sam.', 'She says: “No.”', 'Then e.g. Rob does.')
    """
    text = " ".join(text.split())
    found: list[str] = []
    begin = 0
    for match in END.finditer(text):
        closed = text[begin : match.end()].strip()
        if SHORT.search(text[begin : match.start()]) or GOES_ON.match(text, match.start()):
            continue
        found.append(closed)
        begin = match.end()
    found.append(text[begin:].strip())
    return tuple(one for one in found if WORD.search(one))


def syllables(word: str) -> int:
    """Count a word's syllables, by rule; a number counts as one.

    >>> [syllables(word) for word in ("she", "worry", "decide", "little", "asked", "isn't")]
    [1, 2, 2, 2, 1, 2]
    """
    plain = word.lower().replace("’", "'")
    found = len(VOWELS.findall(plain)) + len(APART.findall(plain)) - len(SILENT.findall(plain))
    return max(found, 1)
