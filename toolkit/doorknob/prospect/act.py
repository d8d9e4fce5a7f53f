"""What passes between the two: the salesperson's act, the prospect's answers, the outcomes."""

from __future__ import annotations

from enum import StrEnum

import attrs

from doorknob.language.moves import FORCE, Move


class Outcome(StrEnum):
    """How a call ends, in SPIN's terms (Rackham 1988), and by hanging up."""

    ORDER = "order"
    ADVANCE = "advance"
    CONTINUATION = "continuation"
    NO_SALE = "no_sale"
    HANG_UP = "hang_up"

    @property
    def is_win(self) -> bool:
        """Whether the call ended with something that she agreed to do."""
        return self in {Outcome.ORDER, Outcome.ADVANCE}

    @property
    def label(self) -> str:
        """The outcome as people read it."""
        return {
            Outcome.ORDER: "a yes",
            Outcome.ADVANCE: "a next step was agreed",
            Outcome.CONTINUATION: "nothing was agreed",
            Outcome.NO_SALE: "a no",
            Outcome.HANG_UP: "a hang-up",
        }[self]


class Ask(StrEnum):
    """What a commitment ask asks for."""

    ORDER = "order"
    ADVANCE = "advance"


class Answer(StrEnum):
    """What the prospect does with her reply. `reply.py` finds the words."""

    HINTS = "hints"
    STATES = "states"
    CONFIRMS = "confirms"
    ELABORATES = "elaborates"
    ANSWERS_BRIEFLY = "answers_briefly"
    STAYS_VAGUE = "stays_vague"
    NOTHING_MORE = "nothing_more"
    STILL_SO = "still_so"
    NO_LONGER = "no_longer"
    DENIES = "denies"
    NOTICES_REPEAT = "notices_repeat"
    FEELS_QUIZZED = "feels_quizzed"
    FEELS_UNDERSTOOD = "feels_understood"
    FEELS_HEARD = "feels_heard"
    AGREES_AGAIN = "agrees_again"
    PARTLY_ANSWERED = "partly_answered"
    SETTLED = "settled"
    NOT_MY_WORRY = "not_my_worry"
    WANTS_SPECIFICS = "wants_specifics"
    HEARD_ALREADY = "heard_already"
    HEARD_ENOUGH = "heard_enough"
    CHALLENGES_CLAIM = "challenges_claim"
    EASES = "eases"
    PADDED = "padded"
    FEELS_FREE = "feels_free"
    PERMITS = "permits"
    FORGIVES = "forgives"
    TAKES_ADVICE = "takes_advice"
    RESENTS_ADVICE = "resents_advice"
    STALLS = "stalls"
    REFUSES = "refuses"
    DECLINES = "declines"
    COMMITS = "commits"
    ADVANCES = "advances"
    BRISTLES = "bristles"
    ALARMED = "alarmed"
    HURT = "hurt"
    WARNS_ANGRY = "warns_angry"
    WARNS_TIRED = "warns_tired"
    HANGS_UP_ANGRY = "hangs_up_angry"
    HANGS_UP_TIRED = "hangs_up_tired"
    TELLS_OF_SELF = "tells_of_self"
    SHRUGS_OFF = "shrugs_off"
    OFFENDED = "offended"
    CONCLUDES = "concludes"
    PARTS_WELL = "parts_well"
    SMALL_TALK = "small_talk"
    BACK_TO_BUSINESS = "back_to_business"
    PUZZLED = "puzzled"
    GOODBYE = "goodbye"


@attrs.frozen(kw_only=True)
class Act:
    """A line as the prospect takes it: what `state.step` needs to know, and no words.

    Attributes
    ----------
    moves
        What the line does; empty where it could not be read.
    asked_about, given_back
        Indices, in the scenario's list, of her concerns that its questions and its reflections
        name.
    guesses
        True where a closed question puts a worry to her for a yes or a no.
    about_topic
        True where a question goes back to what she has just been saying, without naming it.
    wrong_guess
        True where a question or reflection names a concern that is not hers, and none that is.
    facts
        Ids of the scenario's facts that it tells.
    unsupported
        True where it holds a number or promise that the facts don't.
    ask
        What is asked for, where `moves` holds a commitment ask.
    asks_permission
        True where it asks leave to tell or advise.
    repeats
        True where it asks what was asked before in nearly the same words.
    farewell
        True where it takes leave.
    detail
        Index of what it asks her about herself, where that is no worry of hers.
    rude
        True where it insults or swears at her.
    walks_away
        True where it says that this isn't for her.
    """

    moves: frozenset[Move] = frozenset()
    asked_about: tuple[int, ...] = ()
    given_back: tuple[int, ...] = ()
    guesses: bool = False
    about_topic: bool = False
    wrong_guess: bool = False
    facts: tuple[str, ...] = ()
    unsupported: bool = False
    ask: Ask | None = None
    asks_permission: bool = False
    repeats: bool = False
    farewell: bool = False
    detail: int | None = None
    rude: bool = False
    walks_away: bool = False

    @property
    def pushes(self) -> bool:
        """Whether it pushes or insults; then nothing else in it is heard."""
        return self.rude or not self.moves.isdisjoint(FORCE)

    @property
    def force(self) -> frozenset[Move]:
        """The moves that push."""
        return self.moves & FORCE

    def does(self, *moves: Move) -> bool:
        """Whether the line makes one of these moves."""
        return not self.moves.isdisjoint(moves)

    def only(self, *moves: Move) -> bool:
        """Whether it does nothing but these; telling a fact is information, however it was read."""
        telling = bool(self.facts) and Move.INFORMATION not in moves
        return bool(self.moves) and self.moves <= set(moves) and not telling
