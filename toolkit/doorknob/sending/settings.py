"""Where statements go and who sends them, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

import attrs

from doorknob.errors import BadParameter

USER, PASSWORD = "DOORKNOB_LRS_USER", "DOORKNOB_LRS_PASSWORD"
STATEMENTS = "/statements"
EXAMPLE = "https://lrs.example.org/xapi"


@attrs.frozen(kw_only=True)
class Store:
    """A learning record store.

    Attributes
    ----------
    url
        Its xAPI endpoint, without a slash at its end and without ``/statements``.
    user, password
        For HTTP's basic authentication; never shown.
    """

    url: str
    user: str = attrs.field(repr=False)
    password: str = attrs.field(repr=False)

    @property
    def host(self) -> str:
        """The host that statements go to, with its port where one is given."""
        return urlsplit(self.url).netloc


def store_from(url: str, values: Mapping[str, str]) -> Store:
    """Make a store of an address and the environment's variables.

    No message quotes the address: people paste a password into it.

    Raises
    ------
    BadParameter
        If the address is none, holds a name or password, or would send them unencrypted to another
        machine; or if a variable is missing.
    """
    expected = f"--send: expected the store's xAPI endpoint, such as {EXAMPLE}"
    if not url.strip().isprintable() or " " in url.strip():
        raise BadParameter(f"{expected}; found a character in it that no address holds.")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadParameter(f"{expected}; its host or port cannot be read.") from None
    if parts.scheme not in {"http", "https"} or not host or port == 0:
        raise BadParameter(f"{expected}; it must begin with 'https://' and name a host.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        message = "it may hold no name, password, '?' or '#'. Set"
        raise BadParameter(f"{expected}; {message} {USER} and {PASSWORD}.")
    if parts.scheme == "http" and not _is_here(host):
        message = "over plain http anybody on the way can read the password and the statements"
        raise BadParameter(f"{expected}; {message}.")
    for name in (USER, PASSWORD):
        if not values.get(name):
            raise BadParameter(f"{name}: expected the store's credentials; found nothing.")
    path = parts.path.rstrip("/").removesuffix(STATEMENTS).rstrip("/")
    return Store(
        url=f"{parts.scheme}://{parts.netloc}{path}", user=values[USER], password=values[PASSWORD]
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
