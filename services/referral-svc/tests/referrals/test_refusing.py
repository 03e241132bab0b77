"""The person said no: counted without a name, and asked again on the day that was set."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ..build import THEIRS, Somebody, World

PATH = "/refused-consents"


async def refusal(world: World, who: Somebody, **changed: Any) -> Any:
    answer = await world.ask(who, "POST", PATH, {"kind": "care", "commune_code": "97001", **changed})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def to_recontact(world: World, who: Somebody) -> int:
    lines = (await world.get(who, "/worklists"))["items"]
    return next((int(line["count"]) for line in lines if line["key"] == "to_recontact"), 0)


async def test_a_refused_consent_takes_no_name(world: World) -> None:
    body = {"kind": "care", "family_name": "Zyborowska"}
    assert (await world.refused(world.who("referrer"), "POST", PATH, body))[0] == 422


async def test_nobody_else_sees_or_settles_the_list_of_a_referrer(world: World) -> None:
    kept = await refusal(world, world.who("referrer"), recontact_on="2026-11-23")
    for stranger in (world.who("referrer"), world.coordinator, world.who("referrer", cpts=THEIRS)):
        assert await world.get(stranger, PATH) == []
        assert await to_recontact(world, stranger) == 0
        refused = await world.refused(stranger, "PUT", f"{PATH}/{kept['id']}/recontact", {})
        assert refused == (404, "refused-consent-not-found")
    guest = world.who("guest")
    assert await world.refused(guest, "PUT", f"{PATH}/{kept['id']}/recontact", {}) == (403, "role-refused")
    unknown = await world.refused(world.who("referrer"), "PUT", f"{PATH}/{uuid4()}/recontact", {})
    assert unknown == (404, "refused-consent-not-found")


async def test_a_refused_consent_is_counted_without_naming_anybody(world: World) -> None:
    nurse = world.who("referrer", structure="970000001")
    await refusal(world, nurse, recontact_on="2026-12-01")
    assert (await world.get(nurse, PATH))[0]["recontact_on"] == "2026-12-01"
    assert len(await world.get(world.who("referrer", structure="970000001"), PATH)) == 1


async def test_it_waits_for_its_referrer_from_the_day_that_was_set(world: World) -> None:
    nurse = world.who("referrer")
    in_two_days = (world.clock.now() + timedelta(days=2)).date()
    await refusal(world, nurse, recontact_on=str(in_two_days))
    await refusal(world, nurse)
    assert await to_recontact(world, nurse) == 0
    world.clock.advance(timedelta(days=2))
    assert await to_recontact(world, nurse) == 1


async def test_once_asked_again_it_waits_no_more(world: World) -> None:
    nurse = world.who("referrer")
    kept = await refusal(world, nurse, recontact_on=str(world.clock.now().date()))
    for _ in range(2):
        answer = await world.ask(nurse, "PUT", f"{PATH}/{kept['id']}/recontact", {})
        assert answer.json()["recontacted_on"] == str(world.clock.now().date())
    assert await to_recontact(world, nurse) == 0


async def test_put_off_it_waits_for_the_new_day(world: World) -> None:
    nurse = world.who("referrer")
    kept = await refusal(world, nurse, recontact_on=str(world.clock.now().date()))
    later = str((world.clock.now() + timedelta(days=7)).date())
    answer = await world.ask(nurse, "PUT", f"{PATH}/{kept['id']}/recontact", {"again_on": later})
    assert (answer.json()["recontact_on"], answer.json()["recontacted_on"]) == (later, None)
    assert await to_recontact(world, nurse) == 0
    world.clock.advance(timedelta(days=7))
    assert await to_recontact(world, nurse) == 1


@pytest.mark.parametrize("role", ["referrer", "professional", "secretary", "guest", "delegate"])
async def test_the_figures_of_refusals_are_for_those_who_answer_for_the_cpts(world: World, role: str) -> None:
    for path in (f"{PATH}/counts", f"{PATH}/counts/export"):
        assert await world.refused(world.who(role), "GET", path) == (403, "role-refused")


async def test_refusals_are_counted_by_month_kind_and_commune_whoever_recorded_them(world: World) -> None:
    for who in (world.who("referrer"), world.who("referrer")):
        await refusal(world, who)
    await refusal(world, world.who("referrer"), kind="social", commune_code=None)
    month = world.clock.now().strftime("%Y-%m")
    counted = await world.get(world.who("director"), f"{PATH}/counts")
    assert [(one["month"], one["kind"], one["commune_code"], one["count"]) for one in counted["items"]] == [
        (month, "care", "97001", 2),
        (month, "social", None, 1),
    ]
    assert counted["total"] == 3
    assert (await world.get(world.who("director", cpts=THEIRS), f"{PATH}/counts"))["total"] == 0
    before = await world.get(world.coordinator, f"{PATH}/counts", until="2026-01-01")
    assert (before["since"], before["total"]) == ("2025-01-01", 0)
    table = await world.ask(world.coordinator, "GET", f"{PATH}/counts/export")
    assert "care;97001;2" in table.text
