"""What happens to journals and submissions on their way: seeded, so that any of it comes again."""

from __future__ import annotations

import json
import struct
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from io import BytesIO
from random import Random
from uuid import UUID
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from doorknob.journal.submission import JOURNAL, MANIFEST

Lines = list[bytes]
Spoil = Callable[[Random, Lines, Lines], bytes]
Files = dict[str, bytes]

NAMES = (
    *("/etc/passwd", "../up.jsonl", "C:\\x", "..\\up", "CON", "nul.txt", "a:b", "JOURNAL.JSONL"),
    *("Manifest.json", "a\x00b", "x\n", "\u202egnp.zip", "é" * 300, "deep/" * 200 + "x", ".", ""),
)
ODD = (
    "NaN",
    "Infinity",
    "-1",
    "1e400",
    "9" * 5000,
    "null",
    "[]",
    '"\\ud800"',
    "{}",
    "-9e99",
    "true",
)
WHENS = ("", "0000-00-00", "9999-12-31T23:59:59+99:99", "-9" * 40, "1970", "\\ud800", "2026-03-09")


def _joined(lines: Lines) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def flipped(rng: Random, data: bytes) -> bytes:
    """Turn over a few bits."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(found))
        found[at] ^= 1 << rng.randrange(8)
    return bytes(found)


def cut(rng: Random, data: bytes) -> bytes:
    """Lose the end, the beginning, or a part in between."""
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return rng.choice((data[:a], data[b:], data[:a] + data[b:]))


def noisy(rng: Random, data: bytes) -> bytes:
    """Put bytes somewhere that are no UTF-8, or mean something to somebody."""
    at = rng.randrange(len(data) + 1)
    noise = rng.choice(
        (b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\0" * 512, b"\xef\xbb\xbf", b"\r", b"\n", b"\x1a")
    )
    return data[:at] + noise + data[at:]


def _some(rng: Random, lines: Lines) -> int:
    return rng.randrange(len(lines))


def _twice(rng: Random, mine: Lines, _: Lines) -> bytes:
    found = [line for line in mine for _ in range(rng.choice((1, 1, 1, 3)))]
    return _joined(found)


def _spliced(rng: Random, mine: Lines, theirs: Lines) -> bytes:
    found = list(mine)
    for line in rng.sample(theirs, rng.randrange(1, len(theirs) + 1)):
        found.insert(rng.randrange(len(found) + 1), line)
    return _joined(found)


def _half_and_half(rng: Random, mine: Lines, theirs: Lines) -> bytes:
    """Join halves of lines of two people, without an end of line between them."""
    one, other = rng.choice(mine), rng.choice(theirs)
    at, to = rng.randrange(len(one) + 1), rng.randrange(len(other) + 1)
    found = list(mine)
    found[_some(rng, mine)] = rng.choice(
        (one[:at] + other, one + other[to:], one[:at] + other[to:])
    )
    return _joined(found)


def _ends_lost(rng: Random, mine: Lines, _: Lines) -> bytes:
    return b"".join(line + rng.choice((b"\n", b"", b"\r", b"*")) for line in mine)


def _fewer(rng: Random, mine: Lines, _: Lines) -> bytes:
    return _joined([line for line in mine if rng.random() < 0.7])


def _field(line: bytes, path: Sequence[str], value: str) -> bytes:
    """Write something odd into one field of a statement."""
    mark = "\x01odd\x01"
    whole = json.loads(line)
    node = whole
    for key in path[:-1]:
        node = node.setdefault(key, {}) if isinstance(node, dict) else {}
    node[path[-1]] = mark
    return json.dumps(whole).replace(json.dumps(mark), value).encode("utf-8", "surrogatepass")


EXTENSION = "https://doorknob.invalid/xapi/journal"
PATHS = (
    *(
        ("timestamp",),
        ("id",),
        ("result", "response"),
        ("verb", "id"),
        ("object", "id"),
        ("actor",),
    ),
    ("context", "registration"),
    *(
        ("context", "extensions", EXTENSION, key)
        for key in ("seed", "format", "scenario_version", "x")
    ),
)


def _odd_field(rng: Random, mine: Lines, _: Lines) -> bytes:
    found = list(mine)
    for _ in range(rng.choice((1, 3))):
        at = _some(rng, mine)
        whens = [json.dumps(one) for one in WHENS]
        deep = "[" * 900 + "]" * 900
        found[at] = _field(mine[at], rng.choice(PATHS), rng.choice((*ODD, *whens, deep)))
    return _joined(found)


def _ids_swapped(rng: Random, mine: Lines, _: Lines) -> bytes:
    """Give some lines the ids of events that aren't there."""
    found = [
        _field(line, ("id",), json.dumps(str(UUID(int=rng.getrandbits(128)))))
        if rng.random() < 0.2
        else line
        for line in mine
    ]
    return _joined(found)


def _wrapped(rng: Random, mine: Lines, _: Lines) -> bytes:
    found = list(mine)
    at = _some(rng, mine)
    before, after = rng.choice(
        ((b"[" * 5000, b"]" * 5000), (b'{"x":', b"}"), (b" " * 200_000, b""), (b"", b"x" * 200_000))
    )
    found[at] = before + mine[at] + after
    return _joined(found)


def _reordered(rng: Random, mine: Lines, _: Lines) -> bytes:
    return _joined(rng.sample(mine, len(mine)))


JOURNALS: Mapping[str, Spoil] = {
    "flipped": lambda rng, mine, _: flipped(rng, _joined(mine)),
    "cut": lambda rng, mine, _: cut(rng, _joined(mine)),
    "noisy": lambda rng, mine, _: noisy(rng, _joined(mine)),
    "CRLF": lambda _rng, mine, _: b"\xef\xbb\xbf" + b"\r\n".join(mine),
    "UTF-16": lambda _rng, mine, _: _joined(mine).decode().encode("utf-16"),
    **{one.__name__.strip("_"): one for one in (_twice, _spliced, _half_and_half, _ends_lost)},
    **{one.__name__.strip("_"): one for one in (_fewer, _odd_field, _ids_swapped, _wrapped)},
    "reordered": _reordered,
    "empty": lambda _rng, _mine, _: b"",
    "theirs": lambda _rng, _mine, theirs: _joined(theirs),
}


def opened(data: bytes) -> Files:
    """Give what is in a zip."""
    with ZipFile(BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def packed(entries: Sequence[tuple[str | ZipInfo, bytes]], how: int = ZIP_DEFLATED) -> bytes:
    """Make a zip of entries, which may have the same name."""
    found = BytesIO()
    with warnings.catch_warnings(), ZipFile(found, "w", how) as archive:
        warnings.simplefilter("ignore")
        for name, data in entries:
            archive.writestr(ZipInfo(name) if isinstance(name, str) else name, data, how)
    return found.getvalue()


def sealed(files: Files, **head: object) -> bytes:
    """Make a submission whose digests are right, whatever is in it."""
    told = json.loads(files[MANIFEST]) | head
    inner = {name: data for name, data in files.items() if name != MANIFEST}
    told["files"] = {
        name: {"sha256": sha256(data).hexdigest(), "size": len(data)}
        for name, data in inner.items()
    }
    return packed([(MANIFEST, json.dumps(told).encode()), *inner.items()])


@cache
def bomb(size: int = 60_000_000) -> bytes:
    """Give a small zip of very much."""
    return packed([("bomb.zip", b"\0" * size)])


def _head(rng: Random, files: Files) -> bytes:
    """Write something odd into the manifest."""
    text = files[MANIFEST].decode()
    told = json.loads(text)
    key = rng.choice(("format", "learner", "cohort", "made", "files", "size", "sha256", ""))
    odd = rng.choice((*ODD, *(json.dumps(one) for one in WHENS), "[" * 5000, "[" * 900 + "]" * 900))
    if key == "":
        text = rng.choice((odd, "\ufeff" + text, text[:40], text + text))
    elif key in told:
        text = json.dumps(told | {key: "\x01"}).replace('"\\u0001"', odd)
    else:
        told["files"][JOURNAL][key] = "\x01"
        text = json.dumps(told).replace('"\\u0001"', odd)
    return packed([(MANIFEST, text.encode("utf-8", "surrogatepass")), (JOURNAL, files[JOURNAL])])


def _odd_zip(rng: Random, files: Files) -> bytes:
    link = ZipInfo(rng.choice((JOURNAL, "link", "../link")))
    link.external_attr = 0o120777 << 16
    entries: list[tuple[str | ZipInfo, bytes]] = list(files.items())
    extra: list[tuple[str | ZipInfo, bytes]] = [
        (link, b"/etc/passwd"), (JOURNAL, b"{}"), (MANIFEST, b"{}"), ("in.zip", packed(entries)),
        *((name, b"x") for name in NAMES),
        *((f"{number}", b"") for number in range(2)),
    ]  # fmt: skip
    entries.insert(rng.randrange(len(entries) + 1), rng.choice(extra))
    how = rng.choice((ZIP_DEFLATED, ZIP_DEFLATED, ZIP_STORED, ZIP_LZMA, ZIP_BZIP2))
    return packed(entries, how)


def _patched(rng: Random, data: bytes) -> bytes:
    """Write a lie into the directory of a zip, or into the head of a file in it."""
    where, mark = rng.choice(((b"PK\x01\x02", 6), (b"PK\x03\x04", 4)))
    at = data.find(where, rng.randrange(len(data)))
    at = at if at >= 0 else data.find(where)
    # Version, flags (1: encrypted), method, time, checksum, sizes, lengths, offset: from there on.
    field = at + mark + rng.choice((0, 2, 2, 4, 4, 10, 10, 14, 18, 22, 24, 36))
    value = rng.choice((1, 9, 0x800, 0xFFFF, 0xFFFFFFFF, 12, 14, 93, rng.getrandbits(32)))
    lie = struct.pack("<I", value)[: rng.choice((2, 4))]
    return data[:field] + lie + data[field + len(lie) :]


def _many(files: Files) -> bytes:
    return packed([*files.items(), *((f"f{number}", b"") for number in range(300))])


ZIPS: Mapping[str, Callable[[Random, bytes, bytes], bytes]] = {
    "flipped": lambda rng, mine, _: flipped(rng, mine),
    "cut": lambda rng, mine, _: cut(rng, mine),
    "noisy": lambda rng, mine, _: noisy(rng, mine),
    "patched": lambda rng, mine, _: _patched(rng, mine),
    "odd zip": lambda rng, mine, _: _odd_zip(rng, opened(mine)),
    "manifest": lambda rng, mine, _: _head(rng, opened(mine)),
    "bomb": lambda rng, mine, _: rng.choice((bomb(), packed([("a.zip", bomb()), ("b.zip", mine)]))),
    "many": lambda _rng, mine, _: _many(opened(mine)),
    "another's journal": lambda _rng, mine, theirs: sealed(
        opened(mine) | {JOURNAL: opened(theirs)[JOURNAL]}
    ),
    "wrong digest": lambda _rng, mine, theirs: packed(
        list((opened(mine) | {JOURNAL: opened(theirs)[JOURNAL]}).items())
    ),
    "nobody's": lambda _rng, mine, _: sealed(opened(mine), learner="me"),
    "another cohort's": lambda _rng, mine, _: sealed(opened(mine), cohort="elsewhere"),
    "nothing": lambda _rng, _mine, _: b"",
}  # fmt: skip
