"""Sending in batches: what can't be sent now is tried again, and what is refused is singled out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from doorknob.sending.outbox import Outbox
from doorknob.sending.posting import LONGEST_WAIT, Answer, Verdict
from doorknob.standards.made import Made

BATCH = 50
TRIES = 6
FIRST_WAIT = 1.0

Post = Callable[[Sequence[dict[str, Any]]], Answer]


@attrs.define
class Delivery:
    """How sending went.

    Attributes
    ----------
    sent
        How many the store has acknowledged.
    known
        How many it had already, in other words; what it has, stands.
    refused
        Those that it will not take, each with why; they stay in the outbox.
    left
        How many are still to be sent.
    stopped
        Why sending ended before all was sent; empty where it didn't.
    """

    sent: int = 0
    known: int = 0
    refused: list[tuple[Made, str]] = attrs.field(factory=list)
    left: int = 0
    stopped: str = ""

    @property
    def complete(self) -> bool:
        """Whether everything has arrived."""
        return not self.left


class _Stopped(Exception):
    """Nothing more can be sent now; the text says why."""


@attrs.frozen(kw_only=True)
class Sender:
    """Sends what an outbox holds.

    Attributes
    ----------
    outbox
        Remembers what has arrived.
    post
        Sends one batch.
    sleep
        Waits for so many seconds.
    batch
        How many statements go in one request.
    tries
        How often one request is tried.
    """

    outbox: Outbox
    post: Post
    sleep: Callable[[float], None] = time.sleep
    batch: int = BATCH
    tries: int = TRIES

    def send(self, made: Sequence[Made]) -> Delivery:
        """Send what has not arrived yet, the oldest first.

        Whatever arrives is remembered before the next request, so that being stopped, by an error
        or by the power cut, costs nothing but another try.
        """
        pending = self.outbox.pending(made)
        delivery = Delivery(left=len(pending))
        try:
            for batch in _batches(pending, self.batch):
                self._deliver(batch, delivery)
        except _Stopped as stopped:
            delivery.stopped = str(stopped)
        return delivery

    def _deliver(self, batch: Sequence[Made], delivery: Delivery) -> None:
        answer = self._tried(batch)
        if answer.verdict is Verdict.STORED:
            self._arrived(batch, delivery)
            delivery.sent += len(batch)
        elif len(batch) > 1:
            # One of them is refused or known: halve until it is alone, and the others go through.
            middle = len(batch) // 2
            self._deliver(batch[:middle], delivery)
            self._deliver(batch[middle:], delivery)
        elif answer.verdict is Verdict.KNOWN:
            # Ids are derived from what happened, so it is the same event. The store's own stands.
            self._arrived(batch, delivery)
            delivery.known += 1
        else:
            delivery.refused.append((batch[0], answer.why))

    def _arrived(self, batch: Sequence[Made], delivery: Delivery) -> None:
        self.outbox.remember(batch)
        delivery.left -= len(batch)

    def _tried(self, batch: Sequence[Made]) -> Answer:
        """Send a batch, with longer and longer pauses between tries."""
        wait = FIRST_WAIT
        for number in range(1, self.tries + 1):
            answer = self.post([one.statement for one in batch])
            if answer.verdict is Verdict.STOP:
                raise _Stopped(answer.why)
            if answer.verdict is not Verdict.LATER:
                return answer
            asked = answer.wait if answer.wait is not None else wait
            if number == self.tries or asked > LONGEST_WAIT:
                break
            self.sleep(max(asked, wait))
            wait = min(2 * wait, LONGEST_WAIT)
        raise _Stopped(f"{answer.why} Tried {number} times.")


def _batches(made: Sequence[Made], size: int) -> Iterator[Sequence[Made]]:
    for start in range(0, len(made), size):
        yield made[start : start + size]
