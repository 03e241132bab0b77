"""A departure is cancelled: what nobody worked on comes back, what somebody worked on goes on and is named."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from referral_svc.plans.sending import PlanSender

from ..build import THEIRS, Somebody, World, person
from ..solicitations.asking import referral_now, send
from .planning import announce, closed


async def cancelled(world: World, departure: Any, who: Somebody | None = None) -> Any:
    path = f"/departures/{departure['departure_id']}/cancellation"
    answer = await world.ask(who or world.coordinator, "POST", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def leaving(world: World, doctor: UUID) -> Any:
    """Announced the day after the last of his persons was placed; whatever follows comes a day later."""
    world.clock.advance(timedelta(days=1))
    departure = (await announce(world, doctor)).json()
    world.clock.advance(timedelta(days=1))
    return departure


async def end_departures(world: World) -> int:
    return await PlanSender(world.database, world.clock, world.ports, world.settings.public_url).end_departures()


async def test_a_departure_that_nobody_announced_is_not_cancelled(world: World) -> None:
    path = f"/departures/{uuid4()}/cancellation"
    for method in ("GET", "POST"):
        assert await world.refused(world.coordinator, method, path) == (404, "departure-not-found")


async def test_the_departure_of_another_cpts_does_not_exist(world: World) -> None:
    departure = await leaving(world, await world.describe())
    neighbour = world.who("care_coordinator", cpts=THEIRS)
    path = f"/departures/{departure['departure_id']}/cancellation"
    assert await world.refused(neighbour, "POST", path) == (404, "departure-not-found")


async def test_a_departure_is_cancelled_once(world: World) -> None:
    departure = await leaving(world, await world.describe())
    await cancelled(world, departure)
    path = f"/departures/{departure['departure_id']}/cancellation"
    for method in ("GET", "POST"):
        assert await world.refused(world.coordinator, method, path) == (409, "departure-cancelled")


async def test_once_he_has_left_nothing_comes_back(world: World) -> None:
    departure = await leaving(world, await world.describe())
    world.clock.advance(timedelta(days=60))
    assert await end_departures(world) == 1
    path = f"/departures/{departure['departure_id']}/cancellation"
    assert await world.refused(world.coordinator, "POST", path) == (409, "departure-over")


async def test_what_somebody_worked_on_goes_on_and_is_named(world: World) -> None:
    leaver, other = await world.describe(), await world.describe()
    asked = await world.placed(leaver, patient=person(family_name="Asked"))
    held = await world.placed(leaver, patient=person(family_name="Held"))
    await closed(world, leaver, "Followed")
    departure = await leaving(world, leaver)
    await send(world, asked, other)
    (again,) = await world.rows("select referral_id from departure_case where from_referral_id is not null")
    await world.act(world.coordinator, str(again.referral_id), "hold", {"reason_code": "hospitalised"})
    await world.act(world.coordinator, held["referral_id"], "withdrawal", {"reason_code": "moved_away"})

    told = await cancelled(world, departure)
    assert (told["placed_again"], told["withdrawn"]) == (0, 0)
    staying = {one["referral_id"]: one["status"] for one in told["staying"]}
    assert staying == {asked["referral_id"]: "searching", str(again.referral_id): "on_hold"}
    assert {one["case_number"] for one in told["staying"]} >= {asked["case_number"]}
    assert (await referral_now(world, asked))["status"] == "searching"


async def test_whoever_goes_on_without_him_is_closed_to_him_on_the_day_that_was_said(world: World) -> None:
    leaver, other = await world.describe(), await world.describe()
    asked = await world.placed(leaver)
    departure = await leaving(world, leaver)
    await send(world, asked, other)
    await cancelled(world, departure)
    path, doctor = f"/referrals/{asked['referral_id']}/care-bulletin", world.professional(professional=leaver)
    assert (await world.ask(doctor, "GET", path)).status_code == 200
    world.clock.advance(timedelta(days=60))
    await end_departures(world)
    assert (await world.ask(doctor, "GET", path)).status_code == 404


async def test_what_nobody_worked_on_is_with_him_again_or_leaves_the_queue(world: World) -> None:
    leaver = await world.describe()
    placed = await world.placed(leaver, patient=person(family_name="Open"))
    await world.act(world.coordinator, placed["referral_id"], "declaration", {"state": "confirmed"})
    before = await referral_now(world, placed)
    followed = await closed(world, leaver, "Followed")
    departure = await leaving(world, leaver)
    path = f"/departures/{departure['departure_id']}/cancellation"

    said = await world.get(world.coordinator, path)
    assert (said["placed_again"], said["withdrawn"], said["staying"]) == (1, 1, [])
    assert await cancelled(world, departure, world.who("care_coordinator")) == said

    now = await referral_now(world, placed)
    same = ("status", "placed_professional_id", "declaration", "first_appointment", "advance_choice")
    assert {name: now[name] for name in same} == {name: before[name] for name in same}
    proposals = await world.get(world.coordinator, f"/referrals/{placed['referral_id']}/proposals")
    assert [one["state"] for one in proposals["items"]] == ["chosen"]
    (again,) = await world.rows("select referral_id from departure_case where from_referral_id is not null")
    assert (await world.get(world.coordinator, f"/referrals/{again.referral_id}"))["status"] == "withdrawn"
    for one in (placed["referral_id"], followed["referral_id"], again.referral_id):
        lines = (await world.get(world.coordinator, f"/referrals/{one}/timeline"))["items"]
        assert "professional_stays" in {line["code"] for line in lines}
    (listed,) = (await world.get(world.coordinator, "/departures"))["items"]
    assert listed["cancelled_at"] is not None


async def test_he_takes_as_many_as_before_and_may_announce_it_again(world: World) -> None:
    leaver = await world.describe()
    path = f"/professionals/{leaver}/solicitation-settings"
    wishes = {"weekly_cap": 3, "paused_until": None, "places_left": 4}
    etag = (await world.get(world.coordinator, path))["etag"]
    assert (await world.ask(world.coordinator, "PUT", path, wishes, If_Match=etag)).status_code == 200
    await world.placed(leaver)
    await cancelled(world, await leaving(world, leaver))
    assert (await world.get(world.coordinator, path))["places_left"] == 3
    assert not (await world.get(world.coordinator, f"/professionals/{leaver}/departure"))["announced"]
    assert (await announce(world, leaver)).json()["searched_again"] == 1


async def test_what_comes_back_to_him_stays_open_to_him_after_the_day_that_was_said(world: World) -> None:
    leaver = await world.describe()
    placed = await world.placed(leaver)
    await cancelled(world, await leaving(world, leaver))
    world.clock.advance(timedelta(days=60))
    await end_departures(world)
    path = f"/referrals/{placed['referral_id']}/care-bulletin"
    assert (await world.ask(world.professional(professional=leaver), "GET", path)).status_code == 200
