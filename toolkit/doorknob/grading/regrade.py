"""What a re-grade changed: for whom, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

# What a grade is made from, and how its change is told.
_ENGINE = {"package": "another version of Doorknob", "engine": "Doorknob itself changed"}
_EXERCISE = {
    "version": "the exercise's version was raised",
    "key": "the exercise's key or text changed",
    "scenario": "the scenario changed",
    "values": "the cohort's values changed",
}
_OWN = {
    "work": "other work in the journal",
    "handed_in": "another hand-in",
    "decisions": "the trainer decided",
}
_RULES = {
    "deadline": "another deadline",
    "late": "another late rule",
    "weights": "other weights",
}


@attrs.frozen(kw_only=True)
class Change:
    """A grade that is another than before.

    Attributes
    ----------
    learner, exercise
        Whose and of what; the exercise is empty where the learner came, went or could not be
        graded.
    before, after
        The points as ``13.33 of 20``, with how far it was done where that changed; empty where
        there is no such grade.
    why
        Everything that is another than before and that the grade is made from.
    """

    learner: str
    exercise: str
    before: str
    after: str
    why: tuple[str, ...]


def regrade(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Compare two records of a cohort's grades, as `doorknob.grading.record.record` gives them."""
    return tuple(_changes(before, now))


def sources_changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what all grades were made from and is another than before, exercise by exercise."""
    old, new = before["made_from"], now["made_from"]
    told = [*_engine(old, new), *_rules(old, new)]
    for name in sorted(old["exercises"].keys() | new["exercises"].keys()):
        told += [f"{name}: {why}" for why in _exercise(old, new, name)]
    return tuple(told)


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    # Only where they stand: they may be packed, and all of them unpacked at once take much room.
    old = {one["learner"]: at for at, one in enumerate(before["learners"])}
    new = {one["learner"]: at for at, one in enumerate(now["learners"])}
    for name in [*new, *(name for name in old if name not in new)]:
        was = before["learners"][old[name]] if name in old else None
        has = now["learners"][new[name]] if name in new else None
        if was is None or has is None or "problem" in was or "problem" in has:
            yield from _whole(name, was, has)
            continue
        earlier = {one["exercise"]: one for one in was["grades"]}
        later = {one["exercise"]: one for one in has["grades"]}
        for task in [*later, *(task for task in earlier if task not in later)]:
            then, this = earlier.get(task), later.get(task)
            if _result(then) == _result(this):
                continue
            progress = then is None or this is None or then["progress"] != this["progress"]
            old_points, new_points = (_told(one, progress=progress) for one in (then, this))
            same = ", made up otherwise" if old_points == new_points else ""
            yield Change(
                learner=name,
                exercise=task,
                before=old_points,
                after=new_points + same,
                why=tuple(_why(before, now, then, this, task)),
            )
        if was.get("weights") != has.get("weights"):
            yield from _whole(name, was, has)


def _whole(
    name: str, was: Mapping[str, Any] | None, has: Mapping[str, Any] | None
) -> Iterator[Change]:
    before, after = _total(was), _total(has)
    if before == after:
        return
    why = _RULES["weights"]
    if was is None:
        why = "new on the roster"
    elif has is None:
        why = "no longer on the roster"
    elif "problem" in was or "problem" in has:
        why = "could not be graded" if "problem" in has else "could not be graded before"
    yield Change(learner=name, exercise="", before=before, after=after, why=(why,))


def _total(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return ""
    return f"not graded: {one['problem']}" if "problem" in one else _told(one, progress=False)


def _result(grade: Mapping[str, Any] | None) -> Any:
    """Give what of a grade is a result: everything but what it was made from."""
    return grade and {name: value for name, value in grade.items() if name != "made_from"}


def _told(one: Mapping[str, Any] | None, *, progress: bool) -> str:
    if one is None:
        return ""
    state = f", {one['progress'].replace('_', ' ')}" if progress else ""
    return f"{one['points']} of {one['out_of']}{state}"


def _why(
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    then: Mapping[str, Any] | None,
    this: Mapping[str, Any] | None,
    task: str,
) -> Iterator[str]:
    if then is None or this is None:
        yield "the exercise is new in the cohort" if then is None else "no exercise of it any more"
        return
    for name, words in _OWN.items():
        if then["made_from"].get(name) != this["made_from"].get(name):
            yield words
    yield from _exercise(before["made_from"], now["made_from"], task)
    rules = _rules(before["made_from"], now["made_from"])
    yield from (why for why in rules if why != _RULES["weights"])
    yield from _engine(before["made_from"], now["made_from"])


def _engine(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["package"] != new["package"]:
        yield f"{_ENGINE['package']}: {old['package']} before, {new['package']} now"
    elif old["engine"] != new["engine"]:
        yield _ENGINE["engine"]


def _rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name, words in _RULES.items():
        if old["rules"].get(name) != new["rules"].get(name):
            yield words


def _exercise(old: Mapping[str, Any], new: Mapping[str, Any], task: str) -> Iterator[str]:
    was, has = old["exercises"].get(task, {}), new["exercises"].get(task, {})
    for name, words in _EXERCISE.items():
        if was.get(name) != has.get(name):
            yield words
