"""Questions about rounds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Nullable, Row, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from scheduling_svc.appointments.models import STANDING, Appointment, AppointmentStatus
from scheduling_svc.appointments.policies import OPEN_STATES
from scheduling_svc.appointments.repository import appointment_by_id
from scheduling_svc.known.models import KnownCommune, KnownProfessional, KnownReferral
from scheduling_svc.rounds.models import PublishedRounds, RoundDay, RoundVisit, RoundVolunteer
from scheduling_svc.triage.models import Triage


@dataclass(frozen=True)
class StandingVisit:
    """A visit with the appointment that stands for it, if one does: that says who comes and when."""

    row: RoundVisit
    appointment: Appointment | None

    @property
    def is_told(self) -> bool:
        return self.appointment is not None

    @property
    def professional_id(self) -> UUID | None:
        if self.appointment is not None:
            return self.appointment.professional_id
        # What the practice cancelled from its own agenda is to be placed again.
        return None if self.row.appointment_id else self.row.professional_id

    @property
    def starts_at(self) -> datetime | None:
        if self.appointment is not None:
            return self.appointment.starts_at
        return None if self.row.appointment_id else self.row.starts_at


_OF_VISIT = Appointment.appointment_id == RoundVisit.appointment_id
_STANDS = Appointment.status.in_(STANDING)
#: Withdrawn by hand, by its request, or by the person who cancelled: nobody goes there any more.
_LIVES = and_(
    RoundVisit.withdrawn_at.is_(None),
    or_(
        _STANDS,
        and_(
            KnownReferral.status.in_(OPEN_STATES),
            or_(
                Appointment.appointment_id.is_(None),
                Appointment.status == AppointmentStatus.CANCELLED_BY_PRACTICE.value,
            ),
        ),
    ),
)


def _standing() -> Select[RoundVisit, Appointment | None]:
    return (
        select(RoundVisit, Nullable(Appointment))
        .join(
            KnownReferral,
            (KnownReferral.cpts_id == RoundVisit.cpts_id) & (KnownReferral.referral_id == RoundVisit.referral_id),
        )
        .outerjoin(Appointment, _OF_VISIT)
        .where(_LIVES)
    )


def _seen(row: Row[RoundVisit, Appointment | None]) -> StandingVisit:
    visit, appointment = row
    stands = appointment is not None and appointment.status in STANDING
    return StandingVisit(visit, appointment if stands else None)


async def visits_of(session: AsyncSession, day: date) -> list[StandingVisit]:
    rows = await session.execute(
        _standing().where(RoundVisit.day == day).order_by(RoundVisit.noted_at, RoundVisit.visit_id)
    )
    return [_seen(row) for row in rows]


async def next_day_of(session: AsyncSession, nurse_id: UUID, after: date) -> date | None:
    """The first day after that one on which a published visit awaits her."""
    asked = _standing().where(RoundVisit.day > after, _STANDS, Appointment.professional_id == nurse_id)
    day: date | None = await session.scalar(asked.with_only_columns(func.min(RoundVisit.day)))
    return day


async def visit_by_id(session: AsyncSession, visit_id: UUID) -> StandingVisit | None:
    asked = _standing().where(RoundVisit.visit_id == visit_id)
    row = (await session.execute(asked.execution_options(populate_existing=True))).first()
    return None if row is None else _seen(row)


async def visit_for_act(
    session: AsyncSession, cpts_id: UUID, visit_id: UUID
) -> tuple[StandingVisit, RoundDay] | None:
    """The visit as it is once its request, its day and its appointment are ours, in the order of whoever ends or
    moves one of them."""
    found = await visit_by_id(session, visit_id)
    if found is None:
        return None
    await share_referrals(session, [found])
    of = await day_for_act(session, cpts_id, found.row.day)
    # Read once the day is ours: it may have been published while we waited.
    again = await visit_by_id(session, visit_id)
    if again is not None and again.row.appointment_id is not None:
        await appointment_by_id(session, again.row.appointment_id)
        again = await visit_by_id(session, visit_id)
    return None if again is None else (again, of)


async def day_for_act(session: AsyncSession, cpts_id: UUID, day: date) -> RoundDay:
    """The day, its row locked and made where there is none: two who plan it take turns."""
    await session.execute(
        insert(RoundDay)
        .values(cpts_id=cpts_id, day=day, rounds_id=new_id(), version=0, published=0)
        .on_conflict_do_nothing()
    )
    return await session.get_one(RoundDay, (cpts_id, day), with_for_update=True)


async def day_of(session: AsyncSession, cpts_id: UUID, day: date) -> RoundDay | None:
    return await session.get(RoundDay, (cpts_id, day))


async def share_referrals(session: AsyncSession, visits: Collection[StandingVisit]) -> dict[UUID, KnownReferral]:
    """Their rows shared until the booking is written: who ends one meanwhile waits, and finds what to cancel."""
    rows = await session.scalars(
        select(KnownReferral)
        .where(KnownReferral.referral_id.in_([one.row.referral_id for one in visits]))
        .order_by(KnownReferral.referral_id)
        .with_for_update(read=True)
    )
    return {one.referral_id: one for one in rows}


async def volunteer_by_id(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> RoundVolunteer | None:
    return await session.get(RoundVolunteer, (cpts_id, professional_id), with_for_update=True)


async def volunteers(
    session: AsyncSession, only: UUID | None = None
) -> Sequence[Row[RoundVolunteer, KnownProfessional]]:
    asked = select(RoundVolunteer, KnownProfessional).join(
        KnownProfessional, KnownProfessional.professional_id == RoundVolunteer.professional_id
    )
    if only is not None:
        asked = asked.where(RoundVolunteer.professional_id == only)
    rows = await session.execute(asked.order_by(KnownProfessional.display_name, RoundVolunteer.professional_id))
    return rows.all()


async def communes(session: AsyncSession) -> dict[str, KnownCommune]:
    return {one.code: one for one in await session.scalars(select(KnownCommune))}


async def other_appointments(
    session: AsyncSession, professional_id: UUID, since: datetime, until: datetime, besides: Collection[UUID]
) -> Sequence[Row[datetime, datetime]]:
    """What stands in her agenda and is none of these."""
    rows = await session.execute(
        select(Appointment.starts_at, Appointment.ends_at).where(
            Appointment.professional_id == professional_id, Appointment.status.in_(STANDING),
            Appointment.starts_at < until, Appointment.ends_at > since,
            Appointment.appointment_id.not_in(besides),
        )
    )  # fmt: skip
    return rows.all()


async def sent_to_pool(session: AsyncSession) -> Sequence[Row[Triage, KnownReferral]]:
    """Longest waiting first: no visit is noted for them, and nobody was found."""
    noted = select(RoundVisit.visit_id).where(
        RoundVisit.cpts_id == Triage.cpts_id, RoundVisit.referral_id == Triage.referral_id,
        RoundVisit.withdrawn_at.is_(None),
    )  # fmt: skip
    rows = await session.execute(
        select(Triage, KnownReferral)
        .join(
            KnownReferral,
            (KnownReferral.cpts_id == Triage.cpts_id) & (KnownReferral.referral_id == Triage.referral_id),
        )
        .where(
            Triage.pool_asked_at.is_not(None), Triage.ended_at.is_(None), ~noted.exists(),
            KnownReferral.status.in_(OPEN_STATES - {"placed"}),
        )
        .order_by(Triage.pool_asked_at, Triage.referral_id)
        .limit(100)
    )  # fmt: skip
    return rows.all()


async def published(session: AsyncSession, day: date) -> list[PublishedRounds]:
    rows = await session.scalars(
        select(PublishedRounds).where(PublishedRounds.day == day).order_by(PublishedRounds.number.desc())
    )
    return list(rows)


_IN_NO_ROUND = and_(
    RoundVisit.outcome.is_(None),
    or_(
        and_(Appointment.appointment_id.is_(None), RoundVisit.professional_id.is_(None)),
        Appointment.status == AppointmentStatus.CANCELLED_BY_PRACTICE.value,
    ),
)


async def count_to_place(session: AsyncSession, since: date) -> tuple[int, datetime | None]:
    """Visits from that day on that are in no round yet."""
    asked = _standing().where(RoundVisit.day >= since, _IN_NO_ROUND)
    count, oldest = (
        await session.execute(asked.with_only_columns(func.count(), func.min(RoundVisit.noted_at)))
    ).one()
    return count, oldest


async def days_to_place(session: AsyncSession, since: date) -> Sequence[Row[date, int]]:
    """The days of what `count_to_place` counts."""
    asked = _standing().where(RoundVisit.day >= since, _IN_NO_ROUND).with_only_columns(RoundVisit.day, func.count())
    return (await session.execute(asked.group_by(RoundVisit.day).order_by(RoundVisit.day))).all()
