"""The pool of locums: hours of a practice are published, taken, confirmed, and given back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from scheduling_svc.appointments.models import AgendaAct

OURS = UUID("00000000-0000-4000-8000-000000000001")
TUESDAY = "2026-11-24"


async def test_another_professional_publishes_no_cover_for_a_practice(scene):
    answer = await scene.publish(scene.volunteer)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "not-your-practice")


async def test_nobody_is_volunteered_by_others(scene):
    for who in (scene.practice, scene.world.who("director"), scene.world.who("secretary")):
        assert (await scene.join(who, scene.locum)).status_code == 403


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"day": "2026-11-22"}, "hours-past"),
        ({"place_id": "00000000-0000-4000-8000-00000000000f"}, "place-unknown"),
        ({"to_time": "09:10"}, None),
        ({"audience": []}, None),
    ],
)
async def test_a_cover_that_makes_no_sense_is_refused(scene, changed, rule):
    answer = await scene.publish(**changed)
    assert answer.status_code == 422
    assert rule is None or answer.json()["type"].endswith(f"/{rule}")


async def test_only_a_volunteer_of_the_same_profession_takes_a_cover_and_never_his_own(scene):
    cover = await scene.published()
    nurse = await scene.world.describe(profession_code="60", specialty_codes=[])
    nurses_word = scene.world.who("professional", professional=nurse)
    await scene.join(nurses_word, nurse)
    outside = scene.world.who("professional", professional=await scene.world.describe())
    await scene.join(scene.practice, scene.titular)
    for who, rule in (
        (nurses_word, "other-profession"), (outside, "not-in-the-pool"), (scene.practice, "own-practice"),
    ):  # fmt: skip
        answer = await scene.act(who, "PUT", cover, "/claim")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, rule)
    assert (await scene.act(scene.world.who("director"), "PUT", cover, "/claim")).status_code == 403


async def test_a_locum_is_in_one_practice_at_a_time(scene):
    first, second = await scene.published(), await scene.published(from_time="11:30")
    assert (await scene.act(scene.volunteer, "PUT", first, "/claim")).status_code == 200
    answer = await scene.act(scene.volunteer, "PUT", second, "/claim")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (409, "cover-overlaps")


async def test_the_locum_does_not_confirm_himself_and_a_taken_cover_is_not_taken_twice(scene):
    cover = await scene.published()
    assert (await scene.act(scene.practice, "PUT", cover, "/confirmation")).status_code == 409
    await scene.act(scene.volunteer, "PUT", cover, "/claim")
    assert (await scene.act(scene.volunteer, "PUT", cover, "/confirmation")).status_code == 403
    third = await scene.world.describe()
    late = scene.world.who("professional", professional=third)
    await scene.join(late, third)
    answer = await scene.act(late, "PUT", cover, "/claim")
    assert (answer.status_code, answer.json()["status_now"]) == (409, "claimed")
    assert (await scene.act(scene.practice, "PUT", cover, "/confirmation")).status_code == 200
    answer = await scene.act(late, "PUT", cover, "/claim")
    assert (answer.status_code, answer.json()["status_now"]) == (409, "confirmed")


async def test_a_confirmed_cover_opens_slots_in_the_agenda_of_the_locum_at_that_practice(scene):
    assert not await scene.free()
    cover = await scene.confirmed()
    slots = await scene.free()
    assert len(slots) == 6
    assert {slot["commune_name"] for slot in slots} == {"Valbrune"}
    # The directory says again who he is: the place that was lent stays.
    await scene.world.describe(scene.locum)
    assert [slot["commune_name"] for slot in await scene.free()] == [slot["commune_name"] for slot in slots]
    assert cover["status"] == "confirmed"


@pytest.mark.parametrize(
    ("who", "on", "then"), [("practice", "/confirmation", "claimed"), ("volunteer", "/claim", "open")]
)
async def test_what_was_confirmed_is_undone_and_booked_slots_stay(scene, who, on, then):
    cover = await scene.confirmed()
    taken = (await scene.free())[0]
    assert (await scene.world.book(scene.world.who("care_coordinator"), taken["slot_id"])).status_code == 201
    answer = await scene.act(getattr(scene, who), "DELETE", cover, on)
    assert (answer.status_code, answer.json()["status"]) == (200, then)
    assert not await scene.free()
    agenda = await scene.world.ask(
        scene.volunteer, "GET", f"/professionals/{scene.locum}/agenda",
        params={"from": f"{TUESDAY}T06:00:00Z", "to": f"{TUESDAY}T18:00:00Z"},
    )  # fmt: skip
    assert [one["status"] for one in agenda.json()["appointments"]] == ["booked"]


async def test_a_confirmed_cover_is_not_withdrawn_and_an_open_one_is(scene):
    confirmed, open_one = await scene.confirmed(), await scene.published(from_time="14:00", to_time="18:00")
    assert (await scene.act(scene.practice, "DELETE", confirmed, "")).status_code == 409
    assert (await scene.act(scene.volunteer, "DELETE", open_one, "")).status_code == 403
    assert (await scene.act(scene.world.who("secretary"), "DELETE", open_one, "")).status_code == 204
    listed = await scene.listed(scene.practice)
    assert [one["covers"][0]["cover_id"] for one in listed] == [confirmed["cover_id"]]


async def test_each_reader_is_offered_what_he_may_do_and_told_whether_it_suits_him(scene):
    await scene.publish()

    async def seen(who):
        (one,) = await scene.listed(who)
        (cover,) = one["covers"]
        assert one["may"] == cover["may"]
        return cover["may"], cover["suits_me"]

    assert await seen(scene.volunteer) == (["claim"], True)
    assert await seen(scene.practice) == (["withdraw"], False)
    assert await seen(scene.world.who("secretary")) == (["withdraw"], False)
    await scene.join(scene.volunteer, scene.locum, weekdays=[5])
    assert await seen(scene.volunteer) == (["claim"], False)
    assert (await scene.world.ask(scene.world.who("referrer"), "GET", "/replacements")).status_code == 403


async def test_hours_of_the_month_are_held_against_the_least_that_a_locum_needs(scene):
    async def figure():
        (one,) = (await scene.world.ask(scene.practice, "GET", "/pool-volunteers")).json()["items"]
        return one["confirmed_hours"], one["is_under_least"]

    assert await figure() == (0.0, True)
    await scene.confirmed()
    assert await figure() == (3.0, True)
    await scene.join(scene.volunteer, scene.locum, least_hours=3)
    assert await figure() == (3.0, False)
    assert (await scene.world.ask(scene.volunteer, "DELETE", f"/pool-volunteers/{scene.locum}")).status_code == 204
    assert not (await scene.world.ask(scene.practice, "GET", "/pool-volunteers")).json()["items"]


async def test_the_locums_word_and_the_widening_are_in_the_trail_of_his_agenda(scene):
    await scene.confirmed()
    async with scene.world.database.begin(OURS) as session:
        found = await session.execute(
            select(AgendaAct.act, AgendaAct.reason_code).where(AgendaAct.professional_id == scene.locum)
        )
        acts = {(act, why) for act, why in found}
    assert {("cover_claimed", "cpts"), ("audience_widened", "cpts"), ("cover_confirmed", None)} <= acts


async def test_another_cpts_finds_no_cover(scene):
    cover = await scene.published()
    stranger = scene.world.who("director", cpts=uuid4())
    assert (await scene.act(stranger, "PUT", cover, "/confirmation")).status_code == 404
