"""Covers and replacements as the caller sees them: named, with what he may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from scheduling_svc.pools import repository
from scheduling_svc.pools.models import Cover, CoverStatus, PoolVolunteer
from scheduling_svc.pools.policies import CoverAct, acts_on, decides_for
from scheduling_svc.pools.repository import NamedCover
from scheduling_svc.pools.schemas import CoverOut, LocumOut, ReplacementOut
from scheduling_svc.slots.policies import own_agenda


@dataclass(frozen=True)
class Reader:
    """Who reads, and what he said to the pool."""

    caller: Caller
    now: datetime
    own: UUID | None
    volunteer: PoolVolunteer | None
    profession_code: str | None

    def may(self, named: NamedCover) -> list[CoverAct]:
        cover = named.cover
        may_take = self.profession_code == cover.profession_code and (
            self.volunteer is not None or cover.team_id is not None
        )
        return [
            act
            for act in acts_on(self.caller, cover, named.decider_id, self.now)
            if may_take or act is not CoverAct.CLAIM
        ]

    def decides(self, named: NamedCover) -> bool:
        return decides_for(self.caller, named.decider_id)

    def is_suited(self, cover: Cover) -> bool:
        return (
            self.volunteer is not None
            and self.profession_code == cover.profession_code
            and cover.day.isoweekday() in self.volunteer.weekdays
            and (not self.volunteer.communes or cover.commune_code in self.volunteer.communes)
        )


async def reader_of(session: AsyncSession, caller: Caller, now: datetime) -> Reader:
    own = own_agenda(caller)
    if own is None:
        return Reader(caller, now, None, None, None)
    who = await repository.professional(session, caller.cpts, own)
    volunteer = await repository.volunteer_by_id(session, caller.cpts, own)
    return Reader(caller, now, own, volunteer, who.profession_code if who else None)


def cover_out(named: NamedCover, reader: Reader) -> CoverOut:
    cover, place, team = named.cover, named.place, named.team
    return CoverOut.model_validate(
        {name: getattr(cover, name) for name in CoverOut.model_fields if hasattr(cover, name)}
        | {
            "professional_name": named.professional_name,
            "locum_name": named.locum_name,
            "team_label": team.label if team else None,
            "place_label": place.label if place else None,
            "commune_name": place.commune_name if place else None,
            "appointments_staying": named.own_appointments if reader.decides(named) and cover.away() else 0,
            "is_mine": reader.own is not None and reader.own == cover.locum_id,
            "suits_me": reader.is_suited(cover),
            "may": reader.may(named),
        }
    )


def replacement_out(hours: Sequence[NamedCover], reader: Reader) -> ReplacementOut:
    """`hours` of one replacement, by start."""
    replacement_id = hours[0].cover.replacement_id
    assert replacement_id is not None, "hours of a practice are of a replacement"
    covers = [cover_out(one, reader) for one in hours]
    days = _days(covers)
    claimable = [one for one in covers if CoverAct.CLAIM in one.may]
    offered = {
        CoverAct.CLAIM: bool(claimable),
        CoverAct.WITHDRAW: any(CoverAct.WITHDRAW in one.may for one in covers),
    }
    return ReplacementOut(
        replacement_id=replacement_id,
        covers=covers,
        locums=_locums(covers, len(days)),
        open_days=_days([one for one in covers if one.status == CoverStatus.OPEN]),
        suits_me=_days([one for one in claimable if one.suits_me]),
        may=[act for act, stands in offered.items() if stands],
    )


def _locums(covers: Sequence[CoverOut], most: int) -> list[LocumOut]:
    held = sorted(
        (one for one in covers if one.locum_id is not None), key=lambda one: (str(one.locum_id), one.status)
    )
    days_of = {
        locum_id: len(_days([one for one in held if one.locum_id == locum_id]))
        for locum_id in {one.locum_id for one in held}
    }
    found = []
    for (_, _), some in groupby(held, key=lambda one: (one.locum_id, one.status)):
        alike = list(some)
        first = alike[0]
        assert first.locum_id is not None, "held hours have a locum"
        found.append(
            LocumOut(
                locum_id=first.locum_id,
                locum_name=first.locum_name,
                status=first.status,
                days=_days(alike),
                is_whole=days_of[first.locum_id] == most,
                is_mine=first.is_mine,
                appointments_staying=sum(one.appointments_staying for one in alike),
                may=[act for act in first.may if act is not CoverAct.WITHDRAW],
            )
        )
    return sorted(found, key=lambda one: (-days_of[one.locum_id], one.locum_name or "", one.status))


def _days(covers: Sequence[CoverOut]) -> list[date]:
    return sorted({one.day for one in covers})
