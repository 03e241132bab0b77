"""« Avis d'abord » (F141): said on the card, and an outcome by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ..build import Somebody, World, person

WORDS = "ECG normal, poursuivre le traitement de Mme Zyborowska"

ASKED = {"kind": "specialist", "need": ["specialist_advice"], "specialty": "cardiology", "advice_first": True}


async def placed(world: World, **changed: Any) -> tuple[UUID, str]:
    doctor = await world.describe(specialty_codes=["SM04"], is_general_practitioner=False)
    referral = await world.placed(doctor, **{**ASKED, **changed})
    return doctor, referral["referral_id"]


async def test_an_advice_closes_no_request_that_asked_for_none(world: World) -> None:
    _, referral_id = await placed(world, advice_first=False)
    path = f"/referrals/{referral_id}/closing"
    refused = await world.refused(world.coordinator, "POST", path, {"outcome_code": "advice_given"})
    assert refused == (409, "advice-not-asked")


async def test_the_card_says_that_advice_comes_first(world: World) -> None:
    doctor, referral_id = await placed(world)
    mine = await world.get(world.professional(professional=doctor), "/solicitations")
    assert [one["constraints"] for one in mine["items"]] == [["advice_first"]]
    assert (await world.get(world.coordinator, f"/referrals/{referral_id}"))["advice"] == "asked"


async def test_an_advice_stands_in_place_of_a_visit(world: World) -> None:
    _, referral_id = await placed(world)
    path = f"/referrals/{referral_id}/closing"
    refused = await world.ask(world.coordinator, "POST", path, {"outcome_code": "followed"})
    assert "first_appointment" in refused.json()["missing"]
    refused = await world.ask(world.coordinator, "POST", path, {"outcome_code": "advice_given"})
    assert all(one.startswith("notice:") for one in refused.json().get("missing", []))


async def advised(world: World, who: Somebody, referral_id: str, words: str = "", *, visit: bool = False) -> Any:
    body = {"words": words, "visit": visit}
    return await world.ask(who, "POST", f"/referrals/{referral_id}/advice", body)


@pytest.mark.parametrize("who", ["coordinator", "another specialist"])
async def test_nobody_but_the_specialist_whom_the_person_chose_advises(world: World, who: str) -> None:
    _, referral_id = await placed(world)
    somebody = world.coordinator if who == "coordinator" else world.professional()
    answer = await advised(world, somebody, referral_id, WORDS)
    assert answer.status_code == (403 if who == "coordinator" else 404)
    assert await world.rows("select 1 from report") == []


async def test_an_advice_says_something_is_asked_for_and_comes_once_the_person_chose(world: World) -> None:
    doctor, referral_id = await placed(world)
    himself = world.professional(professional=doctor)
    assert (await advised(world, himself, referral_id)).status_code == 422
    report = {"kind": "advice", "words": WORDS}
    assert (await world.ask(himself, "POST", f"/referrals/{referral_id}/reports", report)).status_code == 422
    other, unasked = await placed(world, advice_first=False, patient=person(family_name="Autre"))
    refused = await advised(world, world.professional(professional=other), unasked, WORDS)
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (409, "advice-not-asked")


async def test_an_advice_is_sealed_as_a_report_and_whoever_asked_reads_it(world: World) -> None:
    author = world.who("referrer", name="Sonia Sociale")
    doctor, referral_id = await placed(world, who=author)
    himself = world.professional(professional=doctor)
    assert "advice" in (await world.get(himself, f"/referrals/{referral_id}"))["allowed_acts"]
    answer = await advised(world, himself, referral_id, WORDS)
    assert (answer.status_code, answer.json()["advice"]) == (200, "given")
    (row,) = await world.rows("select kind, words from report")
    assert row.kind == "advice"
    assert WORDS.encode() not in row.words
    (told,) = (await world.get(author, f"/referrals/{referral_id}/reports"))["items"]
    read = await world.get(author, f"/reports/{told['report_id']}")
    assert (read["kind"], read["words"]) == ("advice", WORDS)


async def test_after_an_advice_the_case_closes_without_an_appointment(world: World) -> None:
    doctor, referral_id = await placed(world)
    await advised(world, world.professional(professional=doctor), referral_id, WORDS)
    refused = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral_id}/closing", {"outcome_code": "advice_given"}
    )
    assert all(one.startswith("notice:") for one in refused.json()["missing"]), "everybody learns of it first"
    for missing in refused.json()["missing"]:
        path = f"/referrals/{referral_id}/notices/{missing.removeprefix('notice:')}/waiver"
        waived = await world.ask(world.coordinator, "POST", path, {"reason": "told_by_phone"})
        assert waived.status_code == 200, waived.text
    closed = await world.act(world.coordinator, referral_id, "closing", {"outcome_code": "advice_given"})
    assert (closed["status"], closed["advice"]) == ("closed", "given")


async def test_an_advice_may_turn_into_a_visit_which_then_stands(world: World) -> None:
    doctor, referral_id = await placed(world)
    himself = world.professional(professional=doctor)
    await advised(world, himself, referral_id, WORDS)
    seen = await advised(world, himself, referral_id, visit=True)
    assert seen.json()["advice"] == "visit_needed"
    again = await advised(world, himself, referral_id, WORDS)
    assert (again.status_code, again.json()["type"].rsplit("/", 1)[-1]) == (409, "advice-not-asked")
    path = f"/referrals/{referral_id}/closing"
    refused = await world.ask(world.coordinator, "POST", path, {"outcome_code": "followed"})
    assert "first_appointment" in refused.json()["missing"]


async def test_a_yes_may_say_that_he_sees_the_person_at_once(world: World) -> None:
    doctor = await world.describe(specialty_codes=["SM04"], is_general_practitioner=False)
    referral = await world.qualified(**ASKED)
    path = f"/referrals/{referral['referral_id']}"
    wave = {"professional_ids": [str(doctor)]}
    sent = (await world.ask(world.coordinator, "POST", f"{path}/waves", wave)).json()
    answer = f"/solicitations/{sent['solicitations'][0]['solicitation_id']}/answer"
    himself = world.professional(professional=doctor)
    yes = {"answer": "yes", "condition": "sees_directly"}
    assert (await world.ask(himself, "POST", answer, yes)).status_code == 200
    chosen = {"professional_id": str(doctor), "recorded": "oral"}
    now = await world.act(world.coordinator, referral["referral_id"], "choice", chosen)
    assert (now["status"], now["advice"]) == ("placed", "visit_needed")
