"""A call written down: as HTML for a page, as plain text, and as Markdown for golden files."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from doorknob.language.moves import PRECEDENCE, Move
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.conversation import Conversation
from doorknob.prospect.reply import voices
from doorknob.prospect.scenario import Scenario
from doorknob.prospect.turn import Turn

SALESPERSON = "Salesperson"


def transcript_html(conversation: Conversation, *, seller: str, why: bool = True) -> str:
    """Write a call down as HTML, all of it escaped.

    Parameters
    ----------
    conversation
        The call, ended or not.
    seller
        The salesperson's name.
    why
        Whether to say after each turn what changed in her, and why.

    Returns
    -------
    str
        One ``div.dk-dialogue``; the words that made a line a move are marked.
    """
    scenario = conversation.scenario
    parts = [_turn_html("prospect", scenario.persona.called, escape(conversation.opening))]
    for turn in conversation.turns:
        parts.append(_turn_html("seller", seller, _marked(turn.reading, turn.line)))
        for name, text in voices(scenario, turn.reply):
            parts.append(_turn_html("prospect", name, escape(text)))
        told = " ".join(_changes(turn, scenario)) if why else ""
        if told:
            parts.append(f'<div class="dk-why">{escape(told)}</div>')
    return '<div class="dk-dialogue">\n' + "\n".join(parts) + "\n</div>"


def spoken_html(conversation: Conversation, *, seller: str) -> str:
    """Write a call down as HTML, only what was said: nothing of how it was read."""
    scenario = conversation.scenario
    parts = [_turn_html("prospect", scenario.persona.called, escape(conversation.opening))]
    for turn in conversation.turns:
        parts.append(_turn_html("seller", seller, escape(turn.line)))
        parts += [
            _turn_html("prospect", name, escape(text))
            for name, text in voices(scenario, turn.reply)
        ]
    return '<div class="dk-dialogue">\n' + "\n".join(parts) + "\n</div>"


def transcript_text(conversation: Conversation) -> str:
    """Write a call down as plain text, one line of the call a line."""
    said = _spoken(conversation)
    return "\n".join(f"{name}: {_one_line(text)}" for name, text in said) + "\n"


def transcript_markdown(conversation: Conversation) -> str:
    """Write a call down as Markdown, with the moves and the rules behind each answer.

    A line of the salesperson's is followed by its moves and, after an arrow, by the ids of the
    rules that they set off.
    """
    said = _spoken(conversation)
    blocks = [_markdown(*next(said))]
    for turn in conversation.turns:
        moves = ", ".join(turn.reading.asserted) or "unsure"
        rules = ", ".join(effect.rule for effect in turn.effects) or "nothing"
        blocks += [_markdown(*next(said)), f"*{moves} → {rules}*"]
        answers = voices(conversation.scenario, turn.reply)
        blocks += [_markdown(*next(said)) for _ in answers]
    if conversation.outcome is not None:
        blocks.append(f"*Outcome: {conversation.outcome}*")
    return "\n\n".join(blocks) + "\n"


def plain_number(value: Fraction) -> str:
    """Write a number as a reader likes it: at most one decimal.

    >>> plain_number(Fraction(13, 4)), plain_number(Fraction(3))
    ('3.3', '3')
    """
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _spoken(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Give who says what, in order."""
    prospect = conversation.scenario.persona.called
    seller = conversation.scenario.parameters.get("seller", SALESPERSON)
    yield prospect, conversation.opening
    for turn in conversation.turns:
        yield seller, turn.line
        yield from voices(conversation.scenario, turn.reply)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _markdown(name: str, text: str) -> str:
    return f"**{name}:** {_one_line(text)}"


# --- HTML -----------------------------------------------------------------------------------------


def _turn_html(who: str, name: str, text: str) -> str:
    spoken = text.replace("\n", "<br>")
    head = f'<span class="dk-name">{escape(name)}</span>'
    return f'<div class="dk-turn" data-who="{who}">{head} {spoken}</div>'


def _marked(reading: Reading, line: str) -> str:
    parts, end = [], 0
    for found in () if reading.unsure else _apart(reading.evidence):
        label = found.code.label
        parts.append(escape(line[end : found.start]))
        parts.append(
            f'<mark data-code="{escape(found.code)}" data-label="{escape(label)}"'
            f' title="{escape(found.why)}">{escape(line[found.start : found.end])}</mark>'
        )
        end = found.end
    return "".join([*parts, escape(line[end:])])


def _apart(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Give the evidence of moves, in order; of two that overlap, the one that leads."""
    chosen: list[Evidence] = []
    moves = [found for found in evidence if isinstance(found.code, Move)]
    for found in sorted(moves, key=_rank):
        if all(found.end <= other.start or found.start >= other.end for other in chosen):
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.start)


def _rank(found: Evidence) -> tuple[int, int, int]:
    return PRECEDENCE.index(Move(found.code)), found.start - found.end, found.start


# --- What changed, and why ------------------------------------------------------------------------


def _changes(turn: Turn, scenario: Scenario) -> Iterator[str]:
    yield from dict.fromkeys(effect.because for effect in turn.effects)
    before, after = turn.before, turn.after
    for concern, was, now in zip(scenario.concerns, before.stages, after.stages, strict=True):
        if was is not now:
            yield f"{concern.about.label.capitalize()}: {was.label} → {now.label}."
    if before.trust != after.trust:
        yield f"Trust: {plain_number(before.trust)} → {plain_number(after.trust)}."
    if before.reactance != after.reactance:
        yield f"Guard: {before.reactance} → {after.reactance}."
