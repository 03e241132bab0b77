"""Reads a whole backlog for the plan: the same blind view as for one request, in a handful of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.agreements.repository import agreed_among
from referral_svc.matching.distance import haversine_km
from referral_svc.matching.fairness import WINDOW_DAYS
from referral_svc.matching.plan_backlog import Backlog
from referral_svc.matching.plan_programme import PATIENCE
from referral_svc.matching.plan_ways import NO_WISH, Compared, Request
from referral_svc.matching.rules import RuleSet
from referral_svc.plans import repository
from referral_svc.plans.households import households_of
from referral_svc.plans.repository import Commune
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.values import Comparisons
from referral_svc.solicitations.everybody import Among, everybody
from referral_svc.solicitations.practices import Known
from referral_svc.solicitations.searches import search_for
from referral_svc.solicitations.surroundings import surroundings_at

DAY = timedelta(days=1)
#: Without address, or outside the territory.
NOWHERE = Commune("", None, None)


@dataclass(frozen=True)
class Wait:
    """How long one request has waited, and whether its promised delay has passed."""

    referral_id: UUID
    days: float
    is_overdue: bool


@dataclass(frozen=True)
class Waiting:
    """`placed_km` of the placements of the sliding months."""

    rules: RuleSet
    waits: list[Wait]
    """In the order of the queue, whoever lives with somebody right after him."""
    backlog: Backlog
    placed_km: list[float]


async def waiting(
    session: AsyncSession, ports: Ports, cpts_id: UUID, departure_id: UUID | None, now: datetime
) -> Waiting:
    around = await surroundings_at(session, cpts_id, None, now)
    referrals = await repository.backlog_of(session, departure_id)
    ids = [referral.id for referral in referrals]
    households = await households_of(session, ports.bundles, referrals)
    professions = frozenset(code for referral in referrals for code in referral.professions)
    by_structure = any(referral.structures for referral in referrals)
    known = await everybody(session, Among(cpts_id, professions, around.rules, now, around.today, by_structure))
    compared = await ports.blind.comparisons(session, ids, [one.declared for one in known])
    asked = await repository.asked_before(session, ids)
    communes = await repository.communes(session)
    needed = frozenset(around.rules.agreement_professions)
    agreed = await agreed_among(session, ids) if needed else set()
    requests = [
        _request(
            around.rules,
            referral,
            communes,
            compared,
            asked.get(referral.id, set()),
            frozenset() if referral.id in agreed else needed,
            households.get(referral.id),
            around.zone,
            now,
        )
        for referral in referrals
        if referral.id in compared.of_request
    ]
    backlog = Backlog(
        rules=around.rules,
        requests=tuple(requests),
        practices=tuple(one.practice for one in known),
        loads={one.load.key: one.load for one in known},
        compared=tuple(_sparse(compared)),
        now=now,
        today=around.today,
        patience=PATIENCE,
    )
    since = now - timedelta(days=WINDOW_DAYS)
    placed = _placed_km(await repository.placed_since(session, since), communes, known)
    return Waiting(around.rules, _waits(referrals, households, now), backlog, placed)


def _request(
    rules: RuleSet,
    referral: Referral,
    communes: Mapping[str, Commune],
    compared: Comparisons,
    asked: set[UUID],
    agreement_missing: frozenset[str],
    household: UUID | None,
    zone: ZoneInfo,
    now: datetime,
) -> Request:
    commune = communes.get(referral.commune_code or "", NOWHERE)
    # The medical class moves nothing in a plan: who waits is the queue's matter (see `matching.plan_ways`).
    search = search_for(referral, len(rules.classes), commune.lat, commune.lon, zone)
    search = replace(search, agreement_missing=agreement_missing)
    return Request(
        referral_id=referral.id,
        search=search,
        priority_class=referral.priority_class,
        waited_days=_waited(referral, now),
        wishes=compared.of_request[referral.id],
        already_asked=frozenset(asked),
        household=household,
    )


def _waits(referrals: Sequence[Referral], households: Mapping[UUID, UUID], now: datetime) -> list[Wait]:
    """A household stands where the first of it does."""
    place: dict[UUID, int] = {}
    for number, one in enumerate(referrals):
        place.setdefault(households.get(one.id, one.id), number)
    ordered = sorted(referrals, key=lambda one: place[households.get(one.id, one.id)])
    return [_wait(one, now) for one in ordered]


def _wait(referral: Referral, now: datetime) -> Wait:
    overdue = referral.target_at is not None and referral.target_at < now
    return Wait(referral.id, _waited(referral, now), overdue)


def _waited(referral: Referral, now: datetime) -> float:
    return max(0.0, (now - (referral.qualified_at or referral.stated_at)) / DAY)


def _sparse(compared: Comparisons) -> list[Compared]:
    """Only those of whom something is to be said."""
    found: list[Compared] = []
    for comparison in compared.comparisons:
        said = {who: (one.unmet, one.wishes_met) for who, one in comparison.items()}
        found.append({who: one for who, one in said.items() if one != NO_WISH})
    return found


def _placed_km(
    placed: Sequence[tuple[str, UUID, int]], communes: Mapping[str, Commune], known: Sequence[Known]
) -> list[float]:
    """As the crow flies from each person's commune to the nearest place of whom he was placed with."""
    points = {one.practice.professional_id: one.practice.points for one in known}
    found: list[float] = []
    for code, who, count in placed:
        commune = communes.get(code)
        if commune is None or commune.lat is None or commune.lon is None or not points.get(who):
            continue
        lat, lon = commune.lat, commune.lon
        found += [min(haversine_km(lat, lon, a, b) for a, b in points[who])] * count
    return found
