from __future__ import annotations

from carekit.errors import Forbidden, NotFound, Unauthenticated


class SessionRequired(Unauthenticated):
    """No session cookie, or a session that is over."""

    title = "Sign in first"


class CsrfRefused(Forbidden):
    """A write with a session must repeat the `csrf` cookie in `X-CSRF-Token`."""

    title = "The X-CSRF-Token header does not match the session"


class CrossSiteRefused(Forbidden):
    """The browser says that another site sent this write."""

    title = "Another site may not write here"


class NotInThisCpts(Forbidden):
    """The CPTS asked for is not one of the person's, or the person is suspended there."""

    title = "This CPTS is not yours"


class NoSuchSession(NotFound):
    title = "None of your sessions has this identifier"
