"""What the databases hold after the kills, beside what was promised."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass

import asyncpg

from local_system.running import RunningSystem

#: Subscriber of an event → the database that its inbox is in.
INBOX = {"referral-svc": "referral", "scheduling-svc": "scheduling", "gateway": "gateway"}


@dataclass(frozen=True)
class Books:
    system: RunningSystem

    async def lost_bookings(self, promised: list[str]) -> set[str]:
        kept = await self._column("scheduling", "select appointment_id::text from appointment")
        return set(promised) - set(kept)

    async def double_bookings(self) -> int:
        return len(
            await self._column(
                "scheduling",
                "select slot_id::text from appointment where slot_id is not null and status in "
                "('held', 'booked', 'arrived', 'fulfilled', 'no_show') group by slot_id having count(*) > 1",
            )
        )

    async def lost_absences(self, promised: list[str]) -> set[str]:
        return set(promised) - set(await self._column("directory", "select id::text from absence"))

    async def untold_absences(self, promised: list[str], service: str) -> int:
        """Promised days off that the local copy of another service does not know."""
        rows = await self._column("directory", "select concat_ws(' ', id, professional_id, starts_on) from absence")
        told = {identifier: (professional, day) for identifier, professional, day in map(str.split, rows)}
        query = "select json_build_array(professional_id, absences)::text from known_professional"
        copies = [json.loads(text) for text in await self._column(service, query)]
        known = {(professional, one["starts_on"]) for professional, absences in copies for one in absences}
        return sum(told[identifier] not in known for identifier in promised if identifier in told)

    async def lost_refusals(self, promised: list[str]) -> set[str]:
        return set(promised) - set(await self._column("referral", "select id::text from refused_consent"))

    async def wait_until_told(self, patience: float = 90.0) -> float:
        """Seconds until every delivery of every outbox has been taken."""
        begun = time.monotonic()
        while await self._waiting():
            if time.monotonic() - begun > patience:
                raise TimeoutError(f"{await self._waiting()} deliveries still wait after {patience:.0f} s")
            await asyncio.sleep(0.2)
        return time.monotonic() - begun

    async def deliveries_without_inbox(self) -> int:
        """Deliveries marked as taken that the subscriber's inbox does not know."""
        missing = 0
        for producer in ("directory", "referral", "scheduling"):
            for subscriber, database in INBOX.items():
                query = f"select event_id::text from outbox_delivery where subscriber = '{subscriber}'"
                sent = await self._column(producer, query)
                if sent:
                    taken = set(await self._column(database, "select id::text from inbox_event"))
                    missing += len(set(sent) - taken)
        return missing

    async def _waiting(self) -> int:
        return sum(
            [
                len(await self._column(name, "select 'x' from outbox_delivery where delivered_at is null"))
                for name in ("directory", "referral", "scheduling")
            ]
        )

    async def _column(self, service: str, query: str) -> list[str]:
        # The superuser sees through row-level security: the books are those of every CPTS.
        connection = await asyncpg.connect(self.system.database_url(service, superuser=True))
        try:
            return [row[0] for row in await connection.fetch(query)]
        finally:
            await connection.close()
