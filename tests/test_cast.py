"""Who plays whom: names put in place of others, as whole words, in prose, code and calls."""

from __future__ import annotations

import ast
import re

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorknob.cast import (
    NOBODY,
    Cast,
    is_name,
    name_of,
    renamed,
    renamed_pattern,
    renamed_text,
    replaced,
    unpacked_cast,
)
from doorknob.prospect.names import EVERYDAY, taken_back
from doorknob.publish.prepare import fill_markdown
from doorknob.publish.recast import renamed_code, renamed_markdown

INES = replaced(name_of("Ines Calder"), name_of("Thandeka van der Merwe"))
ROB = {"Rob": "Sipho"}
# Whatever a name may not be: markup for Markdown, HTML, Typst, Jinja, Python and tables.
HOSTILE = ("<b>x</b>", "{{ price }}", "{% x %}", "*a*", "#x", "$x$", '"x"', "\\n", "=1+1", "a\nb")
new_names = (
    st.from_regex(r"[A-Z][a-zàéøß]{2,9}([-'][A-Z][a-z]{2,5})?", fullmatch=True)
    .filter(is_name)
    .filter(lambda name: name.lower() not in EVERYDAY | {"ines", "rob", "calder"})
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ines Calder and Rob", "Thandeka van der Merwe and Sipho"),
        ("Ines\nCalder", "Thandeka van der Merwe"),
        ("Ms Calder of Calder & Finch", "Ms van der Merwe of van der Merwe & Finch"),
        ("Rob's, Rob’s", "Sipho's, Sipho’s"),
        ("Ines' plan", "Thandeka's plan"),
        ("Ines's plan", "Thandeka's plan"),
        ("‘Ask Ines’ she said", "‘Ask Thandeka’ she said"),
        ("Robert, Robs, robbed, Probst, rob", "Robert, Robs, robbed, Probst, rob"),
        ("Mary-Rob and Rob-Roy", "Mary-Rob and Rob-Roy"),
        ("rob_the_bank Rob_1", "rob_the_bank Sipho_1"),
        ("“Rob?” *Rob* (Rob) Rob…", "“Sipho?” *Sipho* (Sipho) Sipho…"),
    ],
)
def test_names_are_replaced_as_whole_words(text: str, expected: str) -> None:
    """A full name, each part of it, and their possessives; nothing within another word."""
    assert renamed_text(text, {**INES, **ROB}) == expected


def test_a_name_may_go_to_somebody_else() -> None:
    """All are replaced at once, so that two can swap."""
    assert renamed_text("Ines and Rob", {"Ines": "Rob", "Rob": "Ines"}) == "Rob and Ines"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Rob", "Sipho Dube", {"Rob": "Sipho"}),
        ("Ines Calder", "Zola", {"Ines Calder": "Zola Calder", "Ines": "Zola"}),
        ("Dr Henrik Brandt", "Dr Nomsa Dube", {"Henrik Brandt": "Nomsa Dube", "Brandt": "Dube"}),
        ("Noor van Dijk", "du Toit, Anna Marie", {"Noor": "Anna Marie", "van Dijk": "du Toit"}),
    ],
)
def test_each_part_of_a_name_has_its_own(old: str, new: str, expected: dict[str, str]) -> None:
    """A title stays, a surname may be missing, and a given name may be two words."""
    assert expected.items() <= replaced(name_of(old), name_of(new)).items()


@given(st.text())
def test_what_names_nobody_stays(text: str) -> None:
    """Whatever a text holds, nothing else in it is changed."""
    assume("Ines" not in text and "Calder" not in text)
    assert renamed_text(text, INES) == text


@given(st.lists(st.sampled_from(["Rob", "Ines", "and", "Robert", "’s", "\n", "?"])), new_names)
def test_a_line_taken_back_is_the_line_that_was_written(parts: list[str], new: str) -> None:
    """Whoever says the new names is heard as if he had said the old ones, place by place."""
    assume(new not in {"Thandeka", "Robert", "And"})
    names = {"Rob": new, "Ines": "Thandeka"}
    line = " ".join(parts)
    shown = renamed_text(line, names)
    meant = taken_back(shown, names)
    assert meant.line == line
    for a, b, c, d in meant.spans:
        assert names[meant.line[c:d]] == shown[a:b]
        assert meant.there(c, d) == (a, b)
        assert meant.here(a, b) == (c, d)


def test_a_name_that_is_also_a_word_is_left_where_it_may_be_the_word() -> None:
    """Nobody who hopes means Hope; small letters count for other names."""
    assert taken_back("I hope so. Will you?", {"Rob": "Hope", "Ines": "Will"}).spans == ()
    assert taken_back("What would Hope say?", {"Rob": "Hope"}).line == "What would Rob say?"
    assert taken_back("what would sipho say", ROB).line == "what would rob say"


def test_a_name_of_several_words_is_never_cut() -> None:
    """A span that ends within a name holds the whole of it."""
    meant = taken_back("Ask Anna Marie now", {"Rob": "Anna Marie"})
    assert meant.line == "Ask Rob now"
    assert meant.here(4, 8) == (4, 7)
    assert meant.there(0, 5) == (0, 14)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_is_no_name(hostile: str) -> None:
    """Nothing that a format could take for its own passes, in a file or in a journal."""
    assert not is_name(hostile)
    data = '{"names": {"Rob": ' + repr(hostile).replace("'", '"') + "}}"
    assert unpacked_cast(data).names == {}


@given(st.text(min_size=1))
def test_a_name_in_prose_is_only_text(new: str) -> None:
    """Even a name that no check has seen neither fills a slot nor becomes markup."""
    source = renamed_markdown("So Rob said.", {"Rob": new})
    assert "{{" not in source
    assert re.sub(r"\\(.)", r"\1", fill_markdown(source, {}), flags=re.DOTALL) == (
        f"So {new} said."
    )


@given(st.text(min_size=1).filter(lambda text: "\r" not in text))
def test_a_name_in_code_is_only_text(new: str) -> None:
    """The code does what it did, with the new name in its texts, in whatever quotes."""
    source = "Rob = ['Rob', \"Rob\", '''a\nRob''', f'{1}Rob{2}', r'Rob']  # Rob\n"
    made = renamed_code(source, {"Rob": new})
    assert isinstance(ast.parse(made).body[0], ast.Assign)
    found: dict[str, list[str]] = {}
    exec(made, found)  # noqa: S102  made here
    assert found["Rob"] == [new, new, f"a\n{new}", f"1{new}2", "Rob"]


def test_slots_and_code_in_prose_are_left() -> None:
    """They name values, files and ids."""
    text = "{{ Rob }} `Rob.pdf` {% if Rob %}\n```\nRob\n```\nRob"
    assert renamed_markdown(text, ROB) == text[:-3] + "Sipho"


def test_code_that_can_not_be_read_is_left() -> None:
    """What is wrong with it is told by whoever checks it."""
    assert renamed_code("say('Rob", ROB) == "say('Rob"


def test_patterns_take_new_names_beside_the_old() -> None:
    """In small letters, as patterns are; a part of a word is none."""
    assert renamed_pattern("rob* + see/ask rob/robin", ROB) == (
        "rob*/sipho* + see/ask rob/ask sipho/robin"
    )


@attrs.frozen
class _Item:
    id: str
    text: str
    heard_as: tuple[str, ...] = ()


def test_ids_are_no_text() -> None:
    """They name things, also where they are spelt as a name."""
    made = renamed(_Item("Rob", "Rob", ("rob",)), ROB)
    assert made == _Item("Rob", "Sipho", ("rob/sipho",))


@given(st.dictionaries(new_names, new_names), st.dictionaries(st.just("ines"), new_names))
def test_a_cast_travels_as_one_text(names: dict[str, str], called: dict[str, str]) -> None:
    """It comes out as it was packed; nobody's is empty."""
    cast = Cast(names, called)
    assert unpacked_cast(cast.packed()) == cast
    assert (cast.packed() == "") is (not names and not called)


@given(st.text())
def test_what_is_no_cast_is_nobody_s(text: str) -> None:
    """A damaged journal changes no name."""
    assume(not text.lstrip().startswith("{"))
    assert unpacked_cast(text) == NOBODY
