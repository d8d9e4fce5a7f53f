"""What a build has to do for a cohort, and why: worked out before anything runs."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from doorknob.course import Course
from doorknob.publish.before import Before
from doorknob.publish.cohort import Cohort
from doorknob.publish.ingredients import Pantry
from doorknob.publish.made import Made
from doorknob.publish.placing import Place
from doorknob.publish.plan import Document, plan

ASKED_FOR = ("you asked for it",)


@attrs.frozen(kw_only=True, eq=False)
class Order:
    """A cohort's documents, and for each what has changed since the build before.

    Attributes
    ----------
    course, cohort
        What is built.
    place
        Where it goes.
    documents
        All, in the plan's order.
    needs
        What each is made from.
    changes
        What has changed for each; empty where it is kept.
    before
        The build before.
    """

    course: Course
    cohort: Cohort
    place: Place
    documents: tuple[Document, ...]
    needs: Mapping[str, Mapping[str, str]]
    changes: Mapping[str, tuple[str, ...]]
    before: Before

    @classmethod
    def of(
        cls,
        course: Course,
        cohort: Cohort,
        place: Place,
        *,
        paper: str | None = None,
        again: bool = False,
    ) -> Order:
        """Work out what has to be made.

        Parameters
        ----------
        course, cohort
            What is built.
        place
            Where it goes.
        paper
            Another paper than the cohort's own.
        again
            Whether to make everything anew, whatever has changed.

        Raises
        ------
        InvalidFile, NotFound
            If a lesson or an exercise can't be read.
        BadParameter
            If what lies at the place would be lost.
        ForeignToolError
            If the place can't be reached.
        """
        place.check()
        documents = plan(course, cohort, paper)
        pantry = Pantry(course, cohort)
        before = Before.read(place.tree)
        needs = {document.target: pantry.of(document) for document in documents}
        changes = {
            target: ASKED_FOR if again else before.changes(target, found)
            for target, found in needs.items()
        }
        return cls(
            course=course,
            cohort=cohort,
            place=place,
            documents=documents,
            needs=needs,
            changes=changes,
            before=before,
        )

    @property
    def kept(self) -> dict[str, Made]:
        """The documents that are kept, by target."""
        return {
            target: self.before.made(target) for target, found in self.changes.items() if not found
        }

    @property
    def wanted(self) -> tuple[Document, ...]:
        """The documents that are to be made."""
        return tuple(document for document in self.documents if self.changes[document.target])

    @property
    def unchanged(self) -> bool:
        """Whether nothing at all is to be done: what lies there is what would be made."""
        return not self.wanted and self.before.holds(self.kept)
