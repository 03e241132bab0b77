"""The shared agenda lives: unscheduled care booked day after day, and the coming two weeks partly full."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from carekit.clock import PARIS
from local_system.demo.acts import Acts
from local_system.demo.inprocess import DoorClosed, several_at_once
from local_system.demo.replay import Story

_BOOKERS = ("pharmacist", "care_coordinator", "nurse", "regulator", "health_mediator")
_SLOTS = "/api/scheduling/v1/slots"
_AFTERNOON = 13


@dataclass
class Agenda:
    acts: Acts
    today: datetime
    stopped: list[str] = field(default_factory=list)

    async def six_weeks(self) -> Story:
        """Each working day some slots of the next two days are booked; those of the past get their outcome."""
        rng = random.Random("maillage/agenda")
        pending: list[dict[str, Any]] = []
        first = (self.today - timedelta(days=40)).astimezone(PARIS).date()
        for day in (first + timedelta(days=n) for n in range(41)):
            at = datetime.combine(day, time(8, 45), PARIS)
            if day.isoweekday() == 7 or at > self.today:
                continue
            yield at
            pending = await self._outcomes(pending, rng)
            slots = await self._free(at + timedelta(minutes=30), at + timedelta(days=2), limit=100)
            for slot in rng.sample(slots, min(len(slots), rng.randrange(2, 5))):
                booked = await self._book(slot, rng)
                if booked:
                    pending.append(booked)

    async def fill_two_weeks(self, step: Callable[[str, int, int], None]) -> None:
        """A fifth of the half-days full, a third of them begun, the others untouched."""
        rng = random.Random("maillage/two-weeks")
        slots = await self._free(self.today + timedelta(minutes=30), self.today + timedelta(days=14))
        halves: defaultdict[tuple[str, date, bool], list[dict[str, Any]]] = defaultdict(list)
        for slot in slots:
            start = datetime.fromisoformat(slot["starts_at"]).astimezone(PARIS)
            halves[(slot["professional_id"], start.date(), start.hour < _AFTERNOON)].append(slot)
        booked: list[dict[str, Any]] = []
        for half in halves.values():
            fate = rng.random()
            taken = len(half) if fate < 0.2 else rng.randrange(1, 3) if fate < 0.53 else 0
            booked += half[:taken]

        async def book(slot: dict[str, Any]) -> None:
            await self._book(slot, random.Random(f"maillage/booker/{slot['starts_at']}"))

        await several_at_once(booked, book, lambda done: step("coming two weeks", done, len(booked)))

    async def _free(self, since: datetime, until: datetime, limit: int | None = None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while limit is None or len(found) < limit:
            page = await self.acts.services.get(
                _SLOTS,
                self.acts.callers["care_coordinator"],
                **{"from": since.isoformat(), "to": until.isoformat(), "limit": 100, **cursor},
            )
            found += page["items"]
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        return found

    async def _book(self, slot: dict[str, Any], rng: random.Random) -> dict[str, Any] | None:
        """One agenda may have two slots at one time of which one is taken: the refusal is the rule at work."""
        try:
            return await self.acts.book(slot["slot_id"], self.acts.callers[rng.choice(_BOOKERS)], "snp")
        except DoorClosed as refused:
            self.stopped.append(str(refused))
            return None

    async def _outcomes(self, pending: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
        now = self.acts.services.clock.now()
        for appointment in pending:
            if datetime.fromisoformat(appointment["ends_at"]) <= now:
                outcome = "no_show" if rng.random() < 0.07 else "fulfilled"
                await self.acts.outcome(appointment["appointment_id"], UUID(appointment["professional_id"]), outcome)
        return [a for a in pending if datetime.fromisoformat(a["ends_at"]) > now]
