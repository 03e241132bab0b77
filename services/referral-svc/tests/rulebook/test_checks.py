"""Rules that could not be applied are refused, each broken rule with its field."""

from copy import deepcopy
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from referral_svc.matching.default_rules import DEFAULT_DATA
from referral_svc.matching.rule_parts import CRITERIA
from referral_svc.matching.rules import rules_from
from referral_svc.rulebook.checks import faults
from referral_svc.rulebook.schemas import Criterion, Rules
from referral_svc.rulebook.usecases import merged
from referral_svc.rulebook.views import shown


def changed(**values: Any) -> dict[str, Any]:
    return {**deepcopy(DEFAULT_DATA), **values}


def of_class(number: int, **values: Any) -> dict[str, Any]:
    data = deepcopy(DEFAULT_DATA)
    data["classes"][number - 1].update(values)
    return data


REFUSED = [
    (of_class(1, criteria=["treatment_stopped", "c2s"]), "classes.0.criteria", "social_criteria_stand_apart"),
    (of_class(1, criteria=["ald"]), "classes.1.criteria", "criterion_in_one_class"),
    (of_class(3, criteria=[]), "classes.2.criteria", "class_without_criterion"),
    (of_class(5, criteria=["regular_medication"]), "classes.4.criteria", "last_class_has_no_criterion"),
    (of_class(1, criteria=["treatment_stopped"]), "to_check", "criterion_forgotten"),
    (changed(to_check=["ald"]), "to_check", "criterion_in_one_class"),
    (of_class(2, target_days=1), "classes.1.target_days", "delays_grow"),
    (of_class(2, answer_within_hours=2), "classes.1.answer_within_hours", "delays_grow"),
    (changed(link_days=1), "link_days", "link_outlives_the_delay"),
    (changed(rings_km=[10, 5]), "rings_km", "rings_grow"),
    (changed(weekday_opening=[20, 8]), "weekday_opening", "opens_before_it_closes"),
    (changed(saturday_opening=[12, 12]), "saturday_opening", "opens_before_it_closes"),
]


@pytest.mark.parametrize(("data", "field", "rule"), REFUSED, ids=[rule for _, _, rule in REFUSED])
def test_a_broken_rule_is_named_with_its_field(data: dict[str, Any], field: str, rule: str) -> None:
    assert (field, rule) in [(fault.field, fault.rule) for fault in faults(data)]


def test_the_default_breaks_none() -> None:
    assert faults(DEFAULT_DATA) == []


def test_the_screen_knows_the_criteria_that_matching_knows() -> None:
    assert set(get_args(Criterion)) == CRITERIA


def test_what_no_screen_shows_is_carried_over_and_the_rest_is_what_was_said() -> None:
    rules = shown({**DEFAULT_DATA, "wave_size": 4})
    data = merged({**DEFAULT_DATA, "shortfall_step": 0.25}, rules)
    assert (data["wave_size"], data["shortfall_step"]) == (4, 0.25)
    assert data["distance_bands_km"] == DEFAULT_DATA["distance_bands_km"]
    rules_from(data)


def test_a_class_of_social_criteria_never_enters_the_blind_view() -> None:
    said = shown(DEFAULT_DATA).model_dump()
    said["classes"][0]["criteria"], said["classes"][3]["criteria"] = (
        said["classes"][3]["criteria"],
        said["classes"][0]["criteria"],
    )
    data = merged(DEFAULT_DATA, Rules.model_validate(said))
    assert [one["medical"] for one in data["classes"]] == [False, True, True, True, True]


def nested(part: str, **values: Any) -> dict[str, Any]:
    whole = shown(DEFAULT_DATA).model_dump()
    return {**deepcopy(DEFAULT_DATA), part: {**whole[part], **values}}


@pytest.mark.parametrize(
    ("data", "field", "rule"),
    [
        (nested("plan", class_weights=[1, 2, 4, 8, 16]), "plan.class_weights", "weights_fall"),
        (nested("discharge", urgent_hours=200), "discharge.urgent_hours", "urgent_after_soon"),
        (nested("responsiveness", smallest_wave=7), "responsiveness.largest_wave", "waves_grow"),
        (nested("responsiveness", rest_days=8), "responsiveness.longest_rest_days", "rests_end"),
    ],
    ids=["weights", "discharge", "waves", "rests"],
)
def test_a_weight_that_could_not_be_applied_is_named_with_its_field(
    data: dict[str, Any], field: str, rule: str
) -> None:
    assert [(fault.field, fault.rule) for fault in faults(data)] == [(field, rule)]


@pytest.mark.parametrize("part", ["plan", "discharge", "responsiveness"])
def test_a_weight_out_of_its_bounds_is_refused_by_the_contract(part: str) -> None:
    said = shown(DEFAULT_DATA).model_dump()
    for name, value in said[part].items():
        for wrong in (-1, 10**9, None, [value]):
            with pytest.raises(ValidationError):
                Rules.model_validate({**said, part: {**said[part], name: wrong}})


def test_weights_are_kept_as_they_were_said_and_applied_so() -> None:
    rules = shown(nested("plan", waiting_km=500.0, weeks=6))
    kept = rules_from(merged(DEFAULT_DATA, rules))
    assert (kept.plan.waiting_km, kept.plan.weeks) == (500.0, 6)
    assert kept.plan.class_weights == (16, 8, 4, 2, 1)
    learnt_nothing = rules.model_copy(update={"responsiveness": None})
    assert rules_from(merged(DEFAULT_DATA, learnt_nothing)).responsiveness is None
