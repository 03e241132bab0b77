"""« Avis d'abord » (F141): said on the card, and an outcome by itself."""

from __future__ import annotations

from uuid import UUID

from ..build import World

ASKED = {"kind": "specialist", "need": ["specialist_advice"], "specialty": "cardiology", "advice_first": True}


async def placed(world: World, **changed: object) -> tuple[UUID, str]:
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
