"""What a reader at an OpenAI-compatible endpoint needs to know, checked before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import attrs

from doorknob.errors import BadParameter

URL = "DOORKNOB_READER_URL"
MODEL = "DOORKNOB_READER_MODEL"
KEY = "DOORKNOB_READER_KEY"
TIMEOUT = "DOORKNOB_READER_TIMEOUT"

EXAMPLE = "http://localhost:11434/v1"
PATH = "/chat/completions"
SECONDS = 5.0
SHORTEST, LONGEST = 0.1, 120.0
LONGEST_MODEL = 200


@attrs.frozen(kw_only=True)
class Settings:
    """Where to ask and whom.

    Attributes
    ----------
    url
        The endpoint's base, without a slash at its end.
    model
        The model's name there.
    key
        The secret that the endpoint asks for; may be empty, and is never shown.
    timeout
        Seconds within which the whole answer must be here.
    """

    url: str
    model: str
    key: str = attrs.field(default="", repr=False)
    timeout: float = SECONDS

    @property
    def host(self) -> str:
        """The host that the words go to, with its port where one is given."""
        return urlsplit(self.url).netloc


def settings_from(values: Mapping[str, str]) -> Settings:
    """Make settings of the environment's variables.

    No message quotes an address or a key: people paste a secret into the wrong one of them.

    Raises
    ------
    BadParameter
        Naming the variable and what was expected.
    """
    return Settings(
        url=_url(values.get(URL, "").strip()),
        model=_model(values.get(MODEL, "").strip()),
        key=_key(values.get(KEY, "").strip()),
        timeout=_timeout(values.get(TIMEOUT, "").strip()),
    )


def _url(value: str) -> str:
    expected = f"{URL}: expected the endpoint's address, such as {EXAMPLE}"
    if not value:
        raise BadParameter(f"{expected}; found nothing.")
    if not _one_ascii_word(value):
        raise BadParameter(f"{expected}; found a space or a character that no address holds.")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadParameter(f"{expected}; its host or port cannot be read.") from None
    if parts.scheme not in {"http", "https"}:
        raise BadParameter(f"{expected}; it must begin with 'http://' or 'https://'.")
    if not host or port == 0:
        raise BadParameter(f"{expected}; found no host in it, or port 0.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        message = "it may hold no name, password, '?' or '#'. A key belongs in"
        raise BadParameter(f"{expected}; {message} {KEY}.")
    # Manuals show the whole address as often as the base. Only the path: a host may be named chat.
    path = parts.path.rstrip("/").removesuffix(PATH).rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _model(value: str) -> str:
    if value and value.isprintable() and len(value) <= LONGEST_MODEL:
        return value
    found = "something longer, or unprintable" if value else "nothing"
    expected = f"expected a model's name of at most {LONGEST_MODEL} characters, such as llama3.1"
    raise BadParameter(f"{MODEL}: {expected}; found {found}.")


def _key(value: str) -> str:
    # Anything else would end the header early, and http.client would quote it in its complaint.
    if not value or _one_ascii_word(value):
        return value
    raise BadParameter(f"{KEY}: expected one word of plain ASCII characters (not shown here).")


def _timeout(value: str) -> float:
    try:
        seconds = float(value or SECONDS)
    except ValueError:
        seconds = -1.0
    if SHORTEST <= seconds <= LONGEST:
        return seconds
    expected = f"expected seconds between {SHORTEST} and {LONGEST:.0f}, such as {SECONDS:.0f}"
    raise BadParameter(f"{TIMEOUT}: {expected}; found {value[:20]!r}.")


def _one_ascii_word(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value
