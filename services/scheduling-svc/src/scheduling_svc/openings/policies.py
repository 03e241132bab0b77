"""Who may open an agenda wider. Pure functions (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.openings.errors import OnlyTheOwnerWidens
from scheduling_svc.openings.release import Release, releases_of
from scheduling_svc.slots.policies import LEAVING, own_agenda


class Said(Protocol):
    """What an opening says of who sees it."""

    @property
    def audience(self) -> Sequence[str]: ...
    @property
    def releases(self) -> Sequence[Mapping[str, Any]]: ...


def widened(before: Said | None, after: Said) -> list[str]:
    """Audiences that could see some slot sooner than before, or at all."""
    gets = releases_of(after.releases)
    named = [audience.value for audience in LEAVING if audience in after.audience]
    if before is None:
        return named
    had = releases_of(before.releases)
    return [
        audience
        for audience in named
        if audience not in before.audience or _opens_sooner(had.get(audience), gets.get(audience))
    ]


def _opens_sooner(before: Release | None, after: Release | None) -> bool:
    """Nothing opens sooner than at once, which is what an audience without release has."""
    return before is not None and (after is None or after.opens_sooner_than(before))


def may_widen(caller: Caller, keeper: UUID, audiences: Sequence[str]) -> None:
    """The owner of the agenda or his delegate, nobody else: not even who oversees the agendas of the CPTS."""
    if audiences and own_agenda(caller) != keeper:
        raise OnlyTheOwnerWidens(audiences=list(audiences))
