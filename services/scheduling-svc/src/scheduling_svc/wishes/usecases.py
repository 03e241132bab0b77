"""Somebody wishes to be called if a slot frees: it is noted, changed, closed, and ends by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Database, Unit, constraint_of
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.agendas.keeping import keeper_of
from scheduling_svc.appointments.errors import ReferralUnknown
from scheduling_svc.appointments.models import Appointment
from scheduling_svc.appointments.policies import SNP, KnownState, check_bookable, has_a_link
from scheduling_svc.appointments.repository import known_for_booking
from scheduling_svc.appointments.trace import trace, trace_event
from scheduling_svc.appointments.usecases import visible
from scheduling_svc.slots.policies import account_of, may_book
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.wishes import listing, repository
from scheduling_svc.wishes.errors import WishAnswered, WishNotedAlready
from scheduling_svc.wishes.models import Wish, WishStatus, WishTerms
from scheduling_svc.wishes.schemas import DescribeWish, NoteWish, WishOut
from scheduling_svc.wishes.terms import terms_of

EXPIRED_AT_ONCE = 200


async def note_wish(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: NoteWish) -> WishOut:
    may_book(caller)
    now = clock.now()
    async with _once_for_each_profession(unit) as session:
        known = await known_for_booking(session, caller.cpts, wanted.referral_id)
        if known is None or not has_a_link(caller, known):
            raise ReferralUnknown
        await idempotency.claim(session, once, now)
        replaced = await _replaced(session, caller, wanted, now)
        terms = await _bookable(session, caller, known, wanted, now, replaced.professional_id if replaced else None)
        wish = Wish(
            cpts_id=caller.cpts, wish_id=new_id(), referral_id=wanted.referral_id,
            appointment_id=wanted.appointment_id, status=WishStatus.WAITING.value, booked_appointment_id=None,
            noted_by=account_of(caller), noted_by_name=caller.name, noted_at=now, changed_at=now, version=1,
            **vars(terms),
        )  # fmt: skip
        session.add(wish)
        trace(session, caller, wish.professional_id, wish.wish_id, "wish_noted", now)
        await session.flush()
        return await idempotency.keep(session, once, await listing.shown(session, caller, now, wish.wish_id))


async def change_wish(
    unit: Unit, caller: Caller, clock: Clock, wish_id: UUID, wanted: DescribeWish, edited: int
) -> WishOut:
    may_book(caller)
    now = clock.now()
    async with _once_for_each_profession(unit) as session:
        wish, known = await linked(session, caller, wish_id)
        check_version(wish.version, edited)
        wish.change(await _bookable(session, caller, known, wanted, now, wish.professional_id), now)
        return await _done(session, caller, wish, "wish_changed", now)


async def close_wish(unit: Unit, caller: Caller, clock: Clock, wish_id: UUID) -> WishOut:
    """« Ne convient plus »."""
    may_book(caller)
    now = clock.now()
    async with unit.begin() as session:
        wish, _ = await linked(session, caller, wish_id)
        wish.close(now)
        return await _done(session, caller, wish, "wish_closed", now)


async def resume_wish(unit: Unit, caller: Caller, clock: Clock, wish_id: UUID) -> WishOut:
    """It was closed by mistake, or what was booked from it was taken back: the person waits again."""
    may_book(caller)
    now = clock.now()
    async with _once_for_each_profession(unit) as session:
        wish, _ = await linked(session, caller, wish_id)
        booked = wish.booked_appointment_id
        if booked != wish.appointment_id and await repository.appointment_stands(session, booked):
            raise WishAnswered
        wish.resume(local_date(now, await zone_of(session, caller.cpts)), now)
        return await _done(session, caller, wish, "wish_resumed", now)


async def end_of_referral(session: AsyncSession, referral_id: UUID, source: str, now: datetime) -> None:
    """The request sends nobody any more (`policies.ends_wishes`); its row is locked already."""
    for wish in await repository.waiting_of(session, referral_id):
        wish.end(now)
        trace_event(session, source, wish.cpts_id, wish.professional_id, wish.wish_id, "wish_ended", now)


async def expire_due(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Timer: wishes whose last day is over where the CPTS lives. Returns how many."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        today = local_date(now, await zone_of(session, cpts_id))
        due = await repository.waiting_beyond(session, today, EXPIRED_AT_ONCE)
        for wish in due:
            wish.expire(now)
            trace_event(session, "scheduling-svc", cpts_id, wish.professional_id, wish.wish_id, "wish_expired", now)
    return len(due)


async def linked(session: AsyncSession, caller: Caller, wish_id: UUID) -> tuple[Wish, KnownState]:
    """For whoever may book for its request, both rows locked; to others it looks absent."""
    wish, known = await repository.wish_for_act(session, caller.cpts, wish_id)
    if wish is None or known is None or not has_a_link(caller, known):
        raise NotFound
    return wish, known


async def _done(session: AsyncSession, caller: Caller, wish: Wish, act: str, now: datetime) -> WishOut:
    trace(session, caller, wish.professional_id, wish.wish_id, act, now)
    await session.flush()
    return await listing.shown(session, caller, now, wish.wish_id)


async def _replaced(session: AsyncSession, caller: Caller, wanted: NoteWish, now: datetime) -> Appointment | None:
    """Who may not move it does not note that it should be."""
    if wanted.appointment_id is None:
        return None
    appointment = await visible(session, caller, wanted.appointment_id)
    if appointment.referral_id != wanted.referral_id:
        raise NotFound
    appointment.must_be_movable(now)
    return appointment


async def _bookable(
    session: AsyncSession,
    caller: Caller,
    known: KnownState,
    wanted: DescribeWish,
    now: datetime,
    stands_with: UUID | None,
) -> WishTerms:
    """Beside unscheduled care only slots of whom the person chose: the agenda in which she has her appointment, or
    his own."""
    named = wanted.professional_id if known.kind == SNP else stands_with or known.placed_with
    check_bookable(known, named and await keeper_of(session, named))
    return await terms_of(session, caller.cpts, wanted, named, now)


@asynccontextmanager
async def _once_for_each_profession(unit: Unit) -> AsyncIterator[AsyncSession]:
    try:
        async with unit.begin() as session:
            yield session
    except IntegrityError as refused:
        if constraint_of(refused) == "wish_waits_once":
            raise WishNotedAlready from refused
        raise
