"""The loaded demonstration looks alive, and was loaded by the doors of the services alone."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from carekit.auth import Caller
from carekit.clock import MovableClock
from carekit.embedded_postgres import EmbeddedPostgres
from carekit.processes import free_port
from local_system import databases
from local_system.demo.inprocess import Services
from local_system.demo.machine import machine_of
from local_system.keys import Keys
from local_system.mail_sink.mailbox import Mailbox
from local_system.settings import LocalSettings
from local_system.system import System

#: A Saturday morning, the least convenient moment for an office: the next two weeks begin on Monday.
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
_PORTS = ("GATEWAY", "DIRECTORY", "REFERRAL", "SCHEDULING", "POSTGRES", "SMTP", "MAIL_PAGE")


#: In a process of its own, as `make run` does: what the workers keep open ends with it.
_LOAD = """
import asyncio, json, sys
from dataclasses import asdict
from datetime import datetime
from local_system.demo.load import load_territory
steps, now = [], datetime.fromisoformat(sys.argv[1])
loaded = asyncio.run(load_territory(lambda step, done, total: steps.append(step), now))
callers = {key: {**asdict(caller), "roles": sorted(caller.roles)} for key, caller in loaded.callers.items()}
print("loaded", json.dumps({"stopped": loaded.stopped, "mails": loaded.mails, "steps": steps, "callers": callers},
    default=str))
"""


@dataclass(frozen=True)
class Demonstration:
    stopped: list[str]
    mails: int
    steps: list[str]
    callers: dict[str, Caller]
    services: Services

    def caller(self, key: str) -> Caller:
        return self.callers[key]


@pytest.fixture(scope="module")
def environment() -> Iterator[None]:
    """Four migrated databases and the settings of the four services, as `make run` makes them."""
    # Not below pytest's own folder, which every other run of pytest closes to PostgreSQL.
    data = Path(tempfile.mkdtemp(prefix="maillage-load-"))
    before = dict(os.environ)
    os.environ["LOCAL_DATA"] = str(data)
    os.environ.update({f"LOCAL_{name}_PORT": str(free_port()) for name in _PORTS})
    settings = LocalSettings()
    keys = Keys(data / "keys")
    keys.provide()
    server = EmbeddedPostgres(data / "postgres", settings.postgres_port)
    server.start()
    try:
        databases.provide(server, [service.name for service in databases.SERVICES])
        urls = databases.urls(server, databases.GivenDatabases())
        databases.migrate(urls)
        for part in System(settings, keys, urls).environment().values():
            os.environ.update(part)
        yield
    finally:
        server.stop()
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="module")
async def demonstration(environment: None) -> AsyncIterator[Demonstration]:
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", _LOAD, NOW.isoformat(), stdout=PIPE)
    said, _ = await child.communicate()
    assert child.returncode == 0
    result = json.loads(next(line for line in said.decode().splitlines() if line.startswith("loaded "))[7:])
    callers = {key: _caller(facts) for key, facts in result["callers"].items()}
    async with machine_of(MovableClock(NOW + timedelta(minutes=1))) as machine:
        yield Demonstration(result["stopped"], result["mails"], result["steps"], callers, machine.services)


def _caller(facts: dict[str, Any]) -> Caller:
    def identifier(name: str) -> UUID | None:
        return UUID(facts[name]) if facts[name] else None

    return Caller(
        account_id=identifier("account_id"),
        name=facts["name"],
        cpts_id=identifier("cpts_id"),
        roles=frozenset(facts["roles"]),
        professional_id=identifier("professional_id"),
        rpps=facts["rpps"],
        structure=facts["structure"],
    )


async def _all(demonstration: Demonstration, path: str, key: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await demonstration.services.get(path, demonstration.caller(key), limit=100, **params, **cursor)
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


async def _requests(demonstration: Demonstration) -> list[dict[str, Any]]:
    found = await _all(demonstration, "/api/referral/v1/referrals", "care_coordinator", view="all")
    return found + await _all(demonstration, "/api/referral/v1/referrals", "social_coordinator", view="all")


async def test_the_rules_of_the_services_stopped_no_story(demonstration: Demonstration) -> None:
    assert demonstration.stopped == []


async def test_the_territory_and_its_members_are_those_of_the_files(demonstration: Demonstration) -> None:
    cpts = await demonstration.services.get("/api/directory/v1/cpts/current", demonstration.caller("director"))
    assert cpts["population"] == 67_000
    assert cpts["departments"] == ["96", "99"]
    assert cpts["members"] == 135
    assert cpts["neighbours"]


async def test_the_imports_report_the_flawed_lines(demonstration: Demonstration) -> None:
    reports = await _all(demonstration, "/api/directory/v1/imports", "director")
    by_source = {report["source"]: report for report in reports}
    assert by_source["finess"]["created"] == 60
    assert by_source["rpps"]["created"] == 400
    assert by_source["rpps"]["rejected"] == 2


async def test_requests_stand_in_every_state(demonstration: Demonstration) -> None:
    states = Counter(request["status"] for request in await _requests(demonstration))
    assert set(states) == {
        "stated", "qualified", "searching", "proposed", "placed", "closed", "on_hold", "redirected", "withdrawn",
    }  # fmt: skip
    assert sum(states.values()) >= 60
    assert 4 <= states["stated"] <= 12
    assert states["closed"] >= 15
    assert states["proposed"] >= 3


async def test_requests_stated_together_are_linked(demonstration: Demonstration) -> None:
    together = [request for request in await _requests(demonstration) if request["bundle"]]
    sizes = Counter(request["bundle"]["bundle_id"] for request in together)
    assert sorted(sizes.values()) == [2, 3]
    assert Counter(request["status"] for request in together) == {"stated": 3, "qualified": 2}


async def test_the_past_has_true_instants(demonstration: Demonstration) -> None:
    requests = await _requests(demonstration)
    stated = sorted(datetime.fromisoformat(request["stated_at"]) for request in requests)
    assert timedelta(days=38) < NOW - stated[0] <= timedelta(days=42)
    assert stated[-1] <= NOW
    assert all(datetime.fromisoformat(request["last_movement_at"]) <= NOW for request in requests)


async def test_some_requests_are_late_and_all_priorities_are_met(demonstration: Demonstration) -> None:
    requests = await _requests(demonstration)
    assert any(request["overdue"] for request in requests)
    assert {request["priority_class"] for request in requests} == {1, 2, 3, 4, 5}


async def test_doctors_who_may_sign_in_have_something_to_answer(demonstration: Demonstration) -> None:
    waiting = 0
    for key in ("gp", "second_gp", "third_gp"):
        waiting += len(await _all(demonstration, "/api/referral/v1/solicitations", key, state="open"))
    assert waiting >= 2


async def test_the_agenda_of_the_coming_two_weeks_has_free_and_full_half_days(demonstration: Demonstration) -> None:
    cells: Counter[str] = Counter()
    for week in (NOW + timedelta(days=3), NOW + timedelta(days=10)):
        table = await demonstration.services.get(
            "/api/scheduling/v1/slots/half-days",
            demonstration.caller("care_coordinator"),
            week=week.date().isoformat(),
        )
        cells.update(cell["state"] for row in table["rows"] for cell in row["cells"])
    assert cells["free"] >= 40
    assert cells["full"] >= 15


async def test_the_neighbouring_coordinator_sees_the_one_request_opened_to_her_and_nothing_else(
    demonstration: Demonstration,
) -> None:
    path = "/api/referral/v1/referrals"
    assert await _all(demonstration, path, "neighbour_coordinator", view="all") == []
    caller, services = demonstration.caller("neighbour_coordinator"), demonstration.services
    received = await services.get("/api/referral/v1/received-requests", caller)
    assert [(one["state"], one["asked"]) for one in received["items"]] == [("open", [])]
    path = f"/api/referral/v1/received-requests/{received['items'][0]['crossing_id']}/candidates"
    assert (await services.get(path, caller))["candidates"], "a member of hers may be solicited"


def test_mails_of_the_past_bear_the_instants_of_the_past(demonstration: Demonstration) -> None:
    mails = list(Mailbox(LocalSettings().data / "mails.jsonl").newest_first())
    assert len(mails) == demonstration.mails >= 60
    days = {mail.received_at[:10] for mail in mails}
    assert len(days) > 20
    assert min(days) >= "2026-10-09"
    assert max(days) <= "2026-11-21"


def test_progress_names_each_step(demonstration: Demonstration) -> None:
    assert set(demonstration.steps) == {
        "official files", "accounts", "members", "offers", "facts told", "shared hours", "six weeks",
        "coming two weeks",
    }  # fmt: skip
