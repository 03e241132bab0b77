"""What a specialist says when advice was asked of him first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from carekit.wire import Input


class GiveAdvice(Input):
    """« Voici mon avis », « je le vois », or both. Words are sealed with the key of the request."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)] = ""
    visit: bool = Field(description="Whether he sees the person: the request goes on as any placement")

    @model_validator(mode="after")
    def _says_something(self) -> GiveAdvice:
        if not self.words and not self.visit:
            raise ValueError("write the advice, or see the person")
        return self
