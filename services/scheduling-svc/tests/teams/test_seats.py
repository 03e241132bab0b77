"""Seats of a shift are taken and confirmed; slots open in the agendas of who holds them."""

import asyncio

from sqlalchemy import text

from .conftest import DOCTOR, Scene, rule_of


async def test_a_seat_is_for_its_profession_and_nobody_holds_two_at_once(scene):
    nurse, doctor = await scene.somebody(), await scene.somebody(DOCTOR)
    first, _ = await scene.seats(nurses=2)
    answer = await scene.act(doctor, "PUT", first, "/claim")
    assert (answer.status_code, rule_of(answer)) == (403, "other-profession")
    assert (await scene.act(nurse, "PUT", first, "/claim")).status_code == 200
    answer = await scene.act(nurse, "PUT", first, "/claim")
    assert (answer.status_code, rule_of(answer)) == (409, "cover-overlaps")


async def test_whoever_receives_people_of_his_own_then_takes_no_seat(scene):
    nurse = await scene.somebody()
    own = nurse.caller.professional_id
    await scene.world.open(own, weekdays=[6])
    (slot, *_) = await scene.world.free(professional_id=str(own))
    assert (await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    (seat,) = await scene.seats()
    answer = await scene.act(nurse, "PUT", seat, "/claim")
    assert (answer.status_code, rule_of(answer)) == (409, "booked-then")


async def test_the_next_of_a_profession_gets_the_next_seat_until_there_is_none(scene):
    seat, _ = await scene.seats(nurses=2)
    assert (await scene.act(await scene.somebody(), "PUT", seat, "/claim")).status_code == 200
    other = await scene.act(await scene.somebody(), "PUT", seat, "/claim")
    assert (other.status_code, other.json()["cover_id"] != seat["cover_id"]) == (200, True)
    late = await scene.act(await scene.somebody(), "PUT", seat, "/claim")
    assert (late.status_code, late.json()["status_now"]) == (409, "claimed")


async def test_many_who_race_for_few_seats_get_as_many_as_there_are(racing_world):
    scene = await Scene(racing_world).set(confirms_at_once=True)
    seats = await scene.seats(nurses=2)
    nurses = [await scene.somebody() for _ in range(5)]
    answers = await asyncio.gather(*(scene.act(one, "PUT", seats[0], "/claim") for one in nurses))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409, 409]
    (shift,) = (await scene.week())["shifts"]
    assert ([need["confirmed"] for need in shift["needs"]], shift["slots"]) == ([2], 12)


async def test_confirming_opens_a_line_of_the_act_alone_and_closes_his_own_hours(scene):
    nurse = await scene.somebody()
    own = nurse.caller.professional_id
    await scene.world.open(own, weekdays=[6])
    (seat,) = await scene.seats()
    assert not await scene.free()
    await scene.confirmed(nurse, seat)
    slots = await scene.free()
    assert {(slot["place_label"], slot["commune_name"]) for slot in slots} == {("Centre de vaccination", "Valbrune")}
    assert len(slots) == 6
    there = [one for one in await scene.world.free(to="2026-11-29T00:00:00Z") if one["professional_id"] == str(own)]
    assert [one["slot_id"] for one in there] == [one["slot_id"] for one in slots]
    refused = await scene.world.book(scene.world.who("care_coordinator"), slots[0]["slot_id"], reason_code="care")
    assert (refused.status_code, refused.json()["offered"]) == (422, ["vaccination"])


async def test_an_act_is_found_and_booked_only_where_it_is_named(scene):
    doctor = await scene.world.describe()
    await scene.world.open(doctor)
    (slot, *_) = await scene.world.free(reason="snp")
    assert not await scene.free()
    answer = await scene.world.book(scene.world.who("care_coordinator"), slot["slot_id"], reason_code="vaccination")
    assert (answer.status_code, rule_of(answer)) == (422, "reason-not-offered")


async def test_who_supervises_holds_a_seat_without_slots_and_his_own_hours_close(scene):
    doctor = await scene.somebody(DOCTOR)
    own = str(doctor.caller.professional_id)
    await scene.world.open(doctor.caller.professional_id, weekdays=[6])
    seats = [{"profession_code": DOCTOR, "has_line": False, "count": 1}]
    (seat,) = await scene.seats(seats=seats)
    held = await scene.confirmed(doctor, seat)
    assert held["opening_id"] is None
    week_end = {"professional_id": own, "to": "2026-11-29T00:00:00Z"}
    assert not await scene.world.free(**week_end)
    assert (await scene.act(doctor, "DELETE", seat, "/claim")).status_code == 200
    assert len(await scene.world.free(**week_end)) == 4


async def test_whoever_comes_to_a_team_hears_in_which_building_and_street(scene):
    site = "Salle des fêtes, 1 place de la Mairie"
    await scene.set(site=site)
    (seat,) = await scene.seats()
    await scene.confirmed(await scene.somebody(), seat)
    (slot, *_) = await scene.free()
    author = scene.world.who("referrer")
    referral = str(await scene.world.refer(by=author))
    booked = await scene.world.book(author, slot["slot_id"], reason_code="vaccination", referral_id=referral)
    assert booked.status_code == 201, booked.text
    async with scene.world.database.begin(author.caller.cpts) as session:
        asked = text("select data ->> 'place_street' from outbox_event where type = 'appointment.booked.v1'")
        assert await session.scalar(asked) == site


async def test_a_released_seat_takes_its_free_slots_away_and_names_whom_to_move(scene):
    nurse = await scene.somebody()
    (seat,) = await scene.seats()
    await scene.confirmed(nurse, seat)
    (slot, *_) = await scene.free()
    booked = await scene.world.book(scene.world.who("referrer"), slot["slot_id"], reason_code="vaccination")
    assert booked.status_code == 201
    (shift,) = (await scene.week())["shifts"]
    assert (shift["slots"], shift["slots_taken"]) == (6, 1)
    assert (await scene.act(nurse, "DELETE", seat, "/claim")).status_code == 200
    assert not await scene.free()
    (waiting,) = (await scene.week())["to_replace"]
    assert waiting["appointment_id"] == booked.json()["appointment_id"]
    assert (await scene.week(nurse))["to_replace"] == []
    # Back in her seat: her own appointment there keeps her from nothing, and waits for nobody.
    await scene.confirmed(nurse, seat)
    assert (await scene.week())["to_replace"] == []


async def test_a_named_lead_publishes_and_confirms(scene):
    lead, nurse = await scene.somebody(DOCTOR), await scene.somebody()
    answer = await scene.on(
        scene.office, "PUT", "", scene.described(lead_id=str(lead.caller.professional_id)), If_Match='"1"'
    )
    assert (answer.status_code, answer.json()["lead_name"]) == (200, "Dr Jeanne Exemple")
    (seat,) = await scene.seats(who=lead)
    assert (await scene.act(nurse, "PUT", seat, "/claim")).json()["may"] == ["release"]
    (shown,) = (await scene.week(lead))["shifts"][0]["seats"]
    assert shown["may"] == ["confirm", "release", "withdraw"]
    assert (await scene.act(nurse, "PUT", seat, "/confirmation")).status_code == 403
    assert (await scene.act(lead, "PUT", seat, "/confirmation")).status_code == 200


async def test_a_household_takes_slots_in_a_row_or_none(scene):
    desk = scene.world.who("care_coordinator")
    assert rule_of(await scene.on(desk, "POST", "/appointments", {"people": 1})) == "not-enough-free"
    for seat in await scene.seats(nurses=2):
        await scene.confirmed(await scene.somebody(), seat)
    made = (await scene.on(desk, "POST", "/appointments", {"people": 3})).json()["items"]
    assert [one["starts_at"][11:16] for one in made] == ["08:00", "08:00", "08:10"]
    assert {one["reason_code"] for one in made} == {"vaccination"}
    next_one = (await scene.on(desk, "POST", "/appointments", {})).json()["items"]
    assert [one["starts_at"][11:16] for one in next_one] == ["08:10"]
    for who in (scene.office, scene.world.who("referrer")):
        assert (await scene.on(who, "POST", "/appointments", {"people": 1})).status_code == 403
    assert rule_of(await scene.on(desk, "POST", "/appointments", {"people": 9})) == "not-enough-free"
