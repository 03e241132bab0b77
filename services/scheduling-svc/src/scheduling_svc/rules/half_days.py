"""A half-day, by the civil time at which something begins."""

from __future__ import annotations

from enum import StrEnum


class Half(StrEnum):
    """Half-day by the civil time of the start; the afternoon begins when the CPTS's rules say (default 13:00)."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


def half_of(start: str) -> str:
    """SQL of the half-day of a column of instants; it binds `zone` and `afternoon_from`."""
    return f"""case when ({start} at time zone :zone)::time < cast(:afternoon_from as time)
    then '{Half.MORNING}' else '{Half.AFTERNOON}' end"""
