"""Events are written in the transaction that makes them true, and delivered later by the relay.

Tables (made by `outbox_tables()` in each producer's first migration): `outbox_event`, the facts, and
`outbox_delivery`, one row per fact and subscriber, which the relay works off with SKIP LOCKED.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, MetaData, String, Table, insert, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PgUuid  # noqa: N811
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.driver_session import DriverSession
from carekit.events import Event
from carekit.identifiers import new_id

CHANNEL = "outbox"

metadata = MetaData()

outbox_event = Table(
    "outbox_event",
    metadata,
    Column("id", PgUuid(as_uuid=True), primary_key=True),
    Column("type", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("cpts_id", PgUuid(as_uuid=True)),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("data", JSONB, nullable=False),
    Index("ix_outbox_event_subject", "subject"),
)

outbox_delivery = Table(
    "outbox_delivery",
    metadata,
    Column("event_id", PgUuid(as_uuid=True), ForeignKey("outbox_event.id", ondelete="CASCADE"), primary_key=True),
    Column("subscriber", String, primary_key=True),
    Column("next_attempt_at", DateTime(timezone=True)),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("last_error", String),
    Column("delivered_at", DateTime(timezone=True)),
    Index("ix_outbox_delivery_due", "next_attempt_at", postgresql_where=text("delivered_at is null")),
)


@dataclass(frozen=True)
class Subscriptions:
    """Who hears which fact: `{"referral-svc": {"appointment.booked.v1"}}`. Declared once per producer."""

    by_subscriber: dict[str, frozenset[str]]

    def of(self, event_type: str) -> list[str]:
        return [name for name, types in self.by_subscriber.items() if event_type in types]


_FACT = """
    with fact as (
        insert into outbox_event (id, type, subject, version, cpts_id, occurred_at, data)
        values (:id, :type, :subject, :version, cast(:cpts_id as uuid), :at, cast(cast(:data as text) as jsonb))
        returning id, occurred_at),
    told as (
        insert into outbox_delivery (event_id, subscriber, next_attempt_at, attempts)
        select fact.id, name, fact.occurred_at, 0 from fact, unnest(cast(:subscribers as text[])) name)
    """
_RECORD = text(f"{_FACT} select 1")
_RECORD_AND_NOTIFY = text(f"{_FACT} select pg_notify('{CHANNEL}', '')")


async def record(
    session: AsyncSession | DriverSession,
    event: Event,
    *,
    to: Subscriptions,
    version: int,
    cpts_id: UUID | None,
    at: datetime,
) -> UUID:
    """Writes the fact and its deliveries in the caller's transaction; wakes the relay on commit.

    One round trip: this stands on the path of every booking.
    """
    event_id = new_id()
    subscribers = to.of(event.type)
    await session.execute(
        _RECORD_AND_NOTIFY if subscribers else _RECORD,
        {
            "id": event_id,
            "type": event.type,
            "subject": event.subject(),
            "version": version,
            "cpts_id": cpts_id,
            "at": at,
            "data": event.model_dump_json(),
            "subscribers": subscribers,
        },
    )
    return event_id


async def record_all(
    session: AsyncSession,
    facts: Sequence[tuple[Event, int]],
    *,
    to: Subscriptions,
    cpts_id: UUID | None,
    at: datetime,
) -> list[UUID]:
    """`record` for many facts, each with its version, in the round trips of one."""
    events: list[dict[str, Any]] = []
    deliveries: list[dict[str, Any]] = []
    for event, version in facts:
        event_id = new_id()
        events.append(
            {
                "id": event_id,
                "type": event.type,
                "subject": event.subject(),
                "version": version,
                "cpts_id": cpts_id,
                "occurred_at": at,
                "data": event.model_dump(mode="json"),
            }
        )
        deliveries += [
            {"event_id": event_id, "subscriber": name, "next_attempt_at": at, "attempts": 0}
            for name in to.of(event.type)
        ]
    if events:
        await session.execute(insert(outbox_event), events)
    if deliveries:
        await session.execute(insert(outbox_delivery), deliveries)
        await session.execute(text(f"notify {CHANNEL}"))
    return [row["id"] for row in events]


def outbox_tables() -> list[str]:
    """The statements of the producer's first migration."""
    return [
        """create table outbox_event (
            id uuid primary key, type text not null, subject text not null, version integer not null,
            cpts_id uuid, occurred_at timestamptz not null, data jsonb not null)""",
        """create table outbox_delivery (
            event_id uuid not null references outbox_event (id) on delete cascade,
            subscriber text not null, next_attempt_at timestamptz, attempts integer not null default 0,
            last_error text, delivered_at timestamptz, primary key (event_id, subscriber))""",
        "create index ix_outbox_delivery_due on outbox_delivery (next_attempt_at) where delivered_at is null",
    ]


#: A later migration of every producer: what the relay reads to keep the facts of one aggregate in order.
OUTBOX_IN_ORDER = "create index ix_outbox_event_subject on outbox_event (subject)"
