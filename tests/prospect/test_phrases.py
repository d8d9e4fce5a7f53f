"""What any prospect may say: enough for each act, in every temperament, and fit for any call."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from doorknob.prospect.act import Answer
from doorknob.prospect.persona import Temperament
from doorknob.prospect.phrasebook import leads, phrases
from doorknob.prospect.reply import ENDINGS

# What a scenario words by itself: her worries, her yes, what she takes up, her life.
OF_A_SCENARIO = {
    Answer.HINTS,
    Answer.STATES,
    Answer.CONFIRMS,
    Answer.ELABORATES,
    Answer.FEELS_UNDERSTOOD,
    Answer.SETTLED,
    Answer.CONCLUDES,
    Answer.TELLS_OF_SELF,
    Answer.COMMITS,
    Answer.ADVANCES,
    Answer.PARTS_WELL,
}
GENERAL = sorted(set(Answer) - OF_A_SCENARIO)
# Words that would not be true of every call.
PARTICULAR = re.compile(
    r"\b(?:husband|wife|children|kids|brochure|wallet|shop|office|monday|friday|weather|raining"
    r"|euros?|pounds|dollars|£|\$|€)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("answer", GENERAL)
def test_each_act_has_twelve_variants_across_temperaments(answer: Answer) -> None:
    """All differ, and those of a temperament come on top of those that serve everybody."""
    _, plain = phrases(answer, Temperament.BLUNT)
    coloured = chain.from_iterable(phrases(answer, one)[0] for one in Temperament)
    lines = [*plain, *coloured]
    assert len(lines) >= 12
    assert len({line.casefold() for line in lines}) == len(lines)


@pytest.mark.parametrize("temperament", Temperament)
def test_each_temperament_has_its_own_words_for_nearly_every_act(temperament: Temperament) -> None:
    """A chatty prospect and a blunt one are told apart by what they say."""
    own = [answer for answer in GENERAL if len(phrases(answer, temperament)[0]) >= 6]
    assert len(own) >= len(GENERAL) - 2
    led = OF_A_SCENARIO - {Answer.PARTS_WELL}
    assert all(len(leads(answer, temperament)) >= 5 for answer in led)


def test_general_words_fit_any_call() -> None:
    """No trade, place, sum or relation that a scenario might contradict; no slot but the name."""
    for answer in GENERAL:
        for temperament in Temperament:
            for line in chain(*phrases(answer, temperament), leads(answer, temperament)):
                assert not PARTICULAR.search(line), line
                assert set(re.findall(r"\{(\w+)\}", line)) <= {"seller", "they", "them"}, line
                assert answer in ENDINGS or line.strip() == line
