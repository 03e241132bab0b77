"""An appointment is moved in one act: the new slots are taken and the old ones given back, or nothing is.

A move holds many rows at once, in the one order of locks: the referral, both agendas, the appointment, its slots.
For the new slot it never waits: whoever has that may be waiting to write where the old appointment stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, outbox
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.idempotency import Once
from scheduling_svc.agendas.keeping import keeper_of
from scheduling_svc.appointments import booking_path, repository, runs
from scheduling_svc.appointments.booking_path import Move
from scheduling_svc.appointments.elsewhere import kept_elsewhere, known_of, told_to
from scheduling_svc.appointments.errors import BookedElsewhere, ChoiceUnsaid, ReferralUnknown
from scheduling_svc.appointments.events import SUBSCRIPTIONS, AppointmentMoved, SeenBy
from scheduling_svc.appointments.in_hand import settled_if_refused, take_agenda
from scheduling_svc.appointments.models import Appointment, BookingReason, ChoiceRecorded
from scheduling_svc.appointments.policies import (
    SNP,
    KnownState,
    check_bookable,
    check_served,
    chosen_modality,
    has_a_link,
    may_cancel,
)
from scheduling_svc.appointments.schemas import AppointmentOut, MoveAppointment
from scheduling_svc.appointments.taking import explained, follow_the_rules
from scheduling_svc.appointments.usecases import free_its_slots, visible
from scheduling_svc.declarations.repository import follow
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import account_of, may_book
from scheduling_svc.slots.shared import eyes_beyond
from scheduling_svc.slots.usecases import sight
from scheduling_svc.slots.walls import beyond
from scheduling_svc.triage.own_doctor import with_own_doctor


@dataclass(frozen=True)
class Leaving:
    """What may be moved, its row and both agendas in hand: its referral, and who keeps the agenda that it leaves."""

    move: Move
    known: KnownState | None
    keeper: UUID
    #: The referral it was booked for, in the CPTS of whoever moves it.
    referral_id: UUID | None


async def move_appointment(
    unit: Unit, caller: Caller, clock: Clock, once: Once, appointment_id: UUID, wanted: MoveAppointment
) -> AppointmentOut:
    """Whoever loses the race for the new slot keeps the old one, and learns of the next three."""
    may_book(caller)
    now = clock.now()
    eyes, reason = sight(caller, now), None
    async with unit.begin() as looking:
        elsewhere = await kept_elsewhere(looking, appointment_id)
    there = unit if elsewhere is None else Unit(unit.database, elsewhere.at_cpts_id)
    try:
        async with settled_if_refused(there, wanted.slot_id, now), there.begin() as session:
            # A move may take the caller's own sight of it away: its repeat is answered before that is asked for.
            await idempotency.claim(session, once, now)
            if elsewhere is None:
                leaving = await leave(session, caller, appointment_id, wanted, now)
            else:
                async with beyond(session, caller.cpts):
                    known = await known_of(session, elsewhere)
                    eyes = await eyes_beyond(session, caller, elsewhere.at_cpts_id, now)
                leaving = await _leave(session, caller, appointment_id, wanted, known, elsewhere.referral_id, now)
            before = leaving.move.before
            reason = BookingReason(before.reason_code)
            if before.slot_id == wanted.slot_id:
                return await idempotency.keep(session, once, AppointmentOut.of(before, leaving.referral_id))
            eyes = await with_own_doctor(session, caller, eyes, before.referral_id)
            after = await take(session, caller, leaving, wanted, eyes)
            return await idempotency.keep(session, once, AppointmentOut.of(after, leaving.referral_id))
    except SlotTaken as lost:
        raise await explained(there, lost, eyes, wanted.slot_id, reason, now) from None


async def leave(
    session: AsyncSession, caller: Caller, appointment_id: UUID, wanted: MoveAppointment, now: datetime
) -> Leaving:
    known = await repository.referral_of(session, appointment_id)
    return await _leave(session, caller, appointment_id, wanted, known, None, now)


async def _leave(
    session: AsyncSession,
    caller: Caller,
    appointment_id: UUID,
    wanted: MoveAppointment,
    known: KnownState | None,
    referral_id: UUID | None,
    now: datetime,
) -> Leaving:
    before = await visible(session, caller, appointment_id, goes_to=wanted.slot_id)
    keeper = await keeper_of(session, before.professional_id)
    may_cancel(caller, wanted.by, before, keeper)
    before.must_be_movable(now)
    return Leaving(Move(before, wanted.by, now), known, keeper, referral_id or before.referral_id)


async def take(
    session: AsyncSession, caller: Caller, leaving: Leaving, wanted: MoveAppointment, eyes: dict[str, object]
) -> Appointment:
    """The old slots are given back first: a longer reason may need one of them."""
    move, keeper = leaving.move, leaving.keeper
    before, now = move.before, move.at
    await take_agenda(session, wanted.slot_id, now)
    await repository.forget(session, before)
    await free_its_slots(session, before, now)
    target = await booking_path.slot_to_take(session, wanted.slot_id, None, eyes, waits=False, agenda_in_hand=True)
    if target is None:
        raise SlotTaken
    check_served(target.served, wanted.home_commune, outside=wanted.outside_area)
    choice = _choice_of(caller, leaving, wanted.choice_recorded, goes_to=target.reader)
    run = await runs.run_from(session, target.slot, BookingReason(before.reason_code), eyes, waits=False)
    broken_up = await runs.take_for_good(session, run, account_of(caller), now, agenda_in_hand=True)
    after = before.moved_to(
        target.slot, run[-1].ends_at, modality=chosen_modality(target.slot.modalities, wanted.modality),
        place_label=target.place_label, commune_code=target.commune_code,
    )  # fmt: skip
    if not await booking_path.keep_taken(session, run, after, "appointment_moved", caller, move=move):
        raise SlotTaken
    if broken_up:
        await follow_the_rules(session, target.slot, now)
    if after.professional_id != before.professional_id:
        await follow(session, after.appointment_id, before.professional_id, after.professional_id)
    told = await told_to(session, after)
    if told is not None:
        cpts_id, referral_id = told
        await tell_moved(session, caller, move, after, referral_id, keeper, target.seen_by, choice, cpts_id=cpts_id)
    return after


def _choice_of(
    caller: Caller, leaving: Leaving, recorded: ChoiceRecorded | None, *, goes_to: UUID
) -> ChoiceRecorded | None:
    """Somebody else learns the person's name by it: asked as for a booking with him, and she chooses anew."""
    known = leaving.known
    if goes_to == leaving.keeper:
        return None
    if leaving.move.before.booked_from not in (None, caller.cpts_id):
        raise BookedElsewhere
    if leaving.referral_id is None:
        return None
    if known is None or not has_a_link(caller, known):
        raise ReferralUnknown
    check_bookable(known, goes_to)
    if known.kind == SNP and recorded is None:
        raise ChoiceUnsaid
    return recorded


async def tell_moved(
    session: AsyncSession,
    caller: Caller,
    move: Move,
    after: Appointment,
    referral_id: UUID,
    keeper: UUID,
    seen_by: SeenBy,
    choice: ChoiceRecorded | None,
    *,
    cpts_id: UUID | None = None,
) -> None:
    """`cpts_id` is the referral's, when that is not the agenda's."""
    moved = AppointmentMoved(
        appointment_id=after.appointment_id, referral_id=referral_id, previous_professional_id=keeper,
        previous_starts_at=move.before.starts_at, professional_id=seen_by.reader, starts_at=after.starts_at,
        ends_at=after.ends_at, modality=after.modality, place_label=after.place_label,
        commune_code=after.commune_code, moved_by=move.by, moved_by_account_id=account_of(caller),
        choice_recorded=choice, **seen_by.told,
    )  # fmt: skip
    where = cpts_id or after.cpts_id
    await outbox.record(session, moved, to=SUBSCRIPTIONS, version=after.version, cpts_id=where, at=move.at)
