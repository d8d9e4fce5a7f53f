"""A reader at any endpoint that speaks OpenAI's chat completions: Ollama, vLLM, or a hosted one.

Whatever goes wrong, the learner gets the offline reader's reading, and that reading says so.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from doorknob.errors import DoorknobError
from doorknob.language.reader import read
from doorknob.language.reading import Reading
from doorknob.readers.answers import question, reading_from_answer
from doorknob.readers.breaker import Breaker
from doorknob.readers.exchange import post
from doorknob.readers.settings import Settings, settings_from


@attrs.define(eq=False)
class OpenAIReader:
    """Asks a model to read a line; reads it offline where that fails.

    Attributes
    ----------
    settings
        Where to ask and whom.
    last_failure
        Why the last call that failed did, in words; None while none has.
    """

    settings: Settings
    last_failure: str | None = attrs.field(default=None, init=False)
    _breaker: Breaker = attrs.field(factory=Breaker, init=False, repr=False)

    @property
    def name(self) -> str:
        """What its readings give as their reader."""
        return f"openai:{self.settings.model}"

    @property
    def notice(self) -> str:
        """What a learner must know before typing."""
        host, model = self.settings.host, self.settings.model
        return f"What you type is sent to {host}, where the model {model} reads it."

    def __call__(self, line: str, said: str = "") -> Reading:
        """Read `line`, an answer to what the prospect just `said`.

        Of a line, and of what she said, the first 2,000 characters are sent.
        """
        if not line.strip() or not self._breaker.allows():
            return read(line, said)
        try:
            raw = post(self.settings, question(self.settings.model, line, said))
            reading = reading_from_answer(line, raw, self.name)
        except DoorknobError as bad:
            self.last_failure = str(bad)
            self._breaker.failed()
            return read(line, said)
        self._breaker.worked()
        return reading


def reader_from(settings: Mapping[str, str]) -> OpenAIReader:
    """Make the reader of the environment's variables.

    Raises
    ------
    BadParameter
        If one of them is missing or wrong.
    """
    return OpenAIReader(settings_from(settings))
