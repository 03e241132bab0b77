"""Event type → use case: the router's twin. Reached by other services only; the gateway does not route it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.listening import EventUnreadable, Handlers, Heard, doors
from referral_svc.duties.telling import Desk
from referral_svc.home_visits.telling import home_visits_short
from referral_svc.known import facts
from referral_svc.known import usecases as known
from referral_svc.referrals import booking, sorting


async def _cpts(session: AsyncSession, heard: Heard) -> None:
    fact = facts.CptsDescribed.model_validate(heard.envelope.data)
    if fact.cpts_id != heard.envelope.cpts_id:
        raise EventUnreadable("The description is of another CPTS than the envelope says")
    await known.know_cpts(session, fact, heard.at)


async def _professional(session: AsyncSession, heard: Heard) -> None:
    fact = facts.ProfessionalDescribed.model_validate(heard.envelope.data)
    await known.know_professional(session, heard.cpts, fact, heard.at)


async def _member_left(session: AsyncSession, heard: Heard) -> None:
    await known.member_left(session, heard.cpts, facts.MemberLeft.model_validate(heard.envelope.data))


async def _structure(session: AsyncSession, heard: Heard) -> None:
    await known.know_structure(session, heard.cpts, facts.StructureDescribed.model_validate(heard.envelope.data))


async def _booked(session: AsyncSession, heard: Heard) -> None:
    fact = facts.AppointmentBooked.model_validate(heard.envelope.data)
    if fact.referral_id is not None:
        await booking.appointment_booked(session, heard.app.state.ports, fact.referral_id, fact, heard.at)


async def _moved(session: AsyncSession, heard: Heard) -> None:
    fact = facts.AppointmentMoved.model_validate(heard.envelope.data)
    if fact.referral_id is not None:
        await booking.appointment_moved(session, heard.app.state.ports, fact.referral_id, fact, heard.at)


async def _cancelled(session: AsyncSession, heard: Heard) -> None:
    fact = facts.AppointmentCancelled.model_validate(heard.envelope.data)
    if fact.referral_id is not None:
        await booking.appointment_cancelled(
            session, heard.app.state.ports, fact.referral_id, fact.appointment_id, fact.cancelled_by, heard.at
        )


async def _came_out(session: AsyncSession, heard: Heard) -> None:
    fact = facts.AppointmentCameOut.model_validate(heard.envelope.data)
    if fact.referral_id is not None:
        await booking.appointment_came_out(session, fact.referral_id, fact, heard.at)


async def _sorted(session: AsyncSession, heard: Heard) -> None:
    await sorting.triage_sorted(session, facts.TriageSorted.model_validate(heard.envelope.data), heard.at)


async def _disposed(session: AsyncSession, heard: Heard) -> None:
    fact = facts.TriageDisposed.model_validate(heard.envelope.data)
    await sorting.triage_disposed(session, heard.app.state.ports, fact, heard.at)


def _desk(session: AsyncSession, heard: Heard) -> Desk:
    return Desk(session, heard.cpts, heard.app.state.settings.public_url, heard.at)


async def _rota_published(session: AsyncSession, heard: Heard) -> None:
    await _desk(session, heard).rota_published(facts.RotaPublished.model_validate(heard.envelope.data))


async def _duty_changed(session: AsyncSession, heard: Heard) -> None:
    await _desk(session, heard).duty_changed(facts.DutyChanged.model_validate(heard.envelope.data))


async def _swap_offered(session: AsyncSession, heard: Heard) -> None:
    await _desk(session, heard).swap_offered(facts.SwapOffered.model_validate(heard.envelope.data))


async def _cover_published(session: AsyncSession, heard: Heard) -> None:
    await _desk(session, heard).cover_published(facts.CoverPublished.model_validate(heard.envelope.data))


async def _cover_changed(session: AsyncSession, heard: Heard) -> None:
    await _desk(session, heard).cover_changed(facts.CoverChanged.model_validate(heard.envelope.data))


async def _home_visits_short(session: AsyncSession, heard: Heard) -> None:
    fact = facts.HomeVisitsShort.model_validate(heard.envelope.data)
    await home_visits_short(session, heard.cpts, fact, heard.app.state.settings.public_url, heard.at)


HANDLERS: Handlers = {
    ("directory-svc", "cpts.described.v1"): _cpts,
    ("directory-svc", "professional.described.v1"): _professional,
    ("directory-svc", "member.left.v1"): _member_left,
    ("directory-svc", "structure.described.v1"): _structure,
    ("scheduling-svc", "appointment.booked.v1"): _booked,
    ("scheduling-svc", "appointment.moved.v1"): _moved,
    ("scheduling-svc", "appointment.cancelled.v1"): _cancelled,
    ("scheduling-svc", "appointment.came_out.v1"): _came_out,
    ("scheduling-svc", "triage.sorted.v1"): _sorted,
    ("scheduling-svc", "triage.disposed.v1"): _disposed,
    ("scheduling-svc", "rota.published.v1"): _rota_published,
    ("scheduling-svc", "duty.changed.v1"): _duty_changed,
    ("scheduling-svc", "swap.offered.v1"): _swap_offered,
    ("scheduling-svc", "cover.published.v1"): _cover_published,
    ("scheduling-svc", "cover.changed.v1"): _cover_changed,
    ("scheduling-svc", "home_visits.short.v1"): _home_visits_short,
}

router = doors(HANDLERS, tells=True)
