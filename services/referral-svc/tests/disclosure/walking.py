"""One request walks at random; a plain model beside it knows who may read what, by the rules (section 4) alone."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from ..build import OURS, Somebody, World, need
from ..casework.test_holders import here
from ..neighbours.crossing import agreed, their
from .reporting import PDF, given

#: What is rarely possible stands more often; what ends a request comes late, or no walk would get far.
ACTS = (
    "place", "place", "place", "ask and hear", "choose", "book", "book", "cancel", "cancel before booked",
    "hand over", "revoke hand-over", "hold", "refuse", "refuse", "resume", "resume", "decline", "step back",
    "step back", "name a participant", "name a participant", "write", "report", "report", "report", "leave",
    "open to a neighbour", "advise",
)  # fmt: skip
ENDS = ("close", "close", "redirect", "withdraw", "withdraw consent", "erase", "erase", "merge")
LATE = 7
#: What is asked for, and whom it takes: alone, with another of the household, in two legs, an advice first.
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "medecin_traitant": ({}, {}),
    "household": ({}, {}),
    "dental": (
        {"kind": "dental", "need": ["dental_care"], "two_legs": True},
        {"profession_code": "40", "is_general_practitioner": False, "specialty_codes": []},
    ),
    "advice": (
        {"kind": "specialist", "need": ["specialist_advice"], "specialty": "cardiology", "advice_first": True},
        {"is_general_practitioner": False, "specialty_codes": ["SM04"]},
    ),
}


@dataclass
class Links:
    """Who may read, by the rules: a choice and a yes, a booking, a hand-over by name, having written it."""

    chosen: UUID | None = None
    leaving: set[UUID] = field(default_factory=set)
    """They announced their departure: they read what they treat until they leave."""
    taking_part: set[UUID] = field(default_factory=set)
    """Named by the coordinator, or chosen and not stepped back: what is said among participants, no bulletin."""
    reports: int = 0
    booked: list[tuple[UUID, UUID]] = field(default_factory=list)
    """Doctor and appointment."""
    handed: list[str] = field(default_factory=list)
    refused: bool = False
    ended: bool = False
    erased: bool = False

    def care(self, doctor: UUID) -> bool:
        return (doctor in self.leaving or (self.chosen == doctor and not self.refused)) and not self.erased

    def name(self, doctor: UUID) -> bool:
        return self.care(doctor) or doctor in {one for one, _ in self.booked}

    def close_all(self) -> None:
        """After withdrawal or refusal whatever was opened closes."""
        self.booked, self.handed, self.leaving = [], [], set()


class Walk:
    def __init__(self, world: World, dice: random.Random) -> None:
        self.world, self.dice, self.links, self.done = world, dice, Links(), list[str]()
        self.doctors: list[UUID] = []
        self.referral: Any = None
        self.file: Any = None
        self.agreement: str | None = None

    async def begin(self) -> None:
        asked, offer = KINDS[kind := self.dice.choice(list(KINDS))]
        self.done.append(kind)
        self.doctors = [await self.world.describe(**offer) for _ in range(2)]
        self.nurse = await self.world.describe(profession_code="60")
        self.author = self.world.who("referrer", structure="970000001")
        self.colleague = self.world.who("referrer", structure="970000001")
        self.guest = await here(self.world, "guest", name="Mairie")
        if kind == "household":
            said = {name: value for name, value in need().items() if name not in ("kind", "need")}
            other = {"family_name": "Zyborowska", "given_name": "Roger", "birth": {"year": 1963}, "sex": "male"}
            body = {**said, "setting": "household", "others": [{"patient": other}]}
            stated = (await self.world.ask(self.author, "POST", "/households", body)).json()["referrals"][0]
            stated = await self.world.act(self.world.coordinator, stated["referral_id"], "qualification", {})
        else:
            stated = await self.world.qualified(self.author, **asked)
        self.referral = stated
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
                    links.taking_part.add(doctor)
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
                    links.taking_part -= {links.chosen}
                    links.chosen = None
            case "name a participant":
                if await self.does("participants", {"professional_id": str(self.nurse)}):
                    links.taking_part.add(self.nurse)
            case "write":
                await self.does("messages", {"words": "Elle préfère le matin"})
            case "report" | "advise":
                await self._report(act)
            case "leave":
                await self._leave(doctor)
            case "open to a neighbour":
                self.agreement = self.agreement or await agreed(self.world, kinds=["medecin_traitant", "specialist"])
                await self.does("crossings", {"agreement_id": self.agreement, "given": "oral"})
            case "merge":
                twin = await self.world.state(self.world.who("referrer"))
                if await self.does("duplicate-merge", {"into": twin["referral_id"]}):
                    links.ended, links.chosen = True, None
                    links.close_all()
            case "close":
                await self._close()
            case "redirect" | "withdraw" | "withdraw consent":
                await self._end(act)
            case "erase":
                body = {"case_number": self.referral["case_number"], "reason_code": "person_asks"}
                if await self.does("erasure", body):
                    links.erased = True
                    links.close_all()

    async def _report(self, act: str) -> None:
        """By whoever was chosen: with a file, or the advice that was asked."""
        him = self.world.professional(professional=self.links.chosen or self.doctors[0])
        if act == "advise":
            self.links.reports += await self.does("advice", {"words": "Avis", "visit": False}, him)
            return
        file = {"name": "bilan.pdf", "media_type": "application/pdf"}
        body = {"kind": "report", "words": "Vue ce jour", "file": file}
        answer = await self.world.ask(him, "POST", f"{self.path}/reports", body)
        if answer.is_success:
            self.file = answer.json()
            assert (await given(self.world, him, self.file, PDF[:4000])).is_success
            self.links.reports += 1

    async def _leave(self, doctor: UUID) -> None:
        """Placed with him, the person is searched for again; he reads on until he leaves."""
        leaves_on = str(self.world.clock.now().date() + timedelta(days=60))
        body = {"professional_id": str(doctor), "leaves_on": leaves_on}
        answer = await self.world.ask(self.world.coordinator, "POST", "/departures", body)
        if answer.is_success and self.links.chosen == doctor and not self.links.ended:
            if (await self.world.get(self.world.coordinator, self.path))["status"] == "placed":
                return  # a question to a specialist, not a lasting care: it stays with him
            if not self.links.refused:
                self.links.leaving.add(doctor)
            self.links.chosen = None

    async def _hear(self, doctor: UUID) -> None:
        him = self.world.professional(professional=doctor)
        for one in (await self.world.get(him, "/solicitations"))["items"]:
            await self.world.ask(him, "POST", f"/solicitations/{one['solicitation_id']}/answer", {"answer": "yes"})

    async def _hand_over(self) -> None:
        until = str(self.world.clock.now().date() + timedelta(days=30))
        body = {
            "to_account_id": str(self.guest.caller.account_id),
            "told": ["social"],
            "agreed": "oral",
            "reason_code": "social_situation",
            "until": until,
        }
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
        every = [str(row.id) for row in await world.rows("select id from referral")]
        for professional in (*self.doctors, self.nurse):
            him = world.professional(professional=professional)
            await self.reads(him, "care-bulletin", links.care(professional))
            named = (await world.ask(him, "POST", "/names", {"referral_ids": every})).json()["names"]
            expected = [self.referral["referral_id"]] if links.name(professional) else []
            assert [one["referral_id"] for one in named] == expected, ("name", self.done)
            await self.takes_part(him, professional in links.taking_part and not links.erased)
        await self.reads(self.guest, "social-bulletin", bool(links.handed))
        await self.reads(self.guest, "care-bulletin", False)
        await self.takes_part(self.guest, False)
        await self.reads(self.colleague, "care-bulletin", not links.ended)
        await self.reads(self.author, "care-bulletin", not links.erased)
        await self.takes_part(self.author, not links.erased)
        for who in (their(world, "care_coordinator", "director"), world.professional(), self.author):
            file = await world.ask(who, "POST", f"{self.path}/person-file")
            assert file.status_code in (403, 404), ("person-file", self.done)
        for what in ("care-bulletin", "messages", "reports"):
            await self.reads(their(world, "care_coordinator", "director"), what, False)
        file = await world.ask(world.coordinator, "POST", f"{self.path}/person-file")
        assert (file.status_code == 200) == (not links.erased), ("person-file", self.done)

    async def takes_part(self, who: Somebody, may: bool) -> None:
        """What is said and given among participants: the thread, the reports, and a file by its own address."""
        await self.reads(who, "messages", may)
        reports = await self.world.ask(who, "GET", f"{self.path}/reports")
        found = len(reports.json()["items"]) if reports.is_success else 0
        assert found == (self.links.reports if may else 0), ("reports", found, self.done)
        if self.file is not None:
            file = await self.world.ask(who, "GET", f"/report-files/{self.file['report_id']}")
            assert file.is_success == may, ("file", self.done)

    async def reads(self, who: Somebody, what: str, may: bool) -> None:
        answer = await self.world.ask(who, "GET", f"{self.path}/{what}")
        assert (answer.status_code == 200) == may, (what, sorted(who.caller.roles), self.done)
