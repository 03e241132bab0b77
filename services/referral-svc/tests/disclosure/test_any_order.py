"""R20: in any order of events nobody reads without a lawful link, and whoever has one does.

A walk does random acts on one request and keeps a model of the links beside it; the model is plain and knows the
rules (section 4) alone. `LONG_FORM=1` walks ten thousand steps (`make drill`).
"""

from __future__ import annotations

import os
import random
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from carekit.testing.databases import SavepointDatabase

from ..build import OURS, Somebody, World
from ..casework.test_holders import here

STEPS = 10
WALKS = 1000 if os.environ.get("LONG_FORM") else 5
#: What is rarely possible stands more often; what ends a request comes late, or no walk would get far.
ACTS = (
    "place", "place", "place", "ask and hear", "choose", "book", "book", "cancel", "cancel before booked",
    "hand over", "revoke hand-over", "hold", "refuse", "refuse", "resume", "resume", "decline", "step back",
    "step back",
)  # fmt: skip
ENDS = ("close", "close", "redirect", "withdraw", "withdraw consent", "erase", "erase")
LATE = 7


@dataclass
class Links:
    """Who may read, by the rules: a choice and a yes, a booking, a hand-over by name, having written it."""

    chosen: UUID | None = None
    booked: list[tuple[UUID, UUID]] = field(default_factory=list)
    """Doctor and appointment."""
    handed: list[str] = field(default_factory=list)
    refused: bool = False
    ended: bool = False
    erased: bool = False

    def care(self, doctor: UUID) -> bool:
        return self.chosen == doctor and not self.refused and not self.erased

    def name(self, doctor: UUID) -> bool:
        return self.care(doctor) or doctor in {one for one, _ in self.booked}

    def close_all(self) -> None:
        """After withdrawal or refusal whatever was opened closes."""
        self.booked, self.handed = [], []


class Walk:
    def __init__(self, world: World, dice: random.Random) -> None:
        self.world, self.dice, self.links, self.done = world, dice, Links(), list[str]()
        self.doctors: list[UUID] = []
        self.referral: Any = None

    async def begin(self) -> None:
        self.doctors = [await self.world.describe() for _ in range(2)]
        self.author = self.world.who("referrer", structure="970000001")
        self.colleague = self.world.who("referrer", structure="970000001")
        self.guest = await here(self.world, "guest", name="Mairie")
        self.referral = await self.world.qualified(self.author)
        self.path = f"/referrals/{self.referral['referral_id']}"

    async def does(self, act: str, body: Any = None, who: Somebody | None = None) -> bool:
        answer = await self.world.ask(who or self.world.coordinator, "POST", f"{self.path}/{act}", body)
        assert answer.status_code < 500, answer.text
        return answer.is_success

    async def step(self) -> None:
        acts = ACTS if len(self.done) < LATE else (*ACTS, *ENDS, *ENDS)
        act, doctor, links = self.dice.choice(acts), self.dice.choice(self.doctors), self.links
        self.done.append(act)
        self.world.clock.advance(timedelta(minutes=5))
        match act:
            case "ask and hear" | "place" | "choose":
                if act != "choose":
                    await self.does("waves", {"professional_ids": [str(doctor)]})
                    await self._hear(doctor)
                choice = {"professional_id": str(doctor), "recorded": "oral"}
                if act != "ask and hear" and await self.does("choice", choice):
                    links.chosen = doctor
            case "book":
                appointment = await self.world.booked(self.referral["referral_id"], doctor)
                if not links.ended:
                    links.booked.append((doctor, appointment))
            case "cancel" if links.booked:
                who, appointment = links.booked.pop(self.dice.randrange(len(links.booked)))
                await self.world.cancelled(self.referral["referral_id"], who, appointment)
            case "cancel before booked":
                late = uuid4()
                await self.world.cancelled(self.referral["referral_id"], doctor, late)
                await self.world.booked(self.referral["referral_id"], doctor, appointment=late)
            case "hand over":
                await self._hand_over()
            case "revoke hand-over" if links.handed:
                gone = links.handed.pop()
                path = f"/handovers/{gone}/revocation"
                body = {"reason_code": "no_longer_needed"}
                answer = await self.world.ask(self.world.coordinator, "POST", path, body)
                assert answer.is_success, answer.text
            case "hold":
                await self.does("hold", {"reason_code": "unreachable"})
            case "refuse":
                if await self.does("hold", {"reason_code": "refuses_for_now"}):
                    links.refused = True
                    links.close_all()
            case "resume":
                if await self.does("resumption"):
                    links.refused = False
            case "decline":
                await self.does("choice/decline", {"reason_code": "too_far", "recorded": "oral"})
            case "step back":
                if await self.does("step-back", {"by": "person", "reason_code": "too_far"}):
                    links.booked = [one for one in links.booked if one[0] != links.chosen]
                    links.chosen = None
            case "close":
                await self._close()
            case "redirect" | "withdraw" | "withdraw consent":
                await self._end(act)
            case "erase":
                body = {"case_number": self.referral["case_number"], "reason_code": "person_asks"}
                if await self.does("erasure", body):
                    links.erased = True
                    links.close_all()

    async def _hear(self, doctor: UUID) -> None:
        him = self.world.professional(professional=doctor)
        for one in (await self.world.get(him, "/solicitations"))["items"]:
            await self.world.ask(him, "POST", f"/solicitations/{one['solicitation_id']}/answer", {"answer": "yes"})

    async def _hand_over(self) -> None:
        until = str(self.world.clock.now().date() + timedelta(days=30))
        body = {"to_account_id": str(self.guest.caller.account_id), "told": ["social"], "agreed": "oral",
                "reason_code": "social_situation", "until": until}  # fmt: skip
        answer = await self.world.ask(self.world.coordinator, "POST", f"{self.path}/handovers", body)
        if answer.is_success:
            self.links.handed.append(answer.json()["handover_id"])

    async def _close(self) -> None:
        await self.does("first-appointment", {"waived_reason": "not_needed"})
        await self.does("declaration", {"state": "waived"})
        async with self.world.database.begin(OURS) as session:
            await session.execute(text("update notice set state = 'delivered'"))
        if await self.does("closing", {"outcome_code": "followed"}):
            self.links.ended = True

    async def _end(self, act: str) -> None:
        ended = {
            "redirect": ("redirection", "out_of_scope"),
            "withdraw": ("withdrawal", "no_longer_needed"),
            "withdraw consent": ("withdrawal", "consent_withdrawn"),
        }
        path, reason = ended[act]
        if await self.does(path, {"reason_code": reason}):
            self.links.ended, self.links.chosen = True, None
            self.links.erased = act == "withdraw consent"
            self.links.close_all()

    async def watched(self) -> None:
        """Everybody tries; the model says who should succeed."""
        links, world = self.links, self.world
        for doctor in self.doctors:
            him = world.professional(professional=doctor)
            await self.reads(him, "care-bulletin", links.care(doctor))
            asked = {"referral_ids": [self.referral["referral_id"]]}
            named = (await world.ask(him, "POST", "/names", asked)).json()["names"]
            assert bool(named) == links.name(doctor), ("name", self.done)
        await self.reads(self.guest, "social-bulletin", bool(links.handed))
        await self.reads(self.guest, "care-bulletin", False)
        await self.reads(self.colleague, "care-bulletin", not links.ended)
        await self.reads(self.author, "care-bulletin", not links.erased)

    async def reads(self, who: Somebody, what: str, may: bool) -> None:
        answer = await self.world.ask(who, "GET", f"{self.path}/{what}")
        assert (answer.status_code == 200) == may, (what, sorted(who.caller.roles), self.done)


def taken_back(world: World) -> AbstractAsyncContextManager[None]:
    assert isinstance(world.database, SavepointDatabase)
    return world.database.taken_back()


@pytest.mark.parametrize("first", range(0, WALKS, 100))
async def test_in_any_order_of_events_only_a_lawful_link_opens_anything(world: World, first: int) -> None:
    for seed in range(first, min(first + 100, WALKS)):
        async with taken_back(world):
            walk = Walk(world, random.Random(seed))
            await walk.begin()
            for _ in range(STEPS):
                await walk.step()
                if walk.dice.random() < 0.4:
                    await walk.watched()
            await walk.watched()
