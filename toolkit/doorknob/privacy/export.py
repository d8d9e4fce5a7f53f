"""Everything that is kept on a learner, as one zip that she can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs

from doorknob.journal.submission import is_plain
from doorknob.privacy.case import Case, unknown
from doorknob.privacy.store import Held, Store
from doorknob.privacy.stores import ELSEWHERE, STORES

INDEX = "index.html"
# The same data give the same bytes, so no time of making is in them: the earliest that a zip knows.
_WHEN = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o600 << 16
_STYLE = (
    "<style>body{font-family:sans-serif;max-width:45em;margin:2em auto;padding:0 1em}</style>\n"
    "</head>\n<body>"
)


@attrs.frozen(kw_only=True)
class Export:
    """What was put together.

    Attributes
    ----------
    data
        The zip.
    files
        How many files are in it besides the index.
    notes
        What was left out, and why.
    """

    data: bytes
    files: int
    notes: tuple[str, ...]


def export(case: Case) -> Export:
    """Put together what is kept on a learner: the same data give the same bytes.

    Raises
    ------
    NotFound
        If nothing is kept under this id.
    """
    found = [(store, tuple(store.held(case))) for store in STORES]
    if not any(held for _, held in found):
        raise unknown(case)
    named = [
        (store, one, _name(store, one, number))
        for store, held in found
        for number, one in enumerate(held, start=1)
        if one.name
    ]
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        _put(archive, INDEX, _index(case, found, {id(one): name for _, one, name in named}))
        for _, one, name in sorted(named, key=lambda each: each[2]):
            _put(archive, name, one.data)
    notes = [f"{one.place}: {one.note}" for _, held in found for one in held if one.note]
    return Export(data=whole.getvalue(), files=len(named), notes=tuple(notes))


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, date_time=_WHEN)
    info.external_attr, info.create_system = _RIGHTS, 3
    archive.writestr(info, data, ZIP_DEFLATED)


def _name(store: Store, held: Held, number: int) -> str:
    """Give a file's name in the zip; one that could lead astray gets a number in its place."""
    safe = is_plain(held.name) and held.name.isprintable()
    return f"{store.name}/{held.name if safe else f'file-{number}'}"


def _index(
    case: Case, found: Iterable[tuple[Store, tuple[Held, ...]]], names: dict[int, str]
) -> bytes:
    who = case.learner.name or case.id
    parts = [part for store, held in found if held for part in _section(store, held, names)]
    others = [f"<li>{escape(one.what)}: {escape(_plain(one.place))}</li>" for one in ELSEWHERE]
    text = "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f"<title>What is kept about {escape(who)}</title>",
            _STYLE,
            f"<h1>What is kept about {escape(who)}</h1>",
            f"<p>In the cohort “{escape(case.cohort.file.title)}”, on the trainer's machine.</p>",
            *parts,
            "<h2>What is not in here</h2>\n<p>It may be kept elsewhere:</p>\n<ul>",
            *others,
            "</ul>\n</body>\n</html>\n",
        ]
    )
    return text.encode("utf-8", "replace")


def _section(store: Store, held: tuple[Held, ...], names: dict[int, str]) -> Iterator[str]:
    yield f"<h2>{escape(store.name)}</h2>\n<p>What: {escape(_plain(store.what))}.</p>"
    yield f"<p>For whom: {escape(store.seen_by)}. How long: {escape(_plain(store.how_long))}.</p>"
    yield "<ul>"
    for one in held:
        name = names.get(id(one))
        link = "not in here" if name is None else f'<a href="{_href(name)}">{escape(name)}</a>'
        note = f" – {escape(one.note)}" if one.note else ""
        yield f"<li>{link}{note}</li>"
    yield "</ul>"


def _href(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  nothing else here needs it

    return quote(name)


def _plain(text: str) -> str:
    return text.replace("`", "")
