"""What Doorknob itself says, in the language of whoever reads it.

The words are gettext's: ``locale/<language>/LC_MESSAGES/doorknob.po`` is written by people, and the
``.mo`` beside it is made of it by ``pybabel compile -D doorknob -d toolkit/doorknob/locale``. What
has no translation stays English, and so does everything where a language has no catalogue. Reading
a catalogue needs the standard library alone, so that it also works in a browser.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from doorknob.american import american, is_american

DOMAIN = "doorknob"
ENGLISH = "en"
LOCALE = Path(__file__).parent / "locale"
# One kernel serves one notebook, and a build one document after another: each says it first. A
# context variable would not reach the tasks in which a widget's messages arrive.
_SPOKEN = [ENGLISH]
_AMERICAN = [False]
_TEXT = re.compile(r'"([^"\\\n]+)"')


def language_of(locale: str) -> str:
    """Give the language of a locale.

    >>> language_of("de-AT"), language_of("")
    ('de', 'en')
    """
    return locale.replace("_", "-").partition("-")[0].lower() or ENGLISH


def speak(locale: str) -> None:
    """Say everything in this language from now on, in this process."""
    _SPOKEN[0] = language_of(locale)
    _AMERICAN[0] = is_american(locale)


def speak_english(locale: str) -> None:
    """Say everything in English, as the locale's readers spell it: for a text that is English."""
    speak(locale if language_of(locale) == ENGLISH else ENGLISH)


def speaks_american() -> bool:
    """Say whether what is said is for Americans."""
    return _AMERICAN[0]


def say(text: str, /, **values: object) -> str:
    """Give a text in the language that is spoken, with its slots filled.

    Parameters
    ----------
    text
        English, as it stands in the catalogues; ``{slots}`` are filled from `values`.
    **values
        What fills them; put in as it is.

    >>> say("Still missing: {moves}.", moves="a question")
    'Still missing: a question.'
    """
    told = american(text) if _AMERICAN[0] else said_in(_SPOKEN[0], text)
    return told.format_map(values) if values else told


def said_in(locale: str, text: str) -> str:
    """Give a text in a language; in English where it has no translation.

    >>> said_in("de-DE", "Not answered."), said_in("nl", "Not answered.")
    ('Nicht beantwortet.', 'Not answered.')
    """
    told = _catalogue(language_of(locale)).gettext(text)
    return american(told) if is_american(locale) else told


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Say how many there are of something, in the plural that the language has for the number.

    Parameters
    ----------
    one, many
        English, for one and for any other number; ``{count}`` and other slots are filled.
    count
        The number.
    **values
        What fills the other slots.

    >>> say_many("{count} line", "{count} lines", 1), say_many("{count} line", "{count} lines", 3)
    ('1 line', '3 lines')
    """
    told = _catalogue(_SPOKEN[0]).ngettext(one, many, count)
    told = american(told) if _AMERICAN[0] else told
    return told.format_map({"count": count, **values})


def to_say(text: str) -> str:
    """Mark a text that is said later, so that no catalogue goes without it."""
    return text


def speaks(locale: str) -> bool:
    """Say whether there are words in a language: English, or one that has a catalogue.

    >>> speaks("de-AT"), speaks("en-US"), speaks("nl")
    (True, True, False)
    """
    language = language_of(locale)
    return language == ENGLISH or isinstance(_catalogue(language), gettext.GNUTranslations)


def spoken() -> str:
    """Give the language that is spoken; English where the one that was asked for has no words."""
    return _SPOKEN[0] if speaks(_SPOKEN[0]) else ENGLISH


def words(source: str) -> dict[str, str]:
    """Give what a script says, in the language that is spoken, by its English; none for English.

    Parameters
    ----------
    source
        The script, in which each text stands whole and in double quotes.
    """
    if _AMERICAN[0]:
        texts = {text: american(text) for text in _TEXT.findall(source)}
        return {text: told for text, told in texts.items() if told != text}
    return _words(_SPOKEN[0], source)


# --- Numbers, quotations and lists ----------------------------------------------------------------


def number(text: str) -> str:
    """Write an English number as the language writes numbers.

    >>> number("1,234.5"), number("-0.5")
    ('1,234.5', '−0.5')
    """
    group, decimal = _signs(_SPOKEN[0])
    return text.translate({ord("-"): "\u2212", ord(","): group, ord("."): decimal})


def percentage(share: float) -> str:
    """Write a share of 1 in per cent.

    >>> percentage(0.254)
    '25%'
    """
    return say("{number}%", number=number(f"{100 * share:.0f}"))


def per_cent(hundredths: object) -> str:
    """Write a number of hundredths as it stands in a sentence.

    >>> per_cent("12.5")
    '12.5 %'
    """
    return say("{number} %", number=number(f"{hundredths}"))


def first_large(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is, nouns and all.

    >>> first_large("the money at TÜV")
    'The money at TÜV'
    """
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Put a text into quotation marks.

    >>> quoted("Well …")
    '“Well …”'
    """
    return say("“{text}”", text=text)


def requoted(text: str) -> str:
    """Give a whole quotation in the marks of the language.

    An answer is kept in English marks whoever reads it, so that a decision on it finds it again.

    >>> requoted("“Well …”"), requoted("Well …")
    ('“Well …”', 'Well …')
    """
    return quoted(text[1:-1]) if text[:1] == "“" and text[-1:] == "”" else text


def listed(parts: Sequence[str]) -> str:
    """Join parts as one says them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *first, last = parts or [""]
    return say("{these} and {last}", these=", ".join(first), last=last) if first else last


@cache
def _signs(language: str) -> tuple[str, str]:
    """Read from a number as the language writes it what parts thousands and decimals."""
    told = said_in(language, "1,234.5")
    return told[1].strip("2"), told[-2]


@cache
def _words(language: str, source: str) -> dict[str, str]:
    catalogue = _catalogue(language)
    if not isinstance(catalogue, gettext.GNUTranslations):
        return {}
    # The standard library reads a catalogue and gives no way to list it.
    held = vars(catalogue)["_catalog"]
    return {
        text: told
        for text, told in held.items()
        if isinstance(text, str) and text and f'"{text}"' in source
    }


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)
