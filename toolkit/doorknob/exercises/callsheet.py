"""A call on paper: what the learner knows, room to plan it, and the trainer's key."""

from __future__ import annotations

from html import escape

from doorknob.prospect.scenario import Scenario


def call_sheet(scenario: Scenario, *, key: bool) -> str:
    """Give a call on paper, as HTML; with what stands behind it where `key` is true.

    Parameters
    ----------
    scenario
        Filled with the cohort's values.
    key
        Whether it is for the trainer.
    """
    facts = "".join(f"<li>{escape(fact.text)}</li>" for fact in scenario.facts)
    opening = escape(scenario.persona.opening[0])
    turn = f'<span class="dk-name">{escape(scenario.persona.name)}</span> {opening}'
    may_tell = f"What you may tell {scenario.pronoun.slots['them']}, because it is true:"
    sheet = [
        f"<p>{escape(scenario.brief)}</p>",
        f'<div class="dk-dialogue"><div class="dk-turn" data-who="prospect">{turn}</div></div>',
        f"<p><strong>{may_tell}</strong></p><ul>{facts}</ul>",
        _key(scenario) if key else _plan(scenario),
    ]
    return "\n".join(sheet)


def _plan(scenario: Scenario) -> str:
    them = scenario.pronoun.slots["them"]
    return (
        "<p><strong>What could be behind it?</strong></p>"
        '<div class="dk-answer-lines" data-lines="3"></div>'
        f"<p><strong>Your first question to {them}:</strong></p>"
        '<div class="dk-answer-lines" data-lines="2"></div>'
        "<p><strong>How you will ask for the business:</strong></p>"
        '<div class="dk-answer-lines" data-lines="2"></div>'
    )


def _key(scenario: Scenario) -> str:
    """Give what stands behind the stall, concern by concern, and what helps."""
    sheet, head = [], "<p><strong>What is behind it, and what helps:</strong></p>"
    for worry in scenario.concerns:
        fits = [
            fact.text
            for fact in scenario.facts
            if worry.id in (fact.resolves if worry.answerable else fact.rules_out)
        ]
        rows = [("Ask", worry.ask), ("Give back", worry.reflect), *(("Tell", f) for f in fits)]
        items = "".join(f"<li><em>{name}:</em> {escape(text)}</li>" for name, text in rows)
        name, says = escape(worry.about.label.capitalize()), escape(worry.says[0])
        said = f"<p><strong>{name}.</strong> “{says}”</p>"
        sheet.append(f'<div class="dk-item">{head}{said}<ul>{items}</ul></div>')
        head = ""  # inside the first item, so that no page ends with it
    return "\n".join(sheet)
