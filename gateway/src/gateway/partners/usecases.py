"""The operator of the platform registers partner systems, revokes them, and reads what they asked."""

from __future__ import annotations

import secrets
from uuid import UUID

from carekit import idempotency
from carekit.auth import Caller
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from gateway.accounts.repository import name_of_cpts
from gateway.deps import Means
from gateway.partners import repository
from gateway.partners.assertions import check_public_keys
from gateway.partners.errors import CptsOfSystemRequired, CptsOfSystemUnknown, PartnerSystemUnknown
from gateway.partners.models import PartnerSystem
from gateway.partners.repository import Listed
from gateway.partners.schemas import (
    FindPartnerCalls,
    PartnerCallOut,
    PartnerCallPage,
    PartnerSystemOut,
    PartnerSystemRegistered,
    PartnerSystems,
    RegisterPartnerSystem,
)
from gateway.partners.tokens import hash_of, token_endpoint
from gateway.sessions.schemas import CptsName

OPERATOR = "platform_operator"
OF_ONE_CPTS = frozenset({"gap.read", "gap.book"})
CURSOR = "partner-calls"


async def list_systems(means: Means, caller: Caller) -> PartnerSystems:
    caller.require(OPERATOR)
    async with means.database.begin() as session:
        rows = await repository.every_system(session, means.clock.now())
    return PartnerSystems(items=[_out(row) for row in rows])


async def register_system(
    means: Means, caller: Caller, act: RegisterPartnerSystem, once: Once
) -> PartnerSystemRegistered:
    caller.require(OPERATOR)
    is_of_one_cpts = not OF_ONE_CPTS.isdisjoint(act.scopes)
    if is_of_one_cpts and act.cpts_id is None:
        raise CptsOfSystemRequired
    keys = [key.model_dump(exclude_none=True) for key in act.public_keys or []]
    check_public_keys(keys)
    secret = None if keys else secrets.token_urlsafe(32)
    now = means.clock.now()
    async with means.database.begin() as session:
        await idempotency.claim(session, once, now)
        cpts_name = await name_of_cpts(session, act.cpts_id) if act.cpts_id else None
        if cpts_name == "":
            raise CptsOfSystemUnknown
        system = PartnerSystem(
            id=new_id(), name=act.name, contact=act.contact, scopes=sorted(set(act.scopes)),
            for_cpts=act.cpts_id if is_of_one_cpts else None,
            secret_hash=hash_of(secret) if secret else None, public_keys={"keys": keys} if keys else None,
            registered_at=now, registered_by=caller.name,
        )  # fmt: skip
        session.add(system)
        await session.flush()
        registered = PartnerSystemRegistered(
            **_out(Listed(system, cpts_name, None, 0)).model_dump(),
            client_secret=None,
            token_endpoint=token_endpoint(means.settings),
        )
        # What is kept for repeats lies in the database: without the secret.
        await idempotency.keep(session, once, registered)
    return registered.model_copy(update={"client_secret": secret})


async def revoke_system(means: Means, caller: Caller, system_id: UUID) -> None:
    """Its tokens end with it: its next call is refused. Revoked twice, it stays as it was."""
    caller.require(OPERATOR)
    async with means.database.begin() as session:
        system = await session.get(PartnerSystem, system_id, with_for_update=True)
        if system is None:
            raise PartnerSystemUnknown
        if system.revoked_at is None:
            system.revoke(caller.name, means.clock.now())
            await repository.end_tokens(session, system_id)


async def list_calls(means: Means, caller: Caller, system_id: UUID, find: FindPartnerCalls) -> PartnerCallPage:
    caller.require(OPERATOR)
    before = decode_cursor(CURSOR, find.cursor, (UUID,))[0] if find.cursor else None
    async with means.database.begin() as session:
        if await session.get(PartnerSystem, system_id) is None:
            raise PartnerSystemUnknown
        rows = await repository.calls_before(session, system_id, before, find.limit + 1)
    page = rows[: find.limit]
    return PartnerCallPage(
        items=[PartnerCallOut.model_validate(row) for row in page],
        next=encode_cursor(CURSOR, page[-1].id) if len(rows) > find.limit else None,
    )


def _out(row: Listed) -> PartnerSystemOut:
    system = row.system
    keys = (system.public_keys or {}).get("keys", [])
    return PartnerSystemOut(
        system_id=system.id, name=system.name, contact=system.contact, scopes=system.scopes,
        cpts=CptsName(id=system.for_cpts, name=row.cpts_name or "") if system.for_cpts else None,
        proof="private_key_jwt" if keys else "client_secret_basic", key_ids=[key["kid"] for key in keys],
        registered_at=system.registered_at, registered_by=system.registered_by,
        revoked_at=system.revoked_at, revoked_by=system.revoked_by,
        last_call_at=row.last_call_at, calls_last_day=row.calls_last_day,
    )  # fmt: skip
