"""Open Badges: what the standard asks for is there, and a signature proves what it should."""

from __future__ import annotations

import copy as copying
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import jwt
import pytest
from click.testing import CliRunner, Result
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import BadParameter, InvalidCohort
from doorknob.publish.badge import picture
from doorknob.publish.cohort import read_cohort
from doorknob.signing import InvalidCredential, Key, new_key, read_key, sign, verify
from doorknob.standards.badge import Earned, Issuer, claims, credential, problems
from doorknob.standards.didkey import did_of, jwk_of, public_in

EARNED = Earned(
    cohort="demo",
    title="Spring intake",
    parts=["Force or influence?"],
    percent=70,
    learner="ada",
    name="Ada O'Dowd",
    email="ada@tidemark.example",
    when=datetime(2026, 3, 9, 11, 42, 20, tzinfo=UTC),
)


def run(*words: str) -> Result:
    return CliRunner().invoke(group, ["certificate", *words])


def made(key: Key, earned: Earned = EARNED) -> dict[str, Any]:
    return credential(earned, Issuer(id=key.did, name="Hanna Voss", url="https://tidemark.example"))


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return new_key(tmp_path / "key.pem")


def test_the_credential_keeps_the_rules_and_tells_no_more_than_it_must(key: Key) -> None:
    found = made(key)
    assert list(problems(found)) == []
    text = json.dumps(found)
    for secret in (EARNED.email, '"ada"', "points_", "score"):
        assert secret not in text
    name, mail = found["credentialSubject"]["identifier"]
    assert (name["identityHash"], name["hashed"]) == (EARNED.name, False)
    salted = (EARNED.email + mail["salt"]).encode()
    assert mail["identityHash"] == f"sha256${sha256(salted).hexdigest()}"
    assert made(key) == found, "the same facts give the same credential"


def test_every_term_is_one_of_the_two_contexts(key: Key) -> None:
    """A term that no context knows would be dropped by whoever reads it as linked data."""
    folder = files("openbadgeslib.ob3").joinpath("contexts")
    contexts = [
        json.loads(folder.joinpath(name).read_text(encoding="utf-8"))["@context"]
        for name in ("credentials-v2.json", "ob-v3p0-context-3.0.3.json")
    ]
    known = set().union(*(_terms(one) for one in contexts))
    used = _keys(made(key))
    assert used - known - {"@context"} == set()
    assert "noSuchTerm" not in known


def _terms(context: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(context, dict):
        for name, value in context.items():
            found |= {name} | _terms(value)
    return found


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | set().union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("@context",), ["https://www.w3.org/2018/credentials/v1"]),
        (("@context",), ["https://www.w3.org/ns/credentials/v2", "https://x.example"]),
        (("id",), "no uri"),
        (("type",), ["VerifiableCredential"]),
        (("issuer",), {"id": "did:key:z", "type": "Person"}),
        (("issuer",), "nobody"),
        (("issuer",), 7),
        (("validFrom",), "2026-03-09"),
        (("validFrom",), None),
        (("validUntil",), "2027-03-09T00:00:00"),
        (("credentialSubject",), []),
        (("credentialSubject", "type"), ["Person"]),
        (("credentialSubject", "id"), ""),
        (("credentialSubject", "identifier"), [{"type": "IdentityObject", "hashed": "yes"}]),
        (("credentialSubject", "identifier"), ["Ada"]),
        (("credentialSubject", "achievement"), None),
        (("credentialSubject", "achievement", "type"), "Badge"),
        (("credentialSubject", "achievement", "criteria"), {}),
        (("credentialSubject", "achievement", "description"), ""),
    ],
)
def test_a_broken_rule_is_found(key: Key, path: tuple[str, ...], value: Any) -> None:
    found = copying.deepcopy(made(key))
    place = found
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert any(path[-1] in one or path[0] in one for one in problems(found))


NAMES = st.sampled_from(["id", "type", "issuer", "credentialSubject"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(ANYTHING)
def test_whatever_is_no_credential_is_told_so(value: Any) -> None:
    assert list(problems(value))


def test_another_s_verifier_accepts_it_and_refuses_a_changed_one(key: Key) -> None:
    token = sign(made(key), key)
    theirs = OB3Verifier.for_issuer_did(key.did)
    found = theirs.verify(token)
    assert found.issuer.id == key.did
    head, body, end = token.split(".")
    told = json.loads(urlsafe_b64decode(body + "=="))
    told["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"
    forged = urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
    with pytest.raises(OB3VerificationError):
        theirs.verify(f"{head}.{forged}.{end}")
    with pytest.raises(InvalidCredential, match="changed after it was signed"):
        verify(f"{head}.{forged}.{end}")


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Spring intake", "Hanna Voss"),
        ("x" * 300, "y" * 300),
        ("<script>alert(1)</script>", '"/><b>'),
        ("", "&amp; \x00"),
    ],
)
def test_a_picture_carries_the_credential_whatever_its_words(
    key: Key, title: str, issuer: str
) -> None:
    token = sign(made(key), key)
    shown = picture(token, title=title, issuer=issuer, colour="#1f5c57")
    assert OB3Verifier.extract_token_from_svg(shown.encode()) == token
    assert verify(shown) == made(key)
    root = ElementTree.fromstring(shown.encode())
    assert not [one for one in root.iter() if one.tag.rpartition("}")[2] in {"script", "b"}]
    with pytest.raises(InvalidCredential):
        verify(shown.replace("verify=", "verified="))


def test_two_credentials_that_differ_have_two_ids(key: Key) -> None:
    later = attrs.evolve(EARNED, when=EARNED.when + timedelta(days=1))
    other = attrs.evolve(EARNED, learner="ben")
    stricter = attrs.evolve(EARNED, percent=71)
    assert len({made(key, one)["id"] for one in (EARNED, later, other, stricter)}) == 4


def test_signing_twice_gives_the_same_bytes(key: Key) -> None:
    assert sign(made(key), key) == sign(made(key), key)
    assert verify(sign(made(key), key)) == made(key)
    header = jwt.get_unverified_header(sign(made(key), key))
    assert header == {"alg": "EdDSA", "typ": "JWT", "jwk": jwk_of(key.public)}


def test_a_key_that_is_not_the_issuer_s_proves_nothing(key: Key, tmp_path: Path) -> None:
    thief = new_key(tmp_path / "thief.pem")
    with pytest.raises(InvalidCredential, match="signed by did:key"):
        verify(sign(made(key), thief))
    with pytest.raises(InvalidCredential, match="not by did:key"):
        verify(sign(made(thief), thief), trusted=key.did)
    assert verify(sign(made(key), key), trusted=key.did)


def test_no_other_way_of_signing_is_believed(key: Key) -> None:
    payload = claims(made(key))
    public = jwk_of(key.public)
    tokens = [
        jwt.encode(payload, None, algorithm="none", headers={"jwk": public}),
        jwt.encode(payload, "x" * 32, algorithm="HS256", headers={"jwk": public}),
        jwt.encode(payload, key.private, algorithm="EdDSA"),
        jwt.encode(payload, key.private, algorithm="EdDSA", headers={"jwk": {**public, "d": "x"}}),
        jwt.encode(payload, key.private, algorithm="EdDSA", headers={"jwk": {**public, "x": "é"}}),
        jwt.encode(payload, key.private, algorithm="EdDSA", headers={"jwk": "x"}),
        jwt.encode({"a": 1}, key.private, algorithm="EdDSA", headers={"jwk": public}),
        "", "a.b.c", "\x00", "." * 10, "é" * 50, "[" * 5000, "x" * 1_000_001,
    ]  # fmt: skip
    for token in tokens:
        with pytest.raises(InvalidCredential):
            verify(token)


@pytest.mark.parametrize("claim", ["iss", "jti", "sub", "nbf"])
def test_claims_that_disagree_with_the_credential_are_refused(key: Key, claim: str) -> None:
    for payload in (
        {**claims(made(key)), claim: 12 if claim == "nbf" else "urn:x:other"},
        {name: value for name, value in claims(made(key)).items() if name != claim},
    ):
        headers = {"jwk": jwk_of(key.public)}
        with pytest.raises(InvalidCredential):
            verify(jwt.encode(payload, key.private, algorithm="EdDSA", headers=headers))


def test_a_credential_has_its_time(key: Key) -> None:
    early = EARNED.when - timedelta(seconds=1)
    with pytest.raises(InvalidCredential, match="only from 2026-03-09T11:42:20Z"):
        verify(sign(made(key), key), now=early)
    ending = {**made(key), "validUntil": "2027-01-01T00:00:00Z"}
    assert verify(sign(ending, key), now=EARNED.when)
    with pytest.raises(InvalidCredential, match="valid until"):
        verify(sign(ending, key), now=datetime(2027, 1, 1, tzinfo=UTC))


def test_a_key_is_never_overwritten_and_only_its_owner_s(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    done = run("--new-key", str(path))
    assert done.exit_code == 0, done.output
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    assert read_key(path).did in done.output
    assert b"PRIVATE" in before
    assert before.decode().split("\n")[1] not in done.output
    again = run("--new-key", str(path))
    assert isinstance(again.exception, BadParameter)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    new_key(path)
    path.chmod(0o644)
    with pytest.raises(BadParameter, match="chmod 600"):
        read_key(path)


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nx\n-----END"])
def test_what_is_no_key_is_told_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key.pem"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(BadParameter, match="--new-key"):
        read_key(path)
    with pytest.raises(BadParameter, match="no such key"):
        read_key(tmp_path / "none.pem")


@given(st.binary(min_size=32, max_size=32))
def test_a_key_s_names_lead_back_to_it(public: bytes) -> None:
    assert public_in(jwk_of(public)) == public
    assert did_of(public).startswith("did:key:z6Mk")


def test_a_published_did_is_ours() -> None:
    """The first test vector of the did:key method's own suite for Ed25519."""
    public = bytes.fromhex("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29")
    assert did_of(public) == "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"


def threshold(course: Course, percent: str) -> None:
    path = course.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}certificate:\n  percent: {percent}\n", encoding="utf-8")


def test_the_cohort_s_threshold_decides(copy: Course, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    signer = new_key(path)
    done = run("demo", "--key", str(path))
    assert done.exit_code == 0, done.output
    folder = copy.build / "certificates" / "demo"
    first = {one.name for one in folder.iterdir()}
    assert {"adaeze.pdf", "adaeze.jwt"} <= first
    assert "hugo.pdf" not in first
    found = verify((folder / "adaeze.jwt").read_text(encoding="ascii"), trusted=signer.did)
    assert found["credentialSubject"]["identifier"][0]["identityHash"] == "Adaeze Okonjo"
    shown = run("--verify", str(folder / "adaeze.jwt"), "--trust", signer.did)
    assert shown.exit_code == 0, shown.output
    assert "Adaeze Okonjo" in shown.output
    threshold(copy, "100")
    stricter = run("demo", "--output", str(folder))
    assert "0 of 10 learners" in stricter.output
    assert (
        "kept from before, and not earned now: adaeze.pdf, adaeze.jwt, adaeze.svg"
        in stricter.output
    )


def test_a_changed_file_is_not_valid_and_says_so(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "one.jwt"
    text = sign(made(key, attrs.evolve(EARNED, name="Ada \x1b[2J")), key)
    path.write_text(text, encoding="ascii")
    good = run("--verify", str(path))
    assert good.exit_code == 0
    assert "\x1b" not in good.output
    path.write_text(text[:-3] + "AAA", encoding="ascii")
    bad = run("--verify", str(path))
    assert bad.exit_code == 1
    assert "not valid" in bad.output


@pytest.mark.parametrize("percent", ["0", "101", "-3", "most"])
def test_a_threshold_that_is_none_is_named_with_its_line(copy: Course, percent: str) -> None:
    threshold(copy, percent)
    with pytest.raises(InvalidCohort) as caught:
        read_cohort(copy, "demo")
    (problem,) = caught.value.problems
    assert problem.field == "certificate.percent"
    text = (copy.cohort("demo") / "cohort.yaml").read_text(encoding="utf-8")
    assert problem.line == len(text.splitlines())


@pytest.mark.parametrize("page", ["learn.example", "javascript:alert(1)", "https://a b"])
def test_a_page_that_is_no_web_address_is_named(copy: Course, page: str) -> None:
    path = copy.cohort("demo") / "cohort.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}home_page: '{page}'\n", encoding="utf-8")
    with pytest.raises(InvalidCohort, match="no web address"):
        read_cohort(copy, "demo")


@pytest.mark.parametrize("words", [[], ["demo", "--verify", "x"], ["--key", "x"], ["--trust", "x"]])
def test_options_that_do_not_go_together_are_refused(words: list[str]) -> None:
    assert run(*words).exit_code == 2
