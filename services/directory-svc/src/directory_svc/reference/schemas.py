"""Wire schemas of the official code lists."""

from __future__ import annotations

from pydantic import Field

from carekit.wire import Output


class CodeOut(Output):
    code: str = Field(description="Official code")
    label: str = Field(description="Official label, in French")


class CodesOut(Output):
    items: list[CodeOut]
