"""Which reader reads: the offline one, unless the environment names another."""

import ast
import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest

import doorknob
from doorknob.errors import BadParameter, ForeignToolError, NotFound
from doorknob.language.model import model
from doorknob.language.reader import read
from doorknob.readers.openai import OpenAIReader
from doorknob.readers.registry import chosen, names, reader_by_name

LINE = "That's fair. What would you want to think through?"
OPENAI = "doorknob.readers.openai:reader_from"
CORE = ("language", "prospect", "coaching", "journal", "exercises", "grading")


@pytest.fixture
def plugin(monkeypatch):
    """Give a module as another package might bring it."""
    module = ModuleType("somebody_s_reader")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


@pytest.mark.parametrize("value", [None, "", "  ", "offline"])
def test_nothing_is_connected_unless_it_is_switched_on(monkeypatch, endpoint, registered, value):
    """Settings that lie ready don't switch a reader on; only its name does."""
    registered(openai=OPENAI)
    for name, text in endpoint.settings.items():
        monkeypatch.setenv(name, text)
    if value is not None:
        monkeypatch.setenv("DOORKNOB_READER", value)
    tried = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: tried.append(address))
    reader = chosen()
    assert reader(LINE, "I'd like to think it over.") == read(LINE, "I'd like to think it over.")
    assert reader.notice is None
    assert tried == []
    assert endpoint.connections == 0


def test_a_reader_is_found_by_its_entry_point(monkeypatch, endpoint, registered):
    registered(openai=OPENAI)
    monkeypatch.setenv("DOORKNOB_READER", "openai")
    for name, text in endpoint.settings.items():
        monkeypatch.setenv(name, text)
    reader = chosen()
    assert isinstance(reader, OpenAIReader)
    assert endpoint.connections == 0  # not before there is a line to read
    endpoint.reads(("open_question", "What would you want to think through?", 0.9))
    assert reader(LINE).reader == "openai:llama3.1:8b"
    assert endpoint.connections == 1


def test_the_learner_is_told_where_the_words_go(registered, endpoint):
    registered(openai=OPENAI)
    notice = reader_by_name("openai", endpoint.settings).notice
    assert notice == (
        f"What you type is sent to {endpoint.host}, where the model llama3.1:8b reads it."
    )


def test_an_installation_older_than_the_reader_is_told_to_install_again(monkeypatch, registered):
    registered()
    monkeypatch.setenv("DOORKNOB_READER", "openai")
    with pytest.raises(BadParameter, match=r"^DOORKNOB_READER: 'openai' .* Install Doorknob again"):
        chosen()


def test_a_typo_is_answered_with_the_variable_the_names_and_the_likely_one(monkeypatch, registered):
    registered(openai=OPENAI, other="x:y")
    monkeypatch.setenv("DOORKNOB_READER", "opnai")
    with pytest.raises(BadParameter) as caught:
        chosen()
    assert str(caught.value) == (
        "DOORKNOB_READER: expected one of offline, openai, other, or nothing for offline. "
        "There is no reader 'opnai'. Did you mean 'openai'?"
    )


def test_a_missing_setting_is_answered_with_its_variable(monkeypatch, registered):
    registered(openai=OPENAI)
    monkeypatch.setenv("DOORKNOB_READER", "openai")
    with pytest.raises(BadParameter, match=r"DOORKNOB_READER_URL: expected .* found nothing"):
        chosen()


def test_without_any_entry_point_there_is_the_offline_reader(registered):
    registered()
    assert names() == ("offline",)
    assert reader_by_name("offline")(LINE).reader == model().name
    with pytest.raises(NotFound, match=r"There is no reader 'zzz'\. Known: offline\."):
        reader_by_name("zzz")


def test_no_package_can_take_the_offline_reader_s_name(registered):
    registered(offline=OPENAI)
    assert reader_by_name("offline").notice is None
    assert names() == ("offline",)


def test_a_factory_is_given_the_reader_s_variables_and_no_others(monkeypatch, registered, plugin):
    given = []

    class Quiet:
        notice = None
        __call__ = staticmethod(read)

    plugin.make = lambda settings: given.append(settings) or Quiet()
    registered(mine="somebody_s_reader:make")
    monkeypatch.setenv("DOORKNOB_READER_COLOUR", "blue")
    monkeypatch.setenv("SOME_SECRET", "x")
    assert reader_by_name("mine")(LINE) == read(LINE)
    assert given == [{"DOORKNOB_READER_COLOUR": "blue"}]


@pytest.mark.parametrize("made", [read, "no reader", None])
def test_a_reader_that_keeps_silent_about_where_words_go_is_refused(registered, plugin, made):
    plugin.make = lambda _: made
    registered(mine="somebody_s_reader:make")
    with pytest.raises(BadParameter, match=r"Reader 'mine': expected .*'notice'"):
        reader_by_name("mine", {})


@pytest.mark.parametrize("value", ["no_such_package:make", "doorknob.readers.openai:no_such_name"])
def test_a_reader_that_cannot_be_imported_is_an_error_of_ours(registered, value):
    registered(mine=value)
    with pytest.raises(ForeignToolError, match="Reader 'mine' failed while being loaded"):
        reader_by_name("mine", {})


@pytest.mark.parametrize("package", CORE)
def test_the_core_knows_no_reader_but_the_offline_one(package):
    """Grading above all: what a line earns cannot hang on a machine elsewhere."""
    for path in (Path(doorknob.__file__).parent / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [getattr(node, "module", None) or "", *(a.name for a in _aliases(node))]
            assert not any(name.startswith("doorknob.readers") for name in named), path


def _aliases(node):
    return node.names if isinstance(node, ast.Import) else []
