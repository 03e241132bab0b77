"""Who finds which free slots, and in what order."""

from uuid import uuid4

import jsonschema
import pytest

MONTFAUX = {"code": "97002", "name": "Montfaux", "lat": 45.99, "lon": 4.60}


@pytest.mark.parametrize("role", ["evaluator", "partner", "project_officer", "quality_referent", "guest",
                                  "platform_operator", "secretary"])  # fmt: skip
async def test_a_role_without_agenda_finds_no_slots(world, role):
    answer = await world.ask(world.who(role), "GET", "/slots")
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/role-refused")


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (["own_patients"], set()),
        (["cpts"], {"referrer", "professional", "care_coordinator"}),
        (["pro"], {"referrer", "professional", "care_coordinator"}),
        (["snp"], {"referrer", "professional", "care_coordinator", "regulator"}),
        (["public"], {"referrer", "professional", "care_coordinator", "regulator"}),
        ([], set()),
    ],
)
async def test_a_slot_is_seen_by_its_audience_and_by_nobody_else(world, audience, seen_by):
    owner, colleague = await world.describe(), await world.describe()
    await world.open(owner, audience=audience)
    people = {role: world.who(role) for role in ("referrer", "care_coordinator", "regulator")}
    people["professional"] = world.who("professional", professional=colleague)
    people["delegate"] = world.who("delegate", professional=colleague)
    assert {name for name, who in people.items() if await world.free(who)} == seen_by
    for who in (world.who("professional", professional=owner), world.who("delegate", professional=owner)):
        assert len(await world.free(who)) == 20
    slot = (await world.free(world.who("professional", professional=owner)))[0]["slot_id"]
    for name, who in people.items():
        if name not in seen_by:
            # What is not for one's eyes looks absent.
            assert (await world.book(who, slot)).status_code == 404


async def test_slots_of_another_cpts_are_not_found(world):
    await world.open(await world.describe())
    assert await world.free(world.who("care_coordinator", cpts=uuid4())) == []


async def test_a_session_without_a_cpts_is_asked_to_choose_one(world):
    answer = await world.ask(world.who("referrer", cpts=None), "GET", "/slots")
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/cpts-missing")


async def test_a_commune_outside_the_territory_is_refused_by_name(world):
    answer = await world.ask(world.who("referrer"), "GET", "/slots", params={"near_commune": "75056"})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/commune-unknown")


@pytest.mark.parametrize(
    "params",
    [
        {"from": "2026-11-23T08:00:00"}, {"from": "9999-12-31T23:59:59-14:00"}, {"from": "yesterday"},
        {"from": "0001-01-01T00:00:00+14:00"}, {"to": "12345678901234567890"}, {"limit": 0}, {"limit": 101},
        {"limit": 2**70}, {"within_km": "nan"}, {"within_km": "inf"}, {"within_km": 0}, {"profession": "10'--"},
        {"profession": "\x00"}, {"near_commune": "97001\x00"}, {"modality": "amb"}, {"half_day": "night"},
        {"cursor": "x"}, {"cursor": "WyJzbG90cyJd"}, {"cursor": "é" * 20}, {"colour": "red"},
        {"professional_id": "1"}, {"language": "arabe"}, {"language": "AR"}, {"language": "ar\x00"},
        {"wheelchair_accessible": "peut-être"}, {"from": "2026-11-24T08:00:00Z", "to": "2026-11-23T08:00:00Z"},
    ],
)  # fmt: skip
async def test_a_search_that_makes_no_sense_is_refused_never_broken(world, params):
    answer = await world.ask(world.who("referrer"), "GET", "/slots", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_cursor_of_another_list_is_refused_by_name(world):
    owner = await world.describe()
    for hour in (9, 10):
        await world.open(owner, from_time=f"{hour}:00".zfill(5), to_time=f"{hour}:30".zfill(5))
    who = world.who("professional", professional=owner)
    foreign = (await world.ask(who, "GET", "/openings", params={"limit": 1})).json()["next"]
    for path in ("/slots", "/appointments"):
        answer = await world.ask(who, "GET", path, params={"cursor": foreign})
        assert answer.json()["type"].endswith("/bad-cursor")


async def test_the_soonest_come_first_and_the_nearest_of_those(world):
    near, far = await world.describe(), await world.describe(commune=MONTFAUX)
    await world.open(near)
    await world.open(far)
    slots = await world.free(near_commune="97002", limit=4)
    assert [slot["professional_id"] for slot in slots] == [str(far), str(near), str(far), str(near)]
    assert [slot["distance_km"] for slot in slots] == [0.0, 10.0, 0.0, 10.0]
    close_by = await world.free(near_commune="97002", within_km=9)
    assert [slot["professional_id"] for slot in close_by] == [str(far)] * 20


async def test_a_search_keeps_half_day_profession_modality_person_and_span(world):
    doctor, nurse = await world.describe(), await world.describe(profession_code="60")
    await world.open(doctor)
    await world.open(doctor, from_time="12:30", to_time="13:30", slot_minutes=30, modalities=["VR"])
    await world.open(nurse, modalities=["HH"])
    starts = lambda slots: [slot["starts_at"][11:16] for slot in slots]  # noqa: E731
    day = {"to": "2026-11-24T00:00:00Z"}
    assert starts(await world.free(half_day="afternoon", **day)) == ["12:00"]
    assert starts(await world.free(half_day="morning", modality="VR", **day)) == ["11:30"]
    assert {slot["professional_id"] for slot in await world.free(profession="60")} == {str(nurse)}
    assert [slot["modalities"] for slot in await world.free(professional_id=str(nurse), limit=1)] == [["HH"]]
    assert (await world.free(**{"from": "2026-11-30T08:20:00Z"}))[0]["starts_at"] == "2026-11-30T08:30:00Z"


async def test_a_search_keeps_who_speaks_the_language_and_where_a_wheelchair_gets_in(world):
    async def opened(*languages, accessible=None, **changed):
        doctor = await world.describe()
        place = {"place_id": str(world.places[doctor]), "label": "Cabinet", "accessible": accessible, **MONTFAUX}
        place |= {"commune_code": MONTFAUX["code"], "commune_name": MONTFAUX["name"]}
        await world.describe(doctor, offer={"languages": languages}, places=[place])
        await world.open(doctor, **changed)
        return str(doctor)

    async def found(**params):
        listed = {slot["professional_id"] for slot in await world.free(limit=100, **params)}
        around = {slot["professional_id"] for slot in await world.free(limit=100, near_commune="97002", **params)}
        asked = {"week": "2026-11-23", **params}
        table = (await world.ask(world.who("referrer"), "GET", "/slots/half-days", params=asked)).json()["rows"]
        assert listed == around == {row["professional_id"] for row in table}
        return listed

    silent, arabic = await opened(), await opened("ar", "fr", accessible=False)
    ramp, both = await opened("fr", accessible=True), await opened("ar", accessible=True)
    visits = await opened("fr", modalities=["HH"])
    assert await found() == {silent, arabic, ramp, both, visits}
    assert await found(language="ar") == {arabic, both}
    assert await found(wheelchair_accessible=True) == {ramp, both, visits}
    assert await found(language="ar", wheelchair_accessible=True) == {both}


async def test_a_slot_that_has_begun_is_not_offered(world):
    await world.open(await world.describe())
    world.clock.move_to(world.clock.now().replace(hour=8, minute=20))
    assert (await world.free())[0]["starts_at"] == "2026-11-23T08:30:00Z"
    assert (await world.free(**{"from": "2026-11-23T00:00:00Z"}))[0]["starts_at"] == "2026-11-23T08:30:00Z"


@pytest.mark.parametrize("around", [{}, {"near_commune": "97002"}])
async def test_pages_follow_each_other_without_gap_or_repeat(world, around):
    for _ in range(3):
        await world.open(await world.describe())
    who, seen, cursor = world.who("referrer"), [], None
    while True:
        params = {"limit": 7, **around} | ({"cursor": cursor} if cursor else {})
        page = (await world.ask(who, "GET", "/slots", params=params)).json()
        seen += [slot["slot_id"] for slot in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 3 * 4 * 9
    assert seen[:50] == [slot["slot_id"] for slot in await world.free(limit=50, **around)]


async def test_a_slot_that_overlaps_a_booked_one_of_the_same_professional_is_not_offered(world):
    owner = await world.describe()
    await world.open(owner)
    await world.open(owner, slot_minutes=20, modalities=["VR"])
    wanted = (await world.free(modality="AMB"))[1]
    assert (await world.book(world.who("referrer"), wanted["slot_id"])).status_code == 201
    remote = await world.free(modality="VR", to="2026-11-24T00:00:00Z")
    # 9:15-9:30 is booked: 9:00-9:20 and 9:20-9:40 overlap it.
    assert [slot["starts_at"][11:16] for slot in remote] == ["08:40"]


async def test_the_documents_built_by_postgresql_keep_the_contract(world):
    await world.open(await world.describe())
    schemas = world.app.openapi()["components"]["schemas"]
    for path, params, schema in (
        ("/slots", {"near_commune": "97002"}, "FreeSlotPage"),
        ("/slots", {}, "FreeSlotPage"),
        ("/slots/half-days", {"week": "2026-11-25"}, "HalfDayTableOut"),
        ("/slots/half-days", {"week": "2026-11-25", "near_commune": "97002"}, "HalfDayTableOut"),
        ("/slots/half-days", {"week": "2030-01-01"}, "HalfDayTableOut"),
    ):
        document = (await world.ask(world.who("referrer"), "GET", path, params=params)).json()
        jsonschema.validate(document, {"$ref": f"#/components/schemas/{schema}", "components": {"schemas": schemas}})


async def test_a_timed_release_shows_a_slot_from_its_instant_on_without_any_round_of_the_worker(world):
    owner = await world.describe()
    await world.open(
        owner, from_time="14:00", to_time="14:15",
        releases=[{"audience": "cpts", "hours_before": 3}, {"audience": "snp", "days_before": 0, "at_time": "08:00"}],
    )  # fmt: skip
    regulator, colleague = world.who("regulator"), world.who("referrer")
    seen = []
    # 6:59 and 7:00 UTC are 7:59 and 8:00 in Paris; the CPTS would follow at 11:00, but sees what is open to SNP.
    for at in ((6, 59), (7, 0)):
        world.clock.move_to(world.clock.now().replace(hour=at[0], minute=at[1]))
        seen.append([len(await world.free(who, to="2026-11-24T00:00:00Z")) for who in (regulator, colleague)])
    assert seen == [[0, 0], [1, 1]]
    assert len(await world.free(world.who("professional", professional=owner), to="2026-11-24T00:00:00Z")) == 1


async def test_a_slot_that_is_not_released_yet_cannot_be_booked_by_its_id(world):
    owner = await world.describe()
    await world.open(owner, audience=["cpts"], releases=[{"audience": "cpts", "hours_before": 1}])
    slot = (await world.free(world.who("professional", professional=owner)))[0]["slot_id"]
    assert (await world.book(world.who("referrer"), slot)).status_code == 404
    world.clock.move_to(world.clock.now().replace(hour=7))
    assert (await world.book(world.who("referrer"), slot)).status_code == 201


@pytest.mark.parametrize("point", [{"near_lat": 45.9}, {"near_lon": 4.6}, {"near_lat": 91, "near_lon": 0},
                                   {"near_lat": 45.9, "near_lon": 4.6, "near_commune": "97001"}])  # fmt: skip
@pytest.mark.parametrize("path", ["/slots", "/slots/half-days"])
async def test_a_distance_is_from_a_whole_point_or_from_a_commune(world, point, path):
    week = {"week": "2026-11-23"} if path.endswith("half-days") else {}
    answer = await world.ask(world.who("referrer"), "GET", path, params=week | point)
    assert answer.status_code == 422
    assert "near_l" in answer.text


async def test_around_a_point_as_around_a_commune_what_is_too_far_is_left_out(world):
    await world.open(await world.describe())
    (near, *_) = await world.free(near_lat=45.91, near_lon=4.60, within_km=5)
    assert near["distance_km"] == 1.1
    assert await world.free(near_lat=46.20, near_lon=4.60, within_km=5) == []
