"""What weighs in the order of the queue: the age, by band, and the criteria of P1 to P4."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


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
