"""Scenarios read from YAML and checked, with every fault at its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from doorknob.documents import Document, duplicates, load
from doorknob.errors import InvalidScenario, Problem, suggestion
from doorknob.language.moves import FORCE, Move
from doorknob.prospect.act import Answer
from doorknob.prospect.scenario import PARTS, SLUG, Scenario
from doorknob.slots import check_texts
from doorknob.structuring import structure

MAY_BE_EMPTY = (
    "known_as",
    "small_talk",
    "life",
    "resolves",
    "rules_out",
    "phrases",
    "order_heard_as",
    "written_for",
)
# Patterns hold no text that is shown.
TEMPTING = FORCE | {Move.COMMITMENT_ASK, Move.ADVICE, Move.INFORMATION, Move.ACKNOWLEDGEMENT}


def read_scenario(path: Path) -> Scenario:
    """Read a scenario and check it, with its variants for other trades.

    A variant lies in a folder that is named by the trade: ``insurance/think-it-over.yaml`` beside
    ``think-it-over.yaml``.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidScenario
        With every fault, its line and how to fix it.
    """
    scenario = _read(path)
    found = {one.parent.name: _read(one) for one in sorted(path.parent.glob(f"*/{path.name}"))}
    return scenario.with_variants(found) if found else scenario


def _read(path: Path) -> Scenario:
    document = load(path, InvalidScenario)
    scenario = structure(document, Scenario, InvalidScenario)
    problems = [*_checked(scenario, document, path.stem)]
    if problems:
        raise InvalidScenario(sorted(problems, key=lambda problem: problem.line or 0))
    return scenario


def _checked(scenario: Scenario, doc: Document, stem: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(scenario.id) or scenario.id != stem:
        fix = "Use small letters, digits and hyphens, the same as the file's name."
        yield doc.problem(("id",), f"{scenario.id!r} should be {stem!r}.", fix)
    for list_name in ("concerns", "facts"):
        items = getattr(scenario, list_name)
        if not items:
            yield doc.problem((list_name,), "expected at least one.")
        for index, name in duplicates(item.id for item in items):
            place = (list_name, index, "id")
            yield doc.problem(place, f"{name!r} is used twice.", "Give each its own id.")
    yield from _check_facts(scenario, doc)
    yield from _check_concerns(scenario, doc)
    yield from _check_lines(scenario, doc)
    yield from _check_numbers(scenario, doc)
    yield from check_texts(doc, scenario.parameters, may_be_empty=MAY_BE_EMPTY)


def _check_facts(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    known = [concern.id for concern in scenario.concerns]
    answerable = {concern.id for concern in scenario.concerns if concern.answerable}
    for i, fact in enumerate(scenario.facts):
        for field in ("resolves", "rules_out"):
            for j, name in enumerate(getattr(fact, field)):
                place = ("facts", i, field, j)
                if name not in known:
                    hint = suggestion(name, known).strip()
                    yield doc.problem(place, f"no concern {name!r}.", hint)
                elif (name in answerable) is not (field == "resolves"):
                    fix = "'resolves' is for concerns that can be answered, 'rules_out' for those "
                    fix += "with 'answerable: false'."
                    yield doc.problem(place, f"{name!r} doesn't belong here.", fix)
        if not fact.resolves and not fact.rules_out:
            fix = "List a concern under 'resolves' or 'rules_out'."
            yield doc.problem(("facts", i), "it answers nothing.", fix)


def _check_concerns(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    told = {name for fact in scenario.facts for name in (*fact.resolves, *fact.rules_out)}
    for i, concern in enumerate(scenario.concerns):
        if concern.id not in told:
            field = "resolves" if concern.answerable else "rules_out"
            message = f"no fact speaks of {concern.id!r}, so nobody could."
            yield doc.problem(("concerns", i), message, f"Add a fact with this id in '{field}'.")
        if concern.companions and scenario.companion is None:
            fix = "Add a 'companion' with a name, or leave this out."
            yield doc.problem(("concerns", i, "companions"), "nobody else is on the call.", fix)
    if scenario.concerns and not scenario.decisive:
        yield doc.problem(("concerns",), "no concern is decisive.", "Set 'decisive: true' on one.")
    if scenario.companion and not any(concern.companions for concern in scenario.concerns):
        fix = "Set 'companions: true' on a concern."
        yield doc.problem(("companion",), f"{scenario.companion.name} has no concern.", fix)


def _check_lines(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    if scenario.fits and scenario.walk_away is not None:
        fix = "Leave it out, or set 'answerable: false' on a decisive concern."
        yield doc.problem(("walk_away",), "all that matters to her can be answered.", fix)
    if not scenario.fits and scenario.walk_away is None:
        fix = "Add 'walk_away' with a good line and her answers."
        yield doc.problem((), "a decisive concern can't be answered, so someone must let go.", fix)
    for i, tempting in enumerate(scenario.temptations):
        if tempting.move not in TEMPTING:
            fix = f"Use one of: {', '.join(sorted(TEMPTING))}."
            place = ("temptations", i, "move")
            yield doc.problem(place, f"{tempting.move} tempts nobody.", fix)
    for name in scenario.phrases:
        if name not in set(Answer):
            hint = suggestion(name, set(Answer)).strip()
            yield doc.problem(("phrases", name), "she has no such act.", hint)


def _check_numbers(scenario: Scenario, doc: Document) -> Iterator[Problem]:
    for name, value in attrs.asdict(scenario.start).items():
        if value < 0:
            yield doc.problem(("start", name), f"expected 0 or more, found {value}.")
    if scenario.reactance_limit - scenario.start.reactance < 1:
        yield doc.problem(("reactance_limit",), "she would hang up before the first word.")
    if scenario.start.patience < 1 and "start" in doc.data:
        yield doc.problem(("start", "patience"), "expected 1 or more, found 0.")
    gates = [(("concerns", i, "gate"), worry.gate) for i, worry in enumerate(scenario.concerns)]
    for place, gate in [*gates, (("commit_gate",), scenario.commit_gate)]:
        if PARTS % gate.denominator or gate < 0:
            fix = 'Write quarters, such as 2, "9/4" or "5/2".'
            yield doc.problem(place, f"expected 0 or more in quarters, found {gate}.", fix)
