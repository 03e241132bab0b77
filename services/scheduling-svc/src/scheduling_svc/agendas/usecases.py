"""The office of the CPTS makes an agenda that nobody logs in to, describes it anew, and closes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.agendas import repository
from scheduling_svc.agendas.errors import AgendaPlaceUnknown, ResponsibleUnknown
from scheduling_svc.agendas.models import Agenda
from scheduling_svc.agendas.schemas import AgendaList, AgendaWithoutLogin, DescribeAgenda, MakeAgenda
from scheduling_svc.appointments.trace import trace
from scheduling_svc.known.facts import PlaceFact, ProfessionalDescribed
from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.known.usecases import know_professional
from scheduling_svc.slots.policies import OVERSEERS, OWNERS, account_of
from scheduling_svc.slots.repository import agendas_in_hand
from scheduling_svc.slots.upkeep import bring_in_line


async def list_agendas(unit: Unit, caller: Caller) -> AgendaList:
    """All of them for who makes them; else those that the caller answers for."""
    caller.require(*OVERSEERS, *OWNERS)
    if not caller.has(*OVERSEERS) and caller.professional_id is None:
        return AgendaList(items=[])
    async with unit.begin() as session:
        found = await repository.open_agendas(session, None if caller.has(*OVERSEERS) else caller.professional_id)
    return AgendaList(items=[_out(agenda, name) for agenda, name in found])


async def make_agendas(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: MakeAgenda) -> AgendaList:
    caller.require(*OVERSEERS)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        responsible = await _responsible(session, wanted)
        lines = range(1, wanted.lines + 1) if wanted.lines > 1 else [None]
        made = [await _make(session, caller, wanted, line, now) for line in lines]
        out = AgendaList(items=[_out(agenda, responsible.display_name) for agenda in made])
        return await idempotency.keep(session, once, out)


async def describe_agenda(
    unit: Unit, caller: Caller, clock: Clock, agenda_id: UUID, wanted: DescribeAgenda, edited: int
) -> AgendaWithoutLogin:
    """Its slots and what is booked in it stay; searches call it by its new name at once."""
    caller.require(*OVERSEERS)
    now = clock.now()
    async with unit.begin() as session:
        agenda = await repository.agenda_by_id(session, agenda_id)
        if agenda is None:
            raise NotFound
        check_version(agenda.version, edited)
        responsible = await _responsible(session, wanted)
        agenda.describe(wanted.terms())
        trace(session, caller, agenda_id, agenda_id, "agenda_described", now)
        await session.flush()
        await _tell(session, agenda, now)
        return _out(agenda, responsible.display_name)


async def close_agenda(unit: Unit, caller: Caller, clock: Clock, agenda_id: UUID) -> None:
    """Its openings and free slots go; what is booked stays, and its responsible still keeps it."""
    caller.require(*OVERSEERS)
    now = clock.now()
    async with unit.begin() as session:
        agenda = await repository.agenda_by_id(session, agenda_id)
        if agenda is None:
            raise NotFound
        await agendas_in_hand(session, [agenda_id])
        agenda.closed_at = now
        trace(session, caller, agenda_id, agenda_id, "agenda_closed", now)
        await repository.withdraw_openings(session, agenda_id)
        await session.flush()
        await bring_in_line(session, agenda.cpts_id, agenda_id, now)


async def _responsible(session: AsyncSession, wanted: DescribeAgenda) -> KnownProfessional:
    responsible = await repository.member(session, wanted.responsible_id)
    if responsible is None:
        raise ResponsibleUnknown
    return responsible


async def _make(session: AsyncSession, caller: Caller, wanted: MakeAgenda, line: int | None, now: datetime) -> Agenda:
    agenda = Agenda(
        cpts_id=caller.cpts, agenda_id=new_id(), kind=wanted.kind.value, line=line,
        profession_code=wanted.profession_code, made_by=account_of(caller), made_at=now, closed_at=None, version=0,
    )  # fmt: skip
    agenda.describe(wanted.terms())
    session.add(agenda)
    trace(session, caller, agenda.agenda_id, agenda.agenda_id, "agenda_made", now)
    await session.flush()
    await _tell(session, agenda, now)
    return agenda


async def _tell(session: AsyncSession, agenda: Agenda, now: datetime) -> None:
    """Known to searches as the professionals are whom the directory describes: there is one road for both."""
    commune = await repository.commune(session, agenda.commune_code)
    if commune is None:
        raise AgendaPlaceUnknown
    place = PlaceFact(
        place_id=agenda.agenda_id, label=agenda.label, address=agenda.street, postal_code=agenda.postal_code,
        commune_code=commune.code, commune_name=commune.name, accessible=agenda.accessible,
    )  # fmt: skip
    described = ProfessionalDescribed(
        professional_id=agenda.agenda_id, family_name=agenda.display_name, profession_code=agenda.profession_code,
        places=[place],
    )  # fmt: skip
    await know_professional(session, agenda.cpts_id, described, now)


def _out(agenda: Agenda, responsible_name: str | None) -> AgendaWithoutLogin:
    return AgendaWithoutLogin(
        agenda_id=agenda.agenda_id, kind=agenda.kind, label=agenda.label, line=agenda.line,
        profession_code=agenda.profession_code, street=agenda.street, postal_code=agenda.postal_code,
        commune_code=agenda.commune_code, wheelchair_accessible=agenda.accessible, place_id=agenda.agenda_id,
        responsible_id=agenda.responsible_id, responsible_name=responsible_name, made_at=agenda.made_at,
        version=agenda.version,
    )  # fmt: skip
