"""What a learner is given of her own: no word that she practised in private, and nobody else's.

Whoever makes the export is the trainer, so what was practised in private stays out of it.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from doorknob.grading.whose import NOBODY
from doorknob.journal.store import parsed
from doorknob.journal.submission import JOURNAL, InvalidSubmission, pack, shared, unpack
from doorknob.privacy import files
from doorknob.privacy.case import Case
from doorknob.widgets.keeping import without_private


def journal(raw: bytes, case: Case, *also: str) -> bytes:
    """Give a journal's events that are the learner's, without private words.

    Parameters
    ----------
    raw
        The file.
    case
        Whose.
    also
        Other names that stand for the learner in it.
    """
    known = {case.id, *also}
    events = [one for one in parsed(raw, None, "").events if one.learner in known]
    return shared(events, case.private(one.exercise for one in events))


def notebook(raw: bytes, case: Case) -> bytes | None:
    """Give a notebook without private practice; None where that can't be made sure of."""
    found = files.parsed(raw)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        return None
    bare = without_private(found, case.private(_exercises(found)))
    if bare == found:
        return raw
    return files.as_json(bare)


def _exercises(found: dict[str, Any]) -> set[str]:
    """Give the exercises that a notebook's outputs are of."""
    named = set()
    for cell in found["cells"]:
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for one in outputs if isinstance(outputs, list) else ():
            metadata = one.get("metadata") if isinstance(one, dict) else None
            ours = metadata.get("doorknob") if isinstance(metadata, dict) else None
            if isinstance(ours, dict):
                named.add(str(ours.get("exercise")))
    return named


def submission(raw: bytes, case: Case) -> bytes | None:
    """Give a submission: as it came, or made again of what is the learner's alone.

    None where it can't be read.
    """
    try:
        found = unpack(raw)
    except InvalidSubmission:
        return None
    kept = {JOURNAL: journal(found.journal, case, found.learner, NOBODY)}
    for name, data in found.files.items():
        path = PurePosixPath(name)
        if path.parts[0] == "notebooks" and path.suffix == ".ipynb":
            bare = notebook(data, case)
            if bare is not None:
                kept[name] = bare
    if kept == found.files:
        return raw
    return pack(learner=found.learner, cohort=found.cohort, made=found.made, files=kept)[1]
