"""All of a scenario's proofs together, and many scenarios' side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor

import attrs

from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.proofs import Finding, Proved, never, prove

SEEDS = (0, 1, 2)


@attrs.frozen(kw_only=True)
class Report:
    """What was found out about a scenario.

    Attributes
    ----------
    scenario
        Its id.
    proved
        For each difficulty and seed.
    broken
        Claims that don't hold, each with where.
    unreachable
        Words that no sequence looked at calls for, at any difficulty and seed.
    states, turns
        Situations met, and turns tried, in all searches.
    """

    scenario: str
    proved: tuple[Proved, ...]
    broken: tuple[Finding, ...]
    unreachable: tuple[str, ...]
    states: int
    turns: int

    @property
    def shortest(self) -> tuple[int, int]:
        """The lengths of the shortest wins, least and most; 0 where there is none."""
        lengths = [len(one.searched.shortest) for one in self.proved]
        return min(lengths), max(lengths)


@attrs.frozen(kw_only=True)
class Job:
    """One search to be made: a difficulty and seed, or what can never be, where both are None."""

    scenario: Scenario
    difficulty: Difficulty | None = None
    seed: int = 0
    further: int = 0

    def done(self) -> Proved | tuple[tuple[Finding, ...], int]:
        """Make the search."""
        if self.difficulty is None:
            return never(self.scenario)
        return prove(self.scenario, self.difficulty, self.seed, further=self.further)


def jobs(scenario: Scenario, seeds: Sequence[int] = SEEDS) -> Iterator[Job]:
    """List the searches for a scenario; at the first seed one turn further is looked at."""
    yield Job(scenario=scenario)
    for difficulty in Difficulty:
        for seed in seeds:
            further = 1 if seed == seeds[0] else 0
            yield Job(scenario=scenario, difficulty=difficulty, seed=seed, further=further)


def reports(
    scenarios: Iterable[Scenario], executor: Executor, seeds: Sequence[int] = SEEDS
) -> Iterator[Report]:
    """Make all searches, and give each scenario's report as soon as it is there."""
    started = [
        (one.id, [executor.submit(_done, job) for job in jobs(one, seeds)]) for one in scenarios
    ]
    for name, futures in started:
        yield gathered(name, [future.result() for future in futures])


def _done(job: Job) -> Proved | tuple[tuple[Finding, ...], int]:
    return job.done()


def gathered(scenario: str, results: Sequence[Proved | tuple[tuple[Finding, ...], int]]) -> Report:
    """Join what the searches of one scenario found."""
    proved = [one for one in results if isinstance(one, Proved)]
    general = [one for one in results if not isinstance(one, Proved)]
    broken = [finding for findings, _ in general for finding in findings]
    for one in proved:
        where = f"at {one.difficulty}, seed {one.seed}"
        broken += [attrs.evolve(found, told=f"{where}: {found.told}") for found in one.broken]
    # What one seed has no occasion for, another may have; only the wider searches tell.
    wide = [one for one in proved if one.seed == proved[0].seed]
    unreachable = frozenset.intersection(*(one.unreachable for one in wide))
    return Report(
        scenario=scenario,
        proved=tuple(proved),
        broken=tuple(broken),
        unreachable=tuple(sorted(unreachable)),
        states=sum(one.searched.states for one in proved),
        turns=sum(one.turns for one in proved) + sum(turns for _, turns in general),
    )
