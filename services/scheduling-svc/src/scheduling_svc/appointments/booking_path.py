"""The statements of the booking path, in as few as the story has steps: a slot is locked, taken, given back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.driver_session import DriverSession
from carekit.identifiers import new_id
from scheduling_svc.agendas.models import AgendaKind
from scheduling_svc.appointments.events import Address, SeenBy
from scheduling_svc.appointments.models import Appointment, CancelledBy
from scheduling_svc.appointments.policies import KnownState
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.search import SHARED, SIGHT

#: The booking path runs on either.
Session = AsyncSession | DriverSession


@dataclass(frozen=True)
class Target:
    """A slot whose row is ours until the transaction ends, and what is known of where and for which referral."""

    slot: Slot
    place_label: str | None
    commune_code: str | None
    #: Where people come of an agenda without a login or a team; a professional's own places the directory tells of.
    address: Address | None
    referral: KnownState | None
    #: Who reads the name that a booking opens: the professional, or who answers for an agenda without a login.
    reader: UUID
    #: None of a professional's own agenda.
    agenda_kind: AgendaKind | None
    #: The communes of the brigade whose slot it is.
    served: list[str]
    #: Whether the agenda is in hand: without it, one waits for nothing any more.
    agenda_in_hand: bool

    @property
    def seen_by(self) -> SeenBy:
        return SeenBy(self.reader, self.slot.profession_code, self.agenda_kind, self.address)


# Who waited for the row while somebody booked it gets no row and no lock: `status` is asked again after the wait,
# so that the losers of a race do not queue behind each other. The referral's row is shared until the booking is
# written: whoever withdraws it meanwhile waits, and then finds the appointment to cancel.
_TARGET = """
    with known as materialized (
        select cpts_id, kind, status, placed_professional_id, author_account_id, author_structure
        from known_referral where referral_id = cast(:referral_id as uuid) for share)
    select s.professional_id, s.slot_id, s.cpts_id, s.opening_id, s.place_id, s.profession_code, s.modalities,
        s.appointment_type, s.reasons, s.overbooking, s.cpts_from, s.pro_from, s.snp_from, s.public_from,
        s.shared_with, s.starts_at, s.ends_at, s.status, s.hold_id, s.held_by, s.held_until,
        p.label as place_label, p.commune_code, r.kind, r.status as referral_status, r.placed_professional_id,
        r.author_account_id, r.author_structure, coalesce(g.responsible_id, s.professional_id) as reader,
        g.kind as agenda_kind, p.postal_code,
        coalesce(case when t.kind = 'brigade' then t.communes end, '{{}}') as served,
        case when g.agenda_id is not null or t.team_id is not null then p.address end as address
    from slot s
    left join team t on t.cpts_id = s.cpts_id and t.team_id = s.place_id
    left join agenda g on g.cpts_id = s.cpts_id and g.agenda_id = s.professional_id
    left join known_place p on p.cpts_id = s.cpts_id and p.professional_id = s.professional_id
        and p.place_id = s.place_id
    left join known r on r.cpts_id = s.cpts_id
    where s.slot_id = :slot_id and (s.status = 'booked') = cast(:booked as boolean)
      and {sight}
    for no key update of s
    """
_SLOT = tuple(column.name for column in Slot.__table__.c)

_KEEP = text(
    """
    with made as (
        insert into appointment (professional_id, appointment_id, cpts_id, slot_id, referral_id, starts_at, ends_at,
            modality, lane, place_label, commune_code, status, reason_code, booked_by, booked_from,
            booked_at, version)
        values (:professional_id, :appointment_id, :cpts_id, :slot_id, cast(:referral_id as uuid), :starts_at,
            :ends_at, :modality, :lane, cast(:place_label as text), cast(:commune_code as text), :status,
            :reason_code, :booked_by, cast(:booked_from as uuid), :booked_at, :version)
        on conflict on constraint appointment_never_overlaps do nothing
        returning appointment_id),
    moved as (
        update slot set status = :slot_status, hold_id = cast(:hold_id as uuid), held_by = cast(:held_by as uuid),
            held_until = cast(:held_until as timestamptz)
        where professional_id = :professional_id and slot_id = any(cast(:slot_ids as uuid[]))),
    traced as (
        insert into agenda_act (act_id, cpts_id, professional_id, subject_id, act, reason_code, author_id,
            author_roles, author_name, at, from_professional_id, from_starts_at, to_starts_at)
        select :act_id, :cpts_id, :professional_id, appointment_id, :act, :act_reason, :author_id,
            cast(:author_roles as text[]), cast(:author_name as text), :at, cast(:from_professional_id as uuid),
            cast(:from_starts_at as timestamptz), cast(:to_starts_at as timestamptz) from made)
    select count(*) as kept from made
    """
)


_KEEPS_MORE = text(
    """
    select exists(select from slot where professional_id = :professional_id and status = 'held'
        and hold_id = any(cast(:holds as uuid[])) and slot_id <> all(cast(:slot_ids as uuid[]))) as keeps_more
    """
)
_RAN_OUT_BESIDE = text(
    """
    select exists(select from slot where professional_id = :professional_id and status = 'held' and held_until <= :at
        and starts_at < :ends_at and ends_at > :starts_at) as ran_out
    """
)
# A hold that ends leaves no appointment behind, and gives back every slot that it kept.
_DROP_HOLD = text(
    """
    with gone as (
        delete from appointment
        where professional_id = :professional_id and appointment_id = :hold_id and status = 'held')
    update slot set status = 'free', hold_id = null, held_by = null, held_until = null
    where professional_id = :professional_id and hold_id = :hold_id and status = 'held'
    """
)
# A slot that the caller does not see is none of his run.
_FOLLOWING = """
    select s.professional_id, s.slot_id, s.opening_id, s.starts_at, s.ends_at, s.status, s.hold_id, s.held_by,
        s.held_until
    from slot s
    where s.professional_id = :professional_id and s.opening_id = :opening_id and s.starts_at > :after
      and s.starts_at < :until and s.status <> 'booked' and {sight}
    order by s.starts_at
    for no key update of s
    """


@lru_cache
def _seen(statement: str, *, shared: bool, waits: bool) -> TextClause:
    seen = statement.format(sight=(SHARED if shared else SIGHT).format("s"))
    return text(seen if waits else f"{seen} skip locked")


async def slot_to_take(
    session: Session,
    slot_id: UUID,
    referral_id: UUID | None,
    sight: dict[str, Any],
    *,
    booked: bool = False,
    waits: bool = True,
    agenda_in_hand: bool = False,
) -> Target | None:
    """The slot with its row locked, unless it is booked, absent, or not for this caller's eyes. `booked` asks for one
    that is, to be overbooked. Who does not wait takes a row that somebody else has in hand for lost."""
    asked = {"slot_id": slot_id, "referral_id": referral_id, "booked": booked, **sight}
    row = (await session.execute(_seen(_TARGET, shared="here" in sight, waits=waits), asked)).first()
    if row is None:
        return None
    referral = None
    if row.kind:
        referral = KnownState(
            row.kind, row.referral_status, row.placed_professional_id, row.author_account_id, row.author_structure
        )
    slot = Slot(**{name: getattr(row, name) for name in _SLOT})
    kind = AgendaKind(row.agenda_kind) if row.agenda_kind else None
    address = Address(row.address, row.postal_code) if row.address else None
    return Target(
        slot, row.place_label, row.commune_code, address, referral, row.reader, kind, row.served, agenda_in_hand
    )


async def following(
    session: Session, slot: Slot, until: datetime, sight: dict[str, Any], *, waits: bool
) -> list[Slot]:
    """The next slots of the same opening that nobody has booked, rows locked."""
    asked = {
        "professional_id": slot.professional_id, "opening_id": slot.opening_id, "after": slot.starts_at,
        "until": until, **sight,
    }  # fmt: skip
    return [
        Slot(
            professional_id=row.professional_id, slot_id=row.slot_id, opening_id=row.opening_id,
            starts_at=row.starts_at, ends_at=row.ends_at, status=row.status, hold_id=row.hold_id,
            held_by=row.held_by, held_until=row.held_until,
        )
        for row in (
            await session.execute(_seen(_FOLLOWING, shared="here" in sight, waits=waits), asked)
        ).all()
    ]  # fmt: skip


@dataclass(frozen=True)
class Move:
    """Where an appointment stood before, at whose wish it left, and when."""

    before: Appointment
    by: CancelledBy
    at: datetime


async def keep_taken(
    session: Session,
    run: Sequence[Slot],
    taken: Appointment,
    act: str,
    caller: Caller,
    lanes: Iterable[int] = (0,),
    move: Move | None = None,
) -> bool:
    """Writes slots, appointment and trail, in the first of the lanes that is free; False when the constraint
    `appointment_never_overlaps` refuses them all.

    `on conflict do nothing` rather than an error: two that overlap and insert at the same instant would wait for
    each other and one would die of a deadlock.
    """
    values = {
        "slot_ids": [slot.slot_id for slot in run], "slot_status": run[0].status, "hold_id": run[0].hold_id,
        "held_by": run[0].held_by, "held_until": run[0].held_until, "professional_id": taken.professional_id,
        "slot_id": taken.slot_id, "appointment_id": taken.appointment_id, "cpts_id": taken.cpts_id,
        "referral_id": taken.referral_id, "starts_at": taken.starts_at, "ends_at": taken.ends_at,
        "modality": taken.modality, "place_label": taken.place_label, "commune_code": taken.commune_code,
        "status": taken.status, "reason_code": taken.reason_code, "booked_by": taken.booked_by,
        "booked_from": taken.booked_from, "booked_at": taken.booked_at, "version": taken.version, "act_id": new_id(),
        "act": act,
        # Who moves it need not be who booked it.
        "author_id": account_of(caller), "author_roles": sorted(caller.roles),
        "author_name": caller.name,
        "at": move.at if move else taken.booked_at, "act_reason": move.by.value if move else taken.reason_code,
        "from_professional_id": move.before.professional_id if move else None,
        "from_starts_at": move.before.starts_at if move else None,
        "to_starts_at": taken.starts_at if move else None,
    }  # fmt: skip
    for taken.lane in lanes:
        made = await session.execute(_KEEP, values | {"lane": taken.lane})
        if made.one().kept:
            return True
    return False


async def keeps_more(session: Session, holds: Iterable[UUID], run: Sequence[Slot]) -> bool:
    """Whether one of these holds keeps another slot than these, whose rows are ours."""
    values = {
        "professional_id": run[0].professional_id, "holds": list(holds), "slot_ids": [slot.slot_id for slot in run],
    }  # fmt: skip
    return bool((await session.execute(_KEEPS_MORE, values)).one().keeps_more)


async def ran_out_beside(session: Session, wanted: Appointment, at: datetime) -> bool:
    """Whether a hold whose time is over still stands in the way, of another opening perhaps."""
    values = {
        "professional_id": wanted.professional_id, "at": at, "starts_at": wanted.starts_at, "ends_at": wanted.ends_at,
    }  # fmt: skip
    return bool((await session.execute(_RAN_OUT_BESIDE, values)).one().ran_out)


async def drop_hold(session: Session, professional_id: UUID, hold_id: UUID) -> None:
    """The slots that it kept are free again."""
    await session.execute(_DROP_HOLD, {"professional_id": professional_id, "hold_id": hold_id})
