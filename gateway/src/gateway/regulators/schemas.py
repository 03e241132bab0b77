"""Regulator accounts between services: the FHIR edge of scheduling-svc writes them, nobody else."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from carekit.wire import Email, Input, Output

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[!-~]+$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class KeepRegulator(Input):
    """What the SAS says of a regulator. `by` is the identifier that it names him by; None: he is new."""

    by: Literal["idnps", "sas_id"] | None = None
    idnps: Identifier | None = Field(default=None, description="Opaque: an RPPS with its prefix, or with a `/` in it")
    sas_id: Identifier | None = Field(default=None, description="The SAS's own identifier")
    active: bool = Field(description="False takes his rights away")
    family_name: Name
    given_name: Name
    email: Email

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.idnps is None and self.sas_id is None:
            raise ValueError("a regulator has an identifier")
        if self.by is not None and getattr(self, self.by) is None:
            raise ValueError("`by` names an identifier that is given")
        return self


class RegulatorKept(Output):
    regulator_id: UUID
    is_new: bool
    idnps: str | None
    sas_id: str | None


class ComeFromSas(Input):
    """A link of the SAS led here (`origin=sas`)."""

    origin: Literal["sas"]
    cpts_id: UUID | None = Field(default=None, description="Work for this CPTS from now on")
