"""Delivers recorded events to their subscribers over HTTP, at least once, in order of each aggregate.

Several relays may run: each claims rows with SKIP LOCKED. A subscriber that is down is retried with
growing pauses (1 s to 5 min) for as long as it takes; nothing is ever dropped. A fact that waits for its next
attempt, or that another relay holds, keeps back the later facts of its aggregate for that subscriber, and theirs
alone: a cancellation never overtakes its booking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import logs
from carekit.auth import ServiceIdentity
from carekit.clock import Clock
from carekit.db import Database

BATCH = 50
LONGEST_PAUSE = timedelta(minutes=5)

# Earlier facts of the same aggregate that this subscriber still waits for. The snapshot is older than the locks: a
# fact that was delivered in between still keeps back its followers, until the next round.
_EARLIER = """select from outbox_event earlier join outbox_delivery waiting on waiting.event_id = earlier.id
            where earlier.subject = {of}.subject and earlier.cpts_id is not distinct from {of}.cpts_id
              and earlier.id < {of_id} and waiting.subscriber = :subscriber and waiting.delivered_at is null"""
_DUE = text(
    f"""
    with due as materialized (
        select d.event_id, d.subscriber, d.attempts, e.type, e.subject, e.version, e.cpts_id, e.occurred_at, e.data
        from outbox_delivery d join outbox_event e on e.id = d.event_id
        where d.delivered_at is null and d.subscriber = :subscriber and d.next_attempt_at <= :now
          -- What waits for its next attempt fills no batch with its followers.
          and not exists ({_EARLIER.format(of="e", of_id="e.id")} and waiting.next_attempt_at > :now)
        order by d.event_id
        limit :batch
        for update of d skip locked)
    select due.* from due
    -- What another relay holds keeps back its followers.
    where not exists ({_EARLIER.format(of="due", of_id="due.event_id")}
              and not exists (select from due claimed where claimed.event_id = earlier.id))
    order by due.event_id
    """  # noqa: S608  (texts of this module; every value is a bound parameter)
)


@dataclass(frozen=True)
class Relay:
    """`subscribers` maps a service's name to its base URL, e.g. {"referral-svc": "http://127.0.0.1:8102"}."""

    database: Database
    clock: Clock
    identity: ServiceIdentity
    subscribers: dict[str, str]
    http: httpx.AsyncClient

    async def run_once(self) -> int:
        """Delivers what is due; returns how many deliveries were made."""
        delivered = 0
        for name, base_url in self.subscribers.items():
            goes_on = True
            while goes_on:
                made, goes_on = await self._deliver_batch(name, base_url)
                delivered += made
        return delivered

    async def _deliver_batch(self, subscriber: str, base_url: str) -> tuple[int, bool]:
        """How many were delivered, and whether another batch is worth asking for."""
        async with self.database.begin() as session:
            now = self.clock.now()
            rows = (
                (await session.execute(_DUE, {"subscriber": subscriber, "now": now, "batch": BATCH})).mappings().all()
            )
            delivered = 0
            refused: set[tuple[UUID | None, str]] = set()
            for row in rows:
                aggregate = (row["cpts_id"], row["subject"])
                if aggregate in refused:
                    continue
                error = await self._post(base_url, row)
                if error is None:
                    await self._mark_delivered(session, row, now)
                    delivered += 1
                    continue
                await self._postpone(session, row, now, error)
                refused.add(aggregate)
                if error.startswith("unreachable"):
                    return delivered, False
            return delivered, bool(rows)

    async def _post(self, base_url: str, row: Any) -> str | None:
        """None when the subscriber has it; else why not, without any of the data."""
        envelope = {
            "specversion": "1.0",
            "id": str(row["event_id"]),
            "source": self.identity.name,
            "type": row["type"],
            "subject": row["subject"],
            "version": row["version"],
            "cpts_id": str(row["cpts_id"]) if row["cpts_id"] else None,
            "time": row["occurred_at"].isoformat(),
            "data": row["data"],
        }
        try:
            answer = await self.http.post(
                f"{base_url}/_events",
                json=envelope,
                headers={"Authorization": f"Bearer {self.identity.token(row['cpts_id'])}"},
                timeout=10,
            )
        except httpx.HTTPError as lost:
            return f"unreachable: {type(lost).__name__}"
        if answer.status_code >= 300:
            logs.get().warning("event refused", event_type=row["type"], status=answer.status_code)
            return f"status {answer.status_code}"
        return None

    async def _mark_delivered(self, session: AsyncSession, row: Any, now: datetime) -> None:
        await session.execute(
            text(
                "update outbox_delivery set delivered_at = :now, attempts = attempts + 1, last_error = null "
                "where event_id = :event_id and subscriber = :subscriber"
            ),
            {"now": now, "event_id": row["event_id"], "subscriber": row["subscriber"]},
        )

    async def _postpone(self, session: AsyncSession, row: Any, now: datetime, error: str) -> None:
        pause = min(timedelta(seconds=2 ** min(row["attempts"], 9)), LONGEST_PAUSE)
        await session.execute(
            text(
                "update outbox_delivery set attempts = attempts + 1, last_error = :error, next_attempt_at = :at "
                "where event_id = :event_id and subscriber = :subscriber"
            ),
            {
                "error": error,
                "at": now + pause,
                "event_id": row["event_id"],
                "subscriber": row["subscriber"],
            },
        )
