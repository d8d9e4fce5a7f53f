"""Whether the evidence is what made the reading: take it away, and the reading should be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from doorknob.language.moves import Concern, Move
from doorknob.language.reader import read
from doorknob.language.reading import Reading
from doorknob.training.corpus import Row
from doorknob.training.report import table


def without(reading: Reading, code: Move | Concern) -> str:
    """Give a line without the words that are the evidence of a code.

    >>> without(read("That's fair. What would you want to think through?"), Move.ACKNOWLEDGEMENT)
    '. What would you want to think through?'
    """
    kept, at = [], 0
    for found in sorted(reading.evidence, key=lambda one: one.start):
        if found.code is code:
            kept.append(reading.line[at : max(at, found.start)])
            at = max(at, found.end)
    return "".join([*kept, reading.line[at:]])


def undone(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Count, for each code, how many readings there are and how many its evidence undoes."""
    all_, gone = Counter[str](), Counter[str]()
    for row in rows:
        reading = read(row.line, row.said)
        codes: tuple[Move | Concern, ...] = (*reading.moves, *reading.concerns)
        for code in codes:
            if code is not Move.OTHER:
                again = read(without(reading, code), row.said)
                all_[str(code)] += 1
                gone[str(code)] += code not in (*again.moves, *again.concerns)
    return {code: (gone[code], count) for code, count in sorted(all_.items())}


def in_words(found: dict[str, tuple[int, int]]) -> str:
    """Tell what was counted, as a Markdown table."""
    total = [sum(pair[part] for pair in found.values()) for part in (0, 1)]
    rows = [*found.items(), ("all", (total[0], total[1]))]
    return table(
        ["code", "readings", "undone"],
        ([code, f"{count:,}", f"{gone / max(1, count):.0%}"] for code, (gone, count) in rows),
    )
