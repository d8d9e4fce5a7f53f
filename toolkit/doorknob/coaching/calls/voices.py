"""Who speaks in the cues of WebVTT and SubRip.

WebVTT has a tag for it, ``<v Name>``; most programs write ``Name: text`` or ``[Name] text``
instead. A cue with such a tag is read by its tags, any other by its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import attrs

from doorknob.coaching.calls.blocks import Block, Numbered, blocks
from doorknob.coaching.calls.names import Names, names_in
from doorknob.coaching.calls.source import Parsed, Source, clean_name, one_line, without_tags
from doorknob.coaching.calls.turns import Cue, count_words
from doorknob.errors import Problem

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>")

# Who speaks, empty where the cue does not say, and what.
Part = tuple[str, str]


def read_webvtt(source: Source) -> Parsed:
    """Read WebVTT: header, comments, styles, cue names, settings, voice and other tags."""
    return _read(source, webvtt=True)


def read_subrip(source: Source) -> Parsed:
    """Read SubRip (.srt), and WebVTT that has lost its first line."""
    return _read(source, webvtt=False)


def _read(source: Source, *, webvtt: bool) -> Parsed:
    found = blocks(source, webvtt=webvtt)
    names = _names(found.found)
    said = [cue for block in found.found for cue in _divided(block, _parts(block.payload, names))]
    cues = [cue for cue in _carried_on(said) if cue.text]
    remarks = [*found.remarks, *_unnamed(source, said)]
    return Parsed(cues=cues, faults=found.faults, remarks=remarks, doubts=names.doubts)


def _names(found: Sequence[Block]) -> Names:
    """Find the names that stand in cues without a tag; those in tags are sure."""
    lines = [line for block in found if not _tagged(block.payload) for line in block.payload]
    tags = (tag for block in found for tag in _VOICE.findall(_joined(block.payload)))
    bare = [(number, without_tags(text)) for number, text in lines]
    return names_in(bare, brackets=True, known=filter(None, map(clean_name, tags)))


def _parts(payload: Sequence[Numbered], names: Names) -> list[Part]:
    return _by_tags(payload) if _tagged(payload) else _by_names(payload, names)


def _tagged(payload: Sequence[Numbered]) -> bool:
    return _VOICE.search(_joined(payload)) is not None


def _joined(payload: Sequence[Numbered]) -> str:
    return " ".join(text for _, text in payload)


def _by_tags(payload: Sequence[Numbered]) -> list[Part]:
    # Split at the tags, the names stand between the texts.
    first, *rest = _VOICE.split(_joined(payload))
    names, texts = map(clean_name, rest[::2]), rest[1::2]
    parts = [("", first), *zip(names, texts, strict=True)]
    return [(name, one_line(without_tags(text))) for name, text in parts]


def _by_names(payload: Sequence[Numbered], names: Names) -> list[Part]:
    parts: list[tuple[str, list[str]]] = []
    for _, line in payload:
        name, text = names.cut(without_tags(line))
        if name or not parts:
            parts.append((name, [text]))
        else:
            parts[-1][1].append(text)
    return [(name, " ".join(filter(None, texts))) for name, texts in parts]


def _divided(block: Block, parts: Sequence[Part]) -> Iterator[Cue]:
    """Make cues of a block; where several speak in it, each has a share of it by the words."""
    parts = [part for part in parts if any(part)]
    shares = [max(1, count_words(text)) for _, text in parts]
    before = pairwise(accumulate(shares, initial=0))
    for (speaker, text), (first, last) in zip(parts, before, strict=True):
        start = end = None
        if block.start is not None and block.end is not None:
            step = (block.end - block.start) / sum(shares)
            start, end = block.start + first * step, block.start + last * step
        yield Cue(speaker=speaker, text=text, line=block.line, start=start, end=end)


def _carried_on(said: Sequence[Cue]) -> Iterator[Cue]:
    """Give cues that name nobody to whoever spoke before."""
    speaker = ""
    for cue in said:
        speaker = cue.speaker or speaker
        yield attrs.evolve(cue, speaker=speaker)


def _unnamed(source: Source, said: Sequence[Cue]) -> Iterator[Problem]:
    """Say how many cues were given to whoever spoke before."""
    first = next((at for at, cue in enumerate(said) if cue.speaker), len(said))
    unnamed = [cue.line for cue in said[first:] if not cue.speaker]
    if unnamed:
        count = "a cue names" if len(unnamed) == 1 else f"{len(unnamed)} cues name"
        message = f"{count} nobody, here first: taken for the speaker before."
        yield source.problem(unnamed[0], message)
