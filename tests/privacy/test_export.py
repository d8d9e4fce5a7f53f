"""What a learner is given: all that is kept about her, nobody else's, and nothing private."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from doorknob.course import Course
from doorknob.errors import NotFound
from doorknob.journal.submission import pack
from doorknob.privacy.export import INDEX, export
from doorknob.privacy.stores import STORES
from doorknob.publish.cohort import read_cohort
from keptdata import PEOPLE, WHEN, of, run, secret, told, tree


def opened(data: bytes) -> dict[str, bytes]:
    """Give the files of a zip, and those of zips in it."""
    found = {}
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            found[name] = archive.read(name)
            if name.endswith(".zip"):
                found |= {f"{name}/{key}": one for key, one in opened(found[name]).items()}
    return found


def test_every_kind_of_thing_is_in_it_and_nobody_else_s(kept: Course, room: str) -> None:
    """Whoever it is made for; also where one's id begins another's."""
    for learner in PEOPLE:
        case = of(kept, learner, room)
        held = {store.name for store in STORES if any(store.held(case))}
        assert held == {one.name for one in STORES} - ({"strays"} if learner != "anna" else set())
        found = opened(export(case).data)
        stores = {name.partition("/")[0] for name in found} - {INDEX}
        # Of an export of before, and of a kit, only the place is told.
        assert stores == held - {"exports", "kit"}
        whole = b"\n".join([*found.values(), *(name.encode() for name in found)])
        assert PEOPLE[learner][0].encode() in whole
        assert f"{learner}-said-so".encode() in whole
        assert told(learner).encode() in whole
        assert f"open words of {learner}".encode() in whole
        for other in PEOPLE:
            assert secret(other).encode() not in whole
            if other != learner:
                for words in (*PEOPLE[other], told(other), f" {other}-said-so", f'"{other}"'):
                    assert words.encode() not in whole, (learner, words)


def test_the_same_data_give_the_same_bytes_and_an_index_says_what_they_are(kept: Course) -> None:
    first = export(of(kept, "anna"))
    assert export(of(kept, "anna")).data == first.data
    index = opened(first.data)[INDEX].decode()
    assert index.startswith("<!DOCTYPE html>")
    assert "What is kept about Anna Bergström" in index
    for name in opened(first.data):
        if name.count("/") == 1:
            assert name in index
    assert any("notes.txt" in note and "private words" in note for note in first.notes)


def test_a_submission_that_holds_another_s_events_is_parted(kept: Course) -> None:
    cohort = read_cohort(kept, "demo")
    journal = b"".join((cohort.journals / f"{name}.jsonl").read_bytes() for name in ("an", "bruno"))
    files = {"journal.jsonl": journal, "notebooks/x/a.ipynb": b"no notebook", "odd.txt": b"odd"}
    data = pack(learner="an", cohort="demo", made=WHEN, files=files)[1]
    (cohort.folder / "collected" / "an" / "mixed.zip").write_bytes(data)
    found = opened(export(of(kept, "an")).data)
    told_of = found["collected/mixed.zip/journal.jsonl"].decode()
    assert "an-said-so" in told_of
    assert "bruno" not in told_of
    assert secret("an") not in told_of
    assert not [name for name in found if name.startswith("collected/mixed.zip/notebooks")]


def test_names_are_shown_as_text_and_lead_nowhere(kept: Course) -> None:
    """What others could name a file or a person is no markup and no path."""
    cohort = read_cohort(kept, "demo")
    roster = cohort.folder / "roster.csv"
    text = roster.read_text(encoding="utf-8")
    roster.write_text(text.replace("Anna Berg", "<script>x</script>Berg"), encoding="utf-8")
    desk = cohort.folder / "desks" / "anna"
    (desk / "a\nb.ipynb").write_text('{"cells": []}', encoding="utf-8")
    outside = kept.root / "outside"
    outside.mkdir()
    (outside / "other.ipynb").write_text('{"cells": ["not hers"]}', encoding="utf-8")
    (desk / "away.ipynb").symlink_to(outside / "other.ipynb")
    found = opened(export(of(kept, "anna")).data)
    assert b"<script>" not in found[INDEX]
    assert all(name.isprintable() and ".." not in name for name in found)
    assert b"not hers" not in b"".join(found.values())


def test_an_id_is_taken_as_it_is_written_or_not_at_all(kept: Course) -> None:
    before = tree(kept)
    for name in (
        "../x",
        "*",
        "Anna",
        "annå",
        "a/b",
        "",
        "ann",
        "anna ",
        ".",
        "zoe",
        "%",
        "_",
        "a_",
    ):
        done = run("learner", "export", name, "--cohort", "demo")
        assert isinstance(done.exception, NotFound), name
        done = run("learner", "erase", name, "--cohort", "demo", "--yes")
        assert isinstance(done.exception, NotFound), name
    assert tree(kept) == before


def test_an_id_on_a_wrong_roster_leads_nowhere_either(kept: Course) -> None:
    roster = kept.cohort("demo") / "roster.csv"
    roster.write_text("id,name\n../../demo,X\n", encoding="utf-8")
    done = run("learner", "erase", "../../demo", "--cohort", "demo", "--yes")
    assert isinstance(done.exception, NotFound)
    assert roster.exists()


def test_the_command_writes_a_file_for_its_owner_alone(kept: Course, tmp_path: Path) -> None:
    path = tmp_path / "anna.zip"
    done = run("learner", "export", "anna", "--cohort", "demo", "--output", str(path))
    assert done.exit_code == 0, done.output
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes() == export(of(kept, "anna")).data
    done = run("learner", "export", "bruno", "--cohort", "nowhere")
    assert isinstance(done.exception, NotFound)
    rows = json.loads(opened(path.read_bytes())["gradebook-database/gradebook-1.json"])
    assert [row["name"] for row in rows["gradebook_learners"]] == ["Anna Bergström"]
