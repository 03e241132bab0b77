"""Public holidays where a CPTS lives: those of the whole country (code du travail, L. 3133-1), the day on which a
department overseas remembers the end of slavery (L. 3422-2), and the two of Alsace-Moselle (L. 3134-13).

The one calendar of agendas, rotas, recourses and deadlines. The library knows more for some islands (mi-carême, the
day of Victor Schœlcher): customs, on which practices close or not as they say themselves. Saint-Martin keeps 28 May,
as its prefecture says, though the code was long printed with another day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays

#: Month and day, by the first three signs of the codes of communes.
_END_OF_SLAVERY = {
    "971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27), "977": (10, 9), "978": (5, 28),
}  # fmt: skip
_ALSACE_MOSELLE = frozenset({"57", "67", "68"})


def department_of(communes: Iterable[str]) -> str | None:
    """The department of most of these communes (codes of the INSEE); None without any. Of as many, the first."""
    counted = Counter(code[:3] if code.startswith(("97", "98")) else code[:2] for code in sorted(communes))
    return counted.most_common(1)[0][0] if counted else None


def public_holidays(years: Iterable[int], department: str | None) -> frozenset[date]:
    return frozenset().union(*(_of(year, department) for year in years))


@lru_cache(maxsize=512)
def _of(year: int, department: str | None) -> frozenset[date]:
    subdivision = "57" if department in _ALSACE_MOSELLE else None
    days = frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))
    remembered = _END_OF_SLAVERY.get(department or "")
    return days | {date(year, *remembered)} if remembered else days
