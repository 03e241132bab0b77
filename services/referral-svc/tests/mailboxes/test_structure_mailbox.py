"""A structure takes part in what one of its own stated: its mailbox is told, and its colleagues see the news."""

import re
from datetime import timedelta
from typing import Any

import pytest

from carekit.testing.telling import told_in

from ..build import Somebody, World

PHARMACY = "970000001"
BOX = "accueil@pharmacie.example"


def colleague(world: World, structure: str = PHARMACY) -> Somebody:
    return world.who("referrer", structure=structure)


async def put(world: World, who: Somebody, address: str | None) -> Any:
    answer = await world.ask(who, "PUT", "/structure-mailbox", {"address": address})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def link(world: World) -> str:
    """The token in the last mail of confirmation."""
    rows = await world.rows("select body from outgoing_mail where body like '%boite=%' order by created_at, id")
    found = re.search(r"boite=([\w-]+)", rows[-1].body)
    assert found
    return found[1]


async def confirmed(world: World, who: Somebody, address: str = BOX) -> None:
    await put(world, who, address)
    answer = await world.ask(who, "POST", "/structure-mailbox/confirmation", {"token": await link(world)})
    assert answer.json()["address"] == address


async def structure_notices(world: World, referral: Any) -> list[Any]:
    found = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/participants")
    return [notice for one in found["items"] if one["part"] == "structure" for notice in one["notices"]]


async def redirect(world: World, referral: Any) -> None:
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "out_of_scope"})


async def news(world: World, who: Somebody) -> int:
    items = (await world.get(who, "/worklists"))["items"]
    return sum(one["count"] for one in items if one["key"] == "news")


@pytest.mark.parametrize("role", ["secretary", "director", "evaluator", "guest", "delegate"])
async def test_a_role_that_states_nothing_has_no_mailbox(world: World, role: str) -> None:
    assert (await world.refused(world.who(role, structure=PHARMACY), "GET", "/structure-mailbox"))[0] == 403


async def test_whoever_is_of_no_structure_names_and_confirms_none(world: World) -> None:
    alone = world.who("referrer")
    assert (await world.get(alone, "/structure-mailbox"))["structure"] is None
    assert await world.refused(alone, "PUT", "/structure-mailbox", {"address": BOX}) == (409, "no-structure")
    token = {"token": "x" * 43}
    assert await world.refused(alone, "POST", "/structure-mailbox/confirmation", token) == (409, "no-structure")


@pytest.mark.parametrize("address", ["nobody", "a@b", "two@a.fr, three@b.fr", "x@exemple.fr\r\nBcc: y@b.fr"])
async def test_what_is_no_address_is_refused(world: World, address: str) -> None:
    assert (await world.refused(colleague(world), "PUT", "/structure-mailbox", {"address": address}))[0] == 422


async def test_a_second_link_waits_a_minute(world: World) -> None:
    await put(world, colleague(world), BOX)
    other = {"address": "autre@pharmacie.example"}
    refused = await world.refused(colleague(world), "PUT", "/structure-mailbox", other)
    assert refused == (409, "link-sent-just-now")


async def test_a_link_confirms_no_other_structure_nor_twice_nor_after_two_days(world: World) -> None:
    await put(world, colleague(world), BOX)
    token = {"token": await link(world)}
    path, unknown = "/structure-mailbox/confirmation", (422, "mailbox-link-unknown")
    assert await world.refused(colleague(world, "970000002"), "POST", path, token) == unknown
    world.clock.advance(timedelta(days=2))
    assert await world.refused(colleague(world), "POST", path, token) == unknown
    await confirmed(world, colleague(world))
    assert await world.refused(colleague(world), "POST", path, {"token": await link(world)}) == unknown


async def test_nothing_is_mailed_to_an_address_that_nobody_confirmed(world: World) -> None:
    author = colleague(world)
    await put(world, author, BOX)
    referral = await world.state(author)
    await redirect(world, referral)
    assert [(n["channel"], n["state"]) for n in await structure_notices(world, referral)] == [
        ("application", "delivered")
    ]


async def test_the_address_in_force_stays_until_the_new_one_is_confirmed(world: World) -> None:
    await confirmed(world, colleague(world))
    world.clock.advance(timedelta(minutes=2))
    shown = await put(world, colleague(world), "autre@pharmacie.example")
    assert (shown["address"], shown["asked_address"]) == (BOX, "autre@pharmacie.example")


async def test_colleagues_of_another_structure_see_no_news(world: World) -> None:
    referral = await world.state(colleague(world))
    await redirect(world, referral)
    assert await news(world, colleague(world, "970000002")) == 0
    assert await news(world, world.who("guest", structure=PHARMACY)) == 0


async def test_the_mailbox_is_told_without_a_word_of_health(world: World) -> None:
    author = colleague(world)
    await confirmed(world, author)
    referral = await world.state(author)
    await redirect(world, referral)
    assert [(n["channel"], n["state"]) for n in await structure_notices(world, referral)] == [("mail", "queued")]
    mails = await world.rows("select recipient, subject, body from outgoing_mail where about is not null")
    (sent,) = [one for one in mails if one.recipient == BOX]
    secrets = ("Zyborowska", "Melusine", "1961", "Ondines", referral["case_number"], PHARMACY)
    assert told_in(f"{sent.subject} {sent.body}", secrets) == []


async def test_a_colleague_sees_the_news_and_reads_it_for_the_structure(world: World) -> None:
    author, other = colleague(world), colleague(world)
    referral = await world.state(author)
    await redirect(world, referral)
    assert (await news(world, other), await news(world, author)) == (1, 1)
    path = f"/referrals/{referral['referral_id']}"
    (notice_id,) = (await world.get(other, path))["unread_notices"]
    assert (await world.ask(other, "POST", f"{path}/notices/{notice_id}/reading")).json()["state"] == "read"
    assert await news(world, other) == 0
    assert await news(world, author) == 1, "the author's own notice is his own"


async def test_whoever_mutes_himself_sees_his_own_requests_alone(world: World) -> None:
    author, other = colleague(world), colleague(world)
    muted = await world.ask(other, "PUT", "/structure-mailbox/muting", {"muted": True})
    assert muted.json()["muted"] is True
    await redirect(world, await world.state(author))
    await redirect(world, await world.state(other))
    assert (await news(world, other), await news(world, author)) == (1, 2)
    await world.ask(other, "PUT", "/structure-mailbox/muting", {"muted": False})
    assert await news(world, other) == 2


async def test_a_structure_is_not_told_of_what_one_of_its_own_did(world: World) -> None:
    author, other = colleague(world), colleague(world)
    referral = await world.placed(who=author)
    path = f"/referrals/{referral['referral_id']}/messages"
    assert (await world.ask(other, "POST", path, {"words": "Bonjour"})).status_code == 201
    assert [n["subject"] for n in await structure_notices(world, referral)] == ["placed"]


async def test_a_structure_that_wishes_no_mail_any_more_gets_none(world: World) -> None:
    author = colleague(world)
    await confirmed(world, author)
    assert (await put(world, author, None))["address"] is None
    referral = await world.state(author)
    await redirect(world, referral)
    assert [n["channel"] for n in await structure_notices(world, referral)] == ["application"]
