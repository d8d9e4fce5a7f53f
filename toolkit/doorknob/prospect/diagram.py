"""How a concern moves and how a call ends, found in the transitions table by trying it out.

Which rule moves a concern to which stage stands in the table; from where, it depends on the
situation. So the table is tried in very many situations, and every step that a rule took is noted:
what is drawn from this can't say anything that the prospect doesn't do.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import attrs

from doorknob.language.moves import Move
from doorknob.prospect.act import Answer, Outcome
from doorknob.prospect.persona import Pronoun
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.solve.alphabet import alphabet
from doorknob.prospect.state import Stage, State, initial
from doorknob.prospect.transitions import RULES
from doorknob.prospect.transitions.step import Step, step

MOST_SITUATIONS = 2000
HANG_UPS = {
    Answer.HANGS_UP_ANGRY: "her guard came to the limit, after a warning",
    Answer.HANGS_UP_TIRED: "her patience ran out, after a warning",
}


@attrs.frozen(kw_only=True, order=True)
class Arrow:
    """A step that rules take.

    Attributes
    ----------
    before
        The stage that a concern comes from; None where the whole call ends.
    after
        The stage that it comes to, or how the call ends.
    moves
        The moves whose rules take it, in the manual's order.
    rules
        Ids of those rules, in the table's order; none where a limit ends the call.
    conditions
        What has to hold, in words, for each rule or limit.
    """

    before: Stage | None
    after: Stage | Outcome
    moves: tuple[Move, ...]
    rules: tuple[str, ...]
    conditions: tuple[str, ...]


# Together these take every step of the table: a no fit and a small sum have rules of their own.
TELLING = ("think-it-over", "not-for-her", "knives-for-the-cafe")


def arrows(scenarios: Iterable[Scenario], *, most: int = MOST_SITUATIONS) -> tuple[Arrow, ...]:
    """Find every step that the table takes in some scenarios.

    Parameters
    ----------
    scenarios
        Filled with a cohort's values.
    most
        Situations looked at in each scenario.

    Returns
    -------
    tuple of Arrow
        Steps between stages first, then how calls end.
    """
    found: dict[tuple[Stage | None, Stage | Outcome], set[str]] = defaultdict(set)
    for scenario in scenarios:
        for taken in _steps(scenario, most):
            _note(taken, found)
    return tuple(
        _arrow(before, after, names)
        for (before, after), names in sorted(found.items(), key=lambda item: _place(*item[0]))
    )


def _note(taken: Step, found: dict[tuple[Stage | None, Stage | Outcome], set[str]]) -> None:
    for effect in taken.effects:
        if effect.moved and effect.before is not None and effect.after is not None:
            found[effect.before, effect.after].add(effect.rule)
        ending = RULES[effect.rule].ends
        if ending is not None:
            found[None, ending].add(effect.rule)
    if taken.parting in HANG_UPS and taken.state.outcome is not None:
        found[None, taken.state.outcome].add(str(taken.parting))


def _steps(scenario: Scenario, most: int) -> Iterator[Step]:
    """Try every act in one situation after another, those first whose worries stand as few do."""
    plays = alphabet(scenario)
    start = initial(scenario, 0)
    known: set[Hashable] = set()
    met: Counter[Hashable] = Counter()
    waiting: list[tuple[int, int, State]] = []

    def put(state: State) -> None:
        standing = tuple(sorted(state.stages))
        # The number tells apart what is as new, in the order in which it was come upon.
        heapq.heappush(waiting, (met[standing], met.total(), state))
        met[standing] += 1

    put(start)
    # A call in which little patience is left, as a long one has, is looked at besides.
    put(start._replace(patience=2))
    while waiting:
        *_, state = heapq.heappop(waiting)
        for play in plays:
            taken = step(scenario, state, play.act)
            yield taken
            after = taken.state
            if after.outcome is None and _kind(after) not in known and len(known) < most:
                known.add(_kind(after))
                put(after)


def _kind(state: State) -> Hashable:
    """Give what tells one situation from another, coarsely."""
    trust = min(int(state.trust), 4)
    temper = state.warned, state.reactance > 0, min(state.patience, 3), state.refused
    return state.stages, trust, temper, state.permitted, bool(state.answered)


def _place(before: Stage | None, after: Stage | Outcome) -> tuple[int, int, int]:
    if isinstance(after, Outcome):
        return 1, 0, list(Outcome).index(after)
    return 0, before or 0, after


def _arrow(before: Stage | None, after: Stage | Outcome, names: set[str]) -> Arrow:
    rules = [rule for rule in RULES.values() if rule.id in names]
    limits = [words for answer, words in HANG_UPS.items() if str(answer) in names]
    made = {rule.move for rule in rules}
    return Arrow(
        before=before,
        after=after,
        moves=tuple(move for move in Move if move in made),
        rules=tuple(rule.id for rule in rules),
        conditions=(*(rule.when for rule in rules), *limits),
    )


def mermaid(steps: Sequence[Arrow]) -> str:
    """Write the steps as a Mermaid state diagram, as GitHub, JupyterLab and others draw it."""
    lines = ["stateDiagram-v2", "    direction LR", f"    [*] --> {Stage.HIDDEN.label}"]
    for arrow in steps:
        if arrow.before is not None and isinstance(arrow.after, Stage):
            said = ", ".join(move.label for move in arrow.moves)
            lines.append(f"    {arrow.before.label} --> {arrow.after.label}: {said}")
    return "\n".join(lines)


def rules_table() -> str:
    """Write the whole transitions table in Markdown: a row a rule, in the order of reading."""
    rows = ["| a line that … | when | it changes | why |", "|---|---|---|---|"]
    slots = Pronoun.SHE.slots
    for rule in RULES.values():
        changes = [f"{name.replace('_', ' ')} {by:+d}" for name, by in rule.deltas.items()]
        if rule.to is not None:
            changes.append(f"a worry becomes {rule.to.label}")
        if rule.ends is not None:
            changes.append(f"the call ends: {str(rule.ends).replace('_', ' ')}")
        because = f"{rule.because.format_map(slots)} ({rule.source})"
        rows.append(
            f"| {rule.move.label} | {rule.when} | {', '.join(changes) or '–'} | {because} |"
        )
    return "\n".join(rows)
