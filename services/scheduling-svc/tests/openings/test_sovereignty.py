"""Who sees a slot is the owner's word: nobody else widens it, whatever the road, and each widening is in the log."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from scheduling_svc.appointments.models import AgendaAct

OVERSEERS = ("care_coordinator", "director")
H24 = {"audience": "cpts", "hours_before": 24}
AT_EIGHT = {"audience": "snp", "days_before": 0, "at_time": "08:00"}


def described(opening, **changed):
    kept = {
        name: value for name, value in opening.items() if name not in ("opening_id", "professional_id", "version")
    }
    return kept | changed


async def revise(world, who, opening, **changed):
    path = f"/openings/{opening['opening_id']}"
    return await world.ask(who, "PUT", path, described(opening, **changed), If_Match=f'"{opening["version"]}"')


async def revise_all(world, who, openings, **change):
    edited = [{name: one[name] for name in ("opening_id", "version")} for one in openings]
    body = {"professional_id": openings[0]["professional_id"], "openings": edited, "change": change}
    return await world.ask(who, "POST", "/openings/revisions", body)


@pytest.mark.parametrize("role", OVERSEERS)
async def test_who_oversees_agendas_opens_none_to_anybody(world, role):
    owner = await world.describe()
    answer = await world.ask(world.who(role), "POST", "/openings", world.opening(owner))
    assert (answer.status_code, answer.json()["audiences"]) == (403, ["cpts", "snp"])
    assert answer.json()["type"].endswith("/only-the-owner-widens")
    own = await world.ask(world.who(role), "POST", "/openings", world.opening(owner, audience=["own_patients"]))
    assert own.status_code == 201


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"audience": ["cpts"]}, {"audience": ["cpts", "public"]}),
        ({"audience": ["cpts"], "releases": [H24]}, {"releases": []}),
        ({"audience": ["cpts"], "releases": [H24]}, {"releases": [H24 | {"hours_before": 25}]}),
        ({"audience": ["cpts"], "releases": [H24]}, {"releases": [AT_EIGHT | {"audience": "cpts"}]}),
        ({"audience": ["snp"], "releases": [AT_EIGHT]}, {"releases": [AT_EIGHT | {"at_time": "07:59"}]}),
        ({"audience": ["snp"], "releases": [AT_EIGHT]}, {"releases": [AT_EIGHT | {"days_before": 1}]}),
    ],
)
async def test_who_oversees_agendas_widens_no_opening_by_any_road(world, before, after):
    opening = await world.open(await world.describe(), **before)
    coordinator = world.who("care_coordinator")
    for answer in (
        await revise(world, coordinator, opening, **after),
        await revise_all(world, coordinator, [opening], **after),
    ):
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("/only-the-owner-widens")
    owner = world.who("delegate", professional=UUID(opening["professional_id"]))
    assert (await revise(world, owner, opening, **after)).status_code == 200


async def test_who_oversees_agendas_may_narrow_and_shift_hours_without_opening_them_wider(world):
    opening = await world.open(await world.describe())
    narrow = await revise(world, world.who("director"), opening, audience=["snp"], releases=[AT_EIGHT])
    assert narrow.status_code == 200
    later = await revise(world, world.who("director"), narrow.json(), to_time="11:00")
    assert later.status_code == 200


async def test_who_oversees_agendas_copies_no_week_that_leaves_the_house(world):
    owner = await world.describe()
    await world.open(owner)
    body = {"professional_id": str(owner), "from_week": "2026-11-23", "to_weeks": ["2026-11-30"]}
    await world.open(owner, kind="one_off", weekdays=[], starts_on="2026-11-24")
    assert (await world.ask(world.who("director"), "POST", "/openings/week-copies", body)).status_code == 403


async def test_each_widening_is_an_act_in_the_log_with_its_author_and_its_audiences(world):
    owner = await world.describe()
    opening = await world.open(owner, audience=["own_patients"])
    me = world.who("professional", professional=owner)
    wider = (await revise(world, me, opening, audience=["cpts", "snp"], releases=[H24])).json()
    await revise(world, me, wider, audience=["snp"], releases=[])
    async with world.database.begin(me.caller.cpts) as session:
        acts = await session.scalars(select(AgendaAct).where(AgendaAct.act == "audience_widened"))
        assert [(act.author_id, act.reason_code) for act in acts] == [(me.caller.account_id, "cpts,snp")]


async def test_who_widened_an_agenda_is_read_by_who_keeps_it_and_by_nobody_else(world):
    owner, colleague = await world.describe(), await world.describe()
    path = f"/professionals/{owner}/widenings"
    for who in (world.who("referrer"), world.who("secretary"), world.who("professional", professional=colleague)):
        assert (await world.ask(who, "GET", path)).status_code == 403
    me = world.who("professional", professional=owner)
    assert (await world.ask(me, "GET", path)).json()["items"] == []
    opening = await world.open(owner, audience=["own_patients"])
    world.clock.move_to(world.clock.now() + timedelta(minutes=1))
    await revise(world, me, opening, audience=["cpts", "public"], releases=[H24])
    for reader in (me, world.who("delegate", professional=owner), world.who("director")):
        (one,) = (await world.ask(reader, "GET", path)).json()["items"]
        assert one == {
            "at": "2026-11-23T06:01:00Z", "opening_id": opening["opening_id"], "slot_starts_at": None,
            "audiences": ["cpts", "public"], "shared_with": [],
            "author_name": "Somebody", "author_roles": ["professional"],
        }  # fmt: skip


async def test_several_openings_change_together_or_not_at_all(world):
    owner = await world.describe()
    one = await world.open(owner)
    other = await world.open(owner, weekdays=[2], slot_minutes=30)
    me = world.who("professional", professional=owner)
    colleague = world.who("professional", professional=await world.describe())
    assert (await revise_all(world, colleague, [one], overbooking=1)).status_code == 403
    assert (await revise_all(world, me, [one, other | {"version": 7}], overbooking=1)).status_code == 412
    assert (await revise_all(world, me, [one, other | {"opening_id": str(owner)}], overbooking=1)).status_code == 404
    wrong = await revise_all(world, me, [one, other], slot_minutes=90)
    assert wrong.json()["type"].endswith("/change-does-not-fit")
    done = await revise_all(world, me, [one, other], modalities=["AMB", "VR"], audience=["pro"])
    assert [item["version"] for item in done.json()["items"]] == [2, 2]
    assert {slot["modalities"][-1] for slot in await world.free(limit=100)} == {"VR"}
    assert [item["slot_minutes"] for item in done.json()["items"]] == [15, 30]


async def test_a_copied_week_opens_what_the_other_week_lacks_and_nothing_twice(world):
    owner = await world.describe()
    await world.open(owner)
    await world.open(owner, kind="one_off", weekdays=[], starts_on="2026-11-26", from_time="14:00", to_time="15:00",
                     releases=[AT_EIGHT])  # fmt: skip
    me = world.who("professional", professional=owner)
    body = {"professional_id": str(owner), "from_week": "2026-11-25", "to_weeks": ["2026-12-02", "2026-12-24"]}
    made = (await world.ask(me, "POST", "/openings/week-copies", body)).json()["items"]
    # The weekly Monday is there already; Thursday 24 December is no holiday.
    assert [(item["kind"], item["starts_on"]) for item in made] == [
        ("one_off", "2026-12-03"),
        ("one_off", "2026-12-24"),
    ]
    assert made[0]["releases"][0]["at_time"] == "08:00"
    again = await world.ask(me, "POST", "/openings/week-copies", body)
    assert again.json()["items"] == []
    assert (
        await world.ask(me, "POST", "/openings/week-copies", body | {"to_weeks": ["2026-11-29"]})
    ).status_code == 422


async def test_a_copied_week_leaves_a_public_holiday_shut(world):
    owner = await world.describe()
    await world.open(owner, kind="one_off", weekdays=[], starts_on="2026-11-27")
    me = world.who("professional", professional=owner)
    body = {"professional_id": str(owner), "from_week": "2026-11-27", "to_weeks": ["2026-12-25"]}
    assert (await world.ask(me, "POST", "/openings/week-copies", body)).json()["items"] == []


async def previewed(world, who, owner, **find):
    answer = await world.ask(who, "GET", f"/professionals/{owner}/preview", params=find)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_a_preview_is_what_each_audience_finds_at_that_instant(world):
    owner = await world.describe()
    await world.open(owner, audience=["cpts", "snp"], releases=[H24, AT_EIGHT])
    me, colleague = world.who("professional", professional=owner), world.who("professional")
    assert (await world.ask(colleague, "GET", f"/professionals/{owner}/preview")).status_code == 403
    for at in (time(6, 59), time(7, 0)):
        moment = datetime.combine(world.clock.now().date(), at, UTC)
        items = await previewed(world, me, owner, at=moment.isoformat())
        seen = [
            sum(one in slot["seen_by"] for slot in items) for one in ("own_patients", "cpts", "pro", "snp", "public")
        ]
        assert seen == ([4, 4, 0, 0, 0] if at < time(7) else [4, 4, 0, 4, 0])
        world.clock.move_to(moment)
        regulator = await world.free(world.who("regulator"), to="2026-11-30T00:00:00Z")
        assert len(regulator) == seen[3]


async def test_a_preview_says_from_when_each_audience_finds_a_slot_to_the_second(world):
    owner = await world.describe()
    await world.open(owner, audience=["cpts", "snp"], releases=[H24, AT_EIGHT], weekdays=[2, 3])
    me = world.who("professional", professional=owner)
    items = await previewed(world, me, owner)
    coming = [(slot["slot_id"], wide["audience"], wide["at"]) for slot in items for wide in slot["widens"]]
    assert {audience for _, audience, _ in coming} == {"cpts", "snp"}
    assert {slot["starts_at"][:10] for slot in items} == {"2026-11-24", "2026-11-25"}
    for slot_id, audience, at in coming:
        opens = datetime.fromisoformat(at)
        for moment, finds in ((opens - timedelta(seconds=1), False), (opens, True)):
            found = await previewed(world, me, owner, at=moment.isoformat())
            (slot,) = [one for one in found if one["slot_id"] == slot_id]
            assert (audience in slot["seen_by"]) is finds
            assert (audience in {wide["audience"] for wide in slot["widens"]}) is not finds


async def test_a_slot_that_leaves_the_house_for_nobody_is_seen_by_own_patients_alone(world):
    owner = await world.describe()
    await world.open(owner, audience=["own_patients"])
    items = await previewed(world, world.who("professional", professional=owner), owner)
    assert [(slot["seen_by"], slot["widens"]) for slot in items] == [(["own_patients"], [])] * 4
