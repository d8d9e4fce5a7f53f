"""What is read before the first fork: it spares work, and changes nothing."""

from __future__ import annotations

from doorknob.course import Course
from doorknob.exercises.registry import read_exercise
from doorknob.publish.grader import scenarios_of
from doorknob.publish.warmed import CALL, play, warm


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


def test_the_call_that_is_played_first_is_one_that_sellers_would_have(copy: Course) -> None:
    """What is looked up for it is what results need: it goes on to the end, with many moves."""
    exercise = read_exercise(copy.exercise_path("01-think-it-over"))
    found = play(exercise, scenarios_of(copy)("think-it-over"))
    assert len(found.call.turns) > len(CALL) // 2
    heard = {move for turn in found.call.turns for move in turn.reading.moves}
    assert len(heard) >= 8
