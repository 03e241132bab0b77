"""A brigade goes to people's homes, in the communes that it serves and in no other."""

import pytest

from ..conftest import MONTFAUX
from .conftest import NURSE, Scene, rule_of

#: Ten kilometres lie between Valbrune, from where it leaves, and Montfaux.
VALBRUNE = "97001"
NEAR_KM = 5
LABEL = "Brigade PCR"
POINT = {VALBRUNE: {"near_lat": 45.91, "near_lon": 4.60}, MONTFAUX["code"]: {"near_lat": 45.98, "near_lon": 4.60}}


async def brigade(world, *communes, act="screening_test", **shift):
    scene = await Scene(world).set(kind="brigade", label=LABEL, reason_code=act, communes=list(communes))
    for seat in await scene.seats(**shift):
        await scene.confirmed(await scene.somebody(), seat)
    return scene


async def labels(world, **params):
    return {one["place_label"] for one in await world.free(**params)}


async def test_a_brigade_goes_to_peoples_homes(world):
    await brigade(world, VALBRUNE, MONTFAUX["code"])
    found = await world.free(reason="screening_test", modality="HH")
    assert {(one["place_label"], *one["modalities"]) for one in found} == {(LABEL, "HH")}


@pytest.mark.parametrize("profession", [{}, {"profession": NURSE}])
async def test_near_a_commune_that_it_does_not_serve_its_slots_are_not_offered(world, profession):
    await brigade(world, MONTFAUX["code"])
    for near in ({"near_commune": VALBRUNE}, POINT[VALBRUNE]):
        assert await labels(world, **near, **profession) == set()
    for near in ({"near_commune": MONTFAUX["code"]}, POINT[MONTFAUX["code"]]):
        assert await labels(world, **near, **profession) == {LABEL}


async def test_it_comes_to_a_commune_that_it_serves_from_however_far_it_leaves(world):
    await brigade(world, MONTFAUX["code"])
    (slot, *_) = await world.free(near_commune=MONTFAUX["code"], within_km=NEAR_KM)
    assert slot["distance_km"] > NEAR_KM


async def test_one_that_names_no_commune_is_found_as_anybody(world):
    await brigade(world)
    near_montfaux = [await labels(world, near_commune=MONTFAUX["code"], within_km=km) for km in (NEAR_KM, 30)]
    assert near_montfaux == [set(), {LABEL}]


async def test_the_commune_decides_nothing_of_who_receives_at_a_centre(world):
    scene = await Scene(world).set(label=LABEL, communes=[MONTFAUX["code"]])
    (seat,) = await scene.seats()
    await scene.confirmed(await scene.somebody(), seat)
    assert await labels(world, near_commune=VALBRUNE, within_km=NEAR_KM) == {LABEL}


@pytest.mark.parametrize(
    ("path", "params", "rows"),
    [("half-days", {"week": "2026-11-23"}, "rows"), ("board", {"day": "2026-11-28"}, "columns")],
)
async def test_the_table_and_the_day_ask_the_commune_too(world, path, params, rows):
    await brigade(world, MONTFAUX["code"])
    who = world.who("care_coordinator")
    shown = [
        (await world.ask(who, "GET", f"/slots/{path}", params={**params, "near_commune": code})).json()[rows]
        for code in (VALBRUNE, MONTFAUX["code"])
    ]
    assert [len(one) for one in shown] == [0, 1]


@pytest.mark.parametrize("by_point", [False, True])
async def test_a_wish_is_offered_a_brigade_in_its_communes_alone(world, by_point):
    await brigade(world, MONTFAUX["code"])
    who = world.who("care_coordinator")
    offered = []
    for code, point in POINT.items():
        near = point if by_point else {"near_commune": code}
        body = {"referral_id": str(await world.refer(by=who)), "profession_code": NURSE,
                "reason_code": "screening_test", **near}  # fmt: skip
        answer = await world.ask(who, "POST", "/wishes", body)
        assert answer.status_code == 201, answer.text
        offered.append(len(answer.json()["slots"]))
    assert offered == [0, 3]


async def test_after_a_lost_race_the_same_brigade_is_offered_and_no_other(world):
    """Who wanted a slot of a practice may live where the brigade never goes."""
    nurse = await world.describe(profession_code=NURSE)
    await world.open(nurse, weekdays=[6], reasons=[{"reason_code": "care", "minutes": 15}])
    await brigade(world, MONTFAUX["code"], act="care")
    author, other = world.who("referrer"), world.who("referrer")
    at_home, at_practice = [
        next(one for one in await world.free(reason="care") if (one["place_label"] == LABEL) is home)
        for home in (True, False)
    ]
    for slot, next_places in ((at_practice, {"Cabinet"}), (at_home, {"Cabinet", LABEL})):
        assert (await world.book(author, slot["slot_id"], reason_code="care")).status_code == 201
        lost = await world.book(other, slot["slot_id"], reason_code="care")
        assert lost.status_code == 409
        assert {one["place_label"] for one in lost.json()["next"]} == next_places


async def test_it_covers_the_communes_that_it_serves_however_far(world):
    await brigade(world, MONTFAUX["code"], day="2026-11-23")
    answer = await world.ask(world.who("director"), "GET", "/coverage", params={"within_km": NEAR_KM})
    reached = {
        one["commune_name"]: [row["professionals"] for row in one["reach"]] for one in answer.json()["communes"]
    }
    assert reached == {"Montfaux": [1], "Valbrune": []}


async def test_a_visit_to_a_commune_that_it_does_not_serve_is_refused_unless_who_books_says_so(world):
    await brigade(world, MONTFAUX["code"])
    who, slots = world.who("care_coordinator"), await world.free(reason="screening_test")

    async def book(slot, **said):
        return await world.book(who, slot["slot_id"], reason_code="screening_test", **said)

    refused = await book(slots[0], home_commune=VALBRUNE)
    assert (refused.status_code, rule_of(refused)) == (422, "brigade-goes-elsewhere")
    assert (refused.json()["errors"][0]["field"], refused.json()["served"]) == ("home_commune", [MONTFAUX["code"]])
    allowed = ({"home_commune": VALBRUNE, "outside_area": True}, {"home_commune": MONTFAUX["code"]}, {})
    assert [(await book(slot, **said)).status_code for slot, said in zip(slots, allowed, strict=False)] == [201] * 3


async def test_a_move_to_a_brigade_that_does_not_go_there_is_refused_unless_who_moves_it_says_so(world):
    await brigade(world, MONTFAUX["code"])
    who, slots = world.who("care_coordinator"), await world.free(reason="screening_test")
    booked = (await world.book(who, slots[0]["slot_id"], reason_code="screening_test")).json()

    async def move(slot, **said):
        path = f"/appointments/{booked['appointment_id']}/move"
        return await world.ask(who, "POST", path, {"slot_id": slot["slot_id"], "by": "patient", **said})

    refused = await move(slots[1], home_commune=VALBRUNE)
    assert (refused.status_code, rule_of(refused)) == (422, "brigade-goes-elsewhere")
    assert refused.json()["errors"][0]["field"] == "home_commune"
    stands = await world.ask(who, "GET", "/appointments")
    assert [one["slot_id"] for one in stands.json()["items"]] == [slots[0]["slot_id"]]
    allowed = ({"home_commune": VALBRUNE, "outside_area": True}, {"home_commune": MONTFAUX["code"]}, {})
    assert [(await move(slot, **said)).status_code for slot, said in zip(slots[1:], allowed, strict=False)] == [
        200
    ] * 3


@pytest.mark.parametrize("earlier", [False, True])
async def test_a_wish_takes_no_slot_of_a_brigade_that_does_not_go_where_it_is_for(world, earlier):
    """Booked, or moved where the wish is for an earlier appointment: the wish says where she lives."""
    await brigade(world, MONTFAUX["code"])
    who, slots = world.who("referrer"), await world.free(reason="screening_test")
    referral = str(await world.refer(by=who))
    body = {"referral_id": referral, "profession_code": NURSE, "reason_code": "screening_test",
            "near_commune": VALBRUNE}  # fmt: skip
    if earlier:
        booked = await world.book(who, slots[-1]["slot_id"], reason_code="screening_test", referral_id=referral,
                                  choice_recorded="phone")  # fmt: skip
        body["appointment_id"] = booked.json()["appointment_id"]
    noted = await world.ask(who, "POST", "/wishes", body)
    assert noted.status_code == 201, noted.text
    path = f"/wishes/{noted.json()['wish_id']}/booking"
    asked = {"slot_id": slots[0]["slot_id"], "choice_recorded": "phone"}
    refused = await world.ask(who, "POST", path, asked)
    assert (refused.status_code, rule_of(refused)) == (422, "brigade-goes-elsewhere")
    assert (await world.ask(who, "POST", path, {**asked, "outside_area": True})).status_code == 200


async def test_where_the_person_lives_is_asked_by_no_practice_and_by_no_brigade_without_communes(world):
    await world.open(await world.describe(), modalities=["HH"])
    (visit, *_) = await world.free()
    who = world.who("care_coordinator")
    assert (await world.book(who, visit["slot_id"], home_commune=MONTFAUX["code"])).status_code == 201
    await brigade(world)
    (slot, *_) = await world.free(reason="screening_test")
    answer = await world.book(who, slot["slot_id"], reason_code="screening_test", home_commune=VALBRUNE)
    assert answer.status_code == 201
