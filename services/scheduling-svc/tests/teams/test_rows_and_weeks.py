"""Slots in a row, and seats copied to another week. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from scheduling_svc.teams.in_a_row import FreeSlot, first_in_a_row
from scheduling_svc.teams.weeks import Seat, copied_seats


def free(*starts):
    """Slots of ten minutes, by their minute from nine."""
    nine = datetime(2026, 11, 28, 9, tzinfo=UTC)
    return [
        FreeSlot(nine + timedelta(minutes=at), nine + timedelta(minutes=at + 10), UUID(int=rank))
        for rank, at in enumerate(starts)
    ]


@pytest.mark.parametrize(
    ("starts", "people", "found"),
    [
        ((), 1, []),
        ((0, 20), 2, []),
        ((0, 20, 40), 3, []),
        ((20,), 1, [0]),
        ((0, 10, 20), 3, [0, 1, 2]),
        ((0, 0, 0, 10), 4, [0, 1, 2, 3]),
        ((0, 20, 30, 30), 3, [1, 2, 3]),
        ((0, 5, 15), 3, [0, 1, 2]),
    ],
    ids=["none", "a gap", "gaps", "one", "one line", "three lines", "after a gap", "two lines out of step"],
)
def test_people_who_come_together_wait_for_nobody_among_them(starts, people, found):
    assert [slot.slot_id.int for slot in first_in_a_row(free(*starts), people)] == found


def test_seats_are_copied_as_often_as_they_are_missing():
    saturday, week = date(2026, 11, 28), timedelta(days=7)
    nurse = Seat(saturday, time(9), time(13), "60", True)
    reception = nurse._replace(has_line=False)
    there = [nurse._replace(day=saturday + week)]
    copied = list(copied_seats([nurse, nurse, nurse, reception], there, week))
    assert sorted(copied) == sorted([*there, *there, reception._replace(day=saturday + week)])
    assert not list(copied_seats([nurse], there, week))
