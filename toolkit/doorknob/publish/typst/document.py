"""A notebook as a Typst document: all stages but the last, which sets it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Mapping, Sequence
from importlib import resources
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs

from doorknob.errors import DoorknobWarning, InvalidNotebook, Problem
from doorknob.publish.typst import compiler, pandoc, structure
from doorknob.publish.typst.depth import shallow
from doorknob.publish.typst.elements import BOXES
from doorknob.publish.typst.fonts import readable
from doorknob.publish.typst.images import ImageStore, Stored
from doorknob.publish.typst.inlines import Scene
from doorknob.publish.typst.notebook import pieces_of
from doorknob.publish.typst.page import PageSetup
from doorknob.publish.typst.pandoc import Fragment, Node, Prose
from doorknob.publish.typst.pieces import Html, Markdown, Piece
from doorknob.publish.typst.sections import main_source, written
from doorknob.publish.typst.settings import page_settings
from doorknob.publish.typst.words import words
from doorknob.publish.typst.writer import Writer

_TEMPLATES = ("template.typ", "papers.typ", "elements.typ", "code.tmTheme")
_MOST_CAREFUL = 12  # cells to write carefully before giving up
_MOST_SAID = 400  # of what Typst says; it quotes whole lines, which can be very long


@attrs.frozen(kw_only=True)
class Source:
    """A Typst document.

    Attributes
    ----------
    main
        Its main source.
    files
        What that refers to: templates, settings and images, by path.
    """

    main: str
    files: Mapping[str, bytes] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Draft:
    """A notebook that has been read, and can be written as Typst more than once.

    Attributes
    ----------
    sections
        Each piece, with its syntax tree if it is prose.
    prose
        What pandoc read.
    destinations
        The identifier that each inner link leads to.
    page
        With the title that the document has.
    folder
        Of the notebook; images are read from it and below only.
    extra_fonts
        Folders of fonts besides the pinned ones.
    """

    sections: Sequence[tuple[Piece, list[Node]]]
    prose: Prose
    destinations: Mapping[str, str]
    page: PageSetup
    folder: Path | None
    extra_fonts: tuple[Path, ...] = ()
    _checked: dict[bytes, tuple[Stored, bytes]] = attrs.field(
        factory=dict, init=False, repr=False, eq=False
    )

    def images(self, refused: frozenset[str] = frozenset()) -> ImageStore:
        """Give an empty store for the document's images; each is checked once only."""

        def shown(text: str) -> str:
            return readable(text, self.extra_fonts, refused)

        return ImageStore(self.folder, shown, None if refused else self._checked)

    def source(
        self,
        *,
        beside: str = "",
        careful: Collection[int] = (),
        refused: frozenset[str] = frozenset(),
        tight: bool = False,
    ) -> Source:
        """Write the document.

        Parameters
        ----------
        beside
            The folder for its files, seen from the main source, such as ``"lesson_files/"``.
        careful
            Cells to be written so plainly that nothing in them can fail.
        refused
            Characters to be named instead of shown.
        tight
            Whether type and margins are a little smaller.
        """

        def shown(text: str) -> str:
            return readable(text, self.extra_fonts, refused)

        images = self.images(refused)
        writer = Writer(
            formulas=self.prose.formulas,
            anchors=structure.anchors(self.destinations),
            images=images,
            words=words(self.page.lang),
            readable=shown,
        )
        writer.scene.heading = self.page.title
        parts = []
        followers = [piece.cell for piece, _ in self.sections[1:]]
        for (piece, tree), next_cell in zip_longest(self.sections, followers):
            attachments = piece.attachments if isinstance(piece, Markdown) else {}
            writer.scene = Scene(
                attachments=attachments,
                heading=writer.scene.heading,
                careful=piece.cell in careful,
            )
            text = written(writer, piece, tree, sticky=next_cell == piece.cell)
            parts.append(f"// cell {piece.cell}\n{text}")
        said = page_settings(self.page, images, shown) | {"tight": tight}
        settings = json.dumps(said, indent=1)
        package = resources.files(__package__)
        files = {name: package.joinpath(name).read_bytes() for name in _TEMPLATES}
        files |= {"page.json": settings.encode(), **images.files}
        return Source(
            main=main_source(parts, self.page.layout, beside),
            files={beside + name: data for name, data in files.items()},
        )

    def pdf(self) -> bytes:
        """Set the document as PDF/UA-1.

        If Typst refuses a cell's content, the document is set again with that cell written
        plainly, and a `DoorknobWarning` names it: one formula must not cost a handout.

        Raises
        ------
        CannotSet
            Typst refused the document all the same.
        InvalidNotebook
            A quick card is too long for its page.
        """
        careful: set[int] = set()
        refused: frozenset[str] = frozenset()
        while True:
            source = self.source(careful=careful, refused=refused)
            try:
                made = self._pages(source)
            except compiler.NoRoom:
                raise self._too_long() from None
            except compiler.CannotSet as error:
                if error.refused - refused:
                    refused |= error.refused
                    continue
                cell = error.cell or self._culprit(careful, refused)
                if cell is None or cell in careful or len(careful) >= _MOST_CAREFUL:
                    raise
                careful.add(cell)
                message = f"Cell {cell} is printed as plain text, without formulas and images"
                warnings.warn(
                    f"{message}: {error.said[:_MOST_SAID]}", DoorknobWarning, stacklevel=2
                )
            else:
                break
        if made.ends_early:
            # A few lines alone on a page: perhaps a little less air makes room for them.
            source = self.source(careful=careful, refused=refused, tight=True)
            made = min(made, self._pages(source), key=lambda pages: pages.number)
        return made.pdf

    def _pages(self, source: Source) -> compiler.Pages:
        return compiler.set_pages(source.main, source.files, extra_fonts=self.extra_fonts)

    def _too_long(self) -> InvalidNotebook:
        message = "does not fit on its card, even in the smallest type that is easy to read."
        fix = "Shorten the card or the cohort's words in it, or choose 'cards: half'."
        return InvalidNotebook([Problem(path=self.page.title, message=message, fix=fix)])

    def _culprit(self, careful: set[int], refused: frozenset[str]) -> int | None:
        """Find the cell without whose niceties the document can be set, when Typst names none."""
        for cell in sorted({piece.cell for piece, _ in self.sections} - careful):
            source = self.source(careful={*careful, cell}, refused=refused)
            try:
                self._pages(source)
            except compiler.CannotSet:
                continue
            return cell
        return None


def draft(
    notebook: Any,
    page: PageSetup,
    *,
    name: str = "notebook",
    folder: Path | None = None,
    extra_fonts: tuple[Path, ...] = (),
    most_lines: int = 500,
    code: bool = True,
) -> Draft:
    """Read a notebook.

    Parameters
    ----------
    notebook
        A notebook of format 4; it is not changed.
    page
        How to dress it. Without a title, the notebook's own is found.
    name
        The file's name, for a notebook that has no title at all.
    folder
        Its folder: images are read from it and below only. None: from nowhere.
    extra_fonts
        Folders of fonts besides the pinned ones.
    most_lines
        How many lines of one printed output to keep.
    code
        Whether to show cells' code.
    """
    pieces = list(pieces_of(notebook, most_lines=most_lines, code=code))
    wanted = [*pieces, *(piece.instead for piece in pieces if isinstance(piece, Html))]
    written = [piece for piece in wanted if isinstance(piece, Markdown | Html)]
    prose = pandoc.read([_fragment(piece) for piece in written])
    trees = {
        id(piece): _shallow(piece, structure.on_paper(tree) if cut else tree)
        for piece, tree, cut in zip(written, prose.blocks, prose.for_screen, strict=True)
    }
    sections = [_settled(piece, trees) for piece in pieces]
    found = [h for _, tree in sections for h in structure.headings(tree, BOXES)]
    title = page.title or str(notebook.metadata.get("title") or "").strip()
    title = title or structure.first_title(found) or name.replace("_", " ").strip() or "Notebook"
    repeated = structure.title_heading(found, title)
    if repeated is not None:
        found.remove(repeated)
        _drop(repeated)
    structure.set_levels(found)
    return Draft(
        sections=sections,
        prose=prose,
        destinations=structure.destinations([tree for _, tree in sections])
        if prose.has_inner_links
        else {},
        page=attrs.evolve(page, title=title),
        folder=folder,
        extra_fonts=extra_fonts,
    )


def _fragment(piece: Any) -> Fragment:
    if isinstance(piece, Markdown):
        return Fragment(kind="markdown", text=piece.text)
    return Fragment(kind="html", text=piece.text)


def _shallow(piece: Any, tree: Sequence[Node]) -> list[Node]:
    try:
        return shallow(tree, BOXES)
    except RecursionError:
        return [{"t": "CodeBlock", "c": [["", [], []], piece.text]}]


def _settled(piece: Piece, trees: Mapping[int, list[Node]]) -> tuple[Piece, list[Node]]:
    """Take an output's next best form if its HTML would print nothing."""
    tree = trees.get(id(piece), [])
    if isinstance(piece, Html) and piece.instead is not None and structure.is_blank(tree):
        return _settled(piece.instead, trees)
    return piece, tree


def _drop(heading: Node) -> None:
    """Empty a heading's node, keeping its anchor."""
    identifier = heading["c"][1][0]
    heading.clear()
    heading.update(t="Div", c=[[identifier, [], []], []])
