"""Hardly anybody is accused of pushing who didn't; whoever plainly pushes is told so.

A reader that has learnt is sometimes wrong. So the promises are shares over many lines, few of
which it has learnt from; what a single line must never do stands in the tests of bad input.
"""

from doorknob.language.reader import read

STALL = "I'd like to think it over. Can you call me back next week?"
MONEY = "If I'm honest, it's the money."
YES = "Okay, yes, let's do it."


def force(line, said=STALL):
    return {str(move) for move in read(line, said).moves if move.is_force}


def accused(line, said=STALL):
    """Give the force that is asserted, not only guessed at."""
    return {str(move) for move in read(line, said).asserted if move.is_force}


INNOCENT = [
    # What is true of the offer, though its words could threaten or insist elsewhere.
    (
        "After four weeks you get a report, and if most of the crew don't use it, you get "
        "your money back."
    ),
    "You need to bring your passport and a bill with your address.",
    "Your team needs about an hour to get used to it.",
    "Your business needs two licences for that.",
    "You have to take the cover off once a year and clean it.",
    "You must not mix it with bleach.",
    "This one's not expensive to run, about four pounds a month.",
    "A cup of coffee from this comes to eleven pence.",
    "It is now part of the basic package.",
    "nobody needs a course for it",
    "Nobody's charged for a month, so he can poke holes in it first.",
    "There's a waiting list for the Tuesday class, but Thursday has room.",
    "There are two left in your size.",
    "From January the price goes up for new customers, yours stays.",
    "The old boilers fail mostly in the first cold week, so we check them in October.",
    "If something breaks in the first five years, we fix it for nothing.",
    "You will see the first results after about three months.",
    "The form has one signature, at the bottom, and I can fill in the rest.",
    "You can pay by card, cash or transfer.",
    "We deliver on Monday if the order is in by Thursday.",
    "The fitters come on Tuesdays and Fridays.",
    "My manager will ring you if anything goes wrong.",
    "I'll send you a copy of the contract so that you can read it in peace.",
    "That makes no sense for a house your size, you'd never get the money back.",
    "There is always a way to get your data out, it's one button.",
    "You can't go wrong with the wiring, the plugs only fit one way.",
    "Even a child could open the old lock, that's why they changed it.",
    # Questions that she can answer either way.
    "What would stop you from using it?",
    "what do you need to think about most",
    "What's one good reason to leave it as it is?",
    "Why would you say no to it, if you had to?",
    "What would you regret more, doing it or not doing it?",
    "How would you feel if it turned out he didn't like it?",
    "Is that yes or no for the second one, so that I write it down right?",
    "Does he decide with you, or is it your decision?",
    "Too expensive compared to what?",
    "Would you like the red one or the blue one, once you've decided?",
    "Lovely weather today, isn't it?",
    # Requests that she can refuse.
    "Would you like to go ahead?",
    "Shall we put Thursday in the diary with Rob?",
    "can I send you the form",
    "do you want to give it a try",
    "Are you happy to start in April?",
    "Should I put you down for Monday?",
    "If you like, I'll put you down for Monday.",
    # Her own words and fears, given back.
    "So you'd be stuck explaining it to him.",
    "You need it to work in wet gloves.",
    "You're scared of being left behind, and of wasting the money too.",
    "You don't want to miss out, but you don't want to be rushed either.",
    "It feels like everybody's telling you that you need this.",
    "So if the boiler dies in January, you're in trouble.",
    "You feel you have to decide today and you don't want to.",
    "So you came here to look, not to buy.",
    # Warmth and freedom.
    "Come on in, mind the step.",
    "Oh come on, what a start to a Monday!",
    "Walk on, seriously, no hard feelings.",
    "Borrow my sister's for a week, seriously, before you buy one.",
    "A day in a hotel and by Friday it's gone, they have a point there.",
    "Strike it out, draw a line through it, initial it, and I'll initial it too.",
    "Come and sit in on Thursday's group for nothing.",
    "Who wouldn't want to check that first.",
    "You've been let down before, and you'd be silly not to check.",
    "No, you're not overthinking it.",
    "That's not a silly question.",
    "That's no excuse, I should have called.",
    "You deserve a straight answer, sorry for going round in circles.",
    "There's no reason to hurry.",
    "You need to decide that for yourself, I can't.",
    "I don't want you to sign something you'll regret.",
    "You don't have to ask me before you cancel.",
    "I won't take it badly if it's a no.",
]

PLAIN = [
    ("You need this.", "pressure"),
    ("Your business needs this.", "pressure"),
    ("Come on, just say yes.", "pressure"),
    ("Sign here, please.", "pressure"),
    ("Let's get you signed up today.", "pressure"),
    ("So, visa or mastercard?", "pressure"),
    ("What credit card are you going to put this on?", "pressure"),
    ("I'll put you down for Monday, then.", "pressure"),
    ("You'd be crazy not to do this.", "pressure"),
    ("I won't take no for an answer.", "pressure"),
    ("I'm not leaving until you sign.", "pressure"),
    ("After all the time I've spent on you?", "pressure"),
    ("You owe it to your team.", "pressure"),
    ("My boss will kill me if I come back without a signature.", "pressure"),
    ("A clever businesswoman like you can see that.", "pressure"),
    ("You do want your business to grow, don't you?", "pressure"),
    ("Give me one good reason why not.", "pressure"),
    ("What are you waiting for?", "pressure"),
    ("This price is gone tonight.", "threat"),
    ("If you don't do it now you never will.", "threat"),
    ("You'll regret it.", "threat"),
    ("This is your last chance.", "threat"),
    ("Tomorrow it's full price.", "threat"),
    ("There are only two left and three people want them.", "threat"),
    ("Every day you wait you lose money.", "threat"),
    ("Don't come crying to me when it's gone.", "threat"),
    ("You can't afford to wait.", "threat"),
    ("I've got another buyer on the line.", "threat"),
    ("That's not a real reason.", "dismissal"),
    ("That's just an excuse.", "dismissal"),
    ("It's only coffee money.", "dismissal"),
    ("It's less than a cup of coffee a day.", "dismissal"),
    ("Surely you don't need his permission.", "dismissal"),
    ("Who wears the trousers in your house?", "dismissal"),
    ("There's nothing to think about.", "dismissal"),
    ("You're overthinking it.", "dismissal"),
    ("Don't be silly.", "dismissal"),
    ("Can't you decide that yourself?", "dismissal"),
]


ANSWERS = [
    ("Three left at that price, and more on Tuesday.", "How many have you got left?"),
    ("Until Friday. After that it's the list price.", "How long does the price hold?"),
    ("It's nineteen pounds, about the price of a takeaway.", "What does it cost?"),
    ("Sign it and send it back, then we book the fitter.", "What would I need to do?"),
    ("Great. Which card shall we put it on?", YES),
    ("Great, I'll put you down for the first of March.", YES),
    ("That's ridiculous, they charged you twice?", "They charged me after I cancelled."),
]


def test_who_does_not_push_is_hardly_ever_accused():
    """At most one line in ten, though every one has words that push elsewhere."""
    wrong = {line: accused(line) for line in INNOCENT if accused(line)}
    assert len(wrong) * 10 <= len(INNOCENT), wrong


def test_who_plainly_pushes_is_told_so():
    """Seven plain pushes in eight are read as force, if not always surely so."""
    missed = [line for line, _ in PLAIN if not force(line)]
    assert len(missed) * 8 <= len(PLAIN), missed


def test_which_force_it_is_is_mostly_told_too():
    wrong = {line: force(line) for line, code in PLAIN if force(line) != {code}}
    assert len(wrong) * 5 <= len(PLAIN), wrong


def test_the_story_s_hard_close_is_force_and_nothing_else():
    line = (
        "You need this, Ines. Your business needs this. If you don't do this now, you know you "
        "never will. What credit card are you going to put this on?"
    )
    reading = read(line, STALL)
    assert not reading.unsure
    assert "pressure" in reading.moves
    assert all(move.is_force for move in reading.moves)


def test_what_answers_her_is_no_push():
    """What would push out of the blue is fact or courtesy where she asked or said yes."""
    wrong = {line: accused(line, said) for line, said in ANSWERS if accused(line, said)}
    assert len(wrong) <= 1, wrong


def test_what_is_unsure_accuses_nobody():
    """An unsure reading may guess at force; it asserts none."""
    for line, _ in PLAIN:
        reading = read(line, STALL)
        if reading.unsure:
            assert reading.asserted == ()
