"""A rota is described, joined, wished for, solved and published."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from carekit.public_holidays import public_holidays
from scheduling_svc.rota.calendar import days_of
from scheduling_svc.rota.models import RotaKind

from .conftest import DESCRIBED, SATURDAYS


def rule_of(answer):
    return answer.json()["type"].rpartition("/")[2]


@pytest.mark.parametrize("role", ["professional", "referrer", "regulator", "social_coordinator"])
async def test_only_the_office_and_the_care_coordinator_build_a_rota(world, rota, role):
    who = world.who(role, professional=rota.doctors[0])
    assert (await world.ask(who, "POST", "/rotas", DESCRIBED)).status_code == 403
    assert (await world.ask(who, "POST", f"{rota.path}/solution")).status_code == 403
    for path in ("/rotas", rota.path, "/swaps", "/duty-ledger"):
        seen = await world.ask(who, "GET", path)
        assert seen.status_code == (200 if role == "professional" else 403), path


async def test_the_neighbour_cpts_sees_no_rota_of_ours(world, rota):
    await world.describe_cpts(cpts := uuid4())
    neighbour = world.who("director", cpts=cpts)
    assert (await world.ask(neighbour, "GET", rota.path)).status_code == 404
    assert (await world.ask(neighbour, "GET", "/rotas")).json()["items"] == []


async def test_a_professional_says_his_own_wishes_and_nobody_elses(rota):
    own, other = rota.doctors[:2]
    refused = await rota.wish(other, who=rota.own(own), unwanted=[SATURDAYS[0]])
    assert (refused.status_code, rule_of(refused)) == (403, "not-your-duty")
    assert (await rota.wish(own, who=rota.own(own), unavailable=[SATURDAYS[0]])).status_code == 200
    seen = {one["professional_id"]: one["unavailable"] for one in rota.detail["members"]}
    assert seen[str(own)] == [SATURDAYS[0]]
    (await rota.act("GET", rota.path, who=rota.own(other))).raise_for_status()
    assert all(one["unavailable"] == [] for one in rota.detail["members"])


async def test_who_does_not_build_sees_no_holder_of_a_draft(rota):
    await rota.put(SATURDAYS[0], rota.doctors[0])
    assert any(duty["professional_id"] for duty in rota.detail["duties"])
    await rota.act("GET", rota.path, who=rota.own(rota.doctors[0]))
    assert not any(duty["professional_id"] for duty in rota.detail["duties"])


@pytest.mark.parametrize(
    ("changed", "rule"),
    [({"ends_on": "2026-11-27"}, "rota-empty"), ({"kind": "house"}, "site-missing"),
     ({"kind": "house", "site_name": "Maison", "weekdays": [1, 2, 3, 4, 5], "ends_on": "2027-11-01"}, "rota-empty")],
)  # fmt: skip
async def test_a_calendar_has_days_and_a_house_has_a_site(world, changed, rule):
    answer = await world.ask(world.who("director"), "POST", "/rotas", {**DESCRIBED, **changed})
    assert (answer.status_code, rule_of(answer)) == (422, rule)


async def test_the_solver_fills_every_seat_fairly_and_keeps_absences_and_the_coordinators_hand(world, rota):
    first, second, third = rota.doctors
    await world.describe(second, absences=[{"starts_on": "2026-11-27", "ends_on": "2026-12-06"}])
    await rota.wish(third, unavailable=[SATURDAYS[0]])
    await rota.put(SATURDAYS[4], third)
    solution = await rota.solve()
    assert solution["found"]
    assert solution["is_fairest"]
    assert (rota.detail["spread"], rota.detail["broken"]) == (1, [])
    assert rota.on(SATURDAYS[0])["professional_id"] == str(first)
    assert rota.on(SATURDAYS[4]) | {"duty_id": ""} == {
        "duty_id": "", "rota_id": rota.detail["rota"]["rota_id"], "on": SATURDAYS[4], "is_pinned": True,
        "professional_id": str(third), "swap_id": None,
    }  # fmt: skip
    assert {one["professional_id"]: one["absent"] for one in rota.detail["members"]}[str(second)] == SATURDAYS[:2]


async def test_a_rota_that_cannot_be_names_what_clashes_and_changes_nothing(rota):
    for doctor in rota.doctors:
        await rota.wish(doctor, unavailable=[SATURDAYS[2]])
    version = rota.detail["rota"]["version"]
    solution = await rota.solve()
    assert not solution["found"]
    assert {(rule["kind"], rule["on"]) for rule in solution["conflict"]} == {
        ("seats", SATURDAYS[2]), ("unavailable", None),
    }  # fmt: skip
    assert {rule["professional_id"] for rule in solution["conflict"]} == {None, *map(str, rota.doctors)}
    assert rota.detail["rota"]["version"] == version


async def test_a_rota_begins_with_what_each_carried_in_the_year_before(world, published):
    later = {**DESCRIBED, "starts_on": "2027-01-02", "ends_on": "2027-01-31"}
    published.detail = (await world.ask(published.builder, "POST", "/rotas", later)).json()
    for doctor in published.doctors:
        await published.join(doctor)
    burdens = {one["professional_id"]: one["burden"] for one in published.detail["members"]}
    assert burdens == dict(zip(map(str, published.doctors), (20, 20, 10), strict=True))


async def test_an_incomplete_rota_is_not_published_and_says_what_is_missing(rota):
    await rota.put(SATURDAYS[0], rota.doctors[0])
    answer = await rota.publish()
    assert (answer.status_code, rule_of(answer)) == (409, "rota-incomplete")
    assert [rule["on"] for rule in answer.json()["broken"]] == SATURDAYS[1:]


async def test_a_published_duty_opens_its_hours_to_its_audience_in_the_holders_agenda(world, published):
    slots = await world.free(world.who("regulator"), **{"from": "2026-11-28T00:00:00Z", "to": "2026-11-29T00:00:00Z"})
    assert {slot["professional_id"] for slot in slots} == {str(published.doctors[0])}
    assert (len(slots), slots[0]["starts_at"], slots[0]["place_label"]) == (16, "2026-11-28T07:00:00Z", "Cabinet")


async def test_nobody_opens_the_hours_of_a_duty_wider_for_its_holder(world, rota):
    """Without his word a duty opens to his own patients alone; with it, at once."""
    first = rota.doctors[0]
    for who in (rota.builder, world.who("director"), rota.own(rota.doctors[1])):
        body = {"agrees": True}
        assert (await rota.act("PUT", f"{rota.path}/members/{first}/agreement", body, who=who)).status_code == 403
    for day, number in zip(SATURDAYS, (0, 1, 2, 0, 1), strict=True):
        await rota.put(day, rota.doctors[number])
    await rota.act("POST", f"{rota.path}/publication", If_Match=f'"{rota.detail["rota"]["version"]}"')
    regulator, span = world.who("regulator"), {"from": "2026-11-28T00:00:00Z", "to": "2026-11-29T00:00:00Z"}
    for agrees, seen in ((True, 16), (False, 0)):
        assert await world.free(regulator, **span) == [] or not agrees
        assert (await rota.agree(first, agrees)).status_code == 200
        assert len(await world.free(regulator, **span)) == seen
    assert len(await world.free(rota.own(first), **span)) == 16


async def test_a_published_rota_is_neither_solved_nor_described_again(published):
    for method, path in (("POST", "/solution"), ("PUT", ""), ("DELETE", "")):
        body = DESCRIBED if method == "PUT" else None
        answer = await published.act(method, published.path + path, body, If_Match=published.etag)
        assert (answer.status_code, rule_of(answer)) == (409, "rota-not-draft")


async def test_a_calendar_that_changes_keeps_who_is_on_the_days_that_stay(rota):
    await rota.put(SATURDAYS[1], rota.doctors[1])
    changed = {**DESCRIBED, "closed_on": [SATURDAYS[0]], "seats": 2}
    await rota.act("PUT", rota.path, changed, If_Match=rota.etag)
    assert {duty["on"] for duty in rota.detail["duties"]} == set(SATURDAYS[1:])
    assert len(rota.detail["duties"]) == 8
    assert str(rota.doctors[1]) in {duty["professional_id"] for duty in rota.detail["duties"]}


async def test_a_rota_says_which_of_its_days_are_public_holidays(world):
    described = {**DESCRIBED, "starts_on": "2026-12-19", "ends_on": "2027-01-02"}
    made = (await world.ask(world.who("secretary"), "POST", "/rotas", described)).json()
    assert made["public_holidays"] == ["2026-12-25", "2027-01-01"]


async def test_a_draft_is_dropped_and_a_professional_leaves_it(world, rota):
    await rota.put(SATURDAYS[0], rota.doctors[0])
    await rota.act("DELETE", f"{rota.path}/members/{rota.doctors[0]}")
    assert rota.on(SATURDAYS[0])["professional_id"] is None
    path = rota.path
    assert (await rota.act("DELETE", path, If_Match=rota.etag)).status_code == 204
    assert (await rota.act("GET", path)).status_code == 404


async def test_every_act_on_a_rota_leaves_its_trace(world, published):
    async with world.database.begin(world.who().caller.cpts_id) as session:
        acts = await session.scalars(text("select distinct act from agenda_act"))
        assert set(acts) == {
            "rota_made",
            "rota_joined",
            "duty_hours_agreed",
            "duty_assigned",
            "rota_published",
            "opening_published",
            "audience_widened",
            "duty_opened",
        }


def test_the_days_of_each_kind():
    first, last, france = date(2026, 12, 19), date(2027, 1, 2), public_holidays((2025, 2026, 2027), None)
    assert [str(day) for day in days_of(RotaKind.SATURDAY, first, last, (), [date(2026, 12, 19)], france)] == [
        "2026-12-26", "2027-01-02",
    ]  # fmt: skip
    holidays = days_of(RotaKind.PUBLIC_HOLIDAY, first, last, (), (), france)
    assert [str(day) for day in holidays] == ["2026-12-25", "2027-01-01"]
    assert len(days_of(RotaKind.HOUSE, first, last, (1, 3), (), france)) == 4
    # All Saints 2025 fell on a Saturday: the holidays' rota has it, the Saturdays' has not.
    all_saints = date(2025, 11, 1)
    assert days_of(RotaKind.SATURDAY, all_saints, all_saints, (), (), france) == []
