"""What worries a prospect, and the facts that help."""

from __future__ import annotations

from fractions import Fraction

import attrs

from doorknob.language.moves import Concern


@attrs.frozen(kw_only=True)
class Worry:
    """One concern of hers.

    Attributes
    ----------
    id
        Its name in this scenario.
    about
        What kind of concern it is.
    decisive
        Whether she will not commit while it is unresolved.
    answerable
        Whether anything true answers it. Where a decisive one can't be answered, the honest end is
        to say so and let her go.
    out
        Whether she names it in her opening, so that it need not be uncovered.
    companions
        Whether it is the worry of the second person on the call.
    gate
        The trust at which she speaks of it, before reactance is added; in quarters.
    known_as
        More words by which a line may name it, such as ``"partner"`` or ``"Rob"``; a ``*`` at the
        end stands for any ending.
    hints, says, more, agrees
        Her words when it shows, when she states it, when she says more, and when she is
        understood.
    ask, reflect
        A good open question and a good reflection, for hints and the debrief.
    """

    id: str
    about: Concern
    decisive: bool = True
    answerable: bool = True
    out: bool = False
    companions: bool = False
    gate: Fraction = Fraction(2)
    known_as: tuple[str, ...] = ()
    hints: tuple[str, ...]
    says: tuple[str, ...]
    more: tuple[str, ...]
    agrees: tuple[str, ...]
    ask: str
    reflect: str


@attrs.frozen(kw_only=True)
class Fact:
    """Something true that the salesperson may tell.

    Attributes
    ----------
    id
        Its name in this scenario.
    text
        The fact in a sentence, as the learner's fact sheet shows it.
    resolves
        Ids of the concerns that it answers.
    rules_out
        Ids of the concerns that it shows to be beyond help: an honest limit.
    heard_as
        Ways to tell it: each holds words joined by ``+`` that must all be there, ``*`` at the end
        of a word stands for any ending, ``/`` separates words of which one is enough.
    taken_up
        Her words when the fact resolves a concern, or rules it out; they take up what it says.
    """

    id: str
    text: str
    resolves: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    heard_as: tuple[str, ...]
    taken_up: tuple[str, ...]
