"""Who acts on an agenda in the drill of histories: what each asks, and what he was answered.

An act is repeated, with its Idempotency-Key, until it is answered. What cannot carry one (a cancellation, a hold
given back) may be refused when it is repeated, though it was done.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as civil
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid4

import httpx

from carekit.clock import PARIS
from tests.drill.agenda_model import (
    BOOKED,
    DONE,
    HELD,
    LENGTHS,
    OPEN_FOR,
    REASONS,
    Away,
    Cancel,
    Close,
    Cut,
    Move,
    Read,
    Release,
    Slot,
    Take,
)
from tests.drill.linearizable import Act

#: Hours that are closed and opened again, in minutes of the openings.
CLOSINGS = ((0, 40), (60, 120))


class Booked(NamedTuple):
    by: Doer
    reason: str


@dataclass
class Practice:
    """One agenda of the drill, and its history."""

    professional_id: UUID = field(default_factory=uuid4)
    place_id: UUID = field(default_factory=uuid4)
    day: date = field(default_factory=lambda: datetime.now(PARIS).date() + timedelta(days=21))
    openings: dict[str, dict[str, Any]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    #: What stands, as far as anybody was told.
    booked: dict[str, Booked] = field(default_factory=dict)
    #: When each hold ends, on the clock of the history.
    holds_end: dict[str, float] = field(default_factory=dict)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, civil(9), PARIS).astimezone(UTC)

    def minute(self, at: str) -> int:
        return int((datetime.fromisoformat(at) - self.begins).total_seconds()) // 60

    def instant(self, minute: int) -> str:
        return (self.begins + timedelta(minutes=minute)).isoformat()

    def opening(self, modality: str, minutes: int) -> dict[str, Any]:
        until = self.begins.astimezone(PARIS) + timedelta(minutes=OPEN_FOR)
        reasons = [{"reason_code": reason, "minutes": lasts} for reason, lasts in REASONS.items()]
        return {
            "place_id": str(self.place_id), "kind": "one_off", "starts_on": self.day.isoformat(),
            "from_time": "09:00", "to_time": f"{until:%H:%M}", "slot_minutes": minutes, "modalities": [modality],
            "audience": ["cpts"], "reasons": reasons,
        }  # fmt: skip


class Service(Protocol):
    """The scheduling service, asked until it answers."""

    async def ask(self, doer: Doer, method: str, path: str, body: Any, headers: dict[str, str]) -> Answered: ...
    async def describe(self, practice: Practice, *, absent: bool) -> None: ...
    def noted(self, said: Any) -> None: ...


class Answered(NamedTuple):
    answer: httpx.Response
    repeated: bool


@dataclass(eq=False)
class Doer:
    """An account that acts on one agenda, and notes what it asked and what it was answered."""

    service: Service
    practice: Practice
    role: str
    dice: random.Random
    account: UUID = field(default_factory=uuid4)
    seen: list[tuple[Slot, str]] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.account.hex[:6]

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answered:
        return await self.service.ask(self, method, path, body, headers)

    def note(self, called: float, said: Any) -> None:
        self.practice.acts.append(Act(called, time.monotonic(), said))
        self.service.noted(said)

    async def read(self) -> None:
        practice, called = self.practice, time.monotonic()
        until = practice.instant(OPEN_FOR).replace("+00:00", "Z")
        answer, _ = await self.ask("GET", f"/slots?professional_id={practice.professional_id}&limit=100&to={until}")
        self.seen = [
            (Slot(item["modalities"][0], practice.minute(item["starts_at"]), practice.minute(item["ends_at"])), name)
            for item in answer.raise_for_status().json()["items"]
            for name in [item["slot_id"]]
        ]
        self.note(called, Read(frozenset(self.seen)))

    async def hold(self) -> None:
        (slot, slot_id), reason = self.dice.choice(self.seen), self.dice.choice([*REASONS])
        called, wall = time.monotonic(), time.time()
        answer, _ = await self.ask("POST", f"/slots/{slot_id}/hold", {"reason_code": reason})
        word, name = word_of(answer), ""
        if word == DONE:
            name = answer.json()["hold_id"]
            self.holds.append(name)
            ends = datetime.fromisoformat(answer.json()["until"]).timestamp()
            self.practice.holds_end[name] = called + ends - wall
        self.note(called, Take(HELD, self.name, slot, slot_id, reason, word, name))

    async def book(self) -> None:
        (slot, slot_id), reason = self.dice.choice(self.seen), self.dice.choice([*REASONS])
        called = time.monotonic()
        answer, _ = await self.ask("POST", "/appointments", {"slot_id": slot_id, "reason_code": reason})
        word, name, ends = word_of(answer), "", 0
        if word == DONE:
            name, ends = answer.json()["appointment_id"], self.practice.minute(answer.json()["ends_at"])
            self.practice.booked[name] = Booked(self, reason)
        self.note(called, Take(BOOKED, self.name, slot, slot_id, reason, word, name, ends))

    async def move(self) -> None:
        name, reason = self.dice.choice(self.appointments())
        slot, slot_id = self.dice.choice(self.seen)
        called = time.monotonic()
        answer, _ = await self.ask("POST", f"/appointments/{name}/move", {"slot_id": slot_id, "by": self.by})
        word = word_of(answer)
        ends = self.practice.minute(answer.json()["ends_at"]) if word == DONE else 0
        self.note(called, Move(self.name, name, slot, slot_id, reason, word, ends))

    async def cancel(self) -> None:
        name, _ = self.dice.choice(self.appointments())
        called = time.monotonic()
        body = {"by": self.by, "reason_code": "other"}
        answer, repeated = await self.ask("POST", f"/appointments/{name}/cancellation", body)
        self.practice.booked.pop(name, None)
        self.note(called, Cancel(name, word_of(answer), repeated))

    async def release(self) -> None:
        name, called = self.holds.pop(), time.monotonic()
        answer, repeated = await self.ask("DELETE", f"/holds/{name}")
        self.note(called, Release(name, word_of(answer), repeated))

    async def close(self) -> None:
        """Hours, and after a moment they are open again."""
        span, practice = self.dice.choice(CLOSINGS), self.practice
        starts, ends = map(practice.instant, span)
        called = time.monotonic()
        body = {"professional_id": str(practice.professional_id), "from": starts, "to": ends}
        answer, _ = await self.ask("POST", "/closures", body)
        self.note(called, Close(span, closed=True))
        await asyncio.sleep(self.dice.uniform(0, 0.3))
        called = time.monotonic()
        await self.ask("DELETE", f"/closures/{answer.raise_for_status().json()['closure_id']}")
        self.note(called, Close(span, closed=False))

    async def cut(self) -> None:
        modality, kept = self.dice.choice([*self.practice.openings.items()])
        minutes = self.dice.choice([one for one in LENGTHS if one != kept["slot_minutes"]])
        called = time.monotonic()
        answer, _ = await self.ask(
            "PUT", f"/openings/{kept['opening_id']}", self.practice.opening(modality, minutes),
            **{"If-Match": f'"{kept["version"]}"'},
        )  # fmt: skip
        # Refused for its version where the first answer was lost: nobody else revises.
        assert answer.status_code in (200, 412), answer.text
        kept |= {"version": kept["version"] + 1, "slot_minutes": minutes}
        self.note(called, Cut(modality, minutes))

    async def be_away(self) -> None:
        for absent in (True, False):
            called = time.monotonic()
            await self.service.describe(self.practice, absent=absent)
            self.note(called, Away(absent))
            await asyncio.sleep(self.dice.uniform(0, 0.3))

    def appointments(self) -> list[tuple[str, str]]:
        """Name and reason of those that this one may act on."""
        booked = self.practice.booked.items()
        return [(name, one.reason) for name, one in booked if self.role != "referrer" or one.by is self]

    @property
    def by(self) -> str:
        return "patient" if self.role == "referrer" else "practice"


async def people_book(doer: Doer, over: asyncio.Event) -> None:
    """What was read grows old: only every third act begins with a look."""
    while not over.is_set():
        if not doer.seen or doer.dice.random() < 0.35:
            await doer.read()
        acts: list[Callable[[], Awaitable[None]]] = [doer.hold, doer.book, doer.book] if doer.seen else []
        acts += [doer.release] * len(doer.holds)
        # Where much is booked, more is cancelled: an agenda that is full is one on which nothing happens.
        booked = doer.appointments()
        acts += [doer.cancel, doer.cancel][: len(booked)]
        acts += [doer.move] if booked and doer.seen else []
        if acts:
            await doer.dice.choice(acts)()


async def rules_change(doer: Doer, over: asyncio.Event) -> None:
    while not over.is_set():
        await asyncio.sleep(doer.dice.uniform(0.1, 0.6))
        await doer.dice.choice([doer.close] if doer.role == "director" else [doer.cut, doer.cut, doer.be_away])()


def word_of(answer: httpx.Response) -> str:
    """`done`, or the name of the rule that refused."""
    return DONE if answer.is_success else str(answer.json().get("type")).rpartition("/")[2]
