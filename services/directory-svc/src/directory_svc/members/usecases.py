"""Who joins and who leaves."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from carekit import idempotency, outbox
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.contracts import SUBSCRIPTIONS
from directory_svc.descriptions import announce
from directory_svc.members import repository
from directory_svc.members.errors import AlreadyMember, DepartureInTheFuture, MemberUnknown
from directory_svc.members.events import MemberLeft
from directory_svc.members.models import Membership
from directory_svc.members.schemas import (
    DepartMember,
    JoinMember,
    MemberFilters,
    MemberOut,
    MembershipOut,
    MembersOut,
)
from directory_svc.offers.errors import ProfessionalUnknown
from directory_svc.offers.models import STALE_AFTER
from directory_svc.offers.repository import professional_exists
from directory_svc.search.names import name_key
from directory_svc.territory.repository import today_of

_MEMBERS = "members"
EXPORTED = (
    "rpps", "title", "family_name", "given_name", "profession_label", "address", "postal_code", "commune_name",
    "phone", "email", "mssante", "joined_on", "left_on", "leave_reason", "remote_care", "training_title",
    "training_ended", "wishes_training",
)  # fmt: skip


async def members_page(unit: Unit, caller: Caller, clock: Clock, filters: MemberFilters) -> MembersOut:
    policies.may_read(caller)
    if filters.training:
        caller.require(*policies.CORRECTORS)
    _ = caller.cpts
    asked = _questions(filters, clock) | {"with_training": caller.has(*policies.CORRECTORS)}
    after = _after(filters.cursor)
    async with unit.begin() as session:
        rows = await repository.members(session, **asked, after=after, limit=filters.limit + 1)
    page = rows[: filters.limit]
    return MembersOut(
        items=[MemberOut.model_validate(row) for row in page],
        next=encode_cursor(_MEMBERS, page[-1].name_key, str(page[-1].id)) if len(rows) > filters.limit else None,
    )


async def members_csv(unit: Unit, caller: Caller, clock: Clock, filters: MemberFilters) -> str:
    """All that match, without pages. UTF-8, `;`, RFC 4180 quotes; formulas are disarmed."""
    caller.require(*policies.MEMBER_EXPORTERS)
    _ = caller.cpts
    async with unit.begin() as session:
        rows = await repository.members(session, **_questions(filters, clock), with_training=True)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(EXPORTED)
    for row in rows:
        writer.writerow([harmless(getattr(row, column)) for column in EXPORTED])
    return "\ufeff" + out.getvalue()


async def join(unit: Unit, caller: Caller, clock: Clock, act: JoinMember, once: Once) -> MembershipOut:
    caller.require(*policies.MEMBER_KEEPERS)
    membership = Membership(
        id=new_id(),
        cpts_id=caller.cpts,
        professional_id=act.professional_id,
        joined_on=act.joined_on,
        left_on=None,
        leave_reason=None,
        stated_at=clock.now(),
        stated_by=caller.name,
    )
    try:
        async with unit.begin() as session:
            await idempotency.claim(session, once, clock.now())
            if not await professional_exists(session, act.professional_id):
                raise ProfessionalUnknown
            session.add(membership)
            await session.flush()
            await announce.professionals(session, caller.cpts, clock.now(), [act.professional_id])
            return await idempotency.keep(session, once, MembershipOut.model_validate(membership))
    except IntegrityError as refused:
        if constraint_of(refused) == "uq_membership_present":
            raise AlreadyMember from refused
        raise


async def depart(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: DepartMember) -> MembershipOut:
    caller.require(*policies.MEMBER_KEEPERS)
    async with unit.begin() as session:
        if act.left_on > await today_of(session, caller.cpts, clock.now()):
            raise DepartureInTheFuture
        membership = await repository.present_membership(session, professional_id)
        if membership is None:
            raise MemberUnknown
        membership.depart(act.left_on, act.reason)
        await session.flush()
        await announce.professionals(session, caller.cpts, clock.now(), [professional_id])
        await outbox.record(
            session,
            MemberLeft(professional_id=professional_id, left_on=act.left_on),
            to=SUBSCRIPTIONS,
            version=await announce.next_version(session),
            cpts_id=caller.cpts,
            at=clock.now(),
        )
    return MembershipOut.model_validate(membership)


def harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    shown = "" if value is None else str(value)
    return "'" + shown if shown[:1] in ("=", "+", "-", "@", "\t", "\r") and not shown[1:].isdigit() else shown


def _questions(filters: MemberFilters, clock: Clock) -> dict[str, Any]:
    return {
        "profession": filters.profession,
        "commune": filters.commune,
        "key": name_key(filters.name) if filters.name else None,
        "departed": filters.departed,
        "stale_before": clock.now() - STALE_AFTER if filters.to_confirm else None,
        "training": filters.training,
    }


def _after(cursor: str | None) -> tuple[str, UUID] | None:
    if not cursor:
        return None
    name, member = decode_cursor(_MEMBERS, cursor, (str, UUID))
    return name, member
