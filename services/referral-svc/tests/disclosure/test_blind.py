"""Blind matching: compatible or not, and codes. Two requests alike but for what may not count ask alike."""

from typing import Any
from uuid import uuid4

import pytest

from referral_svc.disclosure.blind import compatibility
from referral_svc.referrals.values import Compatibility, DeclaredPractice

from ..build import OURS, World

NOTHING_SPECIAL: dict[str, Any] = {
    "wheelchair": False,
    "languages": [],
    "language_imperative": False,
    "doctor_sex": None,
    "doctor_sex_imperative": False,
}


def practice(**changed: Any) -> DeclaredPractice:
    values: dict[str, Any] = {
        "professional_id": uuid4(),
        "sex": "male",
        "languages": frozenset({"fr"}),
        "wheelchair_accessible": False,
        **changed,
    }
    return DeclaredPractice(**values)


@pytest.mark.parametrize(
    ("wishes", "declared", "unmet"),
    [
        ({"wheelchair": True}, {}, {"not_accessible"}),
        ({"wheelchair": True}, {"wheelchair_accessible": None}, {"not_accessible"}),
        ({"wheelchair": True}, {"wheelchair_accessible": True}, set()),
        ({"languages": ["kab"], "language_imperative": True}, {}, {"language_required"}),
        ({"languages": ["kab", "fr"], "language_imperative": True}, {}, set()),
        ({"languages": ["kab"]}, {}, set()),
        ({"doctor_sex": "female", "doctor_sex_imperative": True}, {}, {"sex_required"}),
        ({"doctor_sex": "female", "doctor_sex_imperative": True}, {"sex": None}, {"sex_required"}),
        ({"doctor_sex": "female"}, {}, set()),
    ],
)
def test_only_what_is_imperative_excludes(wishes: Any, declared: Any, unmet: set[str]) -> None:
    assert compatibility({**NOTHING_SPECIAL, **wishes}, practice(**declared)).unmet == unmet


def test_a_soft_language_changes_nothing_at_all() -> None:
    one = practice()
    soft = compatibility({**NOTHING_SPECIAL, "languages": ["kab"]}, one)
    assert soft == compatibility(NOTHING_SPECIAL, one) == Compatibility()


async def test_the_answer_holds_no_word_of_what_was_sealed(world: World) -> None:
    referral = await world.state(constraints={"language_codes": ["kab"]})
    await world.act(world.coordinator, referral["referral_id"], "qualification", {"language_imperative": True})
    async with world.database.begin(OURS) as session:
        entity = await world.entity(session, referral["referral_id"])
        found = await world.ports.blind.compatibilities(session, entity, [practice()])
    assert "kab" not in repr(found)


async def test_criteria_are_codes_and_the_social_ones_stand_apart(world: World) -> None:
    referral = await world.state(
        criteria={"ald": "yes", "chronic_conditions": "yes", "cover": "c2s", "isolation": "unknown"},
        patient={"family_name": "X", "given_name": "Y", "birth": {"year": 1930}, "sex": "male"},
    )
    async with world.database.begin(OURS) as session:
        entity = await world.entity(session, referral["referral_id"])
        criteria = await world.ports.blind.criteria(session, entity)
    assert criteria.medical == {"ald", "two_or_more_chronic_conditions", "age_70_or_more"}
    assert criteria.social == {"c2s"}


async def test_sealed_wishes_are_in_no_plain_column_of_the_request(world: World) -> None:
    referral = await world.state(
        constraints={"home_visit": True, "wheelchair": True, "doctor_sex": "female", "doctor_sex_imperative": True}
    )
    async with world.database.begin(OURS) as session:
        entity = await world.entity(session, referral["referral_id"])
        assert {name for name, wish in entity.constraints.items() if wish} == {"home_visit"}
