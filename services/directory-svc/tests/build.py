"""A small world: two CPTSs side by side, their communes, professionals with good defaults and one override."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from stdnum import luhn

from carekit.auth import Caller
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.testing.keys import Keys
from directory_svc.descriptions import announce
from directory_svc.imports import dictionary
from directory_svc.imports.swap import raw_of
from directory_svc.members.models import Membership
from directory_svc.professionals.models import PracticePlace, Professional
from directory_svc.search.names import name_key
from directory_svc.settings import Settings
from directory_svc.structures.models import Structure
from directory_svc.territory.models import Commune, CommuneOutline, Cpts, CptsCommune

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OURS = UUID("00000000-0000-4000-8000-00000000000a")
THEIRS = UUID("00000000-0000-4000-8000-00000000000b")
API = "/api/directory/v1"
GP, NURSE, PHARMACIST = "10", "60", "21"

#: Four communes in a row, ten kilometres apart: ours 1 and 2, theirs 4; 3 touches both.
COMMUNES = {
    "96001": ("Saint-Élie-sur-Orsane", 46.20, -3.60, 5200),
    "96002": ("Fontaine-l'Abbé", 46.20, -3.47, 1800),
    "96003": ("Le Gué", 46.20, -3.34, 900),
    "96004": ("Vaux", 46.20, -3.21, 2500),
}
NEIGHBOURS = {"96001": ["96002"], "96002": ["96001", "96003"], "96003": ["96002", "96004"], "96004": ["96003"]}
_serial = itertools.count(1)


def rpps_number(serial: int) -> str:
    stem = f"99{serial:08d}"
    return stem + luhn.calc_check_digit(stem)


def id_of(rpps: str) -> UUID:
    return UUID(f"52505053-0000-8000-8000-8{rpps}")


@dataclass
class World:
    app: FastAPI
    http: httpx.AsyncClient
    database: Database
    clock: MovableClock
    keys: Keys
    settings: Settings
    folder: Any = None
    accounts: dict[str, UUID] = field(default_factory=dict)

    async def settle(self) -> None:
        """Communes, outlines, two CPTSs."""
        async with self.database.begin() as session:
            await session.execute(insert(Commune), [_commune(code) for code in COMMUNES])
            await session.execute(
                insert(CommuneOutline),
                [
                    {"code": code, "geometry": _square(code), "neighbours": NEIGHBOURS[code], "content_hash": 1}
                    for code in COMMUNES
                ],
            )
        await self._found(OURS, "CPTS de l'Orsane", ["96001", "96002"])
        await self._found(THEIRS, "CPTS de Vaux", ["96004"])

    async def _found(self, cpts_id: UUID, name: str, codes: list[str]) -> None:
        async with self.database.begin(cpts_id) as session:
            session.add(
                Cpts(id=cpts_id, name=name, finess=None, time_zone="Europe/Paris", version=1, founded_at=MONDAY)
            )
            await session.flush()
            session.add_all([CptsCommune(cpts_id=cpts_id, commune_code=code) for code in codes])
            await session.flush()
            await announce.everything(session, cpts_id, self.clock.now())

    async def professional(
        self,
        family: str = "Exemple",
        given: str = "Aline",
        *,
        profession: str = GP,
        communes: tuple[str, ...] = ("96001",),
        member_of: UUID | None = None,
        **changed: Any,
    ) -> UUID:
        """One person with a practice in each commune; returns the identifier."""
        rpps = rpps_number(next(_serial))
        key = f"{name_key(family)} {name_key(given)}"
        async with self.database.begin() as session:
            await session.execute(
                insert(Professional).values(
                    {
                        "id": id_of(rpps),
                        "rpps": rpps,
                        "family_name": family.upper(),
                        "given_name": given,
                        "name_key": key,
                        "title": "Dr" if profession == GP else None,
                        "sex": "female",
                        "profession_code": profession,
                        "specialty_codes": ["SM54"] if profession == GP else [],
                        "is_general_practitioner": profession == GP,
                        "content_hash": 1,
                        "registered_at": MONDAY,
                    }
                    | changed
                )
            )
            await session.execute(
                insert(PracticePlace),
                [_place(id_of(rpps), profession, key, code, rank) for rank, code in enumerate(communes)],
            )
            await dictionary.learn(await raw_of(session), [name_key(family)])
        if member_of is not None:
            await self.member(id_of(rpps), member_of)
        return id_of(rpps)

    async def member(self, professional_id: UUID, cpts_id: UUID = OURS, joined_on: date = date(2024, 1, 8)) -> None:
        async with self.database.begin(cpts_id) as session:
            session.add(
                Membership(
                    id=uuid4(),
                    cpts_id=cpts_id,
                    professional_id=professional_id,
                    joined_on=joined_on,
                    left_on=None,
                    leave_reason=None,
                    stated_at=MONDAY,
                    stated_by="test",
                )
            )
            await session.flush()
            await announce.professionals(session, cpts_id, self.clock.now(), [professional_id])

    async def structure(
        self, name: str = "EHPAD Les Tilleuls", finess: str | None = "960000016", **changed: Any
    ) -> str:
        values = {
            "key": finess, "finess": finess, "legal_finess": None, "name": name, "name_key": name_key(name),
            "category_code": "500", "category_label": None, "address": "1 rue des Tilleuls",
            "postal_code": "96100", "commune_code": "96001", "commune_name": "Saint-Élie-sur-Orsane",
            "phone": None, "lat": 46.21, "lon": -3.6, "source": "finess", "content_hash": 1, "registered_at": MONDAY,
        } | changed  # fmt: skip
        async with self.database.begin() as session:
            await session.execute(insert(Structure).values(values))
        return str(values["key"])

    def headers(
        self,
        *roles: str,
        cpts: UUID | None = OURS,
        professional_id: UUID | None = None,
        account: str = "somebody",
        issuer: str = "gateway",
        **extra: str,
    ) -> dict[str, str]:
        caller = Caller(
            account_id=self.accounts.setdefault(account, uuid4()) if issuer == "gateway" else None,
            name=f"Mme {account}",
            cpts_id=cpts,
            roles=frozenset(roles),
            professional_id=professional_id,
        )
        return {"Authorization": f"Bearer {self.keys.signer(issuer).for_caller(caller)}", **extra}

    async def get(self, path: str, *roles: str, **who: Any) -> httpx.Response:
        params = who.pop("params", None)
        return await self.http.get(API + path, headers=self.headers(*(roles or ("referrer",)), **who), params=params)


def _commune(code: str) -> dict[str, Any]:
    name, lat, lon, population = COMMUNES[code]
    return {
        "code": code,
        "name": name,
        "name_key": name_key(name),
        "kind": "commune",
        "parent_code": None,
        "department": code[:2],
        "region": "90",
        "epci_siren": None,
        "epci_name": None,
        "population": population,
        "postal_codes": [code[:2] + "1" + code[3:]],
        "lat": lat,
        "lon": lon,
        "content_hash": 1,
    }


def _square(code: str) -> dict[str, Any]:
    _, lat, lon, _ = COMMUNES[code]
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return {
        "type": "Polygon",
        "coordinates": [[[round(lon + x * 0.065, 4), round(lat + y * 0.05, 4)] for x, y in corners]],
    }


def _place(professional_id: UUID, profession: str, key: str, code: str, rank: int) -> dict[str, Any]:
    name, lat, lon, _ = COMMUNES[code]
    return {
        "professional_id": professional_id, "place_key": f"R{rank}", "rank": rank, "label": "Cabinet",
        "address": "3 rue Haute", "postal_code": "96100", "commune_code": code, "commune_name": name,
        "phone": "0199000000", "email": None, "structure_finess": None, "sector_code": "SA07", "mode_code": "L",
        "profession_code": profession, "name_key": key, "lat": lat, "lon": lon,
    }  # fmt: skip


async def told(session: AsyncSession, kind: str) -> list[Any]:
    """Facts of one type in the outbox, oldest first."""
    from carekit.outbox import outbox_event

    rows = await session.execute(outbox_event.select().where(outbox_event.c.type == kind).order_by(outbox_event.c.id))
    return list(rows)
