"""A notebook as a Typst document: all stages but the last, which sets it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
from babel.core import UnknownLocaleError
from babel.dates import format_date

from doorknob.errors import DoorknobWarning
from doorknob.publish.typst import ansi, compiler, pandoc, structure
from doorknob.publish.typst.colour import darkened, text_on, tinted
from doorknob.publish.typst.depth import shallow
from doorknob.publish.typst.elements import BOXES
from doorknob.publish.typst.fonts import readable
from doorknob.publish.typst.images import ImageStore, UnusableImage
from doorknob.publish.typst.inlines import Scene
from doorknob.publish.typst.notebook import pieces_of
from doorknob.publish.typst.page import PageSetup
from doorknob.publish.typst.pandoc import Fragment, Node, Prose
from doorknob.publish.typst.pieces import Code, Html, Markdown, Picture, Piece, Printed
from doorknob.publish.typst.text import breakable, literal
from doorknob.publish.typst.words import words
from doorknob.publish.typst.writer import Writer

_TEMPLATES = ("template.typ", "elements.typ", "code.tmTheme")
_MOST_CAREFUL = 12  # cells to write carefully before giving up


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
    page
        With the title that the document has.
    folder
        Of the notebook; images are read from it and below only.
    extra_fonts
        Folders of fonts besides the pinned ones.
    """

    sections: Sequence[tuple[Piece, list[Node]]]
    prose: Prose
    page: PageSetup
    folder: Path | None
    extra_fonts: tuple[Path, ...] = ()

    def source(
        self,
        *,
        beside: str = "",
        careful: Collection[int] = (),
        refused: frozenset[str] = frozenset(),
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
        """

        def shown(text: str) -> str:
            return readable(text, self.extra_fonts, refused)

        images = ImageStore(self.folder, shown)
        writer = Writer(
            formulas=self.prose.formulas,
            anchors=structure.anchors([tree for _, tree in self.sections]),
            images=images,
            words=words(self.page.lang),
            readable=shown,
        )
        writer.scene.heading = self.page.title
        parts = [f"#import {literal(beside + 'template.typ')}: *", "#show: doorknob"]
        for piece, tree in self.sections:
            attachments = piece.attachments if isinstance(piece, Markdown) else {}
            writer.scene = Scene(
                attachments=attachments,
                heading=writer.scene.heading,
                careful=piece.cell in careful,
            )
            parts.append(f"// cell {piece.cell}\n{_written(writer, piece, tree)}")
        settings = json.dumps(_settings(self.page, images, shown), indent=1)
        package = resources.files(__package__)
        files = {name: package.joinpath(name).read_bytes() for name in _TEMPLATES}
        files |= {"page.json": settings.encode(), **images.files}
        return Source(
            main="\n\n".join(parts) + "\n",
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
        """
        careful: set[int] = set()
        refused: frozenset[str] = frozenset()
        while True:
            source = self.source(careful=careful, refused=refused)
            try:
                return compiler.to_pdf(source.main, source.files, extra_fonts=self.extra_fonts)
            except compiler.CannotSet as error:
                if error.refused - refused:
                    refused |= error.refused
                    continue
                cell = error.cell or self._culprit(careful, refused)
                if cell is None or cell in careful or len(careful) >= _MOST_CAREFUL:
                    raise
                careful.add(cell)
                message = f"Cell {cell} is printed as plain text, without formulas and images"
                warnings.warn(f"{message}: {error.said}", DoorknobWarning, stacklevel=2)

    def _culprit(self, careful: set[int], refused: frozenset[str]) -> int | None:
        """Find the cell without whose niceties the document can be set, when Typst names none."""
        for cell in sorted({piece.cell for piece, _ in self.sections} - careful):
            source = self.source(careful={*careful, cell}, refused=refused)
            try:
                compiler.to_pdf(source.main, source.files, extra_fonts=self.extra_fonts)
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
    """
    pieces = list(pieces_of(notebook, most_lines=most_lines))
    prose = pandoc.read([_fragment(piece) for piece in pieces if _is_prose(piece)])
    trees = iter(prose.blocks)
    sections = [
        _settled(piece, _shallow(piece, next(trees)) if _is_prose(piece) else [])
        for piece in pieces
    ]
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
        page=attrs.evolve(page, title=title),
        folder=folder,
        extra_fonts=extra_fonts,
    )


def _is_prose(piece: Piece) -> bool:
    return isinstance(piece, Markdown | Html)


def _fragment(piece: Any) -> Fragment:
    if isinstance(piece, Markdown):
        return Fragment(kind="markdown", text=piece.text)
    return Fragment(kind="html", text=piece.text)


def _shallow(piece: Any, tree: Sequence[Node]) -> list[Node]:
    try:
        return shallow(tree, BOXES)
    except RecursionError:
        return [{"t": "CodeBlock", "c": [["", [], []], piece.text]}]


def _settled(piece: Piece, tree: list[Node]) -> tuple[Piece, list[Node]]:
    """Take an output's next best form if its HTML would print nothing."""
    if isinstance(piece, Html) and piece.instead is not None and structure.is_blank(tree):
        instead = piece.instead
        if not isinstance(instead, Markdown):
            return instead, []
        return instead, list(pandoc.read([_fragment(instead)]).blocks[0])
    return piece, tree


def _drop(heading: Node) -> None:
    """Empty a heading's node, keeping its anchor."""
    identifier = heading["c"][1][0]
    heading.clear()
    heading.update(t="Div", c=[[identifier, [], []], []])


def _written(writer: Writer, piece: Piece, tree: list[Node]) -> str:
    match piece:
        case Markdown() | Html():
            return writer.lines(tree) if writer.scene.careful else writer.blocks(tree)
        case Code() | Printed() if writer.scene.careful:
            return "#linebreak();".join(map(writer.text, piece.text.split("\n")))
        case Code():
            return writer.code_block(piece.text, piece.language)
        case Printed():
            return _printed(writer, piece)
        case Picture():
            return writer.picture(
                piece.data, alt=piece.alt, caption=piece.caption, width=piece.width
            )
    raise TypeError(piece)


def _printed(writer: Writer, piece: Printed) -> str:
    runs = []
    for run in ansi.runs(piece.text):
        style = run.style
        options = [f"fill: rgb({literal(style.colour)})"] if style.colour else []
        options += ['weight: "bold"'] if style.bold else []
        options += ['style: "italic"'] if style.italic else []
        shown = literal(breakable(writer.readable(run.text), longest=80))
        written = f"#dk-run({', '.join([shown, *options])});"
        runs.append(f"#underline[{written}];" if style.underline else written)
    return f'#dk-output("{piece.kind}")[{"".join(runs)}]'


def _settings(
    page: PageSetup, images: ImageStore, readable: Callable[[str], str]
) -> dict[str, Any]:
    """Give the template what it needs to know, as plain data: nothing of it is ever code."""

    def shown(text: str) -> str:
        return readable(" ".join(text.split()))

    return {
        "title": shown(page.title),
        "subtitle": shown(page.subtitle),
        "authors": [shown(author) for author in page.authors],
        "byline": shown(page.byline),
        "keywords": list(page.keywords),
        "lang": page.lang,
        "region": page.region or None,
        "paper": page.paper,
        "accent": page.brand_colour,
        "on-accent": text_on(page.brand_colour),
        "accent-text": darkened(page.brand_colour, tinted(page.brand_colour, 0.08)),
        "tint": tinted(page.brand_colour, 0.08),
        "logo": _logo(page, images),
        "logo-alt": shown(page.logo_alt or page.course or "Logo"),
        "running-head": shown(page.running_head or page.course or page.title),
        "date": _date(page),
        "day": [page.date.year, page.date.month, page.date.day] if page.date else None,
        "course": shown(page.course),
        "cohort": shown(page.cohort),
        "words": dict(words(page.lang)),
    }


def _logo(page: PageSetup, images: ImageStore) -> str | None:
    if page.logo is None:
        return None
    try:
        return images.add(page.logo.read_bytes()).name
    except (OSError, UnusableImage) as error:
        message = f"The logo {page.logo} is left out: {error}"
        warnings.warn(message, DoorknobWarning, stacklevel=2)
        return None


def _date(page: PageSetup) -> str:
    if page.date is None:
        return ""
    try:
        locale = f"{page.lang}_{page.region}" if page.region else page.lang
        return str(format_date(page.date, "long", locale=locale))
    except (UnknownLocaleError, ValueError):
        return page.date.isoformat()
