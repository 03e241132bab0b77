"""One table: what each kind of request may need, and what its short form asks besides the eight answers of all.

Data alone. A question is asked only for the needs it names, and is always optional: « ne sait pas » is leaving it.
The contract carries this table (`x-forms` of `StateNeed.answers`), and the front end is generated from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from referral_svc.kinds.codes import Asked, Relay, RequestReason, Sheet
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.criteria import MedicalCriterion, SocialCriterion
from referral_svc.referrals.needs import Need


@dataclass(frozen=True)
class Question:
    code: str
    sheet: Sheet
    asked: Asked
    options: tuple[str, ...] = ()
    needs: frozenset[Need] = frozenset()
    """Asked when one of these needs is chosen; empty: whatever the need."""
    means: tuple[tuple[str, str], ...] = ()
    """Options that say a criterion of priority by themselves (rules of the profession, section 2)."""

    def applies_to(self, need_codes: list[str]) -> bool:
        return not self.needs or not self.needs.isdisjoint(need_codes)


@dataclass(frozen=True)
class Form:
    needs: tuple[Need, ...]
    questions: tuple[Question, ...] = ()
    #: What is most often brought, chosen beforehand on the screen and when nothing is said.
    reason: RequestReason = RequestReason.NOT_SAID


def _one(
    code: str,
    *options: str,
    sheet: Sheet = Sheet.CARE,
    needs: tuple[Need, ...] = (),
    means: tuple[tuple[str, str], ...] = (),
) -> Question:
    return Question(code, sheet, Asked.ONE, options, frozenset(needs), means)


def _some(code: str, *options: str, sheet: Sheet = Sheet.CARE, needs: tuple[Need, ...] = ()) -> Question:
    return Question(code, sheet, Asked.SOME, options, frozenset(needs))


def _words(code: str, *, sheet: Sheet = Sheet.CARE, needs: tuple[Need, ...] = ()) -> Question:
    return Question(code, sheet, Asked.WORDS, (), frozenset(needs))


def _day(code: str, *, sheet: Sheet = Sheet.CARE, needs: tuple[Need, ...] = ()) -> Question:
    return Question(code, sheet, Asked.DAY, (), frozenset(needs))


N = Need
_DEPENDENCY = MedicalCriterion.DEPENDENCY.value
_NO_RIGHTS = tuple((option, SocialCriterion.NO_OPEN_RIGHTS.value) for option in ("interrupted", "never"))
_NO_HOME = (("street", SocialCriterion.HOMELESSNESS.value), ("shelter", SocialCriterion.HOMELESSNESS.value))
#: Frailty, mobility and follow-up (F005), asked by an expert referrer of whoever needs lasting care.
_EXPERT = (
    _one("frailty", "robust", "frail", "dependent", means=(("dependent", _DEPENDENCY),)),
    _one("moving", "alone", "with_help", "stays_home"),
    _one("follow_up_pace", "monthly", "quarterly", "twice_a_year"),
)
_PRESCRIPTION = _one("prescription", "at_hand", "asked_for", "none")
_AT_HOME = (N.NURSING, N.WOUND_CARE, N.INJECTION, N.BLOOD_SAMPLE, N.PILL_BOX, N.MEDICATION_INTAKE, N.HOME_WASHING)

FORMS: dict[Kind, Form] = {
    Kind.MEDECIN_TRAITANT: Form(
        needs=(
            N.FIND_MEDECIN_TRAITANT, N.CHRONIC_FOLLOW_UP, N.TREATMENT_RENEWAL, N.HOME_FOLLOW_UP, N.CHILD_FOLLOW_UP,
        ),
        questions=(
            _one("without_doctor_since", "under_6_months", "over_6_months", "never_had"),
            _one("why_without_doctor", "retired", "left", "moved_house", "doctor_full", "other"),
            *_EXPERT,
        ),
        reason=RequestReason.NO_GP,
    ),
    Kind.CARE: Form(
        needs=(
            N.NURSING, N.WOUND_CARE, N.INJECTION, N.BLOOD_SAMPLE, N.PILL_BOX, N.MEDICATION_INTAKE, N.HOME_WASHING,
            N.PHYSIOTHERAPY, N.RESPIRATORY_PHYSIOTHERAPY, N.SPEECH_THERAPY, N.PODIATRY, N.DIETETICS, N.PSYCHOLOGY,
            N.OCCUPATIONAL_THERAPY, N.PREGNANCY_FOLLOW_UP, N.NEURO_DEVELOPMENT,
        ),
        questions=(
            _PRESCRIPTION,
            _one("frequency", "once", "weekly", "several_a_week", "daily", "several_a_day"),
            _day("starts_on"),
            _one("lasts", "days", "weeks", "months"),
            _some("times_of_day", "morning", "noon", "evening", needs=_AT_HOME),
            _one("access_home", "opens_herself", "key_box", "relative_there", needs=_AT_HOME),
            _one("schooling", "not_yet", "school", "adapted", needs=(N.NEURO_DEVELOPMENT, N.SPEECH_THERAPY)),
            _one("platform_told", "no", "asked", "accepted", needs=(N.NEURO_DEVELOPMENT,)),
            _one("prado", "no", "proposed", "accepted", needs=(N.NURSING, N.WOUND_CARE, N.PREGNANCY_FOLLOW_UP)),
        ),
    ),
    Kind.SPECIALIST: Form(
        needs=(N.SPECIALIST_VISIT, N.SPECIALIST_ADVICE, N.TELE_EXPERTISE),
        questions=(
            _words("question_asked"),
            _words("already_done"),
            _one("letter", "at_hand", "asked_for", "none"),
            _one("seen_before", "yes", "no"),
        ),
        reason=RequestReason.DIFFICULT_PATHOLOGY,
    ),
    Kind.DISCHARGE: Form(
        needs=(
            N.NURSE_AT_DISCHARGE, N.WOUND_CARE, N.INJECTION, N.PILL_BOX, N.HOME_WASHING, N.MEDICINES_AT_DISCHARGE,
        ),
        questions=(
            _words("ward"),
            _PRESCRIPTION,
            _one("prado", "no", "proposed", "accepted"),
            _some("equipment", "bed", "oxygen", "walking_aid", "none"),
            _one("somebody_home", "yes", "no"),
        ),
        reason=RequestReason.SEVERAL_CARERS,
    ),
    Kind.DENTAL: Form(
        needs=(N.DENTAL_CARE, N.DENTAL_EMERGENCY, N.DENTAL_PROSTHESIS),
        questions=(
            _one("own_dentist", "none", "refuses", "too_far"),
            _one("pain", "none", "bearable", "strong"),
            _one("swelling_or_fever", "yes", "no"),
            _one("rights_open", "open", "interrupted", "never", "under_way", sheet=Sheet.SOCIAL, means=_NO_RIGHTS),
        ),
    ),
    Kind.IMAGING_BIOLOGY: Form(
        needs=(N.IMAGING, N.BIOLOGY),
        questions=(
            _PRESCRIPTION,
            _some("exams", "x_ray", "ultrasound", "ct", "mri", "mammography", needs=(N.IMAGING,)),
            _some("contrast_cautions", "allergy", "kidneys", "metal", "pregnancy", needs=(N.IMAGING,)),
            _one("sample_at", "laboratory", "home", needs=(N.BIOLOGY,)),
            _one("fasting", "yes", "no", needs=(N.BIOLOGY,)),
            _words("exam_words"),
        ),
    ),
    Kind.PSYCHIATRY: Form(
        needs=(N.PSYCHIATRIC_ASSESSMENT, N.PSYCHIATRIC_FOLLOW_UP),
        questions=(
            _one("relay_to", *Relay),
            _one("followed_already", "no", "formerly", "yes"),
            _one("person_agrees", "yes", "hesitates"),
            _one("relatives_present", "yes", "no"),
            _words("what_worries"),
        ),
    ),
    Kind.SOCIAL: Form(
        needs=(
            N.RIGHTS, N.RIGHTS_RUPTURE, N.RIGHTS_UPDATE, N.FORGONE_CARE, N.SOCIAL_REPORT, N.HOUSING, N.DOMICILIATION,
            N.FINANCIAL_HELP, N.HOME_HELP, N.APA, N.INTERPRETER,
        ),
        questions=(
            _one("rights_open", "open", "interrupted", "never", "under_way", sheet=Sheet.SOCIAL,
                 needs=(N.RIGHTS, N.RIGHTS_RUPTURE, N.RIGHTS_UPDATE, N.FORGONE_CARE), means=_NO_RIGHTS),
            _one("rupture_cause", "work_accident", "sick_leave", "maternity", "disability", "paperwork",
                 sheet=Sheet.SOCIAL, needs=(N.RIGHTS_RUPTURE,)),
            _day("unpaid_since", sheet=Sheet.SOCIAL, needs=(N.RIGHTS_RUPTURE,)),
            _one("cpam_told", "yes", "no", sheet=Sheet.SOCIAL, needs=(N.RIGHTS, N.RIGHTS_RUPTURE, N.FORGONE_CARE)),
            _some("care_forgone", "doctor", "dental", "optical", "hearing", "hospital", "medicines",
                  sheet=Sheet.SOCIAL, needs=(N.FORGONE_CARE,)),
            _some("report_worries", "neglect", "violence", "alone", "unfit_home", "money_abuse", "other",
                  sheet=Sheet.SOCIAL, needs=(N.SOCIAL_REPORT,)),
            _one("person_told", "yes", "no", sheet=Sheet.SOCIAL, needs=(N.SOCIAL_REPORT,)),
            _one("minors_at_home", "yes", "no", sheet=Sheet.SOCIAL, needs=(N.SOCIAL_REPORT, N.HOUSING)),
            _one("housing_state", "own", "hosted", "shelter", "street", "leaving_soon", sheet=Sheet.SOCIAL,
                 needs=(N.HOUSING, N.DOMICILIATION), means=_NO_HOME),
            _some("help_with", "washing", "meals", "housework", "shopping", "nights", sheet=Sheet.SOCIAL,
                  needs=(N.HOME_HELP, N.APA)),
            _one("apa_state", "not_asked", "asked", "granted", "refused", sheet=Sheet.SOCIAL,
                 needs=(N.HOME_HELP, N.APA)),
            _one("gir", "1", "2", "3", "4", "5", "6", sheet=Sheet.SOCIAL, needs=(N.HOME_HELP, N.APA),
                 means=tuple((gir, _DEPENDENCY) for gir in "1234")),
            _one("interpreter_by", "phone", "on_site", "video", sheet=Sheet.SOCIAL, needs=(N.INTERPRETER,)),
            _day("interpreter_on", sheet=Sheet.SOCIAL, needs=(N.INTERPRETER,)),
        ),
        reason=RequestReason.RIGHTS_TROUBLE,
    ),
    Kind.SNP: Form(needs=(N.UNSCHEDULED_CARE,), reason=RequestReason.ACUTE_SITUATION),
}  # fmt: skip

#: What people call a specialty, and its codes (TRE_R38): reforms gave most of them several.
SPECIALTIES: dict[str, tuple[str, ...]] = {
    "allergology": ("SM57",),
    "biology": ("SM03",),
    "cardiology": ("SM04", "SM73", "SM79", "SM80", "SM81"),
    "dermatology": ("SM15",),
    "endocrinology": ("SM16", "SM62"),
    "gastroenterology": ("SM24",),
    "geriatrics": ("SM18",),
    "gynaecology": ("SM19", "SM20", "SM51", "SM52"),
    "infectious_diseases": ("SM58",),
    "internal_medicine": ("SM27", "SM72"),
    "nephrology": ("SM30", "SM83"),
    "neurology": ("SM32", "SM33", "SM84"),
    "oncology": ("SM35", "SM36", "SM37"),
    "ophthalmology": ("SM38", "SM85"),
    "orthopaedics": ("SM08",),
    "otorhinolaryngology": ("SM34", "SM39", "SM86"),
    "paediatrics": ("SM40", "SM87", "SM88", "SM89", "SM90"),
    "psychiatry": ("SM33", "SM42", "SM43", "SM92", "SM93"),
    "pulmonology": ("SM41", "SM91"),
    "radiology": ("SM44", "SM55", "SM74", "SM94"),
    "rehabilitation": ("SM29",),
    "rheumatology": ("SM48",),
    "urology": ("SM12",),
    "vascular_medicine": ("SM13", "SM61"),
}

#: Structures (FINESS categories) in which whoever is asked must practise: a pharmacist's register does not say that
#: he is a biologist, his laboratory does; nor a psychiatrist's that he is of the hospital.
LABORATORIES = frozenset({"611"})
RELAY_STRUCTURES: dict[Relay, frozenset[str]] = {
    Relay.HOSPITAL_DOCTOR: frozenset({"101", "106", "161", "292", "355"}),
    Relay.CMP: frozenset({"156"}),
    Relay.CRISIS_CENTRE: frozenset({"444"}),
}


def questions_of(kind: Kind, need_codes: list[str]) -> dict[str, Question]:
    """What the short form of this kind asks of these needs, by code, in the order of the screen."""
    return {question.code: question for question in FORMS[kind].questions if question.applies_to(need_codes)}


def as_data() -> dict[str, Any]:
    """The table as the contract carries it."""
    return {
        kind.value: {
            "needs": [need.value for need in form.needs],
            "reason": form.reason.value,
            "questions": [
                {
                    "code": question.code,
                    "sheet": question.sheet.value,
                    "asked": question.asked.value,
                    "options": list(question.options),
                    "needs": sorted(question.needs),
                }
                for question in form.questions
            ],
        }
        for kind, form in FORMS.items()
    }
