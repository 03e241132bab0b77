"""The codes of linked requests. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum

from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need


class BundleKind(StrEnum):
    """Why requests are linked. Those of a discharge and of dental care are about one person, the others are not."""

    DISCHARGE = "discharge"
    HOUSEHOLD = "household"
    RESIDENTS = "residents"
    DENTAL = "dental"


ONE_PERSON = frozenset({BundleKind.DISCHARGE, BundleKind.DENTAL})


class BundleState(StrEnum):
    """Of a discharge: foreseen, sure, or off. The others stay `planned`."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Carer(StrEnum):
    """Whom a discharge may have to line up."""

    NURSE = "nurse"
    PHYSIOTHERAPIST = "physiotherapist"
    SPEECH_THERAPIST = "speech_therapist"
    PHARMACIST = "pharmacist"
    GENERAL_PRACTITIONER = "general_practitioner"
    HOME_HELP = "home_help"


#: Of each carer: the kind of his request, and what may be asked of him; the first is asked when nothing is said.
ASKED_OF: dict[Carer, tuple[Kind, tuple[Need, ...]]] = {
    Carer.NURSE: (
        Kind.DISCHARGE,
        (
            Need.NURSE_AT_DISCHARGE,
            Need.WOUND_CARE,
            Need.INJECTION,
            Need.BLOOD_SAMPLE,
            Need.PILL_BOX,
            Need.HOME_WASHING,
        ),
    ),
    Carer.PHYSIOTHERAPIST: (Kind.DISCHARGE, (Need.PHYSIOTHERAPY, Need.RESPIRATORY_PHYSIOTHERAPY)),
    Carer.SPEECH_THERAPIST: (Kind.DISCHARGE, (Need.SPEECH_THERAPY,)),
    Carer.PHARMACIST: (Kind.DISCHARGE, (Need.MEDICINES_AT_DISCHARGE,)),
    Carer.GENERAL_PRACTITIONER: (Kind.MEDECIN_TRAITANT, (Need.FIND_MEDECIN_TRAITANT, Need.HOME_FOLLOW_UP)),
    Carer.HOME_HELP: (Kind.SOCIAL, (Need.HOME_HELP,)),
}
