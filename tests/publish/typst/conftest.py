"""A notebook set as PDF, and read back as a screen reader would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pypdf
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from doorknob.publish.typst.exporter import PDFExporter

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


class Pdf:
    """A PDF's bytes, text, structure and metadata."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = pypdf.PdfReader(io.BytesIO(data))
        # Kept, since its objects live only as long as it does.
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root
        self.xmp = self.root.Metadata.read_bytes().decode()
        self.pages = [" ".join(page.extract_text().split()) for page in self.reader.pages]
        self.text = " ".join(self.pages)
        self.nodes = list(_below(self.root.StructTreeRoot))
        self.tags = [tag for tag, _ in self.nodes]

    def alts(self, tag: str) -> list[str]:
        return [str(node.get("/Alt", "")) for name, node in self.nodes if name == tag]

    def outline(self) -> list[str]:
        def flat(entries: list[Any]) -> Iterator[str]:
            for entry in entries:
                if isinstance(entry, list):
                    yield from flat(entry)
                else:
                    yield entry.title

        return list(flat(self.reader.outline))

    @property
    def size(self) -> tuple[int, int]:
        box = self.reader.pages[0].mediabox
        return round(box.width), round(box.height)


def _below(node: Any) -> Iterator[tuple[str, Any]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"]).removeprefix("/"), kid
            yield from _below(kid)


def convert(
    notebook: Any, *, folder: Path | None = None, name: str = "name", **options: Any
) -> Pdf:
    metadata = {"name": name} | ({"path": str(folder)} if folder else {})
    body, _ = PDFExporter(**options).from_notebook_node(notebook, {"metadata": metadata})
    return Pdf(body)


def prose(*cells: str, **metadata: Any) -> Any:
    return new_notebook(cells=[new_markdown_cell(cell) for cell in cells], metadata=metadata)


@pytest.fixture(scope="session")
def torture_notebook() -> Any:
    return nbformat.read(NOTEBOOKS / "torture.ipynb", as_version=4)


@pytest.fixture(scope="session")
def torture(torture_notebook: Any) -> Pdf:
    return convert(torture_notebook, folder=NOTEBOOKS, name="torture")


@pytest.fixture(scope="session", name="convert")
def _convert() -> Any:
    return convert


@pytest.fixture(scope="session", name="prose")
def _prose() -> Any:
    return prose
