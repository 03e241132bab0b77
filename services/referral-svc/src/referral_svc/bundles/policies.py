"""Who may see and do what with linked requests. Pure.

A link opens nothing: whoever follows one of them sees that one. Its author and coordinators see the whole, because
they line the carers up. A carer who was found sees, of a discharge, the others who were: they will care together.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from carekit.auth import Caller, RoleRefused
from referral_svc.bundles.codes import ONE_PERSON, BundleKind, BundleState
from referral_svc.bundles.errors import BundleNotFound
from referral_svc.bundles.models import Bundle
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, coordinates, placed_with, wrote


def steers(caller: Caller, members: Sequence[Referral]) -> bool:
    """Coordinates one of them, or wrote it."""
    return any(coordinates(caller, one) or wrote(caller, one) for one in members)


def require_steers(caller: Caller, members: Sequence[Referral], *, follows: bool) -> None:
    """`follows`: whether the caller may see any of it; who may not is told that it does not exist."""
    if steers(caller, members):
        return
    if not follows:
        raise BundleNotFound
    raise RoleRefused("Only its author or a coordinator may do that", allowed_roles=sorted(COORDINATORS))


def require_coordinates(caller: Caller, members: Sequence[Referral]) -> None:
    if not coordinated(caller, members):
        raise RoleRefused("Only a coordinator may do that", allowed_roles=sorted(COORDINATORS))


def coordinated(caller: Caller, members: Sequence[Referral]) -> list[Referral]:
    return [one for one in members if coordinates(caller, one)]


def seen(caller: Caller, bundle: Bundle, members: Sequence[Referral], followed: set[UUID]) -> list[Referral]:
    """The lines that this caller sees. `followed`: ids of those he may see by themselves."""
    if steers(caller, members):
        return list(members)
    team = bundle.kind == BundleKind.DISCHARGE and any(placed_with(caller, one) for one in members)
    return [one for one in members if one.id in followed or (team and one.status in (Status.PLACED, Status.CLOSED))]


def allowed_acts(caller: Caller, bundle: Bundle, members: Sequence[Referral]) -> list[str]:
    """What this caller may do with all of them at once, as the last part of the act's path."""
    acts = []
    if any(one.may("qualify") for one in coordinated(caller, members)):
        acts.append("qualification")
    if bundle.kind not in ONE_PERSON:
        statuses = {one.status for one in coordinated(caller, members) if not one.is_handed_over}
        acts += ["waves"] if statuses & {Status.QUALIFIED, Status.SEARCHING} else []
        acts += ["choice"] if Status.PROPOSED in statuses else []
    if bundle.kind == BundleKind.DISCHARGE and bundle.state != BundleState.CANCELLED and steers(caller, members):
        acts += ["discharge-move", "discharge-cancellation"] if any(one.is_open for one in members) else []
        acts += ["discharge-confirmation"] if bundle.state == BundleState.PLANNED else []
    return acts
