"""``doorknob kit``: a cohort's course for each learner's own machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("kit")
@click.argument("cohort")
@click.option("--learner", "names", multiple=True, help="For these alone, by id or e-mail.")
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the kits.")
def command(cohort: str, names: tuple[str, ...], output: Path | None) -> None:
    """Make a kit for each learner of COHORT: what he needs on a machine of his own.

    A kit is a zip with his lessons, exercises and calls. What only trainers know is not in it:
    neither notes nor rubrics, nor the key of what is graded later, nor anybody else's name. He
    unpacks it and types `doorknob lab` in its folder. Kits go to build/kits/COHORT/ unless
    --output names another place; what hasn't changed is left alone.
    """
    from doorknob import files  # noqa: PLC0415  so that help is quick
    from doorknob.kit import trainers_course  # noqa: PLC0415
    from doorknob.lab.folder import learner_of  # noqa: PLC0415
    from doorknob.publish.cohort import read_cohort  # noqa: PLC0415
    from doorknob.publish.kits import kit, reaches  # noqa: PLC0415

    course = trainers_course()
    found = read_cohort(course, cohort)
    learners = [learner_of(found, name) for name in names] or list(found.learners)
    place = output or course.build / "kits" / found.id
    place.mkdir(parents=True, exist_ok=True)
    made = 0
    for learner in learners:
        data = kit(course, found, learner)
        target = place / f"{found.id}-{learner.id}.zip"
        if not target.is_file() or target.read_bytes() != data:
            files.put(target, data)
            made += 1
    kits = "1 kit" if len(learners) == 1 else f"{len(learners)} kits"
    click.echo(f"{kits} in {place} ({made} new or changed).")
    if not reaches(found.file.exchange):
        click.echo(
            "Learners hand in by a download that they send you: the cohort's exchange is a folder "
            "of yours. With a URL or a shared folder as 'exchange' they hand in by a button."
        )
