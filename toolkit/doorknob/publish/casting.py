"""Who is in a course, and a cohort's names for them: ``curriculum/people.yaml``.

The file names the people whom salespeople speak to, and how they are spoken of; each gives a slot
of that name. Others, whom a text only mentions, need no line in it to be given another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import attrs

from doorknob.cast import LONGEST, NOBODY, Cast, Name, is_name, name_of, replaced
from doorknob.course import Course
from doorknob.documents import Document, load
from doorknob.errors import InvalidCohort, InvalidFile, Problem, suggestion
from doorknob.kit import kit_of
from doorknob.prospect.persona import Pronoun
from doorknob.publish.offer import Address, offer_names
from doorknob.publish.spoken import people_named, where_named
from doorknob.structuring import structure
from doorknob.tongue import ENGLISH, language_of

FILE = "people.yaml"
TITLES = {
    ENGLISH: {Pronoun.SHE: "Ms", Pronoun.HE: "Mr"},
    "de": {Pronoun.SHE: "Frau", Pronoun.HE: "Herr"},
}


@attrs.frozen(kw_only=True)
class Known:
    """Somebody in the course.

    Attributes
    ----------
    name
        In full, as a text gives it first; a title such as ``Dr`` stays.
    pronoun
        How they are spoken of, so Ms or Mr.
    given, surname
        Where the name is not written in this order, as in Tan Wei Ling.
    """

    name: str
    pronoun: Pronoun = Pronoun.SHE
    given: str = ""
    surname: str = ""

    @property
    def parts(self) -> Name:
        """The name in its parts."""
        found = name_of(self.name)
        changed = {"given": self.given, "surname": self.surname}
        return attrs.evolve(found, **{field: text for field, text in changed.items() if text})


@attrs.frozen(kw_only=True)
class People:
    """What ``people.yaml`` says: people by the names of their slots."""

    people: dict[str, Known]


def read_people(curriculum: Path) -> Mapping[str, Known]:
    """Give the people of a course; none where it has no such file.

    Raises
    ------
    InvalidCohort
        With every fault and its line.
    """
    path = curriculum / FILE
    if not path.is_file():
        return {}
    try:
        data = path.read_bytes()
    except OSError:
        data = b""  # it is told when it is read for what is in it
    return _people(path, data)


@lru_cache(maxsize=8)
def _people(path: Path, _data: bytes) -> Mapping[str, Known]:
    document = load(path, InvalidCohort)
    found = structure(document, People, InvalidCohort).people
    problems = list(_people_problems(found, document))
    if problems:
        raise InvalidCohort(problems)
    return found


def _people_problems(people: Mapping[str, Known], doc: Document) -> Iterator[Problem]:
    taken = offer_names()
    for slot, known in people.items():
        place = ("people", slot)
        if not slot.isidentifier() or slot in taken:
            fix = "Use small letters, and no name that the offer has."
            yield doc.problem(place, f"{slot!r} can't name a slot.", fix)
        for field in ("name", "given", "surname"):
            text = getattr(known, field)
            if (text or field == "name") and not is_name(text):
                yield doc.problem((*place, field), f"{text!r} is no name.")


def cast_of(
    people: Mapping[str, Known], names: Mapping[str, str], address: Address, locale: str
) -> Cast:
    """Work out who plays whom in a cohort, and how everybody is spoken to."""
    put: dict[str, str] = {}
    for old, new in names.items():
        put |= replaced(_parts(old, people), name_of(new))
    by_pronoun = TITLES.get(language_of(locale), TITLES[ENGLISH])
    called = {}
    for slot, known in people.items():
        was = known.parts
        now = attrs.evolve(
            was, given=put.get(was.given, was.given), surname=put.get(was.surname, was.surname)
        )
        formal = address is Address.SURNAME or now.title
        called[slot] = now.spoken_to(by_pronoun[known.pronoun]) if formal else now.given
    usual = address is Address.FIRST_NAME and not put
    return NOBODY if usual else Cast(put, called)


def spoken_to(people: Mapping[str, Known], cast: Cast) -> dict[str, str]:
    """Give how everybody is spoken to, also where a cohort changes nothing."""
    parts = {slot: known.parts for slot, known in people.items()}
    usual = {slot: one.spoken_to("") if one.title else one.given for slot, one in parts.items()}
    return {**usual, **cast.called}


def _parts(old: str, people: Mapping[str, Known]) -> Name:
    """Tell the parts of a person's name; of somebody known, also by the given name alone."""
    parts = [one.parts for one in people.values()]
    wanted = name_of(old)
    for same in (wanted.whole, wanted.given if not wanted.surname else ""):
        found = [one for one in parts if same and same in {one.whole, one.given}]
        if len(found) == 1:
            return found[0]
    return wanted


def name_problems(names: Mapping[str, str], course: Course, doc: Document) -> Iterator[Problem]:
    """Find what is wrong with a cohort's names, at its line."""
    try:
        people = read_people(course.curriculum)
    except InvalidFile as bad:
        yield from bad.problems
        return
    if not names:
        return
    fit = {}
    for old, new in names.items():
        problem = _unfit(old, new, course, doc)
        if problem is None:
            fit[old] = new
        else:
            yield problem
    yield from _clashes(fit, people, course, doc)


def _unfit(old: str, new: str, course: Course, doc: Document) -> Problem | None:
    place = ("names", old)
    if not new.strip():
        return doc.problem(place, "expected a name, found none.", "Leave the line out to keep it.")
    if not all(is_name(part.strip()) for part in new.split(",", 1)):
        fix = f"Use letters, spaces, hyphens, apostrophes and full stops, at most {LONGEST}."
        return doc.problem(place, f"{new!r} is no name that could be put into a text.", fix)
    # A learner's kit holds a part of the course, and names for all of it.
    if kit_of(course) is not None:
        return None
    if not is_name(old) or not where_named(course, name_of(old).whole):
        hint = suggestion(old, people_named(course)).strip()
        return doc.problem(place, f"no text of the course speaks of {old!r}.", hint)
    return None


def _clashes(
    names: Mapping[str, str], people: Mapping[str, Known], course: Course, doc: Document
) -> Iterator[Problem]:
    """Find two people who would get one name, and one who would get two."""
    given: dict[str, str] = {}
    put: dict[str, tuple[str, str]] = {}
    for old, new in names.items():
        place, parts = ("names", old), name_of(new)
        same = given.setdefault(parts.given.casefold(), old)
        if same != old and _parts(same, people).given != _parts(old, people).given:
            message = f"{parts.given!r} would be {same!r}, too."
            yield doc.problem(place, message, "Give each a first name of their own.")
        for part, text in replaced(_parts(old, people), parts).items():
            other, before = put.setdefault(part, (old, text))
            if before != text:
                message = f"{part!r} is {before!r} by the line of {other!r}."
                fix = "People who share a part of their name share the new one."
                yield doc.problem(place, message, fix)
    renamed = {_parts(old, people).whole for old in names}
    everybody = {*people_named(course), *(one.name for one in people.values())}
    for parts in (_parts(name, people) for name in sorted(everybody)):
        for old, new in () if parts.whole in renamed else names.items():
            taken = replaced(_parts(old, people), name_of(new)).keys()
            shared = taken & {parts.given, parts.surname}
            if shared:
                message = f"{min(shared)!r} is {parts.whole!r}, too."
                yield doc.problem(("names", old), message, "Give both a line, or neither.")
            elif name_of(new).given.casefold() == parts.given.casefold():
                message = f"{parts.given!r} is somebody in the course: {parts.whole!r}."
                yield doc.problem(("names", old), message, "Choose another, or rename both.")
