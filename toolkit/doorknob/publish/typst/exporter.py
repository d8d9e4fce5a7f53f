"""nbconvert's exporters: ``--to doorknob-typst``, ``doorknob-pdf`` and ``doorknob-html``.

In process::

    body, resources = PDFExporter(config=config).from_notebook_node(notebook, resources)

where ``resources["metadata"]["path"]`` names the folder that images are read from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.preprocessors import TagRemovePreprocessor
from traitlets import Bool, Dict, Int, List, Unicode
from traitlets.config import Config

from doorknob.publish.typst.document import Draft, draft
from doorknob.publish.typst.page import PageSetup


class TypstExporter(Exporter):  # type: ignore[misc]  # nbconvert has no types
    """Writes a notebook as Typst source, with its template and images beside it."""

    export_from_notebook = "Typst (Doorknob)"
    output_mimetype = "text/plain"

    exclude_input = Bool(default_value=False, help="Leave out all code; the outputs stay.").tag(
        config=True
    )
    page = Dict(
        help="How to dress the pages, as the fields of PageSetup. "
        "Goes before the notebook's own metadata.doorknob.page."
    ).tag(config=True)
    extra_font_dirs = List(Unicode(), help="Folders of fonts to use besides our own.").tag(
        config=True
    )
    most_output_lines = Int(500, help="How many lines of one printed output to keep.").tag(
        config=True
    )
    optimistic_validation = Bool(
        default_value=True, help="Check the notebook once, not after every preprocessor."
    ).tag(config=True)

    def _file_extension_default(self) -> str:
        return ".typ"

    @property
    def default_config(self) -> Config:
        """Remove what is tagged as hidden, as JupyterLab and Jupyter Book tag it."""
        tags = {
            "enabled": True,
            "remove_input_tags": {"hide-input", "hide_input", "remove-input", "remove_input"},
            "remove_cell_tags": {"hide-cell", "hide_cell", "remove-cell", "remove_cell"},
            "remove_all_outputs_tags": {
                "hide-output", "hide_output", "remove-output", "remove_output",
            },
        }  # fmt: skip
        config = Config({TagRemovePreprocessor.__name__: tags})
        config.merge(super().default_config)
        return config

    def from_notebook_node(
        self, nb: Any, resources: Any | None = None, **kwargs: Any
    ) -> tuple[str | bytes, Any]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            The notebook; it is not changed.
        resources
            nbconvert's; ``metadata.path`` is the folder that images are read from.
        **kwargs
            Passed on to nbconvert.

        Raises
        ------
        InvalidNotebook
            The page's settings are wrong.
        ForeignToolError
            Pandoc or Typst failed.
        """
        made, found = self.read_notebook(nb, resources, **kwargs)
        return self._finished(made, found), found

    def read_notebook(
        self, nb: Any, resources: Any | None = None, **kwargs: Any
    ) -> tuple[Draft, Any]:
        """Do all but the last step, for whoever wants more than one format of it.

        Raises
        ------
        InvalidNotebook
            The page's settings are wrong.
        ForeignToolError
            Pandoc failed.
        """
        notebook, found = super().from_notebook_node(nb, resources, **kwargs)
        return self._draft(notebook, found), found

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        for number, cell in enumerate(nb.cells, start=1):
            cell.metadata["doorknob_cell"] = number  # messages name cells as the author counts
        made: tuple[Any, Any] = super()._preprocess(nb, resources)
        return made

    def _draft(self, notebook: Any, resources: Any) -> Draft:
        metadata = resources.get("metadata", {})
        name = str(metadata.get("name") or "Notebook")
        folder = Path(metadata["path"] or ".") if "path" in metadata else None
        return draft(
            notebook,
            self._page(notebook, folder, name),
            name=name,
            folder=folder,
            extra_fonts=tuple(Path(path).resolve() for path in self.extra_font_dirs),
            most_lines=self.most_output_lines,
            code=not self.exclude_input,
        )

    def _page(self, notebook: Any, folder: Path | None, name: str) -> PageSetup:
        """Join the notebook's settings and ours, which go first."""
        own = dict(notebook.metadata.get("doorknob", {}).get("page", {}))
        # A notebook may come from anyone: its logo must lie with it.
        logo = own.pop("logo", None)
        if logo and folder is not None:
            whole = (folder / str(logo)).resolve()
            own |= {"logo": whole} if whole.is_relative_to(folder.resolve()) else {}
        own.setdefault("authors", _authors(notebook.metadata))
        return PageSetup.from_data(own | dict(self.page), notebook=f"{name}.ipynb")

    def _finished(self, made: Draft, resources: Any) -> str | bytes:
        beside = resources.get("output_files_dir") or "notebook_files"
        source = made.source(beside=f"{beside}/")
        outputs = resources.setdefault("outputs", {})
        outputs.update(source.files)
        return source.main


class PDFExporter(TypstExporter):
    """Sets a notebook as accessible PDF (PDF/UA-1)."""

    export_from_notebook = "PDF, accessible (Doorknob)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def _finished(self, made: Draft, resources: Any) -> str | bytes:
        pdf = made.pdf()
        resources["outputs"] = {}  # everything is inside
        resources["output_extension"] = ".pdf"
        return pdf


def _authors(metadata: Any) -> list[str]:
    """Read the authors as Jupyter writes them: ``[{"name": …}]``."""
    listed = metadata.get("authors", [])
    if not isinstance(listed, list):
        return []
    names = [entry.get("name", "") if isinstance(entry, dict) else entry for entry in listed]
    return [name for name in names if isinstance(name, str) and name]
