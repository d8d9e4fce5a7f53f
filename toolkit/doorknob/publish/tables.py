"""Tables, lists and boxes as HTML; every text that they are given is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Write a table.

    Parameters
    ----------
    heads
        One for each column.
    rows
        As many cells as there are heads.
    numbers
        The columns that are set to the right.
    """
    right = set(numbers)

    def cells(tag: str, row: Sequence[str]) -> str:
        styles = [' style="text-align: right"' if i in right else "" for i in range(len(row))]
        pairs = zip(styles, row, strict=True)
        return "".join(f"<{tag}{style}>{escape(cell)}</{tag}>" for style, cell in pairs)

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells('th', heads)}</tr></thead><tbody>{body}</tbody></table>"


def bullets(items: Iterable[str]) -> str:
    """Write a list; nothing where there is nothing."""
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else ""


def titled(title: str, items: Sequence[str]) -> list[str]:
    """Write a list below its heading; nothing where there is nothing."""
    return [f"<h3>{escape(title)}</h3>", bullets(items)] if items else []


def heading(text: str, level: int = 2) -> str:
    """Write a heading."""
    return f"<h{level}>{escape(text)}</h{level}>"


def sentence(text: str) -> str:
    """Write a paragraph."""
    return f"<p>{escape(text)}</p>"


def at_once(rows: Iterable[tuple[str, str]]) -> str:
    """Write the box at the head of a paper: each thing with its name; its title is the paper's."""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return f'<div class="dk-atonce"><dl>{lines}</dl></div>'
