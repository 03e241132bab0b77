"""What did not arrive is said by phone, and noted: the request leaves the list of those to be told otherwise."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

from ..build import Somebody, World
from .test_confirmations import EMAIL, comes_back, has_left, rule, shown, to_tell_otherwise, visit


async def not_arrived(world: World, folder: Path) -> tuple[Any, UUID, UUID]:
    """A mail about an appointment came back."""
    referral, appointment, doctor = await visit(world, {"email": EMAIL})
    await has_left(world, appointment, referral)
    await comes_back(world, folder / "in", "failed")
    world.clock.advance(timedelta(minutes=1))
    return referral, appointment, doctor


async def tell(world: World, who: Somebody, referral: Any, appointment: UUID) -> httpx.Response:
    path = f"/referrals/{referral['referral_id']}/appointments/{appointment}/telling"
    return await world.ask(who, "POST", path)


async def take_back(world: World, who: Somebody, referral: Any, telling: Any) -> httpx.Response:
    return await world.ask(who, "POST", f"/referrals/{referral['referral_id']}/tellings/{telling}/taking-back")


async def to_tell(world: World, referral: Any) -> list[tuple[str, str]]:
    answer = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/confirmations")
    return [(one["way"], one["what"]) for one in answer["to_tell"]]


async def test_whoever_may_not_know_the_name_notes_no_call_and_takes_none_back(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await not_arrived(world, tmp_path)
    stranger = world.professional(professional=await world.describe())
    assert (await tell(world, stranger, referral, appointment)).status_code == 404
    told = (await tell(world, world.coordinator, referral, appointment)).json()["telling_id"]
    assert (await take_back(world, stranger, referral, told)).status_code == 404


async def test_nothing_is_noted_of_what_arrived_or_is_unknown_or_is_over(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await visit(world, {"email": EMAIL})
    await has_left(world, appointment, referral)
    assert rule(await tell(world, world.coordinator, referral, appointment)) == "nothing-left-to-tell"
    await comes_back(world, tmp_path / "in", "failed")
    assert rule(await tell(world, world.coordinator, referral, uuid4())) == "nothing-left-to-tell"
    world.clock.advance(timedelta(hours=3))
    assert rule(await tell(world, world.coordinator, referral, appointment)) == "nothing-left-to-tell"


async def test_of_two_who_called_the_second_learns_that_it_is_done(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await not_arrived(world, tmp_path)
    assert (await tell(world, world.coordinator, referral, appointment)).status_code == 200
    assert rule(await tell(world, world.coordinator, referral, appointment)) == "nothing-left-to-tell"


async def test_said_by_phone_the_line_leaves_the_list_and_says_who_called(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await not_arrived(world, tmp_path)
    caller = world.coordinator
    assert await to_tell(world, referral) == [("mail", "booked")]
    assert (await tell(world, caller, referral, appointment)).status_code == 200
    assert await to_tell_otherwise(world) == 0
    assert await to_tell(world, referral) == []
    (said, _) = (await shown(world, referral))[0]["sent"]
    assert (said["way"], said["state"]) == ("phone", "sent")
    (traced,) = await world.rows("select by_name, by_account_id from timeline_entry where code like 'told_by_phone%'")
    assert said["asked_by_name"] == traced.by_name
    assert traced.by_account_id == caller.caller.account_id


async def test_a_call_noted_by_mistake_is_taken_back_once_and_soon(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await not_arrived(world, tmp_path)
    who = world.coordinator
    assert rule(await take_back(world, who, referral, uuid4())) == "telling-not-found"
    told = (await tell(world, who, referral, appointment)).json()["telling_id"]
    world.clock.advance(timedelta(minutes=5))
    assert (await take_back(world, who, referral, told)).status_code == 200
    assert await to_tell_otherwise(world) == 1
    assert rule(await take_back(world, who, referral, told)) == "telling-stands"
    codes = await world.rows("select code from timeline_entry where code ~ 'tell|told_by' order by at, id")
    assert [row.code for row in codes] == ["told_by_phone_booked", "telling_taken_back"]


async def test_after_five_minutes_a_noted_call_stands(world: World, tmp_path: Path) -> None:
    referral, appointment, _ = await not_arrived(world, tmp_path)
    who = world.coordinator
    told = (await tell(world, who, referral, appointment)).json()["telling_id"]
    world.clock.advance(timedelta(minutes=5, seconds=1))
    assert rule(await take_back(world, who, referral, told)) == "telling-stands"
    assert await to_tell_otherwise(world) == 0


async def test_whoever_noted_the_call_takes_it_back_and_nobody_else(world: World, tmp_path: Path) -> None:
    referral, appointment, doctor = await not_arrived(world, tmp_path)
    told = (await tell(world, world.professional(professional=doctor), referral, appointment)).json()["telling_id"]
    assert rule(await take_back(world, world.coordinator, referral, told)) == "telling-of-another"


async def test_told_by_phone_then_cancelled_she_is_called_again(world: World, tmp_path: Path) -> None:
    referral, appointment, doctor = await not_arrived(world, tmp_path)
    await tell(world, world.coordinator, referral, appointment)
    world.clock.advance(timedelta(minutes=1))
    await world.cancelled(referral["referral_id"], doctor, appointment)
    assert await to_tell(world, referral) == [("phone", "cancelled")]
    assert await to_tell_otherwise(world) == 1
    world.clock.advance(timedelta(minutes=1))
    assert (await tell(world, world.coordinator, referral, appointment)).status_code == 200
    assert await to_tell_otherwise(world) == 0
