"""What directory-svc tells us: names of CPTS and professionals, and who left. The routers' twin."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import problems
from carekit.auth import Caller, RoleRefused, service_caller
from carekit.errors import Invalid
from carekit.events import Envelope
from carekit.inbox import first_time
from gateway.accounts import repository
from gateway.accounts.policies import OF_A_PROFESSIONAL
from gateway.deps import Means, MeansDep
from gateway.names.models import KnownCpts, KnownProfessional
from gateway.sessions.repository import end_sessions

router = APIRouter(include_in_schema=False)


class SourceRefused(RoleRefused):
    """A service speaks for itself alone, and we listen to the directory alone."""

    title = "This service may not tell us that"


class CptsOfEventMissing(Invalid):
    title = "This event belongs to a CPTS"


class CptsDescribed(BaseModel):
    cpts_id: UUID
    name: str


class ProfessionalDescribed(BaseModel):
    professional_id: UUID
    rpps: str
    family_name: str
    given_name: str
    title: str | None = None
    is_member: bool = False

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)


class MemberLeft(BaseModel):
    professional_id: UUID


@router.post("/_events", status_code=204, responses=problems.responses(SourceRefused))
async def receive_event(
    envelope: Envelope, means: MeansDep, caller: Annotated[Caller, Depends(service_caller)]
) -> None:
    """Applies a fact once; an older one than known is forgotten; a kind we do not read is accepted."""
    if caller.issuer != envelope.source or envelope.source != "directory-svc":
        raise SourceRefused
    await apply(means, envelope)


async def apply(means: Means, envelope: Envelope) -> None:
    signed_out: list[UUID] = []
    async with means.database.begin(envelope.cpts_id) as session:
        if not await first_time(session, envelope, means.clock.now()):
            return
        if envelope.type == "cpts.described.v1":
            await _keep_cpts(session, CptsDescribed.model_validate(envelope.data))
        elif envelope.type == "professional.described.v1":
            described = ProfessionalDescribed.model_validate(envelope.data)
            await _keep_professional(session, _cpts_of(envelope), described)
        elif envelope.type == "member.left.v1":
            left = MemberLeft.model_validate(envelope.data)
            signed_out = await _take_role_away(session, _cpts_of(envelope), left)
    means.sessions.drop_accounts(*signed_out)


def _cpts_of(envelope: Envelope) -> UUID:
    if envelope.cpts_id is None:
        raise CptsOfEventMissing
    return envelope.cpts_id


async def _keep_cpts(session: AsyncSession, cpts: CptsDescribed) -> None:
    known = insert(KnownCpts).values(id=cpts.cpts_id, name=cpts.name)
    await session.execute(known.on_conflict_do_update(index_elements=["id"], set_={"name": cpts.name}))


async def _keep_professional(session: AsyncSession, cpts_id: UUID, described: ProfessionalDescribed) -> None:
    facts = {"rpps": described.rpps, "name": described.name, "is_member": described.is_member}
    known = insert(KnownProfessional).values(cpts_id=cpts_id, professional_id=described.professional_id, **facts)
    await session.execute(known.on_conflict_do_update(index_elements=["cpts_id", "professional_id"], set_=facts))
    for account in await repository.accounts_of_professional(session, described.professional_id):
        if account.rpps == described.rpps:  # the professional's own account, not a delegate's
            account.name = described.name


async def _take_role_away(session: AsyncSession, cpts_id: UUID, left: MemberLeft) -> list[UUID]:
    """The professional, and whoever acted for him, loses that role here; their sessions end."""
    accounts = [account.id for account in await repository.accounts_of_professional(session, left.professional_id)]
    touched = []
    for membership in await repository.memberships_of(session, cpts_id, accounts):
        remaining = frozenset(membership.roles) - OF_A_PROFESSIONAL
        if len(remaining) == len(membership.roles):
            continue
        if remaining:
            membership.change_roles(remaining)
        else:
            await session.delete(membership)
        touched.append(membership.account_id)
    await end_sessions(session, touched)
    return touched
