"""The list for paper, as it goes over the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from carekit.wire import Output
from referral_svc.referrals.codes import Kind, Status


class DowntimeLine(Output):
    case_number: str
    kind: Kind
    status: Status
    priority_class: int
    phone: str | None = Field(description="Null when the person is reached by e-mail or through the referrer alone")
    through: str | None = Field(description="The referrer who passes on, when that is how the person is reached")
    target_at: datetime | None = Field(description="Until when the person should be placed")


class DowntimeList(Output):
    """For paper: no name, motive or address. Destroyed once the computer is back."""

    printed_at: datetime
    printed_by: str
    items: list[DowntimeLine] = Field(description="In the order of the queue, 500 at most")
