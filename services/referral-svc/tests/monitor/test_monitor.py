"""Groups are compared for those who answer for the CPTS; nobody's request can be read in it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from carekit.auth import ROLES
from carekit.testing.telling import told_in
from referral_svc.monitor.usecases import find_gaps

from ..build import OURS, THEIRS, World, person

PATH = "/monitor"
READERS = {"care_coordinator", "social_coordinator", "director", "project_officer", "evaluator"}
PLACED = text(
    "update referral set placed_at = qualified_at, status = 'placed', placed_professional_id = gen_random_uuid() "
    "where status = 'qualified'"
)
ALERTED = {"care_coordinator", "social_coordinator", "director"}


@pytest.mark.parametrize("role", sorted(ROLES - READERS))
async def test_nobody_else_reads_it(world: World, role: str) -> None:
    for path in (PATH, f"{PATH}/export"):
        assert await world.refused(world.who(role), "GET", path) == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - ALERTED))
async def test_alerts_are_for_the_coordination_and_the_director(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", f"{PATH}/alerts") == (403, "role-refused")
    assert await world.refused(world.who(role), "POST", f"{PATH}/alerts/look") == (403, "role-refused")


async def qualified(world: World, count: int, cover: str, *, withdrawn: bool = False) -> None:
    for rank in range(count):
        patient = person(family_name=f"Zyborowska {cover} {rank}")
        referral = await world.qualified(patient=patient, criteria={"cover": cover})
        if withdrawn:
            reason = {"reason_code": "no_longer_needed"}
            await world.act(world.coordinator, referral["referral_id"], "withdrawal", reason)


def groups(report: Any, dimension: str) -> dict[str, dict[str, Any]]:
    (one,) = [each for each in report["comparisons"] if each["dimension"] == dimension]
    return {group["group"]: {f["measure"]: f for f in group["figures"]} for group in one["groups"]}


async def test_small_groups_are_kept_back_with_one_beside_them(world: World) -> None:
    await qualified(world, 2, "ame", withdrawn=True)
    await qualified(world, 5, "c2s", withdrawn=True)
    await qualified(world, 6, "standard", withdrawn=True)
    report = await world.get(world.who("evaluator"), PATH)
    assert (report["cases"], report["fewest_shown"]) == (13, 5)
    cover = groups(report, "cover")
    assert {group: figures["not_placed"]["cases"] for group, figures in cover.items()} == {
        "ame": None,
        "c2s": None,
        "standard": 6,
    }
    export = await world.ask(world.who("director"), "GET", f"{PATH}/export")
    assert [line.split(";")[6:9] for line in export.text.splitlines() if ";ame;not_placed;" in line] == [["", "", ""]]


async def test_a_request_that_may_still_be_placed_in_time_is_not_counted_as_not_placed(world: World) -> None:
    await qualified(world, 6, "standard")
    assert groups(await world.get(world.coordinator, PATH), "cover")["standard"]["not_placed"]["cases"] == 0
    world.clock.advance(timedelta(days=60))
    late = groups(await world.get(world.coordinator, PATH), "cover")["standard"]["not_placed"]
    assert (late["cases"], late["value"]) == (6, 1.0)


async def test_once_erased_a_request_counts_by_age_and_no_longer_by_cover(world: World) -> None:
    for rank in range(5):
        referral = await world.qualified(patient=person(family_name=f"Kwist {rank}"), criteria={"cover": "ame"})
        reason = {"reason_code": "consent_withdrawn"}
        await world.act(world.coordinator, referral["referral_id"], "withdrawal", reason)
    report = await world.get(world.coordinator, PATH)
    assert (report["cases"], report["erased"]) == (5, 5)
    assert groups(report, "cover") == {}
    assert groups(report, "age_band")["40-69"]["not_placed"]["cases"] == 5


async def test_no_name_date_or_language_stands_in_it_and_reading_it_is_no_disclosure(world: World) -> None:
    referral = await world.qualified(constraints={"language_codes": ["ar"]}, criteria={"cover": "ame"})
    answer = await world.ask(world.coordinator, "GET", PATH)
    assert set(groups(answer.json(), "language")) == {"not_imperative"}
    assert told_in(answer.text, ("Zyborowska", "1961", '"ar"', referral["referral_id"])) == []
    log = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert log["items"] == []


async def test_the_period_is_what_it_says(world: World) -> None:
    await qualified(world, 1, "standard")
    assert (await world.get(world.coordinator, PATH, until="2026-11-22"))["cases"] == 0
    assert (await world.get(world.coordinator, PATH, since="2026-11-23", until="2026-11-23"))["cases"] == 1
    assert (await world.get(world.coordinator, PATH, kind="care"))["cases"] == 0
    assert (await world.get(world.who("director", cpts=THEIRS), PATH))["cases"] == 0


async def test_a_gap_beyond_chance_alerts_once_until_somebody_looked(world: World) -> None:
    await qualified(world, 12, "ame", withdrawn=True)
    await qualified(world, 12, "standard")
    async with world.database.begin(OURS) as session:
        # What led there is not what is looked at.
        await session.execute(PLACED)
    now = world.clock.now()
    async with world.database.begin(OURS) as session:
        assert await find_gaps(session, world.ports, now) == 1
        assert await find_gaps(session, world.ports, now) == 0, "once a day"
    director = world.who("director")
    (alert,) = (await world.get(director, f"{PATH}/alerts"))["items"]
    assert (alert["dimension"], alert["group"], alert["measure"]) == ("cover", "ame", "not_placed")
    badge = [one for one in (await world.get(director, "/worklists"))["items"] if one["key"] == "gaps"]
    assert [one["count"] for one in badge] == [1]
    looked = await world.ask(director, "POST", f"{PATH}/alerts/look")
    assert looked.json()["items"][0]["looked_by_name"] == "Sam Dupont"
    assert not [one for one in (await world.get(director, "/worklists"))["items"] if one["key"] == "gaps"]
    for days, new in ((1, 0), (31, 1)):
        async with world.database.begin(OURS) as session:
            assert await find_gaps(session, world.ports, now + timedelta(days=days)) == new
