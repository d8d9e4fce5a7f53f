"""Many learners on several cores: the same bytes in the same order, whatever becomes of workers."""

from __future__ import annotations

import os

import attrs
import pytest

from doorknob.course import Course
from doorknob.grading.canonical import canonical
from doorknob.publish.cohort import read_cohort
from doorknob.publish.grader import Grader
from doorknob.publish.many import each
from doorknob.publish.regrading import regraded
from doorknob.publish.roster import Learner


def _dies(grader: Grader, learner: Learner) -> str:
    if learner.id == "hugo" and os.getpid() != int(grader.cohort.file.title):
        os._exit(1)
    return learner.id


@pytest.mark.thorough
def test_two_workers_give_the_same_bytes_as_none(course: Course) -> None:
    cohort = read_cohort(course, "demo")
    one, two = (regraded(course, cohort, lambda _: None, workers=number) for number in (1, 2))
    assert canonical(one.data) == canonical(two.data)
    assert one.everybody == two.everybody


@pytest.mark.thorough
def test_what_a_worker_that_died_left_is_done_here(course: Course) -> None:
    cohort = read_cohort(course, "demo")
    file = attrs.evolve(cohort.file, title=str(os.getpid()))
    grader = Grader.of(course, attrs.evolve(cohort, file=file))
    found = list(each(grader, cohort.learners, _dies, 2))
    assert found == [learner.id for learner in cohort.learners]
