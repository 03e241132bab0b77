"""Refusals about appeals."""

from __future__ import annotations

from carekit.errors import Conflict, Forbidden, Invalid, NotFound


class AppealNotFound(NotFound):
    """Absent, or removed and not the caller's: both look the same."""

    title = "No appeal by that identifier"


class NotItsAuthor(Forbidden):
    title = "Only whoever posted the appeal may do that"


class AppealStepRefused(Conflict):
    """Members: `state` it is in, `allowed_from`."""

    title = "The appeal is not in a state that allows it"


class OwnAppeal(Conflict):
    title = "Nobody takes an appeal of his own"


class AppealTakenAlready(Conflict):
    title = "You have already said that you take it"


class TooManyReplies(Conflict):
    """A thread is short; what is longer is said elsewhere."""

    title = "This appeal has too many replies"


class TakerUnknown(Invalid):
    title = "Confirm somebody who said that he takes it"
    field = "reply_id"


class AppealNamesSomebody(Invalid):
    """A number that begins like a NIR, a past day, a civility or « patient » before a name."""

    title = "An appeal never speaks of a person who needs care"
    field = "words"


class AppealDayOutOfBounds(Invalid):
    title = "An appeal stands until today at least, and for 90 days at most"
    field = "open_until"


class ProfessionNotHere(Invalid):
    """The directory has described nobody of this profession to this CPTS."""

    title = "Nobody of this profession would read it"
    field = "profession_codes"


class AppealCommuneNotServed(Invalid):
    title = "The commune is not in the territory of this CPTS"
    field = "commune_code"


class ReplyEmpty(Invalid):
    title = "Write some words, or take it"
    field = "words"
