"""Facts read as facts, her words given back as reflections, freedom only where it is given.

The reader has learnt and is sometimes wrong, so each promise is a share of lines that it has not
learnt from.
"""

from doorknob.language.reader import read

MONEY = (
    "If I'm honest, it's the money. £49 every month, and from November to February we hardly "
    "earn a thing."
)
USE = (
    "I'm not sure we'd use it enough. We bought a time tracker two years ago, and it was dead in "
    "three weeks."
)
PARTNER = (
    "And then there's Rob, my partner. He wasn't on the call, and I don't know what he's going to "
    "say."
)
STALL = "I'd like to think it over. Can you call me back next week?"


def moves(line, said):
    return {str(move) for move in read(line, said).moves}


def concerns(line, said):
    return {str(concern) for concern in read(line, said).concerns}


def wrong_of(rows, found):
    """Give the rows of which something else is found than expected."""
    return {row[0]: found(*row[:2]) for row in rows if found(*row[:2]) != row[-1]}


FACTS = [
    ("You can pause it for any month you like and you don't pay a penny.", MONEY),
    ("you only pay in the months you use it", MONEY),
    ("It can be switched off over the winter, no charge, everything's kept.", MONEY),
    ("There's no minimum term, you can stop at the end of any month.", MONEY),
    ("it's month to month, cancel whenever you want", MONEY),
    ("No contract, no notice period. If January's bad, you stop.", MONEY),
    (
        (
            "After four weeks you get a report of who used it, and if most of the crew don't, "
            "you get your money back."
        ),
        USE,
    ),
    ("we send you the usage numbers after 4 weeks and if its not used you get a refund", USE),
    ("somebody comes for a morning", USE),
    ("One of us spends a morning with your team, so you don't have to teach anybody.", USE),
    ("There's a one-page summary for partners, with what it costs and how to stop.", PARTNER),
    ("I can give you a single page to take home to him.", PARTNER),
    (
        "He can try it for 30 days before anything is charged, and either of you can say no.",
        PARTNER,
    ),
    ("If Rob doesn't like it within the month, he cancels and it costs nothing.", PARTNER),
]


GIVEN_BACK = [
    ("So it's paying for it in winter, while the studio stands still.", MONEY),
    ("you don't want another bill in the months when there's no work", MONEY),
    ("So the worry is that it ends up in a drawer, like the time tracker.", USE),
    ("You don't want to pay for something nobody opens after week three.", USE),
    ("So you'd be stuck explaining it to him.", PARTNER),
    ("So it's as much Rob's decision as yours.", PARTNER),
    ("You'd rather he was in on it from the start.", PARTNER),
]


NEIGHBOURS = [
    ("It's your money and your firm. You decide.", {"autonomy"}),
    ("If you'd rather leave it, just say.", {"autonomy"}),
    ("I'd ask two of the lads before you decide anything.", {"advice"}),
    ("Talk to him first.", {"advice"}),
    ("That makes sense.", {"acknowledgement"}),
    ("Good morning, how are you?", {"other"}),
    ("When you picture it at work, what comes up first?", {"open_question"}),
    ("How many people would use it?", {"closed_question"}),
    ("Can I show it to both of you on Friday?", {"commitment_ask"}),
    ("What if we set up a call with Rob, say Wednesday?", {"commitment_ask"}),
]


ABOUT = [
    ("What would you want to be sure of?", STALL, set()),
    ("It runs on his phone as well as yours.", STALL, set()),
    ("Shall I call you next week?", STALL, set()),
    ("So in summer it's fine, and in winter it hurts.", MONEY, {"money"}),
    ("You can pause it from November to February.", MONEY, {"money"}),
    ("If it isn't used you get your money back.", USE, {"value"}),
]


def test_what_the_offer_holds_is_information():
    """Two plain facts in three and more."""
    rows = [(line, said, {"information"}) for line, said in FACTS]
    wrong = wrong_of(rows, moves)
    assert len(wrong) * 3 <= len(FACTS), wrong


def test_her_own_content_is_a_reflection():
    """Three in four and more."""
    rows = [(line, said, {"reflection"}) for line, said in GIVEN_BACK]
    wrong = wrong_of(rows, moves)
    assert len(wrong) * 4 <= len(GIVEN_BACK), wrong


def test_near_neighbours_are_told_apart():
    """Four in five and more."""
    rows = [(line, STALL, expected) for line, expected in NEIGHBOURS]
    wrong = wrong_of(rows, moves)
    assert len(wrong) * 5 <= len(NEIGHBOURS), wrong


def test_a_concern_is_not_read_into_a_word_alone():
    """Two in three and more."""
    wrong = wrong_of(ABOUT, concerns)
    assert len(wrong) * 3 <= len(ABOUT), wrong
