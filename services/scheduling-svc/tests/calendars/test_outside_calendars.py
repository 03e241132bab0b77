"""Busy time of an outside calendar takes free slots away and nothing else; of its events nothing else is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from sqlalchemy import text
from starlette.types import Receive, Scope, Send

from carekit.outside import Outside
from carekit.public_addresses import Reach
from carekit.testing.certificates import Authority
from carekit.testing.https import served
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.calendars.following import Reader, read_due
from scheduling_svc.calendars.reading import MOST_BYTES

from .conftest import BUSY, Owner, event, everything_kept, file

ADDRESS = "webcal://agenda.exemple.fr/prive/canari-7f3a.ics"
CANARY = ("Mme Canari", "canari@exemple.fr", "12 rue du Canari", "Sclérose", "canari-7f3a")
TOLD = event(
    "DTSTART:20261123T081500Z", "DTEND:20261123T084500Z", f"SUMMARY:{CANARY[0]}", f"ATTENDEE:mailto:{CANARY[1]}",
    f"LOCATION:{CANARY[2]}", f"DESCRIPTION:{CANARY[3]}", uid="canari",
)  # fmt: skip


def rule(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


# Who may


@pytest.mark.parametrize("role", ["care_coordinator", "director", "secretary", "referrer", "regulator"])
async def test_nobody_but_the_owner_connects_his_agenda(world: Any, owner: Owner, role: str) -> None:
    who = world.who(role, professional=owner.id)
    assert rule(await owner.add(ADDRESS, who)) == (403, "role-refused")
    assert rule(await owner.give(BUSY, who)) == (403, "role-refused")


async def test_a_colleague_neither_sees_nor_adds_nor_removes(world: Any, owner: Owner) -> None:
    colleague = world.who("professional", professional=await world.describe())
    calendar = (await owner.add(ADDRESS)).json()["calendar_id"]
    assert rule(await owner.add(ADDRESS, colleague)) == (403, "not-your-agenda")
    assert rule(await owner.give(BUSY, colleague)) == (403, "not-your-agenda")
    of_owner = f"/outside-calendars?professional_id={owner.id}"
    assert rule(await world.ask(colleague, "GET", of_owner)) == (403, "not-your-agenda")
    assert rule(await world.ask(colleague, "DELETE", f"/outside-calendars/{calendar}")) == (403, "not-your-agenda")


async def test_his_delegate_does_it_for_him(world: Any, owner: Owner) -> None:
    delegate = world.who("delegate", professional=owner.id)
    assert (await owner.add(ADDRESS, delegate)).status_code == 201
    assert len(await owner.calendars()) == 1


# What is refused


@pytest.mark.parametrize(
    "address",
    ["http://agenda.exemple.fr/a.ics", "https://127.0.0.1/a.ics", "https://169.254.169.254/", "https://moi:x@a.fr/",
     "https://localhost/api/scheduling/v1/public/x", "file:///etc/passwd"],
)  # fmt: skip
async def test_an_address_that_leads_inside_is_refused_at_once(owner: Owner, address: str) -> None:
    assert rule(await owner.add(address)) == (422, "calendar-address-refused")
    assert await owner.calendars() == []


async def test_what_is_no_calendar_is_refused_in_words(owner: Owner) -> None:
    answer = await owner.give(b"BEGIN:VCALENDAR\r\nSUMMARY:Mme Canari\r\n")
    assert (rule(answer), answer.json()["problem"]) == ((422, "calendar-unreadable"), "not_a_calendar")
    assert "Canari" not in answer.text


async def test_a_file_over_the_limit_is_refused(owner: Owner) -> None:
    assert rule(await owner.give(b"x" * (MOST_BYTES + 1))) == (413, "calendar-too-large")


async def test_an_agenda_has_ten_outside_calendars_at_most(owner: Owner) -> None:
    for n in range(10):
        assert (await owner.add(ADDRESS, label=f"Agenda {n}")).status_code == 201
    assert rule(await owner.add(ADDRESS)) == (409, "too-many-calendars")


async def test_a_calendar_of_nobody_is_not_there(owner: Owner) -> None:
    assert rule(await owner.ask("DELETE", f"/outside-calendars/{uuid4()}")) == (404, "not-found")


# What it does


async def test_busy_time_takes_free_slots_away_and_removing_it_gives_them_back(owner: Owner) -> None:
    before = await owner.free()
    calendar = await owner.give(BUSY)
    assert calendar.status_code == 201, calendar.text
    assert [start[11:16] for start, *_ in await owner.free()] == ["08:00", "08:45"]
    await owner.ask("DELETE", f"/outside-calendars/{calendar.json()['calendar_id']}")
    assert await owner.free() == before
    assert await owner.calendars() == []


async def test_a_booked_slot_stays_and_the_owner_is_told(world: Any, owner: Owner) -> None:
    booker = world.who("referrer")
    slot = (await world.free(professional_id=str(owner.id)))[1]
    booked = await world.book(booker, slot["slot_id"], referral_id=str(await world.refer(by=booker)))
    assert booked.status_code == 201
    given = (await owner.give(BUSY)).json()
    (conflict,) = given["conflicts"]
    assert conflict == {
        "appointment_id": booked.json()["appointment_id"], "starts_at": "2026-11-23T08:15:00Z",
        "ends_at": "2026-11-23T08:30:00Z",
    }  # fmt: skip
    agenda = (await owner.ask("GET", f"/professionals/{owner.id}/agenda")).json()
    assert [one["status"] for one in agenda["slots"] if one["starts_at"][11:16] == "08:15"] == ["booked"]


async def test_two_calendars_close_together_what_is_opened_later_too(world: Any, owner: Owner) -> None:
    await owner.give(BUSY)
    second = await owner.give(file(event("DTSTART:20261123T083000Z", "DTEND:20261123T090000Z", uid="deux")))
    assert [start[11:16] for start, *_ in await owner.free()] == ["08:00"]
    await owner.ask("DELETE", f"/outside-calendars/{second.json()['calendar_id']}")
    await world.open(owner.id, from_time="09:30", to_time="10:30", slot_minutes=30)
    assert [start[11:16] for start, *_ in await owner.free()] == ["08:00", "08:45", "09:00"]


async def test_nothing_of_an_event_is_kept_or_told_but_when_it_is(
    world: Any, owner: Owner, capsys: pytest.CaptureFixture[str]
) -> None:
    given = await owner.give(file(TOLD))
    added = await owner.add(ADDRESS)
    kept = await everything_kept(world, "outside_calendar", "agenda_act", "idempotency_key", "outbox_event", "slot")
    assert len(kept) > 10
    everything = [*kept, given.text, added.text, (await owner.ask("GET", "/outside-calendars")).text]
    everything.append(capsys.readouterr().out)
    assert not [(canary, said[:80]) for canary in CANARY for said in everything if canary in said]
    assert (added.json()["host"], added.json()["state"]) == ("agenda.exemple.fr", "waiting")


# What the worker reads


@dataclass
class Elsewhere:
    """The server on which somebody keeps his calendar."""

    status: int = 200
    body: bytes = BUSY
    etag: str = '"1"'
    asked: list[dict[str, str]] = field(default_factory=list)

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        said = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.asked.append(said)
        known = said.get("if-none-match") == self.etag
        status = 304 if known and self.status == 200 else self.status
        await send({"type": "http.response.start", "status": status, "headers": [(b"etag", self.etag.encode())]})
        await send({"type": "http.response.body", "body": b"" if status == 304 else self.body})


@dataclass
class Following:
    """The worker, and the calendar that it follows."""

    world: Any
    elsewhere: Elsewhere
    reader: Reader
    address: str

    async def read(self, after: timedelta = timedelta(minutes=15)) -> int:
        self.world.clock.advance(after)
        return await read_due(self.world.database, self.world.who().caller.cpts, self.world.clock, self.reader)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
async def running(authority: Authority) -> AsyncIterator[tuple[Elsewhere, int]]:
    elsewhere = Elsewhere()
    own = authority.issue(("CN", "localhost"), purpose=ExtendedKeyUsageOID.SERVER_AUTH, host="agenda.exemple.fr")
    async with served(elsewhere, own) as port:
        yield elsewhere, port


@pytest.fixture
async def following(
    world: Any, owner: Owner, running: tuple[Elsewhere, int], authority: Authority
) -> AsyncIterator[Following]:
    elsewhere, port = running
    vars(elsewhere).update(vars(Elsewhere()))
    reach = Reach(networks=["127.0.0.1/32"], ports={port}, authorities=authority.file)  # type: ignore[arg-type]
    before = world.app.state.addresses
    addresses = Addresses.of(world.settings.model_copy(update={"outside": reach}))
    world.app.state.addresses = addresses
    made = Outside.of(reach, frozenset({addresses.own_host}))
    reader = Reader(addresses, Outside(made.reach, made.tls, made.own_hosts, _this_machine))
    yield Following(world, elsewhere, reader, f"webcal://agenda.exemple.fr:{port}/prive/canari-7f3a.ics")
    world.app.state.addresses = before


async def _this_machine(_: str, __: int) -> list[str]:
    return ["127.0.0.1"]


async def test_the_worker_reads_an_address_and_asks_for_what_changed(owner: Owner, following: Following) -> None:
    await owner.add(following.address)
    assert await following.read(timedelta()) == 1
    assert [start[11:16] for start, *_ in await owner.free()] == ["08:00", "08:45"]
    (calendar,) = await owner.calendars()
    assert (calendar["state"], calendar["problem"], calendar["read_at"]) == ("read", None, "2026-11-23T06:00:00Z")
    assert await following.read(timedelta(minutes=14)) == 0
    assert await following.read(timedelta(minutes=1)) == 1
    # Once a day the whole: what recurs reaches a day further.
    assert await following.read(timedelta(hours=24)) == 1
    assert [one.get("if-none-match") for one in following.elsewhere.asked] == [None, '"1"', None]


async def test_what_changes_there_changes_here(owner: Owner, following: Following) -> None:
    await owner.add(following.address)
    await following.read(timedelta())
    following.elsewhere.body, following.elsewhere.etag = file(), '"2"'
    await following.read()
    assert len(await owner.free()) == 4


async def test_a_failure_is_told_and_what_was_read_before_stands(owner: Owner, following: Following) -> None:
    await owner.add(following.address)
    await following.read(timedelta())
    for minutes, status, body, problem in (
        (15, 404, b"", "not_found"), (15, 403, b"", "not_allowed"), (30, 500, b"", "server_failed"),
        (60, 200, b"<html>", "not_a_calendar"),
    ):  # fmt: skip
        vars(following.elsewhere).update(status=status, body=body, etag='"2"')
        await following.read(timedelta(minutes=minutes))
        (calendar,) = await owner.calendars()
        assert (calendar["state"], calendar["problem"]) == ("failing", problem)
    assert [start[11:16] for start, *_ in await owner.free()] == ["08:00", "08:45"]


async def test_what_fails_is_asked_less_and_less_often(owner: Owner, following: Following) -> None:
    following.elsewhere.status = 500
    await owner.add(following.address)
    asked = [await following.read(timedelta(minutes=after)) for after in (0, 14, 1, 15, 15, 59, 1)]
    assert asked == [1, 0, 1, 0, 1, 0, 1]


async def test_a_name_that_moved_inside_is_told_and_never_asked(owner: Owner, following: Following) -> None:
    async def moved(_: str, __: int) -> list[str]:
        return ["10.0.0.1"]

    await owner.add(following.address)
    outside = following.reader.outside
    following.reader = Reader(following.reader.addresses, Outside(outside.reach, outside.tls, resolve=moved))
    await following.read(timedelta())
    assert [one["problem"] for one in await owner.calendars()] == ["address_refused"]
    assert following.elsewhere.asked == []


async def test_an_address_sealed_with_another_key_is_asked_for_again(owner: Owner, following: Following) -> None:
    added = (await owner.add(following.address)).json()
    async with following.world.database.begin(following.world.who().caller.cpts) as session:
        await session.execute(text("update outside_calendar set address = :lost"), {"lost": b"x" * 40})
    await following.read(timedelta())
    assert [(one["calendar_id"], one["problem"]) for one in await owner.calendars()] == [
        (added["calendar_id"], "address_lost")
    ]


async def test_a_calendar_taken_away_while_it_is_read_leaves_nothing(owner: Owner, following: Following) -> None:
    following.elsewhere.status = 500
    added = (await owner.add(following.address)).json()
    reading = following.reader.read

    async def removed_meanwhile(*asked: Any) -> Any:
        found = await reading(*asked)
        await owner.ask("DELETE", f"/outside-calendars/{added['calendar_id']}")
        return found

    object.__setattr__(following.reader, "read", removed_meanwhile)
    assert await following.read(timedelta()) == 1
    assert await owner.calendars() == []
