"""Two partners and a screen want one slot at the same time: one of them gets it, by whatever road."""

import asyncio
from collections import Counter

import pytest

from .conftest import NAMED, Gap, asking, of, rule


@pytest.fixture
async def slots(racing_world):
    await racing_world.open(await racing_world.describe(), audience=["cpts", "pro"], ends_on="2026-12-14")
    return await Gap(racing_world).slots()


def next_free(answer):
    return [
        issue["details"]["text"] for issue in answer.json()["issue"]
        if issue["details"]["coding"][0]["code"] == "next-free-slot"
    ]  # fmt: skip


async def test_two_partners_and_a_screen_race_for_one_slot(racing_world, slots):
    partners = Gap(racing_world), Gap(racing_world)
    for place, slot in enumerate(slots[:6]):
        status = "pending" if place % 2 else "booked"
        *asked, booked = await asyncio.gather(
            *(partner.ask(slot, status) for partner in partners * 2),
            racing_world.book(racing_world.who("referrer"), slot["id"]),
        )
        answers = [*asked, booked]
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 4}
        following = [f"Slot/{one['id']}" for one in slots[place + 1 :][:3]]
        for answer in asked:
            if answer.status_code == 409:
                assert rule(answer) == "slot-taken"
                assert next_free(answer) == following
                assert answer.json()["issue"][1]["severity"] == "information"
    assert len(await partners[0].slots()) == len(slots) - 6


async def test_two_overlapping_openings_of_one_professional_give_one_appointment(racing_world, slots):
    """The row locks are on two slots: only the constraint stands between the two."""
    owner = (await racing_world.free(limit=1))[0]["professional_id"]
    await racing_world.open(
        next(who for who in racing_world.places if str(who) == owner), audience=["pro"], slot_minutes=30,
        modalities=["VR"], ends_on="2026-12-14",
    )  # fmt: skip
    remote = [one for one in await Gap(racing_world).slots() if one["serviceType"][0]["coding"][0]["code"] == "VR"]
    for place in (0, 2, 4):
        at_place = slots[place * 2]
        answers = await asyncio.gather(
            *(Gap(racing_world).ask(slot) for slot in (at_place, remote[place])),
            racing_world.book(racing_world.who("referrer"), at_place["id"]),
        )
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 2}


async def test_a_request_that_is_told_by_several_at_once_is_done_once(racing_world, slots):
    """The same software, twice: If-None-Exist and conditional update both find the twin."""
    gap, slot = Gap(racing_world), slots[0]
    named = "identifier=https://partner.invalid/rdv|R-7/42"
    answers = await asyncio.gather(
        *(gap.send("POST", "/Appointment", asking(slot, **NAMED), if_none_exist=named) for _ in range(3)),
        *(gap.send("PUT", f"/Appointment?{named}", asking(slot, **NAMED)) for _ in range(3)),
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: 5}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(of(await gap.get("/Appointment"), "Appointment")) == 1


async def test_a_hold_is_booked_once_and_not_while_it_is_given_back(racing_world, slots):
    gap = Gap(racing_world)
    for slot in slots[:4]:
        told = (await gap.ask(slot, "pending")).json()
        answers = await asyncio.gather(*(gap.change(told, status=status) for status in ("booked", "cancelled") * 2))
        assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 3}
        now = (await gap.get(f"/Appointment/{told['id']}")).json()["status"]
        assert (await gap.get(f"/Slot/{slot['id']}")).json()["status"] == {"booked": "busy", "cancelled": "free"}[now]


async def test_a_move_and_a_booking_race_for_one_slot(racing_world, slots):
    """Who loses keeps what he had."""
    movers = [Gap(racing_world) for _ in range(3)]
    wanted, *others = slots[:4]
    booked = [(await gap.ask(slot)).json() for gap, slot in zip(movers, others, strict=True)]
    answers = await asyncio.gather(
        *(gap.change(told, **asking(wanted)) for gap, told in zip(movers, booked, strict=True)),
        racing_world.book(racing_world.who("referrer"), wanted["id"]),
    )
    winners = [answer for answer in answers if answer.status_code in (200, 201)]
    assert (len(winners), Counter(answer.status_code for answer in answers)[409]) == (1, 3)
    for gap, told, answer in zip(movers, booked, answers, strict=False):
        now = (await gap.get(f"/Appointment/{told['id']}")).json()
        assert now == (answer.json() if answer.status_code == 200 else told)
        assert (await gap.get(f"/{now['slot'][0]['reference']}")).json()["status"] == "busy"


async def test_two_that_take_each_others_place_never_wait_for_each_other(racing_world, slots):
    gaps, pair = (Gap(racing_world), Gap(racing_world)), slots[:2]
    told = [(await gap.ask(slot)).json() for gap, slot in zip(gaps, pair, strict=True)]
    crossing = zip(gaps, told, reversed(pair), strict=True)
    answers = await asyncio.gather(*(gap.change(one, **asking(slot)) for gap, one, slot in crossing))
    assert {rule(answer) for answer in answers} == {"slot-taken"}
    for gap, one in zip(gaps, told, strict=True):
        assert (await gap.get(f"/Appointment/{one['id']}")).json() == one
