"""A cover as the caller sees it: named, with what he may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from scheduling_svc.pools import repository
from scheduling_svc.pools.models import Cover, PoolVolunteer
from scheduling_svc.pools.policies import CoverAct, acts_on, decides_for
from scheduling_svc.pools.repository import NamedCover
from scheduling_svc.pools.schemas import CoverOut
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
