"""Builders with good defaults."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from carekit.auth import Caller
from carekit.events import Envelope, Event

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


class SlotBooked(Event):
    """A fact for the tests of the kit."""

    type = "slot.booked.v1"
    slot: str

    def subject(self) -> str:
        return self.slot


def envelope(version: int = 1, subject: str = "slot-1", event_id: UUID | None = None) -> Envelope:
    return Envelope(
        id=event_id or uuid4(),
        source="scheduling-svc",
        type="slot.booked.v1",
        subject=subject,
        version=version,
        cpts_id=None,
        time=NOON,
        data={"slot": subject},
    )


def caller(*roles: str, **changes: Any) -> Caller:
    return Caller(
        **{"account_id": uuid4(), "name": "Claire Lefevre", "cpts_id": uuid4(), "roles": frozenset(roles), **changes}
    )
