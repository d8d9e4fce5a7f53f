"""Who plays whom: a cohort's names for the people in the course, and how they are spoken to.

Texts keep the names that they were written with; a cohort's stand in their place only where a text
is shown. What a prospect hears is taken back into the first names before it is read, so that a call
goes the same way whatever anybody is called.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

import attrs

T = TypeVar("T")
# The value that carries a cast, and the variable by which a notebook's own code learns of it.
VALUE, ENVIRONMENT = "people", "DOORKNOB_PEOPLE"
TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Frau", "Herr"})
# Ids and versions are no text; what else a call keeps beside its texts goes its own way.
NOT_TEXT = frozenset({"id", "written_for", "variants", "as_written", "cast"})
PATTERNS = frozenset({"known_as", "heard_as", "order_heard_as"})
LONGEST, MOST = 80, 500
BETWEEN = frozenset(" .'’-")


@attrs.frozen
class Cast:
    """Who plays whom.

    Attributes
    ----------
    names
        What stands in place of each part of a name, as a whole word: ``Ines Calder``, ``Ines`` and
        ``Calder`` each have their own.
    called
        How people are spoken to, by the names of slots: ``ines`` is Ines, or Ms Calder.
    """

    names: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    called: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def __bool__(self) -> bool:
        return bool(self.names or self.called)

    def packed(self) -> str:
        """Write it into one text; none where nothing is changed.

        >>> Cast({"Rob": "Sipho"}).packed()
        '{"called": {}, "names": {"Rob": "Sipho"}}'
        """
        data = {"names": dict(self.names), "called": dict(self.called)}
        return json.dumps(data, ensure_ascii=False, sort_keys=True) if self else ""

    @property
    def before(self) -> Cast:
        """Everybody under the names that the course was written with."""
        back = {new: old for old, new in self.names.items()}
        return Cast(called={slot: renamed(text, back) for slot, text in self.called.items()})

    def within(self, value: Any) -> Cast:
        """Give that part of it which changes anything in a text, or in texts within texts."""
        everything = "\n".join(texts(value))
        there = {
            old: new
            for old, new in self.names.items()
            if old.split(maxsplit=1)[0] in everything and finder((old,)).search(everything)
        }
        return Cast(there, self.called)


NOBODY = Cast()


@lru_cache(maxsize=256)
def unpacked_cast(text: str) -> Cast:
    """Give a cast as it was packed; nobody's where the text is no cast, as in a damaged journal.

    >>> unpacked_cast(Cast({"Rob": "Sipho"}).packed()).names
    {'Rob': 'Sipho'}
    >>> bool(unpacked_cast("[]"))
    False
    """
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return NOBODY
    if not isinstance(data, dict):
        return NOBODY
    names, called = (_told(data.get(field)) for field in ("names", "called"))
    return Cast({old: new for old, new in names.items() if is_name(old)}, called)


def _told(data: Any) -> dict[str, str]:
    if not isinstance(data, dict) or len(data) > MOST:
        return {}
    return {str(key): text for key, text in data.items() if isinstance(text, str) and is_name(text)}


def is_name(text: str) -> bool:
    """Say whether a text can be a name: letters of any script, and what stands between them.

    >>> [is_name(text) for text in ("Siobhán O'Hara-Nkosi", "Dr. Ng", "{price}", "<b>", "")]
    [True, True, False, False, False]
    """
    return (
        len(text) <= LONGEST
        and text[:1].isalpha()
        and all(one in BETWEEN or unicodedata.category(one)[0] in "LM" for one in text)
    )


@attrs.frozen
class Name:
    """A person's name in its parts; the whole is without a title."""

    whole: str
    given: str
    surname: str = ""
    title: str = ""

    def spoken_to(self, title: str) -> str:
        """Give the name as strangers say it: a title of one's own goes before another.

        >>> name_of("Dr Henrik Brandt").spoken_to("Mr"), name_of("Rob").spoken_to("Mr")
        ('Dr Brandt', 'Rob')
        """
        return f"{self.title or title} {self.surname}" if self.surname else self.given


def name_of(text: str) -> Name:
    """Tell the parts of a name, which may also be written like a roster's: surname first, a comma.

    >>> name_of("Noor van Dijk")
    Name(whole='Noor van Dijk', given='Noor', surname='van Dijk', title='')
    >>> name_of("Tan, Wei Ling").given
    'Wei Ling'
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    last, comma, first = (part.strip() for part in tidy.partition(","))
    if comma:
        return Name(f"{first} {last}", first, last)
    words = tidy.split(" ")
    title = words.pop(0) if len(words) > 1 and words[0].rstrip(".") in TITLES else ""
    return Name(" ".join(words), words[0], " ".join(words[1:]), title)


def replaced(old: Name, new: Name) -> dict[str, str]:
    """Give what stands in place of each part of a name; a surname that nobody names stays.

    >>> replaced(name_of("Ines Calder"), name_of("Thandeka Mokoena"))
    {'Ines Calder': 'Thandeka Mokoena', 'Ines': 'Thandeka', 'Calder': 'Mokoena'}
    """
    whole = new.whole if new.surname else f"{new.given} {old.surname}".strip()
    pairs = {old.whole: whole, old.given: new.given}
    if old.surname and new.surname:
        pairs[old.surname] = new.surname
    return {before: after for before, after in pairs.items() if before != after}


@lru_cache(maxsize=1024)
def finder(names: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds names as whole words, also across two lines; no part of a double name."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    told = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(
        rf"(?<![^\W_])(?<![^\W_][-'’])({told})(?![^\W_])(?!-[^\W_])((?<=s)['’](?=\s+[a-z]))?"
    )


def renamed_text(text: str, names: Mapping[str, str]) -> str:
    """Put names in place of others, as whole words.

    >>> renamed_text("Rob's page, Robert's and Ines' plan", {"Rob": "James", "Ines": "Sipho"})
    "James's page, Robert's and Sipho's plan"
    """
    if not names:
        return text

    def put(found: re.Match[str]) -> str:
        new, bare = names[" ".join(found[1].split())], found[2] or ""
        # What was opened by a quotation mark is closed by one, and belongs to nobody.
        quoted = bare == "’" and text.rfind("‘", 0, found.start()) > text.rfind(
            "’", 0, found.start()
        )
        return new + (bare if quoted or not bare or new.endswith("s") else f"{bare}s")

    return finder(tuple(names)).sub(put, text)


def renamed_pattern(pattern: str, names: Mapping[str, str]) -> str:
    """Let a pattern of words that may be heard take a new name beside the old one.

    >>> renamed_pattern("page + rob*/him", {"Rob": "Sipho"})
    'page + rob*/sipho*/him'
    """
    small = {old.lower(): new.lower() for old, new in names.items()}
    return "+".join(
        "/".join(
            word if word == other else f"{word.rstrip()}/{other.lstrip()}"
            for word in part.split("/")
            for other in (renamed_text(word, small),)
        )
        for part in pattern.split("+")
    )


def renamed(value: T, names: Mapping[str, str], field: str = "") -> T:
    """Give a value with the names in all its texts replaced.

    >>> renamed(("Ask Rob.", 3), {"Rob": "Sipho"})
    ('Ask Sipho.', 3)
    """
    if not names:
        return value
    result: Any = _renamed(value, names, field)
    return result  # type: ignore[no-any-return]


def _renamed(value: Any, names: Mapping[str, str], field: str) -> Any:
    if isinstance(value, (StrEnum, Fraction)):
        return value
    if isinstance(value, str):
        put = renamed_pattern if field in PATTERNS else renamed_text
        return put(value, names)
    if isinstance(value, tuple):
        return tuple(_renamed(item, names, field) for item in value)
    if isinstance(value, dict):
        return {name: _renamed(item, names, field) for name, item in value.items()}
    if attrs.has(type(value)):
        kept = [f.name for f in attrs.fields(type(value)) if f.init and f.name not in NOT_TEXT]
        return attrs.evolve(value, **{n: _renamed(getattr(value, n), names, n) for n in kept})
    return value


def texts(value: Any) -> Iterator[str]:
    """Give every text in a value, also within its parts."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif attrs.has(type(value)):
        fields = [f.name for f in attrs.fields(type(value)) if f.init and f.name not in NOT_TEXT]
        yield from texts(tuple(getattr(value, name) for name in fields))
