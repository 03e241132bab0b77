"""INT_R01 and INT_R04: who is told of slots, and of which (standard page of the SAS, sections 3.2 to 3.7)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from carekit.auth import Caller

from .conftest import lasting


async def test_without_a_token_nothing_is_told_and_the_refusal_is_an_outcome(sas, doctor):
    answer = await sas.get(sas.query(doctor), authorization="")
    assert (answer.status, answer.rule) == (401, "token-refused")


@pytest.mark.parametrize("roles", [{"director"}, {"regulator"}, {"partner"}])
async def test_only_the_registered_partner_asks(world, sas, doctor, roles):
    sas.caller = Caller(uuid4(), "Somebody", world.who().caller.cpts_id, frozenset(roles))
    answer = await sas.get(sas.query(doctor))
    assert answer.status == 403
    assert answer.rule in ("role-refused", "scope-missing")


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        (["own_patients"], None), (["cpts"], None), (["pro"], None), ([], None),
        (["snp"], ["SNP"]), (["public"], ["PUBLIC"]), (["own_patients", "snp"], ["SNP"]),
        (["cpts", "pro", "public", "snp"], ["PUBLIC", "PRO", "SNP", "CPTS"]),
    ],
)  # fmt: skip
async def test_nothing_leaves_that_was_not_opened_to_regulation_or_to_the_public(world, sas, audience, told):
    professional = await world.describe()
    await world.open(professional, audience=audience)
    answer = await sas.get(sas.query(professional))
    codes = [[label["code"] for label in slot["meta"]["security"]] for slot in answer.of("Slot")]
    assert codes == [told] * 4 if told else codes == []


@pytest.mark.parametrize(
    ("reasons", "told"),
    [({}, True), ({"snp": 15}, True), ({"snp": 15, "vaccination": 15}, True),
     ({"vaccination": 15}, False), ({"diabetes_education": 15, "follow_up": 15}, False)],
)  # fmt: skip
async def test_what_is_told_is_what_a_regulator_books(world, sas, reasons, told):
    professional = await world.describe()
    await world.open(professional, audience=["snp", "public"], reasons=lasting(**reasons))
    (slot_id, *_) = [slot["slot_id"] for slot in await world.free()]
    answer = await sas.get(sas.query(professional))
    assert answer.body["total"] == (4 if told else 0)
    booked = await world.book(world.who("regulator"), slot_id, choice_recorded=None)
    assert booked.status_code == (201 if told else 422)


async def test_a_slot_without_room_for_unscheduled_care_after_it_is_not_told(world, sas):
    professional = await world.describe()
    await world.open(professional, audience=["snp"], reasons=lasting(snp=30))
    answer = await sas.get(sas.query(professional))
    assert [slot["start"][11:16] for slot in answer.of("Slot")] == ["09:00", "09:15", "09:30"]


async def test_a_slot_held_or_booked_is_not_told(world, sas, doctor):
    slots = [slot["slot_id"] for slot in await world.free()]
    await world.book(world.who("referrer"), slots[0], choice_recorded=None)
    await world.ask(world.who("referrer"), "POST", f"/slots/{slots[1]}/hold")
    answer = await sas.get(sas.query(doctor))
    assert [slot["id"] for slot in answer.of("Slot")] == slots[2:4]


async def test_a_slot_that_has_begun_is_not_told(world, sas, doctor):
    world.clock.advance(timedelta(hours=2, minutes=1))
    answer = await sas.get(sas.query(doctor))
    assert [slot["start"][11:16] for slot in answer.of("Slot")] == ["09:15", "09:30", "09:45"]


@pytest.mark.parametrize(
    ("window", "starts"),
    [
        ("start=ge2026-11-23T09:15:00.000+01:00&start=le2026-11-23T09:30:00.000+01:00", ["09:15", "09:30"]),
        ("start=gt2026-11-23T09:15:00.000+01:00&start=lt2026-11-23T09:45:00.000+01:00", ["09:30"]),
        ("start=ge2026-11-23T08:30:00.000Z&start=le2026-11-23T08:40:00Z", ["09:30"]),
        ("start=ge2026-11-23T09:30:00.000&start=le2026-11-23T09:40:00.000", ["09:30"]),
        ("start=ge2026-11-23&start=le2026-11-23", ["09:00", "09:15", "09:30", "09:45"]),
        ("start=ge2026-11-24&start=le2026-11-26", []),
        ("start=ge2026-11-26&start=le2026-11-23", []),
    ],
)
async def test_slots_lie_in_the_window_that_was_asked_for(sas, doctor, window, starts):
    answer = await sas.get(sas.query(doctor, window=window))
    assert (answer.status, [slot["start"][11:16] for slot in answer.of("Slot")]) == (200, starts)


async def test_an_answer_covers_three_days_whatever_is_asked(sas, doctor, world):
    await world.open(doctor, weekdays=[1, 2, 3, 4, 5, 6, 7], from_time="14:00", audience=["snp"], to_time="14:15")
    answer = await sas.get(sas.query(doctor, window="start=ge2026-11-23&start=le2027-11-23"))
    days = sorted({slot["start"][:10] for slot in answer.of("Slot")})
    assert days == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]


@pytest.mark.parametrize(
    ("name", "value"), [("address", None), ("postal_code", None), ("postal_code", "9700"), ("structure_id", None)]
)
async def test_a_place_that_cannot_be_told_as_the_guide_asks_is_left_out(world, sas, name, value):
    professional = uuid4()
    place = {
        "place_id": str(world.places.setdefault(professional, uuid4())), "label": "Cabinet",
        "address": "1 rue du Port", "postal_code": "97001", "structure_id": "1960000016",
        "commune_code": "97001", "commune_name": "Valbrune",
    }  # fmt: skip
    await world.describe(professional, places=[{**place, name: value}])
    await world.open(professional)
    assert (await sas.get(sas.query(professional))).body["total"] == 0
    await world.describe(professional, places=[place])
    assert (await sas.get(sas.query(professional))).body["total"] == 4


async def test_a_timed_release_is_told_from_its_instant_on(world, sas):
    professional = await world.describe()
    releases = [{"audience": "snp", "hours_before": 1}]
    await world.open(professional, audience=["snp"], releases=releases)
    assert (await sas.get(sas.query(professional))).body["total"] == 0
    world.clock.advance(timedelta(hours=1))
    assert [slot["start"][11:16] for slot in (await sas.get(sas.query(professional))).of("Slot")] == ["09:00"]
