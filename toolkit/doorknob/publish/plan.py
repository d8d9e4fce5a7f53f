"""What a build will make: a list of documents, worked out before anything runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from doorknob.course import Course
from doorknob.prospect.diagram import TELLING
from doorknob.publish.called import TITLES
from doorknob.publish.cohort import Cohort
from doorknob.publish.comparing import comparisons
from doorknob.publish.once import carded, exercise, title
from doorknob.publish.prepare import CARD, LEARNER, TRAINER
from doorknob.publish.roster import Learner
from doorknob.publish.spelling import spelt
from doorknob.tongue import ENGLISH, language_of, said_in, speaks, to_say

REPORT, CLIENT_REPORT = ABOUT_ALL = ("report", "client-report")
_POSTER = to_say("What opens her up, and what closes her")


@attrs.frozen(kw_only=True)
class Document:
    """One document to be made: a notebook, for somebody, with values.

    Attributes
    ----------
    target
        Where it goes below the cohort's build folder, without its ending: ``"handouts/01-…"``.
    notebook
        Its source.
    course
        The course's root, where its code runs.
    audience
        ``"learner"``, ``"trainer"``, or ``"card"`` for the quick cards of lessons alone.
    values
        The cohort's values, and what this document needs besides.
    page
        How its pages look, as the fields of the exporter's ``PageSetup``.
    further
        Other notebooks that a part of it is taken from.
    """

    target: str
    notebook: Path
    course: Path
    audience: str
    values: Mapping[str, str]
    page: Mapping[str, Any]
    further: tuple[Path, ...] = ()

    @property
    def about_all(self) -> bool:
        """Whether it looks at what everybody did."""
        return self.target in ABOUT_ALL

    @property
    def notebooks(self) -> tuple[Path, ...]:
        """All notebooks that it is made from."""
        return (self.notebook, *self.further)


def plan(course: Course, cohort: Cohort, paper: str | None = None) -> tuple[Document, ...]:
    """Work out all documents of a cohort: handouts, cards, trainer's papers, results, reports.

    Parameters
    ----------
    course
        Where everything lies.
    cohort
        Checked.
    paper
        Another paper than the cohort's own.
    """
    course = course.read_in(cohort.file.language)
    planner = _Planner(course, cohort, paper or str(cohort.file.paper))
    results = map(planner.result, cohort.learners)
    papers = (*planner.papers(), *planner.cards(), *planner.poster())
    return (*papers, *results, planner.report(), planner.client_report())


@attrs.frozen
class _Planner:
    course: Course
    cohort: Cohort
    paper: str

    def papers(self) -> Iterator[Document]:
        """Give the lessons and exercises, for learners and for the trainer."""
        file = self.cohort.file
        sources = [self.course.lesson_notebook(name) for name in file.lessons]
        sources += [self.course.exercise_notebook(name) for name in file.exercises]
        for folder, audience, note in (
            ("handouts", LEARNER, ""),
            ("trainer", TRAINER, self._say("Trainer's copy, with notes and key")),
        ):
            for path in sources:
                named = spelt(self._title(path), self._language(path))
                page = {"title": named, "subtitle": note}
                target = f"{folder}/{path.stem}"
                made = self._document(path, target=target, audience=audience, page=page)
                if audience == LEARNER:
                    values = {**made.values, TITLES: self._titles_in(path)}
                    made = attrs.evolve(made, values=values)
                yield made

    def _titles_in(self, path: Path) -> str:
        """Give the titles of those exercises that a notebook speaks of, and of no others.

        So a paper is made anew for the titles that stand on it.
        """
        text = path.read_text(encoding="utf-8")
        named = [name for name in self.cohort.file.exercises if f"`{name}`" in text]
        titles = [self._title(self.course.exercise_notebook(name)) for name in named]
        quoted = [self._say("“{text}”").format(text=title) for title in titles]
        return json.dumps(dict(zip(named, quoted, strict=True)))

    def cards(self) -> Iterator[Document]:
        """Give the quick cards: each by itself, and all of them on sheets to be cut."""
        lessons = [self.course.lesson_notebook(name) for name in self.cohort.file.lessons]
        paths = [path for path in lessons if carded(path)]
        card = {"cards": str(self.cohort.file.cards), "title": ""}
        for path in paths:
            page = {**card, "layout": "card"}
            yield self._document(path, target=f"cards/{path.stem}", audience=CARD, page=page)
        if paths:
            title = self._say("Quick cards: {cohort}").format(cohort=self.cohort.file.title)
            page = {**card, "layout": "cards", "title": title}
            whole = self._document(paths[0], target="cards", audience=CARD, page=page)
            yield attrs.evolve(whole, further=tuple(paths[1:]))

    def poster(self) -> Iterator[Document]:
        """Give the poster for the wall; none for a course without the calls that it is drawn by."""
        home = self.course.curriculum / "scenarios"
        if not all((home / f"{name}.yaml").is_file() for name in TELLING):
            return
        page = {"title": self._say(_POSTER), "layout": "poster"}
        yield self._document(
            self.course.reports / "poster.ipynb", target="poster", audience=LEARNER, page=page
        )

    def result(self, learner: Learner) -> Document:
        """Give a learner's result."""
        title = self._say("Your results, {name}").format(name=learner.name)
        page = {"title": title, "subtitle": self.cohort.file.title}
        made = self._document(
            self.course.reports / "result.ipynb",
            target=f"results/{learner.id}",
            audience=LEARNER,
            page=page,
        )
        values = {**made.values, **self._who, **self._compared, "learner": learner.id}
        return attrs.evolve(made, values=values)

    def report(self) -> Document:
        """Give the cohort's report."""
        title = self._say("{cohort}: the cohort at a glance").format(cohort=self.cohort.file.title)
        return self._about_all(
            self.course.reports / "cohort.ipynb",
            target=REPORT,
            audience=TRAINER,
            page={"title": title, "subtitle": self._say("For the trainer")},
        )

    def client_report(self) -> Document:
        """Give the report for whoever paid: about the group, never about anybody in it."""
        whom = self._say("For {company}").format(company=self.cohort.file.offer.company)
        title = self._say("{cohort}: what the training did").format(cohort=self.cohort.file.title)
        return self._about_all(
            self.course.reports / "client.ipynb",
            target=CLIENT_REPORT,
            audience=LEARNER,
            page={"title": title, "subtitle": whom},
        )

    def _about_all(
        self, notebook: Path, *, target: str, audience: str, page: Mapping[str, Any]
    ) -> Document:
        made = self._document(notebook, target=target, audience=audience, page=page)
        return attrs.evolve(made, values={**made.values, **self._who, **self._compared})

    @property
    def _compared(self) -> Mapping[str, str]:
        """Say what is compared: so that another choice makes anew whatever tells of it."""
        pairs = [f"{pair.before} {pair.after}" for pair in comparisons(self.course, self.cohort)]
        return {"compared": ", ".join(pairs), "forms": str(self.cohort.file.forms)}

    @property
    def _who(self) -> Mapping[str, str]:
        """Whether people go by aliases, for what tells of them."""
        return {"pseudonyms": "yes" if self.cohort.behind else ""}

    def _say(self, text: str) -> str:
        return said_in(self.cohort.file.language, text)

    def _language(self, notebook: Path) -> str:
        """Give the language of a document: English, where it isn't translated."""
        told = self.cohort.file.language
        # What is told of people is written once, and said in any language that has a catalogue.
        written = notebook.parent == self.course.reports and speaks(told)
        spoken = language_of(told)
        return told if written or spoken in {ENGLISH, notebook.parent.name} else "en-GB"

    def _title(self, path: Path) -> str:
        if path.is_relative_to(self.course.exercises):
            found = exercise(self.course.exercise_path(path.stem))
            return found.fill(self.cohort.values()).title
        return title(path)

    def _document(
        self, notebook: Path, *, target: str, audience: str, page: Mapping[str, Any]
    ) -> Document:
        file = self.cohort.file
        logo = self.cohort.logo
        look = {
            "lang": self._language(notebook),
            "paper": self.paper,
            "brand_colour": file.brand.colour,
            "logo": None if logo is None else str(logo),
            "logo_alt": file.brand.logo_alt,
            "authors": [file.trainer],
            "byline": said_in(self._language(notebook), "Trainer"),
            "date": file.date.isoformat(),
            "cohort": file.title,
            "course": file.offer.company,
        }
        return Document(
            target=target,
            notebook=notebook,
            course=self.course.root,
            audience=audience,
            values={**self.cohort.values(), "cohort_id": self.cohort.id},
            page={**look, **page},
        )
