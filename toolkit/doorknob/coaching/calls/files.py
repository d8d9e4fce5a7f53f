"""A transcript in a file, or in bytes from anywhere, as turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import attrs

from doorknob.coaching.calls.blocks import has_times, is_webvtt
from doorknob.coaching.calls.decoding import EXPORT, MOST_BYTES, decoded
from doorknob.coaching.calls.named import read_named
from doorknob.coaching.calls.sides import listed
from doorknob.coaching.calls.source import Doubt, Parsed, Source, harmless_name, one_line, source
from doorknob.coaching.calls.turns import Cue, Kind, Transcript, key, merged
from doorknob.coaching.calls.voices import read_subrip, read_webvtt
from doorknob.errors import InvalidTranscript, NotFound, Problem, shown_path

# A call of two hours has about 1,500.
MOST_TURNS = 5_000
MOST_FAULTS = 20
MOST_DOUBTS = 8
MOST_QUOTED = 60
ENDINGS = ("*.vtt", "*.srt", "*.txt")

PARSERS: dict[Kind, Callable[[Source], Parsed]] = {
    Kind.WEBVTT: read_webvtt,
    Kind.SUBRIP: read_subrip,
    Kind.NAMED: read_named,
}

_IN_CUES = "names in tags, before a colon and in brackets"
TRIED: dict[Kind, str] = {
    Kind.WEBVTT: _IN_CUES,
    Kind.SUBRIP: _IN_CUES,
    Kind.NAMED: "names before a colon, in brackets and, with a time, over what is said",
}


def read_transcript(path: Path) -> Transcript:
    """Read a transcript.

    Parameters
    ----------
    path
        WebVTT, SubRip or plain text with names, at most 2 MB. Which of them is told from what is
        in it, whatever the file's ending.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidTranscript
        If it cannot be read, or names fewer than two speakers.
    """
    shown = harmless_name(shown_path(path))
    try:
        with path.open("rb") as file:
            # A pipe or a device has no size to ask for.
            raw = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        folder = path.parent
        there = (p for ending in ENDINGS for p in folder.glob(ending)) if folder.is_dir() else ()
        near = [harmless_name(p.name) for p in there]
        # In full: "in ." tells nobody where that is.
        where = harmless_name(str(folder.resolve()))
        raise NotFound("transcript", harmless_name(path.name), near, where) from None
    except IsADirectoryError:
        problem = Problem(path=shown, message="is a folder.", fix="Name one transcript in it.")
        raise InvalidTranscript([problem]) from None
    except OSError as bad:
        message = f"cannot be read: {bad.strerror}."
        raise InvalidTranscript([Problem(path=shown, message=message)]) from bad
    return parse_bytes(raw, shown)


def parse_bytes(raw: bytes, path: str) -> Transcript:
    """Read a transcript's bytes; `path` is what errors call it."""
    text, remarks = decoded(raw, path)
    with _told_with(remarks):
        found = parse(text, path)
    return attrs.evolve(found, remarks=(*remarks, *found.remarks))


def parse(text: str, path: str = "transcript") -> Transcript:
    r"""Read a transcript's text.

    >>> found = parse("Sam: Good morning.\nInes: Morning. It's the price.\nIt's a lot.")
    >>> [(turn.speaker, turn.words) for turn in found.turns]
    [('Sam', 2), ('Ines', 7)]
    """
    lines = source(text, path)
    kind = kind_of(lines.lines)
    parsed = PARSERS[kind](lines)
    with _told_with([*lines.remarks, *parsed.remarks]):
        return _checked(lines, kind, parsed)


@contextmanager
def _told_with(remarks: Sequence[Problem]) -> Iterator[None]:
    """Add the remarks to what is raised: what was mended or left out may be why."""
    try:
        yield
    except InvalidTranscript as bad:
        raise InvalidTranscript([*bad.problems, *remarks]) from None


def _checked(lines: Source, kind: Kind, parsed: Parsed) -> Transcript:
    """Make a transcript of what was found, or say what it lacks."""
    path = lines.path
    if parsed.faults:
        raise InvalidTranscript(_some(parsed.faults, path))
    cues = [cue for cue in parsed.cues if cue.speaker]
    _check_speakers(lines, kind, parsed)
    turns = merged(cues)
    if len(turns) > MOST_TURNS:
        message = f"has {len(turns):,} turns; at most {MOST_TURNS:,} are read."
        problem = lines.problem(turns[MOST_TURNS].line, message, "Keep to one call in a file.")
        raise InvalidTranscript([problem])
    found = (
        *parsed.remarks,
        *_doubted(lines, parsed),
        *_early(lines, parsed.cues),
        *_back(lines, cues),
    )
    remarks = (*lines.remarks, *found)
    return Transcript(path=path, kind=kind, turns=turns, remarks=remarks)


def kind_of(lines: Sequence[str]) -> Kind:
    """Tell how a transcript is written from what is in it."""
    if is_webvtt(lines):
        return Kind.WEBVTT
    return Kind.SUBRIP if has_times(lines) else Kind.NAMED


def _check_speakers(lines: Source, kind: Kind, parsed: Parsed) -> None:
    """Refuse what cannot be a call: nothing said, nobody named, or only one speaker."""
    cues = parsed.cues
    no_names = f" Not taken for names: {listed(map(str, parsed.doubts))}." if parsed.doubts else ""
    if not cues:
        message = f"read as {kind}, this holds nothing that is said."
        raise InvalidTranscript([lines.problem(None, message, EXPORT)])
    named = [cue for cue in cues if cue.speaker]
    if not named:
        first = next(line for line in lines.lines if line.strip())
        looked = "'<v Name>' or " if kind is not Kind.NAMED else ""
        message = f"nobody is named: read as {kind}, expected {looked}'Name: what was said'. "
        message += f"Tried {TRIED[kind]}; the file begins {one_line(first)[:MOST_QUOTED]!r}."
        message += no_names
        fix = "Export it with the speakers' names, or write a name and a colon before each turn."
        raise InvalidTranscript([lines.problem(cues[0].line, message, fix)])
    if len({key(cue.speaker) for cue in named}) == 1:
        message = f"only {named[0].speaker!r} speaks: expected the salesperson and the prospect."
        message += no_names
        fix = "Check that the export tells the two sides apart, each with a name."
        raise InvalidTranscript([lines.problem(named[0].line, message, fix)])


def _doubted(lines: Source, parsed: Parsed) -> Iterator[Problem]:
    """Say which lines begin like a name, and whose words they were taken for."""
    for doubt in parsed.doubts[:MOST_DOUBTS]:
        many = len(doubt.lines) > 1
        where = listed(map(str, doubt.lines))
        begin, taken = ("lines {} begin", "were") if many else ("line {} begins", "was")
        message = f"{begin.format(where)} like a name, '{doubt.name}:', and {taken} "
        message += f"{_taken_for(doubt, parsed.cues)}."
        fix = "If it is one, write it otherwise there, such as 'Speaker 2:'."
        yield lines.problem(doubt.lines[0], message, fix)
    more = parsed.doubts[MOST_DOUBTS:]
    if more:
        message = f"so do {listed(map(str, more))}."
        yield lines.problem(more[0].lines[0], message)


def _taken_for(doubt: Doubt, cues: Sequence[Cue]) -> str:
    """Say whose words the lines became."""
    names: dict[str, None] = {}
    for line in doubt.lines:
        above = max((cue.line for cue in cues if cue.line <= line), default=0)
        speakers = {cue.speaker: None for cue in cues if cue.line == above}
        if len(speakers) > 1:
            return "taken as the words of the speaker before"
        names |= speakers
    spoken = listed(f"{name}'s" for name in names if name)
    return f"taken as {spoken} words" if spoken else "left out"


def _early(lines: Source, cues: Sequence[Cue]) -> Iterator[Problem]:
    early = [cue.line for cue in cues if not cue.speaker]
    if early:
        message = "what stands before the first name was left out."
        yield lines.problem(early[0], message)


def _back(lines: Source, cues: Sequence[Cue]) -> Iterator[Problem]:
    """Say where words begin before those above them, or end before they begin."""
    latest, back = Fraction(0), []
    for cue in cues:
        if cue.start is None:
            continue
        if cue.start < latest or (cue.end is not None and cue.end < cue.start):
            back.append(cue.line)
        latest = cue.start
    if back:
        count = "once" if len(back) == 1 else f"{len(back)} times"
        message = f"the time runs backwards {count}, here first; the order of the file is kept."
        yield lines.problem(back[0], message)


def _some(faults: Sequence[Problem], path: str) -> list[Problem]:
    """Give the first faults, and how many more there are."""
    if len(faults) <= MOST_FAULTS:
        return list(faults)
    more = Problem(path=path, message=f"and {len(faults) - MOST_FAULTS:,} more of this kind.")
    return [*faults[:MOST_FAULTS], more]
