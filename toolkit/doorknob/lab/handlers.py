"""What the page asks the server: is this notebook ours, how far am I."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from doorknob.errors import DoorknobError
from doorknob.lab.folder import Desk
from doorknob.lab.handing_in import hand_in, submission_of
from doorknob.lab.own import Own
from doorknob.lab.start import start_page
from doorknob.lab.trainer.building import built_file
from doorknob.tongue import ENGLISH, speak, words

SCRIPT = Path(__file__).parent / "labextensions/doorknob/static/remoteEntry.js"


class _Handler(APIHandler):
    def initialize(self, desk: Desk | None, own: Own) -> None:
        """Keep what the answers are made from."""
        self.desk, self.own = desk, own

    def answer(self, data: Any) -> None:
        """Answer with JSON."""
        self.finish(json.dumps(data))


class OwnHandler(_Handler):
    """Whether a notebook may come alive by itself."""

    @authenticated
    def get(self) -> None:
        """Answer for the notebook that ``path`` names."""
        self.answer({"own": self.own.is_own(self.get_query_argument("path", ""))})


class WordsHandler(_Handler):
    """What the page itself says."""

    @authenticated
    def get(self) -> None:
        """Answer with its words, by their English."""
        speak(self.desk.language if self.desk else ENGLISH)
        self.answer({"words": words(SCRIPT.read_text(encoding="utf-8"))})


class StartHandler(_Handler):
    """The start page's content."""

    @authenticated
    def get(self) -> None:
        """Answer with lessons, exercises and progress."""
        self.answer(start_page(self.desk) if self.desk else {"lessons": [], "exercises": []})


class HandInHandler(_Handler):
    """Hands in, and gives the receipt."""

    @authenticated
    def post(self) -> None:
        """Put what lies on the desk into the exchange."""
        try:
            self.answer({"receipt": hand_in(_known(self.desk))})
        except DoorknobError as bad:
            self.answer({"error": str(bad)})


class SubmissionHandler(_Handler):
    """The submission as a download."""

    @authenticated
    def get(self) -> None:
        """Send the file."""
        made, data = submission_of(_known(self.desk))
        self.set_header("Content-Disposition", f'attachment; filename="{made.name}"')
        self.finish(data, set_content_type="application/zip")


class BuiltHandler(_Handler):
    """A paper of the cohort's build, for the trainer only."""

    @authenticated
    def get(self) -> None:
        """Send the PDF that ``path`` names."""
        desk = _known(self.desk)
        name = self.get_query_argument("path", "")
        found = None
        if desk.trainer and desk.cohort is not None and name.endswith(".pdf"):
            cohort = self.get_query_argument("cohort", desk.cohort.id)
            if cohort in desk.course.cohorts():
                found = built_file(desk.course, cohort, name)
        if found is None:
            raise HTTPError(404, "There is no such paper.")
        self.set_header("X-Content-Type-Options", "nosniff")
        shown = found.name.encode("ascii", "replace").decode().replace('"', "?")
        self.set_header("Content-Disposition", f'inline; filename="{shown}"')
        self.finish(found.read_bytes(), set_content_type="application/pdf")


def _known(desk: Desk | None) -> Desk:
    if desk is None:
        raise HTTPError(404, "This server was not started by 'doorknob lab'.")
    return desk


def install(server: Any, desk: Desk | None = None) -> None:
    """Add the handlers to a server."""
    from doorknob.lab.serve import desk_here  # noqa: PLC0415  it knows how it was started

    found = desk or desk_here()
    own = Own(Path(server.root_dir))
    base = server.web_app.settings["base_url"]
    given = {"desk": found, "own": own}
    server.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, "doorknob", "own"), OwnHandler, given),
            (url_path_join(base, "doorknob", "words"), WordsHandler, given),
            (url_path_join(base, "doorknob", "start"), StartHandler, given),
            (url_path_join(base, "doorknob", "hand-in"), HandInHandler, given),
            (url_path_join(base, "doorknob", "submission"), SubmissionHandler, given),
            (url_path_join(base, "doorknob", "built"), BuiltHandler, given),
        ],
    )
