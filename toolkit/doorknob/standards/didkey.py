"""Names of Ed25519 keys: did:key, where the key is the name, and JWK.

Sources: W3C CCG "The did:key Method v0.9", sections 3.1 and 3.1.1 (Ed25519: multicodec 0xed01,
multibase base58-btc); RFC 8037 section 2 (JWK of type OKP).
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from doorknob.errors import BadParameter

_ED25519 = b"\xed\x01"
_BYTES = 32
_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def did_of(public: bytes) -> str:
    """Give the did:key of a public Ed25519 key of 32 bytes.

    >>> did_of(bytes(32))
    'did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP'
    """
    number = int.from_bytes(_ED25519 + public, "big")
    text = ""
    while number:
        number, at = divmod(number, len(_LETTERS))
        text = _LETTERS[at] + text
    return f"did:key:z{text}"


def jwk_of(public: bytes) -> dict[str, str]:
    """Give a public Ed25519 key as a JWK."""
    x = urlsafe_b64encode(public).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x}


def public_in(jwk: Any) -> bytes:
    """Give the 32 bytes of an Ed25519 key in a JWK.

    Raises
    ------
    BadParameter
        If it is no public Ed25519 key.
    """
    if not isinstance(jwk, Mapping) or jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519":
        raise BadParameter("the header names no Ed25519 key ('jwk').")
    if "d" in jwk:
        raise BadParameter("the header holds a private key ('d'); the key must be withdrawn.")
    text = jwk.get("x")
    try:
        public = urlsafe_b64decode(f"{text}=") if isinstance(text, str) else b""
    except ValueError:
        public = b""
    if len(public) != _BYTES or jwk_of(public)["x"] != text:
        raise BadParameter("the header's key is no Ed25519 key of 32 bytes.")
    return public
