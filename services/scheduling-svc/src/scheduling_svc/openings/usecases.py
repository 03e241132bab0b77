"""A professional opens hours, changes them, closes a span and opens it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.agendas.keeping import check_keeper, keeper_of
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings import repository
from scheduling_svc.openings.derivation import SaysWhoSees
from scheduling_svc.openings.errors import (
    OpenedAlready,
    OpeningPast,
    PlaceUnknown,
    ProfessionalUnknown,
    TooManyOpenings,
)
from scheduling_svc.openings.models import Audience, Closure, Opening, OpeningKind, Terms
from scheduling_svc.openings.policies import may_widen, newly_named, said_of, said_to, widened
from scheduling_svc.openings.schemas import (
    CloseSpan,
    ClosureList,
    ClosureOut,
    DescribeOpening,
    FindClosures,
    FindOpenings,
    NamedCpts,
    OpeningOut,
    OpeningPage,
    PublishOpening,
    Widening,
    WideningList,
)
from scheduling_svc.openings.sharing import check_memberships, names_of
from scheduling_svc.slots.errors import SpanInvalid
from scheduling_svc.slots.policies import OVERSEERS, account_of, may_keep_agenda
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.upkeep import bring_in_line

#: Of one agenda, not over yet.
MOST_OPENINGS = 200
MOST_WIDENINGS = 100
LONGEST_CLOSURE = timedelta(days=366)


async def list_openings(unit: Unit, caller: Caller, find: FindOpenings) -> OpeningPage:
    may_keep_agenda(caller)
    after = decode_cursor("openings", find.cursor, (UUID, UUID)) if find.cursor else None
    async with unit.begin() as session:
        owner = await _whose(session, caller, find.professional_id)
        rows = await repository.openings_after(session, owner, after, find.limit + 1)
    page = rows[: find.limit]
    more = len(rows) > find.limit
    return OpeningPage(
        items=[OpeningOut.model_validate(row) for row in page],
        next=encode_cursor("openings", page[-1].professional_id, page[-1].opening_id) if more else None,
    )


async def publish_opening(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: PublishOpening) -> OpeningOut:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        await check_keeper(session, caller, wanted.professional_id)
        await idempotency.claim(session, once, now)
        await _check_place(session, wanted.professional_id, wanted.place_id)
        await _check_time(session, caller, wanted.professional_id, wanted.terms(), now)
        (opening,) = await publish(session, caller, wanted.professional_id, [wanted.terms()], now)
        await bring_in_line(session, caller.cpts, opening.professional_id, now)
        return await idempotency.keep(session, once, OpeningOut.model_validate(opening))


async def publish(
    session: AsyncSession,
    caller: Caller,
    professional_id: UUID,
    wanted: Sequence[Terms],
    now: datetime,
    *,
    agreed: Collection[str] = (),
) -> list[Opening]:
    """New openings of one agenda, each in its trail; widening is the owner's word, said now or before (`agreed`)."""
    if await repository.count_openings_ahead(session, professional_id, now.date()) + len(wanted) > MOST_OPENINGS:
        raise TooManyOpenings
    author = account_of(caller)
    made = []
    for terms in wanted:
        opening = Opening(
            professional_id=professional_id, opening_id=new_id(), cpts_id=caller.cpts,
            created_by=author, created_at=now, version=0,
        )  # fmt: skip
        await widen(session, caller, opening, None, terms, now, agreed)
        opening.describe(terms, by=author, at=now)
        session.add(opening)
        trace(session, caller, professional_id, opening.opening_id, "opening_published", now)
        made.append(opening)
    await session.flush()
    return made


async def revise(
    session: AsyncSession,
    caller: Caller,
    opening: Opening,
    terms: Terms,
    now: datetime,
    *,
    agreed: Collection[str] = (),
) -> None:
    await widen(session, caller, opening, opening.terms(), terms, now, agreed)
    opening.describe(terms, by=account_of(caller), at=now)
    trace(session, caller, opening.professional_id, opening.opening_id, "opening_revised", now)


async def widen(
    session: AsyncSession,
    caller: Caller,
    opening: Opening,
    before: SaysWhoSees | None,
    after: SaysWhoSees,
    now: datetime,
    agreed: Collection[str] = (),
    *,
    of_slot: datetime | None = None,
) -> None:
    """Each widening is an act of its own in the trail, which names the audiences. What the owner agreed to before
    has its own act there."""
    audiences = widened(before, after)
    if audiences:
        named = newly_named(before, after)
        asked = [one for one in audiences if one not in agreed or (named and one == Audience.CPTS)]
        may_widen(caller, await keeper_of(session, opening.professional_id), asked)
        await check_memberships(session, caller, opening.professional_id, named)
        said = said_of(audiences, named)
        trace(
            session,
            caller,
            opening.professional_id,
            opening.opening_id,
            repository.WIDENED,
            now,
            said,
            of_slot=of_slot,
        )


async def list_widenings(unit: Unit, caller: Caller, professional_id: UUID) -> WideningList:
    may_keep_agenda(caller)
    async with unit.begin() as session:
        await check_keeper(session, caller, professional_id)
        acts = await repository.widenings(session, professional_id, MOST_WIDENINGS)
        said = [(act, *said_to(act.reason_code)) for act in acts if act.reason_code]
        names = await names_of(session, {cpts for _, _, named in said for cpts in named})
    return WideningList(
        items=[
            Widening(
                at=act.at, opening_id=act.subject_id, slot_starts_at=act.to_starts_at, audiences=audiences,
                shared_with=[NamedCpts(cpts_id=one, name=names[one]) for one in named if one in names],
                author_name=act.author_name, author_roles=act.author_roles,
            )
            for act, audiences, named in said
        ]
    )  # fmt: skip


async def read_opening(unit: Unit, caller: Caller, opening_id: UUID) -> OpeningOut:
    may_keep_agenda(caller)
    async with unit.begin() as session:
        return OpeningOut.model_validate(await _opening(session, caller, opening_id))


async def revise_opening(
    unit: Unit, caller: Caller, clock: Clock, opening_id: UUID, wanted: DescribeOpening, edited: int
) -> OpeningOut:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        opening = await _opening(session, caller, opening_id, for_update=True)
        check_version(opening.version, edited)
        await _check_place(session, opening.professional_id, wanted.place_id)
        await revise(session, caller, opening, wanted.terms(), now)
        await session.flush()
        await bring_in_line(session, caller.cpts, opening.professional_id, now)
        return OpeningOut.model_validate(opening)


async def withdraw_opening(unit: Unit, caller: Caller, clock: Clock, opening_id: UUID, edited: int) -> None:
    """Taken slots keep the id of the opening they came from, though it is gone."""
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        opening = await _opening(session, caller, opening_id, for_update=True)
        check_version(opening.version, edited)
        await withdraw(session, caller, opening, now)


async def withdraw(session: AsyncSession, caller: Caller, opening: Opening, now: datetime) -> None:
    """Its free slots go with it."""
    await withdraw_all(session, caller, opening.professional_id, [opening], now)


async def withdraw_all(
    session: AsyncSession, caller: Caller, professional_id: UUID, openings: Sequence[Opening], now: datetime
) -> None:
    """Of one agenda, which is in line with what remains of it afterwards."""
    for opening in openings:
        await session.delete(opening)
        trace(session, caller, professional_id, opening.opening_id, "opening_withdrawn", now)
    await session.flush()
    await bring_in_line(session, caller.cpts, professional_id, now)


async def list_closures(unit: Unit, caller: Caller, clock: Clock, find: FindClosures) -> ClosureList:
    may_keep_agenda(caller)
    async with unit.begin() as session:
        owner = await _whose(session, caller, find.professional_id)
        found = await repository.closures_ahead(session, owner, clock.now(), find.limit)
        return ClosureList(items=[_closure_out(closure, booked) for closure, booked in found])


async def close_span(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: CloseSpan) -> ClosureOut:
    may_keep_agenda(caller)
    now = clock.now()
    if not timedelta() < wanted.to - wanted.from_ <= LONGEST_CLOSURE:
        raise SpanInvalid(f"A closed span ends after it starts and lasts at most {LONGEST_CLOSURE.days} days")
    async with unit.begin() as session:
        await check_keeper(session, caller, wanted.professional_id)
        await idempotency.claim(session, once, now)
        if not await repository.professional_is_known(session, wanted.professional_id):
            raise ProfessionalUnknown
        closure = Closure(
            professional_id=wanted.professional_id, closure_id=new_id(), cpts_id=caller.cpts,
            starts_at=wanted.from_, ends_at=wanted.to, closed_by=account_of(caller), closed_at=now,
        )  # fmt: skip
        session.add(closure)
        trace(session, caller, closure.professional_id, closure.closure_id, "span_closed", now)
        await session.flush()
        await bring_in_line(session, caller.cpts, closure.professional_id, now)
        kept = await repository.closure_with_bookings(session, closure.closure_id)
        return await idempotency.keep(session, once, _closure_out(*kept))


async def reopen_span(unit: Unit, caller: Caller, clock: Clock, closure_id: UUID) -> None:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        closure = await repository.closure_by_id(session, closure_id)
        if closure is None:
            raise NotFound
        await check_keeper(session, caller, closure.professional_id)
        await session.delete(closure)
        trace(session, caller, closure.professional_id, closure_id, "span_reopened", now)
        await session.flush()
        await bring_in_line(session, caller.cpts, closure.professional_id, now)


async def _whose(session: AsyncSession, caller: Caller, asked: UUID | None) -> UUID | None:
    """The agenda that is listed: the one asked for, else one's own; all of them for who oversees them."""
    if asked is not None:
        await check_keeper(session, caller, asked)
    elif not caller.has(*OVERSEERS):
        return caller.professional_id
    return asked


async def _opening(session: AsyncSession, caller: Caller, opening_id: UUID, *, for_update: bool = False) -> Opening:
    opening = await repository.opening_by_id(session, opening_id, for_update=for_update)
    if opening is None:
        raise NotFound
    await check_keeper(session, caller, opening.professional_id)
    return opening


async def _check_place(session: AsyncSession, professional_id: UUID, place_id: UUID) -> None:
    if not await repository.professional_is_known(session, professional_id):
        raise ProfessionalUnknown
    if not await repository.place_is_his(session, professional_id, place_id):
        raise PlaceUnknown


async def _check_time(
    session: AsyncSession, caller: Caller, professional_id: UUID, terms: Terms, now: datetime
) -> None:
    """Ahead of now, and not open yet."""
    if terms.ends_on and terms.ends_on < local_date(now, await zone_of(session, caller.cpts)):
        raise OpeningPast(field="starts_on" if terms.kind == OpeningKind.ONE_OFF else "ends_on")
    for one in await repository.openings_from(session, professional_id, terms.starts_on, terms.from_time):
        if one.is_same_time(terms):
            raise OpenedAlready(opening_id=str(one.opening_id))


def _closure_out(closure: Closure, booked: list[UUID]) -> ClosureOut:
    return ClosureOut(
        closure_id=closure.closure_id, professional_id=closure.professional_id,
        starts_at=closure.starts_at, ends_at=closure.ends_at, still_booked=booked,
    )  # fmt: skip
