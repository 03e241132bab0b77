"""What the short forms add to the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from carekit.wire import Input, Output
from referral_svc.kinds.codes import Door
from referral_svc.kinds.references import without_identity
from referral_svc.kinds.table import SPECIALTIES, as_data


def _readable(text: str) -> str:
    if any((ch < " " and ch not in "\n\r\t") or "\ud800" <= ch <= "\udfff" for ch in text):
        raise ValueError("control characters are not allowed")
    return text


#: A code of an option, a day (ISO 8601), a few words; or the codes of several options.
AnswerOut = str | list[str]
_Code = Annotated[str, Field(max_length=40), AfterValidator(_readable)]
_Words = Annotated[str, Field(max_length=500), AfterValidator(_readable)]
AnswerIn = _Words | Annotated[list[_Code], Field(max_length=20)]
Answers = Annotated[
    dict[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], AnswerIn],
    Field(
        max_length=40,
        description="Answers to the questions of this kind and these needs, by code of the question (`x-forms`). "
        "Each is sealed in the bulletin that `sheet` names",
        json_schema_extra={"x-forms": as_data()},
    ),
]
Specialty = Annotated[
    str,
    Field(
        pattern=f"^({'|'.join(SPECIALTIES)})$",
        description="What people call the specialty; the doctors asked hold one of its codes (TRE_R38)",
        examples=["cardiology"],
    ),
]


class Reference(Input):
    """Where the person's shared record stands in another system (F081, F134). The address names nobody."""

    system: Literal["e_care", "mes_patients", "dmp", "other"]
    url: Annotated[
        str,
        Field(
            max_length=500,
            description="https, and nothing of the person in it",
            examples=["https://e-care.example/d/7f3a"],
        ),
        AfterValidator(without_identity),
    ]


class OnBehalfOf(Input):
    """Who telephoned, when the coordination writes the request: a professional or a service, never the person."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    structure: Annotated[str, Field(max_length=160)] | None = None


class OwnDoor(Output):
    door: Door
