"""Refusals about hand-overs."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class HandoverNotFound(NotFound):
    """Absent, or handed to somebody else: both look the same."""

    title = "No hand-over of yours by that identifier"


class HandoverOver(Conflict):
    """It was declined or taken back."""

    title = "This hand-over is over"


class ReceiverUnknown(Conflict):
    """Not a professional of this CPTS, nor somebody seen here in the last 90 days."""

    title = "Nobody of this CPTS by that name may receive it"


class NotToldToPartner(Conflict):
    """The route says what may be told to this partner. Members: `may_tell`."""

    title = "The agreement with this partner does not cover what would be told"


class DoctorAgreementMissing(Conflict):
    """The convention with this partner says so; a signalement waits for nobody."""

    title = "This partner acts only with the recorded agreement of the médecin traitant"


class PartnerRouteInactive(Conflict):
    title = "This partner is no longer turned to"


class OneReceiver(Invalid):
    """Exactly one of an account, a professional and a partner."""

    title = "A hand-over goes to exactly one receiver"
    field = "to_account_id"


class NothingHanded(Invalid):
    """A person receives at least the name; only a partner body may be told the need alone."""

    title = "Say what is handed over"
    field = "told"


class AgreementMissing(Invalid):
    """Without the person's agreement only a signalement leaves, to those whom the law names."""

    title = "The person's agreement is required"
    field = "agreed"


class LastDayMissing(Invalid):
    """A guest sees what was handed to him until a date, at most 180 days away."""

    title = "A guest's access ends on a date"
    field = "until"


class AgreedInTheFuture(Invalid):
    title = "The agreement is dated in the future"
    field = "agreed_on"
