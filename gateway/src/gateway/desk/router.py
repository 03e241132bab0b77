from __future__ import annotations

import secrets
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from carekit import problems
from carekit.auth import bearer_scheme
from gateway.deps import ClientDep, MeansDep, SessionDep
from gateway.desk import usecases
from gateway.desk.errors import LockCodeRequired, LockCodeWrong, NotLockedHere
from gateway.desk.schemas import Desk, LockSession, Unlocked, UnlockSession
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.sessions.cookies import clear_cookies, set_cookies
from gateway.sessions.errors import CrossSiteRefused, CsrfRefused, SessionRequired
from gateway.sessions.router import session_out
from gateway.sessions.usecases import read
from gateway.settings import Settings

router = APIRouter(prefix="/api/accounts/v1", tags=["desk"], responses=problems.responses(*OF_EVERY_OPERATION))

#: A year: the computer stays where it is.
DESK_FOR = 365 * 24 * 3600


def _cookie(settings: Settings) -> str:
    return "__Host-desk" if settings.https else "desk"


def desk_of(request: Request) -> str | None:
    """What tells this browser from others; it opens nothing without somebody's code."""
    settings: Settings = request.app.state.settings
    return request.cookies.get(_cookie(settings)) or None


DeskDep = Annotated[str | None, Depends(desk_of)]


@router.post(
    "/session/lock",
    status_code=204,
    dependencies=[Depends(bearer_scheme)],
    responses=problems.responses(SessionRequired, CsrfRefused, LockCodeRequired),
)
async def lock_session(
    act: LockSession, response: Response, live: SessionDep, means: MeansDep, known: DeskDep
) -> None:
    """Leaves the screen of a shared computer: nothing opens it again but the code, or signing in."""
    desk = known or secrets.token_urlsafe(32)
    await usecases.lock(means, live, desk, act.code, act.page)
    clear_cookies(response, means.settings)
    response.set_cookie(
        _cookie(means.settings),
        desk,
        max_age=DESK_FOR,
        path="/",
        httponly=True,
        samesite="strict",
        secure=means.settings.https,
    )


@router.get("/desk")
async def list_locked_people(means: MeansDep, desk: DeskDep) -> Desk:
    """Who locked the screen of this computer and may come back with a code; nobody on a computer we do not know."""
    return Desk(people=await usecases.people(means, desk))


@router.post(
    "/desk/{session_id}/unlock", responses=problems.responses(NotLockedHere, LockCodeWrong, CrossSiteRefused)
)
async def unlock_session(
    session_id: Annotated[UUID, "of somebody listed by this computer"],
    act: UnlockSession,
    response: Response,
    means: MeansDep,
    client: ClientDep,
    desk: DeskDep,
) -> Unlocked:
    """Comes back with the code. The fifth wrong one ends the session. Whoever was signed in here is signed out."""
    secret, page = await usecases.unlock(means, client, desk, session_id, act.code)
    live = await read(means, secret)
    set_cookies(response, means.settings, secret)
    return Unlocked(session=session_out(live, means.settings.demonstration), page=page)
