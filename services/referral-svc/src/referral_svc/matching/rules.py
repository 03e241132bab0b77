"""The constants of matching as versioned, dated data (rules of the profession, sections 2 to 5).

A CPTS may adopt its own set, with author and date; `default_rules.py` holds what stands until it does. Nothing
else in the code holds one of these numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from referral_svc.matching.rule_parts import (
    CRITERIA,
    ClassRule,
    DischargeRule,
    PlanWeights,
    ResponsivenessRule,
    RulesInvalid,
)


@dataclass(frozen=True)
class RuleSet:
    """Everything a CPTS may decide about priority, order and waves. Distances in km, local hours 0 to 24."""

    version: str
    classes: tuple[ClassRule, ...]
    to_check: tuple[str, ...]
    """Answers that decide no class by themselves but that the coordinator must see before deciding."""
    wave_size: int
    usual_doctor_hours: int
    usual_doctor_visits: int
    rings_km: tuple[float, ...]
    distance_bands_km: tuple[float, ...]
    weekday_opening: tuple[int, int]
    saturday_opening: tuple[int, int]
    link_days: int
    proposals: int
    weekly_cap: int
    pause_days: int
    share_months: int
    shortfall_step: float
    """Shortfalls closer than this (in placements) are equal, so that distance may decide between them."""
    bound_placements: int
    """The bound B of fair share is this plus the size of one wave."""
    card_residents: int
    card_persons: int
    plan: PlanWeights = field(default_factory=PlanWeights)
    discharge: DischargeRule = field(default_factory=DischargeRule)
    content_months: int = 3
    """Calendar months after the end of a request at which its content is erased (rules, section 1)."""
    reading_log_years: int = 3
    """Years during which who read what is kept; the database refuses less than 3."""
    responsiveness: ResponsivenessRule | None = None
    """None in sets older than `maillage-2026-3`: waves of `wave_size`, and nobody left in peace. Their waves
    replay as they were decided."""
    # Sets adopted before these two existed are read with the default of the rules, section 5.
    agreement_professions: tuple[str, ...] = ()
    """Professions (TRE_G15) asked only once the person's médecin traitant agreed (F009)."""
    unreachable_days: int = 3
    """Different days on which a person is missed before the request is put on hold."""
    hold_days: int = 30
    silent_working_days: int = 5
    """Working days without any act after which a request climbs to the top and its coordinator is told."""
    declaration_days: int = 15
    """Days after the placement at which a médecin traitant who confirmed no declaration is reminded, once."""

    @property
    def bound(self) -> float:
        return float(self.bound_placements + self.wave_size)

    def of_class(self, number: int) -> ClassRule:
        return self.classes[number - 1]

    def __post_init__(self) -> None:
        self._require_classes()
        self._require_waves()
        self._require_delays()

    def _require_classes(self) -> None:
        if [rule.number for rule in self.classes] != [1, 2, 3, 4, 5]:
            raise RulesInvalid("the classes are P1 to P5, in order")
        if self.classes[-1].criteria:
            raise RulesInvalid("P5 takes everybody else and has no criterion")
        named = [code for rule in self.classes for code in rule.criteria]
        if len(named) != len(set(named)):
            raise RulesInvalid("a criterion belongs to one class")
        if unknown := {*named, *self.to_check} - CRITERIA:
            raise RulesInvalid(f"unknown criteria: {sorted(unknown)}")
        if any(rule.target_days < 1 or rule.answer_within_hours < 1 for rule in self.classes):
            raise RulesInvalid("a target and an answer delay are at least 1")

    def _require_waves(self) -> None:
        if self.wave_size < 1 or self.proposals < 1 or not self.rings_km:
            raise RulesInvalid("a wave asks somebody, within a ring")
        for series in (self.rings_km, self.distance_bands_km):
            if list(series) != sorted(set(series)) or any(value <= 0 for value in series):
                raise RulesInvalid("rings and distance bands grow")
        for opening in (self.weekday_opening, self.saturday_opening):
            if not 0 <= opening[0] < opening[1] <= 24:
                raise RulesInvalid("opening hours are two local hours, the earlier first")
        if self.shortfall_step <= 0 or self.link_days < 1:
            raise RulesInvalid("a step and a life are positive")

    def _require_delays(self) -> None:
        if not 0 <= self.content_months <= 24 or not 3 <= self.reading_log_years <= 20:
            raise RulesInvalid("content is kept 24 months at most, the log of readings 3 to 20 years")
        if self.unreachable_days < 1 or self.hold_days < 1:
            raise RulesInvalid("a hold follows at least one day, and lasts at least one")
        if self.silent_working_days < 1:
            raise RulesInvalid("a request is silent after a working day at least")
        if self.declaration_days < 1:
            raise RulesInvalid("a declaration is awaited for a day at least")


def rules_from(data: dict[str, Any]) -> RuleSet:
    """Reads a stored rule set; refuses with `RulesInvalid` one that could not be applied."""
    try:
        values = dict(data)
        values["classes"] = tuple(
            ClassRule(**{**rule, "criteria": tuple(rule["criteria"])}) for rule in values["classes"]
        )
        for name in ("to_check", "rings_km", "distance_bands_km", "weekday_opening", "saturday_opening"):
            values[name] = tuple(values[name])
        values["agreement_professions"] = tuple(values.get("agreement_professions", ()))
        if "plan" in values:
            plan = dict(values["plan"])
            values["plan"] = PlanWeights(**plan | {"class_weights": tuple(plan["class_weights"])})
        if "discharge" in values:
            values["discharge"] = DischargeRule(**values["discharge"])
        if learned := values.get("responsiveness"):
            learned = {**learned, "likely_enough": tuple(learned["likely_enough"])}
            values["responsiveness"] = ResponsivenessRule(**learned)
        return RuleSet(**values)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise RulesInvalid("a rule set names each of its constants once") from wrong
