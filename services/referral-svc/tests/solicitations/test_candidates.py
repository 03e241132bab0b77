"""Who could be asked, with reasons, and who not, with the condition (rules of the profession, section 3)."""

from uuid import UUID, uuid4

import pytest

from referral_svc.matching.default_rules import DEFAULT_DATA, DEFAULT_RULES
from referral_svc.matching.records import outcome, replay
from referral_svc.matching.rules import rules_from
from referral_svc.rulebook.models import CptsRuleSet
from referral_svc.rulebook.repository import rules_of

from ..build import OURS, THEIRS, World, need, person
from .asking import candidates, doctors, place, send


@pytest.mark.parametrize("role", ["referrer", "secretary", "director", "professional", "evaluator", "guest"])
async def test_nobody_but_the_coordinator_sees_who_could_be_asked(world: World, role: str):
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/candidates"
    assert await world.refused(world.who(role), "GET", path) == (404, "referral-not-found")


async def test_the_referrer_who_follows_it_is_told_that_this_is_the_coordinator_s(world: World):
    pharmacist = world.who("referrer")
    referral = await world.qualified(pharmacist)
    path = f"/referrals/{referral['referral_id']}/candidates"
    assert await world.refused(pharmacist, "GET", path) == (403, "role-refused")


async def test_a_request_of_another_cpts_does_not_exist(world: World):
    referral = await world.qualified()
    elsewhere = world.who("care_coordinator", cpts=THEIRS)
    path = f"/referrals/{referral['referral_id']}/candidates"
    assert await world.refused(elsewhere, "GET", path) == (404, "referral-not-found")


async def test_an_unknown_field_of_the_query_is_refused(world: World):
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/candidates?cover=ame"
    assert await world.refused(world.coordinator, "GET", path) == (422, "invalid-input")


async def test_each_excluded_professional_is_listed_with_his_condition_in_words(world: World):
    referral = await world.qualified()
    able = await world.describe()
    full = await world.describe(offer={"accepts_new_patients": False})
    far = await world.describe(places=place(30))
    leave = {"absence_id": str(uuid4()), "starts_on": "2026-11-01", "ends_on": "2026-12-24", "reason_code": "leave"}
    away = await world.describe(absences=[leave])
    stranger = await world.describe(is_member=False)
    found = await candidates(world, referral)
    assert [one["professional_id"] for one in found["candidates"]] == [str(able)]
    words = {one["professional_id"]: (one["condition_code"], one["words"]) for one in found["excluded"]}
    assert words == {
        str(full): ("takes_no_new_patient", "N’accepte pas de nouveaux patients"),
        str(far): ("out_of_ring", "Hors du rayon de 5 km"),
        str(away): ("absent", "Absent jusqu’au 24/12/2026"),
        str(stranger): ("not_a_member", "Ni adhérent ni volontaire"),
    }


async def test_the_search_widens_by_itself_to_the_ring_that_holds_somebody(world: World):
    referral = await world.qualified()
    await world.describe(places=place(12))
    found = await candidates(world, referral)
    assert (found["ring_km"], found["following"]) == (20, "call_list")
    assert found["candidates"][0]["distance_band"] == "10_to_20"
    assert (await candidates(world, referral, ring_km=10))["candidates"] == []


async def test_the_referrer_cannot_make_a_language_exclude_anybody(world: World):
    constraints = {"language_codes": ["ar"], "language_imperative": True}
    answer = await world.ask(world.who("referrer"), "POST", "/referrals", need(constraints=constraints))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "constraints.language_imperative"
    await world.describe(offer={"languages": ["fr"]})
    found = await candidates(world, await world.qualified(constraints={"language_codes": ["ar"]}))
    assert len(found["candidates"]) == 1


async def test_a_language_the_coordinator_made_imperative_is_matched_without_being_told(world: World):
    speaks = await world.describe(offer={"languages": ["fr", "ar"]})
    silent = await world.describe(offer={"languages": ["fr"]})
    referral = await world.state(constraints={"language_codes": ["ar"]})
    await world.act(world.coordinator, referral["referral_id"], "qualification", {"language_imperative": True})
    found = await candidates(world, referral)
    assert [one["professional_id"] for one in found["candidates"]] == [str(speaks)]
    assert found["excluded"][0]["professional_id"] == str(silent)
    assert found["excluded"][0]["condition_code"] == "language_required"


async def test_the_usual_doctor_is_proposed_alone_for_a_day_at_most(world: World):
    await doctors(world, 3)
    usual = await world.describe(places=place(9))
    referral = await world.qualified(usual_professional_id=str(usual))
    found = await candidates(world, referral)
    assert (found["usual_doctor_alone"], found["wave_size"], found["answer_within_hours"]) == (True, 1, 24)
    assert found["candidates"][0]["professional_id"] == str(usual)
    assert found["candidates"][0]["reasons"][0]["code"] == "usual_doctor"


@pytest.mark.parametrize(
    ("criteria", "hours"), [({"treatment_stopped": "yes"}, 4), ({"ald": "yes"}, 12), ({"cover": "ame"}, 48)]
)
async def test_the_answer_delay_follows_the_medical_class_alone(world: World, criteria: dict[str, str], hours: int):
    await world.describe()
    referral = await world.qualified(criteria=criteria)
    assert (await candidates(world, referral))["answer_within_hours"] == hours


async def test_reasons_say_the_numbers_of_the_fair_share(world: World):
    took, other = await doctors(world, 2)
    for number in range(2):
        await world.placed(took, patient=person(family_name=f"Zzz{number}"))
    referral = await world.qualified()
    found = await candidates(world, referral)
    by_id = {one["professional_id"]: one for one in found["candidates"]}
    assert by_id[str(took)]["fair_share"]["placements"] == 2
    words = {reason["code"]: reason["words"] for reason in by_id[str(took)]["reasons"]}
    assert words["above_fair_share"] == "Déjà 2 patients en 12 mois, moyenne 1, part équitable 1"
    assert found["candidates"][0]["professional_id"] == str(other)


async def test_two_requests_that_differ_only_in_cover_and_language_ask_the_same_in_the_same_order(world: World):
    for km in (0.5, 3, 7, 15):
        await world.describe(places=place(km), offer={"languages": ["fr"] if km < 4 else ["fr", "uk"]})
    one = await world.qualified(criteria={"cover": "standard"})
    other = await world.qualified(
        patient=person(family_name="Other"),
        criteria={"cover": "ame", "homelessness": "yes"},
        constraints={"language_codes": ["uk"]},
    )
    # One doctor per band, so that the draw, which differs between two requests, decides nothing.
    first, second = [await candidates(world, referral, ring_km=20) for referral in (one, other)]
    assert len(first["candidates"]) == 4
    assert first == second
    assert one["priority_class"] != other["priority_class"], "cover orders the queue, and nothing else"


async def test_a_stored_wave_replays_to_the_same_bytes(world: World):
    for km in (0.1, 0.4, 1, 2.5, 3, 4.9, 8):
        await world.describe(places=place(km))
    referral = await world.qualified()
    found = await candidates(world, referral)
    proposed = [one["professional_id"] for one in found["candidates"] if one["proposed"]]
    await send(world, referral, *[UUID(one) for one in proposed])
    row = (await world.rows("select inputs, seed, rule_version, by_hand, reasons, outcome from wave"))[0]
    async with world.database.begin(OURS) as session:
        rules = await rules_of(session, row.rule_version)
    assert rules == DEFAULT_RULES
    again = replay(rules, row.inputs, row.seed)
    assert outcome(again) == row.outcome.encode()
    order = [str(ranked.practice.professional_id) for ranked in again.candidates]
    assert order == [one["professional_id"] for one in found["candidates"]]
    assert [str(one) for one in again.wave] == proposed
    assert not row.by_hand
    assert set(row.reasons) == set(proposed)


async def test_rules_nobody_adopted_are_not_found(world: World):
    async with world.database.begin(OURS) as session:
        assert await rules_of(session, "nobody-s") is None


async def test_the_seeded_rules_are_those_of_the_code(world: World):
    row = (await world.rows("select data from default_rule_set order by adopted_at desc"))[0]
    assert row.data == DEFAULT_DATA
    assert rules_from(row.data) == DEFAULT_RULES


async def test_a_cpts_that_adopted_its_own_rules_is_served_by_them(world: World):
    await doctors(world, 5)
    referral = await world.qualified()
    async with world.database.begin(OURS) as session:
        session.add(
            CptsRuleSet(
                cpts_id=OURS,
                version="ours-1",
                data={**DEFAULT_DATA, "version": "ours-1", "responsiveness": None, "wave_size": 2},
                author_account_id=None,
                author_name="Direction",
                adopted_at=world.clock.now(),
                in_force_from=world.clock.now().date(),
                in_force_since=world.clock.now(),
            )
        )
    found = await candidates(world, referral)
    assert (found["rule_version"], found["wave_size"]) == ("ours-1", 2)


async def test_a_cpts_that_nobody_described_yet_is_a_named_refusal(world: World):
    elsewhere = UUID("00000000-0000-4000-8000-000000000009")
    referrer, coordinator = world.who("referrer", cpts=elsewhere), world.who("care_coordinator", cpts=elsewhere)
    referral = await world.state(referrer, residence={"none": True})
    path = f"/referrals/{referral['referral_id']}"
    assert (await world.ask(coordinator, "POST", f"{path}/qualification", {})).status_code == 200
    assert await world.refused(coordinator, "GET", f"{path}/candidates") == (409, "cpts-not-described")
    assert (await world.get(world.who("professional", professional=uuid4(), cpts=elsewhere), "/solicitations"))[
        "items"
    ] == []
