"""Several at once, on a database of their own with real commits (rules of the profession, section 3)."""

import asyncio
from uuid import UUID, uuid4

from ..build import OURS, World, person
from .asking import doctors, proposals, referral_now, send, token_of


async def post(world: World, token: str, answer: str = "yes"):
    return await world.ask(None, "POST", "/answer-links/reply", {"token": token, "answer": answer})


async def test_eight_identical_posts_on_one_link_are_one_answer(real_world: World):
    world = real_world
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    await send(world, referral, doctor)
    token = await token_of(world, doctor)
    answers = await asyncio.gather(*[post(world, token) for _ in range(8)])
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({answer.text for answer in answers}) == 1
    told = await world.rows("select at from timeline_entry where code = 'answered_yes'")
    assert len(told) == 1
    row = (await world.rows("select yes_rank from solicitation"))[0]
    assert row.yes_rank == 1


async def test_eight_yeses_at_once_are_three_proposals_and_five_in_reserve(real_world: World):
    world = real_world
    ids = await doctors(world, 8)
    referral = await world.qualified()
    await send(world, referral, *ids)
    tokens = [await token_of(world, one) for one in ids]
    answers = await asyncio.gather(*[post(world, token) for token in tokens])
    assert [answer.status_code for answer in answers] == [200] * 8
    states = [state for _, state in await proposals(world, referral)]
    assert states == ["proposed"] * 3 + ["reserve"] * 5
    ranks = [row.yes_rank for row in await world.rows("select yes_rank from solicitation order by yes_rank")]
    assert ranks == list(range(1, 9))
    proposed = await world.rows("select at from timeline_entry where code = 'proposed'")
    assert len(proposed) == 1


async def test_eight_first_who_fits_place_one_person_once(real_world: World):
    world = real_world
    ids = await doctors(world, 8)
    referral = await world.qualified(constraints={"advance_choice": True})
    await send(world, referral, *ids)
    tokens = [await token_of(world, one) for one in ids]
    answers = await asyncio.gather(*[post(world, token) for token in tokens])
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [410] * 7
    assert {a.json()["type"].rsplit("/", 1)[-1] for a in answers if a.status_code == 410} == {"request-placed"}
    grants = await world.rows("select professional_id from disclosure_grant where revoked_at is null")
    now = await referral_now(world, referral)
    assert [str(grant.professional_id) for grant in grants] == [now["placed_professional_id"]]


async def test_a_yes_that_meets_a_withdrawal_leaves_no_open_place(real_world: World):
    """Whoever comes first, the end is the same: withdrawn, and nobody stands."""
    world = real_world
    for _ in range(4):
        (doctor,) = await doctors(world, 1)
        referral = await world.qualified(patient=person(family_name=f"Z{uuid4().hex[:8]}"))
        await send(world, referral, doctor)
        token = await token_of(world, doctor)
        path = f"/referrals/{referral['referral_id']}/withdrawal"
        yes, withdrawn = await asyncio.gather(
            post(world, token), world.ask(world.coordinator, "POST", path, {"reason_code": "consent_withdrawn"})
        )
        assert withdrawn.status_code == 200, withdrawn.text
        assert yes.status_code in (200, 410)
        assert (await referral_now(world, referral))["status"] == "withdrawn"
        standing = await world.rows(
            "select state from solicitation where referral_id = :id and state in ('asked', 'yes')",
            id=UUID(referral["referral_id"]),
        )
        assert standing == []


async def test_the_cap_holds_when_five_waves_race_for_one_doctor(real_world: World):
    world = real_world
    (doctor,) = await doctors(world, 1)
    requests = [await world.qualified(patient=person(family_name=f"Z{n}")) for n in range(5)]
    answers = await asyncio.gather(
        *[
            world.ask(
                world.coordinator,
                "POST",
                f"/referrals/{request['referral_id']}/waves",
                {"professional_ids": [str(doctor)]},
            )
            for request in requests
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 2
    assert {a.json()["condition_code"] for a in answers if a.status_code == 409} == {"weekly_cap_reached"}


async def test_two_waves_of_one_request_at_once_ask_nobody_twice(real_world: World):
    world = real_world
    ids = await doctors(world, 3)
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/waves"
    body = {"professional_ids": [str(one) for one in ids]}
    answers = await asyncio.gather(*[world.ask(world.coordinator, "POST", path, body) for _ in range(4)])
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(await world.rows("select id from solicitation")) == 3


async def test_waves_that_share_doctors_in_opposite_order_never_block_each_other(real_world: World):
    world = real_world
    ids = await doctors(world, 6)
    requests = [await world.qualified(patient=person(family_name=f"Z{n}")) for n in range(3)]
    answers = await asyncio.gather(
        *[
            world.ask(
                world.coordinator,
                "POST",
                f"/referrals/{request['referral_id']}/waves",
                {"professional_ids": [str(one) for one in (ids if n % 2 else reversed(ids))]},
            )
            for n, request in enumerate(requests)
        ]
    )
    assert [answer.status_code for answer in answers] == [201] * 3


async def test_the_choice_and_a_late_yes_at_once_leave_one_chosen(real_world: World):
    world = real_world
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, first, second)
    await post(world, await token_of(world, first))
    late = await token_of(world, second)
    choice = {"professional_id": str(first), "recorded": "oral"}
    chosen, yes = await asyncio.gather(
        world.ask(world.coordinator, "POST", f"/referrals/{referral['referral_id']}/choice", choice),
        post(world, late),
    )
    assert chosen.status_code == 200
    assert yes.status_code in (200, 410)
    states = await world.rows("select state from solicitation", cpts=OURS)
    assert sorted(row.state for row in states) in (["chosen", "released"], ["chosen", "thanked"])
