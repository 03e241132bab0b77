"""Local copies follow what directory-svc says: each fact is the whole state, so each replaces what was known."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.facts import (
    AppointmentBooked,
    AppointmentMoved,
    CptsDescribed,
    MemberLeft,
    ProfessionalDescribed,
    StructureDescribed,
)
from referral_svc.known.models import (
    KnownAppointment,
    KnownCancellation,
    KnownClosure,
    KnownCommune,
    KnownCpts,
    KnownProfessional,
    KnownStructure,
)


async def know_cpts(session: AsyncSession, fact: CptsDescribed, at: datetime) -> None:
    values = {
        "cpts_id": fact.cpts_id,
        "name": fact.name,
        "time_zone": fact.time_zone,
        "coordination_phone": fact.coordination_phone,
        "described_at": at,
    }
    statement = insert(KnownCpts).values(values)
    await session.execute(statement.on_conflict_do_update(index_elements=["cpts_id"], set_=values))
    await session.execute(delete(KnownCommune).where(KnownCommune.cpts_id == fact.cpts_id))
    await session.execute(delete(KnownClosure).where(KnownClosure.cpts_id == fact.cpts_id))
    session.add_all(
        KnownCommune(
            cpts_id=fact.cpts_id,
            code=commune.code,
            name=commune.name,
            department=commune.department,
            population=commune.population,
            lat=commune.lat,
            lon=commune.lon,
            neighbours=fact.neighbours.get(commune.code, []),
        )
        for commune in fact.communes
    )
    session.add_all(
        KnownClosure(cpts_id=fact.cpts_id, starts_on=c.starts_on, ends_on=c.ends_on, label=c.label)
        # Two offices may announce the same days: one span, the last words for it.
        for c in {(closure.starts_on, closure.ends_on): closure for closure in fact.closures}.values()
    )


async def know_professional(session: AsyncSession, cpts_id: UUID, fact: ProfessionalDescribed, at: datetime) -> None:
    values = {
        **fact.model_dump(),
        "absences": [absence.model_dump(mode="json") for absence in fact.absences],
        "cpts_id": cpts_id,
        "accepts_new_patients": fact.offer.get("accepts_new_patients"),
        "described_at": at,
    }
    if fact.is_member:
        values["left_on"] = None
    statement = insert(KnownProfessional).values(values)
    await session.execute(statement.on_conflict_do_update(index_elements=["cpts_id", "professional_id"], set_=values))


async def know_of_neighbour(session: AsyncSession, cpts_id: UUID, known: KnownProfessional) -> None:
    """A neighbour's member who was proposed here: his name and where to write to him, as his own CPTS knows them.

    He is asked for nothing else; what directory-svc says of him to this CPTS, if it does, stands before it.
    """
    values = {column.key: getattr(known, column.key) for column in KnownProfessional.__mapper__.column_attrs}
    values |= {
        "cpts_id": cpts_id,
        "is_member": False,
        "is_volunteer": False,
        # How many places he has is his own CPTS's to count.
        "offer": {**known.offer, "capacity": None},
    }
    await session.execute(insert(KnownProfessional).values(values).on_conflict_do_nothing())


async def member_left(session: AsyncSession, cpts_id: UUID, fact: MemberLeft) -> None:
    """Nobody asks him any more; his name stays where he took part."""
    await session.execute(
        update(KnownProfessional)
        .where(KnownProfessional.cpts_id == cpts_id, KnownProfessional.professional_id == fact.professional_id)
        .values(is_member=False, is_volunteer=False, left_on=fact.left_on)
    )


async def know_structure(session: AsyncSession, cpts_id: UUID, fact: StructureDescribed) -> None:
    values = {**fact.model_dump(), "cpts_id": cpts_id}
    statement = insert(KnownStructure).values(values)
    await session.execute(statement.on_conflict_do_update(index_elements=["cpts_id", "finess"], set_=values))


async def know_appointment(
    session: AsyncSession, cpts_id: UUID, referral_id: UUID, fact: AppointmentBooked | AppointmentMoved
) -> None:
    values = {
        "cpts_id": cpts_id, "appointment_id": fact.appointment_id, "referral_id": referral_id,
        "professional_id": fact.professional_id, "starts_at": fact.starts_at, "modality": fact.modality,
        "place_label": fact.place_label, "commune_code": fact.commune_code,
        "agenda_kind": fact.agenda_kind, "profession_code": fact.profession_code,
        "place_street": fact.place_street, "place_postal_code": fact.place_postal_code,
    }  # fmt: skip
    told = insert(KnownAppointment).values(values)
    await session.execute(
        told.on_conflict_do_update(index_elements=["cpts_id", "appointment_id"], set_=dict(told.excluded))
    )


async def know_cancellation(session: AsyncSession, cpts_id: UUID, appointment_id: UUID, at: datetime) -> None:
    values = {"cpts_id": cpts_id, "appointment_id": appointment_id, "heard_at": at}
    await session.execute(insert(KnownCancellation).values(values).on_conflict_do_nothing())


async def is_cancelled(session: AsyncSession, cpts_id: UUID, appointment_id: UUID) -> bool:
    return await session.get(KnownCancellation, (cpts_id, appointment_id)) is not None
