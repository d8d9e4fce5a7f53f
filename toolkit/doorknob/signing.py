"""Signing credentials with the trainer's own Ed25519 key, and checking such signatures.

The key names itself (``did:key``), so that checking needs no network. It proves that nothing was
changed and that it was this key which signed; whose key it is, its owner must have said elsewhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from doorknob.errors import BadParameter, DoorknobError, shown_path
from doorknob.standards.badge import claims, problems
from doorknob.standards.didkey import did_of, jwk_of, public_in
from doorknob.standards.export import moment

ALGORITHM = "EdDSA"
MOST_BYTES = 1_000_000
MISSING = "Signing needs two libraries more: pip install 'doorknob[credentials]'."


class InvalidCredential(DoorknobError):
    """A credential that proves nothing; the text says what is wrong with it."""


@attrs.frozen(kw_only=True)
class Key:
    """A private key; it is never shown.

    Attributes
    ----------
    private
        As `cryptography` holds it.
    public
        Its 32 public bytes.
    """

    private: Any = attrs.field(repr=False)
    public: bytes

    @property
    def did(self) -> str:
        """Its name, which its owner publishes."""
        return did_of(self.public)


def new_key(path: Path) -> Key:
    """Make a key in a new file that only its owner can read (PKCS #8, PEM).

    Raises
    ------
    BadParameter
        If there is such a file already: a key is never overwritten.
    """
    serial, ed25519, _ = _library()
    private = ed25519.Ed25519PrivateKey.generate()
    pem = private.private_bytes(
        serial.Encoding.PEM, serial.PrivateFormat.PKCS8, serial.NoEncryption()
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        message = f"{shown_path(path)} is there already, and a key is never overwritten."
        raise BadParameter(f"{message} Name another file.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return _key(private)


def read_key(path: Path) -> Key:
    """Read a private key.

    Raises
    ------
    BadParameter
        If there is none that can be used, or others on this machine can read it.
    """
    serial, ed25519, _ = _library()
    shown = shown_path(path)
    make = "Make one with 'doorknob certificate --new-key FILE'."
    try:
        mode, pem = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError:
        raise BadParameter(f"{shown}: there is no such key. {make}") from None
    if os.name == "posix" and mode & 0o077:
        raise BadParameter(f"{shown}: others can read this key. Run: chmod 600 {shown}")
    try:
        private = serial.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, _unsupported()):
        raise BadParameter(f"{shown}: expected an unencrypted private key in PEM. {make}") from None
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise BadParameter(f"{shown}: expected an Ed25519 key, found another kind. {make}")
    return _key(private)


def sign(credential: Mapping[str, Any], key: Key) -> str:
    """Sign a credential as a JWT (Open Badges 3.0, section 8.2): the same bytes each time."""
    _, _, jwt = _library()
    payload = claims(credential)
    return str(
        jwt.encode(
            payload,
            key.private,
            algorithm=ALGORITHM,
            headers={"typ": "JWT", "jwk": jwk_of(key.public)},
        )
    )


def verify(token: str, *, trusted: str = "", now: datetime | None = None) -> dict[str, Any]:
    """Check a signed credential and give what it says.

    Parameters
    ----------
    token
        A compact JWS, or a picture (SVG) that carries one.
    trusted
        The did:key of the trainer, where it is known from elsewhere.
    now
        The time at which it is to be valid; now by default.

    Raises
    ------
    InvalidCredential
        If it was changed, is signed by another key than that of its issuer, breaks a rule of Open
        Badges 3.0, or is not valid yet or any more.
    """
    _, ed25519, jwt = _library()
    if len(token) > MOST_BYTES:
        raise InvalidCredential(f"It is longer than {MOST_BYTES:,} characters.")
    # Found by its form, so that a stranger's XML need not be parsed.
    carried = _CARRIED.search(token)
    token = carried[1] if carried else token.strip()
    try:
        header = jwt.get_unverified_header(token)
        public = public_in(header.get("jwk"))
        key = ed25519.Ed25519PublicKey.from_public_bytes(public)
        payload = jwt.decode(
            token,
            key,
            # Pinned: a header that names another way of signing must not be believed.
            algorithms=[ALGORITHM],
            options={
                "require": ["iss", "jti", "nbf", "sub"],
                "verify_aud": False,
                "verify_nbf": False,
                "verify_exp": False,
            },
        )
    except BadParameter as bad:
        raise InvalidCredential(f"It is not signed as expected: {bad}") from None
    except jwt.InvalidSignatureError:
        message = "Its signature does not fit: it was changed after it was signed."
        raise InvalidCredential(message) from None
    except (jwt.PyJWTError, ValueError, RecursionError) as bad:
        raise InvalidCredential(f"It is no signed credential: {bad}.") from None
    found = {name: value for name, value in payload.items() if name not in _CLAIMS}
    wrong = list(problems(found)) or list(_disagreeing(payload, did_of(public)))
    if wrong:
        raise InvalidCredential("It breaks a rule of Open Badges 3.0: " + " ".join(wrong))
    _check_time(found, now or datetime.now(tz=UTC))
    if trusted and did_of(public) != trusted:
        raise InvalidCredential(f"It is signed by {did_of(public)}, not by {trusted}.")
    return found


_CARRIED = re.compile(r'<openbadges:credential\b[^<>]*\sverify="([A-Za-z0-9_.-]+)"')
_CLAIMS = {"iss", "jti", "nbf", "sub", "exp"}


def _disagreeing(payload: Mapping[str, Any], did: str) -> Iterator[str]:
    """Find claims that say something else than the credential (section 8.2.6.1)."""
    issuer = payload["issuer"]
    name = issuer if isinstance(issuer, str) else issuer["id"]
    valid = moment(payload["validFrom"])
    expected = {
        "iss": name,
        "jti": payload["id"],
        "sub": payload["credentialSubject"].get("id"),
        "nbf": int(valid.timestamp()) if valid else None,
    }
    for claim, value in expected.items():
        if payload[claim] != value:
            yield f"{claim} is not what the credential says."
    if name != did:
        yield f"it names {name} as its issuer, and is signed by {did}."


def _check_time(found: Mapping[str, Any], now: datetime) -> None:
    begins, ends = moment(found["validFrom"]), moment(str(found.get("validUntil", "")))
    if begins and begins > now:
        raise InvalidCredential(f"It is valid only from {found['validFrom']} on.")
    if ends and ends <= now:
        raise InvalidCredential(f"It was valid until {found['validUntil']}.")


def _key(private: Any) -> Key:
    return Key(private=private, public=private.public_key().public_bytes_raw())


def _library() -> tuple[Any, Any, Any]:
    """Import what signs; without the extra, say how to get it."""
    try:
        import jwt  # noqa: PLC0415  an extra
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    except ImportError:
        raise BadParameter(MISSING) from None
    return serialization, ed25519, jwt


def _unsupported() -> type[Exception]:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415

    return UnsupportedAlgorithm
