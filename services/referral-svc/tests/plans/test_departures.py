"""A general practitioner announces that he leaves: his persons wait again, each with its trace."""

from datetime import timedelta
from uuid import UUID, uuid4

from referral_svc.plans.sending import PlanSender

from ..build import OURS, World, person
from ..solicitations.asking import candidates, referral_now
from .planning import announce, closed, made, rows


async def test_a_departure_that_has_passed_is_not_announced(world: World):
    doctor = await world.describe()
    answer = await announce(world, doctor, "2026-11-22")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "departure-in-the-past")


async def test_a_professional_nobody_knows_does_not_leave(world: World):
    assert (await announce(world, uuid4())).status_code == 404
    path = f"/professionals/{uuid4()}/departure"
    assert await world.refused(world.coordinator, "GET", path) == (404, "leaver-unknown")


async def test_a_departure_is_announced_once(world: World):
    doctor = await world.describe()
    assert (await announce(world, doctor)).status_code == 201
    answer = await announce(world, doctor)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (409, "departure-known")


async def test_his_persons_wait_again_in_one_act_and_a_plan_finds_them_another(world: World):
    leaver = await world.describe()
    placed = await world.placed(leaver, patient=person(family_name="Open"))
    followed = await closed(world, leaver, "Followed")
    erased = await closed(world, leaver, "Erased")
    async with world.database.begin(OURS) as session:
        await world.app.state.vault.keys.erase(session, UUID(erased["referral_id"]))
    world.clock.advance(timedelta(days=9))
    other = await world.describe()
    await world.qualified(patient=person(family_name="Unrelated"))

    expected = {"searched_again": 1, "stated_again": 1, "out_of_reach": 1}
    preview = await world.get(world.coordinator, f"/professionals/{leaver}/departure")
    assert expected.items() <= preview.items()
    assert not preview["announced"]
    answer = await announce(world, leaver)
    assert answer.status_code == 201, answer.text
    departure = answer.json()
    assert expected.items() <= departure.items()
    assert (await world.get(world.coordinator, f"/professionals/{leaver}/departure"))["announced"]
    assert [one["name"] for one in (await world.get(world.coordinator, "/departures"))["items"]] == [
        "Dr Jeanne Exemple"
    ]

    again = await referral_now(world, placed)
    assert (again["status"], again["placed_professional_id"], again["declaration"]) == ("searching", None, "awaited")
    assert (await referral_now(world, followed))["status"] == "closed", "what ended stays ended"

    plan = await made(world, departure_id=departure["departure_id"])
    found = await rows(world, plan)
    assert len(found) == 2, "the unrelated request is not of this backlog"
    assert {row["professional_id"] for row in found} == {str(other)}

    new = next(row for row in found if row["referral_id"] != placed["referral_id"])
    fresh = await world.get(world.coordinator, f"/referrals/{new['referral_id']}")
    assert (fresh["status"], fresh["advance_choice"]) == ("qualified", False)
    bulletin = await world.get(world.coordinator, f"/referrals/{new['referral_id']}/care-bulletin")
    assert bulletin["identity"]["family_name"] == "Followed"
    timeline = await world.get(world.coordinator, f"/referrals/{followed['referral_id']}/timeline")
    told = next(line for line in timeline["items"] if line["code"] == "stated_again")
    assert told["details"]["case_number"] == fresh["case_number"]


async def test_who_leaves_is_asked_for_nobody_more(world: World):
    leaver, other = await world.describe(), await world.describe()
    await announce(world, leaver)
    found = await candidates(world, await world.qualified())
    assert [one["professional_id"] for one in found["candidates"]] == [str(other)]
    assert [one["condition_code"] for one in found["excluded"]] == ["no_place_left"]


async def test_what_he_may_read_closes_when_he_has_left_and_not_before(world: World):
    leaver = await world.describe()
    referral = await world.placed(leaver)
    await announce(world, leaver)
    sender = PlanSender(world.database, world.clock, world.ports, world.settings.public_url)
    path = f"/referrals/{referral['referral_id']}/care-bulletin"
    doctor = world.professional(professional=leaver)
    world.clock.advance(timedelta(days=30))
    assert await sender.end_departures() == 0
    assert (await world.ask(doctor, "GET", path)).status_code == 200
    world.clock.advance(timedelta(days=9))
    assert await sender.end_departures() == 1
    assert (await world.ask(doctor, "GET", path)).status_code == 404
    assert await sender.end_departures() == 0
