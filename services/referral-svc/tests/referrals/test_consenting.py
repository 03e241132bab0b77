"""A person whose need a list had brought is asked: nothing starts before she says yes, nothing is kept of a no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from referral_svc.referrals import consenting

from ..build import OURS, THEIRS, Somebody, World
from ..disclosure.spreadsheets.importing import imported
from ..disclosure.spreadsheets.lists import as_csv, line


async def waiting(world: World, who: Somebody) -> Any:
    """One request that waits for the agreement of its person."""
    await imported(world, who, as_csv(line(accord="")))
    (item,) = (await world.get(who, "/referrals", worklist="to_consent"))["items"]
    return item


async def test_nothing_starts_before_the_person_agrees(world: World) -> None:
    coordinator = world.coordinator
    referral = await waiting(world, coordinator)
    path = f"/referrals/{referral['referral_id']}"
    doctor = await world.describe()
    for act, body in (
        ("qualification", {}),
        ("hold", {"reason_code": "unreachable"}),
        ("withdrawal", {"reason_code": "deceased"}),
        ("waves", {"professional_ids": [str(doctor)]}),
        ("participants", {"professional_id": str(doctor)}),
        ("messages", {"words": "Bonjour"}),
    ):
        status, _ = await world.refused(coordinator, "POST", f"{path}/{act}", body)
        assert status in (404, 409), act
    assert await world.rows("select 1 from outbox_event where type like 'referral.%'") == []
    assert await world.rows("select 1 from participant") == []


async def test_it_is_in_no_list_but_that_of_agreements_to_ask_for(world: World) -> None:
    coordinator = world.coordinator
    referral = await waiting(world, coordinator)
    assert (referral["status"], referral["ball"]) == ("draft", "coordinator")
    assert (await world.get(coordinator, "/referrals"))["items"] == []
    assert (await world.get(coordinator, "/referrals", view="all"))["items"] == []
    assert (await world.get(world.who("secretary"), "/referrals", status="draft"))["items"] == []
    assert all(column["count"] == 0 for column in (await world.get(coordinator, "/referrals/board"))["columns"])


async def test_a_stranger_does_not_record_an_agreement(world: World) -> None:
    referral = await waiting(world, world.coordinator)
    path = f"/referrals/{referral['referral_id']}"
    for stranger in (
        world.who("referrer"),
        world.who("social_coordinator"),
        world.professional(),
        world.who("care_coordinator", cpts=THEIRS),
    ):
        assert (await world.refused(stranger, "POST", f"{path}/consent", {"given": "oral"}))[0] == 404
        assert (await world.refused(stranger, "POST", f"{path}/consent-refusal", {}))[0] == 404


async def test_an_agreement_of_tomorrow_is_refused(world: World) -> None:
    coordinator = world.coordinator
    referral = await waiting(world, coordinator)
    tomorrow = (world.clock.now() + timedelta(days=1)).isoformat()
    body = {"given": "oral", "at": tomorrow}
    assert await world.refused(coordinator, "POST", f"/referrals/{referral['referral_id']}/consent", body) == (
        422,
        "agreement-in-the-future",
    )


async def test_her_yes_states_the_need_with_the_day_she_had_asked(world: World) -> None:
    coordinator = world.coordinator
    referral = await waiting(world, world.coordinator)
    path = f"/referrals/{referral['referral_id']}"
    # Whoever asks her must reach her: the reading is written down like any other.
    assert (await world.get(coordinator, f"{path}/care-bulletin"))["identity"]["phone"] == "01 99 00 11 22"
    readings = (await world.get(coordinator, f"{path}/reading-log"))["items"]
    assert [one["ground"] for one in readings] == ["coordination"]
    await world.state()
    stated = await world.act(coordinator, referral["referral_id"], "consent", {"given": "written"})
    assert (stated["status"], stated["stated_at"][:10]) == ("stated", "2026-11-02")
    assert stated["request_exists"], "somebody stated it too meanwhile"
    assert "qualification" in stated["allowed_acts"]
    assert "consent" not in stated["allowed_acts"]
    assert [one.type for one in await world.rows("select type from outbox_event where type like 'referral.%'")] == [
        "referral.stated.v1",
        "referral.stated.v1",
    ]
    again = await world.refused(coordinator, "POST", f"{path}/consent", {"given": "oral"})
    assert again == (409, "act-not-allowed-now")


async def test_her_no_is_counted_and_nothing_else_of_her_is_kept(world: World) -> None:
    coordinator = world.coordinator
    referral = await waiting(world, coordinator)
    refused = await world.act(coordinator, referral["referral_id"], "consent-refusal", {"recontact_on": "2027-01-05"})
    assert (refused["kind"], refused["commune_code"], refused["recontact_on"]) == (
        "medecin_traitant",
        "97001",
        "2027-01-05",
    )
    for table in ("referral", "timeline_entry", "sealed_person", "sealed_care_bulletin", "sealed_social_bulletin"):
        assert await world.rows(f'select 1 from "{table}"') == [], table
    assert await world.rows("select 1 from data_key where referral_id = :id", id=referral["referral_id"]) == []


async def test_whoever_was_not_reached_in_three_months_is_forgotten(world: World) -> None:
    await waiting(world, world.coordinator)
    world.clock.advance(consenting.KEPT_UNASKED)
    async with world.database.begin(OURS) as session:
        assert await consenting.forget_unasked(session, world.ports, world.clock.now()) == 0
    world.clock.advance(timedelta(minutes=1))
    async with world.database.begin(OURS) as session:
        assert await consenting.forget_unasked(session, world.ports, world.clock.now()) == 1
    assert await world.rows("select 1 from sealed_person") == []
