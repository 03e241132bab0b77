"""What the databases hold after the kills, beside what was promised."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import asyncpg

from local_system.running import RunningSystem
from tests.drill.main_job import Job

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

    async def untrue(self, jobs: list[Job]) -> list[str]:
        """What is missing or twice of what each job was promised, in words."""
        known = {
            "status": await self._pairs("referral", "select id, status from referral"),
            "next door": await self._pairs("scheduling", "select referral_id, status from known_referral"),
            "grants": await self._pairs("referral", "select referral_id, bulletin from disclosure_grant"),
            "lines": await self._pairs("referral", "select referral_id, code from timeline_entry"),
            "appointments": await self._pairs("scheduling", "select referral_id, status from appointment"),
        }
        return [
            f"{job.kind} {job.referral_id}: {what} {sorted(found)} instead of {sorted(promised)}"
            for job in jobs
            if job.referral_id
            for what, promised, found in compared(job, known)
            if Counter(promised) != Counter(found)
        ]

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

    async def _pairs(self, service: str, query: str) -> dict[str, list[str]]:
        """First column → the second ones, once per row."""
        found: dict[str, list[str]] = {}
        for key, value in await self._rows(service, query):
            found.setdefault(str(key), []).append(value)
        return found

    async def _column(self, service: str, query: str) -> list[str]:
        return [row[0] for row in await self._rows(service, query)]

    def rows_sync(self, service: str, query: str, *values: Any) -> list[Any]:
        """For whoever works with threads."""
        return asyncio.run(self._rows(service, query, *values))

    async def _rows(self, service: str, query: str, *values: Any) -> list[Any]:
        # The superuser sees through row-level security: the books are those of every CPTS.
        connection = await asyncpg.connect(self.system.database_url(service, superuser=True))
        try:
            return list(await connection.fetch(query, *values))
        finally:
            await connection.close()


#: Acts of a whole placement, as the timeline names them: each must stand there once.
PLACEMENT = ("stated", "qualified", "wave_sent", "search_started", "answered_yes", "proposed", "choice_recorded")

#: The same, when a slot was booked for unscheduled care.
BOOKING = ("stated", "qualified", "search_started", "proposed", "choice_recorded", "appointment_booked")


def compared(job: Job, known: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, list[str], list[str]]]:
    """What was promised beside what is found. A job that was cut short promises its state alone."""
    found = {what: rows.get(job.referral_id, []) for what, rows in known.items()}
    if job.placed_with:
        yield "status", ["placed"], found["status"]
        yield "grants", ["care"], found["grants"]
        lines = [line for line in found["lines"] if line in (*PLACEMENT, "bulletin_opened")]
        yield "timeline", [*PLACEMENT, "bulletin_opened"], lines
    if job.appointment_id:
        yield "appointments", ["booked"], found["appointments"]
        yield "status", ["placed"], found["status"]
        yield "grants", ["care"], found["grants"]
        lines = [line for line in found["lines"] if line in (*BOOKING, "bulletin_opened")]
        yield "timeline", [*BOOKING, "bulletin_opened"], lines
    searching = {"searching": "qualified", "proposed": "qualified"}  # next door hears only what it may book for
    yield "state next door", [searching.get(state, state) for state in found["status"]], found["next door"]
