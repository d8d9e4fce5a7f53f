"""What a scenario itself says of a line: nobody is accused for telling what is on his sheet."""

from __future__ import annotations

import pytest

from doorknob.course import Course
from doorknob.language.moves import FORCE, Move, in_precedence
from doorknob.language.reader import read
from doorknob.language.reading import Evidence, Reading
from doorknob.prospect.hearing import heard
from doorknob.prospect.knownlines import understood
from doorknob.prospect.scenario import Scenario

SCENARIOS = sorted(path.stem for path in Course.here().curriculum.glob("scenarios/*.yaml"))


def threat(line: str, confidence: float) -> Reading:
    """Give a reading that takes all of a line for a threat."""
    found = Evidence(code=Move.THREAT, start=0, end=len(line), text=line, why="Test.")
    return Reading(
        line=line,
        moves=(Move.THREAT,),
        evidence=(found,),
        confidence={"threat": confidence},
        reader="test",
    )


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_model_line_is_ever_taken_for_a_push(name: str, course: Course) -> None:
    """Whatever she had said before: facts, questions and reflections are what they are."""
    scenario = course.scenario(name).fill({})
    before = [*scenario.persona.opening, *(line for one in scenario.concerns for line in one.says)]
    lines = [fact.text for fact in scenario.facts]
    lines += [line for one in scenario.concerns for line in (one.ask, one.reflect)]
    for line in lines:
        for said in before:
            act = heard(understood(read(line, said), scenario), scenario, said=(said,))
            assert not act.pushes, (line, said)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_sure_push_is_excused(name: str, course: Course) -> None:
    """What tempts in a scenario, and is surely read as a push, stays one."""
    scenario = course.scenario(name).fill({})
    for tempting in scenario.temptations:
        for said in scenario.persona.opening:
            reading = read(tempting.line, said)
            if tempting.move in FORCE and not reading.unsure and FORCE & set(reading.moves):
                assert FORCE & set(understood(reading, scenario).moves), tempting.line


def test_a_fact_in_other_words_is_a_push_only_where_that_is_nearly_certain(
    think_it_over: Scenario,
) -> None:
    line = "You could freeze it in winter and not pay then."
    doubtful = understood(threat(line, 0.7), think_it_over)
    assert doubtful.moves == (Move.INFORMATION,)
    assert understood(threat(line, 0.95), think_it_over).moves == (Move.THREAT,)


def test_a_push_beside_a_fact_is_still_a_push(think_it_over: Scenario) -> None:
    """Only the sentence that tells the fact is excused."""
    line = "You can pause it any month. Sign now or you will be sorry."
    cut = line.index("Sign")
    evidence = (
        Evidence(code=Move.THREAT, start=0, end=cut - 1, text=line[: cut - 1], why="Test."),
        Evidence(code=Move.PRESSURE, start=cut, end=len(line), text=line[cut:], why="Test."),
    )
    reading = Reading(
        line=line,
        moves=in_precedence({Move.THREAT, Move.PRESSURE}),
        evidence=evidence,
        confidence={"threat": 0.7, "pressure": 0.7},
        reader="test",
    )
    found = understood(reading, think_it_over)
    assert set(found.moves) == {Move.PRESSURE, Move.INFORMATION}


BINDS_THE_SELLER = [
    "I'll ask our engineers, and you'll have it in writing by Thursday at noon.",
    "I don't know how long it lasts. I'll ask today, and you'll have it in writing on Thursday.",
    "I haven't got that figure. I'll get it for you by Wednesday.",
    "I'm not sure about that, so I won't guess. I'll find out by Thursday.",
    "That I can't tell you today. I'll ask and call you back on Friday at ten.",
    "Honestly, I don't know. Let me ask our mechanic and I'll write to you tomorrow.",
    "I'll check with our engineers and get back to you by Friday.",
    "I'll send you their names today.",
    "You'll have it in writing by Thursday.",
    "I’ll ask our engineers, and you’ll have it in writing by Thursday.",
    "I don't know that, and I don't want to guess.",
]
BINDS_HER = [
    "I'll send you the contract today.",
    "I'll ask your boss, then.",
    "I don't know that you've got a reason.",
    "I'll ring you every morning until you sign.",
    "You'll have it in writing by Thursday, so you'd better decide now.",
    "I'll call you tomorrow, and then I want a yes.",
]


@pytest.mark.parametrize("line", BINDS_THE_SELLER)
@pytest.mark.parametrize("name", ["sun-over-the-dairy", "past-purchasing", "think-it-over"])
def test_who_says_what_he_will_find_out_and_by_when_is_not_accused(
    line: str, name: str, course: Course
) -> None:
    """An honest "I don't know" is taught; whatever the reader makes of it, it is no push."""
    scenario = course.scenario(name).fill({})
    for said in (scenario.persona.opening[0], scenario.concerns[0].says[0]):
        act = heard(understood(read(line, said), scenario), scenario, said=(said,))
        assert not act.pushes, said


@pytest.mark.parametrize("line", BINDS_HER)
def test_a_promise_that_binds_her_is_not_excused(line: str, think_it_over: Scenario) -> None:
    assert understood(threat(line, 0.7), think_it_over).moves == (Move.THREAT,)


def test_a_sure_push_is_not_excused_by_a_promise_beside_it(think_it_over: Scenario) -> None:
    line = "I'll find out by Thursday."
    assert understood(threat(line, 0.9), think_it_over).moves == (Move.THREAT,)
    assert understood(threat(line, 0.7), think_it_over).moves == (Move.INFORMATION,)
