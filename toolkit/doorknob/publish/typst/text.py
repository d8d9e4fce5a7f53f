"""Text as Typst: escaped markup and string literals, so that no text is ever code."""

from __future__ import annotations

import re

# These mean something anywhere in Typst's markup.
_ALWAYS = re.compile(r"[\\`*_{}\[\]#$@<>~\"'^]")
# These mean something at the start of a line or beside one another: -- ... // /* 1. -5 -?
_BY_PLACE = re.compile(
    r"[-+=/:](?![^\W\d_])|(?<![^\W\d_])[-+=/:]|(?<=\.)\.|\.(?=\.)|(?<=\d)\.(?=\s|$)"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LITERAL = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

ZERO_WIDTH_SPACE = "\u200b"


def clean(text: str) -> str:
    r"""Drop what no page can show: control characters, half surrogates, non-characters.

    >>> clean("a\x1bb\tc")
    'ab\tc'
    """
    return _CONTROLS.sub("", text)


def escape(text: str) -> str:
    r"""Write text as Typst markup that shows exactly that text.

    >>> print(escape("#set page"))
    \#set page
    >>> print(escape("well-known, 1. and -- more"))
    well-known, 1\. and \-\- more
    """
    text = _ALWAYS.sub(r"\\\g<0>", " ".join(clean(text).split("\n")))
    return _BY_PLACE.sub(r"\\\g<0>", text)


def literal(text: str) -> str:
    r"""Write text as a Typst string literal.

    >>> print(literal('say "hi"\n'))
    "say \"hi\"\n"
    """
    return '"' + "".join(_LITERAL.get(character, character) for character in clean(text)) + '"'


def breakable(text: str, longest: int = 40) -> str:
    """Let very long words break, so that they stay on the page.

    >>> breakable("short words stay") == "short words stay"
    True
    >>> len(breakable("x" * 100, 40)) - 100
    2
    """

    def broken(word: re.Match[str]) -> str:
        letters = word.group()
        parts = (letters[at : at + longest] for at in range(0, len(letters), longest))
        return ZERO_WIDTH_SPACE.join(parts)

    return re.sub(rf"\S{{{longest + 1},}}", broken, text)
