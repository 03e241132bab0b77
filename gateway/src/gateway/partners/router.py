from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from carekit import problems
from carekit.auth import RoleRefused, bearer_scheme
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused, Once, once
from carekit.pages import BadCursor
from gateway.deps import CallerDep, MeansDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.partners import usecases
from gateway.partners.errors import (
    CptsOfSystemRequired,
    CptsOfSystemUnknown,
    PartnerSystemUnknown,
    PublicKeyRefused,
    TokenDenied,
)
from gateway.partners.models import TOKEN_FOR
from gateway.partners.proofs import token_asked
from gateway.partners.schemas import (
    FindPartnerCalls,
    PartnerCallPage,
    PartnerSystemRegistered,
    PartnerSystems,
    RegisterPartnerSystem,
    TokenError,
    TokenOut,
)
from gateway.partners.tokens import TOKEN_PATH, grant_token
from gateway.sessions.errors import CsrfRefused, NotInThisCpts

router = APIRouter(
    prefix="/api/accounts/v1",
    tags=["partner systems"],
    dependencies=[Depends(bearer_scheme)],
    responses=problems.responses(RoleRefused, NotInThisCpts, *OF_EVERY_OPERATION),
)
#: Systems have no session: one proof for one token.
tokens = APIRouter(tags=["partner systems"], responses=problems.responses(*OF_EVERY_OPERATION))

_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"const": "client_credentials"},
        "scope": {"type": "string", "description": "Of those registered; all of them by default"},
        "client_id": {"type": "string", "format": "uuid"},
        "client_assertion_type": {"const": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
        "client_assertion": {"type": "string", "description": "aud: this address; exp: within 5 minutes"},
    },
}


@tokens.post(
    TOKEN_PATH,
    responses={
        400: {"model": TokenError, "description": "RFC 6749 section 5.2"},
        401: {"model": TokenError, "description": "`invalid_client`"},
    },
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": _FORM}}}
    },
)
async def issue_partner_token(request: Request, means: MeansDep) -> TokenOut:
    """Client credentials (RFC 6749 section 4.4) for registered partner systems, by `private_key_jwt` (RFC 7523) or
    `client_secret_basic`. The token opens /fhir/sas and /fhir/gap within its scopes."""
    headers = request.headers
    asked = token_asked(headers.get("authorization", ""), headers.get("content-type", ""), await request.body())
    granted = await grant_token(means.database, means.clock, means.settings, asked)
    return TokenOut(
        access_token=granted.token,
        expires_in=int(TOKEN_FOR.total_seconds()),
        scope=" ".join(sorted(granted.scopes)),
    )


async def token_denied(_: Request, denied: Exception) -> JSONResponse:
    """Exception handler: the words of RFC 6749 in place of a problem document."""
    assert isinstance(denied, TokenDenied)
    said = TokenError.model_validate({"error": denied.error, "error_description": denied.detail})
    headers = {"WWW-Authenticate": 'Basic realm="partners"'} if denied.status == 401 else {}
    return JSONResponse(said.model_dump(), denied.status, headers)


@router.get("/partner-systems", responses=problems.responses(RoleRefused))
async def list_partner_systems(caller: CallerDep, means: MeansDep) -> PartnerSystems:
    """The software that may ask in its own name. The operator's."""
    return await usecases.list_systems(means, caller)


@router.post(
    "/partner-systems",
    status_code=201,
    responses=problems.responses(
        RoleRefused, CsrfRefused, CptsOfSystemRequired, CptsOfSystemUnknown, PublicKeyRefused, IdempotencyKeyReused,
        IdempotencyKeyInvalid,
    ),
)  # fmt: skip
async def register_partner_system(
    act: RegisterPartnerSystem, caller: CallerDep, means: MeansDep, request_once: Annotated[Once, Depends(once)]
) -> PartnerSystemRegistered:
    """The operator's. A secret, where there are no public keys, is shown this once."""
    return await usecases.register_system(means, caller, act, request_once)


@router.delete(
    "/partner-systems/{system_id}",
    status_code=204,
    responses=problems.responses(RoleRefused, CsrfRefused, PartnerSystemUnknown),
)
async def revoke_partner_system(system_id: UUID, caller: CallerDep, means: MeansDep) -> None:
    """The operator's. Its tokens end at once; what it did stays on record."""
    await usecases.revoke_system(means, caller, system_id)


@router.get(
    "/partner-systems/{system_id}/calls", responses=problems.responses(RoleRefused, PartnerSystemUnknown, BadCursor)
)
async def list_partner_calls(
    system_id: UUID, find: Annotated[FindPartnerCalls, Query()], caller: CallerDep, means: MeansDep
) -> PartnerCallPage:
    """What one partner system asked, and was refused. The operator's."""
    return await usecases.list_calls(means, caller, system_id, find)
