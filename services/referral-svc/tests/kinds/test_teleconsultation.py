"""A teleconsultation that the person accepts or needs, and who is beside her (F039, F143)."""

from __future__ import annotations

from ..build import World, need


async def test_nobody_stands_beside_a_person_who_is_not_seen_remotely(world: World) -> None:
    said = need(constraints={"accompanied_by": "nurse"})
    assert await world.refused(world.who("referrer"), "POST", "/referrals", said) == (422, "invalid-input")


async def test_the_card_says_it_and_only_those_who_offer_it_are_asked(world: World) -> None:
    without = await world.describe()
    offers = await world.describe(offer={"teleconsultation": True})
    constraints = {"teleconsultation": "required", "accompanied_by": "staff"}
    referral = await world.qualified(constraints=constraints)
    assert constraints.items() <= referral.items()
    path = f"/referrals/{referral['referral_id']}"
    found = await world.get(world.coordinator, f"{path}/candidates")
    assert [(one["professional_id"], one["condition_code"]) for one in found["excluded"]] == [
        (str(without), "no_teleconsultation")
    ]
    assert "teleconsults" in [reason["code"] for reason in found["candidates"][0]["reasons"]]
    sent = await world.ask(world.coordinator, "POST", f"{path}/waves", {"professional_ids": [str(offers)]})
    assert sent.status_code == 201, sent.text
    card = (await world.get(world.professional(professional=offers), "/solicitations"))["items"][0]
    assert card["constraints"] == ["teleconsultation_required", "with_staff"]
