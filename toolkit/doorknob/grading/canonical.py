"""A record of grades as bytes: the same data gives the same ones, and none is ever held whole.

As plain data, ten thousand learners would take some hundred megabytes. So they lie in a file
without a name, packed, and are written, read and digested one after another.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any, overload
from zlib import compress, decompress

from doorknob.grading.gradebook import plain

_NOBODY = '\n "learners": []'
_FIRST = b' "learners": ['


class Learners(Sequence[Mapping[str, Any]]):
    """The learners of a record, each read from the disk when it is asked for.

    Parameters
    ----------
    told
        Each learner's part, as `packed` gives it. They are taken one after another.
    """

    def __init__(self, told: Iterable[bytes]) -> None:
        # Gone when nobody holds it any more, however the process ends.
        self._file = TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        for one in told:
            self._file.write(one)
            self._ends.append(self._ends[-1] + len(one))

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> Mapping[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, Any]]: ...

    def __getitem__(self, at: int | slice) -> Any:
        """Unpack one, or some."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        begin, end = self._ends[place], self._ends[place + 1]
        self._file.seek(begin)
        return json.loads(decompress(self._file.read(end - begin)))


def packed(data: Mapping[str, Any]) -> bytes:
    """Pack a learner's part of a record."""
    return compress(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def canonical(data: Any) -> bytes:
    """Give plain data as JSON: sorted keys, UTF-8, so that the same data gives the same bytes.

    >>> canonical({"b": 1, "a": "é"}).decode().split()
    ['{', '"a":', '"é",', '"b":', '1', '}']
    """
    return b"".join(pieces(data))


def pieces(data: Any) -> Iterator[bytes]:
    """Give the same in pieces, learner by learner, so that it need never be held whole."""
    learners = data.get("learners") if isinstance(data, Mapping) else None
    if not learners:
        learners = []
    text = _text({**data, "learners": []} if learners else data)
    # A line's end within a text is escaped, so that this can only be the record's own field.
    head, _, rest = text.partition(_NOBODY) if learners else (text, "", "")
    yield head.encode()
    for at, one in enumerate(learners):
        begin = "," if at else _NOBODY.removesuffix("]")
        yield (begin + f"\n{_text(one)}".replace("\n", "\n  ")).encode()
    yield (f"\n ]{rest}\n" if learners else "\n").encode()


def digest(data: Any) -> str:
    """Give the SHA-256 of plain data as `canonical` writes it."""
    whole = sha256()
    for piece in pieces(data):
        whole.update(piece)
    return whole.hexdigest()


def parsed(lines: Iterable[bytes]) -> dict[str, Any]:
    """Read what `canonical` has written, learner by learner.

    Parameters
    ----------
    lines
        A file that is open for reading its bytes, or anything else that gives its lines.

    Raises
    ------
    ValueError, TypeError
        If that isn't a record.
    """
    rest, learners = iter(lines), None
    head: list[bytes] = []
    for line in rest:
        if line.rstrip(b"\n") == _FIRST:
            learners = Learners(_each(rest, head))
        else:
            head.append(line)
    data = json.loads(b"".join(head))
    if not isinstance(data, dict):
        raise TypeError(f"expected an object, found {type(data).__name__}")
    return data if learners is None else {**data, "learners": learners}


def _each(lines: Iterator[bytes], head: list[bytes]) -> Iterator[bytes]:
    """Give each learner, packed; the record's own lines go on in `head`."""
    held: list[bytes] = []
    for line in lines:
        if line.startswith(b" ]"):
            head.append(_FIRST + line[1:])
            return
        held.append(line)
        # At a learner's own depth; what stands within it is further to the right.
        if line.startswith((b"  }", b"  {}")):
            yield packed(json.loads(b"".join(held).rstrip(b",\n")))
            held.clear()
    raise ValueError("it breaks off among the learners")


def _text(data: Any) -> str:
    if isinstance(data, Mapping) and isinstance(data.get("learners"), Learners):
        data = {**data, "learners": []}
    return plain(json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False))
