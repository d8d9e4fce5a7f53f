"""JSON from elsewhere, taken for nothing but what it is, with the place named where it is not."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from doorknob.errors import BadParameter

E = TypeVar("E", bound=StrEnum)

_KINDS: dict[type, str] = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "fields",
    type(None): "nothing",
}


@attrs.frozen
class Node:
    """A value and its place.

    What doesn't fit raises `BadParameter` with the place and what was expected there. The value
    itself is never quoted: a server's words could hold the key that it was sent.

    Attributes
    ----------
    value
        As `json.loads` gives it.
    place
        Such as ``answer.moves[0].words``.
    """

    value: Any = attrs.field(repr=False)
    place: str

    def unfit(self, expected: str) -> BadParameter:
        """Make the error that says what was expected here."""
        found = _KINDS.get(type(self.value), type(self.value).__name__)
        return BadParameter(f"{self.place}: expected {expected}; found {found}.")

    def fields(self) -> dict[str, Any]:
        """Give the fields."""
        if not isinstance(self.value, dict):
            raise self.unfit("fields")
        return self.value

    def only(self, names: Collection[str]) -> None:
        """Refuse fields that lack one of these names, or hold another."""
        if self.fields().keys() != set(names):
            raise self.unfit(f"exactly the fields {', '.join(names)}")

    def get(self, name: str) -> Node:
        """Give the field of that name."""
        if name not in self.fields():
            raise self.unfit(f"a field {name!r}")
        return Node(self.value[name], f"{self.place}.{name}")

    def items(self, most: int | None = None) -> list[Node]:
        """Give a list's items; refuse more than `most`."""
        if not isinstance(self.value, list):
            raise self.unfit("a list")
        if most is not None and len(self.value) > most:
            raise self.unfit(f"at most {most} of them")
        return [Node(item, f"{self.place}[{at}]") for at, item in enumerate(self.value)]

    def text(self) -> str:
        """Give some text; refuse none."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.unfit("some text")
        return self.value

    def whole(self) -> int:
        """Give a whole number."""
        if type(self.value) is not int:
            raise self.unfit("a whole number")
        return self.value

    def share(self) -> float:
        """Give a number from 0 to 1."""
        if type(self.value) not in {int, float} or not 0 <= self.value <= 1:
            raise self.unfit("a number from 0 to 1")
        return float(self.value)

    def flag(self) -> bool:
        """Give true or false."""
        if not isinstance(self.value, bool):
            raise self.unfit("true or false")
        return self.value

    def word_of(self, kind: type[E]) -> E:
        """Give a member of an enumeration."""
        if not isinstance(self.value, str) or self.value not in set(kind):
            raise self.unfit(f"one of {', '.join(kind)}")
        return kind(self.value)
