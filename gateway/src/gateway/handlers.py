"""What directory-svc tells us: names of CPTS and professionals, and who left. The routers' twin."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.listening import Handlers, Heard, doors
from gateway.accounts import repository
from gateway.accounts.policies import OF_A_PROFESSIONAL
from gateway.deps import Means
from gateway.names.models import KnownCpts, KnownProfessional
from gateway.sessions.repository import end_sessions


class CptsDescribed(BaseModel):
    cpts_id: UUID
    name: str
    time_zone: str


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


async def _cpts(session: AsyncSession, heard: Heard) -> None:
    await _keep_cpts(session, CptsDescribed.model_validate(heard.envelope.data))


async def _professional(session: AsyncSession, heard: Heard) -> None:
    await _keep_professional(session, heard.cpts, ProfessionalDescribed.model_validate(heard.envelope.data))


async def _member_left(session: AsyncSession, heard: Heard) -> Callable[[], None]:
    """The sessions known to this process go once the database has let them go."""
    signed_out = await _take_role_away(session, heard.cpts, MemberLeft.model_validate(heard.envelope.data))
    means: Means = heard.app.state.means
    return lambda: means.sessions.drop_accounts(*signed_out)


HANDLERS: Handlers = {
    ("directory-svc", "cpts.described.v1"): _cpts,
    ("directory-svc", "professional.described.v1"): _professional,
    ("directory-svc", "member.left.v1"): _member_left,
}

router = doors(HANDLERS, tells=False)


async def _keep_cpts(session: AsyncSession, cpts: CptsDescribed) -> None:
    facts = {"name": cpts.name, "time_zone": cpts.time_zone}
    known = insert(KnownCpts).values(id=cpts.cpts_id, **facts)
    await session.execute(known.on_conflict_do_update(index_elements=["id"], set_=facts))


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
