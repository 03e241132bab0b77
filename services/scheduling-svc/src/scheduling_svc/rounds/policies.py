"""Who plans rounds, and who says how a visit went. Pure (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.rounds.errors import RoundsPast
from scheduling_svc.slots.policies import OVERSEERS, OWNERS, own_agenda

#: A visit gives a nurse the person's name: noted and planned by who may book any request of unscheduled care.
PLANNERS = ("care_coordinator",)


def may_plan(caller: Caller) -> None:
    caller.require(*PLANNERS)


def may_read_rounds(caller: Caller) -> None:
    caller.require(*OVERSEERS)


def sees_volunteers_of(caller: Caller) -> UUID | None:
    """All of them for who oversees agendas (None); others their own word."""
    caller.require(*OVERSEERS, *OWNERS)
    return None if caller.has(*OVERSEERS) else own_agenda(caller) or UUID(int=0)


def whose_round(caller: Caller) -> UUID | None:
    caller.require(*OWNERS)
    return own_agenda(caller)


def must_not_be_past(day: date, today: date) -> None:
    if day < today:
        raise RoundsPast
