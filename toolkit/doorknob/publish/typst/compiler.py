"""The only module that calls Typst: source and files in, PDF/UA-1 out."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import attrs
import typst

from doorknob.errors import ForeignToolError
from doorknob.publish.typst.fonts import typst_fonts

VERSION = f"Typst {metadata.version('typst')}"
_REFUSED = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_NO_ROOM = "dk-no-room"  # as papers.typ says it
_FEW_LINES = 0.3  # of a page, its top margin included
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


@attrs.frozen(kw_only=True)
class Pages:
    """A document that has been set.

    Attributes
    ----------
    pdf
        The file.
    number
        How many pages it has; 0 where its template doesn't say.
    end
        How far down the last page its text goes, from 0 to 1.
    """

    pdf: bytes = attrs.field(repr=False)
    number: int = 0
    end: float = 1.0

    @property
    def ends_early(self) -> bool:
        """Whether a few lines alone stand on the last page."""
        return self.number > 1 and self.end < _FEW_LINES


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
    return set_pages(main, files, extra_fonts=extra_fonts).pdf


def set_pages(
    main: str, files: Mapping[str, bytes], *, extra_fonts: tuple[Path, ...] = ()
) -> Pages:
    """Set a document as `to_pdf` does, and say where it ends.

    Raises
    ------
    CannotSet, NoRoom
        As `to_pdf` does.
    """
    with tempfile.TemporaryDirectory(prefix="doorknob-typst-") as folder:
        root = Path(folder)
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        (root / "main.typ").write_text(main, encoding="utf-8")
        nowhere = root / "no-packages"  # @preview must neither be fetched nor found
        try:
            compiler = typst.Compiler(
                str(root / "main.typ"),
                root=str(root),
                font_paths=typst_fonts(extra_fonts),
                ignore_system_fonts=True,
                package_path=str(nowhere),
                package_cache_path=str(nowhere),
            )
            pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_EPOCH)
            ends = json.loads(compiler.query("<dk-end>", field="value"))
        except typst.TypstError as error:
            said = "\n".join([error.diagnostic or error.message, *error.hints])
            kind = NoRoom if _NO_ROOM in said else CannotSet
            raise kind(said.replace(str(root), ""), _cell_at(main, said)) from None
    if not isinstance(pdf, bytes):
        raise CannotSet("it gave no file", None)
    if not ends:
        return Pages(pdf=pdf)
    return Pages(pdf=pdf, number=int(ends[0]["page"]), end=float(ends[0]["down"]))


def _cell_at(main: str, said: str) -> int | None:
    """Find the cell that a message points at, by its first place in the main source."""
    place = re.search(r"main\.typ:(\d+)", said)
    if not place:
        return None
    before = main.split("\n")[: int(place.group(1))]
    cells = [int(found.group(1)) for line in before if (found := re.match(r"// cell (\d+)", line))]
    return cells[-1] if cells else None
