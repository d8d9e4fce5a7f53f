"""A kind of thing that is kept about a learner: what it is, and how it is found and erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from doorknob.privacy.case import Case


@attrs.frozen(kw_only=True)
class Held:
    """One thing that a store holds of a learner.

    Attributes
    ----------
    place
        Where it lies, for people to read.
    name
        Its name in an export; empty where it holds others as well and can't be parted.
    data
        What goes into an export.
    note
        What was left out of the export, and why; empty where nothing was.
    """

    place: str
    name: str = ""
    data: bytes = b""
    note: str = ""


def _nothing(_: Case) -> Iterator[Held]:
    return iter(())


def _no_erasing(_: Case) -> None:
    return


@attrs.frozen(kw_only=True)
class Store:
    """A kind of thing that is kept about a learner.

    Attributes
    ----------
    name
        A word for it; the name of its folder in an export.
    what
        What is in it.
    place
        Where it lies, as the document says it.
    seen_by
        Who can look at it.
    how_long
        When it goes.
    paths
        Patterns of its files below the course's folder, with ``{cohort}``, ``{id}`` (or the alias)
        and what the cohort's file names: ``{journals}``, ``{roster}``.
    held
        Gives what it holds of a learner.
    erase
        Takes that away. Doing so twice does no harm, and so does being killed in between.
    here
        Whether it can be reached from here.
    """

    name: str
    what: str
    place: str
    seen_by: str
    how_long: str
    paths: tuple[str, ...] = ()
    held: Callable[[Case], Iterator[Held]] = _nothing
    erase: Callable[[Case], None] = _no_erasing
    here: bool = True

    def patterns(self, case: Case) -> Iterator[str]:
        """Give the patterns of a learner's files, filled in."""
        file = case.cohort.file
        for path in self.paths:
            for name in case.names:
                yield path.format(
                    home=case.cohort.folder.relative_to(case.course.root).as_posix(),
                    cohort=case.cohort.id,
                    id=name,
                    journals=file.journals,
                    roster=file.roster,
                    exchange=file.exchange,
                )
