"""Steps that the tests of linked requests share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from ..build import Somebody, World, need

HOSPITAL = "970000001"


def hospital(world: World) -> Somebody:
    return world.who("referrer", structure=HOSPITAL, name="Sacha Service-Social")


def hours_on(world: World, hours: float) -> str:
    return (world.clock.now() + timedelta(hours=hours)).isoformat()


def discharge(world: World, *carers: str, hours: float = 96, **changed: Any) -> dict[str, Any]:
    """The statement of a discharge, about nobody who exists."""
    said = {name: value for name, value in need().items() if name not in ("kind", "need", "urgency")}
    wanted = [{"carer": carer} for carer in carers or ("nurse", "physiotherapist", "pharmacist")]
    return {**said, "discharge_at": hours_on(world, hours), "carers": wanted, **changed}


async def discharged(world: World, *carers: str, who: Somebody | None = None, **changed: Any) -> Any:
    """Stated; hands back `{bundle_id, referrals}`."""
    answer = await world.ask(who or hospital(world), "POST", "/discharges", discharge(world, *carers, **changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def together(world: World, who: Somebody, bundle: Any, act: str, body: Any = None) -> Any:
    """Does it with all of them, and hands back the line-up."""
    answer = await world.ask(who, "POST", f"/bundles/{bundle['bundle_id']}/{act}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def line_up(world: World, bundle: Any, who: Somebody | None = None) -> Any:
    return await world.get(who or world.coordinator, f"/bundles/{bundle['bundle_id']}")


async def nurse(world: World, **changed: Any) -> UUID:
    offer = {"accepts_new_patients": True, "home_visits": True}
    return await world.describe(
        profession_code="60", is_general_practitioner=False, specialty_codes=[], title=None, offer=offer, **changed
    )


async def found(world: World, referral: Any, professional: UUID) -> None:
    """Asked, said yes and was chosen."""
    await said_yes(world, referral, professional)
    choice = {"professional_id": str(professional), "recorded": "oral"}
    await world.act(world.coordinator_of(referral), referral["referral_id"], "choice", choice)


async def said_yes(world: World, referral: Any, professional: UUID) -> None:
    path = f"/referrals/{referral['referral_id']}/waves"
    sent = await world.ask(world.coordinator_of(referral), "POST", path, {"professional_ids": [str(professional)]})
    assert sent.status_code == 201, sent.text
    asked = sent.json()["solicitations"][0]["solicitation_id"]
    him = world.professional(professional=professional)
    reply = await world.ask(him, "POST", f"/solicitations/{asked}/answer", {"answer": "yes"})
    assert reply.status_code == 200, reply.text


async def mails_to(world: World, professional: UUID) -> list[str]:
    rows = await world.rows(
        "select subject || ' ' || body as words from outgoing_mail where recipient = :to order by id",
        to=f"{professional.hex[:12]}@cabinet.example",
    )
    return [row.words for row in rows]
