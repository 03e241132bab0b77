"""The criteria of a complex situation. Said by who knows the person; one is enough, and none is computed.

From the law on the DAC (CSP, art. L. 6327-1: state of health, handicap or social situation that call for several
categories of professionals) and, for its case managers, from the terms of reference of the MAIA (decree 2011-1210).
"""

from __future__ import annotations

from enum import StrEnum


class ComplexityCriterion(StrEnum):
    SEVERAL_FIELDS = "several_fields"
    HOME_AT_RISK = "home_at_risk"
    LOSING_AUTONOMY = "losing_autonomy"
    CANNOT_DECIDE = "cannot_decide"
    HELP_INSUFFICIENT = "help_insufficient"
    NOBODY_COORDINATES = "nobody_coordinates"
    CARER_EXHAUSTED = "carer_exhausted"
    REPEATED_HOSPITAL = "repeated_hospital"
    REFUSES_CARE = "refuses_care"


#: Of the list above, kept with what was said by it: a list that changes is another version.
LIST_VERSION = "2026-11"
