"""Refusals of appointments, each named after the rule that refused."""

from carekit.errors import Conflict, Invalid


class TransitionRefused(Conflict):
    """Only named ways lead from one status to another."""

    title = "The appointment's present status does not allow it"


class AppointmentNotBegun(Conflict):
    """An outcome is recorded once the appointment has begun."""

    title = "The appointment has not begun yet"


class BookedElsewhere(Conflict):
    """Who booked from another CPTS chose this agenda for the person: only he takes her to another one."""

    title = "It was booked from another CPTS, which alone moves it to another professional"


class AppointmentBegun(Conflict):
    """What has begun is not moved: how it went is recorded, and another appointment booked."""

    title = "The appointment has begun"


class ReferralUnknown(Conflict):
    """No referral of this CPTS is known by that id yet (its event may be on its way), or none of the caller's."""

    title = "This referral is not known here yet"


class ReferralNotBookable(Conflict):
    """An SNP referral is booked while open; any other once placed, with the professional who was chosen."""

    title = "The state of the referral does not allow an appointment"


class ChoiceUnsaid(Invalid):
    """The booking places the person with the slot's owner: who books says how she chose."""

    title = "Say how the person chose this slot"
    field = "choice_recorded"


class ModalityUnsaid(Invalid):
    """The slot offers several modalities (`offered`): who books says which one."""

    title = "Say in which way the appointment takes place"
    field = "modality"


class ModalityNotOffered(Invalid):
    """The owner opened this slot for other modalities (`offered`)."""

    title = "The slot is not open in this way"
    field = "modality"


class BrigadeGoesElsewhere(Invalid):
    """A brigade goes to the communes that it serves (`served`); to another one only where who books says that it does
    (`outside_area`). Where nobody says where the person lives, nothing is asked."""

    title = "The brigade does not serve this commune"
    field = "home_commune"


class ReasonNotOffered(Invalid):
    """The owner opened this slot for other reasons (`offered`)."""

    title = "The slot is not open for this reason"
    field = "reason_code"


class NotEnoughRoom(Conflict):
    """A reason longer than a slot takes the next free ones of the same opening, all or none."""

    title = "Too little free time follows for this reason"


class OverbookingRefused(Conflict):
    """Beyond the first appointment of a slot there are as many as its owner stated (`allowed`), by default none."""

    title = "The owner allows no more appointments at this time"
