"""The two cookies: the secret that scripts cannot read, and the CSRF value that they must repeat."""

from __future__ import annotations

from fastapi import Response

from gateway.sessions.live import csrf_of
from gateway.settings import Settings


def session_cookie(settings: Settings) -> str:
    return "__Host-session" if settings.https else "session"


def csrf_cookie(settings: Settings) -> str:
    return "__Host-csrf" if settings.https else "csrf"


def set_cookies(response: Response, settings: Settings, secret: str) -> None:
    """Session cookies without an end: the server ends them (idle 30 min, absolute 4 h or a working day)."""
    response.set_cookie(
        session_cookie(settings), secret, path="/", httponly=True, samesite="lax", secure=settings.https
    )
    response.set_cookie(
        csrf_cookie(settings), csrf_of(secret), path="/", httponly=False, samesite="lax", secure=settings.https
    )


def clear_cookies(response: Response, settings: Settings) -> None:
    for name in (session_cookie(settings), csrf_cookie(settings)):
        response.set_cookie(name, "", max_age=0, path="/", samesite="lax", secure=settings.https)
    # Nothing of a patient stays on a shared computer after logout.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
