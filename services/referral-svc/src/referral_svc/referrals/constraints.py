"""How the person can be seen, as far as a card says it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


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
