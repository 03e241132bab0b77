"""Messages, as they go over the wire. Their words may speak of the person: shown to participants alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from carekit.wire import Input, Output


class WriteMessage(Input):
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class MessageSent(Output):
    """Without its words: an answer is kept for repeats, and nothing sealed may stand there."""

    message_id: UUID
    sent_at: datetime


class MessageOut(Output):
    message_id: UUID
    author_name: str
    is_mine: bool
    is_new: bool = Field(description="Written by another since the caller last read")
    words: str
    sent_at: datetime
    read_by: list[str] = Field(description="Names of the others who have read it")


class Thread(Output):
    items: list[MessageOut] = Field(description="Oldest first")


class ReadThread(Input):
    up_to: UUID = Field(description="The newest message that was shown")
