"""Rule sets as their readers see them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.rule_parts import DischargeRule, PlanWeights, ResponsivenessRule
from referral_svc.matching.rules import rules_from
from referral_svc.rulebook.models import CptsRuleSet, RuleDraft
from referral_svc.rulebook.repository import AdoptedSet
from referral_svc.rulebook.schemas import DraftOut, Rules, RuleSetLine, RuleSetOut
from referral_svc.rulebook.weights import AnswerRules


def line(one: AdoptedSet, in_force: str) -> RuleSetLine:
    return RuleSetLine(**_about(one, in_force))


def whole(one: AdoptedSet, in_force: str) -> RuleSetOut:
    return RuleSetOut(**_about(one, in_force), rules=shown(one.data))


def draft(one: RuleDraft) -> DraftOut:
    return DraftOut(
        rules=shown(one.data),
        note=one.note,
        based_on=one.based_on,
        author_name=one.author_name,
        saved_at=one.saved_at,
        etag=f'"{one.version}"',
    )


def shown(data: dict[str, Any]) -> Rules:
    """What of a stored set is decided on the screen."""
    rules = rules_from(data)  # with the default of each constant younger than the set
    values = {name: _plain(getattr(rules, name)) for name in Rules.model_fields}
    asked = ("criteria", "target_days", "answer_within_hours")
    values["classes"] = [{name: one[name] for name in asked} for one in data["classes"]]
    return Rules.model_validate(values)


def proposed_answers() -> AnswerRules:
    assert DEFAULT_RULES.responsiveness is not None, "the platform's own set learns"
    return AnswerRules.model_validate(asdict(DEFAULT_RULES.responsiveness))


def _plain(value: Any) -> Any:
    return asdict(value) if isinstance(value, PlanWeights | DischargeRule | ResponsivenessRule) else value


def _about(one: AdoptedSet, in_force: str) -> dict[str, Any]:
    own = one if isinstance(one, CptsRuleSet) else None
    state: Literal["in_force", "coming", "past"] = "past"
    if one.version == in_force:
        state = "in_force"
    elif own is not None and own.in_force_since is None:
        state = "coming"
    return {
        "version": one.version,
        "state": state,
        "is_default": own is None,
        "note": own.note if own else "",
        "drafted_by_name": own.drafted_by_name if own else one.author_name,
        "author_name": one.author_name,
        "adopted_at": one.adopted_at,
        "in_force_from": own.in_force_from if own else None,
        "in_force_since": own.in_force_since if own else one.adopted_at,
    }
