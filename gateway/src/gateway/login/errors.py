from __future__ import annotations

from carekit.errors import Forbidden, NotFound, TooManyRequests, Unauthenticated


class PasswordsOnlyInDemonstration(Forbidden):
    """In production nobody signs in with a password (PGSSI-S, electronic identification)."""

    title = "Passwords exist in the demonstration alone"


class BadCredentials(Unauthenticated):
    """Also for an account that does not exist: nobody learns who has one."""

    title = "Unknown address or wrong password"


class LinkExpired(Unauthenticated):
    """Unknown, used, or older than fifteen minutes."""

    title = "This link no longer works"


class TotpRequired(Unauthenticated):
    """The link is right and still open; the code of the authentication application is missing."""

    title = "Give the six-digit code too"


class TotpWrong(Unauthenticated):
    """Wrong, expired, or already used once."""

    title = "This code is not the right one"


class LockedOut(TooManyRequests):
    """Too many wrong guesses for this account or from this address. The pause grows."""

    title = "Too many wrong guesses; wait"


class NoRoleLeft(Forbidden):
    """The person is suspended, or no CPTS gives any role."""

    title = "This account has no role at present"


class OnlyInDemonstration(NotFound):
    title = "There is no demonstration here"
