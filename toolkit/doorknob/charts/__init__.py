"""Charts of calls and cohorts: one style, readable in colour, in grey and by ear.

``style`` holds the look and `show`; ``calls``, ``plane``, ``ways``, ``concerns`` and ``moves`` draw
what happened in a call; ``cohort`` and ``change`` draw what a group did; ``stages`` and ``poster``
draw the simulator's own table; ``forest`` draws what studies found; ``page`` sets a call as text.
Each chart brings its alternative text, worked out from the same numbers.
"""

from doorknob.charts.calls import trust_over_call
from doorknob.charts.change import TESTS, TRIES, before_and_after
from doorknob.charts.cohort import concerns_missed, outcomes, scores
from doorknob.charts.concerns import concerns_over_call
from doorknob.charts.forest import forest
from doorknob.charts.hard import items, middles
from doorknob.charts.moves import move_mix
from doorknob.charts.page import show_call, show_html
from doorknob.charts.plane import trust_against_guard
from doorknob.charts.poster import poster
from doorknob.charts.stages import stages_of_a_concern
from doorknob.charts.style import BRAND, Chart, show
from doorknob.charts.ways import ways_through_a_call

__all__ = [
    "BRAND",
    "TESTS",
    "TRIES",
    "Chart",
    "before_and_after",
    "concerns_missed",
    "concerns_over_call",
    "forest",
    "items",
    "middles",
    "move_mix",
    "outcomes",
    "poster",
    "scores",
    "show",
    "show_call",
    "show_html",
    "stages_of_a_concern",
    "trust_against_guard",
    "trust_over_call",
    "ways_through_a_call",
]
