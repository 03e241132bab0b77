"""Builders with good defaults and one relevant override. Every person in them is invented."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller, ServiceIdentity
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.testing.keys import Keys
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.settings import Settings
from referral_svc.solicitations.codes import LinkState

API = "/api/referral/v1"
OURS = UUID("00000000-0000-4000-8000-000000000001")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")
VALBRUNE = {"code": "97001", "name": "Valbrune", "department": "970", "population": 8000, "lat": 45.90, "lon": 4.60}
MONTFAUX = {"code": "97002", "name": "Montfaux", "department": "970", "population": 600, "lat": 45.99, "lon": 4.60}


@dataclass(frozen=True)
class Somebody:
    """An account: the same one whenever the same object asks."""

    caller: Caller

    @property
    def professional_id(self) -> UUID:
        assert self.caller.professional_id is not None
        return self.caller.professional_id


def need(**changed: Any) -> dict[str, Any]:
    """The eight required answers and nothing else, about nobody who exists. Override whole parts by name."""
    return {
        "kind": "medecin_traitant",
        "patient": {
            "family_name": "Zyborowska",
            "given_name": "Melusine",
            "birth": {"date": "1961-05-04"},
            "sex": "female",
        },
        "residence": {"commune_code": "97001", "address": "12 impasse des Ondines"},
        "contact": {"phone": "0199001122"},
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
        "consent": {"search": True, "bulletin_sharing": True, "given": "oral"},
        **changed,
    }


def person(**changed: Any) -> dict[str, Any]:
    return {**need()["patient"], **changed}


@dataclass
class World:
    """One application, its clock and the doors to it."""

    app: FastAPI
    http: httpx.AsyncClient
    clock: MovableClock
    keys: Keys
    settings: Settings
    versions: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    @property
    def ports(self) -> Ports:
        ports: Ports = self.app.state.ports
        return ports

    def who(
        self,
        *roles: str,
        professional: UUID | None = None,
        cpts: UUID | None = OURS,
        structure: str | None = None,
        name: str = "Sam Dupont",
    ) -> Somebody:
        return Somebody(
            Caller(uuid4(), name, cpts, frozenset(roles), professional_id=professional, structure=structure)
        )

    def professional(self, *roles: str, professional: UUID | None = None) -> Somebody:
        return self.who("professional", *roles, professional=professional or uuid4(), name="Dr Jeanne Exemple")

    @property
    def coordinator(self) -> Somebody:
        return self.who("care_coordinator", name="Capucine Coordonne")

    async def ask(
        self, who: Somebody | None, method: str, path: str, json: Any = None, *, params: Any = None, **headers: str
    ) -> httpx.Response:
        """`who` None asks without a token. Header names take underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if who is not None:
            named["Authorization"] = f"Bearer {self.keys.signer().for_caller(who.caller)}"
        return await self.http.request(method, API + path, json=json, params=params, headers=named)

    async def get(self, who: Somebody, path: str, **params: Any) -> Any:
        answer = await self.ask(who, "GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def act(self, who: Somebody, referral_id: str, act: str, body: Any = None) -> Any:
        """Does it, and hands back the request as it then stands."""
        answer = await self.ask(who, "POST", f"/referrals/{referral_id}/{act}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, who: Somebody | None, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Status and rule of the refusal."""
        answer = await self.ask(who, method, path, body)
        assert answer.status_code >= 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]

    async def state(self, who: Somebody | None = None, **changed: Any) -> Any:
        """A need is stated; hands back the request."""
        answer = await self.ask(who or self.who("referrer"), "POST", "/referrals", need(**changed))
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def tell(
        self,
        kind: str,
        data: dict[str, Any],
        *,
        source: str = "directory-svc",
        cpts: UUID | None = OURS,
        version: int | None = None,
        event_id: UUID | None = None,
        subject: str = "",
        by: str | None = None,
    ) -> httpx.Response:
        """Posts an event as the service that produces it (or as `by`)."""
        envelope = {
            "id": str(event_id or new_id()),
            "source": source,
            "type": kind,
            "subject": subject or str(next(iter(data.values()))),
            "version": version or next(self.versions),
            "cpts_id": str(cpts) if cpts else None,
            "time": self.clock.now().isoformat(),
            "data": data,
        }
        issuer = by or source
        token = ServiceIdentity(issuer, self.keys.signer(issuer)).token(cpts)
        return await self.http.post("/_events", json=envelope, headers={"Authorization": f"Bearer {token}"})

    async def describe_cpts(self, cpts: UUID = OURS, **changed: Any) -> None:
        data = {
            "cpts_id": str(cpts),
            "name": "CPTS d'essai",
            "time_zone": "Europe/Paris",
            "communes": [VALBRUNE, MONTFAUX],
            "neighbours": {"97001": ["97002"], "97002": ["97001"]},
            "closures": [],
            **changed,
        }
        assert (await self.tell("cpts.described.v1", data, cpts=cpts)).status_code == 204

    async def describe(
        self,
        professional: UUID | None = None,
        *,
        cpts: UUID = OURS,
        version: int | None = None,
        offer: dict[str, Any] | None = None,
        **changed: Any,
    ) -> UUID:
        """A general practitioner and member at Valbrune who takes new patients; returns his id."""
        professional = professional or uuid4()
        data = {
            "professional_id": str(professional), "rpps": None, "family_name": "Exemple", "given_name": "Jeanne",
            "title": "Dr", "sex": "female", "profession_code": "10", "specialty_codes": ["SM53"],
            "is_general_practitioner": True, "is_member": True, "is_volunteer": False,
            "email": f"{professional.hex[:12]}@cabinet.example", "phone": None, "mssante": None,
            "places": [{
                "place_id": str(uuid4()), "label": "Cabinet", "address": "1 place du Marché",
                "postal_code": "97000", "commune_code": "97001", "commune_name": "Valbrune",
                "lat": 45.90, "lon": 4.60, "phone": None, "accessible": True,
            }],
            "offer": {
                "accepts_new_patients": True, "capacity": 60, "working_time": 1.0, "home_visits": True,
                "teleconsultation": False, "languages": ["fr"], "wheelchair_accessible": True, "min_age": None,
                "max_age": None, "tiers_payant": True, **(offer or {}),
            },
            "absences": [], "structure_finess": [], **changed,
        }  # fmt: skip
        answer = await self.tell("professional.described.v1", data, cpts=cpts, version=version)
        assert answer.status_code == 204, answer.text
        return professional

    async def booked(
        self,
        referral_id: str,
        professional_id: UUID,
        *,
        appointment: UUID | None = None,
        cpts: UUID = OURS,
        starts_at: datetime | None = None,
        **said: Any,
    ) -> UUID:
        appointment = appointment or new_id()
        data = {
            "appointment_id": str(appointment),
            "referral_id": referral_id,
            "professional_id": str(professional_id),
            "starts_at": (starts_at or self.clock.now()).isoformat(),
            "ends_at": self.clock.now().isoformat(),
            "modality": "AMB",
            "place_label": "Cabinet",
            "commune_code": "97001",
            **said,
        }
        answer = await self.tell("appointment.booked.v1", data, source="scheduling-svc", cpts=cpts)
        assert answer.status_code == 204, answer.text
        return appointment

    async def moved(self, referral_id: str, appointment: UUID, before: UUID, after: UUID, **said: Any) -> None:
        """Tomorrow at the same hour, at the person's wish."""
        data = {
            "appointment_id": str(appointment),
            "referral_id": referral_id,
            "previous_professional_id": str(before),
            "previous_starts_at": self.clock.now().isoformat(),
            "professional_id": str(after),
            "starts_at": (self.clock.now() + timedelta(days=1)).isoformat(),
            "moved_by": "patient",
            **said,
        }
        answer = await self.tell("appointment.moved.v1", data, source="scheduling-svc")
        assert answer.status_code == 204, answer.text

    async def cancelled(
        self, referral_id: str, professional_id: UUID, appointment: UUID, *, by: str = "patient"
    ) -> None:
        data = {
            "appointment_id": str(appointment),
            "referral_id": referral_id,
            "professional_id": str(professional_id),
            "cancelled_by": by,
            "reason_code": "other",
        }
        answer = await self.tell("appointment.cancelled.v1", data, source="scheduling-svc")
        assert answer.status_code == 204, answer.text

    async def qualified(self, who: Somebody | None = None, **changed: Any) -> Any:
        referral = await self.state(who, **changed)
        return await self.act(self.coordinator_of(referral), referral["referral_id"], "qualification", {})

    async def proposed(self, *professionals: UUID, who: Somebody | None = None, **changed: Any) -> Any:
        """Stated, qualified, asked in one wave, and every one of these said yes."""
        referral = await self.qualified(who, **changed)
        chosen = [str(one) for one in professionals or [await self.describe()]]
        coordinator = self.coordinator_of(referral)
        path = f"/referrals/{referral['referral_id']}"
        answer = await self.ask(coordinator, "POST", f"{path}/waves", {"professional_ids": chosen})
        assert answer.status_code == 201, answer.text
        for one in chosen:
            doctor = self.professional(professional=UUID(one))
            mine = await self.get(doctor, "/solicitations")
            for asked in mine["items"]:
                if asked["state"] == LinkState.OPEN.value:
                    reply = await self.ask(
                        doctor, "POST", f"/solicitations/{asked['solicitation_id']}/answer", {"answer": "yes"}
                    )
                    assert reply.status_code == 200, reply.text
        return await self.get(coordinator, path)

    async def placed(self, professional: UUID | None = None, who: Somebody | None = None, **changed: Any) -> Any:
        """The person chose this professional."""
        professional = professional or await self.describe()
        referral = await self.proposed(professional, who=who, **changed)
        choice = {"professional_id": str(professional), "recorded": "oral"}
        return await self.act(self.coordinator_of(referral), referral["referral_id"], "choice", choice)

    def coordinator_of(self, referral: Any) -> Somebody:
        return self.who("social_coordinator") if referral["kind"] == "social" else self.coordinator

    async def rows(self, statement: str, cpts: UUID | None = OURS, **values: Any) -> list[Any]:
        async with self.database.begin(cpts) as session:
            return list((await session.execute(text(statement), values)).all())

    async def entity(self, session: AsyncSession, referral_id: str) -> Referral:
        return await session.get_one(Referral, UUID(referral_id))


SOMEBODY = Author(None, "Sam Dupont", None)
