"""Which recourses take a request now, in the order in which the CPTS calls them. Pure (F058, F059, F061).

The red flag is none of them: it leads to the 15 before anything here is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.openings.models import Modality
from scheduling_svc.recourses.hours import Answering, answering
from scheduling_svc.triage.script import TriageClass


class Unfit(StrEnum):
    """Why a recourse does not take a request now."""

    CLOSED = "closed"
    COMMUNE = "commune"
    AGE = "age"
    MODALITY = "modality"
    PROFESSION = "profession"
    TRIAGE_CLASS = "triage_class"


@dataclass(frozen=True)
class Request:
    """What is known of it without identity. Where the commune or the ages are not known, they exclude nobody."""

    triage_class: TriageClass
    profession_code: str
    modality: Modality
    commune: str | None = None
    #: First and last year of the band that the age lies in.
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Routed:
    recourse: RecourseDescribed
    hours: Answering
    unfit: tuple[Unfit, ...]


def routed(
    recourses: Iterable[RecourseDescribed],
    request: Request,
    now: datetime,
    zone: ZoneInfo,
    holidays: Collection[date],
) -> list[Routed]:
    """Those that take it now come first; within both, the order of resort of the CPTS."""
    found = []
    for one in recourses:
        hours = answering(one, now, zone, holidays)
        found.append(Routed(one, hours, tuple(_unfit(one, request, is_open=hours.is_open))))
    return sorted(found, key=lambda one: (bool(one.unfit), in_order(one.recourse)))


def in_order(recourse: RecourseDescribed) -> tuple[int, str]:
    """The order of resort of the CPTS."""
    return recourse.rank, recourse.name


def _unfit(recourse: RecourseDescribed, request: Request, *, is_open: bool) -> Iterable[Unfit]:
    if not is_open:
        yield Unfit.CLOSED
    if request.commune and recourse.communes and request.commune not in recourse.communes:
        yield Unfit.COMMUNE
    if request.ages and not _meet(request.ages, (recourse.min_age or 0, recourse.max_age)):
        yield Unfit.AGE
    if request.modality.value not in recourse.modalities:
        yield Unfit.MODALITY
    if request.profession_code not in recourse.profession_codes:
        yield Unfit.PROFESSION
    if recourse.triage_classes and request.triage_class.value not in recourse.triage_classes:
        yield Unfit.TRIAGE_CLASS


def _meet(ages: tuple[int, int], taken: tuple[int, int | None]) -> bool:
    first, last = taken
    return ages[1] >= first and (last is None or ages[0] <= last)
