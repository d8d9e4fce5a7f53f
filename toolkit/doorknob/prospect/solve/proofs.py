"""What must be true of any scenario, and whether it is.

Each claim is proved by search, not by sampling: what can never happen over sequences of any length
(`relaxed`), what can happen by a sequence that was found (`search`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from doorknob.language.moves import FORCE, Move
from doorknob.prospect.act import Answer
from doorknob.prospect.difficulty import Difficulty
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import Play, alphabet
from doorknob.prospect.solve.relaxed import winnable
from doorknob.prospect.solve.search import Content, Searched, least_turns, reachable, search, won
from doorknob.prospect.state import State, initial
from doorknob.prospect.transitions.step import Step, step

# Beyond this length a call is no exercise any more.
LONGEST_WIN = 24
# Situations looked at before a way back after a slip is given up.
MOST_LOOKED_AT = 10_000
# Turns tried at one length without a win before none is looked for at greater lengths.
MOST_TRIED = 50_000
_ASKING = frozenset({Move.COMMITMENT_ASK})
_ONLY: dict[str, frozenset[Move]] = {
    "pressing": FORCE | _ASKING,
    "warmth": frozenset({Move.ACKNOWLEDGEMENT, Move.AUTONOMY, Move.REFLECTION}) | _ASKING,
    "pitching": frozenset({Move.INFORMATION, Move.ADVICE}) | _ASKING,
    "asking for the order": _ASKING,
}


@attrs.frozen(kw_only=True)
class Finding:
    """A claim that doesn't hold, or a thing that an author should know."""

    claim: str
    told: str


@attrs.frozen(kw_only=True)
class Proved:
    """What was found out about a scenario at one difficulty and seed.

    Attributes
    ----------
    scenario, difficulty, seed
        Which.
    searched
        The search up to the length looked at.
    turns
        All turns tried, in every search.
    broken
        Claims that don't hold.
    unreachable
        Words of the scenario that no sequence up to that length calls for.
    """

    scenario: str
    difficulty: Difficulty
    seed: int
    searched: Searched
    turns: int
    broken: tuple[Finding, ...]
    unreachable: frozenset[str]


def prove(scenario: Scenario, difficulty: Difficulty, seed: int, *, further: int = 1) -> Proved:
    """Hold a scenario, at a difficulty and a seed, against what must be true of any.

    Parameters
    ----------
    scenario
        Filled or not.
    difficulty, seed
        At which it is played.
    further
        How many turns beyond the shortest win are looked at.
    """
    played = scenario.at(difficulty)
    start, plays = initial(played, seed), alphabet(played)
    pushes = _Pushes()
    shortest = _shortest(played, start, plays)
    length = (shortest or least_turns(played, start)) + further
    searched = search(played, start, plays, length, pushes.seen)
    broken = [*pushes.broken, *_winning(searched)]
    lost, tried = _slips(played, start, plays, searched)
    return Proved(
        scenario=scenario.id,
        difficulty=difficulty,
        seed=seed,
        searched=searched,
        turns=searched.turns + tried,
        broken=tuple(broken + lost),
        unreachable=frozenset(_unreachable(played, start, searched)),
    )


def never(scenario: Scenario) -> tuple[tuple[Finding, ...], int]:
    """Prove what can never happen, however long, patient and lucky the call.

    Neither difficulty nor seed has a say in it: they move trust and patience, and those are taken
    at both their ends.

    Returns
    -------
    tuple of Finding
        The claims that don't hold.
    int
        Turns tried.
    """
    start, plays = initial(scenario, 0), alphabet(scenario)
    broken, turns = [], 0
    for claim, some in _claims(scenario, plays):
        found, tried = winnable(scenario, start, some)
        turns += tried
        if found:
            broken.append(Finding(claim=claim, told="a sequence of moves was found that does."))
    return tuple(broken), turns


def _shortest(scenario: Scenario, start: State, plays: Sequence[Play]) -> int | None:
    """Give the length of a shortest win, or None where none is short enough for an exercise."""
    for length in range(least_turns(scenario, start), LONGEST_WIN + 1):
        found = search(scenario, start, plays, length)
        if found.shortest:
            return length
        if found.turns > MOST_TRIED:
            break
    return None


def _winning(searched: Searched) -> Iterator[Finding]:
    if not searched.shortest:
        yield Finding(claim="a sequence of moves wins", told="none was found.")


def _claims(scenario: Scenario, plays: Sequence[Play]) -> Iterator[tuple[str, Sequence[Play]]]:
    hidden = [i for i in scenario.decisive if not scenario.concerns[i].out]
    if hidden:
        quiet = [play for play in plays if not play.uncovers]
        yield "nothing wins without uncovering", quiet
    for name, kinds in _ONLY.items():
        # To say that it isn't for her is no warmth; where it is true, it is the right end.
        some = [play for play in plays if play.kind in kinds and not play.act.walks_away]
        yield f"{name} alone never wins", some


class _Pushes:
    """Looks at every push that a search meets: none may help."""

    def __init__(self) -> None:
        self.broken: list[Finding] = []

    def seen(self, before: State, play: Play, made: Step) -> None:
        """Look at one transition."""
        after = made.state
        if play.act.pushes and not self.broken and after.trust > before.trust:
            told = f"“{play.name}” took trust from {before.trust} to {after.trust}."
            self.broken.append(Finding(claim="a push never helps trust", told=told))


def _slips(
    scenario: Scenario, start: State, plays: Sequence[Play], searched: Searched
) -> tuple[list[Finding], int]:
    """Try every slip at every turn of a shortest win: a way to win must be left."""
    by_name = {play.name: play for play in plays}
    slips = [play for play in plays if _is_slip(play)]
    state, tried = start, 0
    for number, name in enumerate(searched.shortest, 1):
        for slip in slips:
            after = step(scenario, state, slip.act).state
            if won(after):
                continue
            back, turns = reachable(scenario, after, plays, MOST_LOOKED_AT)
            tried += turns
            if not back:
                lost = "none is left" if back is False else "none was found"
                told = f"after “{slip.name}” in turn {number}: {lost}."
                return [Finding(claim="one slip leaves a way to win", told=told)], tried
        state = step(scenario, state, by_name[name].act).state
    return [], tried


def _is_slip(play: Play) -> bool:
    gentle = {Move.THREAT, Move.DISMISSAL, Move.PRESSURE, Move.COMMITMENT_ASK, Move.ADVICE}
    return (play.kind in gentle and not play.act.rude) or play.act.unsupported


def _unreachable(scenario: Scenario, start: State, searched: Searched) -> Iterator[str]:
    """Name the words of a scenario that no sequence called for."""
    content = searched.content | _beside(scenario, start)
    met = {(answer, concern) for answer, concern, _ in content}
    settled = {fact for answer, _, fact in content if answer in _TAKE_UP}
    wanted: tuple[tuple[str, Callable[[int], bool]], ...] = (
        ("hints", lambda i: (Answer.HINTS, i) in met or scenario.concerns[i].gate == 0),
        ("says", lambda i: bool({(Answer.STATES, i), (Answer.CONFIRMS, i)} & met)),
        ("more", lambda i: (Answer.ELABORATES, i) in met),
        ("agrees", lambda i: (Answer.FEELS_UNDERSTOOD, i) in met),
    )
    for place, worry in enumerate(scenario.concerns):
        for field, is_met in wanted:
            if not is_met(place) and not (worry.out and field in {"hints", "says"}):
                yield f"{field} of {worry.id}"
    for fact in scenario.facts:
        if fact.id not in settled:
            yield f"taken_up of {fact.id}"


def _beside(scenario: Scenario, start: State) -> frozenset[Content]:
    """Find what is said of concerns that a win does without: each is talked through by itself."""
    found: frozenset[Content] = frozenset()
    for place, worry in enumerate(scenario.concerns):
        if not (worry.decisive and scenario.fits):
            own = [play for play in alphabet(scenario) if _is_about(scenario, play, place)]
            alone = attrs.evolve(
                scenario,
                concerns=tuple(
                    attrs.evolve(one, decisive=one.id == worry.id) for one in scenario.concerns
                ),
            )
            found |= search(alone, start, own, _TO_TALK_THROUGH).content
    return found


# Turns in which a concern can come out, be talked about, given back and answered.
_TO_TALK_THROUGH = 6


def _is_about(scenario: Scenario, play: Play, place: int) -> bool:
    act = play.act
    told = any(place in scenario.answers[fact] + scenario.limits[fact] for fact in act.facts)
    return told or place in (*act.asked_about, *act.given_back)


_TAKE_UP = {Answer.SETTLED, Answer.CONCLUDES}
