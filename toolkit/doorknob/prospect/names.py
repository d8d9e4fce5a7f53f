"""Lines said with a cohort's names, taken back into the names that a call was written with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import attrs

from doorknob.cast import finder

# First names that are also words which begin a sentence or stand in small letters in any line.
EVERYDAY = frozenset(
    "amber april art august bill bob carol cash chance chase cliff dale dawn dean don drew earl "
    "faith frank gene glen grace grant guy harmony heath holly honor hope hunter iris ivy jack "
    "jasmine jay joy june lance lily major mark may mercy miles nick norm olive pat patience pearl "
    "penny pete pierce piper price ray reed rich rob robin rose ruby ruth rusty sage sandy serve "
    "skip sky stone summer sue tab trip victor violet wade ward will willow woody young".split()
)


@attrs.frozen
class Translated:
    """A line in which names were replaced, and where each of them stood before and stands now."""

    before: str
    line: str
    spans: tuple[tuple[int, int, int, int], ...] = ()

    def here(self, start: int, end: int) -> tuple[int, int]:
        """Give a span of the line before as it lies in the line now; a name is never cut."""
        return _moved(start, end, self.spans)

    def there(self, start: int, end: int) -> tuple[int, int]:
        """Give a span of the line now as it lay in the line before."""
        return _moved(start, end, [(c, d, a, b) for a, b, c, d in self.spans])


def _moved(start: int, end: int, spans: Iterable[tuple[int, int, int, int]]) -> tuple[int, int]:
    first, last = start, end
    for a, b, c, d in spans:
        if b <= start:
            first = start + d - b
        elif a < start:
            first = c
        if b <= end:
            last = end + d - b
        elif a < end:
            last = d
    return first, last


def taken_back(line: str, names: Mapping[str, str], words: Collection[str] = ()) -> Translated:
    """Put the course's own names into a line that somebody said with a cohort's.

    Names in small letters count, too, but for those which are also words: nobody who hopes means
    Hope. In a call about winter, somebody may be called Winter all the same.

    Parameters
    ----------
    line
        What was said.
    names
        What stands in place of each name.
    words
        Words that are no names in this call, whoever is called like them.

    >>> taken_back("What would sipho say?", {"Rob": "Sipho"}).line
    'What would rob say?'
    >>> taken_back("Will you, or will Will?", {"Rob": "Will"}).line
    'Will you, or will Rob?'
    """
    back: dict[str, str] = {}
    for old, new in names.items():
        back.setdefault(new, old)
    doubtful = {new for new in back if new.lower() in EVERYDAY or new.lower() in words}
    small = {new.lower(): old.lower() for new, old in back.items() if new not in doubtful}
    table = {**small, **back}
    if not table:
        return Translated(line, line)
    made, spans, at, length = [], [], 0, 0
    for found in finder(tuple(table)).finditer(line):
        name = " ".join(found[1].split())
        begins = not re.search(r"[^.!?:\s“\"][^.!?:]*\Z", line[: found.start()])
        if name in doubtful and begins and not re.match(r"[,'’]", line[found.end(1) :]):
            continue
        made += [line[at : found.start()], table[name]]
        length += found.start() - at
        spans.append((found.start(), found.end(1), length, length + len(table[name])))
        length, at = length + len(table[name]), found.end(1)
    return Translated(line, "".join([*made, line[at:]]), tuple(spans))
