from __future__ import annotations

from carekit.errors import Conflict, NotFound, Unauthenticated


class LockCodeRequired(Conflict):
    """The first time, a session is locked with the code that will open it again."""

    title = "Choose a code of four to six digits first"


class LockCodeWrong(Unauthenticated):
    """After the fifth wrong code the session is over: its person signs in again."""

    title = "This code is not the right one"


class NotLockedHere(NotFound):
    """Unknown on this computer, already open again, or over."""

    title = "Nobody is locked here under this name any more"
