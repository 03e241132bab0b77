"""The agreement of the médecin traitant on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from carekit.wire import Input, Output

Said = Literal["oral", "written", "message"]


class RecordDoctorAgreement(Input):
    agrees: bool
    doctor_name: Annotated[str, Field(min_length=1, max_length=120, description="The person's médecin traitant")]
    said: Said = Field(description="How he said it")
    at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


class DoctorAgreementOut(Output):
    agrees: bool
    doctor_name: str
    said: Said
    said_at: datetime
    recorded_by_name: str
