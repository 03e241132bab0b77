from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from carekit import problems
from carekit.auth import bearer_scheme
from gateway.deps import ClientDep, MeansDep, SessionDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.sessions import usecases
from gateway.sessions.cookies import clear_cookies, csrf_cookie, set_cookies
from gateway.sessions.errors import CsrfRefused, NoSuchSession, NotInThisCpts, SessionRequired
from gateway.sessions.live import LiveSession, csrf_of
from gateway.sessions.schemas import (
    ActiveCpts,
    MembershipOut,
    OpenSession,
    OpenSessions,
    SessionOut,
    SignedOut,
    SwitchCpts,
)

router = APIRouter(
    prefix="/api/accounts/v1",
    tags=["sessions"],
    dependencies=[Depends(bearer_scheme)],
    responses=problems.responses(SessionRequired, *OF_EVERY_OPERATION),
)

WRITES = problems.responses(CsrfRefused)


def session_out(live: LiveSession, demonstration: bool) -> SessionOut:
    place = live.place(live.cpts_id)
    return SessionOut(
        account_id=live.account_id,
        name=live.name,
        email=live.email,
        cpts=ActiveCpts(id=place.cpts_id, name=place.cpts_name, time_zone=place.time_zone) if place else None,
        roles=sorted(live.roles_in(live.cpts_id)),
        memberships=[
            MembershipOut(cpts_id=place.cpts_id, cpts_name=place.cpts_name, roles=sorted(place.roles))
            for place in live.places
        ],
        professional_id=live.professional_id,
        structure=live.structure,
        demonstration=demonstration,
        has_lock_code=live.has_lock_code,
    )


@router.get("/session")
async def read_session(
    request: Request, response: Response, live: SessionDep, means: MeansDep, client: ClientDep
) -> SessionOut:
    """Who is signed in here, or 401. Gives the `csrf` cookie back to a browser that lost it."""
    secret = client.session_secret
    if secret and request.cookies.get(csrf_cookie(means.settings)) != csrf_of(secret):
        set_cookies(response, means.settings, secret)
    return session_out(live, means.settings.demonstration)


@router.delete("/session", responses=WRITES)
async def sign_out(response: Response, live: SessionDep, means: MeansDep) -> SignedOut:
    """Ends this session."""
    answer = SignedOut(end_session_url=await usecases.sign_out(means, live, everywhere=False))
    clear_cookies(response, means.settings)
    return answer


@router.put("/session/cpts", responses=problems.responses(CsrfRefused, NotInThisCpts))
async def switch_cpts(act: SwitchCpts, live: SessionDep, means: MeansDep, client: ClientDep) -> SessionOut:
    """Works for another CPTS from now on. For a single request, send `X-Cpts` instead."""
    await usecases.switch_cpts(means, live, act.cpts_id)
    live = await usecases.read(means, client.session_secret or "")
    return session_out(live, means.settings.demonstration)


@router.get("/sessions")
async def list_sessions(live: SessionDep, means: MeansDep) -> OpenSessions:
    """Where the person is signed in, most recent first."""
    rows = await usecases.open_sessions(means, live)
    return OpenSessions(
        items=[
            OpenSession(
                session_id=row.id,
                device=row.device,
                method=row.method,
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                is_this_one=row.id == live.session_id,
            )
            for row in rows
        ]
    )


@router.delete("/sessions", responses=WRITES)
async def sign_out_everywhere(response: Response, live: SessionDep, means: MeansDep) -> SignedOut:
    """Ends every session of the person, this one included."""
    answer = SignedOut(end_session_url=await usecases.sign_out(means, live, everywhere=True))
    clear_cookies(response, means.settings)
    return answer


@router.delete("/sessions/{session_id}", status_code=204, responses=problems.responses(CsrfRefused, NoSuchSession))
async def end_session(session_id: Annotated[UUID, "of one's own"], live: SessionDep, means: MeansDep) -> None:
    """Ends one session of one's own, for instance on a lost computer."""
    await usecases.end_one(means, live, session_id)
