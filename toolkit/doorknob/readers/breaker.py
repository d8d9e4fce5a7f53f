"""When to stop asking an endpoint that doesn't answer: counted in calls, so that it replays."""

from __future__ import annotations

import attrs

FAILURES = 3
REST = 20


@attrs.define
class Breaker:
    """Counts failures in a row, and rests after three of them.

    After the rest one call is let through: if that fails as well, the next rest begins at once,
    so that a learner waits for a dead endpoint once in 21 lines and no oftener.

    >>> breaker = Breaker()
    >>> for _ in range(FAILURES):
    ...     breaker.failed()
    >>> [breaker.allows() for _ in range(REST + 1)].index(True)
    20
    """

    _in_a_row: int = attrs.field(default=0, init=False)
    _rest: int = attrs.field(default=0, init=False)

    def allows(self) -> bool:
        """Whether this call may go out; a call that may not shortens the rest."""
        if self._rest:
            self._rest -= 1
            return False
        return True

    def failed(self) -> None:
        """Note that a call failed."""
        self._in_a_row += 1
        if self._in_a_row >= FAILURES:
            self._rest = REST

    def worked(self) -> None:
        """Note that a call was answered."""
        self._in_a_row = 0
