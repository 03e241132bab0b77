"""The browser navigates here, so a refusal is a page of the application rather than a document."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse

from carekit import logs, problems
from carekit.errors import Refusal
from gateway.deps import ClientDep, MeansDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.login.errors import NoRoleLeft
from gateway.oidc import usecases
from gateway.oidc.errors import OIDC_REFUSALS, NoSuchProvider
from gateway.oidc.models import AWAY_FOR
from gateway.sessions.cookies import set_cookies

PREFIX = "/api/accounts/v1"
#: A path of ours: no second slash, no scheme, nothing that a browser could read as another host.
LOCAL_PATH = r"^/([A-Za-z0-9_.?=&%~+-][A-Za-z0-9/_.?=&%~+-]*)?$"
BROWSER_COOKIE = "oidc_login"
REFUSALS_ON_RETURN: tuple[type[Refusal], ...] = (*OIDC_REFUSALS, NoRoleLeft)

router = APIRouter(prefix=PREFIX, tags=["login"], responses=problems.responses(*OF_EVERY_OPERATION))
Key = Annotated[str, Path(pattern="^[a-z0-9-]{1,40}$", description="Its key in GET /login-methods")]


@router.get(
    "/oidc/{provider}/start", status_code=303, response_class=RedirectResponse,
    responses=problems.responses(NoSuchProvider),
)  # fmt: skip
async def start_oidc_login(
    provider: Key,
    means: MeansDep,
    return_to: Annotated[str, Query(pattern=LOCAL_PATH, max_length=300, description="Path to come back to")] = "/",
) -> RedirectResponse:
    """Navigate here to leave for the identity provider."""
    try:
        departure = await usecases.depart(means, provider, return_to)
    except OIDC_REFUSALS as refused:
        return _to_login_page(refused)
    answer = RedirectResponse(departure.url, status_code=303)
    answer.set_cookie(
        BROWSER_COOKIE,
        departure.browser_secret,
        max_age=int(AWAY_FOR.total_seconds()),
        path=f"{PREFIX}/oidc",
        httponly=True,
        samesite="lax",
        secure=means.settings.https,
    )
    return answer


@router.get(
    "/oidc/{provider}/callback", status_code=303, response_class=RedirectResponse,
    responses=problems.responses(NoSuchProvider),
)  # fmt: skip
async def finish_oidc_login(
    provider: Key,
    request: Request,
    means: MeansDep,
    client: ClientDep,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
    iss: Annotated[str | None, Query(max_length=500)] = None,
) -> RedirectResponse:
    """Where the provider sends the browser back. Goes on to the application, or to the login page with
    `?refus=<name of the rule>`."""
    brought = usecases.Return(state, code, error, iss, request.cookies.get(BROWSER_COOKIE, ""))
    try:
        arrival = await usecases.arrive(means, client, provider, brought)
    except REFUSALS_ON_RETURN as refused:
        return _to_login_page(refused)
    answer = RedirectResponse(arrival.return_to, status_code=303)
    set_cookies(answer, means.settings, arrival.secret)
    answer.delete_cookie(BROWSER_COOKIE, path=f"{PREFIX}/oidc")
    return answer


def _to_login_page(refused: Refusal) -> RedirectResponse:
    logs.get().warning("login refused", rule=refused.rule(), exc_info=refused)
    return RedirectResponse(f"/connexion?{urlencode({'refus': refused.rule()})}", status_code=303)
