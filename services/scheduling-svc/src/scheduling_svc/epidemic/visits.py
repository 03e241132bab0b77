"""How many visits a day the rounds of a plan add, and where. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scheduling_svc.epidemic.plan import ExtraRounds
from scheduling_svc.epidemic.schemas import MoreVisits


@dataclass(frozen=True)
class Gained:
    """Rounds that a nurse gains, and the codes of her sectors; none: anywhere."""

    rounds: Collection[ExtraRounds]
    communes: Collection[str]

    def visits(self, commune: str, weekday: int) -> int:
        if self.communes and commune not in self.communes:
            return 0
        return sum(one.most for one in self.rounds if weekday in one.weekdays)


def more_visits(gained: Collection[Gained], names: Mapping[str, str]) -> list[MoreVisits]:
    """Most first; communes that gain alike are told together. `names`: of each commune of the CPTS, by code."""
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, name in sorted(names.items(), key=lambda one: one[1]):
        alike[tuple(sum(one.visits(code, day) for one in gained) for day in range(1, 8))].append(name)
    return [
        MoreVisits(
            communes=[] if len(where) == len(names) else where,
            weekdays=[day for day, each in enumerate(week, start=1) if each == visits],
            visits=visits,
        )
        for week, where in sorted(alike.items(), key=lambda one: (-max(one[0]), one[1]))
        for visits in sorted({*week} - {0}, reverse=True)
    ]
