"""What a terminal shows of a real call. Style only repeats what the words say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from doorknob.coaching.calls.clock import clock
from doorknob.coaching.calls.marked import Line, MarkedCall
from doorknob.coaching.calls.sides import listed
from doorknob.coaching.counts import Count, plural, short_list

# Under this width a table of four columns is a column of letters.
TABLE_WIDTH = 72
INDENT = 5
UNSURE = "unsure: could not be read, so none of it is counted"


def show_call(console: Console, marked: MarkedCall) -> None:
    """Show the transcript with what each turn does, and the words that make it so."""
    call = marked.call
    words = call.spoken
    others = listed(f"{name} ({plural(words[name], 'word')})" for name in marked.sides.others)
    console.print(Text(f"{call.path}, {call.kind}, {plural(len(call.turns), 'turn')}"))
    seller = f"{marked.seller} ({plural(words[marked.seller], 'word')})"
    console.print(Text(f"salesperson: {seller} · prospect's side: {others}"))
    for remark in (*call.remarks, *marked.sides.remarks):
        console.print(Text(f"note: {remark}"))
    for line in marked.lines:
        console.print()
        console.print(_head(line))
        for deep, text in _under(line):
            console.print(_indented(text, deep))


def show_counts(console: Console, counts: Sequence[Count]) -> None:
    """Show the countable parts: as a table, or one under the other where there is no room."""
    console.print()
    console.print(Text("What can be counted", style="bold"))
    console.print(Text("These numbers describe the call; they are no score."))
    if console.width < TABLE_WIDTH:
        for count in counts:
            console.print()
            console.print(Text(f"{count.title}: {count.shown}", style="bold"))
            console.print(_indented(Text(count.explanation), 2))
            console.print(_indented(Text(f"turns: {short_list(count.turns)}"), 2))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("what", max_width=22)
    table.add_column("value", max_width=12)
    table.add_column("turns", max_width=13)
    table.add_column("in a sentence")
    for count in counts:
        row = (count.title, count.shown, short_list(count.turns), count.explanation)
        table.add_row(*map(Text, row))
    console.print(table)


def _indented(text: Text, deep: int) -> Padding:
    return Padding(text, (0, 0, 0, deep), expand=False)


def _head(line: Line) -> Text:
    turn = line.turn
    head = Text(f"{turn.number:>{INDENT - 2}}  ")
    head.append(turn.speaker, style="bold")
    if turn.start is not None:
        head.append(f"  {clock(turn.start)}")
    return head


def _under(line: Line) -> Iterator[tuple[int, Text]]:
    """Give what stands under a turn's head, each with its indent."""
    said = Text(line.turn.text)
    for found in line.evidence:
        said.stylize("underline", found.start, found.end)
    yield INDENT, said
    if line.unsure:
        yield INDENT, Text(f"→ {UNSURE}")
    elif line.sells:
        yield INDENT, Text(f"→ {', '.join(move.label for move in line.moves)}", style="bold")
        for found in line.evidence:
            # The words are shown whole; the reason need not quote a part of them again.
            reason = found.why.partition("” ")[2] or found.why
            yield INDENT + 2, Text(f"“{found.text}” {found.code.label}: {reason}")
        if line.concerns:
            yield INDENT + 2, Text(f"about {', '.join(one.label for one in line.concerns)}")
    elif line.raised:
        raised = ", ".join(one.label for one in line.raised)
        yield INDENT, Text(f"→ raises {raised}")
