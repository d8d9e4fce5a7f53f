"""Events of a journal, as xAPI statements: one JSON object a line.

The shape follows the xAPI specification 1.0.3 (actor, verb, object, result, context, timestamp).
What is ours stands in one context extension, with the format's number, so that an old journal can
be upgraded and a newer one be refused with both numbers named.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any
from uuid import UUID

import attrs

from doorknob.errors import JournalError
from doorknob.prospect.scenario import SLUG

# 2: a learner may ask for a hint, and go back in a call. 3: a reading can be disputed.
FORMAT = 3
HOME = "https://doorknob.invalid"
EXTENSION = "https://doorknob.invalid/xapi/journal"
EXERCISE = "https://doorknob.invalid/exercise/"
# Far deeper than any statement of ours; what is read must also be possible to write.
DEEPEST = 20
_HALF = re.compile("[\ud800-\udfff]")


class Verb(StrEnum):
    """What the learner did: in the words that ADL publishes, and two that are ours."""

    INITIALIZED = "initialized"
    ANSWERED = "answered"
    ASKED = "asked"
    REWOUND = "rewound"
    DISPUTED = "disputed"
    COMPLETED = "completed"

    @property
    def iri(self) -> str:
        """The verb's identifier."""
        if self in {Verb.REWOUND, Verb.DISPUTED}:
            return f"{HOME}/xapi/verbs/{self.value}"
        return f"http://adlnet.gov/expapi/verbs/{self.value}"


@attrs.frozen(kw_only=True)
class Event:
    """One thing that a learner did.

    Attributes
    ----------
    id
        UUID; the same event written twice counts once.
    learner
        The learner's id in the roster.
    verb
        ``initialized`` opens an attempt, ``answered`` is an answer or a line, ``asked`` calls for a
        hint, ``rewound`` goes back to an earlier line, ``disputed`` says that a reading is wrong,
        ``completed`` hands in.
    exercise
        The exercise's id.
    attempt
        UUID that the events of one attempt share.
    timestamp
        ISO 8601 with its offset.
    part
        What was answered: an item's id; empty for a line of a role-play. What is disputed: an
        item's id, or the number of a line.
    response
        The answer; the step of a hint; the number of lines that are left after going back; why a
        reading is disputed.
    details
        What else an attempt needs: exercise and scenario version, scenario, seed, engine.
    """

    id: str
    learner: str
    verb: Verb
    exercise: str
    attempt: str
    timestamp: str
    part: str = ""
    response: str | None = None
    details: dict[str, Any] = attrs.field(factory=dict)

    def as_statement(self) -> dict[str, Any]:
        """Give the event as an xAPI statement."""
        part = f"#{self.part}" if self.part else ""
        statement: dict[str, Any] = {
            "id": self.id,
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": HOME, "name": self.learner},
            },
            "verb": {"id": self.verb.iri, "display": {"en": self.verb.value}},
            "object": {"objectType": "Activity", "id": f"{EXERCISE}{self.exercise}{part}"},
            "context": {
                "registration": self.attempt,
                "extensions": {EXTENSION: {"format": FORMAT, **self.details}},
            },
            "timestamp": self.timestamp,
        }
        if self.response is not None:
            statement["result"] = {"response": self.response}
        return statement

    def as_line(self) -> str:
        """Give the event as the line that a journal holds, with its newline."""
        return line_of(self.as_statement())


def line_of(statement: Any) -> str:
    r"""Give a statement as a line, with its newline, that can be written in UTF-8.

    Half of a surrogate pair, which a browser can send, is written as JSON escapes it.

    >>> print(line_of({"said": "é"}), line_of({"said": chr(0xD83D)}), sep="", end="")
    {"said":"é"}
    {"said":"\ud83d"}
    """
    line = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
    if _HALF.search(line):
        line = json.dumps(statement, separators=(",", ":"))
    return line + "\n"


def event_from(statement: Any) -> Event:
    """Make an event of a statement.

    Raises
    ------
    JournalError
        If it is no statement of ours, or of a newer format; says in what.
    """
    if not isinstance(statement, dict):
        raise JournalError("expected a statement ({…}).")
    ours = _at(statement, "context", "extensions", EXTENSION)
    if not isinstance(ours, dict):
        raise JournalError("not written by Doorknob: its extension is missing.")
    if _is_deep(ours):
        raise JournalError(f"nested more than {DEEPEST} deep.")
    made = ours.get("format")
    if type(made) is not int or not 1 <= made <= FORMAT:
        message = f"written in journal format {made!r}; this version reads formats 1 to {FORMAT}."
        raise JournalError(message)
    verb = str(_at(statement, "verb", "id")).rpartition("/")[2]
    if verb not in set(Verb):
        raise JournalError(f"the verb {verb!r} is not one of {', '.join(Verb)}.")
    activity = str(_at(statement, "object", "id"))
    exercise, _, part = activity.removeprefix(EXERCISE).partition("#")
    if not activity.startswith(EXERCISE) or not SLUG.fullmatch(exercise):
        raise JournalError(f"the object {activity!r} is no exercise of ours.")
    return Event(
        id=_uuid(statement, "id"),
        learner=_text(statement, "actor", "account", "name"),
        verb=Verb(verb),
        exercise=exercise,
        attempt=_uuid(statement, "context", "registration"),
        timestamp=_text(statement, "timestamp"),
        part=part,
        response=_response(statement),
        details={key: value for key, value in ours.items() if key != "format"},
    )


def _is_deep(node: Any) -> bool:
    level = [node]
    for _ in range(DEEPEST):
        inner = [one.values() if isinstance(one, dict) else one for one in level]
        level = [part for parts in inner for part in parts if isinstance(part, (dict, list))]
        if not level:
            return False
    return True


def _at(node: Any, *path: str) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _text(statement: dict[str, Any], *path: str) -> str:
    value = _at(statement, *path)
    if not isinstance(value, str) or not value:
        raise JournalError(f"{'.'.join(path)}: expected some text, found {value!r}.")
    return value


def _uuid(statement: dict[str, Any], *path: str) -> str:
    value = _text(statement, *path)
    try:
        return str(UUID(value))
    except ValueError:
        raise JournalError(f"{'.'.join(path)}: expected a UUID, found {value!r}.") from None


def _response(statement: dict[str, Any]) -> str | None:
    response = _at(statement, "result", "response")
    if response is not None and not isinstance(response, str):
        raise JournalError(f"result.response: expected text, found {response!r}.")
    return response
