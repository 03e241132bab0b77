"""Who is on duty, across all published rotas: for the door of a practice, and for one's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.known.models import KnownCpts, KnownPlace
from scheduling_svc.openings.civil import instant
from scheduling_svc.rota import repository
from scheduling_svc.rota.models import Rota, RotaKind
from scheduling_svc.rota.schemas import PublicDuties, PublicDuty
from scheduling_svc.slots.repository import zone_of

#: How far ahead the door of a practice tells.
PUBLIC_AHEAD = timedelta(days=35)


async def public_duties(unit: Unit, clock: Clock, cpts_id: UUID) -> PublicDuties:
    """Published duties alone, and of a person what his plate says: name, place, telephone of the practice."""
    async with unit.begin() as session:
        cpts = await session.get(KnownCpts, cpts_id)
        if cpts is None:
            raise NotFound
        today = local_date(clock.now(), await zone_of(session, cpts_id))
        rows = await repository.published_duties(session, today, today + PUBLIC_AHEAD)
        holders = {duty.professional_id for duty, _ in rows if duty.professional_id}
        known = await repository.professionals(session, holders)
        places = await repository.first_places(session, holders)
        items = []
        for duty, rota in rows:
            person = known.get(duty.professional_id) if duty.professional_id else None
            label, line = _place(rota, places.get(duty.professional_id) if duty.professional_id else None)
            items.append(
                PublicDuty(
                    on=duty.on_day, from_time=rota.from_time, to_time=rota.to_time, kind=RotaKind(rota.kind),
                    professional_name=person.display_name if person else None, place_label=label, place_line=line,
                    practice_phone=rota.site_phone if rota.kind == RotaKind.HOUSE else person and person.phone,
                )
            )  # fmt: skip
        return PublicDuties(cpts_name=cpts.name, items=items)


@dataclass(frozen=True)
class DutyEvent:
    """A duty as a calendar shows it."""

    duty_id: UUID
    rota_name: str
    starts_at: datetime
    ends_at: datetime
    place: str | None


async def duty_events(
    session: AsyncSession, cpts_id: UUID, professional_id: UUID, first: date, last: date
) -> list[DutyEvent]:
    """One's published duties, for a calendar feed."""
    zone = await zone_of(session, cpts_id)
    rows = await repository.published_duties(session, first, last, of=professional_id)
    return [
        DutyEvent(
            duty.duty_id, rota.name, instant(duty.on_day, rota.from_time, zone),
            instant(duty.on_day, rota.to_time, zone), rota.site_name,
        )
        for duty, rota in rows
    ]  # fmt: skip


def _place(rota: Rota, own: KnownPlace | None) -> tuple[str | None, str | None]:
    if rota.kind == RotaKind.HOUSE:
        return rota.site_name, rota.site_address
    return (own.label, ", ".join(_line(own))) if own else (None, None)


def _line(place: KnownPlace) -> Iterator[str]:
    if place.address:
        yield place.address
    town = " ".join(part for part in (place.postal_code, place.commune_name) if part)
    if town:
        yield town
