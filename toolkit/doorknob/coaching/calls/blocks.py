"""The cues of WebVTT and SubRip: blocks of lines under a line of times.

Both are read by one rule, more forgiving than either: programs write neither by the book. WebVTT:
https://www.w3.org/TR/webvtt1/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

import attrs

from doorknob.coaching.calls.clock import seconds
from doorknob.coaching.calls.source import Source
from doorknob.errors import Problem

_LIKE_TIMES = re.compile(r"\s*(?=\S{0,20}:)[0-9]\S{0,30}\s*-->")
_TIMES = re.compile(r"\s*(?P<start>\S+)\s*-->\s*(?P<end>\S+)(?:\s.*)?")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_HEADER = re.compile(r"WEBVTT(?:\s.*)?")

Numbered = tuple[int, str]


@attrs.frozen(kw_only=True)
class Block:
    """A cue as it stands in the file.

    Attributes
    ----------
    line
        Of its times.
    start, end
        In seconds; None where the line of times is none.
    payload
        The lines under it, with their numbers.
    """

    line: int
    start: Fraction | None
    end: Fraction | None
    payload: list[Numbered]


@attrs.frozen(kw_only=True)
class Blocks:
    """All cues of a transcript, in the order of the file.

    Attributes
    ----------
    found
        The cues.
    faults
        Lines of times that hold none.
    remarks
        What stands outside any cue.
    """

    found: Sequence[Block]
    faults: Sequence[Problem]
    remarks: Sequence[Problem]


def is_webvtt(lines: Sequence[str]) -> bool:
    """Whether the first line that says anything is WebVTT's."""
    first = next((line for line in lines if line.strip()), "")
    return _HEADER.fullmatch(first.strip()) is not None


def has_times(lines: Sequence[str]) -> bool:
    """Whether there is a line of times, as over each cue."""
    return any(map(_LIKE_TIMES.match, lines))


def blocks(source: Source, *, webvtt: bool) -> Blocks:
    """Read the cues.

    Parameters
    ----------
    source
        The transcript.
    webvtt
        Whether it has a header, comments and cues with names of their own.
    """
    found: list[Block] = []
    early: list[Numbered] = []
    late: list[Numbered] = []
    for group in _groups(source.lines, webvtt=webvtt):
        before, cues = _cut(group, webvtt=webvtt)
        # A blank line within a cue: what follows it was said all the same.
        (late if found else early).extend(before)
        if found:
            found[-1].payload.extend(before)
        found += cues
    remarks = [
        *_outside(source, early, "left out"),
        *_outside(source, late, "taken as part of the cue before"),
    ]
    return Blocks(found=found, faults=_no_times(source, found), remarks=remarks)


def _groups(lines: Sequence[str], *, webvtt: bool) -> Iterator[list[Numbered]]:
    """Give runs of lines between blank ones, without WebVTT's header and comments."""
    header = webvtt
    for blank, run in groupby(enumerate(lines, start=1), key=lambda line: not line[1].strip()):
        if blank:
            continue
        group = list(run)
        first = _first_times(group)
        if header:
            # Some programs leave no blank line under the header.
            group, header = group[first:], False
        elif webvtt and first == len(group) and _NO_CUE.fullmatch(group[0][1].strip()):
            continue
        if group:
            yield group


def _first_times(group: Sequence[Numbered]) -> int:
    """Give the place of the first line of times, or of the end."""
    return next((at for at, line in enumerate(group) if _LIKE_TIMES.match(line[1])), len(group))


def _cut(group: Sequence[Numbered], *, webvtt: bool) -> tuple[Sequence[Numbered], list[Block]]:
    """Cut a run of lines into what stands before any times, and cues."""
    places = [at for at, line in enumerate(group) if _LIKE_TIMES.match(line[1])]
    before = group[: places[0]] if places else group
    # The cue's own number or, in WebVTT, its name; a lone number has lost its cue.
    numbered = bool(before) and _is_number(before[-1]) and bool(places or len(before) == 1)
    if numbered or (webvtt and places and len(before) == 1):
        before = before[:-1]
    cues = []
    for at, after in pairwise((*places, len(group))):
        payload = group[at + 1 : after]
        if after < len(group) and payload and _is_number(payload[-1]):
            payload = payload[:-1]
        cues.append(_block(group[at], payload))
    return before, cues


def _is_number(line: Numbered) -> bool:
    return line[1].strip().isdecimal()


def _block(times: Numbered, payload: Sequence[Numbered]) -> Block:
    line, text = times
    found = _TIMES.fullmatch(text)
    start = seconds(found["start"]) if found else None
    end = seconds(found["end"]) if found else None
    return Block(line=line, start=start, end=end, payload=list(payload))


def _no_times(source: Source, found: Sequence[Block]) -> list[Problem]:
    message = "expected the times of a cue, such as 00:01:02.500 --> 00:01:05.000."
    fix = "Correct the times, or delete the cue."
    wrong = [block.line for block in found if block.start is None or block.end is None]
    return [source.problem(line, message, fix) for line in wrong]


def _outside(source: Source, lines: Sequence[Numbered], done: str) -> Iterator[Problem]:
    if lines:
        count = "a line" if len(lines) == 1 else f"{len(lines)} lines"
        yield source.problem(lines[0][0], f"{count} outside any cue, here first: {done}.")
