"""Whether a scenario's own model lines are taken for what they are meant to be.

A learner who types the very line that a hint suggests must not be misunderstood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doorknob.language.moves import Move
from doorknob.language.reading import Reader
from doorknob.prospect.act import Act, Ask
from doorknob.prospect.hearing import heard
from doorknob.prospect.knownlines import understood
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.proofs import Finding

CLAIM = "model lines are understood"


def misheard(scenario: Scenario, reader: Reader) -> tuple[Finding, ...]:
    """Read every model line of a scenario, filled with its values, and tell which go astray."""
    return tuple(Finding(claim=CLAIM, told=told) for told in _told(scenario, reader))


def _told(scenario: Scenario, reader: Reader) -> Iterator[str]:
    def taken(line: str, said: str) -> Act:
        reading = understood(reader(line, said), scenario, verbatim=False)
        return heard(reading, scenario, said=(said,))

    yield from _of_concerns(scenario, taken)
    opening = scenario.persona.opening[0]
    for fact in scenario.facts:
        act = taken(fact.text, opening)
        if fact.id not in act.facts or act.pushes or act.unsupported:
            yield _astray(f"text of {fact.id}", fact.text, f"the fact {fact.id}", act)
    for wanted, line in ((Ask.ORDER, scenario.asks.order), (Ask.ADVANCE, scenario.asks.advance)):
        act = taken(line, opening)
        if act.ask is not wanted or act.pushes:
            yield _astray(f"asks.{wanted}", line, f"asking for the {wanted}", act)
    if scenario.walk_away is not None:
        act = taken(scenario.walk_away.line, opening)
        if not act.walks_away or act.pushes:
            yield _astray("walk_away.line", scenario.walk_away.line, "letting go", act)


def _of_concerns(scenario: Scenario, taken: Callable[[str, str], Act]) -> Iterator[str]:
    for place, worry in enumerate(scenario.concerns):
        act = taken(worry.ask, scenario.persona.opening[0])
        if act.pushes or not act.does(Move.OPEN_QUESTION):
            yield _astray(f"ask of {worry.id}", worry.ask, "an open question", act)
        act = taken(worry.reflect, worry.says[0])
        named = place in act.given_back or (not act.given_back and not act.wrong_guess)
        if act.pushes or not act.does(Move.REFLECTION) or not named:
            yield _astray(f"reflect of {worry.id}", worry.reflect, "the concern given back", act)


def _astray(place: str, line: str, wanted: str, act: Act) -> str:
    moves = ", ".join(sorted(act.moves)) or "nothing readable"
    more = [f"tells {', '.join(act.facts)}"] if act.facts else []
    more += ["claims without ground"] if act.unsupported else []
    more += [f"asks for the {act.ask}"] if act.ask else []
    taken = "; ".join([moves, *more])
    return f"{place}: “{line}” was to be {wanted}, and is taken for {taken}."
