"""How each request went, step by step, at the pace of a real coordination."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from local_system.demo.acts import Acts
from local_system.demo.cases import Case, Ending
from local_system.demo.inprocess import DoorClosed
from local_system.demo.replay import Story, at_work, last_at_work

_HOLDS = ("unreachable", "hospitalised", "refuses_for_now", "awaiting_document")
_REDIRECTIONS = ("home_return", "other_service", "other_territory", "out_of_scope")
_WITHDRAWALS = ("found_elsewhere", "consent_withdrawn", "moved_away", "no_longer_needed")
_NO_REASONS = ("no_capacity", "too_far", "no_capacity", "absent")
_CONDITIONS = ("from_next_month", "practice_only", "with_colleague")
WAVE = 3
#: Professionals of the accounts shown at start: asked when they can be, and they leave it for the visitor to answer.
WAITING = ("gp", "second_gp", "third_gp")


@dataclass
class Storyteller:
    """Tells the cases up to `today`; a story that the rules stop is noted in `stopped` and ends there."""

    acts: Acts
    today: datetime
    professionals: Mapping[str, UUID]
    stopped: list[str] = field(default_factory=list)

    def _now(self) -> datetime:
        return self.acts.services.clock.now()

    def _by_today(self, wanted: datetime) -> datetime:
        """On a Monday morning, what the week-end put off until later that day was done on Friday."""
        soon = max(self._now(), last_at_work(self.today - timedelta(minutes=10)))
        return wanted if wanted <= self.today else soon

    async def tell(self, case: Case) -> Story:
        try:
            async for at in self._tell(case):
                yield at
        except DoorClosed as refused:
            self.stopped.append(f"case {case.rank} ({case.kind}, {case.ending.value}): {refused}")

    async def _tell(self, case: Case) -> Story:
        rng = random.Random(f"maillage/story/{case.rank}")
        yield case.stated_at(self.today)
        referral_id = await self.acts.state(case)
        if case.kind == "snp" and case.rank % 2 == 0:
            yield self._now() + timedelta(minutes=6)  # an SNP slot is booked at once, before anybody qualifies
            if await self._unscheduled(case, referral_id):
                return  # which places the person
        if case.ending is Ending.STATED:
            return
        yield self._by_today(at_work(self._now() + timedelta(minutes=rng.randrange(25, 400))))
        await self.acts.act(case, referral_id, "qualification", {})
        if case.ending is Ending.QUALIFIED:
            return
        if case.ending is Ending.REDIRECTED:
            yield at_work(self._now() + timedelta(minutes=rng.randrange(10, 90)))
            await self.acts.act(case, referral_id, "redirection", {"reason_code": rng.choice(_REDIRECTIONS)})
            return
        if case.ending is Ending.ON_HOLD:
            yield at_work(self._now() + timedelta(days=1, hours=rng.randrange(4)))
            await self.acts.act(case, referral_id, "hold", {"reason_code": rng.choice(_HOLDS)})
            return
        if case.ending is Ending.WITHDRAWN:
            yield at_work(self._now() + timedelta(days=2, hours=rng.randrange(6)))
            await self.acts.act(case, referral_id, "withdrawal", {"reason_code": rng.choice(_WITHDRAWALS)})
            return
        async for at in self._search(case, referral_id, rng):
            yield at
        if case.ending in (Ending.PLACED, Ending.CLOSED):
            async for at in self._place(case, referral_id, rng):
                yield at

    async def _unscheduled(self, case: Case, referral_id: UUID) -> bool:
        """The first free slot of a doctor, taken by whoever stated the request; half of them still wait for one."""
        slots = await self.acts.first_slots("10", self._now() + timedelta(minutes=30))
        if slots:
            await self.acts.book(slots[0]["slot_id"], self.acts.callers[case.referrer], "snp", referral_id)
        return bool(slots)

    async def _search(self, case: Case, referral_id: UUID, rng: random.Random) -> Story:
        """One wave, a second one when nobody said yes; the late searches stay without an answer."""
        patience = {}
        for _ in range(2):
            yield self._by_today(at_work(self._now() + timedelta(minutes=rng.randrange(15, 150))))
            if case.ending is Ending.SEARCHING and case.age < timedelta(days=7) and case.rank % 2 == 0:
                # Asked in the last hours of work, until after the week-end: the answers are still awaited today.
                yield max(self._now(), last_at_work(self.today) - timedelta(minutes=rng.randrange(20, 280)))
                patience = {"answer_within_hours": 96}
            candidates, proposed = await self.acts.candidates(case, referral_id)
            if not candidates:
                return
            asked = await self.acts.ask(case, referral_id, self._wave(case, candidates, proposed), **patience)
            async for at in self._answers(case, asked, rng):
                yield at
            present = await self.acts.read(case, referral_id)
            if present["status"] != "searching" or case.ending is Ending.SEARCHING:
                return
            yield at_work(self._now() + timedelta(days=1))

    def _wave(self, case: Case, candidates: list[UUID], proposed: list[UUID]) -> list[UUID]:
        """Those whom the rules propose; an open search includes whoever may sign in to answer."""
        usual = proposed or candidates[:WAVE]
        if case.ending is not Ending.SEARCHING or case.rank % 2:
            return usual
        waiting = {c.professional_id for key, c in self.acts.callers.items() if key in WAITING}
        first = [who for who in candidates if who in waiting][:2]
        return (first + [who for who in usual if who not in first])[: len(usual)]

    async def _answers(self, case: Case, asked: Mapping[UUID, str], rng: random.Random) -> Story:
        """Each answers in his own time: quickly by phone, in the evening, or never."""
        sent = self._now()
        waiting = {c.professional_id for key, c in self.acts.callers.items() if key in WAITING}
        delays = sorted((timedelta(minutes=rng.randrange(20, 1_500)), str(who)) for who in asked)
        yeses = {Ending.SEARCHING: 0, Ending.PROPOSED: rng.choice((1, 2, 3))}.get(case.ending, 1)
        for delay, who in delays:
            professional = UUID(who)
            if sent + delay > self.today:
                return
            if case.ending is Ending.SEARCHING and (professional in waiting or rng.random() < 0.4):
                continue
            yield sent + delay
            if yeses > 0:
                yeses -= 1
                condition = {"condition": rng.choice(_CONDITIONS)} if rng.random() < 0.25 else {}
                await self._heard(professional, asked[professional], "yes", condition)
            elif rng.random() < 0.7:
                await self._heard(professional, asked[professional], "no", {"reason_code": rng.choice(_NO_REASONS)})

    async def _heard(self, professional: UUID, solicitation: str, answer: str, more: dict[str, str]) -> None:
        """A late answer may come when the person is already placed: it is thanked, and the story goes on."""
        try:
            await self.acts.answer(professional, solicitation, answer, **more)
        except DoorClosed as refused:
            if " 410 " not in str(refused) and " 409 " not in str(refused):
                raise

    async def _place(self, case: Case, referral_id: UUID, rng: random.Random) -> Story:
        """The person chooses, meets the professional; the loop closes."""
        present = await self.acts.read(case, referral_id)
        if present["status"] == "proposed":
            yield at_work(self._now() + timedelta(hours=rng.randrange(2, 26)))
            chosen = (await self.acts.proposals(case, referral_id))[0]
            present = await self.acts.act(
                case, referral_id, "choice", {"professional_id": chosen, "recorded": rng.choice(("oral", "written"))}
            )
        if present["status"] != "placed":
            return
        professional = UUID(present["placed_professional_id"])
        yield at_work(self._now() + timedelta(minutes=rng.randrange(20, 600)))
        await self.acts.read_bulletin(referral_id, professional)
        if rng.random() < 0.6:
            await self.acts.referrer_reads(case, referral_id)
        if case.ending is Ending.PLACED and rng.random() < 0.35:
            return
        async for at in self._meet(case, referral_id, professional, rng):
            yield at
        if case.kind == "medecin_traitant":
            yield at_work(self._now() + timedelta(hours=rng.randrange(1, 30)))
            await self.acts.act(case, referral_id, "declaration", {"state": "confirmed"})
        else:
            yield at_work(self._now() + timedelta(hours=rng.randrange(1, 30)))
            await self.acts.act(case, referral_id, "reports", _REPORT, self.acts.professional(professional))
        if case.ending is Ending.CLOSED:
            async for at in self._close(case, referral_id, rng):
                yield at

    async def _meet(self, case: Case, referral_id: UUID, professional: UUID, rng: random.Random) -> Story:
        """In the shared agenda when the professional shares hours, else on the date he states."""
        slots = await self.acts.free_slots(professional, self._now() + timedelta(days=1))
        if not slots:
            meets_at = at_work(self._now() + timedelta(days=rng.randrange(2, 9)))
            await self.acts.act(
                case,
                referral_id,
                "first-appointment",
                {"at": meets_at.isoformat()},
                self.acts.professional(professional),
            )
            yield meets_at
            return
        booked = await self.acts.book(
            rng.choice(slots[:5])["slot_id"], self.acts.coordinator_of(case), "first_visit", referral_id
        )
        yield _instant(booked["ends_at"]) + timedelta(minutes=5)
        await self.acts.outcome(booked["appointment_id"], professional, "fulfilled")

    async def _close(self, case: Case, referral_id: UUID, rng: random.Random) -> Story:
        """The coordinator says how the last ones were told, then closes."""
        yield at_work(self._now() + timedelta(days=1, hours=rng.randrange(5)))
        present = await self.acts.read(case, referral_id)
        for missing in present["closing"]["missing"]:
            kind, _, notice_id = missing.partition(":")
            if kind == "notice":
                await self.acts.act(case, referral_id, f"notices/{notice_id}/waiver", {"reason": "told_by_phone"})
        await self.acts.act(case, referral_id, "closing", {"outcome_code": _outcome(case)})


#: Who gave care says so to those who asked for it; without it the request may not close as « care given ».
_REPORT = {"kind": "report", "words": "Vu ce jour. Soins commencés, la personne est d’accord avec la suite prévue."}


def _outcome(case: Case) -> str:
    return "followed" if case.kind == "medecin_traitant" else "care_given"


def _instant(text: Any) -> datetime:
    return datetime.fromisoformat(str(text))
