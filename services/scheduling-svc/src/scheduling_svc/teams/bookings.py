"""Many people at once: the next free slots of a team, for one who comes or for a household."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.driver_session import DriverSession
from carekit.errors import NotFound
from carekit.idempotency import Once
from carekit.identifiers import new_id
from scheduling_svc.appointments import booking_path, taking
from scheduling_svc.appointments.models import Appointment
from scheduling_svc.appointments.runs import AgendaWanted
from scheduling_svc.appointments.schemas import AppointmentOut, BookAppointment
from scheduling_svc.slots.errors import SlotTaken
from scheduling_svc.slots.policies import may_book
from scheduling_svc.slots.search import NOT_SHADOWED, VISIBLE
from scheduling_svc.slots.usecases import sight
from scheduling_svc.teams.errors import NotEnoughFree
from scheduling_svc.teams.in_a_row import FreeSlot, first_in_a_row
from scheduling_svc.teams.policies import may_read_teams
from scheduling_svc.teams.schemas import BookedInARow, BookInARow

#: Two desks that ask at the same instant look at the same slots: who loses waits for none of them and looks again.
_ATTEMPTS = 5
#: Looked through for a row, soonest first.
_MOST_FREE = 500

_REASON = text("select reason_code from team where team_id = :team_id")
_FREE = text(f"""
    select s.starts_at, s.ends_at, s.slot_id from slot s
    where s.place_id = :team_id and s.status = 'free' and s.starts_at > :from and {VISIBLE} and {NOT_SHADOWED}
    order by s.starts_at, s.slot_id limit {_MOST_FREE}""")  # noqa: S608  (texts of ours)


async def book_in_a_row(
    unit: Unit, caller: Caller, clock: Clock, once: Once, team_id: UUID, wanted: BookInARow
) -> BookedInARow:
    """All of them or none; appointments without a case, as at the desk of a centre."""
    may_read_teams(caller)
    may_book(caller)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            async with unit.begin_on_driver() as session:
                return await _book(session, caller, clock.now(), once, team_id, wanted)
        except (SlotTaken, AgendaWanted) as lost:
            if attempt == _ATTEMPTS:
                raise SlotTaken from lost
    raise NotEnoughFree


async def _book(
    session: DriverSession, caller: Caller, now: datetime, once: Once, team_id: UUID, wanted: BookInARow
) -> BookedInARow:
    await idempotency.claim(session, once, now)
    team = (await session.execute(_REASON, {"team_id": team_id})).first()
    if team is None:
        raise NotFound
    eyes = sight(caller, now)
    asked = {"team_id": team_id, "from": max(wanted.from_ or now, now), **eyes}
    free = [FreeSlot(*row) for row in (await session.execute(_FREE, asked)).all()]
    row = first_in_a_row(free, wanted.people)
    if not row:
        raise NotEnoughFree
    made: list[Appointment] = []
    for slot in row:
        target = await booking_path.slot_to_take(session, slot.slot_id, None, eyes, waits=False)
        if target is None:
            raise SlotTaken
        booking = BookAppointment(slot_id=slot.slot_id, reason_code=team.reason_code)
        made.append(await taking.book(session, caller, eyes, target, booking, new_id(), now))
    return await idempotency.keep(session, once, BookedInARow(items=[AppointmentOut.of(one) for one in made]))
