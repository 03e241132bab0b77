"""A triage script: one question after the other, and where each answer leads.

Data of the CPTS, signed by its doctors (rules of the profession, section 7). The software asks, adds nothing and
leaves nothing out: a script that breaks a rule of `faults.py` is not published.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from carekit.wire import Input
from scheduling_svc.openings.models import Modality
from scheduling_svc.wire import ProfessionCode


class TriageClass(StrEnum):
    """How soon care is due, most pressing first."""

    HALF_DAY = "half_day"
    HOURS_24 = "hours_24"
    HOURS_48 = "hours_48"


class ScriptEnd(StrEnum):
    """`emergency`: a red flag, the person goes to the 15. `snp`: a slot is looked for. `not_snp`: she may wait, or
    needs something else."""

    EMERGENCY = "emergency"
    SNP = "snp"
    NOT_SNP = "not_snp"


Code = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="Name within the script; answers are kept by it", examples=["danger"]),
]
Phone = Annotated[
    str,
    StringConstraints(pattern=r"^\+?[0-9][0-9 .-]{1,18}$"),
    Field(description="As people dial it", examples=["116 117"]),
]
Hours = Annotated[int, Field(ge=1, le=72, description="Clock hours from the opening of the triage")]


class ScriptAnswer(Input):
    """It leads to another question (`asks`) or ends the script (`ends`): one of the two."""

    code: Code
    text: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    asks: Code | None = Field(default=None, description="Code of the next question")
    ends: ScriptEnd | None = None
    red_flag: Code | None = Field(default=None, description="Which one, when it leads to the 15")
    triage_class: TriageClass | None = Field(
        default=None, description="Says at least this class; the most pressing one on the way counts"
    )
    profession_code: ProfessionCode | None = Field(default=None, description="Who is needed; the last word counts")
    modality: Modality | None = Field(default=None, description="Where; the last word counts")


class ScriptQuestion(Input):
    """One page. Its answers are chosen with the digits 1 to 9."""

    code: Code
    text: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    help: Annotated[str, StringConstraints(max_length=600)] | None = None
    answers: list[ScriptAnswer] = Field(min_length=2, max_length=9)


class Targets(Input):
    """When care is due, by class (rules of the profession, section 7: a parameter of the CPTS)."""

    half_day: Hours = 6
    hours_24: Hours = 24
    hours_48: Hours = 48

    def hours(self, triage_class: TriageClass) -> int:
        return int(getattr(self, triage_class.value))

    def shortest(self) -> int:
        """What a request may come under while nobody has sorted it."""
        return min(self.hours(one) for one in TriageClass)


class Phones(Input):
    """Where a request goes that no slot answers. The 15 is the 15 everywhere."""

    sas: Phone = "116 117"
    sos_medecins: Phone | None = "36 24"


class TriageScript(Input):
    """A whole script. `first` is the question that opens it."""

    first: Code
    questions: list[ScriptQuestion] = Field(min_length=1, max_length=60)
    targets: Targets = Field(default_factory=Targets)
    phones: Phones = Field(default_factory=Phones)

    def question(self, code: str) -> ScriptQuestion:
        return next(one for one in self.questions if one.code == code)
