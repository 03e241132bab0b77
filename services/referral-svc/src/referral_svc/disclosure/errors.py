"""Refusals about bulletins. Whoever has no link gets `ReferralNotFound`: absent and forbidden look the same."""

from __future__ import annotations

from carekit.errors import Conflict, Gone, Invalid, NotFound, PayloadTooLarge


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


class RepresentativeMissing(Invalid):
    """The representative agreed in the person's place: he is named, and reached like the person."""

    title = "Name who agreed in the person's place"
    field = "representative"


class DraftNotFound(NotFound):
    """Absent, stated, erased after its seven days, or somebody else's: all look the same."""

    title = "No draft of yours by that identifier"


class TooManyDrafts(Conflict):
    """A draft is unfinished work, not an archive of persons."""

    title = "Too many drafts are kept already"


class ReportNotFound(NotFound):
    """Absent, of a request that is not yours, or not meant for you: all look the same."""

    title = "No report by that identifier"


class ReportNotReadable(Conflict):
    """Member `state_of_report`: its file has not come, is being scanned, was refused or was withdrawn."""

    title = "The report cannot be read now"


class FileAlreadyGiven(Conflict):
    """The file of this report has arrived, or its author gave it up."""

    title = "This report waits for no file"


class FileNotWhatItSays(Invalid):
    """Its first bytes are not those of the kind that was announced."""

    title = "The file is not of the kind it says"
    field = "file"


class FileEmpty(Invalid):
    title = "The file is empty"
    field = "file"


class FileTooLarge(PayloadTooLarge):
    title = "The file is larger than the limit"
