"""The private feed: whoever has its address reads when the owner is busy, and nothing of anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest

from scheduling_svc.calendars.writing import BusyEvent, calendar_file

from .conftest import Owner, everything_kept

NBSP = "\u00a0"


def path_of(answer: Any) -> str:
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).removeprefix("http://localhost:8080")


async def made(owner: Owner) -> str:
    return path_of(await owner.ask("POST", f"/professionals/{owner.id}/calendar-feed"))


async def read(owner: Owner, path: str, **headers: str) -> Any:
    return await owner.world.http.get(path, headers=headers)


def events_of(content: bytes) -> list[tuple[str, str, str]]:
    """As an independent library reads them."""
    found = icalendar.Calendar.from_ical(content)
    events = sorted(found.walk("VEVENT"), key=lambda one: (one.start, one.end))
    return [(f"{one.start:%d %H:%M}", f"{one.end:%H:%M}", str(one["SUMMARY"])) for one in events]


@pytest.mark.parametrize("role", ["care_coordinator", "director", "secretary", "referrer", "evaluator"])
async def test_nobody_but_the_owner_makes_a_feed(world: Any, owner: Owner, role: str) -> None:
    who = world.who(role, professional=owner.id)
    for method in ("GET", "POST", "DELETE"):
        answer = await world.ask(who, method, f"/professionals/{owner.id}/calendar-feed")
        assert answer.status_code == 403, method


async def test_a_colleague_does_not_either(world: Any, owner: Owner) -> None:
    colleague = world.who("professional", professional=await world.describe())
    for method in ("GET", "POST", "DELETE"):
        answer = await world.ask(colleague, method, f"/professionals/{owner.id}/calendar-feed")
        assert answer.json()["type"].endswith("/not-your-agenda")


async def test_another_address_opens_nothing(world: Any, owner: Owner) -> None:
    path = await made(owner)
    token = path.split("/")[-2]
    elsewhere = path.replace(str(owner.who.caller.cpts_id), str(uuid4()))
    for wrong in (path.replace(token, "A" * 43), path.replace(token, "court"), elsewhere):
        assert (await read(owner, wrong)).status_code == 404


async def test_a_new_address_revokes_the_one_before(owner: Owner) -> None:
    first, second = await made(owner), await made(owner)
    assert [(await read(owner, path)).status_code for path in (first, second)] == [404, 200]


async def test_a_revoked_address_opens_nothing(owner: Owner) -> None:
    path = await made(owner)
    assert (await owner.ask("GET", f"/professionals/{owner.id}/calendar-feed")).json()["made_at"] is not None
    assert (await owner.ask("DELETE", f"/professionals/{owner.id}/calendar-feed")).status_code == 204
    assert (await read(owner, path)).status_code == 404
    assert (await owner.ask("GET", f"/professionals/{owner.id}/calendar-feed")).json() == {"made_at": None}


async def test_who_left_the_cpts_is_read_no_more(world: Any, owner: Owner) -> None:
    path = await made(owner)
    await world.describe(owner.id, is_member=False)
    assert (await read(owner, path)).status_code == 404


async def test_openings_and_appointments_are_told_without_anybody(world: Any, owner: Owner) -> None:
    path = await made(owner)
    booker = world.who("referrer")
    slot = (await world.free(professional_id=str(owner.id)))[1]
    referral = await world.refer(by=booker)
    await world.book(booker, slot["slot_id"], referral_id=str(referral), reason_code="first_visit")
    answer = await read(owner, path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert events_of(answer.content)[:3] == [
        ("23 08:00", "09:00", "Plage ouverte"), ("23 08:15", "08:30", "Rendez-vous"),
        ("30 08:00", "09:00", "Plage ouverte"),
    ]  # fmt: skip
    for said in (str(referral), "first_visit", "Exemple", "Cabinet", "Valbrune"):
        assert said not in answer.text


async def test_what_the_caller_has_is_not_sent_again_until_it_changes(world: Any, owner: Owner) -> None:
    path = await made(owner)
    first = await read(owner, path)
    assert first.headers["cache-control"] == "no-store"
    again = await read(owner, path, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await owner.ask("POST", "/closures", {
        "professional_id": str(owner.id), "from": "2026-11-23T08:00:00Z", "to": "2026-11-23T08:30:00Z",
    })  # fmt: skip
    assert (await read(owner, path, **{"If-None-Match": first.headers["etag"]})).status_code == 200


async def test_the_address_is_kept_and_logged_nowhere(
    world: Any, owner: Owner, capsys: pytest.CaptureFixture[str]
) -> None:
    path = await made(owner)
    await read(owner, path)
    kept = await everything_kept(world, "calendar_feed", "agenda_act", "idempotency_key", "outbox_event")
    token = path.split("/")[-2]
    assert len(kept) >= 3
    assert not [said for said in [*kept, capsys.readouterr().out] if token in said]


def test_a_file_is_folded_and_escaped_as_the_standard_says() -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    name = f"Garde{NBSP}: été, nuit; « maison »\n" + "é" * 90
    written = calendar_file("Maillage", [BusyEvent("un@ici", at, at + timedelta(hours=1), name)], at)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    (read_back,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(read_back["SUMMARY"]) == name
