"""Doors that need no session."""

from __future__ import annotations

from fastapi import APIRouter, Response

from carekit import problems
from gateway.accounts import creation
from gateway.deps import ClientDep, Means, MeansDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.login import usecases
from gateway.login.errors import (
    BadCredentials,
    LinkExpired,
    LockedOut,
    NoRoleLeft,
    OnlyInDemonstration,
    PasswordsOnlyInDemonstration,
    TotpRequired,
    TotpWrong,
)
from gateway.login.models import LINK_FOR
from gateway.login.schemas import (
    DemonstrationAccountOut,
    LinkRedeemed,
    LinkRequested,
    LoginMethods,
    OidcMethod,
    RedeemLoginLink,
    RequestLoginLink,
    SignInWithPassword,
)
from gateway.sessions.cookies import set_cookies
from gateway.sessions.errors import CrossSiteRefused
from gateway.sessions.router import session_out
from gateway.sessions.schemas import SessionOut
from gateway.sessions.usecases import read

router = APIRouter(prefix="/api/accounts/v1", tags=["login"], responses=problems.responses(*OF_EVERY_OPERATION))


@router.get("/login-methods")
async def list_login_methods(means: MeansDep) -> LoginMethods:
    """What the login page may offer here."""
    return LoginMethods(
        password=means.settings.demonstration,
        email_link=True,
        oidc=[
            OidcMethod(key=one.key, label=one.label, href=f"/api/accounts/v1/oidc/{one.key}/start")
            for one in means.settings.oidc
        ],
    )


@router.post(
    "/sessions/password",
    responses=problems.responses(
        PasswordsOnlyInDemonstration, BadCredentials, LockedOut, NoRoleLeft, CrossSiteRefused
    ),
)
async def sign_in_with_password(
    act: SignInWithPassword, response: Response, means: MeansDep, client: ClientDep
) -> SessionOut:
    """In the demonstration alone."""
    secret = await usecases.sign_in_with_password(means, client, act.email, act.password)
    return await _signed_in(means, response, secret)


@router.post("/sessions/email-links", status_code=202, responses=problems.responses(CrossSiteRefused))
async def request_login_link(act: RequestLoginLink, means: MeansDep) -> LinkRequested:
    """Sends a link by mail if an account has this address; the answer is the same if none has."""
    await usecases.request_login_link(means, act.email)
    return LinkRequested(minutes=int(LINK_FOR.total_seconds() // 60))


@router.post(
    "/sessions/email-link",
    responses=problems.responses(LinkExpired, TotpRequired, TotpWrong, LockedOut, NoRoleLeft, CrossSiteRefused),
)
async def redeem_login_link(
    act: RedeemLoginLink, response: Response, means: MeansDep, client: ClientDep
) -> LinkRedeemed:
    """Trades the link of the mail for a session. The first time it answers with a device to enrol: show the
    code, then send the same link again with the six digits."""
    redeemed = await usecases.redeem_login_link(means, client, act.token, act.totp)
    session = await _signed_in(means, response, redeemed.secret) if redeemed.secret else None
    return LinkRedeemed(session=session, enrolment=redeemed.enrolment)


@router.get("/demonstration-accounts", responses=problems.responses(OnlyInDemonstration))
async def list_demonstration_accounts(means: MeansDep) -> list[DemonstrationAccountOut]:
    """Who one may be in the demonstration, passwords included: nobody in it exists."""
    return await creation.shown_accounts(means)


async def _signed_in(means: Means, response: Response, secret: str) -> SessionOut:
    live = await read(means, secret)
    set_cookies(response, means.settings, secret)
    return session_out(live, means.settings.demonstration)
