"""Public holidays of metropolitan France. (The two of Alsace-Moselle are working days elsewhere.)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays


def public_holidays(years: Iterable[int]) -> frozenset[date]:
    return frozenset().union(*(_of(year) for year in years))


@lru_cache(maxsize=128)
def _of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))
