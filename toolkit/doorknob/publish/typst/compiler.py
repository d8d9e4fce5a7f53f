"""The only module that calls Typst: source and files in, PDF/UA-1 out."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import typst

from doorknob.errors import ForeignToolError
from doorknob.publish.typst.fonts import typst_fonts

VERSION = f"Typst {metadata.version('typst')}"
_REFUSED = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_NO_ROOM = "dk-no-room"  # as papers.typ says it
_EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


class CannotSet(ForeignToolError):
    """Typst refused a document.

    Attributes
    ----------
    cell
        The cell it stumbled over, counted from 1; None where it could not be told.
    refused
        Characters that no font could show, if that was the reason.
    """

    def __init__(self, said: str, cell: int | None) -> None:
        self.cell = cell
        self.refused = frozenset("".join(_REFUSED.findall(said)))
        place = f"cell {cell}" if cell else "the document"
        super().__init__(VERSION, said, doing=f"setting {place}")


class NoRoom(CannotSet):
    """A paper of one page holds more than the page does."""


def to_pdf(main: str, files: Mapping[str, bytes], *, extra_fonts: tuple[Path, ...] = ()) -> bytes:
    """Set a document as accessible PDF.

    Parameters
    ----------
    main
        The source. A comment line ``// cell 7`` says that cell 7 begins.
    files
        What the source refers to, by path; no other file can be read.
    extra_fonts
        Folders of fonts, besides the pinned ones.

    Raises
    ------
    CannotSet
        Typst refused it.
    NoRoom
        It is a paper of one page, and doesn't fit on it.
    """
    with tempfile.TemporaryDirectory(prefix="doorknob-typst-") as folder:
        root = Path(folder)
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        (root / "main.typ").write_text(main, encoding="utf-8")
        nowhere = root / "no-packages"  # @preview must neither be fetched nor found
        try:
            return typst.compile(
                str(root / "main.typ"),
                root=str(root),
                font_paths=typst_fonts(extra_fonts),
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
                package_path=str(nowhere),
                package_cache_path=str(nowhere),
                timestamp=_EPOCH,
            )
        except typst.TypstError as error:
            said = "\n".join([error.diagnostic or error.message, *error.hints])
            kind = NoRoom if _NO_ROOM in said else CannotSet
            raise kind(said.replace(str(root), ""), _cell_at(main, said)) from None


def _cell_at(main: str, said: str) -> int | None:
    """Find the cell that a message points at, by its first place in the main source."""
    place = re.search(r"main\.typ:(\d+)", said)
    if not place:
        return None
    before = main.split("\n")[: int(place.group(1))]
    cells = [int(found.group(1)) for line in before if (found := re.match(r"// cell (\d+)", line))]
    return cells[-1] if cells else None
