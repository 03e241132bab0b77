"""The half-day table: what a triage person reads at a glance."""

import pytest


async def table(world, who=None, **params):
    answer = await world.ask(who or world.who("care_coordinator"), "GET", "/slots/half-days", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def cell(row, day, half):
    return next(cell for cell in row["cells"] if (cell["day"], cell["half"]) == (day, half))


@pytest.mark.parametrize("params", [{}, {"week": "2026-W48"}, {"week": "9999-12-31"}, {"week": "0001-01-01"},
                                    {"week": "2026-11-23", "limit": 201}])  # fmt: skip
async def test_a_table_without_a_week_is_refused(world, params):
    assert (await world.ask(world.who("referrer"), "GET", "/slots/half-days", params=params)).status_code == 422


async def test_the_regulator_sees_only_what_is_open_to_snp(world):
    await world.open(await world.describe(), audience=["cpts"])
    assert (await table(world, world.who("regulator"), week="2026-11-23"))["rows"] == []


async def test_a_row_has_fourteen_cells_from_monday_morning_to_sunday_afternoon(world):
    doctor = await world.describe()
    await world.open(doctor, weekdays=[1, 6])
    await world.open(doctor, from_time="14:00", to_time="15:00", slot_minutes=30)
    (row,) = (found := await table(world, week="2026-11-26"))["rows"]
    assert found["days"][0] == "2026-11-23"
    assert found["days"][-1] == "2026-11-29"
    assert [(cell["day"], cell["half"]) for cell in row["cells"]] == [
        (day, half) for day in found["days"] for half in ("morning", "afternoon")
    ]
    assert row["name"] == "Dr Jeanne Exemple"
    monday = cell(row, "2026-11-23", "morning")
    assert (monday["free"], monday["first_at"], monday["state"]) == (4, "2026-11-23T08:00:00Z", "free")
    assert cell(row, "2026-11-23", "afternoon")["free"] == 2
    assert cell(row, "2026-11-28", "morning")["free"] == 4
    assert cell(row, "2026-11-24", "morning") == {
        "day": "2026-11-24", "half": "morning", "free": 0, "first_at": None, "slot_ids": [], "state": "none",
    }  # fmt: skip


async def test_a_half_day_without_a_free_slot_left_is_full_not_empty(world):
    await world.open(await world.describe(), slot_minutes=30)
    referrer = world.who("referrer")
    first, second = await world.free(limit=2)
    await world.book(referrer, first["slot_id"])
    await world.ask(referrer, "POST", f"/slots/{second['slot_id']}/hold")
    (row,) = (await table(world, week="2026-11-23"))["rows"]
    assert cell(row, "2026-11-23", "morning")["state"] == "full"


async def test_a_table_of_one_professional_shows_nobody_else(world):
    chosen, other = await world.describe(), await world.describe()
    for professional in (chosen, other):
        await world.open(professional)
    for near in ({}, {"near_commune": "97001"}):
        rows = (await table(world, week="2026-11-23", professional_id=str(chosen), **near))["rows"]
        assert [row["professional_id"] for row in rows] == [str(chosen)]


async def test_rows_go_by_distance_when_a_commune_is_named(world):
    near, far = await world.describe(), await world.describe(commune={
        "code": "97002", "name": "Montfaux", "lat": 45.99, "lon": 4.60})  # fmt: skip
    for professional in (far, near):
        await world.open(professional)
    rows = (await table(world, week="2026-11-23", near_commune="97001"))["rows"]
    assert [(row["professional_id"], row["distance_km"]) for row in rows] == [(str(near), 0.0), (str(far), 10.0)]
    assert len((await table(world, week="2026-11-23", near_commune="97001", within_km=5))["rows"]) == 1


async def test_a_cell_names_the_slots_in_order(world):
    await world.open(await world.describe())
    (row,) = (await table(world, week="2026-11-23"))["rows"]
    listed = [slot["slot_id"] for slot in await world.free(limit=4)]
    assert cell(row, "2026-11-23", "morning")["slot_ids"] == listed


async def test_for_a_reason_a_half_day_without_enough_room_is_full(world):
    reasons = [{"reason_code": "snp", "minutes": 15}, {"reason_code": "first_visit", "minutes": 40}]
    await world.open(await world.describe(), reasons=reasons)
    slots = await world.free(limit=4)
    assert (await world.book(world.who("referrer"), slots[1]["slot_id"])).status_code == 201

    async def morning(**params):
        (row,) = (await table(world, week="2026-11-23", **params))["rows"]
        return cell(row, "2026-11-23", "morning")

    assert ((await morning())["free"], (await morning(reason="snp"))["free"]) == (3, 3)
    assert (await morning(reason="first_visit"))["state"] == "full"
    assert (await morning(reason="care"))["state"] == "full"
