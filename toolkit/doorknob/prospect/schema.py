"""The JSON Schema of a scenario, drawn from the classes that a file is read into.

An editor that knows it completes the fields, explains them and marks what is wrong while a trainer
types. What only a check can see (links between ids, slots, gates) `scenario_file` sees.
"""

from __future__ import annotations

import re
import types
import typing
from enum import StrEnum
from fractions import Fraction
from inspect import cleandoc, getdoc
from typing import Any

import attrs

from doorknob.prospect.act import Answer
from doorknob.prospect.scenario import SLUG, Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_QUARTERS = r"^\d+(/(1|2|4))?$|^\d+\.(0|00|25|5|50|75)$"


def scenario_schema() -> dict[str, Any]:
    """Give the schema as plain data for JSON."""
    schema = _of(Scenario)
    schema["properties"]["id"]["pattern"] = f"^{SLUG.pattern}$"
    phrases = schema["properties"]["phrases"]
    phrases["propertyNames"] = {"enum": [str(answer) for answer in Answer]}
    return {"$schema": DIALECT, "title": "Doorknob scenario", **schema}


def _of(kind: Any) -> dict[str, Any]:  # noqa: PLR0911 - a kind of value a line
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if attrs.has(kind):
        return _object(kind)
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(inner[1])}
    if origin in {typing.Union, types.UnionType}:
        return _of(next(one for one in inner if one is not type(None)))
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    if issubclass(kind, bool):
        return {"type": "boolean"}
    if issubclass(kind, int):
        return {"type": "integer", "minimum": 0}
    if issubclass(kind, Fraction):
        return {
            "anyOf": [
                {"type": "number", "minimum": 0, "multipleOf": 0.25},
                {"type": "string", "pattern": _QUARTERS},
            ]
        }
    return {"type": "string", "minLength": 1}


def _object(kind: type[Any]) -> dict[str, Any]:
    hints, told = typing.get_type_hints(kind), _told(kind)
    properties, required = {}, []
    for field in (one for one in attrs.fields(kind) if one.init):
        shape = _of(hints[field.name])
        if field.name in told:
            shape = {"description": told[field.name], **shape}
        if field.default is attrs.NOTHING:
            required.append(field.name)
        elif isinstance(field.default, (bool, int, str)):
            shape["default"] = field.default
        properties[field.name] = shape
    return {
        "type": "object",
        "description": cleandoc(getdoc(kind) or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _told(kind: type[Any]) -> dict[str, str]:
    """Give what the docstrings of a class and its bases say of each field."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        _, _, section = cleandoc(one.__doc__ or "").partition("Attributes\n----------\n")
        for names, text in re.findall(r"^(\w[\w, ]*)\n((?:    .*\n?)+)", section, re.MULTILINE):
            words = " ".join(line.strip() for line in text.splitlines())
            found |= dict.fromkeys(names.split(", "), words)
    return found
