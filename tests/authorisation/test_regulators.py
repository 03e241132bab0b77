"""A regulator from end to end: the SAS describes him (INT_R02), he comes by its link, sees, books, and is declared
(INT_R03); once the SAS says that he is no longer active, the door is shut at once."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID, uuid4

import httpx
import orjson
import pyotp
import pytest
from playwright.async_api import Browser, expect

from carekit.auth import Caller
from carekit.clock import PARIS, SystemClock
from carekit.db import Database
from local_system.running import RunningSystem
from scheduling_svc.declarations.sending import Receiver, declare_due
from scheduling_svc.settings import SasReceiver
from tests.journeys.person import WIDE, somebody

from .world import World

IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
ACCOUNTS, SCHEDULING = "/api/accounts/v1", "/api/scheduling/v1"
MAIL_WITHIN = 30.0


@dataclass
class Sas:
    """The national platform, as it stands behind its own listener."""

    world: World

    def request(self, method: str, path: str, body: Any = None) -> httpx.Response:
        scopes = frozenset({"sas.read", "sas.regulators"})
        token = self.world.signer.for_caller(Caller(uuid4(), "SAS", None, frozenset({"partner"}), scopes=scopes))
        with self.world.client("scheduling", token) as client:
            return client.request(method, f"/fhir/sas/{path}", json=body)

    def describe(self, idnps: str, email: str, *, active: bool) -> httpx.Response:
        regulator = {
            "resourceType": "Practitioner", "active": active, "meta": {"source": "urn:oid:1.2.250.1.213.3.6"},
            "identifier": [{"type": {"coding": [{"code": "IDNPS"}]}, "system": IDNPS, "value": idnps}],
            "name": [{"family": "Loridon", "given": ["Sébastien"]}],
            "telecom": [{"system": "email", "value": email}],
        }  # fmt: skip
        if active:
            return self.request("POST", "Practitioner", regulator)
        return self.request("PUT", f"Practitioner?identifier={quote(f'{IDNPS}|{idnps}', safe='')}", regulator)

    def slots_of(self, rpps: str) -> list[dict[str, Any]]:
        now = datetime.now(PARIS)
        window = "".join(
            f"&start={prefix}{quote((now + timedelta(days=days)).isoformat(timespec='milliseconds'))}"
            for prefix, days in (("ge", 0), ("le", 3))
        )
        who = quote(f"{IDNPS}|8{rpps}", safe="")
        found = self.request("GET", f"Slot?status=free&schedule.actor:Practitioner.identifier={who}{window}")
        return [entry["resource"] for entry in found.raise_for_status().json().get("entry", [])]


class Declared(httpx.AsyncBaseTransport):
    """The receiving side of the SAS; its certificates have tests of their own."""

    def __init__(self) -> None:
        self.appointments: list[dict[str, Any]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.appointments.append(orjson.loads(await request.aread()))
        return httpx.Response(201, headers={"Location": "Appointment/1"})


@pytest.fixture(scope="module")
def world(system: RunningSystem) -> World:
    return World.of(system)


@pytest.fixture(scope="module")
def sas(world: World) -> Sas:
    return Sas(world)


def sign_in(system: RunningSystem, email: str) -> httpx.Client:
    """By the link of a mail and a device that is enrolled, as somebody without a card does."""
    client = system.client(system.url)
    client.post(f"{ACCOUNTS}/sessions/email-links", json={"email": email}).raise_for_status()
    until = time.monotonic() + MAIL_WITHIN
    while not (mails := system.mails(email)) and time.monotonic() < until:
        time.sleep(0.1)
    found = re.search(r"/connexion#lien=([A-Za-z0-9_-]{43})", mails[0]["body"])
    assert found
    link = {"token": found.group(1)}
    enrolment = client.post(f"{ACCOUNTS}/sessions/email-link", json=link).raise_for_status().json()["enrolment"]
    code = pyotp.TOTP(enrolment["secret"]).now()
    client.post(f"{ACCOUNTS}/sessions/email-link", json={**link, "totp": code}).raise_for_status()
    client.headers["X-CSRF-Token"] = client.cookies["csrf"]
    return client


def bookable(world: World, sas: Sas) -> tuple[dict[str, Any], dict[str, Any]]:
    """A slot as a regulator of the house sees it, and as the SAS is told of it."""
    with world.client("scheduling", world.token("regulator")) as client:
        free = client.get(f"{SCHEDULING}/slots", params={"limit": 100}).raise_for_status().json()["items"]
    with world.client("directory", world.token("director")) as directory:
        for who in {one["professional_id"]: one for one in free}:
            rpps = directory.get(f"/api/directory/v1/professionals/{who}").raise_for_status().json()["rpps"]
            told = {one["id"]: one for one in sas.slots_of(rpps)}
            for slot in free:
                if slot["slot_id"] in told:
                    return slot, told[slot["slot_id"]]
    raise AssertionError("nothing is open to regulation in three days")


def declare(system: RunningSystem, cpts_id: UUID) -> list[dict[str, Any]]:
    """What the worker tells the SAS, where one is configured."""
    sas = Declared()
    settings = SasReceiver(
        url="https://sas.invalid", certificate=Path("-"), private_key=Path("-"), identifier_system="urn:oid:1.2.3"
    )

    async def once() -> None:
        database = Database(system.database_url("scheduling"), pool_size=1)
        async with httpx.AsyncClient(transport=sas) as http:
            await declare_due(database, cpts_id, SystemClock(), Receiver(settings, http))
        await database.close()

    asyncio.run(once())
    return sas.appointments


async def book_by_the_link(browser: Browser, system: RunningSystem, regulator: httpx.Client, query: str) -> None:
    """In the browser, by the address that the SAS was told, to which it adds where he comes from."""
    address = f"{system.url}/snp?{query}&origin=sas"
    async with somebody(browser, system.url, WIDE, "regulator-by-link") as person:
        await person.page.goto(address)
        await expect(person.page).to_have_url(re.compile("/connexion"))
        cookies = [{"name": one, "value": value, "url": system.url} for one, value in regulator.cookies.items()]
        await person.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        await person.page.goto(address)
        await expect(person.page.get_by_text("Seuls les créneaux du professionnel choisi")).to_be_visible()
        with person.within(2, "book by the link of the SAS"):
            await person.press(re.compile("^Réserver"))
            await expect(person.page.get_by_text(re.compile("gardé pour vous encore"))).to_be_visible()
            await person.press("Confirmer le rendez-vous")
        await expect(person.page.get_by_text(re.compile("Rendez-vous pris")).first).to_be_visible()


@pytest.mark.browser
async def test_a_regulator_of_the_sas_is_described_comes_books_is_declared_and_goes(
    system: RunningSystem, browser: Browser, world: World, sas: Sas
) -> None:
    fresh = uuid4().hex[:10]
    idnps, email = f"3456780581/{fresh}", f"{fresh}@exemple.invalid"
    assert sas.describe(idnps, email, active=True).status_code == 201
    slot, told = bookable(world, sas)
    query = urlsplit(told["comment"]).query
    link = parse_qs(query)
    assert link == {"pro": [slot["professional_id"]], "cpts": [str(world.cpts_id)], "motif": ["snp"]}
    with closing(sign_in(system, email)) as regulator:
        assert regulator.get(f"{SCHEDULING}/slots").status_code == 403  # by himself he has no right
        await book_by_the_link(browser, system, regulator, query)
        session = regulator.get(f"{ACCOUNTS}/session").raise_for_status().json()
        assert (session["roles"], session["cpts"]["id"]) == (["regulator"], str(world.cpts_id))
        told_of_him = await asyncio.to_thread(declare, system, world.cpts_id)
        (declared,) = (one for one in told_of_him if f'"value":"{idnps}"' in orjson.dumps(one).decode())
        assert declared["status"] == "booked"
        with system.log_in_as("director") as director:
            listed = director.get(f"{SCHEDULING}/sas-declarations", params={"state": "declared"}).json()["items"]
        assert declared["identifier"][0]["value"] in {one["appointment_id"] for one in listed}

        assert sas.describe(idnps, email, active=False).status_code == 200
        assert regulator.get(f"{ACCOUNTS}/session").status_code == 401
        assert regulator.get(f"{SCHEDULING}/slots").status_code == 401
