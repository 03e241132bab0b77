"""The figures of a plan, before and after: pure, from its doctors and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from uuid import UUID

from referral_svc.matching.plan_figures import PlanDoctor, spread_after, spread_before


@dataclass(frozen=True)
class Figures:
    """`mean_waited_days` and `overdue` are of those who wait; `mean_km` of those placed (before: in the sliding
    months; after: by this plan), as the crow flies from commune to practice."""

    waiting: int
    mean_waited_days: float | None
    overdue: int
    mean_km: float | None
    max_over_mean: float
    gini: float

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


class Line(Protocol):
    """What a row says of one request. Nobody: `professional_id` is None."""

    @property
    def professional_id(self) -> UUID | None: ...
    @property
    def km(self) -> float | None: ...
    @property
    def waited_days(self) -> float: ...
    @property
    def is_overdue(self) -> bool: ...


def before(doctors: Sequence[PlanDoctor], rows: Iterable[Line], placed_km: Sequence[float]) -> Figures:
    rows = list(rows)
    found = spread_before(doctors)
    return Figures(
        len(rows),
        _mean([row.waited_days for row in rows]),
        sum(row.is_overdue for row in rows),
        _mean(placed_km),
        found.max_over_mean,
        found.gini,
    )


def after(doctors: Sequence[PlanDoctor], rows: Iterable[Line]) -> Figures:
    """Had each doctor of the plan said yes and each person chosen him."""
    rows = list(rows)
    left = [row for row in rows if row.professional_id is None]
    found = spread_after(doctors, [row.professional_id for row in rows])
    kms = [row.km for row in rows if row.professional_id is not None and row.km is not None]
    return Figures(
        len(left),
        _mean([row.waited_days for row in left]),
        sum(row.is_overdue for row in left),
        _mean(kms),
        found.max_over_mean,
        found.gini,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
