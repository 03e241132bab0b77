"""Base classes of what goes over the wire. An input is an act (`StateNeed`), not a projection of a table."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationInfo, field_validator

Email = Annotated[
    str, StringConstraints(max_length=254, pattern=r"^[^@\s\"<>,;]+@[^@\s\"<>,;]+\.[A-Za-z0-9-]{2,63}$")
]


class Input(BaseModel):
    """What a caller sends: unknown fields are refused, text is trimmed, control characters are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False, str_max_length=10_000)

    @field_validator("*", mode="before")
    @classmethod
    def _no_control_characters(cls, value: Any) -> Any:
        for text in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(text, str) and any(
                (ch < " " and ch not in "\n\r\t") or "\ud800" <= ch <= "\udfff" for ch in text
            ):
                raise ValueError("control characters are not allowed")
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _no_number_for_a_truth(cls, value: Any, info: ValidationInfo) -> Any:
        """A query says « true » in letters, so that reading is lenient: it would take 0.0 too."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            annotation = cls.model_fields[str(info.field_name)].annotation
            kinds = {annotation, *get_args(annotation)}
            if bool in kinds and kinds.isdisjoint((int, float)):
                raise ValueError("true or false is wanted, not a number")
        return value


class Output(BaseModel):
    """What we answer. Built from an entity (`model_validate(entity)`) or from plain values."""

    model_config = ConfigDict(from_attributes=True)
