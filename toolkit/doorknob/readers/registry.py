"""The readers there are: the offline one, and those that packages register.

A package adds a reader by an entry point in the group ``doorknob.readers``: a factory that takes
the settings and gives the reader. None is used unless ``DOORKNOB_READER`` names it, so nothing
that a learner types leaves the machine by itself. Grading asks the offline reader alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import metadata
from typing import Any, Protocol

import attrs

from doorknob.errors import BadParameter, ForeignToolError, NotFound
from doorknob.language.reader import read
from doorknob.language.reading import Reading

GROUP = "doorknob.readers"
VARIABLE = "DOORKNOB_READER"
SETTINGS = "DOORKNOB_READER_"
OFFLINE = "offline"
OWN = ("openai",)  # what Doorknob itself registers


class ChosenReader(Protocol):
    """A reader that says where the words go."""

    @property
    def notice(self) -> str | None:
        """One plain sentence for the learner where words leave the machine, else None."""
        ...

    def __call__(self, line: str, said: str = "") -> Reading:
        """Read `line`, an answer to what the prospect just `said`."""
        ...


@attrs.frozen
class OfflineReader:
    """The reader of `doorknob.language`, which sends nothing anywhere."""

    notice: None = attrs.field(default=None, init=False)

    def __call__(self, line: str, said: str = "") -> Reading:
        """Read `line` with what came with Doorknob."""
        return read(line, said)


def names() -> tuple[str, ...]:
    """Give the names of all readers, in order."""
    return tuple(sorted({OFFLINE} | {point.name for point in metadata.entry_points(group=GROUP)}))


def chosen() -> ChosenReader:
    """Give the reader that the environment asks for; the offline one where it asks for none.

    Raises
    ------
    BadParameter
        If ``DOORKNOB_READER``, or a setting of the reader that it names, cannot be used.
    """
    name = os.environ.get(VARIABLE, "").strip() or OFFLINE
    try:
        return reader_by_name(name)
    except NotFound as bad:
        if name in OWN:
            missing = f"{name!r} comes with Doorknob, but this installation doesn't list it"
            fix = "Install Doorknob again: its readers are listed at installation."
            raise BadParameter(f"{VARIABLE}: {missing}. {fix}") from None
        expected = f"expected one of {', '.join(bad.known)}, or nothing for {OFFLINE}"
        raise BadParameter(f"{VARIABLE}: {expected}. {bad}") from None


def reader_by_name(name: str, settings: Mapping[str, str] | None = None) -> ChosenReader:
    """Give a reader by its name.

    Parameters
    ----------
    name
        ``"offline"``, or an entry point's name.
    settings
        What the reader needs to know; where it is None, every variable of the environment that
        begins with ``DOORKNOB_READER_``.

    Raises
    ------
    NotFound
        If there is none of that name; suggests one.
    BadParameter
        If its settings are wrong, or it doesn't say where the words go.
    ForeignToolError
        If its package cannot be imported.
    """
    if name == OFFLINE:
        return OfflineReader()
    for point in metadata.entry_points(group=GROUP):
        if point.name == name:
            return _made(point, _from_environment() if settings is None else settings)
    raise NotFound("reader", name, names())


def _from_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(SETTINGS)}


def _made(point: metadata.EntryPoint, settings: Mapping[str, str]) -> ChosenReader:
    try:
        factory = point.load()
    except (ImportError, AttributeError) as bad:
        raise ForeignToolError(f"Reader {point.name!r}", str(bad), doing="being loaded") from bad
    reader: Any = factory(settings)
    # A reader that keeps silent about where the words go is not let near a learner.
    if not callable(reader) or not isinstance(getattr(reader, "notice", False), str | None):
        message = "expected something to call that has a 'notice': a sentence, or None"
        raise BadParameter(f"Reader {point.name!r}: {message}; found {type(reader).__name__}.")
    made: ChosenReader = reader
    return made
