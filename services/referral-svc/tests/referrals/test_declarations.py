"""The declaration of a médecin traitant that nobody confirmed (rules, section 6)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from referral_svc.referrals.timers import remind_declarations

from ..build import OURS, World, person


async def later(world: World, **span: float) -> int:
    world.clock.advance(timedelta(**span))
    async with world.database.begin(OURS) as session:
        return await remind_declarations(session, world.ports, world.clock.now())


async def listed(world: World) -> list[str]:
    found = await world.get(world.coordinator, "/referrals", worklist="declarations")
    return [one["referral_id"] for one in found["items"]]


@pytest.mark.parametrize("state", ["confirmed", "waived"])
async def test_nobody_is_reminded_of_what_was_said(world: World, state: str) -> None:
    referral = await world.placed(await world.describe())
    act = {"state": state, **({"reason": "already_declared"} if state == "waived" else {})}
    await world.act(world.coordinator, referral["referral_id"], "declaration", act)
    assert await later(world, days=16) == 0
    assert await listed(world) == []


async def test_other_kinds_have_no_declaration(world: World) -> None:
    doctor = await world.describe()
    await world.placed(doctor, kind="specialist", need=["specialist_visit"])
    assert await later(world, days=16) == 0


async def test_the_doctor_alone_is_reminded_once_and_the_coordinator_finds_the_request(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor, patient=person(family_name="Zyborowska"))
    assert await later(world, days=15) == 0
    assert await listed(world) == []
    await world.rows("delete from outgoing_mail returning 1")
    assert await later(world, minutes=1) == 1
    assert await later(world, days=30) == 0, "once"
    assert await listed(world) == [referral["referral_id"]]
    (mail,) = await world.rows("select recipient, subject, body from outgoing_mail")
    assert mail.recipient == f"{doctor.hex[:12]}@cabinet.example"
    for word in ("Zyborowska", "médecin", "patient", referral["case_number"]):
        assert word not in mail.subject + mail.body
    keys: dict[str, Any] = {one["key"]: one for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert keys["declarations"]["count"] == 1
    himself = world.professional(professional=UUID(str(doctor)))
    await world.act(himself, referral["referral_id"], "declaration", {"state": "confirmed"})
    assert await listed(world) == []


async def test_another_professional_has_his_own_days(world: World) -> None:
    referral = await world.placed(await world.describe())
    await later(world, days=15, minutes=1)
    back = {"by": "person", "reason_code": "too_far"}
    await world.act(world.coordinator, referral["referral_id"], "step-back", back)
    assert await listed(world) == []
    (row,) = await world.rows("select declaration_reminded_at from referral")
    assert row.declaration_reminded_at is None
