"""What time does by itself (rules of the profession, sections 2 and 5)."""

from datetime import timedelta
from typing import Any

from referral_svc.referrals import timers

from ..build import OURS, World


async def tick(world: World, timer: str) -> int:
    async with world.database.begin(OURS) as session:
        if timer == "raise_late":
            return await timers.raise_late(session, world.ports.blind, world.clock.now())
        return int(await getattr(timers, timer)(session, world.ports, world.clock.now()))


async def shown(world: World, referral: Any) -> Any:
    return await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")


async def test_nothing_rises_before_its_target(world: World) -> None:
    referral = await world.qualified(criteria={"ald": "yes"})
    world.clock.advance(timedelta(days=7))
    assert await tick(world, "raise_late") == 0
    assert (await shown(world, referral))["priority_class"] == 2


async def test_each_elapsed_target_raises_by_one_class_and_p1_stays(world: World) -> None:
    referral = await world.qualified(criteria={"handicap": "yes"})
    steps = []
    for days in (14, 7, 30):
        world.clock.advance(timedelta(days=days, minutes=1))
        steps.append((await tick(world, "raise_late"), (await shown(world, referral))["priority_class"]))
    assert steps == [(1, 2), (1, 1), (0, 1)]
    seen = await shown(world, referral)
    assert seen["overdue"] is True
    assert "target_elapsed" in [reason["code"] for reason in seen["explanation"]]


async def test_a_long_sleep_of_the_worker_raises_as_often_as_was_due(world: World) -> None:
    referral = await world.qualified()
    world.clock.advance(timedelta(days=30 + 14 + 14 + 1))
    assert await tick(world, "raise_late") == 1
    assert (await shown(world, referral))["priority_class"] == 2


async def test_a_placed_or_held_request_does_not_rise(world: World) -> None:
    placed = await world.placed(criteria={"ald": "yes"})
    held = await world.qualified(
        criteria={"ald": "yes"},
        patient={"family_name": "Other", "given_name": "Nemo", "birth": {"unknown": True}, "sex": "male"},
    )
    await world.act(world.coordinator, held["referral_id"], "hold", {"reason_code": "hospitalised"})
    world.clock.advance(timedelta(days=40))
    assert await tick(world, "raise_late") == 0
    assert (await shown(world, placed))["overdue"] is False


async def test_seven_days_without_movement_go_to_the_top_and_a_movement_takes_it_down(world: World) -> None:
    first = await world.state(criteria={"treatment_stopped": "yes"})
    world.clock.advance(timedelta(days=7))
    assert await tick(world, "mark_stalled") == 0
    world.clock.advance(timedelta(minutes=1))
    old = await world.state(
        patient={"family_name": "Other", "given_name": "Nemo", "birth": {"unknown": True}, "sex": "male"},
        criteria={"treatment_stopped": "yes"},
    )
    assert await tick(world, "mark_stalled") == 1
    queue = (await world.get(world.coordinator, "/referrals"))["items"]
    assert [(one["referral_id"], one["is_stalled"]) for one in queue] == [
        (first["referral_id"], True),
        (old["referral_id"], False),
    ]
    assert (await world.act(world.coordinator, first["referral_id"], "qualification", {}))["is_stalled"] is False


async def test_no_date_opens_again_what_a_placed_person_refused(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "refuses_for_now"})
    world.clock.advance(timedelta(days=31))
    assert await tick(world, "end_holds") == 0
    doctor = world.professional(professional=doctor_id)
    path = f"/referrals/{referral['referral_id']}/care-bulletin"
    assert (await world.refused(doctor, "GET", path))[0] == 404
    lists = {one["key"]: one["count"] for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["hold_ended"] == 1
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert (await world.ask(doctor, "GET", path)).status_code == 200


async def test_a_hold_ends_by_itself_and_the_request_goes_back(world: World) -> None:
    referral = await world.qualified()
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "unreachable"})
    world.clock.advance(timedelta(days=30))
    assert await tick(world, "end_holds") == 0
    world.clock.advance(timedelta(minutes=1))
    assert await tick(world, "end_holds") == 1
    assert (await shown(world, referral))["status"] == "qualified"
