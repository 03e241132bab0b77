"""What goes over the wire about a person's wishes: whether each could be met, and why not."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from carekit.wire import Output
from referral_svc.disclosure.wishes.codes import WishCode


class WishOut(Output):
    wish_code: WishCode
    imperative: bool = Field(description="Whether it excluded whoever does not meet it")
    met: bool | None = Field(description="By whoever was chosen, else by a standing yes; null while nothing is known")
    ring_km: float = Field(description="How far the search looked, in km")
    possible: int = Field(description="Professionals within it who meet the wish and the need")
    asked: int
    yes: int
    no_place: int
    away: int = Field(description="Paused, absent or asked often enough lately")
    words: str = Field(description="In French, for the coordinator and for the person alike; names nobody")


class Wishes(Output):
    items: list[WishOut] = Field(description="Empty when the person wished nothing in particular")
    settled_at: datetime | None = Field(
        description="When it was kept, with the choice; null while the search goes on"
    )
