"""``doorknob new``: a course that works, in its place whole or not at all, over nothing."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doorknob.authoring import starting
from doorknob.authoring.files import PEOPLES, WRITTEN, written
from doorknob.authoring.shipped import shipped_course
from doorknob.cli.main import group
from doorknob.course import Course
from doorknob.errors import BadParameter, NotFound
from serving import ADDRESS_MORE, Served, free_port

ROOT = Path(__file__).parents[2]


def run(*words: str) -> Result:
    return CliRunner().invoke(group, list(words))


def made(*words: str) -> Result:
    found = run("new", *words)
    assert found.exit_code == 0, found.output
    return found


def refusal(*words: str) -> str:
    found = run("new", *words)
    assert isinstance(found.exception, BadParameter), found.output
    return str(found.exception)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def commands(shown: str) -> list[str]:
    return [line.strip() for line in shown.splitlines() if line.startswith("  ")]


@pytest.fixture(autouse=True)
def _away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where no course is around."""
    monkeypatch.chdir(tmp_path)


def test_a_copy_has_every_file_that_was_written_for_the_course(tmp_path: Path) -> None:
    made("mine")
    source = shipped_course()
    for path in written(source):
        assert (tmp_path / "mine" / path).read_bytes() == (source.root / path).read_bytes()
    course = Course(ROOT)
    there = {
        str(path.relative_to(ROOT))
        for home in (course.curriculum, course.exercises)
        for path in home.rglob("*")
        if path.is_file() and not PEOPLES & set(path.relative_to(ROOT).parts)
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }
    assert there == {str(path) for path in written(source)}, "is this kind of file to be copied?"


def test_nothing_that_people_did_is_copied(tmp_path: Path, copy: Course) -> None:
    """Journals, desks, what was handed in, decisions, aliases: none of it is anybody else's."""
    private = [
        *("exercises/journal/anyone.jsonl", "exercises/desks/anyone/x.ipynb"),
        *(f"curriculum/cohorts/demo/{name}/x.ipynb" for name in ("desks", "submissions", "sent")),
        *(f"curriculum/cohorts/demo/{name}" for name in ("decisions.jsonl", "pseudonyms.csv")),
    ]
    for name in private:
        (copy.root / name).parent.mkdir(parents=True, exist_ok=True)
        (copy.root / name).write_text("private", encoding="utf-8")
    (copy.exercises / "link.yaml").symlink_to("/etc/passwd")
    found = {str(path) for path in written(copy)}
    assert len(found) > 50
    assert not found & {*private, "exercises/link.yaml"}
    assert not [name for name in found if "journal" in name]
    assert {Path(name).suffix for name in found} <= WRITTEN
    made(str(tmp_path / "mine"))
    text = json.dumps([str(name) for name in files(tmp_path / "mine")])
    assert ".jsonl" not in text
    assert "adaeze" not in text


def test_the_roster_holds_made_up_people_and_the_cohort_is_one_s_own(tmp_path: Path) -> None:
    made("mine", "--title", "Frühjahr 2027")
    home = tmp_path / "mine/curriculum/cohorts"
    assert [path.name for path in home.iterdir()] == ["fruhjahr-2027"]
    with (home / "fruhjahr-2027/roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all("Example" in row["name"] and "@example.org" in row["email"] for row in rows)
    text = (home / "fruhjahr-2027/cohort.yaml").read_text(encoding="utf-8")
    assert "title: Frühjahr 2027" in text
    assert "Hanna" not in text
    assert "demo" not in text


@pytest.mark.parametrize(
    "title", ['A "b" \\ {c}: #1', "It's – 50% off?", "12", "yes", "春の研修", "[x", "a" * 200]
)
@pytest.mark.parametrize("empty", [(), ("--empty",)])
def test_any_title_of_one_line_makes_a_cohort_that_can_be_read(
    title: str, empty: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from doorknob.publish.cohort import read_cohort

    made("mine", "--title", title, *empty)
    monkeypatch.chdir(tmp_path / "mine")
    course = Course.here()
    (name,) = course.cohorts()
    assert read_cohort(course, name).file.title == title


def test_an_empty_course_has_nothing_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made("mine", "--empty")
    monkeypatch.chdir(tmp_path / "mine")
    course = Course.here()
    counts = [len(list(home.glob("*.ipynb"))) for home in (course.lessons, course.exercises)]
    assert (*counts, len(course.cohorts())) == (1, 1, 1)
    found = run("check")
    assert found.exit_code == 0, found.output
    played = run("play", starting.SCENARIO, "--json")
    assert json.loads(played.output.splitlines()[0])["turn"] == 0


@pytest.mark.parametrize("name", ["a b", "ü/春 夏", "trailing/", "-- x", "$(ls) 'q' \"", "a/../b"])
def test_odd_paths_are_taken_as_they_are(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shown = made("--empty", "--", name).output
    target = tmp_path / name
    assert (target / "curriculum").is_dir()
    (first, *_) = commands(shown)
    done = subprocess.run(["sh", "-c", f"{first} && pwd"], capture_output=True, check=True)
    assert Path(os.fsdecode(done.stdout).rstrip("\n")) == target.resolve()
    assert not list(target.parent.glob(".*"))


def test_an_empty_folder_is_filled_also_the_one_that_one_is_in(tmp_path: Path) -> None:
    """What a broken run left in it is no obstacle."""
    (tmp_path / ".doorknob-new-left").mkdir()
    shown = made(".", "--empty").output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(".gitignore", "README.md", "curriculum", "exercises")
    ]
    assert len(commands(shown)) == 3
    assert not any(line.startswith("cd ") for line in commands(shown))


def test_what_is_there_is_named_and_left_as_it_was(tmp_path: Path) -> None:
    made("mine", "--empty")
    (tmp_path / "mine/README.md").write_text("my own words", encoding="utf-8")
    before = files(tmp_path)
    told = refusal("mine")
    for words in ("not empty", "README.md", "curriculum", "Nothing was changed"):
        assert words in told
    assert files(tmp_path) == before


def test_a_file_or_a_link_in_the_way_is_left_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "link"):
        assert "is no folder" in refusal(name)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "link").is_symlink()
    assert isinstance(run("new", "file/below").exception, OSError)
    assert "control character" in refusal("a\nb")


def test_a_parent_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """Also for root, to whom permissions mean nothing: the kernel's own folder is closed to all."""
    home = Path("/proc") if Path("/proc/self").exists() else tmp_path / "closed"
    if home.parent == tmp_path:
        home.mkdir(mode=0o500)
    code = "from doorknob.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "new", str(home / "mine"), "--empty"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("doorknob: ")


@pytest.mark.parametrize("there", [0, 1])
def test_what_goes_wrong_midway_leaves_nothing(
    there: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(starting, "_around", broken)
    if there:
        (tmp_path / "mine").mkdir()
    assert run("new", "mine").exit_code != 0
    assert list(tmp_path.rglob("*")) == ([tmp_path / "mine"] if there else [])


def test_wrong_wishes_are_answered_before_anything_is_written(tmp_path: Path) -> None:
    assert isinstance(run("new", "mine", "--from-cohort", "dmeo").exception, NotFound)
    assert "exclude each other" in run("new", "m", "--empty", "--from-cohort", "demo").output
    for title in ("", "   ", "two\nlines", "a" * 201):
        assert "--title" in refusal("mine", "--title", title)
    assert not list(tmp_path.iterdir())


def test_a_setting_that_leads_elsewhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DOORKNOB_COURSE" not in made("one", "--empty").output
    monkeypatch.setenv("DOORKNOB_COURSE", str(tmp_path))
    assert "unset it" in made("two", "--empty").output


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_keeps_what_was_written_and_nothing_that_people_did(tmp_path: Path) -> None:
    made("mine", "--empty")
    home = tmp_path / "mine/curriculum/cohorts/my-first-group"
    private = [
        home / name
        for name in ("journals/ann.jsonl", "desks/ann/x.ipynb", "decisions.jsonl", "pseudonyms.csv")
    ]
    private += [tmp_path / "mine/build/x.pdf", tmp_path / "mine/exercises/journal/me.jsonl"]
    before = files(tmp_path / "mine")
    for path in private:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("private", encoding="utf-8")
    git = ["git", "-C", str(tmp_path / "mine")]
    subprocess.run([*git, "init", "-q"], check=True)
    line = [*git, "ls-files", "--others", "--exclude-standard", "-z"]
    kept = subprocess.run(line, capture_output=True, text=True, check=True).stdout.split("\0")
    assert set(kept) - {""} == set(before)


def test_without_a_course_around_the_way_to_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = str(run("check").exception)
    assert str(tmp_path) in told
    assert "doorknob new" in told
    monkeypatch.setenv("DOORKNOB_COURSE", str(tmp_path / "gone"))
    told = str(run("check").exception)
    assert "DOORKNOB_COURSE" in told
    assert str(tmp_path / "gone") in told


def test_what_is_added_to_a_course_has_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of exercise, a lesson and a call, with titles full of signs; nothing twice."""
    made("mine", "--empty")
    monkeypatch.chdir(tmp_path / "mine")
    title = '{a} "b" $c$ {{ d }} *e* <f>'
    lines = [
        ["lesson", "new", "02-more", "--title", title],
        ["scenario", "new", "a-call", "--title", title],
        *(
            ["exercise", "new", f"02-{kind}", f"--kind={kind}", "--lesson=02-more", *more]
            for kind, more in {
                "choice": ["--title", title],
                "tasks": ["--title", title],
                "roleplay": ["--title", title, "--scenario=a-call"],
            }.items()
        ),
    ]
    for line in lines:
        assert run(*line).exit_code == 0, run(*line).output
    cohort = Course.here().cohort("my-first-group") / "cohort.yaml"
    text = cohort.read_text(encoding="utf-8")
    text = text.replace("exercises:", "  - 02-more\nexercises:\n  - 02-choice\n  - 02-tasks")
    cohort.write_text(text.replace("roster:", "  - 02-roleplay\nroster:"), encoding="utf-8")
    found = run("check")
    assert found.exit_code == 0, found.output
    before = files(tmp_path)
    for line in lines:
        assert "there already" in str(run(*line).exception)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--lesson=01-a-stall-hides-a-wory",), "Did you mean '01-a-stall-hides-a-worry'?"),
        (("--lesson=01-a-stall-hides-a-worry", "--scenario=sleep-on-it"), "go together"),
        (("--lesson=01-a-stall-hides-a-worry", "--kind=roleplay"), "go together"),
        (
            ("--lesson=01-a-stall-hides-a-worry", "--kind=roleplay", "--scenario=sleep-on-ti"),
            "Did you mean 'sleep-on-it'?",
        ),
    ],
)
def test_an_exercise_of_nothing_is_not_begun(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("mine", "--empty")
    monkeypatch.chdir(tmp_path / "mine")
    before = files(tmp_path)
    assert told in str(run("exercise", "new", "01-x", *words).exception)
    assert "can't be an id" in str(run("exercise", "new", "../x", words[0]).exception)
    assert files(tmp_path) == before


# What takes long ----------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    """Give an environment in which `doorknob` is this Python's."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, **more}


def shell(line: str, folder: Path, **more: str) -> str:
    done = subprocess.run(
        ["sh", "-ec", line],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.thorough
def test_the_commands_that_are_printed_make_the_papers(tmp_path: Path) -> None:
    shown = shell("doorknob new 'my course' --empty", tmp_path)
    shell("\n".join(commands(shown)), tmp_path)
    home = tmp_path / "my course/build/my-first-group"
    assert (home / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (home / f"handouts/{starting.LESSON}.pdf").exists()
    assert (home / "results/ann.pdf").exists()


@pytest.mark.thorough
def test_a_run_that_is_killed_at_any_time_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Killed sooner or later after it began to write."""
    made("whole")
    whole = files(tmp_path / "whole")
    broken = 0
    for number in range(12):
        home = tmp_path / f"killed-{number}"
        home.mkdir()
        line = [sys.executable, "-m", "doorknob", "new", str(home / "mine")]
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        while process.poll() is None and not list(home.iterdir()):
            time.sleep(0.001)
        time.sleep(number * 0.004)
        process.send_signal(signal.SIGKILL)
        process.wait()
        broken += bool(list(home.glob(".doorknob-new-*")))
        if not (home / "mine").exists():
            made(str(home / "mine"))
        assert files(home / "mine") == whole
    assert broken, "none was killed midway"


@pytest.mark.thorough
def test_the_lab_lists_the_new_course_s_own_exercises(tmp_path: Path) -> None:
    made("mine", "--empty")
    port = free_port()
    line = [
        *(sys.executable, "-m", "doorknob", "lab", "my-first-group", "--learner", "ann"),
        *("--no-browser", f"--port={port}", "--", *ADDRESS_MORE),
    ]
    server = Served(tmp_path / "mine", line, port)
    server.start()
    try:
        address = f"{server.address}/doorknob/start"
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  our own server
            page = json.load(answer)
    finally:
        server.stop()
    assert [one["path"] for one in page["exercises"]] == [f"exercises/{starting.EXERCISE}.ipynb"]
    assert [one["path"] for one in page["lessons"]] == [f"lessons/{starting.LESSON}.ipynb"]
    assert all(one["there"] for one in page["lessons"])
    assert page["learner"] == "Ann Example"


@pytest.mark.thorough
def test_a_wheel_brings_the_course_and_nothing_that_people_did(tmp_path: Path) -> None:
    """Built and installed as anybody would, away from any checkout."""
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".git", ".venv", "build", ".*_cache", "__pycache__")
    shutil.copytree(ROOT, source, ignore=ignored)
    for name in ("exercises/journal/p.jsonl", "curriculum/cohorts/demo/desks/ann/private.ipynb"):
        (source / name).parent.mkdir(parents=True)
        (source / name).write_text("private", encoding="utf-8")
    pip = f"{shlex.quote(sys.executable)} -m pip -q --disable-pip-version-check"
    shell(f"{pip} wheel . --no-deps --no-build-isolation -w wheels", source)
    shell(f"{pip} install --no-deps --no-index --target installed wheels/*.whl", source)
    site = tmp_path / "site"
    (source / "installed").rename(site)
    shutil.rmtree(source)
    told = {name for name in files(site) if "_course" in name}
    assert len(told) > 50
    assert not [name for name in told if "journal" in name or "private" in name]
    doorknob = f"{shlex.quote(sys.executable)} -P -m doorknob"
    where = shell(
        f"{shlex.quote(sys.executable)} -P -c 'import doorknob; print(doorknob.__file__)'",
        tmp_path,
        PYTHONPATH=str(site),
    )
    assert Path(where.strip()).is_relative_to(site)
    shell(f"{doorknob} new mine", tmp_path, PYTHONPATH=str(site))
    made("other")
    assert files(tmp_path / "mine") == files(tmp_path / "other")
    shell(f"{doorknob} check", tmp_path / "mine", PYTHONPATH=str(site))
    shell(f"{doorknob} build my-first-group", tmp_path / "mine", PYTHONPATH=str(site))
    assert (tmp_path / "mine/build/my-first-group/report.pdf").exists()
    assert (
        "no folder of a course"
        in subprocess.run(
            ["sh", "-c", f"{doorknob} check"],
            cwd=tmp_path,
            env=environment(PYTHONPATH=str(site)),
            capture_output=True,
            text=True,
            check=False,
        ).stderr
    )
