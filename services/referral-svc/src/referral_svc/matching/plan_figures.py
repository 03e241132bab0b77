"""Before and after, in the figures a coordinator looks at: how load is spread over the doctors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Spread:
    """Of the load per unit of declared capacity. 1 and 0 when everybody carries the same."""

    max_over_mean: float
    gini: float


@dataclass(frozen=True)
class PlanDoctor:
    """One doctor as the plan found him, in placements of the sliding months."""

    professional_id: UUID
    taken: float
    """Placed with him, credited to him, or in his hands."""
    weight: float
    target: float
    """His fair share, the persons of the plan included."""
    places: int
    """How many more he may be asked for."""


def spread(loads: Iterable[tuple[float, float]]) -> Spread:
    """`loads`: (persons, weight) per doctor; who weighs nothing counts for nothing. Even when nobody has any."""
    pairs = sorted(((load, weight) for load, weight in loads if weight > 0), key=lambda one: one[0] / one[1])
    heavy, total = sum(weight for _, weight in pairs), sum(load for load, _ in pairs)
    if total <= 0:
        return Spread(1.0, 0.0)
    under, reached = 0.0, 0.0
    for load, weight in pairs:
        under += weight / heavy * (2 * reached + load / total)
        reached += load / total
    top_load, top_weight = pairs[-1]
    return Spread((top_load / top_weight) / (total / heavy), max(0.0, 1 - under))


def spread_before(doctors: Iterable[PlanDoctor]) -> Spread:
    return spread((one.taken, one.weight) for one in doctors)


def spread_after(doctors: Iterable[PlanDoctor], sent_to: Iterable[UUID | None]) -> Spread:
    """The same, had each of these said yes."""
    given = Counter(sent_to)
    return spread((one.taken + given[one.professional_id], one.weight) for one in doctors)
