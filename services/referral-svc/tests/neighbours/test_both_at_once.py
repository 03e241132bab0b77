"""The two sides act at the same instant, on a database of its own with real commits: nobody waits for ever, and the
end is the same whoever came first."""

from __future__ import annotations

import asyncio

from ..build import THEIRS, World, person
from ..solicitations.asking import proposals, token_of
from .crossing import agreed, brought_back, crossings, open_there, proposed, revoked, solicit, their


async def test_a_yes_that_meets_the_end_of_the_agreement_is_no_proposal(real_world: World) -> None:
    world = real_world
    for round_ in range(3):
        agreement_id = await agreed(world)
        referral = await world.qualified(patient=person(family_name=f"Ronde {round_}"))
        crossing = await open_there(world, referral, agreement_id)
        member = await world.describe(cpts=THEIRS)
        await solicit(world, crossing, member)
        reply = {"token": await token_of(world, member), "answer": "yes"}
        answered, _, _, _ = await asyncio.gather(
            world.ask(None, "POST", "/answer-links/reply", reply),
            revoked(world, agreement_id),
            brought_back(world),
            brought_back(world),
        )
        assert answered.status_code in (200, 410)
        await brought_back(world)
        assert (await crossings(world, referral))[0]["state"] == "ended"
        assert await proposals(world, referral) == []
        assert await world.rows("select 1 from solicitation where state in ('asked', 'yes')", cpts=THEIRS) == []


async def test_a_choice_that_meets_the_end_of_the_agreement_leaves_no_bulletin_open(real_world: World) -> None:
    world = real_world
    referral, _, member = await proposed(world)
    agreement = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]
    path, choice = f"/referrals/{referral['referral_id']}", {"professional_id": str(member), "recorded": "oral"}
    chosen, _ = await asyncio.gather(
        world.ask(world.coordinator, "POST", f"{path}/choice", choice),
        revoked(world, agreement["agreement_id"], their(world, "director")),
    )
    assert chosen.status_code in (200, 409)
    assert await world.rows("select 1 from disclosure_grant where revoked_at is null") == []
    doctor = their(world, "professional", professional=member)
    assert (await world.refused(doctor, "GET", f"{path}/care-bulletin"))[0] == 404
