"""What the reader looks at in a line: names of features of words, of clauses, of her words.

A feature is a short text, such as ``"2:would you"``; the model holds a weight a code for each one
that it has learnt. Those of a single word do not depend on its place, so that their weights can be
added up once a word. Nothing here is a rule: which feature speaks for what is learnt from the
corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from doorknob.language.clauses import Clause, Line, cut
from doorknob.language.vocabulary import EMPTY_WORDS
from doorknob.language.words import NUMBER

_SPEAKS_OF = {
    "i": "I", "we": "I", "you": "Y", "he": "H", "she": "H", "they": "H",
    "it": "T", "that": "T", "this": "T",
}  # fmt: skip
_AGREES = frozenset({"yes", "ok", "deal", "sure", "sold"})
# A root is long enough to tell words apart and short enough to join their endings.
_ROOT = 5
_OPENING = 4


@attrs.frozen(slots=True)
class Said:
    """What the prospect had just said, as far as a line's features ask for it.

    Attributes
    ----------
    forms
        Her words, evened out.
    roots
        The roots of her words that carry content.
    figures
        The figures that she named, as typed.
    asks
        Whether she asked something.
    agrees
        Whether she opened with a yes.
    """

    forms: tuple[str, ...]
    roots: frozenset[str]
    figures: frozenset[str]
    asks: bool
    agrees: bool


def heard(said: str) -> Said:
    """Prepare what she said.

    >>> sorted(heard("It's the unused months that bother me.").roots)
    ['bothe', 'month', 'unuse']
    """
    line = cut(said)
    forms = line.forms
    return Said(
        forms,
        frozenset(form[:_ROOT] for form in forms if _carries(form)),
        frozenset(word.raw for word in line.words if word.text == NUMBER),
        any(clause.asks for clause in line.clauses),
        not _AGREES.isdisjoint(forms[:_OPENING]),
    )


def _carries(form: str) -> bool:
    return len(form) > 2 and form not in EMPTY_WORDS


def word_features(form: str) -> list[str]:
    """Name the features of a word wherever it stands: itself, its beginning, end and letters.

    >>> word_features("price")
    ['1:price', '[pric', '<pr', 'pri', 'ric', 'ice', 'ce>', '<pri', 'pric', 'rice', 'ice>']
    """
    found = ["1:" + form]
    if len(form) > 4:
        found.append("[" + form[:4])
    if len(form) > 5:
        found.append("]" + form[-3:])
    edged = f"<{form}>"
    for size in (3, 4):
        found.extend(edged[at : at + size] for at in range(len(edged) - size + 1))
    return found


def sequence_features(forms: Sequence[str], mark: str) -> list[str]:
    """Name pairs of words, neighbours and with a gap; `mark` ends them ("?" or "$")."""
    row = ("^", *forms, mark)
    found = ["2:" + one + " " + two for one, two in pairwise(row)]
    found += ["_:" + one + " " + two for one, two in zip(row, row[2:], strict=False)]
    return found


def clause_features(line: Line, number: int, said: Said) -> list[str]:
    """Name the features of a clause beyond those of its words.

    Parameters
    ----------
    line
        The line, cut up.
    number
        0-based place of the clause in the line.
    said
        What the prospect had said.
    """
    clause = line.clauses[number]
    forms = line.forms[clause.first : clause.last]
    found = sequence_features(forms, "?" if clause.asks else "$")
    found += _shape(forms, "?" if clause.asks else ".")
    found += _surroundings(line, number)
    found += _echo(line, clause, said)
    return found


def _shape(forms: Sequence[str], mark: str) -> list[str]:
    """Name how the clause begins and ends, how long it is, of whom it speaks."""
    size = len(forms)
    length = min(size, 4) if size < 5 else 5 if size < 8 else 6 if size < 13 else 7
    of = next((_SPEAKS_OF[form] for form in forms if form in _SPEAKS_OF), "-")
    found = [
        "mark" + mark,
        "first" + mark + forms[0],
        "first:" + forms[0],
        "last" + mark + forms[-1],
        f"length{mark}{length}",
        "of" + mark + of,
        "not" + mark + ("1" if "not" in forms else "0"),
    ]
    if size > 1:
        found.append("begins" + mark + forms[0] + " " + forms[1])
    return found


def _surroundings(line: Line, number: int) -> list[str]:
    """Name where the clause stands and how its neighbours begin and end."""
    clauses, forms = line.clauses, line.forms
    last = len(clauses) - 1
    place = "only" if not last else "first" if not number else "last" if number == last else "mid"
    found = ["place:" + place]
    if number:
        one = clauses[number - 1]
        found += ["after?" if one.asks else "after.", "after:" + forms[one.first]]
        found.append("after>" + forms[one.last - 1])
        if one.last - one.first > 1:
            found.append("after:" + forms[one.first] + " " + forms[one.first + 1])
    if number < last:
        one = clauses[number + 1]
        found += ["before?" if one.asks else "before.", "before:" + forms[one.first]]
        if one.last - one.first > 1:
            found.append("before:" + forms[one.first] + " " + forms[one.first + 1])
    return found


def _echo(line: Line, clause: Clause, said: Said) -> list[str]:
    """Name how the clause takes up what she said."""
    forms = line.forms[clause.first : clause.last]
    mark = "?" if clause.asks else "."
    carrying = [form for form in forms if _carries(form)]
    shared = sum(form[:_ROOT] in said.roots for form in carrying)
    some = str(min(shared, 2))
    whole = bool(carrying) and shared == len(carrying)
    much = "a" if whole else "h" if 2 * shared >= max(1, len(carrying)) else "s"
    asked = "?" if said.asks else "."
    found = [
        "echo:" + some,
        "echo" + much + some + mark,
        f"echo{some}{min(len(forms), 6)}",
        "echo" + some + ":" + forms[0],
        "answers" + asked + mark,
        "answers" + asked + ":" + forms[0],
        ("agreed" if said.agrees else "open") + mark,
        f"said{min(len(said.forms) // 4, 4)}",
    ]
    figures = {word.raw for word in line.words[clause.first : clause.last] if word.text == NUMBER}
    if figures:
        found.append("figure" + ("=" if figures & said.figures else "+") + asked)
    return found


def topic_features(forms: Sequence[str]) -> list[str]:
    """Name what tells the topic of a text beyond its single words: its pairs of words."""
    return ["2:" + one + " " + two for one, two in pairwise(forms)]
