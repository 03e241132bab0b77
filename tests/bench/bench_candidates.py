"""P7b: candidates for one request among 300 doctors, from the HTTP request to the JSON, over a real PostgreSQL.

Beside it, in the same rounds: the one statement that reads everybody, and the pure choice alone. Every answer is
compared with the first one: same doctors, same order, same reasons.
"""

from __future__ import annotations

import asyncio
import base64
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx
from pydantic import SecretStr
from sqlalchemy import text

from carekit.auth import Caller
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys
from carekit.testing.servers import embedded_server
from referral_svc.main import create_app
from referral_svc.referrals.models import Referral
from referral_svc.settings import Settings
from referral_svc.solicitations.choosing import choose
from referral_svc.solicitations.everybody import Among, everybody

ROUNDS = 5
REQUESTS = 100
DOCTORS = 300
OLD_SOLICITATIONS = 12_000
CPTS = UUID("00000000-0000-4000-8000-000000000001")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
API = "/api/referral/v1"
REFERRAL = Path(__file__).parents[2] / "services" / "referral-svc"
TARGET_MS = 15


def run() -> str:
    """The table of P7b in markdown."""
    server = embedded_server()
    try:
        return asyncio.run(_measure(server))
    finally:
        server.stop()


async def _measure(server: Any) -> str:
    url = await server.database(Migrations("referral", alembic_ini=REFERRAL / "alembic.ini"))
    with tempfile.TemporaryDirectory() as folder:
        keys = write_keys(Path(folder))
        clock = MovableClock(NOW)
        app = create_app(_settings(url, keys), clock)
        transport = httpx.ASGITransport(app=app)
        # Started as the service is, so that what a start does for speed is measured too.
        started = app.router.lifespan_context(app)
        async with started, httpx.AsyncClient(transport=transport, base_url="http://referral.bench") as http:
            database: Database = app.state.database
            await _territory(database)
            referral_id = await _request(http, keys)
            await _history(database, referral_id)
            path = f"{API}/referrals/{referral_id}/candidates"
            headers = _Headers(keys)
            first = await http.get(path, headers=headers.now())
            expected = first.json()
            assert first.status_code == 200, first.text
            listed = len(expected["candidates"]) + len(expected["excluded"])
            assert listed == DOCTORS, listed

            async def by_http() -> None:
                answer = await http.get(path, headers=headers.now())
                assert answer.status_code == 200, answer.text
                assert answer.json() == expected

            async with database.begin(CPTS) as session:
                referral = await session.get_one(Referral, referral_id)
                choice = await choose(session, app.state.ports.blind, referral, NOW, None)

                among = Among(CPTS, referral.professions, choice.rules, NOW, NOW.date(), referral_id=referral_id)

                async def by_statement() -> None:
                    found = await everybody(session, among)
                    assert len(found) == DOCTORS

                async def by_rules() -> None:
                    again = choice.within(None)
                    assert len(again.selection.candidates) == len(expected["candidates"])

                rounds = [[await _timed(act) for act in (by_http, by_statement, by_rules)] for _ in range(ROUNDS)]
    return _table(rounds, len(expected["candidates"]))


@dataclass(frozen=True)
class Measure:
    """Wall time of each, in order of length, and the processor time that this process spent on one."""

    wall_ms: list[float]
    processor_ms: float


async def _timed(act: Callable[[], Awaitable[None]]) -> Measure:
    for _ in range(10):
        await act()
    wall = []
    busy = time.process_time()
    for _ in range(REQUESTS):
        started = time.perf_counter()
        await act()
        wall.append((time.perf_counter() - started) * 1000)
    return Measure(sorted(wall), (time.process_time() - busy) * 1000 / REQUESTS)


def _table(rounds: list[list[Measure]], candidates: int) -> str:
    names = (
        f"`GET …/candidates`, {DOCTORS} doctors of whom {candidates} candidates, {OLD_SOLICITATIONS} solicitations",
        "of which: the statement that reads everybody, and its rows made values",
        "of which: the choice alone (conditions, shares, order, reasons)",
    )
    lines = [
        "### P7b: candidates for one request",
        "",
        f"{ROUNDS} rounds of {REQUESTS}; median of the rounds (lowest to highest), in ms. Target: p99 ≤ {TARGET_MS}.",
        "",
        "Processor time is that of this process, client included: it tells a busy machine from slow code.",
        "",
        "| What | p50 | p99 | processor |",
        "|---|---|---|---|",
    ]
    for column, name in enumerate(names):
        cells = []
        for quantile in (0.5, 0.99):
            cells.append(_spread([one[column].wall_ms[int(quantile * (REQUESTS - 1))] for one in rounds]))
        cells.append(_spread([one[column].processor_ms for one in rounds]))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _spread(found: list[float]) -> str:
    return f"{statistics.median(found):.1f} ({min(found):.1f} to {max(found):.1f})"


def _settings(url: str, keys: Keys) -> Settings:
    return Settings.model_validate(
        {
            "database_url": SecretStr(url), "signing_key": keys.private("referral-svc"), "trusted_keys": keys.trusted,
            "smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_tls": False, "mail_from": "bench@exemple.fr",
            "master_key": SecretStr(base64.b64encode(b"m" * 32).decode()),
            "index_key": SecretStr(base64.b64encode(b"i" * 32).decode()), "public_url": "http://127.0.0.1:8080",
        }
    )  # fmt: skip


def _headers(keys: Keys, role: str) -> dict[str, str]:
    caller = Caller(uuid4(), "Bench", CPTS, frozenset({role}))
    return {"Authorization": f"Bearer {keys.signer().for_caller(caller)}"}


class _Headers:
    """A token lives two minutes, as the gateway's do: a measure outlives it."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._made_at = float("-inf")
        self._headers: dict[str, str] = {}

    def now(self) -> dict[str, str]:
        if time.monotonic() - self._made_at > 60:
            self._made_at = time.monotonic()
            self._headers = _headers(self._keys, "care_coordinator")
        return self._headers


async def _request(http: httpx.AsyncClient, keys: Keys) -> UUID:
    need = {
        "kind": "medecin_traitant",
        "patient": {
            "family_name": "Zyborowska", "given_name": "Melusine", "birth": {"date": "1961-05-04"}, "sex": "female",
        },
        "residence": {"commune_code": "97001"}, "contact": {"phone": "0199001122"},
        "need": ["find_medecin_traitant"], "urgency": "normal", "criteria": {"ald": "yes"},
        "constraints": {"language_codes": ["uk"]},
        "consent": {"search": True, "bulletin_sharing": True, "given": "oral"},
    }  # fmt: skip
    stated = await http.post(f"{API}/referrals", json=need, headers=_headers(keys, "referrer"))
    assert stated.status_code == 201, stated.text
    referral_id = UUID(stated.json()["referral_id"])
    path = f"{API}/referrals/{referral_id}/qualification"
    qualified = await http.post(path, json={}, headers=_headers(keys, "care_coordinator"))
    assert qualified.status_code == 200, qualified.text
    return referral_id


async def _territory(database: Database) -> None:
    dice = Random(7)
    communes = [
        {"code": f"97{n:03}", "name": f"Commune {n}", "population": 1500, "lat": 45.9 + n / 100, "lon": 4.6,
         "neighbours": [f"97{n - 1:03}", f"97{n + 1:03}"]}
        for n in range(1, 46)
    ]  # fmt: skip
    doctors = [_doctor(dice, number) for number in range(DOCTORS)]
    async with database.begin(CPTS) as session:
        await session.execute(
            text("insert into known_cpts values (:id, 'CPTS de mesure', 'Europe/Paris', :at)"),
            {"id": CPTS, "at": NOW},
        )
        await session.execute(
            text(
                "insert into known_commune (cpts_id, code, name, department, population, lat, lon, neighbours) "
                f"values ('{CPTS}', :code, :name, '970', :population, :lat, :lon, :neighbours)"
            ),
            communes,
        )
        await session.execute(
            text(
                "insert into known_professional (cpts_id, professional_id, family_name, given_name, title, sex, "
                "profession_code, specialty_codes, is_general_practitioner, is_member, is_volunteer, email, "
                "accepts_new_patients, places, offer, absences, structure_finess, described_at) "
                f"values ('{CPTS}', :id, :name, 'Exemple', 'Dr', 'female', '10', '{{SM53}}', true, :member, false, "
                "'a@b.example', :accepts, cast(:places as jsonb), cast(:offer as jsonb), '[]', '{}', :at)"
            ),
            doctors,
        )


def _doctor(dice: Random, number: int) -> dict[str, Any]:
    place = {
        "place_id": str(uuid4()), "label": "Cabinet", "address": "1 rue des Exemples", "postal_code": "97000",
        "commune_code": "97001", "commune_name": "Commune 1", "lat": 45.9 + dice.random() * 0.2,
        "lon": 4.6 + dice.random() * 0.2, "phone": None, "accessible": True,
    }  # fmt: skip
    offer = {
        "accepts_new_patients": True, "capacity": dice.randint(10, 80), "working_time": 1.0, "home_visits": True,
        "teleconsultation": False, "languages": ["fr"], "wheelchair_accessible": True, "min_age": None,
        "max_age": None, "tiers_payant": True,
    }  # fmt: skip
    return {
        "id": uuid4(), "name": f"Docteur {number}", "member": dice.random() < 0.9, "accepts": dice.random() < 0.8,
        "places": json.dumps([place, place]), "offer": json.dumps(offer), "at": NOW,
    }  # fmt: skip


async def _history(database: Database, referral_id: UUID) -> None:
    """A year of solicitations, one in twelve placed, so that shares and caps have something to count."""
    dice = Random(8)
    async with database.begin(CPTS) as session:
        ids = list(await session.scalars(text("select professional_id from known_professional")))
        columns = "id, cpts_id, case_counter, status, placed_professional_id, placed_at"
        rest = list(
            await session.scalars(
                text(
                    "select column_name from information_schema.columns where table_name = 'referral' "
                    f"and column_name not in ({', '.join(repr(c) for c in columns.split(', '))})"
                )
            )
        )
        others = ", ".join(rest)
        for number in range(OLD_SOLICITATIONS // 12):
            asked_at = NOW - timedelta(days=dice.random() * 360 + 4)
            old, wave = new_id(), new_id()
            placed_with = dice.choice(ids)
            await session.execute(
                text(
                    f"insert into referral ({columns}, {others}) select :old, cpts_id, :counter, 'placed', "
                    f":with, :at, {others} from referral where id = :like"
                ),
                {"old": old, "counter": number + 10, "with": placed_with, "at": asked_at, "like": referral_id},
            )
            await session.execute(
                text(
                    "insert into wave values (:id, :cpts, :referral, 1, 5, 'v', 's', '{}', '{}', false, :at, :at, "
                    "null, '')"
                ),
                {"id": wave, "cpts": CPTS, "referral": old, "at": asked_at},
            )
            await session.execute(
                text(
                    "insert into solicitation (id, cpts_id, referral_id, wave_id, professional_id, card, "
                    "distance_band, state, asked_at, answer_by, link_ends_at) values "
                    "(:id, :cpts, :referral, :wave, :who, '{}', 'under_2', 'silent', :at, :at, :at)"
                ),
                [
                    {"id": uuid4(), "cpts": CPTS, "referral": old, "wave": wave, "who": who, "at": asked_at}
                    for who in dice.sample(ids, 12)
                ],
            )
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("analyze"))


if __name__ == "__main__":
    print(run())
