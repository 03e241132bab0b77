"""Who may open an agenda wider. Pure functions (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.openings.derivation import SaysWhoSees
from scheduling_svc.openings.errors import OnlyTheOwnerWidens
from scheduling_svc.openings.models import Audience
from scheduling_svc.openings.release import Release, releases_of
from scheduling_svc.slots.policies import LEAVING, own_agenda


def widened(before: SaysWhoSees | None, after: SaysWhoSees) -> list[str]:
    """Audiences that could see some slot sooner than before, or at all."""
    gets = releases_of(after.releases)
    named = [audience.value for audience in LEAVING if audience in after.audience]
    if before is None:
        return named
    had = releases_of(before.releases)
    return [
        audience
        for audience in named
        if audience not in before.audience
        or _opens_sooner(had.get(audience), gets.get(audience))
        or (audience == Audience.CPTS and newly_named(before, after))
    ]


def newly_named(before: SaysWhoSees | None, after: SaysWhoSees) -> list[UUID]:
    """Other CPTS whose members see it now and did not."""
    had = () if before is None or Audience.CPTS not in before.audience else before.shared_with
    return [cpts for cpts in after.shared_with if cpts not in had]


def said_of(audiences: Sequence[str], named: Sequence[UUID]) -> str:
    """As the trail keeps a widening: the audiences, and the other CPTS named in it."""
    return ",".join([*audiences, *map(str, named)])


def said_to(kept: str) -> tuple[list[Audience], list[UUID]]:
    """What `said_of` wrote."""
    parts = kept.split(",")
    audiences = [Audience(one) for one in parts if one in LEAVING]
    return audiences, [UUID(one) for one in parts if one not in LEAVING]


def _opens_sooner(before: Release | None, after: Release | None) -> bool:
    """Nothing opens sooner than at once, which is what an audience without release has."""
    return before is not None and (after is None or after.opens_sooner_than(before))


def may_widen(caller: Caller, keeper: UUID, audiences: Sequence[str]) -> None:
    """The owner of the agenda or his delegate, nobody else: not even who oversees the agendas of the CPTS."""
    if audiences and own_agenda(caller) != keeper:
        raise OnlyTheOwnerWidens(audiences=list(audiences))
