from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused, Once, once
from carekit.pages import BadCursor, Page
from gateway.accounts import usecases
from gateway.accounts.errors import (
    AccountUnknown,
    AlreadyMember,
    LinkedToAnother,
    OwnRolesRefused,
    ProfessionalHasAccount,
    ProfessionalRequired,
    ProfessionalUnknown,
    RoleNotYoursToGive,
)
from gateway.accounts.schemas import AccountFilters, AccountOut, InviteAccount, LinkProfessional, SetAccountRoles
from gateway.deps import CallerDep, MeansDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.sessions.errors import CsrfRefused, NotInThisCpts

router = APIRouter(
    prefix="/api/accounts/v1",
    tags=["accounts"],
    dependencies=[Depends(bearer_scheme)],
    responses=problems.responses(RoleRefused, CptsMissing, NotInThisCpts, CsrfRefused, *OF_EVERY_OPERATION),
)


@router.get("/accounts", responses=problems.responses(RoleRefused, CptsMissing, NotInThisCpts, BadCursor))
async def list_accounts(
    filters: Annotated[AccountFilters, Query()], caller: CallerDep, means: MeansDep
) -> Page[AccountOut]:
    """Accounts of the CPTS, by name. Director and secretary."""
    return await usecases.list_accounts(means, caller, filters)


@router.post(
    "/accounts",
    status_code=201,
    responses=problems.responses(
        RoleRefused, CptsMissing, RoleNotYoursToGive, CsrfRefused, NotInThisCpts, AlreadyMember, LinkedToAnother,
        ProfessionalHasAccount, ProfessionalRequired, ProfessionalUnknown, IdempotencyKeyReused,
        IdempotencyKeyInvalid,
    ),
)  # fmt: skip
async def invite_account(
    act: InviteAccount, caller: CallerDep, means: MeansDep, request_once: Annotated[Once, Depends(once)]
) -> AccountOut:
    """Invites by mail. The director gives any role, the secretary invites professionals and referrers, a
    professional names delegates."""
    return await usecases.invite_account(means, caller, act, request_once)


@router.get(
    "/accounts/{account_id}", responses=problems.responses(RoleRefused, CptsMissing, NotInThisCpts, AccountUnknown)
)
async def read_account(account_id: UUID, response: Response, caller: CallerDep, means: MeansDep) -> AccountOut:
    """One account of the CPTS; its ETag goes into If-Match of an edit."""
    account = await usecases.read_account(means, caller, account_id)
    set_etag(response, account.version)
    return account


@router.put(
    "/accounts/{account_id}/roles",
    responses=problems.responses(
        RoleRefused, CptsMissing, OwnRolesRefused, RoleNotYoursToGive, CsrfRefused, NotInThisCpts, AccountUnknown,
        ProfessionalRequired, PreconditionFailed, PreconditionRequired,
    ),
)  # fmt: skip
async def set_account_roles(
    account_id: UUID,
    act: SetAccountRoles,
    response: Response,
    caller: CallerDep,
    means: MeansDep,
    version: Annotated[int, Depends(if_match)],
) -> AccountOut:
    """The director's. Losing a role, or `suspended`, ends the person's sessions at once."""
    account = await usecases.set_roles(means, caller, account_id, frozenset(act.roles), version)
    set_etag(response, account.version)
    return account


@router.put(
    "/accounts/{account_id}/professional",
    responses=problems.responses(
        RoleRefused, CptsMissing, OwnRolesRefused, CsrfRefused, NotInThisCpts, AccountUnknown, ProfessionalUnknown,
        LinkedToAnother, ProfessionalHasAccount, PreconditionFailed, PreconditionRequired,
    ),
)  # fmt: skip
async def link_account_professional(
    account_id: UUID,
    act: LinkProfessional,
    response: Response,
    caller: CallerDep,
    means: MeansDep,
    version: Annotated[int, Depends(if_match)],
) -> AccountOut:
    """The director's: links an account that has no sheet to a professional, as himself or as his delegate."""
    account = await usecases.link_professional(means, caller, account_id, act, version)
    set_etag(response, account.version)
    return account


@router.delete(
    "/accounts/{account_id}/totp",
    status_code=204,
    responses=problems.responses(
        RoleRefused, CptsMissing, OwnRolesRefused, CsrfRefused, NotInThisCpts, AccountUnknown
    ),
)
async def reset_account_totp(account_id: UUID, caller: CallerDep, means: MeansDep) -> None:
    """Recovery of a lost telephone, by the director: the person enrols a new one at the next sign-in."""
    await usecases.reset_totp(means, caller, account_id)
