"""The test before the course and the one after it: the same plan, no key to be guessed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest

from answering import by_the_key
from doorknob.course import Course
from doorknob.exercises.base import Feedback
from doorknob.exercises.objectives import objectives_table, plain
from doorknob.exercises.registry import read_exercise
from doorknob.exercises.tasks.kind import Tasks
from doorknob.exercises.tasks.marking import Mark
from doorknob.exercises.tasks.picking import Choose, Several
from doorknob.exercises.tasks.placing import Match, Order, Sort
from doorknob.exercises.tasks.task import Task
from doorknob.exercises.tasks.writing import Rewrite, Write
from doorknob.language.moves import FORCE, Move
from doorknob.language.reader import read

COURSE = Course.here()
NAMES = ("00-before-the-course", "99-after-the-course")


def form(name: str) -> Tasks:
    found = read_exercise(COURSE.exercise_path(name))
    assert isinstance(found, Tasks)
    return found


FORMS = tuple(map(form, NAMES))
TABLE = objectives_table(COURSE)
FORM = pytest.mark.parametrize("one", FORMS, ids=NAMES)
PAIRS = list(zip(FORMS[0].items, FORMS[1].items, strict=True))
PAIR = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].id)


def chosen(one: Tasks) -> list[Choose]:
    return [item for item in one.items if isinstance(item, Choose)]


def texts(item: Task) -> list[str]:
    """Give every text of a task that a learner reads."""
    found = [item.prompt]
    for field in ("options", "groups", "cards", "matches", "steps"):
        found += [one.text for one in getattr(item, field, ())]
    found += [turn.plain for turn in getattr(item, "turns", ())]
    return [*found, *(getattr(item, name, "") for name in ("said", "line"))]


def words(*parts: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:[’'-][a-z]+)*", " ".join(parts).lower())


# --- one plan ---------------------------------------------------------------------------------


def plan(one: Tasks) -> list[tuple[Any, ...]]:
    return [(item.id, item.ask, item.objective, item.level, item.points) for item in one.items]


def test_both_forms_follow_one_plan() -> None:
    """Item by item the same objective, kind, level and points; each has a level."""
    before, after = map(plan, FORMS)
    assert before == after
    assert all(item.level for item in FORMS[0].items)
    assert {one.feedback for one in FORMS} == {Feedback.AFTER_GRADING}
    assert len({one.minutes for one in FORMS}) == 1


def test_every_module_is_tested_and_every_kind_but_the_plan_is_used() -> None:
    assert 16 <= len(FORMS[0].items) <= 24
    tested = [row for row in TABLE.rows if any(use.exercise == NAMES[0] for use in row.uses)]
    lessons = {row.objective.lesson for row in tested}
    modules = {path.stem for path in COURSE.lessons.glob("0*.ipynb")}
    assert lessons == modules
    kinds = {"choose", "several", "sort", "order", "match", "mark", "rewrite", "write"}
    assert {item.ask for item in FORMS[0].items} == kinds


@PAIR
def test_two_parallel_items_have_one_shape(pair: tuple[Task, Task]) -> None:
    """As many cards, options, places to mark; as many that are right."""
    assert shape(pair[0]) == shape(pair[1])


def shape(item: Task) -> object:
    if isinstance(item, (Choose, Several)):
        return Counter(one.correct for one in item.options)
    if isinstance(item, (Sort, Match)):
        places = getattr(item, "groups", None) or item.matches  # type: ignore[union-attr]
        return len(places), sorted(Counter(one.to for one in item.cards).values())
    if isinstance(item, Order):
        return len(item.steps)
    if isinstance(item, Mark):
        return len(item.turns), [turn.text.count("[[") for turn in item.turns]
    if isinstance(item, Rewrite):
        return item.wanted
    assert isinstance(item, Write)
    return item.rubric, item.lines


def test_no_person_and_no_sentence_stands_in_both_forms() -> None:
    """Whoever remembers the first form has no advantage in the second but its plan."""
    for before, after in PAIRS:
        told = [
            {text for text in texts(item)[1:] if len(words(text)) > 3} for item in (before, after)
        ]
        shared = told[0] & told[1]
        # The four parts of the equation are words of the course; only one of them stays as it is.
        assert len(shared) <= (2 if before.id == "part-of-the-equation" else 0), shared


# --- as long and as hard to read --------------------------------------------------------------


def syllables(word: str) -> int:
    """Count groups of vowels, without a silent e at the end; a rough count, the same for both."""
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def reading_ease(parts: Sequence[str]) -> float:
    """Give Flesch's reading ease (Journal of Applied Psychology 32, 1948)."""
    whole = [part for part in parts if len(words(part)) > 3]
    text = " ".join(part if part[-1:] in ".?!”" else f"{part}." for part in whole)
    told = words(text)
    sentences = len(re.findall(r"[.?!]+", text))
    return 206.835 - 1.015 * len(told) / sentences - 84.6 * sum(map(syllables, told)) / len(told)


@PAIR
def test_two_parallel_items_are_about_as_long(pair: tuple[Task, Task]) -> None:
    """Within a tenth, or four words."""
    counts = [len(words(*texts(item))) for item in pair]
    assert abs(counts[0] - counts[1]) <= max(4, max(counts) / 10)


def test_both_forms_are_as_long_and_as_easy_to_read() -> None:
    """Words within 2 %, Flesch's reading ease within 3 points, and both plain English or easier."""
    told = [[text for item in one.items for text in texts(item)] for one in FORMS]
    lengths = [len(words(*parts)) for parts in told]
    assert abs(lengths[0] - lengths[1]) <= 0.02 * max(lengths)
    ease = [reading_ease(parts) for parts in told]
    assert abs(ease[0] - ease[1]) <= 3
    assert min(ease) >= 60


# --- nothing to be had by guessing ------------------------------------------------------------

STOP = set(
    "a an and are as at be but by can could do does for from had has have he her him his "
    "how i if in is it its me not of on or she so such than that the them then there they "
    "this to was we what when where which who will with would you your".split()
)
ABSOLUTE = {
    "all",
    "always",
    "completely",
    "every",
    "everybody",
    "everyone",
    "everything",
    "must",
    "never",
    "nobody",
    "none",
    "no-one",
    "nothing",
    "only",
}
GOOD = {
    Move.OPEN_QUESTION: 2,
    Move.REFLECTION: 2,
    Move.ACKNOWLEDGEMENT: 1,
    Move.AUTONOMY: 1,
    Move.INFORMATION: 1,
}


def overlap(item: Choose, at: int) -> int:
    own = set(words(item.options[at].text)) - STOP
    return len(own & (set(words(item.prompt)) - STOP))


def as_read(item: Choose, at: int) -> int:
    """Judge an option by what the offline reader finds in it, and by nothing else."""
    reading = read(item.options[at].text, item.prompt)
    return sum(GOOD.get(move, 0) for move in reading.moves) - 5 * bool(
        FORCE & set(reading.asserted)
    )


GUESSERS: dict[str, Callable[[Choose, int], float]] = {
    "the longest": lambda item, at: len(item.options[at].text),
    "the shortest": lambda item, at: -len(item.options[at].text),
    "most of the prompt's words": overlap,
    "fewest of the prompt's words": lambda item, at: -overlap(item, at),
    "the reader's": as_read,
    "the first": lambda _, at: -at,
    "the second": lambda _, at: float(at == 1),
    "the third": lambda _, at: float(at == 2),
    "the last": lambda _, at: at,
}


def guessed(item: Choose, worth: Callable[[Choose, int], float]) -> Fraction:
    """Give the chance of being right; where several look best to a guesser, it draws."""
    values = [worth(item, at) for at in range(len(item.options))]
    best = [at for at, value in enumerate(values) if value == max(values)]
    return Fraction(sum(item.options[at].correct for at in best), len(best))


@pytest.mark.parametrize("guesser", GUESSERS)
def test_a_guesser_scores_near_chance_and_alike_on_both_forms(guesser: str) -> None:
    """One in four is chance; two in five is the most that a rule of thumb may earn."""
    shares = [
        sum(guessed(item, GUESSERS[guesser]) for item in chosen(one)) / len(chosen(one))
        for one in FORMS
    ]
    assert max(shares) <= Fraction(2, 5), shares
    assert abs(shares[0] - shares[1]) <= Fraction(1, 5), shares


@FORM
def test_the_right_option_stands_in_each_place_equally_often(one: Tasks) -> None:
    places = Counter(
        next(at for at, option in enumerate(item.options) if option.correct) for item in chosen(one)
    )
    assert set(places) == set(range(4))
    assert max(places.values()) - min(places.values()) <= 1


def test_the_place_of_the_right_option_changes_from_form_to_form() -> None:
    def place(item: Choose) -> int:
        return next(at for at, one in enumerate(item.options) if one.correct)

    both = zip(*map(chosen, FORMS), strict=True)
    assert all(place(before) != place(after) for before, after in both)


@FORM
def test_options_are_of_a_length_and_hold_no_absolute_words(one: Tasks) -> None:
    """The longest has at most half as much again as the shortest; no all, never, only …."""
    for item in one.items:
        if isinstance(item, (Choose, Several)):
            lengths = [len(option.text) for option in item.options]
            assert max(lengths) <= 1.5 * min(lengths), item.id
            for option in item.options:
                assert not ABSOLUTE & set(words(option.text)), option.text
                assert "of the above" not in option.text


@FORM
def test_lengths_tell_nothing_where_several_hold_or_cards_are_sorted(one: Tasks) -> None:
    """The means of the groups differ by less than a fifth; marking the longest earns little."""
    for item in one.items:
        groups: dict[object, list[int]] = {}
        if isinstance(item, Several):
            for option in item.options:
                groups.setdefault(option.correct, []).append(len(option.text))
        elif isinstance(item, Sort) and len(item.groups) == 2:
            for card in item.cards:
                groups.setdefault(card.to, []).append(len(card.text))
        means = [sum(found) / len(found) for found in groups.values()]
        assert not means or max(means) <= 1.2 * min(means), item.id


@FORM
def test_no_match_is_told_by_a_word_that_stands_on_both_cards(one: Tasks) -> None:
    for item in one.items:
        if isinstance(item, Match):
            for card, match in product(item.cards, item.matches):
                shared = (set(words(card.text)) & set(words(match.text))) - STOP
                assert not shared, (item.id, shared)


@FORM
def test_cards_come_in_no_pattern_of_groups(one: Tasks) -> None:
    """Not group by group as they are shown, and not in turn."""
    for item in one.items:
        if isinstance(item, Sort):
            to = {card.id: card.to for card in item.cards}
            shown = [to[card["id"]] for card in item.shown()["cards"]]
            changes = sum(a != b for a, b in pairwise(shown))
            assert len(set(shown)) - 1 < changes, item.id
            if len(set(shown)) == 2:
                assert changes < len(shown) - 1, item.id


# --- the key ----------------------------------------------------------------------------------


@FORM
def test_nothing_of_the_key_reaches_the_page(one: Tasks) -> None:
    for item in one.items:
        shown = json.dumps(item.shown(), ensure_ascii=False)
        assert "correct" not in shown
        assert not any(told in shown for told in _why(item)), item.id


def _why(item: Task) -> Iterator[str]:
    for field in ("options", "cards"):
        yield from (one.feedback for one in getattr(item, field, ()) if one.feedback)
    yield from filter(None, (getattr(item, "feedback", ""), getattr(item, "model", "")))


@FORM
def test_whoever_answers_by_the_key_earns_all_points(one: Tasks) -> None:
    for item in one.items:
        if not isinstance(item, Write):
            answer = item.parsed(json.dumps(by_the_key(item)))
            assert item.marked(answer).share == 1, item.id


@FORM
def test_the_objectives_are_those_of_the_lessons(one: Tasks) -> None:
    known = {row.objective.plain for row in TABLE.rows}
    assert {plain(item.objective) for item in one.items} <= known
