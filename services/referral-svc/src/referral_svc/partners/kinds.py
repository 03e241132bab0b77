"""What bodies a CPTS turns to, and what each is turned to for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from referral_svc.kinds.codes import Relay
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need


class PartnerKind(StrEnum):
    PASS = "pass"  # noqa: S105  (a place of care)
    DENTAL_PASS = "dental_pass"  # noqa: S105
    HOSPITAL_DENTAL = "hospital_dental"
    HOSPITAL_PSYCHIATRY = "hospital_psychiatry"
    CMP = "cmp"
    CRISIS_CENTRE = "crisis_centre"
    LABORATORY = "laboratory"
    IMAGING_CENTRE = "imaging_centre"
    CPAM = "cpam"
    MAS = "mas"
    CCAS = "ccas"
    DAC = "dac"
    SSIAD = "ssiad"
    SAAD = "saad"
    SPASAD = "spasad"
    INTERPRETER = "interpreter"
    NGO = "ngo"
    COUNTY_SOCIAL = "county_social"
    HOSPITAL_SOCIAL = "hospital_social"
    PRADO = "prado"
    NEURO_DEVELOPMENT = "neuro_development"
    TOWN_HEALTH = "town_health"
    CHILD_PROTECTION = "child_protection"
    ADULT_PROTECTION = "adult_protection"
    PROSECUTOR = "prosecutor"
    OTHER = "other"


#: Who may do the first leg of dental care (F078, F079); a private dentist follows.
FIRST_LEG_KINDS = frozenset({PartnerKind.DENTAL_PASS, PartnerKind.HOSPITAL_DENTAL})
#: Recipients of a signalement: the only ones to whom the law lets one write without the person's agreement
#: (CASF L. 226-2-1 and L. 119-1; code pénal, art. 226-14).
REPORT_KINDS = frozenset({PartnerKind.CHILD_PROTECTION, PartnerKind.ADULT_PROTECTION, PartnerKind.PROSECUTOR})


@dataclass(frozen=True)
class Purpose:
    """A request is one for the body when it is of one of these kinds or names one of these needs."""

    kinds: tuple[Kind, ...] = ()
    needs: tuple[Need, ...] = ()
    relay: Relay | None = None
    """Of a relay to psychiatry: when the request says to whom, the bodies of that answer alone."""
    is_complex: bool = False
    """Whatever its kind, when its situation is a complex one."""


#: By the missions of each body (F072–F079, F087, F092, F124, F125, F135, F136, F229); others are chosen by whoever
#: knows the person.
PURPOSES: dict[PartnerKind, Purpose] = {
    PartnerKind.PASS: Purpose(needs=(Need.RIGHTS, Need.RIGHTS_RUPTURE, Need.RIGHTS_UPDATE)),
    PartnerKind.DENTAL_PASS: Purpose(kinds=(Kind.DENTAL,)),
    PartnerKind.HOSPITAL_DENTAL: Purpose(kinds=(Kind.DENTAL,)),
    PartnerKind.HOSPITAL_PSYCHIATRY: Purpose(kinds=(Kind.PSYCHIATRY,), relay=Relay.HOSPITAL_DOCTOR),
    PartnerKind.CMP: Purpose(kinds=(Kind.PSYCHIATRY,), relay=Relay.CMP),
    PartnerKind.CRISIS_CENTRE: Purpose(kinds=(Kind.PSYCHIATRY,), relay=Relay.CRISIS_CENTRE),
    PartnerKind.LABORATORY: Purpose(needs=(Need.BIOLOGY,)),
    PartnerKind.IMAGING_CENTRE: Purpose(needs=(Need.IMAGING,)),
    PartnerKind.CPAM: Purpose(needs=(Need.RIGHTS, Need.RIGHTS_RUPTURE, Need.RIGHTS_UPDATE)),
    PartnerKind.MAS: Purpose(needs=(Need.FORGONE_CARE, Need.RIGHTS_RUPTURE)),
    PartnerKind.CCAS: Purpose(needs=(Need.DOMICILIATION, Need.FINANCIAL_HELP, Need.HOME_HELP, Need.HOUSING)),
    PartnerKind.DAC: Purpose(is_complex=True),
    PartnerKind.SSIAD: Purpose(needs=(Need.HOME_WASHING, Need.NURSING)),
    PartnerKind.SAAD: Purpose(needs=(Need.HOME_HELP, Need.APA)),
    PartnerKind.SPASAD: Purpose(needs=(Need.HOME_WASHING, Need.NURSING, Need.HOME_HELP, Need.APA)),
    PartnerKind.INTERPRETER: Purpose(needs=(Need.INTERPRETER,)),
    PartnerKind.COUNTY_SOCIAL: Purpose(needs=(Need.APA,)),
    PartnerKind.PRADO: Purpose(kinds=(Kind.DISCHARGE,)),
    PartnerKind.NEURO_DEVELOPMENT: Purpose(needs=(Need.NEURO_DEVELOPMENT,)),
}


def purpose_of(kind: PartnerKind) -> Purpose:
    return PURPOSES.get(kind, Purpose())
