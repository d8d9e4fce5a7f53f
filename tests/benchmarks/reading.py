"""How long reading takes: ``python tests/benchmarks/reading.py``.

Prints the load of the model and the median time of a line of 13 to 17 words, each with what she
said before, once with words that were never met and once with words that were. Figures are of this
machine and moment; the share of an empty reading (cutting the line into clauses) is printed beside
them, so that runs can be compared.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

from doorknob.language.clauses import cut
from doorknob.language.model import HOME, Model, model
from doorknob.language.modelfile import read_model
from doorknob.language.reader import read
from doorknob.training.corpus import Row, read_corpus

ROUNDS = 5


def median(rows: Sequence[Row], does: Callable[[Row], object]) -> float:
    """Give the median time of something done to each row, in milliseconds."""
    times = []
    for row in rows:
        began = time.perf_counter()
        does(row)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def main() -> None:
    """Measure and print."""
    began = time.perf_counter()
    Model(*read_model(HOME))
    load = (time.perf_counter() - began) * 1000
    model()
    rows = [row for row in read_corpus()[::7] if 13 <= len(row.line.split()) <= 17]
    first = median(rows, lambda row: read(row.line, row.said))
    again = min(median(rows, lambda row: read(row.line, row.said)) for _ in range(ROUNDS))
    alone = min(median(rows, lambda row: read(row.line)) for _ in range(ROUNDS))
    cuts = min(median(rows, lambda row: cut(row.line)) for _ in range(ROUNDS))
    sys.stdout.write(
        f"load of the model           {load:7.1f} ms\n"
        f"lines of 13-17 words        {len(rows):7}\n"
        f"first reading               {first:7.3f} ms\n"
        f"reading, words met before   {again:7.3f} ms  {again / cuts:5.1f} × cutting alone\n"
        f"the same, nothing said      {alone:7.3f} ms  {alone / cuts:5.1f} ×\n"
        f"cutting alone               {cuts:7.3f} ms\n"
    )


if __name__ == "__main__":
    main()
