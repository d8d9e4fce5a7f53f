"""What studies found: each number has a source in its lesson, and each interval works out again."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import NormalDist

import nbformat
import pytest

from doorknob.charts import forest
from doorknob.charts.style import png
from doorknob.errors import InvalidFile
from doorknob.evidence import Kind, Measure, Study, read_evidence

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "curriculum" / "evidence.yaml"
STUDIES = read_evidence(FILE)
GOOD = """studies:
  - {id: a, lesson: l, source: S, cited: S, says: s, measured: m, people: p, how: h,
     measure: d, effect: 0.5, interval: fisher_z, n: 100}
"""


def cells(study: Study) -> dict[str, str]:
    """Give the cells of the lesson that shows a study, by id."""
    path = ROOT / "curriculum" / "lessons" / f"{study.lesson}.ipynb"
    return {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}


@pytest.mark.parametrize("study", STUDIES, ids=lambda one: one.id)
def test_a_number_is_shown_where_its_source_is_cited(study: Study) -> None:
    """The lesson draws it, its list of sources has it, and its text names it."""
    found = cells(study)
    assert study.cited in " ".join(found["sources"].split())
    assert f'"{study.lesson}"' in found["evidence-figure"]
    named = study.source.partition(",")[0].partition(" (")[0].removesuffix(" and others")
    assert named in found["evidence"] + found["evidence-numbers"]


@pytest.mark.parametrize("study", STUDIES, ids=lambda one: one.id)
def test_an_interval_works_out_again_from_what_the_source_gives(study: Study) -> None:
    """By other ways than the module: the variance of d, the score at the limits, the test."""
    found, side = study.limits, NormalDist().inv_cdf(0.975)
    if study.interval is Kind.NONE:
        assert found is None
        return
    assert found is not None
    assert found.low < study.effect < found.high
    if study.interval is Kind.PUBLISHED:
        assert (found.low, found.high) == (study.low, study.high)
    elif study.interval is Kind.FISHER_Z:
        assert study.n is not None
        # Hedges and Olkin's variance for two groups of n / 2.
        wide = side * math.sqrt(4 / study.n + study.effect**2 / (2 * study.n))
        assert (found.high - found.low) / 2 == pytest.approx(wide, rel=0.05)
    elif study.interval is Kind.WILSON:
        assert study.n is not None
        share = round(study.effect * study.n) / study.n
        for limit in (found.low, found.high):
            distance = abs(share - limit) / math.sqrt(limit * (1 - limit) / study.n)
            assert distance == pytest.approx(side)
    else:
        assert study.p is not None
        error = (math.log(found.high) - math.log(found.low)) / (2 * side)
        both = 2 * (1 - NormalDist().cdf(abs(math.log(study.effect)) / error))
        assert both == pytest.approx(study.p)


@pytest.mark.thorough
def test_a_figure_tells_every_number_and_where_its_interval_is_from() -> None:
    """Whoever can't see it hears the same; no two labels lie on each other's row."""
    chart = forest(STUDIES)
    for study in STUDIES:
        assert study.source in chart.alt
        assert study.people in chart.alt
    assert "as published" in chart.alt
    assert "no interval" in chart.alt
    assert "Broken lines are worked out" in chart.caption
    assert png(chart.figure).startswith(b"\x89PNG")
    assert "nothing to show yet" in forest(()).alt


def test_what_is_given_and_what_is_worked_out_are_told_apart_without_colour() -> None:
    """A line of the source's own is drawn through, ours is broken, a mark without one is hollow."""
    shown = {}
    for study in STUDIES:
        axes = forest([study]).figure.axes[0]
        lines = [line for line in axes.lines if line.get_marker() == "|"]
        (mark,) = [line for line in axes.lines if line.get_marker() == "D"]
        hollow = mark.get_markerfacecolor() != mark.get_color()
        shown[study.interval] = (tuple(line.get_linestyle() for line in lines), hollow)
    assert shown[Kind.PUBLISHED] == (("-",), False)
    assert shown[Kind.NONE] == ((), True)
    assert shown[Kind.WILSON] == shown[Kind.FISHER_Z] == shown[Kind.FROM_P] == (("--",), False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n: 100", "n: 3", "4 or more"),
        (", n: 100", "", "needs 'n'"),
        ("fisher_z", "published", "needs 'low'"),
        ("measure: d", "measure: share", "not for share"),
        ("measure: d, effect: 0.5", "measure: share, effect: 1.5", "can't be"),
        ("fisher_z, n: 100", "from_p, p: 2", "more than 0 and less than 1"),
        ("fisher_z, n: 100", "published, low: 0.6, high: 0.9", "doesn't lie between"),
        ("effect: 0.5", "effect: .nan", "can't be"),
        ("how: h,", "", "how"),
    ],
)
def test_a_number_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """Before it is drawn for a room."""
    path = tmp_path / "evidence.yaml"
    path.write_text(GOOD)
    assert read_evidence(path)[0].measure is Measure.D
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(InvalidFile, match=r"evidence\.yaml") as told:
        read_evidence(path)
    assert said in str(told.value)
