"""What a rule set is made of: its classes, the weights of the plan, answers, and discharges."""

from __future__ import annotations

from dataclasses import dataclass

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
