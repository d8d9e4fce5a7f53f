"""The rules of xAPI 1.0.3 that a statement of ours could break, each with its section.

Part 2 of https://github.com/adlnet/xAPI-Spec (1.0.3); those of cmi5 are of its Quartz edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
# Section 2.4.4.1, its first table; the lists of components each type may have.
LISTS = {
    "true-false": set(),
    "choice": {"choices"},
    "fill-in": set(),
    "long-fill-in": set(),
    "matching": {"source", "target"},
    "performance": {"steps"},
    "sequencing": {"choices"},
    "likert": {"scale"},
    "numeric": set(),
    "other": set(),
}
FIELDS = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?(-[A-Za-z0-9]+)*")
# ISO 8601, with seconds of at most two decimals (section 4.6).
DURATION = re.compile(r"PT(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")


def faults(statement: dict[str, Any]) -> list[str]:
    """Give what is wrong with a statement; nothing where nothing is."""
    return [*_statement(statement), *_nulls(statement, "")]


def _statement(one: dict[str, Any]) -> Iterator[str]:
    if not one.keys() <= FIELDS or not {"actor", "verb", "object"} <= one.keys():
        yield f"2.2: fields {sorted(one)}"
    if str(UUID(one["id"])) != one["id"]:
        yield "2.4.1: the id is no UUID in its standard form"
    yield from _actor(one["actor"])
    if not IRI.fullmatch(one["verb"]["id"]):
        yield "2.4.3: the verb is no IRI"
    yield from _map(one["verb"]["display"], "2.4.3 display")
    if one["object"].get("objectType") == "StatementRef":
        UUID(one["object"]["id"])
    else:
        yield from _activity(one["object"])
    yield from _result(one.get("result", {}))
    yield from _context(one.get("context", {}))
    if "timestamp" in one:
        when = datetime.fromisoformat(one["timestamp"])
        if when.tzinfo is None or one["timestamp"].endswith("-00:00"):
            yield "4.5: the time stamp has no offset"
    yield from _cmi5(one)


def _actor(actor: dict[str, Any]) -> Iterator[str]:
    named = actor.keys() & {"mbox", "mbox_sha1sum", "openid", "account"}
    if actor.get("objectType") != "Agent" or named != {"account"}:
        yield "2.4.2.1: expected an Agent with exactly one identifier"
    if actor["account"].keys() != {"homePage", "name"} or not IRI.fullmatch(
        actor["account"]["homePage"]
    ):
        yield "2.4.2.4: an account has a homePage (IRL) and a name"


def _activity(activity: dict[str, Any]) -> Iterator[str]:
    if activity["objectType"] != "Activity" or not IRI.fullmatch(activity["id"]):
        yield f"2.4.4.1: {activity['id']!r} is no IRI"
    definition = activity.get("definition", {})
    for name in ("name", "description"):
        yield from _map(definition.get(name, {}), f"2.4.4.1 {name}")
    if "type" in definition and not IRI.fullmatch(definition["type"]):
        yield "2.4.4.1: the type is no IRI"
    yield from _interaction(definition)


def _interaction(found: dict[str, Any]) -> Iterator[str]:
    kind = found.get("interactionType")
    lists = found.keys() & {"choices", "scale", "source", "target", "steps"}
    if kind is None:
        if lists or "correctResponsesPattern" in found:
            yield "2.4.4.1: an interaction's fields without its type"
        return
    if kind not in LISTS or not lists <= LISTS[kind]:
        yield f"2.4.4.1: {kind} may not have {sorted(lists)}"
    ids: dict[str, set[str]] = {}
    for name in lists:
        ids[name] = {one["id"] for one in found[name]}
        if len(ids[name]) != len(found[name]) or any(re.search(r"\s", one) for one in ids[name]):
            yield f"2.4.4.1: ids of {name} must differ and hold no space"
        for one in found[name]:
            yield from _map(one["description"], "2.4.4.1 component")
    for pattern in found.get("correctResponsesPattern", []):
        yield from _pattern(kind, pattern, ids)


def _pattern(kind: str, pattern: str, ids: dict[str, set[str]]) -> Iterator[str]:
    """Section 2.4.4.1, "Response Patterns"."""
    parts = pattern.split("[,]")
    if kind in {"choice", "sequencing"} and not set(parts) <= ids["choices"]:
        yield f"2.4.4.1: {pattern!r} names what is no choice"
    if kind == "matching":
        for part in parts:
            source, to, target = part.partition("[.]")
            if not to or source not in ids["source"] or target not in ids["target"]:
                yield f"2.4.4.1: {part!r} matches nothing"


def _result(result: dict[str, Any]) -> Iterator[str]:
    if not result.keys() <= {
        "score", "success", "completion", "response", "duration", "extensions",
    }:  # fmt: skip
        yield f"2.4.5: fields {sorted(result)}"
    for name, kind in (("success", bool), ("completion", bool), ("response", str)):
        if name in result and type(result[name]) is not kind:
            yield f"2.4.5: {name} is no {kind.__name__}"
    if "duration" in result and not DURATION.fullmatch(result["duration"]):
        yield f"2.4.5, 4.6: {result['duration']!r} is no duration"
    score = result.get("score")
    if score is not None:
        if not -1 <= score["scaled"] <= 1:
            yield "2.4.5.1: scaled lies outside -1 to 1"
        if not score["min"] <= score["raw"] <= score["max"] or score["min"] >= score["max"]:
            yield "2.4.5.1: raw lies outside min to max"
    yield from _extensions(result.get("extensions", {}))


def _context(context: dict[str, Any]) -> Iterator[str]:
    if "registration" in context:
        UUID(context["registration"])
    if "language" in context and not TAG.fullmatch(context["language"]):
        yield "2.4.6: the language is no tag of RFC 5646"
    activities = context.get("contextActivities", {})
    if not activities.keys() <= {"parent", "grouping", "category", "other"}:
        yield "2.4.6.2: an unknown kind of context activity"
    for listed in activities.values():
        for one in listed:
            yield from _activity(one)
    yield from _extensions(context.get("extensions", {}))


def _extensions(found: dict[str, Any]) -> Iterator[str]:
    yield from (
        f"4.1: the extension {name!r} is no IRI" for name in found if not IRI.fullmatch(name)
    )


def _map(found: dict[str, Any], place: str) -> Iterator[str]:
    for tag, text in found.items():
        if not TAG.fullmatch(tag) or not isinstance(text, str):
            yield f"4.2, {place}: {tag!r} is no language map"


def _cmi5(one: dict[str, Any]) -> Iterator[str]:
    verb = one["verb"]["id"].rpartition("/")[2]
    context, result = one.get("context", {}), one.get("result", {})
    categories = {a["id"] for a in context.get("contextActivities", {}).get("category", [])}
    if CMI5 not in categories:
        return
    if verb not in {"initialized", "completed", "passed", "failed"}:
        yield f"cmi5 9.6.2.1: {verb} is none of its verbs"
    if "registration" not in context or SESSION not in context.get("extensions", {}):
        yield "cmi5 9.6.1, 9.6.3.1: no registration or no session"
    if (MOVE_ON in categories) != bool(result.keys() & {"success", "completion"}):
        yield "cmi5 9.6.2.2: moveOn goes with success and completion, and only with them"
    if "score" in result and verb not in {"passed", "failed"}:
        yield "cmi5 9.5.1: only passed and failed have a score"
    if result.get("success") is not {"passed": True, "failed": False}.get(verb):
        yield "cmi5 9.5.2: success is true for passed, false for failed, and stands nowhere else"
    if result.get("completion") is not (True if verb == "completed" else None):
        yield "cmi5 9.5.3: completion is true for completed, and stands nowhere else"
    if verb != "initialized" and "duration" not in result:
        yield f"cmi5 9.5.4: {verb} has no duration"


def _nulls(value: Any, place: str) -> Iterator[str]:
    if value is None or (value == {} and not place.endswith(".definition")):
        yield f"2.2: nothing stands at {place}"
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _nulls(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _nulls(inner, place)
