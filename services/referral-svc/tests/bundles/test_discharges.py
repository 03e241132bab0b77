"""A person leaves the hospital and several carers are lined up (rules of the profession, sections 1, 5 and 6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from referral_svc.bundles import timers

from ..build import OURS, THEIRS, World
from .linked import discharge, discharged, found, hospital, hours_on, line_up, mails_to, nurse, said_yes, together

HIDDEN = (404, "bundle-not-found")
NURSE, PHYSIOTHERAPIST, PHARMACIST = range(3)


async def test_nothing_is_stated_for_an_hour_that_has_passed_or_without_the_persons_agreement(world: World) -> None:
    refused = {"search": False, "given": "oral"}
    for body, rule in [
        (discharge(world, hours=-1), "discharge-in-the-past"),
        (discharge(world, hours=24 * 400), "discharge-too-far"),
        (discharge(world, consent=refused), "consent-missing"),
        (discharge(world, carers=[]), "invalid-input"),
        (discharge(world, "nurse", "nurse"), "invalid-input"),
        (discharge(world, carers=[{"carer": "nurse", "need": ["physiotherapy"]}]), "invalid-input"),
    ]:
        assert await world.refused(hospital(world), "POST", "/discharges", body) == (422, rule)
    assert await world.rows("select 1 from referral") == []
    assert await world.rows("select 1 from bundle") == []


async def test_one_statement_makes_one_request_per_carer_each_with_its_own_key(world: World) -> None:
    stated = await discharged(world, "nurse", "physiotherapist", "pharmacist", "general_practitioner", "home_help")
    kinds = [(one["kind"], one["need_codes"]) for one in stated["referrals"]]
    assert kinds == [
        ("discharge", ["nurse_at_discharge"]),
        ("discharge", ["physiotherapy"]),
        ("discharge", ["medicines_at_discharge"]),
        ("medecin_traitant", ["find_medecin_traitant"]),
        ("social", ["home_help"]),
    ]
    assert len({one["case_number"] for one in stated["referrals"]}) == 5
    assert len(await world.rows("select 1 from data_key")) == 5
    assert all(
        one["bundle"] == {"bundle_id": stated["bundle_id"], "kind": "discharge", "count": 5}
        for one in stated["referrals"]
    )
    # They are about one person, and no duplicates of each other.
    assert not any(one["request_exists"] for one in stated["referrals"])


async def test_sent_twice_it_is_stated_once(world: World) -> None:
    who, body, key = hospital(world), discharge(world), "00000000-0000-4000-8000-00000000d15c"
    first = await world.ask(who, "POST", "/discharges", body, Idempotency_Key=key)
    again = await world.ask(who, "POST", "/discharges", body, Idempotency_Key=key)
    assert first.json() == again.json()
    assert len(await world.rows("select 1 from referral")) == 3


@pytest.mark.parametrize(
    ("hours", "urgency", "number"), [(12, "urgent", 1), (48, "urgent", 1), (96, "soon", 1), (240, "normal", 5)]
)
async def test_urgency_and_class_follow_the_hours_left(world: World, hours: float, urgency: str, number: int) -> None:
    stated = await discharged(world, "nurse", hours=hours)
    assert (stated["referrals"][0]["urgency"], stated["referrals"][0]["priority_class"]) == (urgency, number)


async def test_no_target_lies_beyond_the_discharge(world: World) -> None:
    stated = await discharged(world, hours=24)
    shown = await together(world, world.coordinator, stated, "qualification")
    assert [line["standing"] for line in shown["lines"]] == ["to_ask"] * 3
    assert {line["target_at"] for line in shown["lines"]} == {shown["discharge_at"]}
    assert await world.refused(world.coordinator, "POST", f"/bundles/{stated['bundle_id']}/qualification") == (
        409,
        "nothing-to-qualify",
    )


async def test_time_makes_it_more_pressing_by_itself(world: World) -> None:
    stated = await discharged(world, "nurse", hours=240)
    await together(world, world.coordinator, stated, "qualification")
    seen = []
    for hours in (71, 2, 118, 24):
        world.clock.advance(timedelta(hours=hours))
        async with world.database.begin(OURS) as session:
            moved = await timers.come_nearer(session, world.ports, world.clock.now())
        line = (await line_up(world, stated))["lines"][0]
        seen.append((moved, line["urgency"], line["priority_class"]))
    assert seen == [(0, "normal", 5), (1, "soon", 1), (0, "soon", 1), (1, "urgent", 1)]


async def test_the_line_up_says_who_is_found_who_answers_who_is_missing_and_how_long_is_left(world: World) -> None:
    stated = await discharged(world, "nurse", "physiotherapist", "pharmacist")
    await together(world, world.coordinator, stated, "qualification")
    first, second = await nurse(world), await describe_physiotherapist(world)
    await found(world, stated["referrals"][NURSE], first)
    await said_yes(world, stated["referrals"][PHYSIOTHERAPIST], second)
    world.clock.advance(timedelta(hours=1, minutes=30))
    shown = await line_up(world, stated)
    assert [line["standing"] for line in shown["lines"]] == ["found", "answered", "to_ask"]
    assert (shown["found"], shown["wanted"], shown["hours_left"]) == (1, 3, 94)
    assert shown["lines"][NURSE]["professional_name"] == "Jeanne Exemple"


async def test_a_carer_sees_his_own_line_and_who_else_was_found_and_opens_his_own_bulletin_alone(
    world: World,
) -> None:
    stated = await discharged(world, "nurse", "physiotherapist", "pharmacist")
    await together(world, world.coordinator, stated, "qualification")
    first, second = await nurse(world), await describe_physiotherapist(world)
    her = world.professional(professional=first)
    assert await world.refused(her, "GET", f"/bundles/{stated['bundle_id']}") == HIDDEN
    await found(world, stated["referrals"][NURSE], first)
    await said_yes(world, stated["referrals"][PHYSIOTHERAPIST], second)
    shown = await line_up(world, stated, her)
    assert [line["standing"] for line in shown["lines"]] == ["found"]
    assert shown["allowed_acts"] == []
    choice = {"professional_id": str(second), "recorded": "oral"}
    await world.act(world.coordinator, stated["referrals"][PHYSIOTHERAPIST]["referral_id"], "choice", choice)
    shown = await line_up(world, stated, her)
    assert [(line["standing"], line["referral_id"] is None) for line in shown["lines"]] == [
        ("found", False),
        ("found", True),
    ]
    mine, other = (stated["referrals"][one]["referral_id"] for one in (NURSE, PHYSIOTHERAPIST))
    assert (await world.get(her, f"/referrals/{mine}/care-bulletin"))["identity"]["family_name"] == "Zyborowska"
    assert (await world.refused(her, "GET", f"/referrals/{other}/care-bulletin"))[0] == 404


async def test_only_its_author_and_coordinators_move_it_and_whoever_has_no_link_hears_of_none(world: World) -> None:
    author = hospital(world)
    stated = await discharged(world, "nurse", who=author)
    path, act = f"/bundles/{stated['bundle_id']}/discharge-move", {"discharge_at": hours_on(world, 10)}
    for stranger in (
        world.who("referrer"),
        world.professional(),
        world.who("secretary"),
        world.who("director"),
        world.who("care_coordinator", cpts=THEIRS),
    ):
        assert await world.refused(stranger, "POST", path, act) == HIDDEN
        assert await world.refused(stranger, "GET", f"/bundles/{stated['bundle_id']}") == HIDDEN
    await together(world, world.coordinator, stated, "qualification")
    carer = await nurse(world)
    await found(world, stated["referrals"][0], carer)
    her = world.professional(professional=carer)
    assert await world.refused(her, "POST", path, act) == (403, "role-refused")
    await together(world, author, stated, "discharge-move", act)
    await together(world, world.coordinator, stated, "discharge-move", {"discharge_at": hours_on(world, 20)})


async def test_it_is_not_moved_to_the_past_nor_to_where_it_is(world: World) -> None:
    stated = await discharged(world, "nurse")
    path = f"/bundles/{stated['bundle_id']}/discharge-move"
    for hours, refusal in [(-1, (422, "discharge-in-the-past")), (96, (409, "discharge-unmoved"))]:
        body = {"discharge_at": hours_on(world, hours)}
        assert await world.refused(world.coordinator, "POST", path, body) == refusal


async def test_moved_targets_deadlines_and_cards_follow_and_carers_are_told_without_identity(world: World) -> None:
    stated = await discharged(world, "nurse", "physiotherapist")
    await together(world, world.coordinator, stated, "qualification")
    first, second = await nurse(world), await describe_physiotherapist(world)
    await found(world, stated["referrals"][NURSE], first)
    await said_yes(world, stated["referrals"][PHYSIOTHERAPIST], second)
    him = world.professional(professional=second)
    before = (await world.get(him, "/solicitations"))["items"][0]
    assert (before["starts_on"], before["starts_half"]) == ("2026-11-27", "morning")
    moved = await together(world, world.coordinator, stated, "discharge-move", {"discharge_at": hours_on(world, 240)})
    assert moved["state"] == "planned"
    # Found stays found; the class falls back with the criterion that named it, and no target is beyond.
    assert [line["standing"] for line in moved["lines"]] == ["found", "answered"]
    assert [line["urgency"] for line in moved["lines"]] == ["normal", "normal"]
    assert moved["lines"][PHYSIOTHERAPIST]["target_at"] == moved["discharge_at"]
    after = (await world.get(him, "/solicitations"))["items"][0]
    assert (after["starts_on"], after["changeable"]) == ("2026-12-03", True)
    assert "changé de date" in (await mails_to(world, second))[-1]
    assert "une demande que vous suivez a avancé" in (await mails_to(world, first))[-1]
    her = world.professional(professional=first)
    mine = await world.get(her, f"/referrals/{stated['referrals'][NURSE]['referral_id']}")
    assert "step-back" in mine["allowed_acts"]
    assert mine["needed_at"] == moved["discharge_at"]


async def test_moved_nearer_a_deadline_ends_before_the_discharge(world: World) -> None:
    stated = await discharged(world, "nurse", hours=240)
    await together(world, world.coordinator, stated, "qualification")
    carer = await nurse(world)
    path = f"/referrals/{stated['referrals'][0]['referral_id']}/waves"
    await world.ask(world.coordinator, "POST", path, {"professional_ids": [str(carer)]})
    soon = hours_on(world, 3)
    moved = await together(world, world.coordinator, stated, "discharge-move", {"discharge_at": soon})
    assert moved["lines"][0]["answer_by"] == moved["discharge_at"]
    assert (moved["hours_left"], moved["short_notice"]) == (3, True)


async def test_whoever_is_away_on_that_day_is_not_asked_and_whoever_is_back_is(world: World) -> None:
    away = await nurse(world, absences=[{"starts_on": "2026-11-27", "ends_on": "2026-11-30"}])
    back = await nurse(world, absences=[{"starts_on": "2026-11-20", "ends_on": "2026-11-26"}])
    stated = await discharged(world, "nurse")
    await together(world, world.coordinator, stated, "qualification")
    path = f"/referrals/{stated['referrals'][0]['referral_id']}/candidates"
    shown = await world.get(world.coordinator, path)
    assert [one["professional_id"] for one in shown["candidates"]] == [str(back)]
    assert [(one["professional_id"], one["condition_code"]) for one in shown["excluded"]] == [(str(away), "absent")]


async def test_confirmed_it_is_sure_until_it_is_moved(world: World) -> None:
    author = hospital(world)
    stated = await discharged(world, "nurse", who=author)
    sure = await together(world, author, stated, "discharge-confirmation")
    assert sure["state"] == "confirmed"
    assert "discharge-confirmation" not in sure["allowed_acts"]
    assert await world.refused(author, "POST", f"/bundles/{stated['bundle_id']}/discharge-confirmation") == (
        409,
        "discharge-confirmed",
    )
    moved = await together(world, author, stated, "discharge-move", {"discharge_at": hours_on(world, 30)})
    assert (moved["state"], moved["confirmed_at"]) == ("planned", None)


async def test_cancelled_every_search_stops_every_bulletin_closes_and_each_is_told_without_identity(
    world: World,
) -> None:
    stated = await discharged(world, "nurse", "physiotherapist", "pharmacist")
    await together(world, world.coordinator, stated, "qualification")
    first, second = await nurse(world), await describe_physiotherapist(world)
    await found(world, stated["referrals"][NURSE], first)
    await said_yes(world, stated["referrals"][PHYSIOTHERAPIST], second)
    off = await together(
        world, world.coordinator, stated, "discharge-cancellation", {"reason_code": "stays_in_hospital"}
    )
    assert (off["state"], off["allowed_acts"], {line["status"] for line in off["lines"]}) == (
        "cancelled", [], {"withdrawn"},
    )  # fmt: skip
    her = world.professional(professional=first)
    bulletin = f"/referrals/{stated['referrals'][NURSE]['referral_id']}/care-bulletin"
    assert (await world.refused(her, "GET", bulletin))[0] == 404
    for professional in (first, second):
        last = (await mails_to(world, professional))[-1]
        assert "Zyborowska" not in last
        assert "Melusine" not in last
        assert stated["referrals"][0]["case_number"] not in last
    for act, body in [("discharge-move", {"discharge_at": hours_on(world, 9)}), ("discharge-confirmation", None)]:
        path = f"/bundles/{stated['bundle_id']}/{act}"
        assert await world.refused(world.coordinator, "POST", path, body) == (409, "discharge-cancelled")


async def test_the_consent_withdrawn_from_one_stops_and_erases_all_of_them(world: World) -> None:
    author = hospital(world)
    stated = await discharged(world, "nurse", "physiotherapist", who=author)
    first = stated["referrals"][NURSE]["referral_id"]
    await world.act(author, first, "withdrawal", {"reason_code": "consent_withdrawn"})
    rows = await world.rows("select status, erased_at is not null as gone, bundle_id from referral")
    assert [(row.status, row.gone, row.bundle_id) for row in rows] == [("withdrawn", True, None)] * 2
    assert await world.rows("select 1 from data_key") == []


async def test_one_carer_no_longer_wanted_leaves_the_others_searched_for(world: World) -> None:
    author = hospital(world)
    stated = await discharged(world, "nurse", "physiotherapist", who=author)
    await world.act(author, stated["referrals"][0]["referral_id"], "withdrawal", {"reason_code": "no_longer_needed"})
    shown = await line_up(world, stated, author)
    assert [line["standing"] for line in shown["lines"]] == ["ended", "to_qualify"]
    assert (shown["found"], shown["wanted"]) == (0, 1)


async def test_an_erased_request_is_linked_with_nothing(world: World) -> None:
    stated = await discharged(world, "nurse", "physiotherapist")
    first = stated["referrals"][0]
    path = first["referral_id"]
    await world.act(world.coordinator, path, "withdrawal", {"reason_code": "no_longer_needed"})
    erase = {"reason_code": "person_asks", "case_number": first["case_number"]}
    await world.act(world.coordinator, path, "erasure", erase)
    assert len((await line_up(world, stated))["lines"]) == 1


async def test_the_queue_shows_the_tie_and_is_narrowed_by_it(world: World) -> None:
    await world.state()
    stated = await discharged(world, "nurse", "pharmacist", patient={
        "family_name": "Autrement", "given_name": "Ysolde", "birth": {"year": 1950}, "sex": "female",
    })  # fmt: skip
    linked = await world.get(world.coordinator, "/referrals", linked=True)
    assert [one["bundle"]["bundle_id"] for one in linked["items"]] == [stated["bundle_id"]] * 2
    alone = await world.get(world.coordinator, "/referrals", linked=False)
    assert [one["bundle"] for one in alone["items"]] == [None]
    exported = await world.ask(world.coordinator, "GET", "/referrals/export", params={"linked": True})
    rows = exported.text.splitlines()
    assert rows[0].endswith(";bundle;bundle_id")
    assert len(rows) == 3
    assert all(row.endswith(f";discharge;{stated['bundle_id']}") for row in rows[1:])
    assert "Autrement" not in exported.text


async def describe_physiotherapist(world: World, **changed: Any) -> Any:
    return await world.describe(
        profession_code="70", is_general_practitioner=False, specialty_codes=[], title=None, **changed
    )
