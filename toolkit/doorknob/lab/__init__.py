"""The workshop in JupyterLab: ready notebooks, a start page, no code in sight, handing in.

``folder`` lays out what a learner opens; ``own`` knows which notebooks are the course's, so that
only these come alive by themselves; ``start`` tells how far the learner is; ``handlers`` answers
the page; ``serve`` starts JupyterLab with all of it. The page's side is in ``extension/``.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "doorknob.lab"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Answer the page, in a server that ``doorknob lab`` has started."""
    from doorknob.lab.handlers import install  # noqa: PLC0415  tornado, only in a server

    install(server)
