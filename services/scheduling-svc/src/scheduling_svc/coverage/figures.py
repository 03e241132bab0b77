"""What is counted of a profession around a commune."""

from enum import StrEnum


class Figure(StrEnum):
    """Each opens the rows that it counts: professionals, their half-days, free slots, those on duty."""

    PROFESSIONALS = "professionals"
    HALF_DAYS = "half_days"
    FREE = "free"
    ON_DUTY = "on_duty"
