"""Whom each kind of request may be asked of: professions, specialties, structures, and partner bodies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ..build import World
from ..handovers.test_handovers import route

BIOLOGY = {"kind": "imaging_biology", "need": ["biology"]}
PSYCHIATRY = {"kind": "psychiatry", "need": ["psychiatric_assessment"]}
LABORATORY, HOSPITAL, CMP = "970000611", "970000292", "970000156"


async def structure(world: World, finess: str) -> str:
    """Its category stands in its last digits."""
    told = {"finess": finess, "name": "Structure d’essai", "category_code": finess[-3:], "commune_code": "97001"}
    assert (await world.tell("structure.described.v1", told)).status_code == 204
    return finess


async def describe(world: World, *finess: str, **changed: Any) -> UUID:
    return await world.describe(is_general_practitioner=False, structure_finess=list(finess), **changed)


async def found(world: World, **changed: Any) -> tuple[set[str], dict[str, str]]:
    """Who may be asked, and who may not with the condition."""
    referral = await world.qualified(**changed)
    shown = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/candidates")
    return (
        {one["professional_id"] for one in shown["candidates"]},
        {one["professional_id"]: one["condition_code"] for one in shown["excluded"]},
    )


async def test_biology_is_asked_of_no_psychiatrist_nor_of_a_pharmacist_of_the_high_street(world: World) -> None:
    await structure(world, LABORATORY)
    psychiatrist = await describe(world, specialty_codes=["SM42"])
    chemist = await describe(world, profession_code="21", specialty_codes=[])
    doctor = await describe(world, LABORATORY, specialty_codes=["SM03"])
    biologist = await describe(world, LABORATORY, profession_code="21", specialty_codes=[])
    asked, excluded = await found(world, **BIOLOGY)
    assert asked == {str(doctor), str(biologist)}
    assert excluded == {str(psychiatrist): "another_profession", str(chemist): "another_structure"}


async def test_imaging_with_biology_is_asked_of_those_who_do_one_of_them(world: World) -> None:
    radiologist = await describe(world, specialty_codes=["SM44"])
    await describe(world, specialty_codes=["SM42"])
    asked, _ = await found(world, kind="imaging_biology", need=["imaging", "biology"])
    assert asked == {str(radiologist)}


async def test_a_relay_to_the_cmp_is_asked_of_nobody_else(world: World) -> None:
    for finess in (HOSPITAL, CMP):
        await structure(world, finess)
    of_hospital = await describe(world, HOSPITAL, specialty_codes=["SM42"])
    of_cmp = await describe(world, CMP, specialty_codes=["SM42"])
    alone = await describe(world, specialty_codes=["SM42"])
    asked, excluded = await found(world, **PSYCHIATRY, answers={"relay_to": "cmp"})
    assert asked == {str(of_cmp)}
    assert list(excluded.values()) == ["another_structure"] * 2
    asked, _ = await found(world, **PSYCHIATRY, answers={"relay_to": "hospital_doctor"})
    assert asked == {str(of_hospital)}
    asked, _ = await found(world, **PSYCHIATRY)
    assert asked == {str(of_hospital), str(of_cmp), str(alone)}


async def test_to_whom_it_is_relayed_follows_the_last_word(world: World) -> None:
    author = world.who("referrer")
    stated = await world.state(author, **PSYCHIATRY, answers={"relay_to": "cmp"})
    assert stated["relay_to"] == "cmp"
    path = f"/referrals/{stated['referral_id']}"
    mended = {"answers": {"relay_to": "crisis_centre"}}
    answer = await world.ask(author, "PUT", f"{path}/care-bulletin", mended, If_Match='"1"')
    assert answer.status_code == 204, answer.text
    assert (await world.get(author, path))["relay_to"] == "crisis_centre"


@pytest.mark.parametrize(
    ("kind", "kinds", "needs", "relay"),
    [
        ("laboratory", [], ["biology"], None),
        ("imaging_centre", [], ["imaging"], None),
        ("hospital_dental", ["dental"], [], None),
        ("hospital_psychiatry", ["psychiatry"], [], "hospital_doctor"),
        ("cmp", ["psychiatry"], [], "cmp"),
        ("crisis_centre", ["psychiatry"], [], "crisis_centre"),
    ],
)
async def test_each_body_says_what_it_is_turned_to_for(
    world: World, kind: str, kinds: list[str], needs: list[str], relay: str | None
) -> None:
    made = await route(world, kind=kind)
    assert (made["for_kinds"], made["for_needs"], made["for_relay"]) == (kinds, needs, relay)
