"""Appointments of a referral, of an agenda, of a worklist or the caller's own, with what he may do with each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.agendas.keeping import check_keeper, without_login
from scheduling_svc.agendas.models import Agenda, AgendaKind
from scheduling_svc.appointments import repository
from scheduling_svc.appointments.elsewhere import booked_elsewhere, bookers_elsewhere
from scheduling_svc.appointments.models import AgendaAct, Appointment, AppointmentStatus
from scheduling_svc.appointments.policies import allowed_acts, has_a_link, sees_every_appointment
from scheduling_svc.appointments.schemas import (
    AppointmentOut,
    AppointmentPage,
    BookedFrom,
    FindAppointments,
    ListedAppointment,
    StatedBy,
)
from scheduling_svc.appointments.worklists import rows_of
from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.openings.schemas import NamedCpts
from scheduling_svc.openings.sharing import names_of
from scheduling_svc.slots.policies import account_of, may_book, own_agenda
from scheduling_svc.slots.walls import beyond
from scheduling_svc.wire import FIRST_DAY

#: What a file says of an appointment: never for whom.
COLUMNS = (
    "starts_at", "ends_at", "professional_name", "profession_code", "place_label", "commune_code", "modality",
    "reason_code", "status", "no_show_reason", "booked_at",
)  # fmt: skip


async def list_appointments(unit: Unit, caller: Caller, clock: Clock, find: FindAppointments) -> AppointmentPage:
    after = _after(find.cursor) if find.cursor else None
    listed = await _found(unit, caller, clock, find, after, find.limit + 1)
    page = listed[: find.limit]
    return AppointmentPage(
        items=page,
        next=encode_cursor("appointments", page[-1].starts_at, page[-1].appointment_id)
        if len(listed) > find.limit
        else None,
    )


async def export_appointments(unit: Unit, caller: Caller, clock: Clock, find: FindAppointments) -> str:
    listed = await _found(unit, caller, clock, find, None, None)
    rows = (one.model_dump(mode="json", include=set(COLUMNS)) for one in listed)
    return csv_text(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])


async def _found(
    unit: Unit,
    caller: Caller,
    clock: Clock,
    find: FindAppointments,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
) -> list[ListedAppointment]:
    may_book(caller)
    now = clock.now()
    sees_all = sees_every_appointment(caller)
    async with unit.begin() as session:
        if not sees_all and find.professional_id is not None:
            await check_keeper(session, caller, find.professional_id)
            sees_all = True
        if not sees_all and find.referral_id is not None:
            known = await repository.known_state(session, caller.cpts, find.referral_id)
            sees_all = known is not None and has_a_link(caller, known)
        mine = None if sees_all else (own_agenda(caller), account_of(caller))
        rows = await appointments_after(
            session, referral_id=find.referral_id, professional_id=find.professional_id, mine=mine,
            since=find.from_, until=find.to, after=after, limit=limit,
            within=rows_of(find.worklist, caller, now) if find.worklist else None,
        )  # fmt: skip
        listed = await _listed(session, caller, rows, now)
        if find.worklist is None:
            account = None if sees_all and find.referral_id else account_of(caller)
            listed += await _elsewhere(session, caller, find, account, after, limit, now)
    return sorted(listed, key=lambda one: (one.starts_at, one.appointment_id))


async def _listed(
    session: AsyncSession, caller: Caller, rows: Sequence[Appointment], now: datetime
) -> list[ListedAppointment]:
    """Where the rows stand."""
    whose = {row.professional_id for row in rows}
    known_of = await professionals_of(session, whose)
    agendas = await without_login(session, whose)
    bookers = await bookers_elsewhere(session, rows)
    stated = await _last_acts(session, [row.appointment_id for row in rows])
    return [
        _one(
            caller, row, known_of.get(row.professional_id), agendas.get(row.professional_id),
            bookers.get(row.appointment_id), stated.get(row.appointment_id), now,
        )
        for row in rows
    ]  # fmt: skip


def _one(
    caller: Caller,
    row: Appointment,
    professional: KnownProfessional | None,
    agenda: Agenda | None,
    booked_from: BookedFrom | None,
    stated_by: StatedBy | None,
    now: datetime,
) -> ListedAppointment:
    keeper = agenda.responsible_id if agenda else row.professional_id
    return ListedAppointment(
        **dict(AppointmentOut.of(row)),
        professional_name=professional and professional.display_name,
        profession_code=professional and professional.profession_code,
        agenda_kind=AgendaKind(agenda.kind) if agenda else None,
        booked_from=booked_from,
        shared_by=None,
        stated_by=stated_by,
        allowed_acts=allowed_acts(caller, row, keeper, now),
    )


async def _last_acts(session: AsyncSession, appointment_ids: Sequence[UUID]) -> dict[UUID, StatedBy]:
    acts = await session.scalars(
        select(AgendaAct)
        .ext(distinct_on(AgendaAct.subject_id))
        .where(AgendaAct.subject_id.in_(appointment_ids))
        .order_by(AgendaAct.subject_id, AgendaAct.at.desc(), AgendaAct.act_id.desc())
    )
    return {act.subject_id: StatedBy(at=act.at, name=act.author_name, roles=act.author_roles) for act in acts}


async def _elsewhere(
    session: AsyncSession,
    caller: Caller,
    find: FindAppointments,
    account_id: UUID | None,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
    now: datetime,
) -> list[ListedAppointment]:
    """Booked from here in agendas of other CPTS: one's own or, for who reads all of a referral, all of it."""
    found: list[ListedAppointment] = []
    booked = await booked_elsewhere(session, account_id, find.referral_id)
    names = await names_of(session, set(booked))
    for at_cpts_id, referrals in booked.items():
        async with beyond(session, at_cpts_id):
            rows = await appointments_after(
                session, referral_id=None, professional_id=find.professional_id, mine=None, since=find.from_,
                until=find.to, after=after, limit=limit, within=Appointment.appointment_id.in_(referrals),
            )  # fmt: skip
            there = await _listed(session, caller, rows, now)
        shared_by = NamedCpts(cpts_id=at_cpts_id, name=names[at_cpts_id])
        found += [
            one.model_copy(
                update={
                    "referral_id": referrals[one.appointment_id],
                    "shared_by": shared_by,
                    "booked_from": None,
                    "stated_by": None,
                }
            )
            for one in there
        ]
    return found


def _after(cursor: str) -> tuple[datetime, UUID]:
    starts_at, appointment_id = decode_cursor("appointments", cursor, (datetime, UUID))
    if starts_at.date() < FIRST_DAY:
        raise BadCursor
    return starts_at, appointment_id


async def appointments_after(
    session: AsyncSession,
    *,
    referral_id: UUID | None,
    professional_id: UUID | None,
    mine: tuple[UUID | None, UUID] | None,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
    within: ColumnElement[bool] | None = None,
) -> list[Appointment]:
    """A keyset page by start. `mine` is (own agenda, account): what stands in the one or was booked by the other."""
    key = (Appointment.starts_at, Appointment.appointment_id)
    asked = select(Appointment).where(Appointment.status != AppointmentStatus.HELD.value).order_by(*key).limit(limit)
    if referral_id is not None:
        asked = asked.where(Appointment.referral_id == referral_id)
    if professional_id is not None:
        asked = asked.where(Appointment.professional_id == professional_id)
    if mine is not None:
        own, account = mine
        asked = asked.where((Appointment.professional_id == own) | (Appointment.booked_by == account))
    if within is not None:
        asked = asked.where(within)
    if since is not None:
        asked = asked.where(Appointment.ends_at > since)
    if until is not None:
        asked = asked.where(Appointment.starts_at < until)
    if after is not None:
        asked = asked.where(tuple_(*key) > tuple_(*after))
    return list(await session.scalars(asked))


async def professionals_of(session: AsyncSession, professional_ids: set[UUID]) -> dict[UUID, KnownProfessional]:
    rows = await session.scalars(
        select(KnownProfessional).where(KnownProfessional.professional_id.in_(professional_ids))
    )
    return {row.professional_id: row for row in rows}
