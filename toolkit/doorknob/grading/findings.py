"""What an item analysis says in plain words, and how much of it to believe."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from doorknob.grading.intervals import (
    LEVEL,
    least_correlation,
    of_share,
    people_for_correlation,
)
from doorknob.grading.items import Analysis, Item

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
        return ("Nobody has come to it yet.",)
    return tuple(_flags(item))


def _cautions(found: Analysis) -> Iterator[str]:
    if not found.people:
        yield "Nobody has answered yet, so there is nothing to say about the items."
        return
    if found.people == 1:
        yield "One person answered. From one person nothing follows about an item."
        return
    needed = people_for_correlation(GOOD)
    if found.people < needed:
        half = of_share(found.people // 2, found.people)
        if half is not None:
            yield (
                f"{_people(found.people)} answered. That is few: of an item that "
                f"{found.people // 2} of them had right, all one can say is that "
                f"{half.low:.0%} to {half.high:.0%} of people like them would have it right "
                "(Wilson's interval of 95 %)."
            )
        least = least_correlation(found.whole)
        told = (
            f"With the {found.whole} who came to the last item, a discrimination below "
            f"{least:.2f} can't be told from none."
            if least is not None
            else "Too few came to the last item to say anything about discrimination."
        )
        yield (
            f"{told} It takes about {needed} people before {GOOD:.2f}, the usual mark of a good "
            "item, can be. Until then read the words below as questions to ask of an item, "
            "and change nothing on their word alone."
        )
    if found.people > found.whole:
        short = found.people - found.whole
        were = "was" if short == 1 else "were"
        yield (
            f"{_people(short)} stopped before the last item and {were} left out of discrimination, "
            "of the halves and of alpha. Items that they came to count for how hard these were."
        )
    yield from _about_alpha(found)


def _about_alpha(found: Analysis) -> Iterator[str]:
    if found.alpha is None:
        yield f"Cronbach's alpha has no value here: {found.undefined}."
        return
    span = found.alpha_interval
    around = f" ({_number(span.low)} to {_number(span.high)})" if span else ""
    least = span.low if span else float(found.alpha)
    told = f"Cronbach's alpha is {_number(float(found.alpha))}{around}."
    if found.alpha < 0:
        told += " Below 0, the items pull in different directions: they don't add up to one score."
    elif least < FOR_GROUPS:
        told += (
            f" Its interval begins below {FOR_GROUPS}, so the total is no measure of anybody: "
            "talk about the items, not about the points."
        )
    elif least < FOR_ONE:
        told += (
            f" Groups can be compared by the total; to decide anything about one person, {FOR_ONE} "
            "is usually asked."
        )
    yield told


def _flags(item: Item) -> Iterator[str]:
    if item.reached >= FEWEST and item.right == item.reached:
        yield "Everybody had it right: it tells nobody apart. Good for a warm-up."
    elif item.reached >= FEWEST and not item.right:
        yield "Nobody had it wholly right: teach it again, or read the item again."
    if item.discrimination is not None and item.discrimination < 0:
        span = item.discrimination_interval
        sure = span is not None and span.high < 0
        yield (
            "Those who did well with the rest did worse here"
            + ("." if sure else ", though it may be chance.")
            + " Is the key right, and is there only one way to read it?"
        )
    if Fraction(item.left_out, item.reached) >= MANY_LEFT_OUT:
        yield f"{item.left_out} of {item.reached} left it out: is it clear what is asked?"
    yield from _about_options(item)


def _about_options(item: Item) -> Iterator[str]:
    key = next((taken for taken in item.taken if taken.choice.key), None)
    if key is None:
        return
    rivals = [taken for taken in item.taken if taken.upper > max(key.upper, 1)]
    for rival in sorted(rivals, key=lambda taken: -taken.upper):
        yield (
            f"The strong prefer {_quoted(rival.choice.text)} to the key: {rival.upper} against "
            f"{key.upper} of the {item.upper} in the upper half. Is it right, too?"
        )
    idle = [taken for taken in item.taken if not taken.choice.key and not taken.all]
    if idle and item.right < item.reached and item.reached >= len(item.taken):
        few = item.reached < people_to_see()
        chance = (
            f" Among {item.reached} that may be chance; from {people_to_see()} on it hardly is."
            if few
            else " It does no work: write one that people would really say."
        )
        told = " and ".join(_quoted(taken.choice.text) for taken in idle)
        yield f"Nobody chose {told}.{chance}"


def _quoted(text: str) -> str:
    """Give an option's text as a quotation, shortened; many are quotations already."""
    plain = " ".join(text.split()).strip("“”\"'")
    short = plain if len(plain) <= 60 else plain[:57].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
