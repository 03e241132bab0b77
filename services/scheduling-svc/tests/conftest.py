"""A small world: one CPTS with three doctors and a nurse, a neighbour CPTS, and people with roles."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from carekit.auth import Caller, ServiceIdentity
from carekit.clock import MovableClock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys
from scheduling_svc.main import create_app
from scheduling_svc.settings import Settings

from .lock_order import watch

API = "/api/scheduling/v1"
CONFORMANCE = Path(__file__).parents[3] / "docs" / "conformance"
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
OURS = UUID("00000000-0000-4000-8000-000000000001")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")
VALBRUNE = {"code": "97001", "name": "Valbrune", "lat": 45.90, "lon": 4.60}
MONTFAUX = {"code": "97002", "name": "Montfaux", "lat": 45.99, "lon": 4.60}


@dataclass(frozen=True)
class Somebody:
    """An account: the same one whenever the same object asks."""

    caller: Caller


@dataclass
class World:
    """One application, its clock and the doors to it."""

    app: FastAPI
    http: httpx.AsyncClient
    clock: MovableClock
    keys: Keys
    settings: Settings
    versions: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    places: dict[UUID, UUID] = field(default_factory=dict)
    tokens: dict[UUID | None, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    def who(
        self, *roles: str, professional: UUID | None = None, cpts: UUID | None = OURS, structure: str | None = None
    ) -> Somebody:
        return Somebody(
            Caller(uuid4(), "Somebody", cpts, frozenset(roles), professional_id=professional, structure=structure)
        )

    def token_of(self, who: Somebody) -> str:
        """Signed once: tokens last two minutes, tests do not."""
        if who.caller.account_id not in self.tokens:
            self.tokens[who.caller.account_id] = self.keys.signer().for_caller(who.caller)
        return self.tokens[who.caller.account_id]

    async def ask(
        self, who: Somebody, method: str, path: str, json: Any = None, *, params: Any = None, **headers: str
    ) -> httpx.Response:
        token = self.token_of(who)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.request(
            method, API + path, json=json, params=params, headers={"Authorization": f"Bearer {token}", **named}
        )

    async def tell(
        self, kind: str, data: dict[str, Any], *, cpts: UUID | None = OURS, version: int | None = None,
        event_id: UUID | None = None, subject: str = "", by: str | None = None,
    ) -> httpx.Response:  # fmt: skip
        """Posts an event as the service that produces it."""
        source = "referral-svc" if kind.startswith("referral.") else "directory-svc"
        envelope = {
            "id": str(event_id or new_id()), "source": source, "type": kind,
            "subject": subject or str(next(iter(data.values()))), "version": version or next(self.versions),
            "cpts_id": str(cpts) if cpts else None, "time": self.clock.now().isoformat(), "data": data,
        }  # fmt: skip
        issuer = by or source
        token = ServiceIdentity(issuer, self.keys.signer(issuer)).token(cpts)
        return await self.http.post("/_events", json=envelope, headers={"Authorization": f"Bearer {token}"})

    async def describe_cpts(self, cpts: UUID = OURS, **changed: Any) -> None:
        data = {"cpts_id": str(cpts), "name": "CPTS d'essai", "finess": f"96000001{str(cpts)[-1]}",
                "coordination_phone": "01 99 00 00 00", "time_zone": "Europe/Paris",
                "communes": [VALBRUNE, MONTFAUX], "neighbours": {}, "closures": [], **changed}  # fmt: skip
        assert (await self.tell("cpts.described.v1", data, cpts=cpts)).status_code == 204

    async def describe(
        self, professional: UUID | None = None, *, cpts: UUID = OURS, commune: dict[str, Any] = VALBRUNE,
        **changed: Any,
    ) -> UUID:  # fmt: skip
        """Tells of a professional with one place; returns his id."""
        professional = professional or uuid4()
        place = self.places.setdefault(professional, uuid4())
        data = {
            "professional_id": str(professional), "family_name": "Exemple", "given_name": "Jeanne", "title": "Dr",
            "profession_code": "10", "specialty_codes": ["SM54"], "rpps": self.rpps(professional),
            "phone": "0199000001", "is_member": True, "absences": [],
            "places": [{"place_id": str(place), "label": "Cabinet", "address": "1 rue du Port",
                        "postal_code": "97001", "structure_id": "1960000016", "commune_code": commune["code"],
                        "commune_name": commune["name"], "lat": commune["lat"], "lon": commune["lon"]}],
            **changed,
        }  # fmt: skip
        assert (await self.tell("professional.described.v1", data, cpts=cpts)).status_code == 204
        return professional

    async def describe_recourse(self, name: str = "Visites de l'Orsane", **said: Any) -> str:
        """Tells of doctors who visit at home on Monday; returns the identifier."""
        recourse = str(said.pop("recourse_id", None) or uuid4())
        data = {
            "recourse_id": recourse, "kind": "home_visits", "name": name, "rank": 10, "modalities": ["HH"],
            "profession_codes": ["10"], "professional_phone": "0199000010", "public_phone": "3624",
            "hours": [{"weekday": 1, "from_time": "06:00", "to_time": "20:00"}], **said,
        }  # fmt: skip
        assert (await self.tell("recourse.described.v1", data)).status_code == 204
        return recourse

    @staticmethod
    def rpps(professional: UUID) -> str:
        return f"10{professional.int % 10**9:09d}"

    async def refer(
        self, *, kind: str = "snp", status: str = "stated", placed: UUID | None = None, cpts: UUID = OURS,
        referral: UUID | None = None, event: str = "referral.stated.v1", version: int | None = None,
        by: Somebody | None = None, own_doctor: UUID | None = None,
    ) -> UUID:  # fmt: skip
        """Tells of a referral that `by` stated, or somebody whom no test meets."""
        referral = referral or uuid4()
        author = by.caller if by else self.who("referrer").caller
        data = {"referral_id": str(referral), "kind": kind, "status": status,
                "placed_professional_id": str(placed) if placed else None,
                "author_account_id": str(author.account_id), "author_structure": author.structure,
                "usual_professional_id": str(own_doctor) if own_doctor else None}  # fmt: skip
        assert (await self.tell(event, data, cpts=cpts, version=version)).status_code == 204
        return referral

    def opening(self, professional: UUID, **changed: Any) -> dict[str, Any]:
        """Monday 9:00 to 10:00 of each week, four slots of 15 minutes, open to the CPTS and to SNP."""
        return {
            "professional_id": str(professional), "place_id": str(self.places[professional]), "kind": "weekly",
            "weekdays": [1], "starts_on": "2026-11-23", "from_time": "09:00", "to_time": "10:00",
            "slot_minutes": 15, "modalities": ["AMB"], "audience": ["cpts", "snp"], **changed,
        }  # fmt: skip

    async def open(self, professional: UUID, **changed: Any) -> dict[str, Any]:
        """Publishes an opening as its owner."""
        owner = self.who("professional", professional=professional)
        answer = await self.ask(owner, "POST", "/openings", self.opening(professional, **changed))
        assert answer.status_code == 201, answer.text
        opening: dict[str, Any] = answer.json()
        return opening

    async def free(self, who: Somebody | None = None, **params: Any) -> list[dict[str, Any]]:
        answer = await self.ask(who or self.who("care_coordinator"), "GET", "/slots", params=params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def let_a_hold_run_out(
        self, slot_id: str, professional: UUID | str, span: dict[str, str]
    ) -> dict[str, Any]:
        """Of a slot that was closed meanwhile; returns the closure."""
        assert (await self.ask(self.who("referrer"), "POST", f"/slots/{slot_id}/hold", {})).status_code == 201
        closed = await self.ask(
            self.who("director"), "POST", "/closures", {"professional_id": str(professional), **span}
        )
        self.clock.advance(timedelta(minutes=6))
        closure: dict[str, Any] = closed.json()
        return closure

    async def free_once_reopened(self, closure: dict[str, Any]) -> list[str]:
        """When the slots start that a search shows then, the worker not having come."""
        reopened = await self.ask(self.who("director"), "DELETE", f"/closures/{closure['closure_id']}")
        assert reopened.status_code == 204
        return [slot["starts_at"] for slot in await self.free()]

    async def book(self, who: Somebody, slot_id: str, **changed: Any) -> httpx.Response:
        body = {"slot_id": slot_id, "reason_code": "snp", "choice_recorded": "phone", **changed}
        return await self.ask(who, "POST", "/appointments", body)


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations("scheduling", alembic_ini=Path(__file__).parents[1] / "alembic.ini")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return write_keys(tmp_path_factory.mktemp("keys"))


Build = Callable[[Database], World]


@pytest.fixture(scope="session")
def app(keys: Keys) -> FastAPI:
    """One application for all tests (making it takes a tenth of a second); each test gives it database and clock."""
    settings = Settings(
        database_url=SecretStr("postgresql://nobody@127.0.0.1:1/nowhere"),
        signing_key=keys.private("scheduling-svc"),
        trusted_keys=keys.trusted,
    )
    return create_app(settings)


@pytest.fixture
def build(app: FastAPI, keys: Keys) -> Build:
    """Makes a world on a given database."""

    def made(database: Database) -> World:
        settings = Settings(
            database_url=SecretStr(database.url),
            signing_key=keys.private("scheduling-svc"),
            trusted_keys=keys.trusted,
        )
        clock = MovableClock(MONDAY)
        watch(database)
        app.state.database, app.state.clock = database, clock
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://scheduling")
        return World(app, http, clock, keys, settings)

    return made


@pytest.fixture
async def world(database: Database, build: Build) -> AsyncIterator[World]:
    """Inside one savepoint: what acts one after the other."""
    made = build(database)
    await made.describe_cpts()
    yield made
    await made.http.aclose()


@pytest.fixture
async def racing_world(own_database: Database, build: Build) -> AsyncIterator[World]:
    """On a database of its own, with several connections: what acts at the same time."""
    made = build(own_database)
    await made.describe_cpts()
    yield made
    await made.http.aclose()


@pytest.fixture(scope="session")
def rows_of() -> Callable[[str], dict[str, str]]:
    """The rows of a table of requirements: number → what holds it."""

    def rows(table: str) -> dict[str, str]:
        return dict(re.findall(r"^\| (\w+) \| (.+) \|$", (CONFORMANCE / f"{table}.md").read_text(), re.MULTILINE))

    return rows


Row = str | tuple[str, str, str]


@pytest.fixture(scope="session")
def untested() -> Callable[[dict[str, str], dict[str, Path]], list[Row]]:
    """Rows that name no test, or one that is not in the file they say (by its name in `files`, said once a row)."""

    def found(rows: dict[str, str], files: dict[str, Path]) -> Iterator[Row]:
        for row, held in rows.items():
            named = re.findall(r"(?:(\w+) )?`(test_\w+)`", held)
            folder = ""
            if not named:
                yield row
            for said, test in named:
                folder = said if said in files else folder
                if not re.search(rf"def {test}\(", files[folder].read_text()):
                    yield row, folder, test

    return lambda rows, files: list(found(rows, files))
