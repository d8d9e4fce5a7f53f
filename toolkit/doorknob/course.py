"""Where a course's files lie: the folder that holds ``curriculum/`` and ``exercises/``."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from doorknob.cast import ENVIRONMENT, unpacked_cast
from doorknob.errors import NotFound, shown_path
from doorknob.prospect.scenario import SLUG, Scenario
from doorknob.prospect.scenario_file import read_scenario
from doorknob.tongue import ENGLISH, language_of


@attrs.frozen
class Course:
    """The files of a course.

    Attributes
    ----------
    root
        The folder that holds ``curriculum/``, ``exercises/`` and, once built, ``build/``.
    language
        The language in which its lessons and exercises are read, such as ``de``.
    people
        Who plays whom in its calls, as a cast is packed.
    """

    root: Path
    language: str = ENGLISH
    people: str = ""

    def read_in(self, locale: str) -> Course:
        """Give the course as readers of a language have it.

        A file in a folder that is named by the language, such as ``lessons/de/``, stands in place
        of the one above it; what isn't translated stays English.
        """
        return attrs.evolve(self, language=language_of(locale))

    @classmethod
    def here(cls, start: Path | None = None) -> Course:
        """Find the course from a folder upwards; ``DOORKNOB_COURSE`` names one outright.

        Who plays whom says ``DOORKNOB_PEOPLE``, which a prepared notebook sets for its own code.

        Raises
        ------
        NotFound
            If there is none.
        """
        named = os.environ.get("DOORKNOB_COURSE")
        folder = Path(named) if named and start is None else (start or Path.cwd())
        folder = folder.resolve()
        for place in (folder, *folder.parents):
            if (place / "curriculum").is_dir():
                return cls(place, people=os.environ.get(ENVIRONMENT, ""))
        where = f"{shown_path(folder) if start else folder} or above it"
        fix = (
            f"DOORKNOB_COURSE points there; let it name a course's folder, or unset it: {named}"
            if named and start is None
            else "Go to a course's folder, or begin one of your own: doorknob new my-course"
        )
        raise NotFound("folder of a course", "curriculum/", place=where, fix=fix)

    @property
    def curriculum(self) -> Path:
        """What is taught."""
        return self.root / "curriculum"

    @property
    def lessons(self) -> Path:
        """The lesson notebooks."""
        return self.curriculum / "lessons"

    @property
    def evidence(self) -> Path:
        """What studies found, as the lessons show it."""
        return self.curriculum / "evidence.yaml"

    @property
    def reports(self) -> Path:
        """The report notebooks."""
        return self.curriculum / "reports"

    @property
    def exercises(self) -> Path:
        """The exercise notebooks, each beside its items and key."""
        return self.root / "exercises"

    @property
    def build(self) -> Path:
        """What is generated; can be deleted at any time."""
        return self.root / "build"

    def cohort(self, name: str) -> Path:
        """Give the folder of a cohort.

        Raises
        ------
        NotFound
            If there is no such cohort; suggests what there is.
        """
        home = self.curriculum / "cohorts"
        known = [place.parent.name for place in home.glob("*/cohort.yaml")]
        if name not in known:
            raise NotFound("cohort", name, known, shown_path(home))
        return home / name

    def cohorts(self) -> tuple[str, ...]:
        """Give the names of all cohorts, in alphabetical order."""
        home = self.curriculum / "cohorts"
        return tuple(sorted(place.parent.name for place in home.glob("*/cohort.yaml")))

    def scenario_path(self, name: str) -> Path:
        """Give the file of a scenario.

        Raises
        ------
        NotFound
            If there is no such scenario; suggests what there is.
        """
        return self._named("scenario", self.curriculum / "scenarios", name)

    def scenario(self, name: str) -> Scenario:
        """Read a scenario by its id.

        Raises
        ------
        NotFound
            If there is no such scenario.
        InvalidScenario
            If its file is wrong.
        """
        return read_scenario(self.scenario_path(name)).played_by(unpacked_cast(self.people))

    def lesson_path(self, name: str) -> Path:
        """Give the notebook of a lesson.

        Raises
        ------
        NotFound
            If there is no such lesson; suggests what there is.
        """
        return self._named("lesson", self.lessons, name, ".ipynb")

    def exercise_path(self, name: str) -> Path:
        """Give the file of an exercise's items, key and rubric.

        Raises
        ------
        NotFound
            If there is no such exercise; suggests what there is.
        """
        return self.told(self._named("exercise", self.exercises, name))

    def lesson_notebook(self, name: str) -> Path:
        """Give a lesson's notebook in the course's language."""
        return self.told(self.lessons / f"{name}.ipynb")

    def exercise_notebook(self, name: str) -> Path:
        """Give an exercise's notebook in the course's language."""
        return self.told(self.exercises / f"{name}.ipynb")

    def told(self, path: Path) -> Path:
        """Give a file's translation into the course's language, or else the file."""
        translated = path.parent / self.language / path.name
        return translated if translated.is_file() else path

    @staticmethod
    def _named(kind: str, home: Path, name: str, ending: str = ".yaml") -> Path:
        known = [path.stem for path in home.glob(f"*{ending}")]
        # A name that is no slug could walk out of the folder.
        if not SLUG.fullmatch(name) or name not in known:
            raise NotFound(kind, name, known, shown_path(home))
        return home / f"{name}{ending}"
