"""Which rules a plan breaks: written without the search, to check what it found and to judge what a hand changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from scheduling_svc.routing.problem import Hours, HoursKey, Plan, Problem, Visit
from scheduling_svc.routing.timing import timetable


class RoundRule(StrEnum):
    """`window` is the person's, who may agree to another hour; `told`: she was told one already, and it stands. The
    others are what a nurse offered: nobody widens that for her."""

    PROFESSION = "profession"
    SKILL = "skill"
    SECTOR = "sector"
    BARRED = "barred"
    HOURS = "hours"
    MOST = "most"
    WINDOW = "window"
    TOLD = "told"
    PINNED = "pinned"


@dataclass(frozen=True, order=True)
class Breach:
    """`visit_id`: the visit that breaks it, or comes too late by it; none where the whole round is too much."""

    kind: RoundRule
    nurse_id: UUID
    visit_id: UUID | None = None


def breaches(problem: Problem, plan: Plan) -> set[Breach]:
    return {
        broken for key, order in plan.items() for broken in broken_by(problem, problem.hours_of[key], order)
    }  # fmt: skip


def broken_by(problem: Problem, hours: Hours, order: Sequence[UUID]) -> Iterator[Breach]:
    nurse = hours.nurse_id
    for visit_id in order:
        for kind in unsuited(hours, problem.visit[visit_id]):
            yield Breach(kind, nurse, visit_id)
    if len(order) > hours.most:
        yield Breach(RoundRule.MOST, nurse)
    times = timetable(problem, hours, order)
    for stop in times.stops:
        visit = problem.visit[stop.visit_id]
        if stop.begins > visit.begins_by:
            yield Breach(RoundRule.TOLD if visit.is_told else RoundRule.WINDOW, nurse, stop.visit_id)
    if times.ends > hours.ends:
        yield Breach(RoundRule.HOURS, nurse)


def unsuited(hours: Hours, visit: Visit) -> Iterator[RoundRule]:
    """What stands between this visit and this nurse, whatever else she does."""
    if visit.pinned not in (None, hours.key):
        yield RoundRule.PINNED
    if visit.profession != hours.profession:
        yield RoundRule.PROFESSION
    if not visit.skills <= hours.skills:
        yield RoundRule.SKILL
    if not hours.covers(visit.commune):
        yield RoundRule.SECTOR
    if hours.nurse_id in visit.barred:
        yield RoundRule.BARRED


class UnplacedReason(StrEnum):
    """Why a visit is not placed: the first that holds."""

    NOBODY = "nobody"
    PROFESSION = "profession"
    SKILL = "skill"
    SECTOR = "sector"
    BARRED = "barred"
    WINDOW = "window"
    NO_ROOM = "no_room"


def why_unplaced(problem: Problem, visit: Visit) -> UnplacedReason:
    """Nurses are left out one rule after the other; the rule that leaves nobody is the reason."""
    left = list(problem.hours)
    if not left:
        return UnplacedReason.NOBODY
    for reason, suits in (
        (UnplacedReason.PROFESSION, lambda hours: hours.profession == visit.profession),
        (UnplacedReason.SKILL, lambda hours: visit.skills <= hours.skills),
        (UnplacedReason.SECTOR, lambda hours: hours.covers(visit.commune)),
        (UnplacedReason.BARRED, lambda hours: hours.nurse_id not in visit.barred),
        (UnplacedReason.WINDOW, lambda hours: not any(_too_late(problem, hours, visit))),
    ):
        left = [hours for hours in left if suits(hours)]
        if not left:
            return reason
    return UnplacedReason.NO_ROOM


def _too_late(problem: Problem, hours: Hours, visit: Visit) -> Iterator[Breach]:
    """With nobody else on her round."""
    late = (RoundRule.WINDOW, RoundRule.TOLD, RoundRule.HOURS)
    return (one for one in broken_by(problem, hours, (visit.visit_id,)) if one.kind in late)


def as_it_stands(problem: Problem) -> dict[HoursKey, tuple[UUID, ...]]:
    """What no search may touch: the visits whose hour was told, in that order."""
    told = [one for one in problem.visits if one.is_told and one.pinned is not None]
    return {
        hours.key: tuple(one.visit_id for one in told if one.pinned == hours.key) for hours in problem.hours
    }  # fmt: skip
