"""Before and after as HTML, for the trainer: what changed, and that it says nothing of why."""

from __future__ import annotations

from doorknob.coaching.debrief import percent
from doorknob.grading.progress import Change
from doorknob.publish.tables import sentence

WARNING = (
    "A gain without a group that was not trained proves little. People also get better by doing "
    "the same thing twice, by whatever else they did in between, and those who began lowest rise "
    "by chance alone. To know what the training did, let half of the group wait and compare."
)


def change_html(found: Change, both: str) -> str:
    """Tell how a group went on, each person against themselves.

    Parameters
    ----------
    found
        The pairs.
    both
        What those who have both did: ``"played it more than once"``.
    """
    if found.medians is None:
        return sentence(f"Nobody has {both} yet, so there is nothing to compare.")
    low, high = (percent(value) for value in found.medians)
    people = len(found.pairs)
    who = "One person has" if people == 1 else f"{people} people have"
    told = (
        f"{who} {both}: {found.higher} got further, {found.same} came to the same, {found.lower} "
        f"got less far. The middle share went from {low} % to {high} %."
    )
    return sentence(told if people > 1 else f"{who} {both}: from {low} % to {high} %.")


def warning_html() -> str:
    """Say what a gain proves without a group to compare with."""
    return f'<div class="alert alert-warning">{sentence(WARNING)}</div>'
