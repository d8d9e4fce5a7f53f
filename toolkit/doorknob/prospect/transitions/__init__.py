"""Every way in which the prospect changes, in one table.

The rows stand in the modules beside this one, a module for each kind of line; `PHASES` below is
the table, in the order in which it is read.

A line is taken in phases, from top to bottom; in each phase the first rule that holds is applied
(in `FORCE` every rule that holds). What pushes leads: after a threat, a dismissal or pressure,
nothing else in the line counts. After the phases, `step.py` decides whether she warns or goes.

Only the direction of an effect is evidence; the sizes are ours, tuned by search and play.

==============  ======================================================================
ground          source
==============  ======================================================================
Iannarino       A. Iannarino, "How to Lose a Deal", thesalesblog.com, 5 June 2016
SPIN            N. Rackham, *SPIN Selling*, 1988
MITI            T. Moyers and others, MITI coding manual 4.2.1, 2015
Apodaca         T. Apodaca and others, J Subst Abuse Treat 61, 2016: which talk of a
                helper is followed by talk of change
Singh           S. Singh and others, J Acad Marketing Sci 46, 2018: relating words can stand in
                the way of resolving
PKM             M. Friestad and P. Wright, J Consumer Research 21, 1994: people who see
                a tactic answer the tactic
reactance       J. and S. Brehm, *Psychological Reactance*, 1981, and later meta-analyses
trust equation  D. Maister and others, *The Trusted Advisor*, 2000
==============  ======================================================================
"""

from __future__ import annotations

from collections.abc import Mapping

from doorknob.prospect.transitions.asking import ASKING, IDLE, STANDSTILL
from doorknob.prospect.transitions.listening import REFLECTION
from doorknob.prospect.transitions.pushing import CLAIMS, FORCE
from doorknob.prospect.transitions.questions import QUESTIONS, QUIZZING
from doorknob.prospect.transitions.rule import Moment, Rule
from doorknob.prospect.transitions.telling import ADVICE, INFORMATION
from doorknob.prospect.transitions.warmth import FREEDOM, WARMTH

__all__ = ["PHASES", "RULES", "Moment", "Rule"]

PHASES: Mapping[str, tuple[Rule, ...]] = {
    "force": FORCE,
    "claims": CLAIMS,
    "warmth": WARMTH,
    "freedom": FREEDOM,
    "reflection": REFLECTION,
    "information": INFORMATION,
    "questions": QUESTIONS,
    "quizzing": QUIZZING,
    "advice": ADVICE,
    "asking": ASKING,
    "idle": IDLE,
    "standstill": STANDSTILL,
}
RULES: Mapping[str, Rule] = {rule.id: rule for phase in PHASES.values() for rule in phase}
