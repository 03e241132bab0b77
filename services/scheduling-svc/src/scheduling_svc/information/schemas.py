"""What is told to everybody, on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from carekit.wire import Input, Output
from scheduling_svc.wire import InstantOut

Title = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Lead = Annotated[str, StringConstraints(max_length=600)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1500)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9+ .]{2,20}$")]


class Advice(Input):
    """What to do in one case, and whom to call."""

    title: Title
    text: Text
    number: Number | None = Field(default=None, description="Telephone number of a service, never of a person")


class WriteInformation(Input):
    lead: Lead = Field(default="", description="First lines of the page; plain text")
    advice: list[Advice] = Field(default_factory=list, max_length=12)


class InformationOut(WriteInformation, Output):
    """As who edits it reads it."""

    version: int = Field(description="Also the ETag; 0 while nobody has written anything")
    written_by_name: str | None
    written_at: InstantOut | None


class PublicSpan(Output):
    """Civil times HH:MM where the CPTS lives; 24:00 is midnight."""

    from_time: str
    to_time: str


class PublicWeekSpan(PublicSpan):
    weekday: int = Field(description="1 Monday to 7 Sunday")


class PublicDatedHours(Output):
    on: date
    from_time: str | None = Field(description="Null: closed on that day")
    to_time: str | None


class PublicRecourse(Output):
    """A centre, a maison de garde or a line that everybody may call, as the directory describes it."""

    name: str
    kind: str = Field(description="As the directory has it (`RecourseOut.kind`)")
    place_line: str | None
    public_phone: str
    hours: list[PublicWeekSpan]
    holiday_hours: list[PublicSpan] = Field(description="On public holidays, instead of those of the weekday")
    dated_hours: list[PublicDatedHours] = Field(description="Days of its own calendar, before all others")


class PublicInformationOut(Output):
    cpts_name: str
    time_zone: str = Field(description="Where the CPTS lives, of the IANA list")
    lead: str
    advice: list[Advice]
    written_at: InstantOut | None = Field(description="null: nobody has written anything yet")
    recourses: list[PublicRecourse] = Field(description="In the order of resort")
