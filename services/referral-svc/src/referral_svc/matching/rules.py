"""The constants of matching as versioned, dated data (rules of the profession, sections 2 to 5).

A CPTS may adopt its own set, with author and date; `DEFAULT_RULES` is what stands until it does. Nothing
else in the code holds one of these numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CRITERIA = frozenset(
    {
        "treatment_stopped", "discharge_within_7_days", "expert_flag",
        "ald", "two_or_more_chronic_conditions", "pregnancy", "child_under_2",
        "age_70_or_more", "dependency", "nursing_home", "handicap",
        "c2s", "ame", "no_open_rights", "isolation", "homelessness",
        "regular_medication", "specialist_care", "chronic_follow_up",
    }
)  # fmt: skip


class RulesInvalid(ValueError):
    """A rule set that could not be applied: an unknown criterion, a missing class, a negative delay."""


@dataclass(frozen=True)
class ClassRule:
    """One priority class: P1 is `number` 1. Without criteria it takes everybody else.

    `medical` says whether its criteria may enter the blind view (rules, section 3): those of P4 (cover,
    isolation, homelessness) order the coordinator's queue and nothing else.
    """

    number: int
    criteria: tuple[str, ...]
    target_days: int
    answer_within_hours: int
    medical: bool

    @property
    def code(self) -> str:
        return f"P{self.number}"


@dataclass(frozen=True)
class PlanWeights:
    """What the plan for a backlog weighs (rules, section 3), in km that a person would rather travel.

    A rule set that names none of them takes these.
    """

    waiting_km: float = 1000.0
    """Leaving a person of P5 waiting on the first day; P1 and days waited multiply it."""
    class_weights: tuple[int, ...] = (16, 8, 4, 2, 1)
    load_km: float = 10.0
    """The person who brings a doctor to his whole fair share."""
    bound_km: float = 50.0
    """Each person beyond his fair share plus the bound B."""
    usual_km: float = 100.0
    """What the person's usual doctor is worth."""
    wish_km: float = 2.0
    """Each soft wish met."""
    household_km: float = 500.0
    """Keeping a household with one doctor: more than any distance, less than leaving one person waiting."""
    weeks: int = 4
    """Over how many weeks the plan is carried out: the weekly caps allow so many solicitations."""

    def __post_init__(self) -> None:
        if len(self.class_weights) != 5 or any(weight <= 0 for weight in self.class_weights):
            raise RulesInvalid("each class has a weight, above 0")
        kms = (self.waiting_km, self.load_km, self.bound_km, self.usual_km, self.wish_km, self.household_km)
        if any(not 0 <= km <= 10_000 for km in kms) or self.waiting_km < 1 or not 1 <= self.weeks <= 52:
            raise RulesInvalid("weights of the plan are km from 0 to 10,000, over 1 to 52 weeks")


@dataclass(frozen=True)
class ResponsivenessRule:
    """How an answer is expected from a history, and how a wave is sized by it (rules, section 3).

    Chances are parts of one, delays hours or days, weights numbers of solicitations.
    """

    memory_days: int
    """Solicitations older than this are forgotten."""
    usual_yes: float
    """Part of the solicitations that end in a yes, before the CPTS has figures of its own."""
    usual_hours: float
    """Mean clock hours until an answer, before the CPTS has figures of its own."""
    start_weight: float
    """How much these starting figures weigh against those of the profession in the CPTS."""
    average_weight: float
    """How much the profession's average weighs against one's own history."""
    likely_enough: tuple[float, ...]
    """Per class, P1 first: how probable a yes within the delay must be before nobody more is asked at once."""
    smallest_wave: int
    largest_wave: int
    rest_days: float
    """Days left in peace for each time that his chance of a yes fits once more into the average's."""
    longest_rest_days: float
    above_share_waits: float
    """Placements above his fair share from which somebody waits while others, even farther away, are owed."""
    asked_at_most: int
    """Solicitations of one professional within `asked_within_days`, whatever his weekly cap."""
    asked_within_days: int

    def __post_init__(self) -> None:
        if len(self.likely_enough) != 5 or not all(0 < chance < 1 for chance in self.likely_enough):
            raise RulesInvalid("a yes is likely enough at a chance between 0 and 1, one per class")
        if not 0 < self.usual_yes < 1 or self.usual_hours <= 0 or self.memory_days < 1:
            raise RulesInvalid("the usual answer has a chance, a delay and a memory")
        if self.start_weight <= 0 or self.average_weight <= 0:
            raise RulesInvalid("an average weighs something, or nobody could be expected to answer")
        if not 1 <= self.smallest_wave <= self.largest_wave:
            raise RulesInvalid("a wave asks somebody, and has a largest size")
        if not 0 <= self.rest_days <= self.longest_rest_days:
            raise RulesInvalid("a rest is no longer than the longest")
        if self.above_share_waits < 0 or self.asked_at_most < 1 or self.asked_within_days < 1:
            raise RulesInvalid("who is above his share waits, and everybody may be asked once")


@dataclass(frozen=True)
class DischargeRule:
    """Hours left before a discharge (rules, section 5). A rule set that names none of them takes these."""

    soon_hours: int = 168
    urgent_hours: int = 48
    notice_hours: int = 24
    """How long before it the hospital says it, when it knows."""

    def __post_init__(self) -> None:
        if not 1 <= self.urgent_hours <= self.soon_hours or self.notice_hours < 1:
            raise RulesInvalid(
                "a discharge is urgent no earlier than it is soon, and announced an hour ahead at least"
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
    plan: PlanWeights = PlanWeights()
    discharge: DischargeRule = DischargeRule()
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
        if self.wave_size < 1 or self.proposals < 1 or not self.rings_km:
            raise RulesInvalid("a wave asks somebody, within a ring")
        for series in (self.rings_km, self.distance_bands_km):
            if list(series) != sorted(set(series)) or any(value <= 0 for value in series):
                raise RulesInvalid("rings and distance bands grow")
        for opening in (self.weekday_opening, self.saturday_opening):
            if not 0 <= opening[0] < opening[1] <= 24:
                raise RulesInvalid("opening hours are two local hours, the earlier first")
        if not 0 <= self.content_months <= 24 or not 3 <= self.reading_log_years <= 20:
            raise RulesInvalid("content is kept 24 months at most, the log of readings 3 to 20 years")
        if self.unreachable_days < 1 or self.hold_days < 1:
            raise RulesInvalid("a hold follows at least one day, and lasts at least one")
        if self.silent_working_days < 1:
            raise RulesInvalid("a request is silent after a working day at least")
        if self.declaration_days < 1:
            raise RulesInvalid("a declaration is awaited for a day at least")
        if self.shortfall_step <= 0 or self.link_days < 1:
            raise RulesInvalid("a step and a life are positive")


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


#: The default of the rules of the profession, sections 2 to 5.
DEFAULT_DATA: dict[str, Any] = {
    "version": "maillage-2026-3",
    "classes": [
        {
            "number": 1,
            "criteria": ["treatment_stopped", "discharge_within_7_days", "expert_flag"],
            "target_days": 2,
            "answer_within_hours": 4,
            "medical": True,
        },
        {
            "number": 2,
            "criteria": ["ald", "two_or_more_chronic_conditions", "pregnancy", "child_under_2"],
            "target_days": 7,
            "answer_within_hours": 12,
            "medical": True,
        },
        {
            "number": 3,
            "criteria": ["age_70_or_more", "dependency", "nursing_home", "handicap"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": True,
        },
        {
            "number": 4,
            "criteria": ["c2s", "ame", "no_open_rights", "isolation", "homelessness"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": False,
        },
        {"number": 5, "criteria": [], "target_days": 30, "answer_within_hours": 48, "medical": True},
    ],
    "to_check": ["regular_medication", "specialist_care", "chronic_follow_up"],
    "wave_size": 3,
    "usual_doctor_hours": 24,
    "usual_doctor_visits": 3,
    "rings_km": [5, 10, 20],
    "distance_bands_km": [2, 5, 10, 20],
    "weekday_opening": [8, 20],
    "saturday_opening": [8, 12],
    "link_days": 8,
    "proposals": 3,
    "weekly_cap": 3,
    "pause_days": 7,
    "share_months": 12,
    "shortfall_step": 2.0,
    "bound_placements": 1,
    "card_residents": 1000,
    "card_persons": 5,
    "responsiveness": {
        "memory_days": 365,
        "usual_yes": 0.3,
        "usual_hours": 24.0,
        "start_weight": 20.0,
        "average_weight": 8.0,
        "likely_enough": [0.5, 0.35, 0.5, 0.5, 0.5],
        "smallest_wave": 1,
        "largest_wave": 6,
        "rest_days": 1.0,
        "longest_rest_days": 7.0,
        "above_share_waits": 1.0,
        "asked_at_most": 13,
        "asked_within_days": 84,
    },
}

DEFAULT_RULES = rules_from(DEFAULT_DATA)
