"""Open Badges 3.0: a certificate as a verifiable credential of W3C's data model 2.0.

The source is 1EdTech's "Open Badges Specification, version 3.0" with its JSON schema
``ob_v3p0_achievementcredential_schema.json``, and "Verifiable Credentials Data Model v2.0". The
credential says that somebody has reached what was asked for, and not with how many points: whoever
shows it need not show those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

import attrs

from doorknob.journal.events import HOME
from doorknob.standards.export import moment

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_NAMESPACE = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), f"{HOME}/badges")


@attrs.frozen(kw_only=True)
class Issuer:
    """Who gives a certificate: an identifier (a URI), a name and, if there is one, a web page."""

    id: str
    name: str
    url: str = ""


@attrs.frozen(kw_only=True)
class Earned:
    """What somebody has earned.

    Attributes
    ----------
    cohort, title
        The course that she took part in.
    parts
        Titles of the exercises that were asked for.
    percent
        Of all points, what was asked for.
    learner, name, email
        Who; the id and the e-mail never appear in the credential.
    when
        With its zone; whole seconds count.
    """

    cohort: str
    title: str
    parts: Sequence[str]
    percent: int
    learner: str
    name: str
    email: str
    when: datetime

    @property
    def criteria(self) -> str:
        """What was asked for, in a sentence."""
        parts = "; ".join(self.parts)
        return f"At least {self.percent} % of all points in these exercises: {parts}."


def credential(earned: Earned, issuer: Issuer) -> dict[str, Any]:
    """Give the credential, not yet signed: the same for the same facts, on every machine."""
    achievement = _urn(issuer.id, earned.cohort, "achievement", str(earned.percent))
    # Whoever goes on practising may get another one later, with another date.
    told = (str(earned.percent), written(earned.when))
    name = _urn(issuer.id, earned.cohort, earned.learner, "credential", *told)
    profile = {"id": issuer.id, "type": ["Profile"], "name": issuer.name}
    if issuer.url:
        profile["url"] = issuer.url
    return {
        "@context": list(CONTEXT),
        "id": name,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": earned.title,
        "issuer": profile,
        "validFrom": written(earned.when),
        "credentialSubject": {
            "id": _urn(issuer.id, earned.cohort, earned.learner),
            "type": ["AchievementSubject"],
            "identifier": list(_identities(earned, salt=name)),
            "achievement": {
                "id": achievement,
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": earned.title,
                "description": f"Took part in “{earned.title}” and reached what it asks for.",
                "criteria": {"narrative": earned.criteria},
            },
        },
    }


def written(when: datetime) -> str:
    """Write a time to the second, in UTC."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def claims(made: Mapping[str, Any]) -> dict[str, Any]:
    """Give a credential as the payload of a JWT (section 8.2.4.1: it *is* the payload)."""
    when = moment(made["validFrom"])
    assert when is not None  # noqa: S101  it was written by `written`
    return {
        **made,
        "iss": made["issuer"]["id"],
        "jti": made["id"],
        "nbf": int(when.timestamp()),
        "sub": made["credentialSubject"]["id"],
    }


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid5(_NAMESPACE, chr(10).join(parts))}"


def _identities(earned: Earned, salt: str) -> Iterator[dict[str, Any]]:
    yield _identity("name", earned.name, "")
    if earned.email:
        digest = sha256((earned.email + salt).encode()).hexdigest()
        yield _identity("emailAddress", f"sha256${digest}", salt)


def _identity(kind: str, value: str, salt: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "IdentityObject", "identityType": kind, "identityHash": value}
    return {**found, "hashed": bool(salt)} | ({"salt": salt} if salt else {})


def problems(made: Any) -> Iterator[str]:
    """Say which rules of the two standards a credential breaks; nothing where it keeps them.

    Checked is what the schema requires of the classes that are used here, each at its place: B.1.1
    Achievement, B.1.2 AchievementCredential, B.1.3 AchievementSubject, B.1.6 Criteria, B.1.12
    IdentityObject, B.1.14 Profile. Extensions are not.
    """
    if not isinstance(made, Mapping):
        yield "expected a credential ({…})."
        return
    context = made.get("@context")
    if not isinstance(context, list) or context[:1] != [CONTEXT[0]]:
        yield f"@context: expected a list that begins with {CONTEXT[0]}."
    elif not any(isinstance(one, str) and _OB.fullmatch(one) for one in context[1:2]):
        yield "@context: expected Open Badges 3.0 in the second place."
    types = _listed(made.get("type"))
    if "VerifiableCredential" not in types or not types & {
        "OpenBadgeCredential",
        "AchievementCredential",
    }:
        yield "type: expected VerifiableCredential and OpenBadgeCredential."
    yield from _texts(made, "", ("id", "name", "validFrom"))
    yield from _times(made)
    yield from _profile(made.get("issuer"))
    yield from _subject(made.get("credentialSubject"))


_OB = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d+\.\d+)?\.json")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def _listed(value: Any) -> set[str]:
    found = value if isinstance(value, list) else [value]
    return {one for one in found if isinstance(one, str)}


def _texts(holder: Mapping[str, Any], place: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        value = holder.get(name)
        if not isinstance(value, str) or not value:
            yield f"{place}{name}: expected some text."
        elif name == "id" and not _URI.fullmatch(value):
            yield f"{place}{name}: expected a URI."


def _times(made: Mapping[str, Any]) -> Iterator[str]:
    for name in ("validFrom", "validUntil"):
        value = made.get(name)
        if isinstance(value, str) and (moment(value) is None or not _ZONED.search(value)):
            yield f"{name}: expected a date and time with its zone."


_ZONED = re.compile(r"T.*(Z|[+-]\d{2}:\d{2})$")


def _profile(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        if not _URI.fullmatch(found):
            yield "issuer: expected a URI."
    elif not isinstance(found, Mapping):
        yield "issuer: expected a profile."
    else:
        yield from _texts(found, "issuer.", ("id",))
        if "Profile" not in _listed(found.get("type")):
            yield "issuer.type: expected Profile."


def _subject(found: Any) -> Iterator[str]:
    place = "credentialSubject"
    if not isinstance(found, Mapping):
        yield f"{place}: expected a subject."
        return
    if "AchievementSubject" not in _listed(found.get("type")):
        yield f"{place}.type: expected AchievementSubject."
    identities = found.get("identifier", [])
    if "id" in found:
        yield from _texts(found, f"{place}.", ("id",))
    elif not identities:
        yield f"{place}: expected an id or an identifier."
    for one in identities if isinstance(identities, list) else [identities]:
        if not isinstance(one, Mapping) or one.get("type") != "IdentityObject":
            yield f"{place}.identifier: expected an IdentityObject."
        else:
            yield from _texts(one, f"{place}.identifier.", ("identityHash", "identityType"))
            if not isinstance(one.get("hashed"), bool):
                yield f"{place}.identifier.hashed: expected true or false."
    yield from _achievement(found.get("achievement"), f"{place}.achievement")


def _achievement(found: Any, place: str) -> Iterator[str]:
    if not isinstance(found, Mapping):
        yield f"{place}: expected an achievement."
        return
    yield from _texts(found, f"{place}.", ("id", "name", "description"))
    if "Achievement" not in _listed(found.get("type")):
        yield f"{place}.type: expected Achievement."
    criteria = found.get("criteria")
    if not isinstance(criteria, Mapping) or not ({"id", "narrative"} & criteria.keys()):
        yield f"{place}.criteria: expected an id or a narrative."
