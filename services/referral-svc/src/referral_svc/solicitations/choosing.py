"""Reads what matching needs and lets it choose: the same for the candidates' page and for a wave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.agreements.repository import agreed_among
from referral_svc.kinds.codes import Advice
from referral_svc.known.models import KnownCommune
from referral_svc.matching.card import Card, CardFacts, Commune, Starts, card_for
from referral_svc.matching.conditions import Practice, Search, distance_km, out_of_ring
from referral_svc.matching.distance import band_of
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import Selection
from referral_svc.matching.ordering import select as choose_among
from referral_svc.matching.priority import medical_class
from referral_svc.matching.responsiveness import Average, History
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Ring, answer_by, answer_hours
from referral_svc.referrals.models import Referral
from referral_svc.referrals.sealed_ports import BlindView
from referral_svc.referrals.weighing import medical_criteria
from referral_svc.solicitations.everybody import Among, everybody
from referral_svc.solicitations.histories import averages_of
from referral_svc.solicitations.practices import Known
from referral_svc.solicitations.searches import search_for
from referral_svc.solicitations.surroundings import Surroundings, surroundings_of

Point = tuple[float | None, float | None]
"""Latitude and longitude, when known."""


@dataclass(frozen=True)
class Choice:
    """What the rules say for one request now, and everything they said it from."""

    around: Surroundings
    search: Search
    known: dict[UUID, Known]
    selection: Selection
    seed: str
    now: datetime

    @property
    def rules(self) -> RuleSet:
        return self.around.rules

    def within(self, ring_km: float | None) -> Choice:
        """The same, had the search looked within that ring."""
        inputs = self.inputs([one.practice for one in self.known.values()], ring_km)
        return replace(self, selection=choose_among(self.rules, inputs, self.seed))

    def inputs(self, practices: Sequence[Practice], ring_km: float | None) -> Inputs:
        """What the rules would be given, were there these professionals alone."""
        return Inputs(
            search=self.search,
            practices=practices,
            loads={one.professional_id: self.known[one.professional_id].load for one in practices},
            now=self.now,
            today=self.around.today,
            averages=self.averages,
            ring_km=ring_km,
        )

    @cached_property
    def averages(self) -> dict[str, Average]:
        """How each profession answers here, whatever the conditions of this request leave of it."""
        histories: dict[str, list[History]] = {}
        for one in self.known.values():
            histories.setdefault(one.practice.profession_code, []).append(one.history)
        return averages_of(self.rules, histories)

    def with_practices(self, change: Callable[[RuleSet, Practice], Practice]) -> Choice:
        """The same, had each professional this practice instead."""
        known = {who: replace(one, practice=change(self.rules, one.practice)) for who, one in self.known.items()}
        return replace(self, known=known).within(self.selection.ring.km)

    def for_calls(self, may_still_answer: Collection[UUID]) -> Choice:
        """Whom to call, in order: the widest ring, and those asked by mail whose word may still be heard.

        Calling about a request he was already asked for is no further solicitation of the week.
        """

        def callable_(known: Known) -> Known:
            practice = known.practice
            if practice.professional_id not in may_still_answer:
                return known
            week = max(0, practice.asked_this_week - 1)
            return replace(known, practice=replace(practice, already_asked=False, asked_this_week=week))

        known = {one: callable_(found) for one, found in self.known.items()}
        return replace(self, known=known).within(self.rules.rings_km[-1])

    def reaching(self, professional_ids: Iterable[UUID]) -> Choice:
        """The same within the nearest ring that holds all of these."""
        known = [self.known[one] for one in professional_ids if one in self.known]
        farthest = max((distance_km(self.search, one.practice) or 0.0 for one in known), default=0.0)
        if farthest <= self.selection.ring.km:
            return self
        return self.within(next((ring for ring in self.rules.rings_km if farthest <= ring), farthest))

    def band_shown(self, professional_id: UUID, named: Point | None) -> str:
        """As his card says it. From the commune that the card names: two communes of one sector would otherwise be
        told apart by their distance to him, and a hamlet found again."""
        latitude, longitude = named or (None, None)
        seen = replace(self.search, latitude=latitude, longitude=longitude)
        return band_of(distance_km(seen, self.known[professional_id].practice), self.rules.distance_bands_km)

    def is_near(self, professional_id: UUID) -> bool:
        """Within the ring looked at, or at no known distance."""
        km = distance_km(self.search, self.known[professional_id].practice) if professional_id in self.known else None
        return professional_id in self.known and not out_of_ring(km, self.selection.ring.km)

    def band_of(self, professional_id: UUID) -> str:
        km = distance_km(self.search, self.known[professional_id].practice)
        return band_of(km, self.rules.distance_bands_km)

    def hours(self, asked: Collection[UUID] | None = None) -> int:
        """The class's delay for those asked (those whom the rules propose when not said)."""
        asked = self.selection.wave if asked is None else asked
        alone = len(asked) == 1 and self.search.usual_professional_id in asked
        return answer_hours(self.rules, self.search.medical_class, usual_doctor_alone=alone)

    def deadline(self, hours: int) -> datetime:
        return answer_by(self.now, hours, self.around.calendar)


async def choose(
    session: AsyncSession, blind: BlindView, referral: Referral, now: datetime, ring_km: float | None
) -> Choice:
    around = await surroundings_of(session, referral, now)
    # Only the medical criteria: what cover the person has must move nothing here.
    number = referral.base_class if referral.is_received else medical_class(around.rules, medical_criteria(referral))
    search = search_for(referral, number, around.latitude, around.longitude, around.zone)
    if around.rules.agreement_professions and not await agreed_among(session, [referral.id]):
        search = replace(search, agreement_missing=frozenset(around.rules.agreement_professions))

    among = Among(
        cpts_id=referral.cpts_id,
        professions=referral.professions,
        rules=around.rules,
        now=now,
        today=around.today,
        by_structure=bool(referral.structures),
        referral_id=referral.id,
    )
    known = await everybody(session, among)
    matched = await blind.compatibilities(session, referral, [one.declared for one in known])
    # The random part of the request's own identifier is its seed: drawn once, stored, never chosen by anybody.
    seed = referral.id.hex
    by_id = {one.load.key: one.meeting(matched) for one in known}
    unchosen = Selection(Ring(0.0, 0, "call_list"), (), (), (), usual_doctor_alone=False)
    return Choice(around, search, by_id, unchosen, seed, now).within(ring_km)


async def cards_of(
    session: AsyncSession,
    referral: Referral,
    choice: Choice,
    professional_ids: Iterable[UUID],
    ages: Sequence[str] = (),
) -> dict[UUID, dict[str, Any]]:
    """The stage-1 card as each is shown it: the same for all who are asked, but for his distance to what it names.
    `ages`: the age bands of all, when they are several."""
    card, named = await card_of(session, referral, choice, ages)
    return {one: {**card, "distance_band": choice.band_shown(one, named)} for one in professional_ids}


async def card_of(
    session: AsyncSession, referral: Referral, choice: Choice, ages: Sequence[str] = ()
) -> tuple[dict[str, Any], Point | None]:
    """The card without a distance, and the point of the place that it names."""
    if referral.received_card is not None:
        latitude, longitude = referral.received_card["point"]
        return referral.received_card["card"], (latitude, longitude)
    rows = await session.execute(
        select(
            KnownCommune.code,
            KnownCommune.name,
            KnownCommune.population,
            KnownCommune.neighbours,
            KnownCommune.lat,
            KnownCommune.lon,
        ).where(KnownCommune.cpts_id == referral.cpts_id)
    )
    communes, points = [], {}
    for row in rows:
        communes.append(Commune(row.code, row.name, row.population, tuple(row.neighbours)))
        points[row.code] = (row.lat, row.lon)
    card = _card(referral, choice, communes, ages)
    return card.as_data(), points.get(card.place.code) if card.place.code else None


def _card(referral: Referral, choice: Choice, communes: list[Commune], ages: Sequence[str]) -> Card:
    facts = CardFacts(
        medical_class=choice.search.medical_class,
        age_band=referral.age_band.value,
        sex=referral.sex.value,
        commune_code=referral.commune_code,
        need_codes=referral.need_codes,
        home_visit=choice.search.home_visit,
        remote=referral.remote,
        advice_first=referral.advice == Advice.ASKED,
        starts=Starts.at(referral.needed_at, choice.around.zone),
        ages=ages,
    )
    return card_for(choice.rules, facts, communes, choice.around.cpts_name)
