"""The charts of a debrief, drawn where matplotlib is at hand, left out where it isn't."""

from __future__ import annotations

import os
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from doorknob.coaching.players import consultative, played
from doorknob.colour import COLOUR
from doorknob.language.moves import Move
from doorknob.language.reader import read
from doorknob.prospect.conversation import Conversation, begin

if TYPE_CHECKING:
    from doorknob.charts import Chart


def charts_html(call: Conversation) -> str:
    """Draw what happened in a call: trust and guard, worries, moves beside those of a good call.

    Parameters
    ----------
    call
        A call that is over.

    Returns
    -------
    str
        Figures with alternative text; empty where matplotlib is not installed, as in a browser,
        and where nothing was said.
    """
    try:
        from doorknob import charts  # noqa: PLC0415  heavy, and not everywhere
    except ImportError:
        return ""
    if not call.turns:
        return ""
    accent = os.environ.get(COLOUR) or charts.BRAND
    mix = charts.move_mix(call, reference=reference(call), accent=accent)
    drawn = (
        charts.trust_over_call({"you": call}, accent=accent),
        charts.concerns_over_call(call, accent=accent),
        mix,
    )
    return "".join(map(_figure, drawn))


def reference(call: Conversation) -> Mapping[Move, int]:
    """Count the moves of a player who asks, listens, tells what fits and asks for the business.

    The same prospect, with the same seed, answers that player.
    """
    scenario = call.scenario
    other = played(begin(scenario, call.start.seed, scenario.parameters), consultative, read)
    return Counter(move for turn in other.turns for move in turn.reading.asserted)


def _figure(chart: Chart) -> str:
    from doorknob.charts.style import svg  # noqa: PLC0415  as above

    source = b64encode(svg(chart.figure).encode()).decode()
    return (
        f'<figure><img src="data:image/svg+xml;base64,{source}" alt="{escape(chart.alt)}">'
        f"<figcaption>{escape(chart.caption)}</figcaption></figure>"
    )
