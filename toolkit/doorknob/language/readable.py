"""Whether a line can be read at all: English words, in letters we know, enough of them.

To abstain is cheap: the prospect asks what was meant. To guess at a line in another language could
accuse a learner of something that he never said.
"""

from __future__ import annotations

import re
from collections.abc import Container

from doorknob.language.common import COMMON_ENGLISH, FOREIGN, SHARED
from doorknob.language.words import NUMBER, Word, is_letter_or_mark

_THUMBS = re.compile(r"[\U0001F44D\U0001F44C\U0001F642\u2705]")
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|prompts?|rules|above)\b"
    r"|\bsystem prompt\b|\byou are now (?:a|an|in)\b|\bas an ai\b|<\|?(?:im_start|system)"
    r"|</?[a-z]{1,12}>|\boutput (?:only )?(?:json|labels?)\b"
    r"|\bact as (?:a|an|if)\b.{0,30}\b(?:ai|model|grader)\b"
    r"|\b(?:mark|label|score|classify|grade|code) (?:this|me|it|my)\b"
    r".{0,20}\b(?:as|with)\b"
)
# A line that holds none of these words cannot match, and most lines hold none.
_TALKS_TO_MACHINES = frozenset(
    "ignore disregard forget override prompt now ai output act mark label score classify grade "
    "code".split()
)
_LETTERS = re.compile(r"[a-z]+")
_VOWEL = re.compile(r"[aeiouyàáâäåæèéêëìíîïòóôöøùúûü]")
_ONLY_FOREIGN = FOREIGN - SHARED
_LEAST_SHARE = 0.34
_FOREIGN_LEAD = 1
_SHORT = 4


def is_thumbs_up(line: str) -> bool:
    """Whether a line is no words but a plain nod, such as a thumbs-up."""
    return bool(_THUMBS.search(line)) and not any(char.isalnum() for char in line)


def is_injection(line: str) -> bool:
    """Whether a line talks to a machine and not to the prospect."""
    low = line[:2000].lower()
    if "<" not in low and _TALKS_TO_MACHINES.isdisjoint(_LETTERS.findall(low)):
        return False
    return bool(_INJECTION.search(low))


def is_readable(line: str, words: tuple[Word, ...], english: Container[str] = frozenset()) -> bool:
    """Whether a line is English enough to be read.

    Parameters
    ----------
    line
        The line as typed.
    words
        Its words.
    english
        Further words that are English, beside the commonest; short ones of these don't count, as
        many languages share them.
    """
    if not words or _other_script(line):
        return False
    forms = [word.text for word in words if word.text != NUMBER]
    if not forms:
        return False
    if not any(len(form) > 1 and form.isalpha() for form in forms) and forms != ["i"]:
        # What is left of a command to a terminal, or of a slip of the hand.
        return len(forms) == 1 and forms[0].isalpha()
    raws = [word.raw for word in words]
    foreign = 0 if FOREIGN.isdisjoint(raws) else sum(raw in _ONLY_FOREIGN for raw in raws)
    known = sum(form in COMMON_ENGLISH or (len(form) > 3 and form in english) for form in forms)
    if foreign:
        known = sum(word.text in COMMON_ENGLISH and word.raw not in SHARED for word in words)
    if foreign > max(known, _FOREIGN_LEAD):
        return False
    if len(forms) <= _SHORT and known == 0:
        return foreign == 0 and all(_pronounceable(form) for form in forms) and len(forms) == 1
    return known >= _LEAST_SHARE * len(forms)


def _other_script(line: str) -> bool:
    """Whether a good part of the letters belongs to no Latin alphabet."""
    if line.isascii():
        return False
    letters = [char for char in line[:2000] if is_letter_or_mark(char)]
    strange = sum(ord(char) > 0x24F for char in letters)
    return strange * 4 > len(letters)


def _pronounceable(form: str) -> bool:
    """Whether one unknown word looks like a word at all.

    >>> _pronounceable("pricing"), _pronounceable("asdfghjk")
    (True, False)
    """
    if len(form) > 14:
        return False
    vowels = len(_VOWEL.findall(form))
    run = max((len(part) for part in _VOWEL.split(form)), default=0)
    return vowels * 5 >= len(form) and run <= 3
