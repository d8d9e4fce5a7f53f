"""The debrief as a page shows it: HTML whose every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import shorten

from doorknob.coaching.debrief import Debrief, percent, what_it_changes
from doorknob.coaching.scores import Score
from doorknob.coaching.transcript import transcript_html
from doorknob.coaching.whatif import WhatIf
from doorknob.widgets.looking import charts_html


def debrief_html(found: Debrief, seller: str, *, drawn: bool = True) -> str:
    """Write a debrief as HTML.

    Parameters
    ----------
    found
        The debrief.
    seller
        The salesperson's name.
    drawn
        Whether with charts.
    """
    return "\n".join(_parts(found, seller, drawn=drawn))


def _parts(found: Debrief, seller: str, *, drawn: bool) -> Iterator[str]:
    skill = percent(found.scorecard.skill)
    yield f'<p class="doorknob-ending">{escape(found.ending)}</p>'
    yield (
        f'<p class="doorknob-skill"><strong>{skill}</strong> of 100 for how you led the call. '
        "How it ended is not part of it.</p>"
    )
    rows = "".join(_score(score) for score in found.scorecard.scores)
    yield f'<h3>How each part went</h3><ul class="doorknob-scores">{rows}</ul>'
    if found.untold:
        yield f"<h3>{escape(found.untold_title)}</h3>"
        yield _quotes(worry.says[0] for worry in found.untold)
    if found.what_if:
        yield "<h3>One line that makes a difference</h3>"
        yield _what_if(found.what_if)
    if found.scorecard.unread:
        # Nobody numbers his own lines, so they are named by their words.
        lines = (found.call.turns[number - 1].line for number in found.scorecard.unread)
        quoted = ", ".join(f"“{shorten(line, 60, placeholder=' …')}”" for line in lines)
        told = f"Left out of the score, because the reading is not sure: {quoted}."
        yield f'<p class="doorknob-small">{escape(told)}</p>'
    charts = charts_html(found.call) if drawn else ""
    if charts:
        yield f"<details><summary>The call in pictures</summary>{charts}</details>"
    yield "<h3>The call, line by line</h3>"
    yield transcript_html(found.call, seller=seller)


def _score(score: Score) -> str:
    title = escape(score.criterion.title)
    advice = f' <em class="doorknob-advice">{escape(score.advice)}</em>' if score.advice else ""
    told = f"<p>{escape(score.explanation)}{advice}</p>"
    if score.value is None:
        return f'<li><span>{title}</span> <span class="doorknob-value">not needed</span>{told}</li>'
    value = percent(score.value)
    # The bar repeats the number beside it, so it is kept from screen readers.
    bar = (
        f'<span class="doorknob-bar" aria-hidden="true"><span style="width:{value}%"></span></span>'
    )
    return f'<li><span>{title}</span> <span class="doorknob-value">{value}</span>{bar}{told}</li>'


def _quotes(texts: Iterable[str]) -> str:
    return "".join(f"<blockquote>{escape(text)}</blockquote>" for text in texts)


def _what_if(found: WhatIf) -> str:
    rows = [("Try", found.instead), (found.name, found.reply)]
    listed = f'<dt>You said</dt><dd translate="no">{escape(found.line)}</dd>'
    listed += "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return f"<dl>{listed}</dl><p>{escape(what_it_changes(found))}</p>"
