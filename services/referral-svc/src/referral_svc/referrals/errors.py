"""Refusals about requests, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class ReferralNotFound(NotFound):
    """Absent, or not yours to know of: both look the same."""

    title = "No request by that identifier"


class ActNotAllowedNow(Conflict):
    """The life cycle has no such transition from the present status. Members: `act`, `status`, `allowed_from`."""

    title = "The request is not in a state that allows it"


class RefusedConsentNotFound(NotFound):
    """Absent, or in the list of another referrer: both look the same."""

    title = "No refused consent of yours by that identifier"


class ConsentMissing(Invalid):
    """A request is stated only with the person's recorded agreement to the search."""

    title = "The person's agreement to the search is required"
    field = "consent.search"


class AgreementInTheFuture(Invalid):
    title = "The agreement is dated in the future"
    field = "at"


class SharingAlreadyAgreed(Conflict):
    """The person's agreement to share the bulletin is recorded already."""

    title = "The agreement to share is already recorded"


class ErasureUnconfirmed(Invalid):
    """What cannot come back is confirmed by typing the number of the case."""

    title = "The case number does not confirm the erasure"
    field = "case_number"


class AdviceNotAsked(Conflict):
    """An advice closes only a request that asked a specialist for advice first."""

    title = "This request asked for no advice"


class OutcomeOfAnotherKind(Conflict):
    """Rights opened, help in place, taken over: outcomes of what is handed to a partner."""

    title = "This outcome belongs to a request that was handed over"


class NobodyIsSolicited(Conflict):
    """A social request goes to a partner, a colleague or a professional by a named hand-over."""

    title = "No professional is solicited for this kind of request: it is handed over"


class ClosingIncomplete(Conflict):
    """Members: `missing`, the codes of what must still happen before the request closes."""

    title = "The request cannot close yet"


class ReportAlreadyFiled(Conflict):
    """A report that stands on the request needs no waiver."""

    title = "A report has been filed"


class ProfessionalNotProposed(Conflict):
    """The person chooses among professionals who said yes, and this one has no standing yes."""

    title = "This professional is not among the proposals"


class AppointmentToCancel(Conflict):
    """A booking placed the person: the request comes back by cancelling that appointment, which frees the slot."""

    title = "Cancel the appointment that placed the person"


class NothingToConfirm(Conflict):
    """Only a request for a médecin traitant has a declaration."""

    title = "This kind of request has no declaration"


class CommuneNotServed(Invalid):
    """The commune is not one of this CPTS's territory."""

    title = "The commune is not in the territory of this CPTS"
    field = "residence.commune_code"


class UsualDoctorUnknown(Invalid):
    """The directory has not described this professional to this CPTS: nobody could ask or inform him."""

    title = "The usual doctor is not known to this CPTS"
    field = "usual_professional_id"


class MergeImpossible(Conflict):
    """A request merges only into another open one of the same CPTS."""

    title = "These two requests cannot be merged"
