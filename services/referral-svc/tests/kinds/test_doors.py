"""By which door a request comes in, as the account says it (F035, F036, F037, F044)."""

from __future__ import annotations

import pytest

from referral_svc.kinds.door_names import door_of_structure

from ..build import World

HOSPITAL = "970000355"


@pytest.mark.parametrize(
    ("category", "name", "account", "door"),
    [
        (None, "MSP DU PONT VIEUX", "Dr Urgences", None),
        ("603", "MSP DU PONT VIEUX", "Service des urgences", None),
        ("611", "BIO D’ESSAI", "Laboratoire", None),
        ("620", "PHARMACIE D’ESSAI", "Sam Dupont", "pharmacy"),
        ("500", "EHPAD D’ESSAI", "Sam Dupont", "nursing_home"),
        ("355", "CH D’ESSAI", "Service de médecine (poste partagé)", "hospital"),
        ("355", "CH D’ESSAI", "Service des urgences (poste partagé)", "emergency"),
        ("355", "CH D’ESSAI", "Service social", "social_service"),
        ("355", "CH D’ESSAI", "Anne Passart", "hospital"),
        ("698", "PASS D’ESSAI", "Sam Dupont", "pass"),
        ("698", "PERMANENCE D’ACCÈS AUX SOINS DE SANTÉ", "Sam Dupont", "pass"),
        ("704", "MDS D’ESSAI", "Sam Dupont", "social_service"),
        ("704", "CENTRE COMMUNAL D'ACTION SOCIALE", "Sam Dupont", "social_service"),
    ],
)
def test_the_structure_says_the_door(category: str | None, name: str, account: str, door: str | None) -> None:
    assert door_of_structure(category, name, account) == door


async def test_who_states_nothing_has_no_door(world: World) -> None:
    assert await world.refused(world.who("evaluator"), "GET", "/own-door") == (403, "role-refused")


async def test_the_form_is_told_the_door_that_the_request_takes(world: World) -> None:
    told = {"finess": HOSPITAL, "name": "CH d’essai", "category_code": "355", "commune_code": "97001"}
    assert (await world.tell("structure.described.v1", told)).status_code == 204
    ward = world.who("referrer", structure=HOSPITAL, name="Urgences adultes")
    assert (await world.get(ward, "/own-door"))["door"] == "emergency"
    assert (await world.state(ward))["door"] == "emergency"
    elsewhere = world.who("referrer", structure="970000999", name="Urgences adultes")
    assert (await world.get(elsewhere, "/own-door"))["door"] == "other"
    coordinator = world.who("care_coordinator", structure=HOSPITAL)
    assert (await world.get(coordinator, "/own-door"))["door"] == "coordination"
