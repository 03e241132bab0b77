"""Refusals about bulletins. Whoever has no link gets `ReferralNotFound`: absent and forbidden look the same."""

from __future__ import annotations

from carekit.errors import Conflict, Gone, Invalid, NotFound


class BulletinErased(Gone):
    """The key was destroyed at the end of the retention: nobody can read it any more."""

    title = "The bulletin was erased"


class MessageNotFound(NotFound):
    """Absent, or of another request: both look the same."""

    title = "No message of this request by that identifier"


class BirthInTheFuture(Invalid):
    title = "The birth date is in the future"
    field = "patient.birth"


class ConsentInTheFuture(Invalid):
    title = "The agreement is dated in the future"
    field = "consent.at"


class DraftNotFound(NotFound):
    """Absent, stated, erased after its seven days, or somebody else's: all look the same."""

    title = "No draft of yours by that identifier"


class TooManyDrafts(Conflict):
    """A draft is unfinished work, not an archive of persons."""

    title = "Too many drafts are kept already"
