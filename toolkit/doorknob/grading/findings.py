"""What an item analysis says in plain words, and how much of it to believe."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from doorknob.grading.intervals import (
    LEVEL,
    Interval,
    least_correlation,
    of_share,
    people_for_correlation,
)
from doorknob.grading.items import Analysis, Item
from doorknob.tongue import listed, number, percentage, quoted, say, say_many, to_say

# From here up an item is usually called a good one (Ebel & Frisbie, Essentials of Educational
# Measurement, 5th ed. 1991, chapter 13).
GOOD = 0.3
# What is asked of a test before groups are compared by it, and before anything is decided about
# one person (Nunnally & Bernstein, Psychometric Theory, 3rd ed. 1994, chapter 7).
FOR_GROUPS, FOR_ONE = 0.7, 0.9
# An option does some work where one in ten takes it.
TEMPTING = Fraction(1, 10)
MANY_LEFT_OUT = Fraction(1, 4)
# Of one or two people it says nothing that they are of one mind.
FEWEST = 3
_ONE_STOPPED = to_say(
    "One person stopped before the last item and was left out of discrimination, of the halves and "
    "of alpha."
)
_MANY_STOPPED = to_say(
    "{count} people stopped before the last item and were left out of discrimination, of the "
    "halves and of alpha."
)
_APART = to_say("Below 0, the items pull in different directions: they don't add up to one score.")
_NO_MEASURE = to_say(
    "Its interval begins below {mark}, so the total is no measure of anybody: talk about the "
    "items, not about the points."
)
_GROUPS_ONLY = to_say(
    "Groups can be compared by the total; to decide anything about one person, {mark} is usually "
    "asked."
)


def people_to_see(share: Fraction = TEMPTING, level: float = LEVEL) -> int:
    """Give how many people it takes until an option that a share would take is hardly missed.

    >>> people_to_see()
    29
    """
    people, missed = 0, 1.0
    while missed > 1 - level:
        people, missed = people + 1, missed * float(1 - share)
    return people


def cautions(found: Analysis) -> tuple[str, ...]:
    """Say how little the figures of an exercise can bear, and on what ground."""
    return tuple(_cautions(found))


def flags(item: Item) -> tuple[str, ...]:
    """Say what is odd about an item, each in a sentence; empty where nothing is."""
    if not item.reached:
        return (say("Nobody has come to it yet."),)
    return tuple(_flags(item))


def _cautions(found: Analysis) -> Iterator[str]:
    if not found.people:
        yield say("Nobody has answered yet, so there is nothing to say about the items.")
        return
    if found.people == 1:
        yield say("One person answered. From one person nothing follows about an item.")
        return
    needed = people_for_correlation(GOOD)
    if found.people < needed:
        half = of_share(found.people // 2, found.people)
        if half is not None:
            yield say(
                "{people} people answered. That is few: of an item that {half} of them had right, "
                "all one can say is that {low} to {high} of people like them would have it right "
                "(Wilson's interval of 95 %).",
                people=found.people,
                half=found.people // 2,
                low=percentage(half.low),
                high=percentage(half.high),
            )
        least = least_correlation(found.whole)
        told = (
            say(
                "With the {count} who came to the last item, a discrimination below {least} can't "
                "be told from none.",
                count=found.whole,
                least=_number(least),
            )
            if least is not None
            else say("Too few came to the last item to say anything about discrimination.")
        )
        more = say(
            "It takes about {needed} people before {good}, the usual mark of a good item, can be. "
            "Until then read the words below as questions to ask of an item, and change nothing on "
            "their word alone.",
            needed=needed,
            good=_number(GOOD),
        )
        yield f"{told} {more}"
    if found.people > found.whole:
        stopped = say_many(_ONE_STOPPED, _MANY_STOPPED, found.people - found.whole)
        yield f"{stopped} {say('Items that they came to count for how hard these were.')}"
    yield from _about_alpha(found)


def _about_alpha(found: Analysis) -> Iterator[str]:
    if found.alpha is None:
        yield say("Cronbach's alpha has no value here: {why}.", why=found.undefined)
        return
    span = found.alpha_interval
    least = span.low if span else float(found.alpha)
    value = _number(float(found.alpha))
    if span:
        value = say("{value} ({low} to {high})", value=value, **_ends(span))
    told = [say("Cronbach's alpha is {value}.", value=value)]
    if found.alpha < 0:
        told.append(say(_APART))
    elif least < FOR_GROUPS:
        told.append(say(_NO_MEASURE, mark=number(f"{FOR_GROUPS}")))
    elif least < FOR_ONE:
        told.append(say(_GROUPS_ONLY, mark=number(f"{FOR_ONE}")))
    yield " ".join(told)


def _flags(item: Item) -> Iterator[str]:
    if item.reached >= FEWEST and item.right == item.reached:
        yield say("Everybody had it right: it tells nobody apart. Good for a warm-up.")
    elif item.reached >= FEWEST and not item.right:
        yield say("Nobody had it wholly right: teach it again, or read the item again.")
    if item.discrimination is not None and item.discrimination < 0:
        span = item.discrimination_interval
        sure = span is not None and span.high < 0
        worse = (
            say("Those who did well with the rest did worse here.")
            if sure
            else say("Those who did well with the rest did worse here, though it may be chance.")
        )
        yield f"{worse} {say('Is the key right, and is there only one way to read it?')}"
    if Fraction(item.left_out, item.reached) >= MANY_LEFT_OUT:
        yield say(
            "{count} of {all} left it out: is it clear what is asked?",
            count=item.left_out,
            all=item.reached,
        )
    yield from _about_options(item)


def _about_options(item: Item) -> Iterator[str]:
    key = next((taken for taken in item.taken if taken.choice.key), None)
    if key is None:
        return
    rivals = [taken for taken in item.taken if taken.upper > max(key.upper, 1)]
    for rival in sorted(rivals, key=lambda taken: -taken.upper):
        yield say(
            "The strong prefer {option} to the key: {count} against {key} of the {all} in the "
            "upper half. Is it right, too?",
            option=_quoted(rival.choice.text),
            count=rival.upper,
            key=key.upper,
            all=item.upper,
        )
    idle = [taken for taken in item.taken if not taken.choice.key and not taken.all]
    if idle and item.right < item.reached and item.reached >= len(item.taken):
        few = item.reached < people_to_see()
        chance = (
            say(
                "Among {count} that may be chance; from {needed} on it hardly is.",
                count=item.reached,
                needed=people_to_see(),
            )
            if few
            else say("It does no work: write one that people would really say.")
        )
        told = listed([_quoted(taken.choice.text) for taken in idle])
        yield f"{say('Nobody chose {options}.', options=told)} {chance}"


def _quoted(text: str) -> str:
    """Give an option's text as a quotation, shortened; many are quotations already."""
    plain = " ".join(text.split()).strip("„“”\"'")
    short = plain if len(plain) <= 60 else plain[:57].rsplit(" ", 1)[0] + " …"
    return quoted(short)


def _ends(span: Interval) -> dict[str, str]:
    return {"low": _number(span.low), "high": _number(span.high)}


def _number(value: float) -> str:
    return number(f"{value:.2f}")
