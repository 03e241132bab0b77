"""Steps that the tests of plans share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from referral_svc.plans.sending import PlanSender

from ..build import World, person

LEAVES = "2026-12-31"


async def waits(world: World, number: int = 1, **changed: Any) -> list[Any]:
    """So many qualified requests, each of another invented person."""
    return [
        await world.qualified(patient=person(family_name="Zyb" + "abcdefghijkl"[n], given_name="Essai"), **changed)
        for n in range(number)
    ]


async def made(world: World, **act: Any) -> Any:
    answer = await world.ask(world.coordinator, "POST", "/plans", act)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rows(world: World, plan: Any, **query: Any) -> list[Any]:
    return list((await world.get(world.coordinator, f"/plans/{plan['plan_id']}/rows", **query))["items"])


async def plan_now(world: World, plan: Any) -> Any:
    return await world.get(world.coordinator, f"/plans/{plan['plan_id']}")


async def edit(
    world: World, plan: Any, row: Any, professional: UUID | None, etag: str | None = None, **said: Any
) -> Any:
    return await world.ask(
        world.coordinator,
        "PUT",
        f"/plans/{plan['plan_id']}/rows/{row['row_id']}",
        {"professional_id": str(professional) if professional else None, **said},
        If_Match=etag or row["etag"],
    )


async def start(world: World, plan: Any, **headers: str) -> Any:
    etag = headers.pop("If_Match", None) or (await plan_now(world, plan))["etag"]
    return await world.ask(world.coordinator, "POST", f"/plans/{plan['plan_id']}/start", If_Match=etag, **headers)


async def started(world: World, plan: Any) -> int:
    """Started, and the worker's round; hands back how many rows it settled."""
    answer = await start(world, plan)
    assert answer.status_code == 200, answer.text
    return await round_of_the_worker(world)


async def round_of_the_worker(world: World) -> int:
    return await PlanSender(world.database, world.clock, world.ports, world.settings.public_url).run_once()


async def announce(world: World, doctor: UUID, leaves_on: str = LEAVES) -> Any:
    return await world.ask(
        world.coordinator, "POST", "/departures", {"professional_id": str(doctor), "leaves_on": leaves_on}
    )


async def closed(world: World, doctor: UUID, name: str) -> Any:
    """Placed with him, met, declared and closed."""
    referral = await world.placed(doctor, patient=person(family_name=name), constraints={"advance_choice": False})
    path, coordinator = f"/referrals/{referral['referral_id']}", world.coordinator
    await world.act(coordinator, referral["referral_id"], "first-appointment", {"waived_reason": "not_needed"})
    await world.act(coordinator, referral["referral_id"], "declaration", {"state": "confirmed"})
    missing = (await world.get(coordinator, path))["closing"]["missing"]
    for notice in missing:
        waiver = f"{path}/notices/{notice.removeprefix('notice:')}/waiver"
        assert (await world.ask(coordinator, "POST", waiver, {"reason": "told_by_phone"})).status_code == 200
    return await world.act(coordinator, referral["referral_id"], "closing", {"outcome_code": "followed"})
