"""The codes of a request. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    MEDECIN_TRAITANT = "medecin_traitant"
    CARE = "care"
    SOCIAL = "social"
    SPECIALIST = "specialist"
    DISCHARGE = "discharge"
    DENTAL = "dental"
    IMAGING_BIOLOGY = "imaging_biology"
    PSYCHIATRY = "psychiatry"
    SNP = "snp"


#: Taken in charge by whoever accepts them from a named hand-over (`handovers/`): no professional is solicited.
HANDED_OVER = frozenset({Kind.SOCIAL})


class Status(StrEnum):
    DRAFT = "draft"
    STATED = "stated"
    QUALIFIED = "qualified"
    SEARCHING = "searching"
    PROPOSED = "proposed"
    PLACED = "placed"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


Ball = Literal["referrer", "coordinator", "professionals", "person", "nobody"]

#: Who must act now, by status; the other statuses are nobody's.
BALL: dict[Status, Ball] = {
    Status.DRAFT: "coordinator",
    Status.STATED: "coordinator",
    Status.QUALIFIED: "coordinator",
    Status.SEARCHING: "professionals",
    Status.PROPOSED: "person",
    Status.PLACED: "coordinator",
    Status.ON_HOLD: "coordinator",
}


class WorklistKey(StrEnum):
    """Lists of requests that wait for somebody: what the badge counts is what the list of that name shows."""

    TO_CONSENT = "to_consent"
    TO_QUALIFY = "to_qualify"
    TO_SEARCH = "to_search"
    TO_CHOOSE = "to_choose"
    TO_CLOSE = "to_close"
    DECLARATIONS = "declarations"
    OVERDUE = "overdue"
    STALLED = "stalled"
    HOLD_ENDED = "hold_ended"
    DUPLICATES = "duplicates"
    TO_CALL = "to_call"
    FAILED_NOTICES = "failed_notices"
    NEWS = "news"
    NEW_MESSAGES = "new_messages"
    NOT_FOLLOWED = "not_followed"
    UNANSWERED_HANDOVERS = "unanswered_handovers"
    SIGNALEMENTS = "signalements"
    SILENT_30_DAYS = "silent_30_days"


class Urgency(StrEnum):
    NORMAL = "normal"
    SOON = "soon"
    URGENT = "urgent"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class AgeBand(StrEnum):
    """Bands of the stage-1 card (rules of the profession, section 4)."""

    INFANT = "0-1"
    TODDLER = "2-5"
    CHILD = "6-15"
    YOUNG_ADULT = "16-39"
    ADULT = "40-69"
    SENIOR = "70-79"
    ELDER = "80+"
    UNKNOWN = "unknown"


_UPPER = ((2, AgeBand.INFANT), (6, AgeBand.TODDLER), (16, AgeBand.CHILD), (40, AgeBand.YOUNG_ADULT),
          (70, AgeBand.ADULT), (80, AgeBand.SENIOR))  # fmt: skip


def age_band(born_on: date | None, birth_year: int | None, today: date) -> AgeBand:
    """The band of an age in completed years; with a year alone, the age reached during `today`'s year."""
    if born_on is not None:
        age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    elif birth_year is not None:
        age = today.year - birth_year
    else:
        return AgeBand.UNKNOWN
    return next((band for limit, band in _UPPER if age < limit), AgeBand.ELDER)


#: What an age says by itself (rules of the profession, section 2).
CRITERION_BY_AGE = {
    AgeBand.INFANT: "child_under_2",
    AgeBand.SENIOR: "age_70_or_more",
    AgeBand.ELDER: "age_70_or_more",
}


class MedicalCriterion(StrEnum):
    """Criteria of P1 to P3: with place, age band, need and constraints, all that the blind view may use."""

    TREATMENT_STOPPED = "treatment_stopped"
    DISCHARGE_WITHIN_7_DAYS = "discharge_within_7_days"
    ALD = "ald"
    TWO_OR_MORE_CHRONIC_CONDITIONS = "two_or_more_chronic_conditions"
    CHRONIC_FOLLOW_UP = "chronic_follow_up"
    REGULAR_MEDICATION = "regular_medication"
    SPECIALIST_CARE = "specialist_care"
    PREGNANCY = "pregnancy"
    DEPENDENCY = "dependency"
    HANDICAP = "handicap"
    NURSING_HOME = "nursing_home"


class SocialCriterion(StrEnum):
    """Criteria of P4: they order the coordinator's queue and nothing else, and are kept encrypted."""

    C2S = "c2s"
    AME = "ame"
    NO_OPEN_RIGHTS = "no_open_rights"
    ISOLATION = "isolation"
    HOMELESSNESS = "homelessness"


class HoldReason(StrEnum):
    UNREACHABLE = "unreachable"
    HOSPITALISED = "hospitalised"
    REFUSES_FOR_NOW = "refuses_for_now"
    AWAITING_DOCUMENT = "awaiting_document"


class ClassReason(StrEnum):
    """Why the coordinator decides a class, or takes the decision back. Codes, so that no health data is written."""

    WORSENED = "worsened"
    IMPROVED = "improved"
    EXPERT_ADVICE = "expert_advice"
    TEAM_DECISION = "team_decision"
    ANSWERS_INCOMPLETE = "answers_incomplete"
    ENTERED_BY_MISTAKE = "entered_by_mistake"


class RedirectionReason(StrEnum):
    OUT_OF_SCOPE = "out_of_scope"
    EMERGENCY = "emergency"
    OTHER_SERVICE = "other_service"
    PARTNER = "partner"
    HOME_RETURN = "home_return"
    OTHER_TERRITORY = "other_territory"


class WithdrawalReason(StrEnum):
    CONSENT_WITHDRAWN = "consent_withdrawn"
    FOUND_ELSEWHERE = "found_elsewhere"
    NO_LONGER_NEEDED = "no_longer_needed"
    MOVED_AWAY = "moved_away"
    STAYS_IN_HOSPITAL = "stays_in_hospital"
    DECEASED = "deceased"
    ENTERED_BY_MISTAKE = "entered_by_mistake"
    DUPLICATE = "duplicate"


class ErasureReason(StrEnum):
    """Why nothing is left to read of a request. Only the coordinator's own two may be asked for."""

    RETENTION = "retention"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PERSON_ASKS = "person_asks"
    ENTERED_BY_MISTAKE = "entered_by_mistake"


class StepBackReason(StrEnum):
    """Why a placement did not hold. Nothing about cover or origin can be said: refusing for it is unlawful."""

    NO_CAPACITY = "no_capacity"
    OUTSIDE_COMPETENCE = "outside_competence"
    PRACTICE_STOPS = "practice_stops"
    NOT_HONOURED = "not_honoured"
    PREFERS_ANOTHER = "prefers_another"
    TOO_FAR = "too_far"
    OTHER = "other"


class Teleconsultation(StrEnum):
    """Whether the person accepts it in place of a visit (F039, F143), or can be seen in no other way."""

    ACCEPTED = "accepted"
    REQUIRED = "required"


class BesideThePerson(StrEnum):
    """Who stands beside the person during a teleconsultation."""

    RELATIVE = "relative"
    NURSE = "nurse"
    PHARMACIST = "pharmacist"
    STAFF = "staff"


#: What a card says of how the person can be seen.
CardConstraint = Literal[
    "home_visit", "advice_first", "teleconsultation_accepted", "teleconsultation_required", "with_relative",
    "with_nurse", "with_pharmacist", "with_staff",
]  # fmt: skip


class Outcome(StrEnum):
    FOLLOWED = "followed"
    CARE_GIVEN = "care_given"
    ADVICE_GIVEN = "advice_given"
    NOT_HONOURED = "not_honoured"
    OTHER = "other"
    RIGHTS_OPENED = "rights_opened"
    SUPPORT_IN_PLACE = "support_in_place"
    TAKEN_OVER = "taken_over"


#: What may be said of a request that was handed over, and of no other.
HANDED_OVER_OUTCOMES = frozenset({Outcome.RIGHTS_OPENED, Outcome.SUPPORT_IN_PLACE, Outcome.TAKEN_OVER})


class ChoiceRecorded(StrEnum):
    """How the person's answer reached us: read out face to face, read out by telephone, on the printed sheet that was
    given back, through an interpreter; `in_advance` is « the first who fits »."""

    ORAL = "oral"
    PHONE = "phone"
    WRITTEN = "written"
    INTERPRETER = "interpreter"
    IN_ADVANCE = "in_advance"


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
