"""The private feed of an agenda: made and revoked by its owner, read by whoever has its address."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.agendas.keeping import keeper_of
from scheduling_svc.appointments.trace import trace
from scheduling_svc.calendars import messages_fr, repository
from scheduling_svc.calendars.models import CalendarFeed
from scheduling_svc.calendars.policies import may_connect
from scheduling_svc.calendars.schemas import CalendarFeedAddress, CalendarFeedOut
from scheduling_svc.calendars.writing import BusyEvent, calendar_file
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.openings.repository import professional_is_known
from scheduling_svc.rota.display import duty_events
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.policies import account_of

BEHIND, AHEAD = timedelta(days=7), timedelta(days=366)


async def show_feed(unit: Unit, caller: Caller, professional_id: UUID) -> CalendarFeedOut:
    async with unit.begin() as session:
        may_connect(caller, await keeper_of(session, professional_id))
        feed = await repository.feed_of(session, professional_id)
        return CalendarFeedOut(made_at=feed.made_at if feed else None)


async def make_feed(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, public_url: str
) -> CalendarFeedAddress:
    """256 random bits, told once. Without an idempotency key: a kept answer would be a kept secret."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    async with unit.begin() as session:
        may_connect(caller, await keeper_of(session, professional_id))
        if not await professional_is_known(session, professional_id):
            raise ProfessionalUnknown
        await repository.replace_feed(
            session, caller.cpts, professional_id, token_hash(token), account_of(caller), now
        )  # fmt: skip
        trace(session, caller, professional_id, professional_id, "feed_made", now)
    url = f"{public_url}/api/scheduling/v1/public/{caller.cpts}/feeds/{token}/agenda.ics"
    return CalendarFeedAddress(url=url, made_at=now)


async def revoke_feed(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> None:
    async with unit.begin() as session:
        may_connect(caller, await keeper_of(session, professional_id))
        await repository.drop_feed(session, professional_id)
        trace(session, caller, professional_id, professional_id, "feed_revoked", clock.now())


async def read_feed(unit: Unit, clock: Clock, cpts_id: UUID, token: str, own_uids: str) -> str:
    """Openings, appointments and duties as busy time: no name, no reason, no place."""
    now = clock.now()
    since, until = now - BEHIND, now + AHEAD
    async with unit.begin() as session:
        feed = await repository.feed_by_hash(session, token_hash(token))
        if feed is None:
            raise NotFound
        events = await _events(session, cpts_id, feed, since, until)
    signed = [BusyEvent(f"{one.uid}{own_uids}", one.starts_at, one.ends_at, one.summary) for one in events]
    return calendar_file(messages_fr.FEED_NAME, signed, feed.made_at)


async def _events(
    session: AsyncSession, cpts_id: UUID, feed: CalendarFeed, since: datetime, until: datetime
) -> list[BusyEvent]:
    of = feed.professional_id
    appointments = await repository.appointments_between(session, of, since, until)
    duties = await duty_events(session, cpts_id, of, since.date(), until.date())
    return [
        *opened(await repository.slots_between(session, of, since, until)),
        *(
            BusyEvent(str(one.appointment_id), one.starts_at, one.ends_at, messages_fr.APPOINTMENT)
            for one in appointments
        ),
        *(
            BusyEvent(str(one.duty_id), one.starts_at, one.ends_at, messages_fr.duty(one.rota_name))
            for one in duties
        ),
    ]  # fmt: skip


def opened(slots: Iterable[Slot]) -> Iterator[BusyEvent]:
    """Slots of one opening that follow each other are one event. Ordered by opening, then start."""
    first = last = None
    for slot in slots:
        if first and last and slot.opening_id == last.opening_id and slot.starts_at == last.ends_at:
            last = slot
            continue
        if first and last:
            yield _opening(first, last)
        first = last = slot
    if first and last:
        yield _opening(first, last)


def _opening(first: Slot, last: Slot) -> BusyEvent:
    uid = f"{first.opening_id}-{first.starts_at:%Y%m%dT%H%MZ}"
    return BusyEvent(uid, first.starts_at, last.ends_at, messages_fr.OPENED)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
