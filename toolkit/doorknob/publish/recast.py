"""A notebook's cells under a cohort's names: prose, code, and what tells the code of them."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping
from typing import Any

import nbformat

from doorknob.cast import ENVIRONMENT, Cast, renamed_text

# What Markdown, pandoc's Markdown or HTML could take for markup.
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|$~^&@])")
# What is no prose: slots, which name values, and code, which names files and ids.
_NO_PROSE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|```.*?```|`[^`\n]+`)", re.DOTALL)
_TEXTS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
_RAW = re.compile(r"[a-z]*[rb][a-z]*['\"]", re.IGNORECASE)


def escaped(value: str) -> str:
    r"""Give a text as Markdown that says no more than the text.

    >>> print(escaped("*5*"))
    \*5\*
    """
    return MARKUP.sub(r"\\\1", value)


def renamed_markdown(source: str, names: Mapping[str, str]) -> str:
    """Put names in place of others in the prose of Markdown; what is put in is never markup.

    >>> renamed_markdown("Rob reads `Rob.pdf`, {{ Rob }}", {"Rob": "Sipho"})
    'Sipho reads `Rob.pdf`, {{ Rob }}'
    """
    if not names:
        return source
    safe = {old: escaped(new) for old, new in names.items()}
    parts = _NO_PROSE.split(source)
    # What a pattern with one group splits alternates: prose, other, prose …
    return "".join(part if at % 2 else renamed_text(part, safe) for at, part in enumerate(parts))


def renamed_code(source: str, names: Mapping[str, str]) -> str:
    r"""Put names in place of others in the texts of code, and nowhere else in it.

    >>> print(renamed_code("Rob = 'Ask Rob.'  # Rob", {"Rob": "D'Arcy"}))
    Rob = 'Ask D\u0027Arcy.'  # Rob
    """
    if not names:
        return source
    safe = {old: "".join(map(_in_code, new)) for old, new in names.items()}
    lines = source.splitlines(keepends=True)
    try:
        found = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return source
    for one in reversed(found):
        # In a raw text no sign could be written by its number.
        if one.type not in _TEXTS or (one.type == tokenize.STRING and _RAW.match(one.string)):
            continue
        (row, start), (last, end) = one.start, one.end
        text = "".join(lines[row - 1 : last])
        after = len(lines[last - 1]) - end
        inner = text[start : len(text) - after]
        lines[row - 1 : last] = [
            text[:start] + renamed_text(inner, safe) + text[len(text) - after :],
            *[""] * (last - row),
        ]
    return "".join(lines)


def _in_code(one: str) -> str:
    """Give a character as it may stand in any text of code, whatever quotes are around it."""
    if one.isalnum() or one in " .-":
        return one
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"


def cast_cell(cast: Cast) -> Any:
    """Give a cell by which a notebook's own code learns who plays whom."""
    return nbformat.v4.new_code_cell(
        f"import os\n\nos.environ[{ENVIRONMENT!r}] = {cast.packed()!r}",
        id="who-plays-whom",
        metadata={"jupyter": {"source_hidden": True}, "tags": ["hide-input"]},
    )
