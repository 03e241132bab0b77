"""Whoever asks for anything is known from then on, by the token he came with. Refusals first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from referral_svc.casework.forgotten import forget_unseen
from referral_svc.followup.channels import address_of, coordinators_of
from referral_svc.referrals.models import Referral

from ..build import OURS, THEIRS, Somebody, World


async def accounts(world: World, who: Somebody, cpts: Any = OURS) -> Sequence[Any]:
    every = await world.rows("select *, xmin::text as written from known_account", cpts)
    return [one for one in every if one.account_id == who.caller.account_id]


async def names(world: World) -> list[str]:
    return [one["name"] for one in (await world.get(world.who("director"), "/colleagues"))["items"]]


async def test_an_account_of_another_cpts_is_not_known_here(world: World) -> None:
    stranger = world.who("care_coordinator", cpts=THEIRS, name="Thea Ailleurs")
    await world.get(stranger, "/worklists")
    assert await accounts(world, stranger) == []
    assert len(await accounts(world, stranger, THEIRS)) == 1
    assert "Thea Ailleurs" not in await names(world)


async def test_whoever_may_not_be_handed_a_case_is_known_and_not_offered(world: World) -> None:
    for role in ("secretary", "director", "regulator", "evaluator"):
        await world.ask(world.who(role, name=f"Somebody {role}"), "GET", "/worklists")
    assert await names(world) == []


async def test_a_service_is_no_account(world: World) -> None:
    await world.describe()
    assert await world.rows("select * from known_account", OURS) == []


async def test_a_coordinator_without_address_is_not_written_to(world: World) -> None:
    mute, heard = (
        Somebody(replace(world.who("care_coordinator").caller, email=email)) for email in (None, "c@cpts.example")
    )
    for who in (mute, heard):
        await world.get(who, "/worklists")
    stated = await world.state()
    async with world.database.begin(OURS) as session:
        referral = await session.get_one(Referral, stated["referral_id"])
        assert await coordinators_of(session, referral) == [heard.caller.account_id]
        assert heard.caller.account_id
        assert mute.caller.account_id
        assert await address_of(session, OURS, heard.caller.account_id) == "c@cpts.example"
        assert await address_of(session, OURS, mute.caller.account_id) is None


async def test_a_colleague_may_be_named_as_soon_as_he_did_anything_even_in_vain(world: World) -> None:
    nurse = world.who("referrer", name="Nadia Referente")
    assert (await world.ask(nurse, "GET", "/colleagues")).status_code == 403
    assert await names(world) == ["Nadia Referente"]


async def test_who_comes_again_the_same_day_is_not_written_again(world: World) -> None:
    who = world.who("care_coordinator")
    await world.get(who, "/worklists")
    (before,) = await accounts(world, who)
    for _ in range(3):
        world.clock.advance(timedelta(hours=2))
        await world.get(who, "/worklists")
    assert await accounts(world, who) == [before]


async def test_the_next_day_and_a_new_name_role_or_address_are_written(world: World) -> None:
    who = world.who("referrer", name="Old Name")
    await world.get(who, "/worklists")
    world.clock.advance(timedelta(days=1))
    await world.get(who, "/worklists")
    (seen,) = await accounts(world, who)
    assert seen.seen_on == world.clock.now().date()
    changed = replace(who.caller, name="New Name", roles=frozenset({"care_coordinator"}), email="new@cpts.example")
    await world.get(Somebody(changed), "/worklists")
    (seen,) = await accounts(world, who)
    assert (seen.name, seen.roles, seen.email) == ("New Name", ["care_coordinator"], "new@cpts.example")


async def test_who_wrote_anything_that_is_kept_stays_known(world: World) -> None:
    author, passer_by = world.who("referrer"), world.who("referrer")
    await world.state(author)
    await world.get(passer_by, "/worklists")
    world.clock.advance(timedelta(days=92))
    async with world.database.begin(OURS) as session:
        assert await forget_unseen(session, world.clock.now()) == 1
    assert (len(await accounts(world, author)), await accounts(world, passer_by)) == (1, [])
