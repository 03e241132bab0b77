"""Two people at once: one act wins, the other learns why, nothing is done twice."""

import asyncio
from typing import Any

from referral_svc.disclosure import reading_log

from ..build import OURS, World


async def at_once(world: World, referral: Any, act: str, bodies: list[Any], **headers: str) -> list[Any]:
    path = f"/referrals/{referral['referral_id']}/{act}"
    coordinator = world.coordinator
    return await asyncio.gather(*(world.ask(coordinator, "POST", path, body, **headers) for body in bodies))


async def test_of_eight_qualifications_one_counts(real_world: World) -> None:
    referral = await real_world.state()
    answers = await at_once(real_world, referral, "qualification", [{}] * 8)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert {answer.json()["allowed_from"][0] for answer in answers if answer.status_code == 409} == {"stated"}
    events = await real_world.rows("select 1 from outbox_event where type = 'referral.qualified.v1'")
    assert len(events) == 1


async def test_of_two_choices_at_once_one_is_recorded_and_one_bulletin_opens(real_world: World) -> None:
    doctors = [await real_world.describe(), await real_world.describe()]
    referral = await real_world.proposed(*doctors)
    bodies = [{"professional_id": str(one), "recorded": "oral"} for one in doctors]
    answers = await at_once(real_world, referral, "choice", bodies)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await real_world.rows("select 1 from disclosure_grant where revoked_at is null")) == 1


async def test_twins_with_one_key_get_the_same_answer(real_world: World) -> None:
    referral = await real_world.state()
    answers = await at_once(real_world, referral, "qualification", [{}] * 6, Idempotency_Key="one-key-for-all")
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


async def test_withdrawal_against_choice_never_leaves_an_open_bulletin(real_world: World) -> None:
    doctor = await real_world.describe()
    referral = await real_world.proposed(doctor)
    path, coordinator = f"/referrals/{referral['referral_id']}", real_world.coordinator
    choice = {"professional_id": str(doctor), "recorded": "oral"}
    await asyncio.gather(
        real_world.ask(coordinator, "POST", f"{path}/choice", choice),
        real_world.ask(coordinator, "POST", f"{path}/withdrawal", {"reason_code": "consent_withdrawn"}),
    )
    assert (await real_world.get(coordinator, path))["status"] == "withdrawn"
    assert await real_world.rows("select 1 from disclosure_grant where revoked_at is null") == []


async def test_readings_at_once_make_one_whole_chain(real_world: World) -> None:
    referral = await real_world.state()
    path = f"/referrals/{referral['referral_id']}/care-bulletin"
    await asyncio.gather(*(real_world.get(real_world.coordinator, path) for _ in range(8)))
    async with real_world.database.begin(OURS) as session:
        assert await reading_log.first_broken_link(session, OURS) is None
    assert len(await real_world.rows("select 1 from reading")) == 8
