"""How quick the prospect is: ``python tests/benchmarks/prospect.py``.

Prints turns a second at the level of moves, as search plays them, and the median time of a turn of
a whole call without the reader: hearing, the table, and finding the words. Figures are of this
machine and moment; an empty loop of as many steps is printed beside them, so that runs can be
compared.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from doorknob.coaching.players import PLAYERS, played
from doorknob.course import Course
from doorknob.language.reader import read
from doorknob.prospect.conversation import begin
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.state import initial
from doorknob.prospect.transitions.step import step

TURNS = 50_000


def turns_a_second(scenario: Scenario) -> float:
    """Play random moves, call after call."""
    acts = [play.act for play in alphabet(scenario)]
    rng = random.Random(1)  # noqa: S311 - a benchmark
    chosen = [rng.choice(acts) for _ in range(TURNS)]
    state, calls = initial(scenario, 0), 0
    began = time.perf_counter()
    for act in chosen:
        if state.outcome is not None:
            calls += 1
            state = initial(scenario, calls)
        state = step(scenario, state, act).state
    return TURNS / (time.perf_counter() - began)


def turn_without_reading(scenarios: list[Scenario]) -> float:
    """Give the median time of a turn whose reading is there already, in milliseconds."""
    times = []
    for scenario in scenarios:
        for player in PLAYERS.values():
            call = played(begin(scenario, 1), player, read)
            again = begin(scenario, 1)
            for turn in call.turns:
                began = time.perf_counter()
                again = again.take(turn.line, turn.reading)
                times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def empty_steps() -> float:
    """Give how many times a second nothing is done, for comparing machines."""
    began = time.perf_counter()
    for _ in range(10 * TURNS):
        pass
    return 10 * TURNS / (time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    course = Course.here()
    home = course.curriculum / "scenarios"
    scenarios = [course.scenario(path.stem).fill({}) for path in sorted(home.glob("*.yaml"))]
    for scenario in scenarios:
        sys.stdout.write(f"{scenario.id}: {turns_a_second(scenario):,.0f} turns a second\n")
    sys.stdout.write(f"a turn without the reader: {turn_without_reading(scenarios):.3f} ms\n")
    sys.stdout.write(f"an empty loop: {empty_steps():,.0f} steps a second\n")


if __name__ == "__main__":
    main()
