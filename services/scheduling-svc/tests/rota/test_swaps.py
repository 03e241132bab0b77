"""Duties change hands: the market, the coordinator's hand, and what goes with a duty that moves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from scheduling_svc.rota.display import duty_events

from .conftest import SATURDAYS
from .test_building import rule_of


async def offer(rota, day, in_return=(), who=None):
    duty = rota.on(day)
    holder = rota.own(next(one for one in rota.doctors if str(one) == duty["professional_id"]))
    body = {"in_return": list(in_return)}
    return await rota.act("POST", f"/duties/{duty['duty_id']}/swap", body, who=who or holder)


async def accept(rota, day, who, **body):
    return await rota.act("POST", f"/swaps/{rota.on(day)['swap_id']}/acceptance", body, who=who)


async def test_a_stranger_neither_offers_nor_takes_a_duty(world, published):
    outsider = await world.describe()
    assert (await offer(published, SATURDAYS[0], who=published.own(published.doctors[1]))).status_code == 403
    await offer(published, SATURDAYS[0])
    own = await accept(published, SATURDAYS[0], published.own(published.doctors[0]))
    assert (own.status_code, rule_of(own)) == (409, "already-his-duty")
    refused = await accept(published, SATURDAYS[0], published.own(outsider))
    assert (refused.status_code, rule_of(refused)) == (409, "not-in-this-rota")
    for role in ("referrer", "regulator"):
        assert (await accept(published, SATURDAYS[0], world.who(role))).status_code == 403


async def test_a_duty_of_a_draft_is_not_offered_and_a_published_one_once(rota, published):
    assert (await offer(published, SATURDAYS[0])).status_code == 201
    again = await offer(published, SATURDAYS[0])
    assert (again.status_code, rule_of(again)) == (409, "swap-already-offered")


async def test_a_swap_that_breaks_a_rule_is_refused_by_its_name(published):
    await published.wish(published.doctors[2], unavailable=[SATURDAYS[0]])
    await offer(published, SATURDAYS[0])
    refused = await accept(published, SATURDAYS[0], published.own(published.doctors[2]))
    assert (refused.status_code, rule_of(refused)) == (409, "duty-breaks-rule")
    assert [rule["kind"] for rule in refused.json()["broken"]] == ["unavailable"]
    market = await published.world.ask(published.own(published.doctors[2]), "GET", "/swaps")
    assert [one["may_take"] for one in market.json()["items"]] == [False]


async def test_a_colleague_takes_the_duty_and_its_hours_open_in_his_agenda(world, published):
    await offer(published, SATURDAYS[0])
    taker = published.doctors[2]
    assert (await accept(published, SATURDAYS[0], published.own(taker))).status_code == 200
    assert published.on(SATURDAYS[0])["professional_id"] == str(taker)
    assert published.on(SATURDAYS[0])["swap_id"] is None
    span = {"from": "2026-11-28T00:00:00Z", "to": "2026-11-29T00:00:00Z"}
    assert {slot["professional_id"] for slot in await world.free(**span)} == {str(taker)}
    (settled,) = (await world.ask(published.builder, "GET", "/swaps")).json()["items"]
    assert (settled["status"], settled["accepted_by"], settled["given_on"]) == ("accepted", str(taker), None)


async def test_a_swap_is_taken_once(published):
    await offer(published, SATURDAYS[0])
    swap = published.on(SATURDAYS[0])["swap_id"]
    for doctor, status in ((published.doctors[2], 200), (published.doctors[1], 409)):
        answer = await published.act("POST", f"/swaps/{swap}/acceptance", {}, who=published.own(doctor))
        assert answer.status_code == status
    assert rule_of(answer) == "swap-not-open"


async def test_a_duty_is_given_in_return_on_a_day_its_holder_asked_for(published):
    first, _, third = published.doctors
    await offer(published, SATURDAYS[0], in_return=[SATURDAYS[2]])
    other = published.on(SATURDAYS[1])["duty_id"]
    refused = await accept(published, SATURDAYS[0], published.own(third), given_duty_id=other)
    assert (refused.status_code, rule_of(refused)) == (422, "return-not-wanted")
    given = published.on(SATURDAYS[2])["duty_id"]
    assert (await accept(published, SATURDAYS[0], published.own(third), given_duty_id=given)).status_code == 200
    assert published.on(SATURDAYS[0])["professional_id"] == str(third)
    assert published.on(SATURDAYS[2])["professional_id"] == str(first)


async def test_the_coordinator_accepts_for_another_and_withdraws_for_another(world, published):
    coordinator = world.who("care_coordinator")
    await offer(published, SATURDAYS[0])
    answer = await accept(published, SATURDAYS[0], coordinator, professional_id=str(published.doctors[2]))
    assert answer.status_code == 200
    await offer(published, SATURDAYS[1])
    swap = published.on(SATURDAYS[1])["swap_id"]
    stranger = published.own(published.doctors[2])
    assert (await published.act("POST", f"/swaps/{swap}/withdrawal", who=stranger)).status_code == 403
    assert (await published.act("POST", f"/swaps/{swap}/withdrawal", who=coordinator)).status_code == 200
    assert published.on(SATURDAYS[1])["swap_id"] is None


async def test_a_moved_duty_keeps_its_holder_and_its_swap(published):
    await offer(published, SATURDAYS[0])
    before = published.on(SATURDAYS[0])
    path = f"/duties/{before['duty_id']}/day"
    assert (await published.act("PUT", path, {"on": "2027-01-09"})).status_code == 422
    assert (await published.act("PUT", path, {"on": "2026-11-29"})).status_code == 200
    assert published.on("2026-11-29") == {**before, "on": "2026-11-29"}
    taken = await accept(published, "2026-11-29", published.own(published.doctors[2]))
    assert taken.status_code == 200


async def test_a_duty_is_not_moved_where_its_holder_cannot_be_unless_the_coordinator_insists(published):
    await published.wish(published.doctors[0], unavailable=["2026-11-29"])
    path = f"/duties/{published.on(SATURDAYS[0])['duty_id']}/day"
    refused = await published.act("PUT", path, {"on": "2026-11-29"})
    assert (refused.status_code, rule_of(refused)) == (409, "duty-breaks-rule")
    assert published.on(SATURDAYS[0])["professional_id"] == str(published.doctors[0])
    assert (await published.act("PUT", path, {"on": "2026-11-29", "despite_rules": True})).status_code == 200


async def test_what_a_hand_would_break_is_said_before_and_nothing_changes(world, published):
    first, second, _ = published.doctors
    await published.wish(first, unavailable=["2026-11-29"])
    await offer(published, SATURDAYS[0])
    path = f"/duties/{published.on(SATURDAYS[0])['duty_id']}/change"

    async def weighed(**change):
        return await world.ask(published.builder, "GET", path, params=change)

    assert (await world.ask(published.own(first), "GET", path)).status_code == 403
    assert rule_of(await weighed(on="2027-01-09")) == "day-taken"
    assert rule_of(await weighed(professional_id=str(uuid4()))) == "not-in-this-rota"
    moved = (await weighed(on="2026-11-29")).json()
    assert ([rule["kind"] for rule in moved["broken"]], moved["keeps_swap"]) == (["unavailable"], True)
    given = (await weighed(professional_id=str(second), on="2026-11-29")).json()
    assert ([rule["kind"] for rule in given["broken"]], given["keeps_swap"]) == (["rest"], False)
    assert (await weighed()).json() == {"broken": [], "has_appointments": False, "keeps_swap": True}
    assert published.on(SATURDAYS[0])["professional_id"] == str(first)


async def told(world):
    """The facts about rotas that left, in their order."""
    async with world.database.begin() as session:
        rows = await session.execute(text("select type, data from outbox_event order by id"))
        return [(row.type, row.data) for row in rows if row.type.startswith(("rota.", "duty.", "swap."))]


async def test_a_draft_is_told_to_nobody_and_its_publication_to_each_with_his_days(world, rota, published):
    ((kind, fact),) = await told(world)
    first, second, third = map(str, published.doctors)
    assert kind == "rota.published.v1"
    assert {one["professional_id"]: one["days"] for one in fact["duties"]} == {
        first: [SATURDAYS[0], SATURDAYS[3]], second: [SATURDAYS[1], SATURDAYS[4]], third: [SATURDAYS[2]],
    }  # fmt: skip


async def test_an_offer_is_told_to_those_who_may_take_it_and_a_change_to_both(world, published):
    first, _, third = map(str, published.doctors)
    await published.wish(published.doctors[1], unavailable=[SATURDAYS[0]])
    await offer(published, SATURDAYS[0])
    await accept(published, SATURDAYS[0], published.own(published.doctors[2]))
    _, (offered, offer_fact), (changed, change) = await told(world)
    assert (offered, changed) == ("swap.offered.v1", "duty.changed.v1")
    assert (offer_fact["offered_by"], offer_fact["may_take"], offer_fact["on"]) == (first, [third], SATURDAYS[0])
    assert (change["professional_id"], change["was_of"], change["by_professional_id"]) == (third, first, third)
    assert change["on"] == change["was_on"] == SATURDAYS[0]


async def test_an_open_swap_waits_on_the_home_of_who_may_take_it_and_of_who_builds(world, published):
    await published.wish(published.doctors[1], unavailable=[SATURDAYS[0]])
    await offer(published, SATURDAYS[0])

    async def counted(who):
        items = (await world.ask(who, "GET", "/worklists")).json()["items"]
        return {one["key"]: one["count"] for one in items}.get("swaps_open", 0)

    assert [await counted(published.own(one)) for one in published.doctors] == [0, 0, 1]
    assert await counted(published.builder) == 1
    assert await counted(world.who("referrer")) == 0


async def test_the_coordinator_may_insist_against_a_rule_but_gives_nobody_two_seats_of_a_day(world, rota):
    await rota.act("PUT", rota.path, {**{k: rota.detail["rota"][k] for k in ("kind", "name", "starts_on", "ends_on")},
                                      "seats": 2, "rest_days": 7}, If_Match=rota.etag)  # fmt: skip
    first, second = (duty["duty_id"] for duty in rota.detail["duties"] if duty["on"] == SATURDAYS[0])
    await rota.wish(rota.doctors[0], unavailable=[SATURDAYS[0]])
    body = {"professional_id": str(rota.doctors[0])}
    assert (await rota.act("PUT", f"/duties/{first}/holder", body)).status_code == 409
    insisted = await rota.act("PUT", f"/duties/{first}/holder", {**body, "despite_rules": True})
    assert insisted.status_code == 200
    assert [rule["kind"] for rule in rota.detail["broken"] if rule["kind"] == "unavailable"] == ["unavailable"]
    twice = await rota.act("PUT", f"/duties/{second}/holder", {**body, "despite_rules": True})
    assert (twice.status_code, rule_of(twice)) == (409, "duty-breaks-rule")


async def test_a_duty_in_which_somebody_is_booked_changes_hands_once_he_is_moved(world, published):
    slot = (await world.free(**{"from": "2026-11-28T00:00:00Z"}))[0]
    booked = (await world.book(world.who("regulator"), slot["slot_id"])).json()
    await offer(published, SATURDAYS[0])
    taker = published.own(published.doctors[2])
    refused = await accept(published, SATURDAYS[0], taker)
    assert (refused.status_code, rule_of(refused)) == (409, "duty-has-appointments")
    body = {"by": "practice", "reason_code": "moved"}
    path = f"/appointments/{booked['appointment_id']}/cancellation"
    await world.ask(world.who("director"), "POST", path, body)
    assert (await accept(published, SATURDAYS[0], taker)).status_code == 200


async def test_a_duty_that_is_over_stays_with_who_did_it(world, published):
    world.clock.advance(timedelta(days=7))
    answer = await offer(published, SATURDAYS[0])
    assert (answer.status_code, rule_of(answer)) == (409, "duty-past")


async def test_the_ledger_counts_what_was_done_and_what_is_still_to_come(world, published):
    world.clock.advance(timedelta(days=14))
    rows = (await world.ask(published.own(published.doctors[0]), "GET", "/duty-ledger")).json()["items"]
    assert {row["professional_name"]: (row["saturdays"], row["points"], row["planned_points"]) for row in rows} == {
        "Dr Jeanne Exemple-1": (1, 10, 10), "Dr Jeanne Exemple-2": (1, 10, 10), "Dr Jeanne Exemple-3": (0, 0, 10),
    }  # fmt: skip


async def test_everybody_reads_who_is_on_duty_without_signing_in_and_no_draft(world, published):
    path = f"/api/scheduling/v1/public/{world.who().caller.cpts_id}/duties"
    told = (await world.http.get(path)).json()
    assert told["cpts_name"] == "CPTS d'essai"
    assert [one["on"] for one in told["items"]] == SATURDAYS
    assert told["items"][0] == {
        "on": SATURDAYS[0], "from_time": "08:00", "to_time": "12:00", "kind": "saturday",
        "professional_name": "Dr Jeanne Exemple-1", "place_label": "Cabinet",
        "place_line": "1 rue du Port, 97001 Valbrune", "practice_phone": "0102030405",
    }  # fmt: skip
    assert (await world.http.get(f"/api/scheduling/v1/public/{uuid4()}/duties")).status_code == 404


async def test_a_draft_is_told_to_nobody_outside(world, rota):
    await rota.put(SATURDAYS[0], rota.doctors[0])
    told = await world.http.get(f"/api/scheduling/v1/public/{world.who().caller.cpts_id}/duties")
    assert told.json()["items"] == []


async def test_ones_duties_are_events_of_a_calendar(world, published):
    cpts = world.who().caller.cpts_id
    async with world.database.begin(cpts) as session:
        events = await duty_events(session, cpts, published.doctors[0], date(2026, 11, 1), date(2026, 12, 31))
    assert [(one.starts_at.isoformat(), one.rota_name) for one in events] == [
        ("2026-11-28T07:00:00+00:00", "Samedis"), ("2026-12-19T07:00:00+00:00", "Samedis"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/duties/{}/swap", "/swaps/{}/acceptance", "/swaps/{}/withdrawal"])
async def test_what_does_not_exist_is_not_found(world, published, path):
    answer = await world.ask(world.who("secretary"), "POST", path.format(uuid4()), {"professional_id": str(uuid4())}
                             if "acceptance" in path else {} if "swap" in path.split("/")[-1] else None)  # fmt: skip
    assert answer.status_code == 404
