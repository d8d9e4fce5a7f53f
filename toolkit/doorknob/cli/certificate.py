"""``doorknob certificate``: certificates on paper and as signed credentials, and their check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs
import click

from doorknob.cli.main import FAILED

FILE = click.Path(path_type=Path)


@attrs.frozen
class _Wanted:
    """What the command line asks for."""

    cohort: str | None
    key: Path | None
    output: Path | None
    new_key: Path | None
    checked: Path | None
    trust: str | None


@click.command("certificate")
@click.argument("cohort", required=False)
@click.option("--key", type=FILE, help="The trainer's private key, to sign credentials with.")
@click.option("--output", type=FILE, help="A folder, instead of build/certificates/COHORT/.")
@click.option("--new-key", type=FILE, help="Make a key in a new file, and show its public name.")
@click.option("--verify", "checked", type=FILE, help="Check a credential, or its picture.")
@click.option("--trust", metavar="DID", help="With --verify: whose signature it must be.")
def command(**options: Any) -> None:
    """Make certificates for whoever in COHORT has the points that its file asks for.

    Each is a PDF and, with --key, an Open Badges 3.0 credential beside it, signed with Ed25519: by
    itself (.jwt) and in a picture to show (.svg).
    --verify needs no network; its exit code is 1 if the credential proves nothing.
    """
    wanted = _Wanted(**options)
    cohort, made, checked = wanted.cohort, wanted.new_key, wanted.checked
    if sum(one is not None for one in (cohort, made, checked)) != 1:
        raise click.UsageError("Name a cohort, or use one of --new-key and --verify.")
    if (wanted.trust and checked is None) or ((wanted.key or wanted.output) and cohort is None):
        raise click.UsageError("--trust goes with --verify; --key and --output with a cohort.")
    if made is not None:
        _new_key(made)
    elif checked is not None:
        _verify(checked, wanted.trust or "")
    elif cohort is not None:
        _make(cohort, wanted.key, wanted.output)


def _new_key(path: Path) -> None:
    from doorknob.signing import new_key  # noqa: PLC0415  so that help is quick

    key = new_key(path)
    click.echo(f"Made {path}. Keep it secret, and keep a copy where nobody else can read it.")
    click.echo(f"Publish its name, so that others can tell your signature: {key.did}")


def _verify(path: Path, trusted: str) -> None:
    from doorknob.signing import InvalidCredential, verify  # noqa: PLC0415

    try:
        found = verify(path.read_text(encoding="utf-8", errors="replace"), trusted=trusted)
    except InvalidCredential as bad:
        click.echo(f"{path}: not valid. {bad}", err=True)
        sys.exit(FAILED)
    subject, issuer = found["credentialSubject"], found["issuer"]
    names = [
        one["identityHash"]
        for one in subject.get("identifier", [])
        if one["identityType"] == "name" and not one["hashed"]
    ]
    who = issuer.get("name", issuer["id"]) if isinstance(issuer, dict) else issuer
    did = issuer["id"] if isinstance(issuer, dict) else issuer
    for name, text in (
        ("for", ", ".join(names) or subject.get("id", "")),
        ("what", subject["achievement"]["name"]),
        ("asked", subject["achievement"]["criteria"].get("narrative", "")),
        ("since", found["validFrom"]),
        ("by", who),
        ("key", did),
    ):
        click.echo(f"{name}: {_shown(text)}")
    click.echo(
        "valid: signed by that key, and not changed since."
        if trusted
        else "valid: not changed since that key signed it. Whose key it is, compare with what the "
        "trainer has published (--trust does so)."
    )


def _shown(text: object) -> str:
    """Show what a stranger wrote on one line, without anything that moves the cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in str(text))[:500]


def _make(name: str, key: Path | None, output: Path | None) -> None:
    from doorknob.kit import trainers_course  # noqa: PLC0415
    from doorknob.publish.certificates import certificates  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.signing import read_key  # noqa: PLC0415

    course = trainers_course()
    cohort = read_cohort(course, name)
    signer = None if key is None else read_key(key)
    folder = output or course.build / "certificates" / cohort.id
    made = {one.learner.id for one in certificates(course, cohort, folder, signer)}
    percent = cohort.file.certificate.percent
    click.echo(
        f"{len(made)} of {len(cohort.learners)} learners have {percent} % of the points or more: "
        f"certificates in {folder}."
    )
    for learner in cohort.learners:
        before = [folder / f"{learner.id}{end}" for end in (".pdf", ".jwt", ".svg")]
        kept = [path.name for path in before if path.exists()]
        if learner.id not in made and kept:
            click.echo(f"kept from before, and not earned now: {', '.join(kept)}", err=True)
    if signer is not None:
        click.echo(f"Signed by {signer.did}.")
