"""What is told to everybody, on the wire."""

from __future__ import annotations

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


class PublicInformationOut(Output):
    cpts_name: str
    lead: str
    advice: list[Advice]
    written_at: InstantOut | None = Field(description="null: nobody has written anything yet")
