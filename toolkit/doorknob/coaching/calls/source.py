"""A transcript's text as lines, without what no reader and no terminal should meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

import attrs

from doorknob.coaching.calls.turns import Cue
from doorknob.errors import Problem

LONGEST_NAME = 80
MOST_LINES = 8

_KEPT = {9, 10, 13}
_CONTROLS = [code for code in (*range(32), *range(127, 160)) if code not in _KEPT]
_SEPARATORS = (0x2028, 0x2029)
# Invisible: text that runs the other way, or says something that nobody sees.
_HIDDEN = (
    0xAD,
    0x61C,
    0x200B,
    0x2060,
    0xFEFF,
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xE0000, 0xE0080),
)
_HARMLESS = str.maketrans(
    {
        **{code: " " if chr(code).isspace() else "" for code in (*_CONTROLS, *_SEPARATORS)},
        **dict.fromkeys(_HIDDEN, ""),
        **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    }
)
# Form feeds and the like are how old programs break pages; nobody needs to hear of them.
_WORTH_SAYING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# What colours a terminal's text, moves its cursor or names its window: CSI and OSC, ECMA-48. Only
# whole ones: half of one must not swallow what is said.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b\]|\x9d)[^\x00-\x08\x0a-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[0-9:.,]{4,20}>|\{\\[^{}]*\}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@attrs.frozen(kw_only=True)
class Source:
    """A transcript, cut into lines.

    Attributes
    ----------
    path
        The file as the reader knows it.
    lines
        Without line ends and control characters.
    remarks
        What was mended.
    """

    path: str
    lines: tuple[str, ...]
    remarks: tuple[Problem, ...] = ()

    def problem(self, line: int | None, message: str, fix: str = "") -> Problem:
        """Make a problem or remark that lies in a line, counted from 1."""
        return Problem(path=self.path, line=line, message=message, fix=fix)


@attrs.frozen(kw_only=True)
class Doubt:
    """What looks like a speaker's name and was not taken for one.

    Attributes
    ----------
    name
        As the first of its lines has it.
    lines
        That begin so.
    """

    name: str
    lines: tuple[int, ...]

    def __str__(self) -> str:
        many = "line" if len(self.lines) == 1 else "lines"
        return f"{self.name!r} ({many} {', '.join(map(str, self.lines[:MOST_LINES]))})"


@attrs.frozen(kw_only=True)
class Parsed:
    """What a parser found.

    Attributes
    ----------
    cues
        In the order of the file; each has words and, where anybody is named, a speaker.
    faults
        What makes the file unusable.
    remarks
        What was taken in some sense, or left out.
    doubts
        What looks like a name and was not taken for one.
    """

    cues: Sequence[Cue] = ()
    faults: Sequence[Problem] = ()
    remarks: Sequence[Problem] = ()
    doubts: Sequence[Doubt] = ()


def source(text: str, path: str) -> Source:
    """Cut a text into lines, whatever ends them, and take out what only terminals understand."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = _SEQUENCE.sub("", text)
    remarks = (
        *_left_out(text, path, _SEQUENCE, "escape sequence", "an"),
        *_left_out(bare, path, _WORTH_SAYING, "control character", "a"),
    )
    return Source(path=path, lines=tuple(harmless(bare).split("\n")), remarks=remarks)


def _left_out(
    text: str, path: str, pattern: re.Pattern[str], noun: str, one: str
) -> Iterator[Problem]:
    """Say how much was taken out, and where it first stood; no sequence holds a line's end."""
    found = pattern.search(text)
    if found:
        count = len(pattern.findall(text))
        what = f"{one} {noun}" if count == 1 else f"{count} {noun}s"
        line = text.count("\n", 0, found.start()) + 1
        yield Problem(path=path, line=line, message=f"{what} left out, here first.")


def harmless(text: str) -> str:
    r"""Take out control characters, reversed and hidden text, and half surrogates.

    >>> harmless("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return text.translate(_HARMLESS)


def harmless_name(name: str) -> str:
    r"""Give a file's name or path as an error may show it: harmless, and on one line.

    >>> harmless_name("a\x1b[31m\u202e\nb.vtt")
    'a[31m b.vtt'
    """
    return re.sub(r"[\t\n\r]", " ", harmless(name))


def without_tags(text: str) -> str:
    """Take out the tags of subtitles, then read their entities; in this order, so once.

    >>> without_tags("<i>R&amp;D</i> &lt;b&gt; 3 < 4")
    'R&D <b> 3 < 4'
    """
    return harmless(_ENTITY.sub(lambda found: unescape(found[0]), _TAG.sub("", text)))


def one_line(text: str) -> str:
    """Give a text as one line with single spaces."""
    return " ".join(text.split())


def clean_name(name: str) -> str:
    """Give a name without markup, of bounded length; empty where nothing is left.

    >>> clean_name(" **Sam  <b>Okafor</b>** "), clean_name("&lt;script&gt;")
    ('Sam Okafor', '')
    """
    plain = _TAG.sub("", without_tags(name))
    return one_line(plain).strip("*_ ")[:LONGEST_NAME].strip()
