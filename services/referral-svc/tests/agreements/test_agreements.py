"""A target that acts only with the médecin traitant's agreement (F009): refused without it, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from ..build import Somebody, World

NURSE = "60"
CARE = {"kind": "care", "need": ["home_washing"]}
AGREES = {"agrees": True, "doctor_name": "Dr Hélène Traite", "said": "oral"}


@pytest.fixture
async def director(world: World) -> Somebody:
    """The CPTS decided that nurses of its network act only with that agreement."""
    director = world.who("director")
    rules = (await world.get(director, "/rule-sets"))["in_force"]["rules"]
    rules["agreement_professions"] = [NURSE]
    draft = {"rules": rules, "note": "Le réseau intervient avec l’accord du médecin traitant"}
    saved = await world.ask(director, "PUT", "/rule-draft", draft, If_Match='"0"')
    assert saved.status_code == 200, saved.text
    adopted = await world.ask(director, "POST", "/rule-draft/adoption", {}, If_Match=saved.headers["etag"])
    assert adopted.status_code in (200, 201), adopted.text
    return director


async def wave(world: World, referral: Any, professional: Any) -> Any:
    path = f"/referrals/{referral['referral_id']}/waves"
    return await world.ask(world.coordinator, "POST", path, {"professional_ids": [str(professional)]})


@pytest.mark.usefixtures("director")
async def test_no_wave_starts_without_the_agreement_and_the_refusal_says_why(world: World) -> None:
    nurse = await world.describe(profession_code=NURSE, is_general_practitioner=False)
    referral = await world.qualified(**CARE)
    refused = await wave(world, referral, nurse)
    assert refused.status_code == 409
    assert refused.json()["condition_code"] == "agreement_missing"
    assert refused.json()["words"] == "N’intervient qu’avec l’accord du médecin traitant, qui n’est pas enregistré"


@pytest.mark.usefixtures("director")
async def test_a_doctor_who_disagrees_opens_nothing_and_his_last_word_stands(world: World) -> None:
    nurse = await world.describe(profession_code=NURSE, is_general_practitioner=False)
    referral = await world.qualified(**CARE)
    identifier = referral["referral_id"]
    await world.act(world.coordinator, identifier, "doctor-agreement", AGREES)
    said = await world.act(world.coordinator, identifier, "doctor-agreement", {**AGREES, "agrees": False})
    assert said["doctor_agreement"]["agrees"] is False
    assert (await wave(world, referral, nurse)).status_code == 409
    lines = (await world.get(world.coordinator, f"/referrals/{identifier}/timeline"))["items"]
    assert {"doctor_agreed", "doctor_disagreed"} <= {line["code"] for line in lines}


@pytest.mark.usefixtures("director")
async def test_a_stranger_records_nothing(world: World) -> None:
    referral = await world.qualified(**CARE)
    path = f"/referrals/{referral['referral_id']}/doctor-agreement"
    assert await world.refused(world.professional(), "POST", path, AGREES) == (404, "referral-not-found")


@pytest.mark.parametrize(
    "wrong",
    [{"said": "guessed"}, {"doctor_name": ""}, {"at": "2030-01-01T00:00:00Z"}, {"doctor_name": "a\u0000"}],
    ids=["said", "unnamed", "future", "control"],
)
async def test_a_word_that_cannot_be_is_refused(world: World, wrong: dict[str, Any]) -> None:
    referral = await world.qualified(**CARE)
    path = f"/referrals/{referral['referral_id']}/doctor-agreement"
    status, _ = await world.refused(world.coordinator, "POST", path, {**AGREES, **wrong})
    assert status == 422


@pytest.mark.usefixtures("director")
async def test_with_the_agreement_recorded_the_search_goes_on(world: World) -> None:
    nurse = await world.describe(profession_code=NURSE, is_general_practitioner=False)
    referral = await world.qualified(**CARE)
    said = await world.act(world.coordinator, referral["referral_id"], "doctor-agreement", AGREES)
    told = said["doctor_agreement"]
    assert (told["doctor_name"], told["said"]) == ("Dr Hélène Traite", "oral")
    assert told["recorded_by_name"] == world.coordinator.caller.name
    assert (await wave(world, referral, nurse)).status_code == 201


async def test_where_no_rule_asks_for_it_nobody_waits(world: World) -> None:
    nurse = await world.describe(profession_code=NURSE, is_general_practitioner=False)
    assert (await wave(world, await world.qualified(**CARE), nurse)).status_code == 201
