"""Whether a corpus can be learnt from: legal rows, no near-duplicates, enough of every code."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from doorknob.language.moves import Concern, Move
from doorknob.training.corpus import Row

# Lines that share this much of their five-letter pieces are the same line twice.
ALIKE = 0.6
LEAST_OF_A_CODE = 350
_PIECE = 5
# Very short lines ("Price?") are alike by nature.
_SHORTEST = 15
_NO_LETTER = re.compile(r"\W+")


@attrs.frozen(kw_only=True)
class Checked:
    """What a check found.

    Attributes
    ----------
    rows, writers
        How many there are.
    moves, concerns
        Rows that have each code.
    pairs
        Rows that are the minimal pair of another.
    coded_twice
        Rows with a second coding.
    alike
        Pairs of ids of rows whose lines are near-duplicates, with how alike they are, 0 to 1.
        Minimal pairs are meant to be alike and are left out.
    scarce
        Codes with fewer rows than `LEAST_OF_A_CODE`.
    """

    rows: int
    writers: dict[str, int]
    moves: dict[str, int]
    concerns: dict[str, int]
    pairs: int
    coded_twice: int
    alike: tuple[tuple[str, str, float], ...]
    scarce: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against learning from it."""
        return not self.alike and not self.scarce


def check(rows: Sequence[Row], against: Iterable[Row] = ()) -> Checked:
    """Check rows among themselves and against others, such as lines kept for measuring."""
    moves = Counter(str(move) for row in rows for move in row.moves)
    concerns = Counter(str(concern) for row in rows for concern in row.concerns)
    codes = [*map(str, Move), *map(str, Concern)]
    return Checked(
        rows=len(rows),
        writers=dict(sorted(Counter(row.writer for row in rows).items())),
        moves={str(code): moves[str(code)] for code in Move},
        concerns={str(code): concerns[str(code)] for code in Concern},
        pairs=sum(bool(row.pair) for row in rows),
        coded_twice=sum(row.second is not None for row in rows),
        alike=tuple(near_duplicates(rows, tuple(against))),
        scarce=tuple(code for code in codes if (moves + concerns)[code] < LEAST_OF_A_CODE),
    )


def pieces(line: str) -> frozenset[str]:
    """Give the five-letter pieces of a line, small letters and single spaces.

    >>> sorted(pieces("No, no!"))
    ['no no']
    """
    text = _NO_LETTER.sub(" ", line.lower()).strip()
    return frozenset(text[at : at + _PIECE] for at in range(max(1, len(text) - _PIECE + 1)))


def near_duplicates(
    rows: Sequence[Row], against: Sequence[Row] = ()
) -> Iterator[tuple[str, str, float]]:
    """Find lines that are nearly the same, among rows and between them and others.

    Only lines that share one of their rarer pieces can be alike, so only those are compared.
    """
    every = [*against, *rows]
    grams = [pieces(row.line) for row in every]
    often = Counter(piece for one in grams for piece in one)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(grams):
        if len(one) < _SHORTEST:
            continue
        # Two sets that share a share `ALIKE` of their union share one of these.
        rare = sorted(one, key=lambda piece: (often[piece], piece))
        rare = rare[: len(one) - int(ALIKE * len(one)) + 1]
        near: set[int] = set()
        for piece in rare:
            if at >= len(against):
                near.update(holders[piece])
            holders[piece].append(at)
        for other in sorted(near):
            alike = _alike(one, grams[other])
            if alike > ALIKE and not _are_pair(every[at], every[other]):
                yield every[other].id, every[at].id, round(alike, 2)


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    if min(len(one), len(two)) < ALIKE * max(len(one), len(two)):
        return 0.0
    shared = len(one & two)
    return shared / (len(one) + len(two) - shared)


def _are_pair(one: Row, two: Row) -> bool:
    return bool({one.id, one.pair} & {two.id, two.pair} - {""})


def in_words(found: Checked) -> str:
    """Tell what a check found."""
    total = f"{found.rows:,} rows by {len(found.writers)} writers; {found.pairs:,} minimal pairs"
    parts = [
        f"{total}; {found.coded_twice:,} coded twice.",
        f"Moves: {_counted(found.moves)}.",
        f"Concerns: {_counted(found.concerns)}.",
    ]
    parts += [f"Near-duplicates: {one} and {two} ({alike:.2f})." for one, two, alike in found.alike]
    parts += [f"Scarce: {code} has fewer than {LEAST_OF_A_CODE} rows." for code in found.scarce]
    return "\n".join([*parts, "Sound." if found.is_sound else "Not sound."])


def _counted(codes: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {count:,}" for code, count in codes.items())
