"""What is read before the first fork: it spares work, and changes nothing."""

from __future__ import annotations

from doorknob.course import Course
from doorknob.publish.grader import scenarios_of
from doorknob.publish.warmed import warm


def test_a_call_is_read_once_and_anew_when_its_file_has_changed(copy: Course) -> None:
    """Also one that was read before the change, by whoever was forked then."""
    warm(copy)
    before = scenarios_of(copy)("think-it-over")
    assert scenarios_of(copy)("think-it-over") is before
    path = copy.scenario_path("think-it-over")
    path.write_text(
        path.read_text(encoding="utf-8").replace(before.title, "Another title"), encoding="utf-8"
    )
    assert scenarios_of(copy)("think-it-over").title == "Another title"
    variant = path.parent / "insurance" / path.name
    variant.unlink()
    assert "insurance" not in scenarios_of(copy)("think-it-over").variants


def test_what_cannot_be_read_stops_nothing(copy: Course) -> None:
    """The document that needs it says what is wrong."""
    (copy.exercises / "01-force-or-influence.yaml").write_text("id: [", encoding="utf-8")
    warm(copy)
