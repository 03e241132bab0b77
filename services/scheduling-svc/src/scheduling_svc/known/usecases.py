"""Facts of other services become local copies; what they change in agendas is corrected at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.public_holidays import department_of
from scheduling_svc.known.facts import CptsDescribed, ProfessionalDescribed, RecourseDescribed, ReferralState
from scheduling_svc.known.models import (
    KnownCommune,
    KnownCpts,
    KnownPlace,
    KnownProfessional,
    KnownRecourse,
    KnownReferral,
)
from scheduling_svc.openings.repository import has_openings
from scheduling_svc.slots.repository import department_here, forget_horizons
from scheduling_svc.slots.upkeep import bring_in_line


async def know_cpts(session: AsyncSession, fact: CptsDescribed) -> None:
    """A CPTS that changes its time zone, or its department, has all its agendas derived again by the worker."""
    before = await session.scalar(select(KnownCpts.time_zone).where(KnownCpts.cpts_id == fact.cpts_id))
    values = {
        "name": fact.name, "time_zone": fact.time_zone, "finess": fact.finess,
        "coordination_phone": fact.coordination_phone,
    }  # fmt: skip
    await session.execute(
        insert(KnownCpts)
        .values(cpts_id=fact.cpts_id, **values)
        .on_conflict_do_update(index_elements=["cpts_id"], set_=values)
    )
    department_before = await department_here(session)
    await session.execute(delete(KnownCommune))
    if fact.communes:
        await session.execute(
            insert(KnownCommune),
            [{"cpts_id": fact.cpts_id, **commune.model_dump()} for commune in fact.communes],
        )
    here = department_of(commune.code for commune in fact.communes)
    if before is not None and (before, department_before) != (fact.time_zone, here):
        await forget_horizons(session)


async def know_professional(session: AsyncSession, cpts_id: UUID, fact: ProfessionalDescribed, now: datetime) -> None:
    values = {
        "display_name": fact.display_name,
        "profession_code": fact.profession_code,
        "specialty_codes": fact.specialty_codes,
        "rpps": fact.rpps,
        "family_name": fact.family_name,
        "given_name": fact.given_name,
        "phone": fact.phone,
        "is_member": fact.is_member,
        "languages": fact.offer.languages,
        "absences": [absence.model_dump(mode="json") for absence in fact.absences],
    }
    await session.execute(
        insert(KnownProfessional)
        .values(cpts_id=cpts_id, professional_id=fact.professional_id, **values)
        .on_conflict_do_update(index_elements=["cpts_id", "professional_id"], set_=values)
    )
    await _know_places(session, cpts_id, fact)
    if await has_openings(session, fact.professional_id):
        await bring_in_line(session, cpts_id, fact.professional_id, now)


async def _know_places(session: AsyncSession, cpts_id: UUID, fact: ProfessionalDescribed) -> None:
    """A place without coordinates stands in the middle of its commune. Places lent to a locum stay."""
    described = [place.place_id for place in fact.places]
    replaced = KnownPlace.lent_by.is_(None) | KnownPlace.place_id.in_(described)
    await session.execute(delete(KnownPlace).where(KnownPlace.professional_id == fact.professional_id, replaced))
    if not fact.places:
        return
    middles = {commune.code: (commune.lat, commune.lon) for commune in await session.scalars(select(KnownCommune))}
    rows = []
    for place in fact.places:
        lat, lon = place.lat, place.lon
        if lat is None or lon is None:
            lat, lon = middles.get(place.commune_code or "", (None, None))
        rows.append(
            {"cpts_id": cpts_id, "professional_id": fact.professional_id, "place_id": place.place_id,
             "profession_code": fact.profession_code, "label": place.label or place.commune_name or "",
             "address": place.address, "postal_code": place.postal_code, "structure_id": place.structure_id,
             "commune_code": place.commune_code, "commune_name": place.commune_name, "lat": lat, "lon": lon,
             "accessible": place.accessible}
        )  # fmt: skip
    await session.execute(insert(KnownPlace), rows)


async def know_recourse(session: AsyncSession, cpts_id: UUID, fact: RecourseDescribed) -> None:
    values = {"is_active": fact.is_active, "described": fact.model_dump(mode="json")}
    await session.execute(
        insert(KnownRecourse)
        .values(cpts_id=cpts_id, recourse_id=fact.recourse_id, **values)
        .on_conflict_do_update(index_elements=["cpts_id", "recourse_id"], set_=values)
    )


async def know_referral(
    session: AsyncSession, cpts_id: UUID, fact: ReferralState, version: int, told_at: datetime
) -> bool:
    """Events of one referral have several types, so the inbox alone does not put them in order: the version does.

    False when something newer is known already. The row stays locked: who books for this referral waits.
    """
    values = {
        "kind": fact.kind,
        "status": fact.status,
        "placed_professional_id": fact.placed_professional_id,
        "author_account_id": fact.author_account_id,
        "author_structure": fact.author_structure,
        "usual_professional_id": fact.usual_professional_id,
        "version": version,
    }
    written = await session.execute(
        insert(KnownReferral)
        .values(cpts_id=cpts_id, referral_id=fact.referral_id, stated_at=told_at, **values)
        .on_conflict_do_update(
            index_elements=["cpts_id", "referral_id"], set_=values, where=KnownReferral.version < version
        )
        .returning(KnownReferral.referral_id)
    )
    return written.first() is not None
