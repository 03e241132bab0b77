"""Times as they are written here: instants with an offset, civil days, months, civil times HH:MM."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, PlainSerializer, StringConstraints

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)


def _instant(value: datetime) -> datetime:
    # Compared before any conversion: year 9999 with a negative offset has no UTC.
    if not FIRST_DAY <= value.date() <= LAST_DAY:
        raise ValueError(f"must lie between {FIRST_DAY} and {LAST_DAY}")
    return value.astimezone(UTC)


def _day(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"must lie between {FIRST_DAY} and {LAST_DAY}")
    return value


def _z(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Instant = Annotated[
    AwareDatetime,
    AfterValidator(_instant),
    Field(description="Instant with its offset, years 2000 to 2100", examples=["2026-11-23T08:30:00Z"]),
]
InstantOut = Annotated[
    datetime, PlainSerializer(_z, return_type=str), Field(json_schema_extra={"format": "date-time"})
]
Day = Annotated[date, AfterValidator(_day), Field(description="Civil day, years 2000 to 2100")]
MonthText = Annotated[
    str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="YYYY-MM", examples=["2026-11"])
]
CivilTime = Annotated[
    str,
    StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", strip_whitespace=False),
    Field(description="Civil time HH:MM where the CPTS lives", examples=["09:00"]),
]
CommuneCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$"),
    Field(description="INSEE code of a commune", examples=["97001"]),
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), Field(examples=["ar"])]
ProfessionCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,3}$"),
    Field(description="Profession (TRE_G15): 10 doctor, 40 dentist, 50 midwife, 60 nurse, 70 physiotherapist..."),
]
