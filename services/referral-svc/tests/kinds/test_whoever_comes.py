"""Nobody is turned away for what he lacks: no address, no birth date, no telephone, not of age."""

from __future__ import annotations

from typing import Any

import pytest

from ..build import World, person

GUARDIAN = {"name": "Isaure Vermoulu", "link": "guardian", "phone": "0198765432"}


@pytest.mark.parametrize(
    "lacks",
    [
        {"residence": {"none": True}},
        {"patient": person(birth={"unknown": True}, sex="unknown")},
        {"patient": person(birth={"year": 1950})},
        {"contact": {"through_referrer": True}},
        {"patient": person(birth={"date": "2020-02-01"}), "representative": {**GUARDIAN, "link": "parent"}},
        {
            "representative": GUARDIAN,
            "consent": {"search": True, "bulletin_sharing": True, "given": "representative"},
        },
    ],
    ids=["no-address", "no-birth", "year-alone", "no-telephone", "minor", "protected-adult"],
)
async def test_whoever_comes_is_placed_and_his_bulletin_says_who_speaks_for_him(
    world: World, lacks: dict[str, Any]
) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor, **lacks)
    assert referral["status"] == "placed"
    reader = world.professional(professional=doctor)
    bulletin = await world.get(reader, f"/referrals/{referral['referral_id']}/care-bulletin")
    assert bulletin["identity"]["representative"] == lacks.get("representative")
