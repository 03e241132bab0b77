"""What a person needs, and which professions answer it."""

from __future__ import annotations

from enum import StrEnum

from referral_svc.referrals.codes import HANDED_OVER, Kind


class Need(StrEnum):
    FIND_MEDECIN_TRAITANT = "find_medecin_traitant"
    CHRONIC_FOLLOW_UP = "chronic_follow_up"
    TREATMENT_RENEWAL = "treatment_renewal"
    HOME_FOLLOW_UP = "home_follow_up"
    CHILD_FOLLOW_UP = "child_follow_up"
    PREGNANCY_FOLLOW_UP = "pregnancy_follow_up"
    NURSING = "nursing"
    WOUND_CARE = "wound_care"
    INJECTION = "injection"
    BLOOD_SAMPLE = "blood_sample"
    PILL_BOX = "pill_box"
    MEDICATION_INTAKE = "medication_intake"
    HOME_WASHING = "home_washing"
    PHYSIOTHERAPY = "physiotherapy"
    RESPIRATORY_PHYSIOTHERAPY = "respiratory_physiotherapy"
    SPEECH_THERAPY = "speech_therapy"
    PODIATRY = "podiatry"
    DIETETICS = "dietetics"
    PSYCHOLOGY = "psychology"
    OCCUPATIONAL_THERAPY = "occupational_therapy"
    NEURO_DEVELOPMENT = "neuro_development"
    RIGHTS = "rights"
    RIGHTS_RUPTURE = "rights_rupture"
    RIGHTS_UPDATE = "rights_update"
    FORGONE_CARE = "forgone_care"
    HOUSING = "housing"
    HOME_HELP = "home_help"
    APA = "apa"
    INTERPRETER = "interpreter"
    DOMICILIATION = "domiciliation"
    FINANCIAL_HELP = "financial_help"
    SOCIAL_REPORT = "social_report"
    SPECIALIST_ADVICE = "specialist_advice"
    SPECIALIST_VISIT = "specialist_visit"
    TELE_EXPERTISE = "tele_expertise"
    NURSE_AT_DISCHARGE = "nurse_at_discharge"
    MEDICINES_AT_DISCHARGE = "medicines_at_discharge"
    DENTAL_CARE = "dental_care"
    DENTAL_EMERGENCY = "dental_emergency"
    DENTAL_PROSTHESIS = "dental_prosthesis"
    IMAGING = "imaging"
    BIOLOGY = "biology"
    PSYCHIATRIC_ASSESSMENT = "psychiatric_assessment"
    PSYCHIATRIC_FOLLOW_UP = "psychiatric_follow_up"
    UNSCHEDULED_CARE = "unscheduled_care"


_NURSE, _PHYSIOTHERAPIST, _MIDWIFE, _DENTIST, _DOCTOR, _PHARMACIST = "60", "70", "50", "40", "10", "21"

#: Professions (TRE_G15) that answer a need. A need that is not listed is answered by doctors.
PROFESSIONS_BY_NEED: dict[Need, tuple[str, ...]] = {
    Need.PREGNANCY_FOLLOW_UP: (_DOCTOR, _MIDWIFE),
    Need.NURSING: (_NURSE,),
    Need.WOUND_CARE: (_NURSE,),
    Need.INJECTION: (_NURSE,),
    Need.BLOOD_SAMPLE: (_NURSE,),
    Need.PILL_BOX: (_NURSE,),
    Need.MEDICATION_INTAKE: (_NURSE,),
    Need.HOME_WASHING: (_NURSE,),
    Need.NURSE_AT_DISCHARGE: (_NURSE,),
    Need.MEDICINES_AT_DISCHARGE: (_PHARMACIST,),
    Need.PHYSIOTHERAPY: (_PHYSIOTHERAPIST,),
    Need.RESPIRATORY_PHYSIOTHERAPY: (_PHYSIOTHERAPIST,),
    Need.SPEECH_THERAPY: ("91",),
    Need.PODIATRY: ("80",),
    Need.DIETETICS: ("95",),
    Need.PSYCHOLOGY: ("93",),
    Need.OCCUPATIONAL_THERAPY: ("94",),
    # Doctor, speech therapist, psychologist, occupational therapist, psychomotrician: who assesses a child.
    Need.NEURO_DEVELOPMENT: (_DOCTOR, "91", "93", "94", "96"),
    # A medical biologist is a doctor or a pharmacist.
    Need.BIOLOGY: (_DOCTOR, _PHARMACIST),
    Need.DENTAL_CARE: (_DENTIST,),
    Need.DENTAL_EMERGENCY: (_DENTIST,),
    Need.DENTAL_PROSTHESIS: (_DENTIST,),
}


def professions_for(kind: Kind, needs: list[str]) -> frozenset[str]:
    """Professions that could take the request; a médecin traitant is always a doctor."""
    if kind in HANDED_OVER:
        return frozenset()
    if kind == Kind.MEDECIN_TRAITANT:
        return frozenset({_DOCTOR})
    return frozenset(code for need in needs for code in PROFESSIONS_BY_NEED.get(Need(need), (_DOCTOR,)))
