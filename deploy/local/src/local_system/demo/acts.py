"""What people do with a request, as calls to the services' public doors."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from local_system.demo.cases import Case
from local_system.demo.inprocess import Services
from local_system.demo.patients import Patient

_REFERRAL = "/api/referral/v1"
_SCHEDULING = "/api/scheduling/v1"

_DIFFICULTIES = (
    "Son médecin est parti à la retraite au printemps et personne ne l'a remplacé.",
    "Vient d'emménager chez sa fille, n'a pas encore trouvé de médecin.",
    "Ne peut plus se déplacer seul ; son médecin ne fait plus de visites.",
    "Renouvelle son traitement aux urgences depuis six mois.",
    "Sort d'hospitalisation, suivi à organiser.",
    "A appelé une douzaine de cabinets sans succès.",
)
_TREATMENTS = ("Traitement antihypertenseur et statine.", "Insuline, deux injections par jour.", "Aucun connu.", None)
_WISHES = ("De préférence le matin.", "Souhaite un cabinet accessible en bus.", None, None)


def describe(case: Case, at: datetime) -> dict[str, Any]:
    """The form as the referrer fills it in: eight required answers, and what he knows besides."""
    patient, rng = case.patient, random.Random(f"maillage/words/{case.rank}")
    return {
        "kind": case.kind,
        "patient": {
            "family_name": patient.family_name,
            "birth_name": patient.birth_name,
            "given_name": patient.given_name,
            "birth": birth(patient),
            "sex": patient.sex,
        },
        "residence": (
            {"commune_code": patient.commune.code, "address": patient.address} if patient.commune else {"none": True}
        ),
        "contact": {"phone": patient.phone, "through_referrer": patient.phone is None},
        "need": list(case.needs),
        "urgency": case.urgency,
        "criteria": case.chips,
        "constraints": case.constraints,
        "consent": {
            "search": True,
            "bulletin_sharing": True,
            "given": rng.choice(("oral", "oral", "written")),
            "at": at.isoformat(),
        },
        "care": {
            "difficulty": rng.choice(_DIFFICULTIES),
            "treatment": rng.choice(_TREATMENTS),
            "preferences": rng.choice(_WISHES),
        },
    }


def birth(patient: Patient) -> dict[str, Any]:
    if patient.born_on:
        return {"date": patient.born_on.isoformat()}
    return {"year": patient.birth_year} if patient.birth_year else {"unknown": True}


@dataclass(frozen=True)
class Acts:
    """`callers` by key of account; a professional without account acts by his identifier."""

    services: Services
    callers: Mapping[str, Caller]

    def coordinator_of(self, case: Case) -> Caller:
        return self.callers["social_coordinator" if case.kind == "social" else "care_coordinator"]

    def professional(self, professional_id: UUID) -> Caller:
        """As he would sign in himself: the account shown at start when he has one."""
        for caller in self.callers.values():
            if caller.professional_id == professional_id and caller.has("professional"):
                return caller
        cpts = self.callers["care_coordinator"].cpts_id
        return Caller(professional_id, "", cpts, frozenset({"professional"}), professional_id)

    async def state(self, case: Case) -> UUID:
        body = describe(case, self.services.clock.now())
        answer = await self.services.post(
            f"{_REFERRAL}/referrals", self.callers[case.referrer], body, once=f"case-{case.rank}"
        )
        return UUID(answer["referral_id"])

    async def read(self, case: Case, referral_id: UUID) -> dict[str, Any]:
        found: dict[str, Any] = await self.services.get(
            f"{_REFERRAL}/referrals/{referral_id}", self.coordinator_of(case)
        )
        return found

    async def act(
        self, case: Case, referral_id: UUID, act: str, body: dict[str, Any], by: Caller | None = None
    ) -> Any:
        path = f"{_REFERRAL}/referrals/{referral_id}/{act}"
        return await self.services.post(path, by or self.coordinator_of(case), body)

    async def candidates(self, case: Case, referral_id: UUID) -> tuple[list[UUID], list[UUID]]:
        """All who could be asked, in the order of the rules; and those whom the rules would ask now."""
        found = await self.services.get(f"{_REFERRAL}/referrals/{referral_id}/candidates", self.coordinator_of(case))
        ranked = [(UUID(one["professional_id"]), one["proposed"]) for one in found["candidates"]]
        return [who for who, _ in ranked], [who for who, proposed in ranked if proposed]

    async def ask(self, case: Case, referral_id: UUID, professionals: list[UUID], **more: int) -> dict[UUID, str]:
        """Sends a wave; returns each asked professional's solicitation."""
        body = {"professional_ids": [str(p) for p in professionals], **more}
        wave = await self.act(case, referral_id, "waves", body)
        return {UUID(s["professional_id"]): s["solicitation_id"] for s in wave["solicitations"]}

    async def proposals(self, case: Case, referral_id: UUID) -> list[str]:
        """Professionals offered to the person, the first yes first."""
        found = await self.services.get(f"{_REFERRAL}/referrals/{referral_id}/proposals", self.coordinator_of(case))
        return [one["professional_id"] for one in found["items"] if one["state"] == "proposed"]

    async def referrer_reads(self, case: Case, referral_id: UUID) -> None:
        """The referrer opens the news that stand in his list, for himself and for his structure."""
        by, path = self.callers[case.referrer], f"{_REFERRAL}/referrals/{referral_id}"
        for participant in (await self.services.get(f"{path}/participants", by))["items"]:
            if participant["part"] in ("referrer", "structure"):
                for notice in participant["notices"]:
                    if notice["state"] in ("sent", "delivered"):
                        await self.services.post(f"{path}/notices/{notice['notice_id']}/reading", by)

    async def welcomes_requests(self, key: str) -> None:
        """The doctors one can log in as may be asked again at once, however often the six weeks asked them."""
        by = self.callers[key]
        path = f"{_REFERRAL}/professionals/{by.professional_id}/solicitation-settings"
        kept = await self.services.get(path, by)
        wished = {"weekly_cap": 20, "paused_until": None, "places_left": None}
        await self.services.put(path, by, wished, version=int(kept["etag"].strip('"')))

    async def answer(self, professional_id: UUID, solicitation_id: str, answer: str, **more: str) -> None:
        await self.services.post(
            f"{_REFERRAL}/solicitations/{solicitation_id}/answer",
            self.professional(professional_id),
            {"answer": answer, **more},
        )

    async def free_slots(self, professional_id: UUID, since: datetime) -> list[dict[str, Any]]:
        found = await self.services.get(
            f"{_SCHEDULING}/slots",
            self.callers["care_coordinator"],
            **{"professional_id": str(professional_id), "from": since.isoformat(), "limit": 20},
        )
        items: list[dict[str, Any]] = found["items"]
        return items

    async def first_slots(self, profession: str, since: datetime) -> list[dict[str, Any]]:
        found = await self.services.get(
            f"{_SCHEDULING}/slots",
            self.callers["care_coordinator"],
            profession=profession,
            limit=5,
            **{"from": since.isoformat()},
        )
        items: list[dict[str, Any]] = found["items"]
        return items

    async def book(self, slot_id: str, by: Caller, reason: str, referral_id: UUID | None = None) -> dict[str, Any]:
        body = {
            "slot_id": slot_id,
            "reason_code": reason,
            "referral_id": str(referral_id) if referral_id else None,
            "choice_recorded": "phone" if referral_id else None,
        }
        booked: dict[str, Any] = await self.services.post(f"{_SCHEDULING}/appointments", by, body)
        return booked

    async def outcome(self, appointment_id: str, professional_id: UUID, outcome: str) -> None:
        await self.services.post(
            f"{_SCHEDULING}/appointments/{appointment_id}/outcome",
            self.professional(professional_id),
            {"outcome": outcome, "no_show_reason": "unannounced" if outcome == "no_show" else None},
        )

    async def read_bulletin(self, referral_id: UUID, professional_id: UUID) -> None:
        await self.services.get(
            f"{_REFERRAL}/referrals/{referral_id}/care-bulletin", self.professional(professional_id)
        )

    async def refuse_consent(self, by: Caller, kind: str, commune_code: str) -> None:
        await self.services.post(f"{_REFERRAL}/refused-consents", by, {"kind": kind, "commune_code": commune_code})
