"""A papermill engine that runs a notebook in a warm shell: ``engine_name="doorknob"``.

It is papermill's own engine with another class for the kernel manager. Papermill imports every
engine that is installed whenever it is imported, and before it is itself there; so this module
imports nothing of it until an engine is used.
"""

from __future__ import annotations

from typing import Any


class WarmEngine:
    """What papermill calls."""

    @classmethod
    def execute_notebook(
        cls, nb: Any, kernel_name: str | None, start_timeout: float = 60, **kwargs: Any
    ) -> Any:
        """Run a notebook.

        Parameters
        ----------
        nb
            The notebook, with its parameters in it.
        kernel_name
            As papermill was told, or as the notebook says.
        start_timeout
            Seconds that a shell or a kernel has to answer.
        **kwargs
            As for papermill's own engine; ``nest_asyncio`` is accepted and means nothing.

        Returns
        -------
        NotebookNode
            The notebook, executed, or as far as the cell that raised an error.

        Raises
        ------
        DeadKernelError
            If the process ends, naming the cell.
        """
        from nbclient.exceptions import DeadKernelError  # noqa: PLC0415
        from papermill.engines import NBClientEngine  # noqa: PLC0415
        from traitlets.config import Config  # noqa: PLC0415

        from doorknob.warm.manager import ShellManager  # noqa: PLC0415

        kwargs.pop("nest_asyncio", None)
        kwargs.setdefault("kernel_manager_class", ShellManager)
        config = Config({"ShellManager": {"patience": start_timeout}})
        config.merge(kwargs.pop("config", None) or {})
        try:
            return NBClientEngine.execute_notebook(
                nb, kernel_name, start_timeout=start_timeout, config=config, **kwargs
            )
        except DeadKernelError as dead:
            raise DeadKernelError(f"{dead} ({_place(nb)})") from dead

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Give the kernel that a notebook is for."""
        from papermill.utils import nb_kernel_name  # noqa: PLC0415

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Give the language that a notebook is written in."""
        from papermill.utils import nb_language  # noqa: PLC0415

        return str(nb_language(nb, language))


def _place(nb: Any) -> str:
    """Name the cell that was begun last."""
    begun = [n for n, cell in enumerate(nb.cells) if cell.metadata.papermill["start_time"]]
    if not begun:
        return "before the first cell"
    line = (nb.cells[begun[-1]].source.strip().splitlines() or [""])[0]
    return f"cell {begun[-1] + 1}: {line[:80]}"
