"""Who is the same as whom, by blind indexes alone: the rule of `vault.open_request_of_the_same_person`, for many."""

from __future__ import annotations

from dataclasses import dataclass, field

#: By birth date, and by its year: the first is None when the year alone is known, both when nothing is.
Blind = tuple[bytes | None, bytes | None]


@dataclass
class People:
    dates: set[bytes] = field(default_factory=set)
    years: set[bytes] = field(default_factory=set)
    #: Of those whose date nobody knows.
    years_alone: set[bytes] = field(default_factory=set)

    def has(self, who: Blind) -> bool:
        by_date, by_year = who
        if by_year is None:
            return False
        if by_date is None:
            return by_year in self.years
        return by_date in self.dates or by_year in self.years_alone

    def add(self, who: Blind) -> None:
        by_date, by_year = who
        if by_year is None:
            return
        self.years.add(by_year)
        if by_date is None:
            self.years_alone.add(by_year)
        else:
            self.dates.add(by_date)
