"""The published schema: it takes what the loader takes, and marks what an editor should mark."""

from __future__ import annotations

from copy import deepcopy

import jsonschema
import pytest
from ruamel.yaml import YAML

from doorknob.course import Course
from doorknob.prospect.schema import scenario_schema


@pytest.fixture(scope="module")
def data(course: Course):
    return YAML(typ="safe").load(course.scenario_path("think-it-over"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize(
    "path", sorted(Course.here().curriculum.glob("scenarios/*.yaml")), ids=lambda path: path.stem
)
def test_the_course_s_own_scenarios_fit_it(path) -> None:
    jsonschema.validate(YAML(typ="safe").load(path), scenario_schema())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("concerns", 0, "about"), "wealth"),
        (("concerns", 0, "gate"), "7/3"),
        (("concerns", 0, "hint"), ["misspelt"]),
        (("persona", "temperament"), "sunny"),
        (("facts", 0, "heard_as"), "not a list"),
        (("phrases",), {"dances": ["…"]}),
        (("id",), "Think It Over"),
    ],
)
def test_what_the_loader_refuses_the_schema_marks(data, place, value) -> None:
    wrong = deepcopy(data)
    node = wrong
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, scenario_schema())


def test_every_field_that_has_a_story_tells_it() -> None:
    """Whoever hovers over a field of a concern or a fact reads what it is for."""
    schema = scenario_schema()
    worry = schema["properties"]["concerns"]["items"]["properties"]
    fact = schema["properties"]["facts"]["items"]["properties"]
    assert all("description" in shape for shape in (*worry.values(), *fact.values()))
