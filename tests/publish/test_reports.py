"""Reports run for ten people, one and nobody; the client's names nobody and counts no few."""

from __future__ import annotations

import csv
import json
import pickle
import re
from html import unescape
from io import StringIO
from typing import Any
from unittest.mock import patch

import attrs

from doorknob.charts import page as page_of_charts
from doorknob.charts import style
from doorknob.course import Course
from doorknob.grading.disclosure import dimensions, people_making, people_missing
from doorknob.grading.statistics import summarise
from doorknob.publish.cohort import read_cohort
from doorknob.publish.glance import highlights_html
from doorknob.publish.pseudonyms import pseudonymised
from doorknob.publish.reporting import cohort_html
from doorknob.publish.results import everybody, goes_of, gradebook_rows

TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
CALL = "01-think-it-over"


@attrs.frozen
class Page:
    """What a report shows: its words, and the alternative texts of its charts."""

    text: str
    charts: list[str]


def run(course: Course, name: str, **values: str) -> Page:
    """Run a report's code as a build does, without a kernel."""
    notebook = json.loads((course.reports / f"{name}.ipynb").read_text(encoding="utf-8"))
    scope: dict[str, object] = {}
    words: list[str] = []
    charts: list[str] = []

    def display(shown: Any, **_: object) -> None:
        if isinstance(shown, dict):
            charts.append(shown["text/plain"])
        else:
            words.append(unescape(TAGS.sub(" ", shown.data)))

    with patch.object(style, "display", display), patch.object(page_of_charts, "display", display):
        for cell in notebook["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                words.append(source)
                continue
            exec(compile(source, cell["id"], "exec"), scope)  # noqa: S102  as a kernel would
            if "parameters" in cell["metadata"]["tags"]:
                scope |= values
    return Page(" ".join(" ".join(words).split()), charts)


def with_learners(course: Course, *ids: str) -> None:
    """Leave only these on the roster."""
    path = course.cohort("demo") / "roster.csv"
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    out = StringIO(newline="")
    writer = csv.DictWriter(out, ["id", "name", "email"])
    writer.writeheader()
    writer.writerows(row for row in rows if row["id"] in ids)
    path.write_text(out.getvalue(), encoding="utf-8")


def without_journals(course: Course) -> None:
    for path in (course.cohort("demo") / "journals").glob("*.jsonl"):
        path.unlink()


def test_the_trainer_s_report_holds_what_the_journals_say(copy: Course) -> None:
    page = run(copy, "cohort")
    assert len(page.charts) == 6
    assert "3 people have played it more than once" in page.text
    assert "A gain without a group that was not trained proves little" in page.text
    assert "Cronbach's alpha is 0.82 (0.57 to 0.95)" in page.text
    assert "Right: 5 of 10 (24% to 76%). Discrimination: 0.87" in page.text
    assert "sets no test before against one after" in page.text


def test_with_one_person_no_figure_pretends_to_be_more(copy: Course) -> None:
    with_learners(copy, "adaeze")
    page = run(copy, "cohort")
    assert "One person answered. From one person nothing follows about an item." in page.text
    assert "One person has played it more than once: from 80 % to 39 %." in page.text
    assert "Cronbach" not in page.text


def test_with_nothing_handed_in_there_are_words_and_no_empty_charts(copy: Course) -> None:
    without_journals(copy)
    page = run(copy, "cohort")
    assert page.charts == []
    told = re.findall(r"There is nothing to show yet: ([^.]+)", page.text)
    assert len(told) == len(set(told)) == 4
    assert "Nobody has answered yet" in page.text
    client = run(copy, "client")
    assert client.charts == []
    assert "Began: none of them." in client.text
    for name in ("adaeze", "jonas"):
        result = run(copy, "result", learner=name)
        assert result.charts == []
        assert "Done Nothing has been handed in yet." in result.text
        assert "A next step Begin with “Force or influence?”." in result.text


def test_two_tests_are_compared_where_the_cohort_names_them(copy: Course) -> None:
    path = copy.cohort("demo") / "cohort.yaml"
    pair = f"compare:\n  - before: 01-force-or-influence\n    after: {CALL}\n\nroster:"
    path.write_text(path.read_text(encoding="utf-8").replace("roster:", pair), encoding="utf-8")
    page = run(copy, "cohort")
    assert "8 people have finished both" in page.text
    assert any("test before" in alt for alt in page.charts)
    assert "sets no test before" not in page.text
    assert "the middle share went from" in run(copy, "client").text
    own = run(copy, "result", learner="adaeze").text
    assert "Before and after “Force or influence?”: 94 %." in own
    assert "Before and after" not in run(copy, "result", learner="hugo").text


def test_a_result_says_the_whole_at_its_head_and_compares_with_nobody_else(copy: Course) -> None:
    page = run(copy, "result", learner="adaeze")
    head = page.text[:700]
    for name in ("Done", "How it went", "A strength", "A next step"):
        assert name in head
    assert "Your best line" in page.text
    assert "Your tries, one beside the other" in page.text
    assert "worries that came out: 3, then 1" in page.text
    assert "To practise next Sort any line into force or influence" in page.text
    others = [one.name for one in read_cohort(copy, "demo").learners if one.id != "adaeze"]
    assert not any(name in page.text for name in others)


def test_what_was_not_answered_is_still_to_come_and_no_failing(copy: Course) -> None:
    text = run(copy, "result", learner="hugo").text
    practise, _, rest = text.partition("To practise next")[2].partition("Still to come")
    assert "Write a first reply to “I'd like to think it over”" in practise
    assert "Point to the words in a written call" in rest.partition("1. ")[0]


def test_the_best_line_is_never_one_for_which_another_is_recommended(copy: Course) -> None:
    found = 0
    for row in gradebook_rows(copy, read_cohort(copy, "demo")):
        debrief = row.result.grade(CALL).detail
        if debrief is None:
            continue
        best = re.search(r"Your best line</strong> \(turn (\d+)\)", highlights_html(debrief))
        instead = debrief.what_if
        if best and instead:
            found += 1
            assert int(best[1]) != instead.turn, row.learner
    assert found


def test_reports_on_many_hold_nobodys_words_and_count_the_same(copy: Course) -> None:
    """Ten thousand calls with all that was said in them would take gigabytes."""
    cohort = read_cohort(copy, "demo")
    rows = gradebook_rows(copy, cohort)
    seen = everybody(copy, cohort)
    before, after = [one.result for one in rows], [one.row.result for one in seen]
    assert summarise(before) == summarise(after)
    assert dimensions(before) == dimensions(after)
    assert people_making(before) == people_making(after)
    assert people_missing(before) == people_missing(after)
    assert cohort_html(rows) == cohort_html([one.row for one in seen])
    for learner, one in zip(cohort.learners, seen, strict=True):
        assert one.goes == goes_of(copy, cohort, learner)
    played = [result.grade(CALL).detail for result in before]
    lines = [line for debrief in played if debrief for line in debrief.call.lines]
    assert lines
    assert not any(line in repr(after) for line in lines)
    assert len(pickle.dumps(after)) < len(pickle.dumps(before)) / 2


def test_of_private_practice_a_result_says_that_it_stays_private(copy: Course) -> None:
    path = copy.exercises / f"{CALL}.yaml"
    text = path.read_text(encoding="utf-8").replace("private: false", "private: true")
    path.write_text(text, encoding="utf-8")
    cohort = copy.cohort("demo") / "cohort.yaml"
    text = cohort.read_text(encoding="utf-8").replace("  - 01-force-or-influence\n", "")
    cohort.write_text(text, encoding="utf-8")
    page = run(copy, "result", learner="adaeze")
    assert "How it went Nothing of it is graded." in page.text
    assert "stays with you" in page.text
    assert page.charts == []
    assert "winter" not in page.text + run(copy, "cohort").text


def test_the_client_s_report_names_nobody_and_counts_no_few(copy: Course) -> None:
    page = run(copy, "client")
    told = page.text + " ".join(page.charts)
    for learner in read_cohort(copy, "demo").learners:
        assert learner.name not in told
        assert not re.search(rf"\b{learner.id}\b", told)
    assert "On the list: 10 people." in page.text
    assert "Pushed at least once: fewer than five." in page.text
    assert "Ended with a yes or an agreed next step: fewer than five." in page.text
    assert not any("pressure" in alt or "threat" in alt for alt in page.charts)
    assert "fewer than 5 people have both, so nothing is told" in page.text
    assert "What this doesn’t show" in page.text


def test_of_four_people_a_client_is_told_nothing_but_what_was_trained(copy: Course) -> None:
    with_learners(copy, "adaeze", "carys", "jonas", "gita")
    page = run(copy, "client")
    assert page.charts == []
    assert "The group has fewer than 5 people. Nothing more is told of it." in page.text
    assert "What was trained" in page.text
    assert "%" not in page.text.partition("What the group can do")[2]


def test_by_alias_no_report_holds_a_name(copy: Course) -> None:
    with_learners(copy, "adaeze", "emre", "hugo", "ines-m", "jonas")
    cohort = pseudonymised(read_cohort(copy, "demo"))
    pages = [run(copy, name, pseudonyms="yes") for name in ("cohort", "client")]
    learner = next(alias for alias, real in cohort.behind.items() if real.id == "jonas")
    pages.append(run(copy, "result", pseudonyms="yes", learner=learner))
    told = " ".join(page.text + " ".join(page.charts) for page in pages)
    for real in cohort.behind.values():
        assert real.name not in told
        assert f"'{real.id}'" not in told
    assert "Learner 01" in told
