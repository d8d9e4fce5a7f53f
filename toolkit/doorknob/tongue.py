"""What Doorknob itself says, in the language of whoever reads it.

The words are gettext's: ``locale/<language>/LC_MESSAGES/doorknob.po`` is written by people, and the
``.mo`` beside it is made of it by ``pybabel compile -D doorknob -d toolkit/doorknob/locale``. What
has no translation stays English, and so does everything where a language has no catalogue. Reading
a catalogue needs the standard library alone, so that it also works in a browser.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "doorknob"
ENGLISH = "en"
LOCALE = Path(__file__).parent / "locale"
# One kernel serves one notebook, and a build one document after another: each says it first. A
# context variable would not reach the tasks in which a widget's messages arrive.
_SPOKEN = [ENGLISH]


def language_of(locale: str) -> str:
    """Give the language of a locale.

    >>> language_of("de-AT"), language_of("")
    ('de', 'en')
    """
    return locale.replace("_", "-").partition("-")[0].lower() or ENGLISH


def speak(locale: str) -> None:
    """Say everything in this language from now on, in this process."""
    _SPOKEN[0] = language_of(locale)


def say(text: str, **values: object) -> str:
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
    told = said_in(_SPOKEN[0], text)
    return told.format_map(values) if values else told


def said_in(locale: str, text: str) -> str:
    """Give a text in a language; in English where it has no translation.

    >>> said_in("de-DE", "Not answered."), said_in("nl", "Not answered.")
    ('Nicht beantwortet.', 'Not answered.')
    """
    return _catalogue(language_of(locale)).gettext(text)


def words() -> dict[str, str]:
    """Give all that is said in the language that is spoken, by its English; nothing for English."""
    catalogue = _catalogue(_SPOKEN[0])
    if not isinstance(catalogue, gettext.GNUTranslations):
        return {}
    # The standard library reads a catalogue and gives no way to list it.
    held = vars(catalogue)["_catalog"]
    return {text: told for text, told in held.items() if isinstance(text, str) and text}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)
