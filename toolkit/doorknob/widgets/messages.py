"""What arrives from the page, made safe: a message does what it says once, or nothing at all."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import attrs

from doorknob.errors import DatabaseError, JournalError
from doorknob.tongue import say
from doorknob.widgets.replies import NOT_SAVED, NOT_UNDERSTOOD, WENT_WRONG, Reply, Session

LOG = logging.getLogger(__name__)


def heard(session: Session, message: Any) -> dict[str, Any]:
    """Do what a message asks for; give what is sent back.

    Never raises: an error in a widget's callback would reach nobody, and the page would wait.
    """
    identity = message.get("id") if isinstance(message, Mapping) else None
    if not isinstance(identity, str) or not _is_uuid(identity):
        return {"id": identity, **attrs.asdict(Reply(accepted=False, notice=NOT_UNDERSTOOD))}
    try:
        reply = session.take(message)
    except (OSError, JournalError, DatabaseError):
        LOG.exception("%s cannot be written", session.place)
        reply = Reply(accepted=False, notice=NOT_SAVED, keep=True)
    except Exception:
        LOG.exception("a message failed: %r", message)
        reply = Reply(accepted=False, notice=WENT_WRONG)
    told = attrs.evolve(reply, notice=say(reply.notice) if reply.notice else "")
    return {"id": identity, **attrs.asdict(told)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
