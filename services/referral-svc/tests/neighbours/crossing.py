"""Steps that the tests of neighbouring CPTS share: our CPTS opens, theirs receives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from referral_svc.neighbours.timers import NeighbourTimers

from ..build import OURS, THEIRS, Somebody, World, person

THEIR_NAME = "CPTS du Levant"
THIRD = UUID("00000000-0000-4000-8000-000000000003")


def their(world: World, *roles: str, professional: UUID | None = None) -> Somebody:
    return world.who(*roles, professional=professional, cpts=THEIRS, name="Ondine Voisine")


def offer(world: World, **changed: Any) -> dict[str, Any]:
    ends_on = world.clock.now().date() + timedelta(days=365)
    return {"to_cpts_id": str(THEIRS), "kinds": ["medecin_traitant", "social"], "ends_on": str(ends_on), **changed}


async def offered(world: World, **changed: Any) -> Any:
    answer = await world.ask(world.who("director"), "POST", "/neighbour-agreements", offer(world, **changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def agreed(world: World, **changed: Any) -> str:
    """Offered by our director, accepted by theirs."""
    await world.describe_cpts(THEIRS, name=THEIR_NAME)
    agreement_id = (await offered(world, **changed))["agreement_id"]
    said = await world.ask(
        their(world, "director"), "POST", f"/neighbour-agreements/{agreement_id}/answer", {"answer": "accept"}
    )
    assert said.status_code == 200, said.text
    return str(agreement_id)


async def revoked(world: World, agreement_id: str, by: Somebody | None = None) -> Any:
    path = f"/neighbour-agreements/{agreement_id}/revocation"
    answer = await world.ask(by or world.who("director"), "POST", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def open_there(world: World, referral: Any, agreement_id: str, **changed: Any) -> Any:
    """The crossing, as our coordinator sees it."""
    body = {"agreement_id": agreement_id, "given": "oral", **changed}
    path = f"/referrals/{referral['referral_id']}/crossings"
    answer = await world.ask(world.coordinator_of(referral), "POST", path, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def opened(world: World, **changed: Any) -> tuple[Any, Any]:
    """A qualified request of ours that theirs may look for too; hands back it and its crossing."""
    agreement_id = await agreed(world)
    referral = await world.qualified(**changed)
    return referral, await open_there(world, referral, agreement_id)


async def opened_again(world: World) -> tuple[dict[str, str], dict[str, str]]:
    """Another request under the agreement that stands."""
    agreement_id = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]["agreement_id"]
    referral = await world.qualified(patient=person(family_name="Autre"))
    return referral, await open_there(world, referral, agreement_id)


async def received(world: World, who: Somebody | None = None) -> list[Any]:
    found = await world.get(who or their(world, "care_coordinator"), "/received-requests")
    items: list[Any] = found["items"]
    return items


async def solicit(world: World, crossing: Any, *members: UUID, who: Somebody | None = None) -> Any:
    answer = await world.ask(
        who or their(world, "care_coordinator"),
        "POST",
        f"/received-requests/{crossing['crossing_id']}/solicitations",
        {"professional_ids": [str(member) for member in members]},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def says(world: World, member: UUID, answer: str = "yes", **more: Any) -> Any:
    """Signed in at home, on the newest of his list."""
    doctor = their(world, "professional", professional=member)
    asked = (await world.get(doctor, "/solicitations"))["items"][0]
    path = f"/solicitations/{asked['solicitation_id']}/answer"
    said = await world.ask(doctor, "POST", path, {"answer": answer, **more})
    assert said.status_code == 200, said.text
    return said.json()


async def brought_back(world: World) -> int:
    return await NeighbourTimers(world.database, world.clock, world.ports).bring_back()


async def crossings(world: World, referral: Any) -> list[Any]:
    path = f"/referrals/{referral['referral_id']}/crossings"
    found = await world.get(world.coordinator_of(referral), path)
    items: list[Any] = found["items"]
    return items


async def proposed(world: World, **changed: Any) -> tuple[Any, Any, UUID]:
    """A member of theirs said yes, and it came back."""
    referral, crossing = await opened(world, **changed)
    member = await world.describe(cpts=THEIRS, family_name="Levantin")
    who = their(world, "social_coordinator") if referral["kind"] == "social" else None
    await solicit(world, crossing, member, who=who)
    await says(world, member)
    assert await brought_back(world) == 1
    return referral, crossing, member


async def chosen(world: World, **changed: Any) -> tuple[Any, Any, UUID]:
    """And the person chose him."""
    referral, crossing, member = await proposed(world, **changed)
    choice = {"professional_id": str(member), "recorded": "oral"}
    referral = await world.act(world.coordinator_of(referral), referral["referral_id"], "choice", choice)
    return referral, crossing, member


async def opened_to_us(world: World) -> None:
    """Under the agreement that stands, theirs opens one of its own requests; a third CPTS offers an agreement."""
    coordinator = their(world, "care_coordinator")
    agreement_id = await agreed(world)
    referral = await world.state(their(world, "referrer"))
    await world.act(coordinator, referral["referral_id"], "qualification", {})
    path, body = f"/referrals/{referral['referral_id']}/crossings", {"agreement_id": agreement_id, "given": "oral"}
    assert (await world.ask(coordinator, "POST", path, body)).status_code == 201
    await world.describe_cpts(THIRD, name="CPTS du Nord")
    asked = offer(world, to_cpts_id=str(OURS))
    third = world.who("director", cpts=THIRD)
    assert (await world.ask(third, "POST", "/neighbour-agreements", asked)).status_code == 201
