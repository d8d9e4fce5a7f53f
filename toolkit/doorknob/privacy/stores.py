"""Everything that is kept about a learner, in one list.

The document, the export and erasing all walk over it, in this order. It is that of erasing, too:
what is found by way of a learner's journal goes before the journal, and the roster's row last.
"""

from __future__ import annotations

from doorknob.privacy import databases, kept, made
from doorknob.privacy.store import Store

_NEXT = "until the next build, which makes it anew, or until build/ is deleted"
_KEPT = "until somebody deletes it"
_TRAINER = "trainer"

STORES = (
    Store(
        name="results",
        what="her points, each call with every move marked, what to try next",
        place="`build/COHORT/results/ID.pdf` and `.html`, by alias with `--pseudonyms`",
        seen_by="trainer; the learner, once they are handed out",
        how_long=_NEXT,
        paths=("build/{cohort}/results/{id}.*",),
        held=made.results,
        erase=made.erase_results,
    ),
    Store(
        name="reports",
        what="her row in the gradebook; her line, calls and moves in the report; remarks on her "
        "journal and its digest in the manifest; in the client's report no person",
        place="`build/COHORT/report.*`, `client-report.*`, `gradebook.csv`, `manifest.json`",
        seen_by="trainer; whoever is given them",
        how_long=_NEXT,
        paths=(
            "build/{cohort}/report.*",
            "build/{cohort}/client-report.*",
            "build/{cohort}/gradebook.csv",
            "build/{cohort}/manifest.json",
        ),
        held=made.reports,
        erase=made.erase_reports,
    ),
    Store(
        name="certificates",
        what="her name on a certificate; a credential with her name and her address as a digest",
        place="`build/certificates/COHORT/ID.pdf`, `.jwt`, `.svg`",
        seen_by="trainer; the learner; whoever she shows it to",
        how_long=_KEPT,
        paths=("build/certificates/{cohort}/{id}.*",),
        held=made.certificates,
        erase=made.erase_certificates,
    ),
    Store(
        name="kit",
        what="her name and address, beside what she needs for the course on a machine of her own",
        place="`build/kits/COHORT/COHORT-ID.zip`",
        seen_by="trainer; the learner",
        how_long=_KEPT,
        paths=("build/kits/{cohort}/{cohort}-{id}.zip",),
        held=made.kits,
        erase=made.erase_kits,
    ),
    Store(
        name="grades",
        what="what she earned and from which work, today and before",
        place="`build/COHORT.grades.json`; `grades/`, `grades*.json` and `grades*.jsonl` in the "
        "cohort's folder or in `build/COHORT/`",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=(
            "build/{cohort}/grades*",
            "build/{cohort}.grades*",
            "{home}/grades*",
        ),
        held=made.grades,
        erase=made.erase_grades,
    ),
    Store(
        name="exports",
        what="what `doorknob learner export` has put together before",
        place="`build/exports/COHORT/ID.zip`",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=("build/exports/{cohort}/{id}.zip",),
        held=made.exports,
        erase=made.erase_exports,
    ),
    Store(
        name="sent",
        what="ids of the xAPI statements on her that a record store has acknowledged",
        place="`sent/` in the cohort's folder",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=("{home}/sent/*.jsonl",),
        held=kept.sent,
        erase=kept.erase_sent,
    ),
    Store(
        name="exchange",
        what="what she handed in: her journal and her saved notebooks, without private words",
        place="`submissions/COHORT/ID/` in the cohort's folder, or where `exchange` says",
        seen_by="whoever can read the exchange",
        how_long=_KEPT,
        paths=("{home}/{exchange}/{cohort}/{id}/*",),
        held=kept.exchange,
        erase=kept.erase_exchange,
    ),
    Store(
        name="collected",
        what="the same, as `doorknob collect` took it in, each by the digest of its content",
        place="`collected/ID/` in the cohort's folder",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=("{home}/collected/{id}/*",),
        held=kept.collected,
        erase=kept.erase_collected,
    ),
    Store(
        name="notebooks",
        what="her notebooks with what she said and answered; private practice, too",
        place="`desks/ID/` in the cohort's folder, on the machine where her lab runs",
        seen_by="learner; whoever can read that machine's disk",
        how_long=_KEPT,
        paths=("{home}/desks/{id}/*",),
        held=kept.desk,
        erase=kept.erase_desk,
    ),
    Store(
        name="decisions",
        what="points, comments and settled readings of her answers",
        place="`decisions.jsonl` in the cohort's folder",
        seen_by="trainer; the learner in her result",
        how_long=_KEPT,
        paths=("{home}/decisions.jsonl",),
        held=kept.decisions,
        erase=kept.erase_decisions,
    ),
    Store(
        name="gradebook-database",
        what="her name, address, tries, points, answers, feedback",
        place="`gradebook_…` tables: `build/COHORT.sqlite`, or the database that was named",
        seen_by="whoever may read the database",
        how_long="until the gradebook is made again without her, or deleted",
        paths=("build/{cohort}.sqlite*",),
        held=databases.gradebook,
        erase=databases.erase_gradebook,
    ),
    Store(
        name="journal-database",
        what="her journal, on a hub; private practice, too",
        place="`doorknob_events`, in the database that was named",
        seen_by="whoever may read the database, others in the room among them",
        how_long=_KEPT,
        held=databases.room,
        erase=databases.erase_room,
    ),
    Store(
        name="strays",
        what="events in her name that got into others' journals; nobody reads them",
        place="`journals/` in the cohort's folder",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=("{home}/{journals}/*.jsonl",),
        held=kept.strays,
        erase=kept.erase_strays,
    ),
    Store(
        name="journal",
        what="every line, answer, hint and doubt, with its time; private practice, too, where her "
        "lab runs on this machine",
        place="`journals/ID.jsonl` in the cohort's folder",
        seen_by="learner; trainer, to whom nothing shows private practice; whoever can read the "
        "disk",
        how_long=_KEPT,
        paths=("{home}/{journals}/{id}.jsonl",),
        held=kept.journal,
        erase=kept.erase_journal,
    ),
    Store(
        name="pseudonym",
        what="which alias is hers",
        place="`pseudonyms.csv` in the cohort's folder",
        seen_by="the file's owner",
        how_long=_KEPT,
        paths=("{home}/pseudonyms.csv",),
        held=kept.pseudonym,
        erase=kept.erase_pseudonym,
    ),
    Store(
        name="roster",
        what="her id, name, address, and what other columns there are",
        place="`roster.csv` in the cohort's folder, or where `roster` says",
        seen_by=_TRAINER,
        how_long=_KEPT,
        paths=("{home}/{roster}",),
        held=kept.roster,
        erase=kept.erase_roster,
    ),
)

# What can't be reached from the trainer's machine, or is gone by itself.
ELSEWHERE = (
    Store(
        name="browser",
        what="what was typed and is not on the disk yet",
        place="her browser's local storage, below `doorknob`",
        seen_by="learner",
        how_long="until it is on the disk; then it is taken out",
        here=False,
    ),
    Store(
        name="own copies",
        what="her notebooks, her journal, downloads of what she handed in",
        place="her own machine, `exercises/journal/` on any machine without a cohort",
        seen_by="learner",
        how_long="as she likes",
        here=False,
    ),
    Store(
        name="other exchange",
        what="what she handed in",
        place="an exchange that is a URL or lies outside of the cohort's folder; a learning "
        "platform's uploads",
        seen_by="whoever can read it",
        how_long="as its owner likes",
        here=False,
    ),
    Store(
        name="record store",
        what="her statements, by id or by alias",
        place="the record store that `doorknob xapi --send` was given",
        seen_by="whoever may read it",
        how_long="as its owner likes",
        here=False,
    ),
    Store(
        name="other places",
        what="builds under `--output`, exported gradebooks, databases that were not named, what "
        "was imported into Canvas, Moodle or nbgrader, signed credentials that were handed out",
        place="wherever they were put",
        seen_by="whoever was given them",
        how_long="as their owner likes",
        here=False,
    ),
    Store(
        name="copies of disks and papers",
        what="any of all this",
        place="backups, version control, printed papers, mail",
        seen_by="whoever has them",
        how_long="as their owner likes",
        here=False,
    ),
    Store(
        name="others' words",
        what="her name in what other learners or the trainer typed",
        place="others' journals and notebooks, comments to others",
        seen_by="as those are",
        how_long="as those are",
        here=False,
    ),
    Store(
        name="open pages",
        what="what an open desk or lab shows",
        place="the memory of a running `doorknob lab`",
        seen_by="whoever looks at it",
        how_long="until it is closed",
        here=False,
    ),
)


def table() -> str:
    """Write both lists as the document shows them."""
    head = "| what | where | for whom | how long |\n|---|---|---|---|\n"
    row = "| **{}**: {} | {} | {} | {} |\n"
    return (
        head
        + "".join(
            row.format(one.name, one.what, one.place, one.seen_by, one.how_long)
            for one in (*STORES, *ELSEWHERE)
        )
    ).strip()
