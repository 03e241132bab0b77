"""What is planned in the bench: a territory of 45 communes, invented persons and doctors, in memory or stored."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.identifiers import new_id
from carekit.testing.keys import Keys
from referral_svc.bundles.codes import BundleKind
from referral_svc.bundles.models import Bundle
from referral_svc.disclosure.vault import Person
from referral_svc.matching.conditions import Practice, Search
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.fairness import Load
from referral_svc.matching.plan_ways import Examined, Request, examine
from referral_svc.settings import Settings

CPTS = UUID("00000000-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
API = "/api/referral/v1"
COMMUNES = 45
BANDS = ["2-5", "6-15", "16-39", "40-69", "70-79", "80+"]
AGES = {"2-5": (2, 5), "6-15": (6, 15), "16-39": (16, 39), "40-69": (40, 69), "70-79": (70, 79), "80+": (80, 130)}


def territory(requests: int, doctors: int, households: int = 0) -> Examined:
    """The same kind of backlog without a database; so many couples are among its persons."""
    dice = Random(requests)
    practices = [
        Practice(
            UUID(int=n + 1),
            "10",
            is_general_practitioner=True,
            points=(_point(dice),),
            accepts_new_patients=True,
            home_visits=dice.random() < 0.6,
            capacity=dice.randint(10, 80),
            weekly_cap=3,
            places_left=dice.choice([None, 4, 8, 15]),
        )
        for n in range(doctors)
    ]
    loads = {
        one.professional_id: Load(one.professional_id, float(one.capacity or 0), 1.0, dice.randint(0, 20))
        for one in practices
    }
    wanted = []
    for n in range(requests):
        lat, lon = _commune(dice.randint(1, COMMUNES))
        search = Search(
            "medecin_traitant",
            frozenset({"10"}),
            True,
            AGES[dice.choice(BANDS)],
            lat,
            lon,
            5,
            home_visit=dice.random() < 0.15,
        )
        home = UUID(int=n // 2) if n < 2 * households else None
        wanted.append(Request(UUID(int=n + 10**9), search, dice.randint(1, 5), dice.uniform(0, 60), household=home))
    return examine(DEFAULT_RULES, wanted, practices, loads, (), now=NOW, today=NOW.date())


def settings(url: str, keys: Keys) -> Settings:
    return Settings.model_validate(
        {
            "database_url": SecretStr(url),
            "signing_key": keys.private("referral-svc"),
            "trusted_keys": keys.trusted,
            "smtp_host": "127.0.0.1",
            "smtp_port": 1,
            "smtp_tls": False,
            "mail_from": "bench@exemple.fr",
            "master_key": SecretStr(base64.b64encode(b"m" * 32).decode()),
            "index_key": SecretStr(base64.b64encode(b"i" * 32).decode()),
            "public_url": "http://127.0.0.1:8080",
        }
    )


def headers(keys: Keys, role: str) -> dict[str, str]:
    caller = Caller(uuid4(), "Bench", CPTS, frozenset({role}))
    return {"Authorization": f"Bearer {keys.signer().for_caller(caller)}"}


async def seed(app: FastAPI, http: httpx.AsyncClient, keys: Keys, requests: int, doctors: int) -> None:
    """Described as directory-svc would, one request stated and qualified through the API, the others alike."""
    async with app.state.database.begin(CPTS) as session:
        await _describe(session, doctors)
    model = await _stated(http, keys)
    dice = Random(9)
    async with app.state.database.begin(CPTS) as session:
        columns = await _columns(session)
        others = [_differing(dice, new_id(), number, model) for number in range(requests - 1)]
        await session.execute(_LIKE(columns), others)
        for number, one in enumerate(others):
            await app.state.vault.put_person(session, CPTS, one["id"], _person(dice, number), "female", NOW)
    async with app.state.database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("analyze"))


async def couples(app: FastAPI, number: int) -> None:
    """So many pairs of the requests were stated as a household."""
    async with app.state.database.begin(CPTS) as session:
        persons = list(await session.scalars(text("select id from referral order by id limit :n"), {"n": 2 * number}))
        for first, second in zip(persons[::2], persons[1::2], strict=True):
            bundle = Bundle(cpts_id=CPTS, kind=BundleKind.HOUSEHOLD, stated_at=NOW)
            session.add(bundle)
            await session.flush()
            for one in (first, second):
                await session.execute(
                    text("update referral set bundle_id = :bundle where id = :id"), {"bundle": bundle.id, "id": one}
                )


CHANGED = ("id", "case_counter", "age_band", "commune_code", "priority_class", "qualified_at", "constraints")


def _LIKE(columns: list[str]) -> Any:  # noqa: N802  (a statement)
    others = ", ".join(columns)
    return text(
        f"insert into referral ({', '.join(CHANGED)}, {others}) select :id, :counter, :band, :commune, :class, :at, "
        f"cast(:constraints as jsonb), {others} from referral where id = :model"
    )


def _differing(dice: Random, referral_id: UUID, number: int, model: UUID) -> dict[str, Any]:
    return {
        "id": referral_id,
        "counter": number + 100,
        "band": dice.choice(BANDS),
        "model": model,
        "commune": f"97{dice.randint(1, COMMUNES):03}",
        "class": dice.randint(1, 5),
        "at": NOW - timedelta(days=dice.uniform(0, 60)),
        "constraints": json.dumps({"home_visit": dice.random() < 0.15}),
    }


async def _columns(session: AsyncSession) -> list[str]:
    rows = await session.scalars(
        text("select column_name from information_schema.columns where table_name = 'referral'")
    )
    return [name for name in rows if name not in CHANGED]


def _person(dice: Random, number: int) -> Person:
    """One in ten asks for a woman, one in twenty imperatively."""
    asks = dice.random()
    wishes = {
        "wheelchair": False,
        "languages": [],
        "language_imperative": False,
        "doctor_sex": "female" if asks < 0.1 else None,
        "doctor_sex_imperative": asks < 0.05,
    }
    return Person(
        family_name=f"Zyborowska {number}",
        birth_name=None,
        given_name="Melusine",
        birth={"year": 1961},
        address=None,
        contact={},
        nir=None,
        cover="unknown",
        wishes=wishes,
        social_criteria=[],
        informed_by=None,
    )


async def _stated(http: httpx.AsyncClient, keys: Keys) -> UUID:
    need = {
        "kind": "medecin_traitant",
        "patient": {
            "family_name": "Zyborowska",
            "given_name": "Melusine",
            "birth": {"date": "1961-05-04"},
            "sex": "female",
        },
        "residence": {"commune_code": "97001"},
        "contact": {"phone": "0199001122"},
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
        "consent": {"search": True, "bulletin_sharing": True, "given": "oral"},
    }
    stated = await http.post(f"{API}/referrals", json=need, headers=headers(keys, "referrer"))
    assert stated.status_code == 201, stated.text
    referral_id = UUID(stated.json()["referral_id"])
    path = f"{API}/referrals/{referral_id}/qualification"
    qualified = await http.post(path, json={}, headers=headers(keys, "care_coordinator"))
    assert qualified.status_code == 200, qualified.text
    return referral_id


async def _describe(session: AsyncSession, doctors: int) -> None:
    dice = Random(7)
    await session.execute(
        text("insert into known_cpts values (:id, 'CPTS de mesure', 'Europe/Paris', :at)"), {"id": CPTS, "at": NOW}
    )
    communes = []
    for n in range(1, COMMUNES + 1):
        lat, lon = _commune(n)
        communes.append({"code": f"97{n:03}", "name": f"Commune {n}", "lat": lat, "lon": lon})
    await session.execute(
        text(
            "insert into known_commune (cpts_id, code, name, department, population, lat, lon, neighbours) "
            f"values ('{CPTS}', :code, :name, '970', 1500, :lat, :lon, '{{}}')"
        ),
        communes,
    )
    await session.execute(
        text(
            "insert into known_professional (cpts_id, professional_id, family_name, given_name, title, sex, "
            "profession_code, specialty_codes, is_general_practitioner, is_member, is_volunteer, email, "
            "accepts_new_patients, places, offer, absences, structure_finess, described_at) "
            f"values ('{CPTS}', :id, :name, 'Exemple', 'Dr', :sex, '10', '{{SM53}}', true, true, false, "
            "'a@b.example', true, cast(:places as jsonb), cast(:offer as jsonb), '[]', '{}', :at)"
        ),
        [_doctor(dice, number) for number in range(doctors)],
    )


def _doctor(dice: Random, number: int) -> dict[str, Any]:
    lat, lon = _point(dice)
    place = {
        "place_id": str(uuid4()),
        "label": "Cabinet",
        "address": "1 rue des Exemples",
        "postal_code": "97000",
        "commune_code": "97001",
        "commune_name": "Commune 1",
        "lat": lat,
        "lon": lon,
        "phone": None,
        "accessible": True,
    }
    offer = {
        "accepts_new_patients": True,
        "capacity": dice.randint(10, 80),
        "working_time": 1.0,
        "home_visits": dice.random() < 0.6,
        "teleconsultation": False,
        "languages": ["fr"],
        "wheelchair_accessible": True,
        "min_age": None,
        "max_age": None,
        "tiers_payant": True,
    }
    return {
        "id": uuid4(),
        "name": f"Docteur {number}",
        "sex": dice.choice(["female", "male"]),
        "at": NOW,
        "places": json.dumps([place]),
        "offer": json.dumps(offer),
    }


def _commune(number: int) -> tuple[float, float]:
    """A grid of about 35 km by 25."""
    return 45.75 + number % 9 * 0.04, 4.45 + number // 9 * 0.06


def _point(dice: Random) -> tuple[float, float]:
    return 45.72 + dice.random() * 0.36, 4.42 + dice.random() * 0.36
