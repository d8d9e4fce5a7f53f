"""Settings are checked before anything is sent, and no message shows a secret."""

import traceback

import pytest

from doorknob.errors import BadParameter
from doorknob.readers.settings import settings_from

GOOD = {"DOORKNOB_READER_URL": "http://localhost:11434/v1", "DOORKNOB_READER_MODEL": "llama3.1"}


def test_what_is_not_set_has_its_default():
    settings = settings_from(GOOD)
    assert (settings.host, settings.key, settings.timeout) == ("localhost:11434", "", 5.0)


def test_spaces_around_a_value_and_a_slash_at_the_end_don_t_matter():
    settings = settings_from(
        {
            "DOORKNOB_READER_URL": " https://llm.example.com/v1/ ",
            "DOORKNOB_READER_MODEL": " m ",
            "DOORKNOB_READER_KEY": " k\n",
            "DOORKNOB_READER_TIMEOUT": " 0.5 ",
        }
    )
    assert (settings.url, settings.host) == ("https://llm.example.com/v1", "llm.example.com")
    assert (settings.model, settings.key, settings.timeout) == ("m", "k", 0.5)


@pytest.mark.parametrize(
    ("value", "base"),
    [
        ("https://llm.example.com/v1/chat/completions", "https://llm.example.com/v1"),
        ("https://llm.example.com/v1/chat/completions/", "https://llm.example.com/v1"),
        ("http://[::1]:8080/chat/completions", "http://[::1]:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://chat/completions", "http://chat/completions"),
        ("http://host/my-chat/completions", "http://host/my-chat/completions"),
    ],
)
def test_the_whole_address_is_taken_as_its_base(value, base):
    """Many manuals show the address with the path that is added to it."""
    assert settings_from({**GOOD, "DOORKNOB_READER_URL": value}).url == base


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "", "found nothing"),
        ("URL", "localhost:11434/v1", "must begin with 'http://'"),
        ("URL", "file:///etc/passwd", "must begin with 'http://'"),
        ("URL", "ftp://example.com", "must begin with 'http://'"),
        ("URL", "http:///v1", "no host"),
        ("URL", "http://host:99999/v1", "cannot be read"),
        ("URL", "http://host:0/v1", "port 0"),
        ("URL", "http://[::1/v1", "cannot be read"),
        ("URL", "http://ho st/v1", "a space"),
        ("URL", "http://höst/v1", "no address holds"),
        ("URL", "http://host/v1\r\nX: y", "no address holds"),
        ("URL", "http://host/v1?key=hush-hush", "KEY"),
        ("URL", "http://host/v1#hush-hush", "KEY"),
        ("URL", "http://me:hush-hush@host/v1", "KEY"),
        ("MODEL", "", "found nothing"),
        ("MODEL", "x" * 201, "at most 200"),
        ("MODEL", "a\nb", "unprintable"),
        ("KEY", "hush hush", "not shown"),
        ("KEY", "hush\r\nX-Other: hush", "not shown"),
        ("KEY", "hüsh-hush", "not shown"),
        ("TIMEOUT", "soon", "'soon'"),
        ("TIMEOUT", "0", "between 0.1 and 120"),
        ("TIMEOUT", "-1", "between"),
        ("TIMEOUT", "nan", "between"),
        ("TIMEOUT", "inf", "between"),
        ("TIMEOUT", "121", "between"),
    ],
)
def test_a_wrong_setting_says_which_and_what_was_expected(name, value, said):
    variable = f"DOORKNOB_READER_{name}"
    with pytest.raises(BadParameter) as caught:
        settings_from({**GOOD, variable: value})
    message = str(caught.value)
    assert message.startswith(f"{variable}: expected")
    assert said in message
    assert "hush" not in "".join(traceback.format_exception(caught.value))
