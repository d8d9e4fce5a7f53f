"""Stores in the cohort's folder: journals, decisions, what was handed in, desks, the roster."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import attrs

from doorknob.errors import shown_path
from doorknob.journal.decisions import EXTENSION
from doorknob.journal.store import parsed
from doorknob.privacy import databases, files, sharing
from doorknob.privacy.case import Case
from doorknob.privacy.store import Held
from doorknob.publish.pseudonyms import FILE as ALIASES
from doorknob.publish.pseudonyms import forget
from doorknob.publish.statements import export_of
from doorknob.sending.secrets import secret_in
from doorknob.standards.statements import slots_of

_PRIVATE = "Words that were practised in private are left out: they are for the learner alone."
_UNREADABLE = "can't be read or holds what can't be told apart, so it is not in here"
_ACTOR = ("actor", "account", "name")
_DECIDED_ON = ("context", "extensions", EXTENSION, "learner")


# --- the learner's journal


def journal(case: Case) -> Iterator[Held]:
    """Give the journal's file; other people's events and lines that hold none are left out."""
    path = case.cohort.journal(case.learner)
    raw = files.content(path, case.cohort.folder)
    if raw is not None:
        told = sharing.journal(raw, case)
        name = "journal.jsonl"
        note = "" if told == raw else f"{_PRIVATE} So are lines that are no event of hers."
        yield Held(place=shown_path(path), name=name, data=told, note=note)
    elif path.is_symlink() or path.exists():
        yield Held(place=shown_path(path), note="leads out of the cohort's folder; not read")


def erase_journal(case: Case) -> None:
    """Remove the journal's file."""
    files.remove(case.cohort.journal(case.learner), case.cohort.folder)


def _other_journals(case: Case) -> list[Path]:
    own = case.cohort.journal(case.learner)
    return [path for path in sorted(case.cohort.journals.glob("*.jsonl")) if path != own]


def _mine(case: Case) -> partial[bool]:
    return partial(_says, learner=case.id, path=_ACTOR)


def _says(line: bytes, learner: str, path: tuple[str, ...]) -> bool:
    return files.says(line, learner, *path)


def strays(case: Case) -> Iterator[Held]:
    """Give the lines of hers that stand in others' journals, where nobody reads them."""
    for path in _other_journals(case):
        found = files.lines(path, _mine(case), case.cohort.folder)
        if found:
            raw = b"\n".join(found) + b"\n"
            yield Held(
                place=f"{shown_path(path)} (lines: {len(found)})",
                # Not by the other learner's id.
                name=f"{_other_journals(case).index(path) + 1}.jsonl",
                data=sharing.journal(raw, case),
                note=_PRIVATE,
            )


def erase_strays(case: Case) -> None:
    """Blank those lines."""
    for path in _other_journals(case):
        if files.lines(path, _mine(case), case.cohort.folder):
            files.blank(path, _mine(case), case.cohort.folder)


# --- the trainer's decisions


def decisions(case: Case) -> Iterator[Held]:
    """Give the decisions about her, with the comments."""
    path = case.cohort.decisions
    mine = partial(_says, learner=case.id, path=_DECIDED_ON)
    found = files.lines(path, mine, case.cohort.folder)
    if found:
        data = b"\n".join(found) + b"\n"
        place = f"{shown_path(path)} (lines: {len(found)})"
        yield Held(place=place, name="decisions.jsonl", data=data)


def erase_decisions(case: Case) -> None:
    """Blank those lines."""
    mine = partial(_says, learner=case.id, path=_DECIDED_ON)
    files.blank(case.cohort.decisions, mine, case.cohort.folder)


# --- what was handed in


def _submissions(folder: Path, case: Case) -> Iterator[Held]:
    if folder.is_symlink():
        yield Held(place=shown_path(folder), note="is a link; what it leads to is left alone")
    for name, raw in files.files_below(folder, case.cohort.folder):
        told = sharing.submission(raw, case) if name.endswith(".zip") else None
        place = shown_path(folder / name)
        if told is None:
            yield Held(place=place, note=_UNREADABLE)
        else:
            note = "" if told == raw else "Made again without private words or others' events."
            yield Held(place=place, name=PurePosixPath(name).name, data=told, note=note)


def _collected(case: Case) -> Path:
    return case.cohort.folder / "collected" / case.id


def collected(case: Case) -> Iterator[Held]:
    """Give what ``doorknob collect`` has kept."""
    yield from _submissions(_collected(case), case)


def erase_collected(case: Case) -> None:
    """Remove it."""
    files.remove(_collected(case), case.cohort.folder)


def exchange_folder(case: Case) -> Path | None:
    """Give her folder in the exchange, where that lies in the cohort's own folder."""
    place, home = case.cohort.file.exchange, case.cohort.folder
    if "://" in place or not (home / place).resolve().is_relative_to(home.resolve()):
        return None
    return home / place / case.cohort.id / case.id


def exchange(case: Case) -> Iterator[Held]:
    """Give what lies in an exchange that is a folder here."""
    folder = exchange_folder(case)
    if folder is not None:
        yield from _submissions(folder, case)


def erase_exchange(case: Case) -> None:
    """Remove it."""
    folder = exchange_folder(case)
    if folder is not None:
        files.remove(folder, case.cohort.folder)


# --- her desk, where the lab runs on this machine


def _desk(case: Case) -> Path:
    return case.cohort.folder / "desks" / case.id


def desk(case: Case) -> Iterator[Held]:
    """Give her notebooks as they were saved."""
    if _desk(case).is_symlink():
        yield Held(place=shown_path(_desk(case)), note="is a link; what it leads to is left alone")
    for name, raw in files.files_below(_desk(case), case.cohort.folder):
        hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        told = None if hidden or not name.endswith(".ipynb") else sharing.notebook(raw, case)
        place = shown_path(_desk(case) / name)
        if told is None:
            note = "her own file, or a working copy: it may hold private words, so take it there"
            yield Held(place=place, note=note)
        else:
            yield Held(place=place, name=name, data=told, note=_PRIVATE if told != raw else "")


def erase_desk(case: Case) -> None:
    """Remove her desk."""
    files.remove(_desk(case), case.cohort.folder)


# --- what record stores have acknowledged


def _slots(case: Case) -> frozenset[str]:
    raw = files.content(case.cohort.journal(case.learner), case.cohort.folder) or b""
    events = list(parsed(raw, case.id, "").events)
    for one in databases.journals(case):
        events += one.read(case.id).events
    found = slots_of(export_of(case.cohort), case.id, events)
    if case.pseudonyms is not None and case.pseudonyms.is_file():
        # An alias stands in a statement, and in no id.
        veiled = attrs.evolve(export_of(case.cohort), secret=secret_in(case.pseudonyms))
        found |= slots_of(veiled, case.id, events)
    return found


def outboxes(case: Case) -> list[Path]:
    """Give the files of what record stores have acknowledged."""
    return sorted((case.cohort.folder / "sent").glob("*.jsonl"))


def sent(case: Case) -> Iterator[Held]:
    """Give the acknowledgements of her statements."""
    slots = _slots(case) if outboxes(case) else frozenset()
    for path in outboxes(case):
        found = files.lines(path, partial(_in_slots, slots=slots), case.cohort.folder)
        if found:
            data = b"\n".join(found) + b"\n"
            place = f"{shown_path(path)} (lines: {len(found)})"
            yield Held(place=place, name=path.name, data=data)


def _in_slots(line: bytes, slots: frozenset[str]) -> bool:
    found = files.parsed(line)
    return isinstance(found, dict) and found.get("slot") in slots


def erase_sent(case: Case) -> None:
    """Blank those lines."""
    slots = _slots(case) if outboxes(case) else frozenset()
    for path in outboxes(case):
        files.blank(path, partial(_in_slots, slots=slots), case.cohort.folder)


# --- the roster and the aliases


def _row(path: Path, name: str, case: Case) -> Iterator[Held]:
    if files.content(path, case.cohort.folder) is not None:
        _, hers = files.rows(path, case.id)
        if hers:
            yield Held(place=f"{shown_path(path)} (a row)", name=name, data=hers.encode())


def pseudonym(case: Case) -> Iterator[Held]:
    """Give her alias."""
    yield from _row(case.cohort.folder / ALIASES, ALIASES, case)


def erase_pseudonym(case: Case) -> None:
    """Take her id from it; the alias stays taken, so that nobody else gets it."""
    forget(case.cohort.folder / ALIASES, case.id)


def _roster(case: Case) -> Path:
    return case.cohort.folder / case.cohort.file.roster


def roster(case: Case) -> Iterator[Held]:
    """Give her row, with whatever columns it has."""
    yield from _row(_roster(case), "roster.csv", case)


def erase_roster(case: Case) -> None:
    """Take her row out of it."""
    path = _roster(case)
    if path.is_file():
        others, hers = files.rows(path, case.id)
        if hers:
            files.replace(path, others)
