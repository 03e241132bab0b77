"""A need is stated: what is required, consent, duplicates, numbers, and doing it twice."""

import asyncio
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from carekit.testing.telling import told_in

from ..build import API, THEIRS, Somebody, World, need, person

PATH = "/referrals"


async def post(world: World, body: Any, who: Any = None, **headers: str) -> Any:
    return await world.ask(who or world.who("referrer"), "POST", PATH, body, **headers)


@pytest.mark.parametrize("missing", ["kind", "patient", "residence", "contact", "need", "urgency", "consent"])
async def test_a_missing_answer_is_named_and_nothing_is_written(world: World, missing: str) -> None:
    body = need()
    del body[missing]
    answer = await post(world, body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [missing]
    assert await world.rows("select 1 from referral") == []
    assert await world.rows("select 1 from sealed_person") == []


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("patient", person(surprise=1), "patient.surprise"),
        ("patient", person(family_name=""), "patient.family_name"),
        ("patient", person(birth={}), "patient.birth"),
        ("patient", person(birth={"date": "1961-05-04", "year": 1961}), "patient.birth"),
        ("patient", person(nir="000000000000000"), "patient.nir"),
        ("residence", {}, "residence"),
        ("residence", {"commune_code": "97001", "none": True}, "residence"),
        ("contact", {}, "contact"),
        ("contact", {"phone": "not a number"}, "contact.phone"),
        ("need", [], "need"),
        ("need", ["telepathy"], "need.0"),
        ("constraints", {"language_codes": ["<b>"]}, "constraints.language_codes.0"),
    ],
)
async def test_a_wrong_answer_names_its_field_and_never_repeats_the_value(
    world: World, part: str, value: Any, field: str
) -> None:
    answer = await post(world, need(**{part: value}))
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert "Zyborowska" not in answer.text
    assert "Melusine" not in answer.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"consent": {"search": False, "given": "oral"}}, "consent.search"),
        ({"consent": {"search": True, "given": "oral", "at": "2036-11-23T09:00:00Z"}}, "consent.at"),
        ({"patient": person(birth={"date": "2026-11-24"})}, "patient.birth.date"),
        ({"patient": person(birth={"year": 2027})}, "patient.birth.year"),
        ({"residence": {"commune_code": "97999"}}, "residence.commune_code"),
    ],
)
async def test_a_rule_that_refuses_an_answer_leads_to_its_field(
    world: World, changed: dict[str, Any], field: str
) -> None:
    answer = await post(world, need(**changed))
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], answer.json()["type"].endswith(f"/{error['rule']}")) == (field, True)


async def test_a_refused_consent_outside_the_territory_leads_to_its_commune(world: World) -> None:
    refusal = {"kind": "care", "commune_code": "97999"}
    answer = await world.ask(world.who("referrer"), "POST", "/refused-consents", refusal)
    assert [error["field"] for error in answer.json()["errors"]] == ["commune_code"]


async def test_without_consent_to_the_search_nothing_is_stated(world: World) -> None:
    consent = {"search": False, "given": "oral"}
    refused = await world.refused(world.who("referrer"), "POST", PATH, need(consent=consent))
    assert refused == (422, "consent-missing")
    assert await world.rows("select 1 from referral") == []


async def test_a_consent_cannot_be_dated_in_the_future(world: World) -> None:
    later = (world.clock.now() + timedelta(minutes=1)).isoformat()
    consent = {"search": True, "given": "written", "at": later}
    refused = await world.refused(world.who("referrer"), "POST", PATH, need(consent=consent))
    assert refused == (422, "consent-in-the-future")


async def test_nobody_is_born_tomorrow(world: World) -> None:
    body = need(patient=person(birth={"date": "2026-11-24"}))
    assert await world.refused(world.who("referrer"), "POST", PATH, body) == (422, "birth-in-the-future")
    body = need(patient=person(birth={"year": 2027}))
    assert await world.refused(world.who("referrer"), "POST", PATH, body) == (422, "birth-in-the-future")


async def test_a_commune_outside_the_territory_is_refused(world: World) -> None:
    body = need(residence={"commune_code": "97999"})
    assert await world.refused(world.who("referrer"), "POST", PATH, body) == (422, "commune-not-served")


async def test_no_address_an_unknown_birth_and_through_the_referrer_are_answers(world: World) -> None:
    referral = await world.state(
        patient=person(birth={"unknown": True}, sex="unknown"),
        residence={"none": True},
        contact={"through_referrer": True},
    )
    assert (referral["status"], referral["place"], referral["age_band"]) == ("stated", None, "unknown")


async def test_the_answer_carries_no_identity(world: World) -> None:
    answer = await post(world, need())
    assert told_in(answer.text, ("Zyborowska", "Melusine", "1961", "Ondines", "0199001122")) == []


async def test_case_numbers_count_by_cpts_and_year(world: World) -> None:
    numbers = [(await world.state())["case_number"] for _ in range(2)]
    assert numbers == ["26-0001", "26-0002"]
    elsewhere = await world.state(world.who("referrer", cpts=THEIRS))
    assert elsewhere["case_number"] == "26-0001"
    # New Year is midnight where the CPTS lives, an hour before it in UTC.
    world.clock.move_to(world.clock.now().replace(month=12, day=31, hour=23, minute=30))
    assert (await world.state())["case_number"] == "27-0001"


async def test_two_people_at_once_never_get_the_same_case_number(real_world: World) -> None:
    stated = await asyncio.gather(*(real_world.state(real_world.who("referrer")) for _ in range(8)))
    assert sorted(one["case_number"] for one in stated) == [f"26-000{n}" for n in range(1, 9)]


async def test_a_replayed_key_gives_the_first_answer_and_states_nothing_more(world: World) -> None:
    who = world.who("referrer")
    first = await post(world, need(), who, Idempotency_Key="a-key-of-mine")
    again = await post(world, need(), who, Idempotency_Key="a-key-of-mine")
    assert again.status_code == 201
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(await world.rows("select 1 from referral")) == 1


async def test_a_key_used_for_another_body_is_refused(world: World) -> None:
    who = world.who("referrer")
    await post(world, need(), who, Idempotency_Key="a-key-of-mine")
    again = await post(world, need(urgency="urgent"), who, Idempotency_Key="a-key-of-mine")
    assert again.json()["type"].endswith("idempotency-key-reused")


async def test_a_key_used_in_one_cpts_makes_another_request_in_the_next(world: World) -> None:
    """The first answer belongs to the CPTS in which it was given."""
    here = world.who("referrer")
    there = Somebody(replace(here.caller, cpts_id=THEIRS))
    first = await post(world, need(), here, Idempotency_Key="a-key-of-mine")
    second = await post(world, need(), there, Idempotency_Key="a-key-of-mine")
    assert (first.status_code, second.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in second.headers
    assert first.json()["referral_id"] != second.json()["referral_id"]
    assert len(await world.rows("select 1 from referral", THEIRS)) == 1


async def test_what_a_key_keeps_of_a_request_cannot_be_found_by_trying_names(world: World) -> None:
    """Who reads the table and guesses the whole body still cannot tell whether he guessed right."""
    body = json.dumps(need()).encode()
    who = world.who("referrer")
    token = world.keys.signer().for_caller(who.caller)
    headers = {
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": "a-key-of-mine",
        "Content-Type": "application/json",
    }
    answer = await world.http.post(API + PATH, content=body, headers=headers)
    assert answer.status_code == 201
    (kept,) = await world.rows("select fingerprint from idempotency_key")
    guesses = [body, b"\n".join([b"POST", (API + PATH).encode(), body])]
    assert bytes(kept.fingerprint) not in [hashlib.sha256(guess).digest() for guess in guesses]


async def test_what_is_kept_for_replays_names_nobody(world: World) -> None:
    await post(world, need(), Idempotency_Key="a-key-of-mine")
    (kept,) = await world.rows("select body from idempotency_key")
    assert b"Zyborowska" not in kept.body


@pytest.mark.parametrize(
    "twin",
    [
        person(),
        person(family_name="ZYBOROWSKA", given_name="Mélusine"),
        person(family_name="Durand", birth_name="Zyborowska"),
        person(birth={"year": 1961}),
    ],
)
async def test_the_newcomer_learns_that_a_request_exists_and_nothing_else(world: World, twin: Any) -> None:
    first = await world.state()
    second = await world.state(patient=twin)
    assert second["request_exists"] is True
    assert second["possible_duplicate_of"] is None
    seen = await world.get(world.coordinator, f"/referrals/{second['referral_id']}")
    assert seen["possible_duplicate_of"] == first["referral_id"]


@pytest.mark.parametrize(
    "other",
    [
        person(given_name="Ondine"),
        person(birth={"date": "1961-05-05"}),
        person(sex="male"),
        person(birth={"year": 1962}),
        person(birth={"unknown": True}),
    ],
)
async def test_another_person_is_no_duplicate(world: World, other: Any) -> None:
    await world.state()
    assert (await world.state(patient=other))["request_exists"] is False


async def test_an_ended_request_is_no_duplicate(world: World) -> None:
    first = await world.state()
    await world.act(world.coordinator, first["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    assert (await world.state())["request_exists"] is False


async def test_the_blind_index_says_nothing_from_one_cpts_to_another(world: World) -> None:
    await world.state()
    assert (await world.state(world.who("referrer", cpts=THEIRS)))["request_exists"] is False
    (ours,) = await world.rows("select same_by_date from sealed_person")
    (theirs,) = await world.rows("select same_by_date from sealed_person", THEIRS)
    assert ours.same_by_date != theirs.same_by_date


async def test_the_coordinator_merges_the_newcomer_into_the_first(world: World) -> None:
    first, second = await world.state(), await world.state()
    path = f"/referrals/{first['referral_id']}/duplicate-merge"
    merged = await world.act(
        world.coordinator, second["referral_id"], "duplicate-merge", {"into": first["referral_id"]}
    )
    assert (merged["status"], merged["merged_into"]) == ("withdrawn", first["referral_id"])
    for into in (first["referral_id"], second["referral_id"]):
        refused = await world.refused(world.coordinator, "POST", path, {"into": into})
        assert refused == (409, "merge-impossible")


async def test_a_suspected_duplicate_waits_for_the_coordinator_until_she_qualifies_it(world: World) -> None:
    await world.state()
    second = await world.state()

    async def waiting() -> list[str]:
        return [one["key"] for one in (await world.get(world.coordinator, "/worklists"))["items"]]

    assert "duplicates" in await waiting()
    await world.act(world.coordinator, second["referral_id"], "qualification", {})
    assert "duplicates" not in await waiting()


async def test_a_usual_doctor_whom_nobody_could_ask_is_refused(world: World) -> None:
    asked = need(usual_professional_id=str(uuid4()))
    assert await world.refused(world.who("referrer"), "POST", "/referrals", asked) == (422, "usual-doctor-unknown")
    doctor = await world.describe()
    assert (await world.state(usual_professional_id=str(doctor)))["usual_professional_id"] == str(doctor)
