"""What is asked of pandoc: prose in, syntax trees out."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

import attrs

from doorknob.publish.typst.footnotes import straight
from doorknob.publish.typst.text import clean
from doorknob.publish.typst.worker import worker

Node = dict[str, Any]
"""One node of pandoc's tree, as its JSON has it: ``{"t": kind, "c": contents}``."""

SCREEN = "dk-screen"
"""The class of what makes sense in a live notebook alone."""

# MathJax takes these for formulas wherever they stand; Markdown knows nothing of them.
_ENVIRONMENT = re.compile(
    r"^(`{3,}|~{3,}).*?(?:^\1|\Z)"  # a fence, passed over
    r"|^\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|flalign)\*?)\}.*?\\end\{\2\}",
    re.DOTALL | re.MULTILINE,
)
# As Jupyter has it, code goes before formulas: in "$6, `$y$`" no formula begins. What pandoc would
# begin there is given a backslash. Alternatives: code, formulas, then such a lone dollar.
_DOLLAR = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|~~~.*?~~~"
    r"|\$\$.+?\$\$|(?<![\\$])\$(?![\s$])[^$\n`]+?(?<![\s\\])\$(?!\d)"
    r"|(?P<lone>(?<![\\$])\$(?=[^\n`]*`))",
    re.DOTALL,
)
# What was read lately, by kind and text: copies for learners and for the trainer share most cells.
_LATELY: dict[tuple[str, str], str] = {}
_MOST_KEPT = 500
_LONGEST_KEPT = 100_000  # letters of JSON; most are of a few thousand


@attrs.frozen(kw_only=True)
class Fragment:
    r"""A stretch of prose that is read by itself.

    >>> Fragment(kind="markdown", text=r"\begin{align} x \end{align}").prepared
    '$$\\begin{align} x \\end{align}$$'
    >>> print(Fragment(kind="markdown", text="$5 or $6, `$y$` or $y$").prepared)
    \$5 or \$6, `$y$` or $y$
    """

    kind: Literal["markdown", "html", "verbatim"]
    text: str

    @property
    def prepared(self) -> str:
        """The text with dollars around TeX's environments, as Jupyter understands them."""
        text = clean(self.text)  # half of a surrogate pair is no JSON that pandoc reads
        if self.kind != "markdown":
            return text
        if "$" in text and "`" in text:
            text = _DOLLAR.sub(_escaped, text)
        if "[^" in text:
            text = straight(text)
        if "\\begin{" not in text:
            return text
        return _ENVIRONMENT.sub(
            lambda found: f"$${found.group()}$$" if found.group(2) else found.group(), text
        )


def _escaped(found: re.Match[str]) -> str:
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    is_code = line.startswith(("    ", "\t"))
    return "\\$" if found["lone"] and not is_code else found[0]


@attrs.frozen(kw_only=True)
class Formula:
    """A formula as its author wrote it, and in what pandoc could translate it to."""

    tex: str
    typst: str
    mathml: str
    display: bool


@attrs.frozen(kw_only=True)
class Prose:
    """What pandoc read.

    Attributes
    ----------
    blocks
        One list of blocks for each fragment, in order.
    formulas
        The formulas of all fragments; a Span of class ``dk-math`` counts into them from 1.
    has_inner_links
        Whether some link may lead to another place of the document; most documents have none.
    for_screen
        Of each fragment, whether something in it may be for the screen alone; little is.
    """

    blocks: tuple[list[Node], ...]
    formulas: tuple[Formula, ...]
    has_inner_links: bool
    for_screen: tuple[bool, ...]


def read(fragments: Sequence[Fragment]) -> Prose:
    """Read every fragment by itself, all in one call.

    Raises
    ------
    ForeignToolError
        Pandoc failed, or took too long.
    """
    answers = _answers(fragments)
    try:
        trees = [json.loads(answer) for answer in answers]
    except RecursionError:
        # Something is nested hundreds deep, by mistake or malice: that is shown as it is written.
        fragments = [
            part if _is_sane(answer) else attrs.evolve(part, kind="verbatim")
            for part, answer in zip(fragments, answers, strict=True)
        ]
        answers = _answers(fragments)
        trees = [json.loads(answer) for answer in answers]
    formulas: list[Formula] = []
    for tree in trees:
        found = tree["meta"].get("formulas", {"c": []})["c"]
        if found and formulas:
            _renumber(tree["blocks"], len(formulas))
        formulas += [_formula(entry["c"]) for entry in found]
    return Prose(
        blocks=tuple(tree["blocks"] for tree in trees),
        formulas=tuple(formulas),
        has_inner_links=any('["#' in answer for answer in answers),
        for_screen=tuple(SCREEN in answer for answer in answers),
    )


def _answers(fragments: Sequence[Fragment]) -> list[str]:
    """Give pandoc's JSON for each fragment; it is asked once, for those not read lately."""
    keys = [(part.kind, part.prepared) for part in fragments]
    known = {key: _LATELY[key] for key in keys if key in _LATELY}
    wanted = list(dict.fromkeys(key for key in keys if key not in known))
    if wanted:
        request = json.dumps([{"kind": kind, "text": text} for kind, text in wanted])
        answer = worker().ask(request, doing="reading the notebook's prose")
        known |= dict(zip(wanted, answer.split("\n"), strict=True))
    for key in keys:
        _LATELY.pop(key, None)
        if len(known[key]) <= _LONGEST_KEPT:
            _LATELY[key] = known[key]  # the latest last
    while len(_LATELY) > _MOST_KEPT:
        del _LATELY[next(iter(_LATELY))]
    return [known[key] for key in keys]


def _renumber(blocks: list[Node], before: int) -> None:
    """Let a fragment's formulas count on from those before it."""
    waiting: list[Any] = [blocks]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            waiting.append(here.get("c"))
            if here.get("t") == "Span" and "dk-math" in here["c"][0][1]:
                pairs = here["c"][0][2]
                here["c"][0][2] = [[key, _counted_on(value, before)] for key, value in pairs]


def _counted_on(number: str, before: int) -> str:
    return str(int(number) + before) if number.isascii() and number.isdigit() else number


def _is_sane(answer: str) -> bool:
    try:
        json.loads(answer)
    except RecursionError:
        return False
    return True


def _formula(fields: Node) -> Formula:
    return Formula(
        tex=" ".join(fields["tex"]["c"].split()),
        typst=_harmless(fields["typst"]["c"]),
        mathml=fields["mathml"]["c"],
        display=fields["display"]["c"],
    )


def _harmless(typst: str) -> str:
    """Pass a translated formula only if it holds no code: `#` and `$` in strings or escaped.

    >>> _harmless('$x "#y"$')
    '$x "#y"$'
    >>> _harmless("$#panic()$")
    ''
    """
    bare = re.sub(r'"(?:\\.|[^"\\])*"|\\.', "", typst.strip().strip("$"), flags=re.DOTALL)
    return "" if re.search(r'[#$"]', bare) else typst
