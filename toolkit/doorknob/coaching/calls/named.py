"""Plain text: ``Name: what was said``, with or without times.

What programs make of it is read, too: ``[00:01:02] Name: text``, ``00:01 Name: text``,
``[0:01.5 --> 0:03] Name: text``, ``Name [00:01:02]: text``, and a line ``Name  0:12`` over the
text. A time may have a date before it and AM or PM after it, as in chats. Where no name stands
before a colon, ``[Name] text`` counts. A line without a name goes on with the turn before; one that
begins with ``#`` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from doorknob.coaching.calls.clock import DAY, MOMENT, UNTIL, days, seconds, seconds_of_day
from doorknob.coaching.calls.names import Names, is_plainly_a_name, names_in
from doorknob.coaching.calls.source import Parsed, Source, one_line
from doorknob.coaching.calls.turns import Cue

_RANGE = rf"{MOMENT}(?:\s*(?:-->|-|–|to)\s*{UNTIL})?"
_SQUARE = re.compile(rf"\[{_RANGE}\]\s*[-–|:]?\s*(?P<text>.*)")
_BARE = re.compile(rf"(?P<round>\()?{_RANGE}(?(round)\))(?:\s+[-–|]?\s*(?P<text>.*))?")
_AFTER = re.compile(
    rf"(?P<name>[^:\[\]()]{{1,80}}?)\s{{0,20}}[\[(]{_RANGE}[\])]\s*(?::\s*(?P<text>.*))?"
)
# "Meet Tuesday 10:30" is no such line; the programs that write it leave more than a space.
_OVER = re.compile(rf"(?P<name>[^:\[\]()]{{1,80}}?)(?:\s{{2,20}}|\t){_RANGE}")
# Some leave one space; that counts where most names stand so.
_OVER_ALL = re.compile(rf"(?P<name>[^:\[\]()]{{1,80}}?)\s{{1,20}}{_RANGE}")
_COMMENT = re.compile(r"\s*#(?:\s|$)")


@attrs.frozen(kw_only=True)
class _Line:
    """A line with its times taken off.

    Attributes
    ----------
    number
        In the file.
    text
        The rest of it, with a name before its colon wherever the times stood.
    whole
        The line as it was, where the times may be its own words; else empty.
    start, end
        The times.
    day
        The date before them, as it is written.
    over
        Whether this is a name with a time, over the text.
    """

    number: int
    text: str
    whole: str = ""
    start: Fraction | None = None
    end: Fraction | None = None
    day: str = ""
    over: bool = False


def read_named(source: Source) -> Parsed:
    """Read plain text with names."""
    raw = [
        (number, line.strip())
        for number, line in enumerate(source.lines, start=1)
        if line.strip() and not _COMMENT.match(line)
    ]
    lines, names = _named(raw)
    lines = _dated(lines)
    cues: list[tuple[Cue, list[str]]] = []
    for line in _with_times(lines, names):
        cue = _cue(line, names)
        if cues and not cue.speaker:
            above, texts = cues[-1]
            if cue.start is None:
                texts.append(cue.text)
                continue
            cue = attrs.evolve(cue, speaker=above.speaker)
        cues.append((cue, [cue.text]))
    whole = (attrs.evolve(cue, text=" ".join(filter(None, texts))) for cue, texts in cues)
    return Parsed(cues=[cue for cue in whole if cue.text], doubts=names.doubts)


def _named(raw: Sequence[tuple[int, str]]) -> tuple[list[_Line], Names]:
    """Take off the times and find the names: before colons, over the text, or in brackets."""
    lines = [_timed(number, line) for number, line in raw]
    names = names_in((line.number, line.text) for line in lines)
    above = [_timed(number, line, over=_OVER_ALL) for number, line in raw]
    heads = [line for line in above if line.over]
    plain = [line for line in heads if is_plainly_a_name(line.text[:-2])]
    before_colons = [line for line in lines if not line.over and names.cut(line.text)[0]]
    if len(plain) > max(1, len(before_colons)):
        # Then a colon is a colon, and "Great: we start" is said.
        return above, names_in((line.number, line.text) for line in heads)
    if len(names.known) < 2:
        wider = names_in(((line.number, line.text) for line in lines), brackets=True)
        # One word before a colon, among speakers in brackets, is no reason to hear nobody else.
        if not names.known or len(wider.known) > len(names.known) + 1:
            names = wider
    return lines, names


def _dated(lines: Sequence[_Line]) -> list[_Line]:
    """Count the times of later days on from the first day's."""
    written = [line.day for line in lines if line.day]
    # Nobody can tell 3/4 from 4/3; a 13th in the file does.
    day_first = all(days(day) is not None for day in written)
    first: int | None = None
    passed = 0
    dated = []
    for line in lines:
        day = days(line.day, day_first=day_first) if line.day else None
        if day is not None:
            first = day if first is None else first
            passed = (day - first) * DAY
        start, end = (None if time is None else time + passed for time in (line.start, line.end))
        dated.append(attrs.evolve(line, start=start, end=end))
    return dated


def _time(parts: dict[str, str | None], name: str, half: str) -> Fraction | None:
    """Read a time: since the beginning, or of the day where a date or AM or PM says so."""
    text, part = parts[name] or "", parts[half] or ""
    if parts["day"] or parts["half"] or part:
        return seconds_of_day(text, part)
    return seconds(text)


def _timed(number: int, line: str, over: re.Pattern[str] = _OVER) -> _Line:
    """Take the times off a line, wherever they stand."""
    for pattern in (_SQUARE, _BARE, _AFTER, over):
        found = pattern.fullmatch(line)
        if found is None:
            continue
        parts = found.groupdict()
        start = _time(parts, "start", "half")
        if start is None:
            continue
        text = parts.get("text") or ""
        return _Line(
            number=number,
            text=f"{parts['name']}: {text}" if "name" in parts else text,
            whole="" if pattern is _SQUARE else line,
            start=start,
            end=_time(parts, "end", "end_half") if parts["end"] else None,
            day=parts["day"] or "",
            over=pattern is over,
        )
    return _Line(number=number, text=line)


def _with_times(lines: Sequence[_Line], names: Names) -> Iterator[_Line]:
    """Give the lines that say something; times on a line of their own go to the next."""
    above: _Line | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        if not line.text:
            named = after is not None and names.cut(after.text)[0]
            if named or not line.whole:
                above = line
                continue
            # "10:30", alone under a question, is an answer.
        elif above is not None and line.start is None:
            yield attrs.evolve(line, start=above.start, end=above.end)
            above = None
            continue
        above = None
        yield line


def _cue(line: _Line, names: Names) -> Cue:
    speaker, text = names.cut(line.text)
    if not speaker and line.whole:
        # "10:30 would suit me": no name follows, so the time belongs to what is said.
        return Cue(speaker="", text=one_line(line.whole), line=line.number)
    return Cue(speaker=speaker, text=text, line=line.number, start=line.start, end=line.end)
