"""The call list of one request, as its coordinator sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from referral_svc.calls.models import CallAttempt, CallClaim
from referral_svc.calls.order import TAKEN_BACK_WITHIN, Attempt, Place, call_order
from referral_svc.calls.schemas import CallLine, CallList, CallLogLine, SearchedWith
from referral_svc.known.models import KnownProfessional
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.ordering import Ranked
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Place as Commune
from referral_svc.referrals.schemas import Reason
from referral_svc.solicitations.choosing import Choice
from referral_svc.solicitations.schemas import ExcludedOut

#: Said of most of the directory: nobody would look for them here.
NOT_WORTH_SAYING = ("another_profession", "another_structure", "not_a_member")


@dataclass(frozen=True)
class CallSheet:
    """Everything that its lines are made of."""

    referral: Referral
    choice: Choice
    silent: set[UUID]
    """Whom the mails asked in vain."""
    attempts: Sequence[CallAttempt]
    """Oldest first."""
    claims: Sequence[CallClaim]
    known: dict[UUID, KnownProfessional]
    place: Commune | None
    together: Sequence[Referral]
    me: UUID | None
    """The account that looks at it."""
    at: datetime

    def out(self) -> CallList:
        referral = self.referral
        return CallList(
            referral_id=referral.id,
            case_number=referral.case_number,
            kind=referral.kind,
            status=referral.status,
            priority_class=referral.priority_class,
            need_codes=[Need(code) for code in referral.need_codes],
            urgency=referral.urgency,
            age_band=referral.age_band,
            place=self.place,
            home_visit=bool(referral.constraints.get("home_visit")),
            teleconsultation=referral.constraints.get("teleconsultation"),
            accompanied_by=referral.constraints.get("accompanied_by"),
            together=[
                SearchedWith(referral_id=one.id, case_number=one.case_number, age_band=one.age_band)
                for one in self.together
            ],
            waves_left=self._waves_left(),
            lines=[self._line(stands) for stands in self._order()],
            excluded=self._excluded(),
            log=[self._logged(attempt) for attempt in reversed(self.attempts)],
        )

    @cached_property
    def _ranked(self) -> dict[UUID, Ranked]:
        return {one.practice.professional_id: one for one in self.choice.selection.candidates}

    @cached_property
    def _standing(self) -> list[CallAttempt]:
        return [attempt for attempt in self.attempts if attempt.taken_back_at is None]

    @cached_property
    def _last_calls(self) -> set[UUID]:
        """The last that stands of each professional: the others are history."""
        return set({attempt.professional_id: attempt.id for attempt in self._standing}.values())

    @cached_property
    def _claimed_by_others(self) -> dict[UUID, CallClaim]:
        return {claim.professional_id: claim for claim in self.claims if claim.account_id != self.me}

    def _order(self) -> list[Place]:
        made = [Attempt(one.professional_id, one.outcome, one.at, one.call_again_at) for one in self._standing]
        return call_order(list(self._ranked), made, self.at)

    def _waves_left(self) -> bool:
        """Whoever was silent is called, not mailed again; a mail may still go to the others who have an address."""
        return any(one not in self.silent and self.choice.known[one].email for one in self._ranked)

    def _line(self, stands: Place) -> CallLine:
        who = stands.professional_id
        candidate, known = self._ranked[who], self.choice.known[who]
        claim = self._claimed_by_others.get(who)
        return CallLine(
            professional_id=who,
            name=known.name,
            profession=known.practice.profession_code,
            place=known.nearest_commune(self.choice.search.latitude, self.choice.search.longitude),
            distance_band=candidate.distance_band,
            phone=_phone(self.known.get(who)),
            turn=stands.turn,
            calls=stands.calls,
            call_again_at=stands.call_again_at,
            was_asked=who in self.silent,
            claimed_by_name=claim.by_name if claim else None,
            claimed_until=claim.until if claim else None,
            reasons=[
                Reason(kind=reason.kind, code=reason.code, words=words_of(reason)) for reason in candidate.reasons
            ],
        )

    def _excluded(self) -> list[ExcludedOut]:
        return [
            ExcludedOut(
                professional_id=one.practice.professional_id,
                name=self.choice.known[one.practice.professional_id].name,
                condition_code=one.reason.code,
                words=words_of(one.reason),
            )
            for one in self.choice.selection.excluded
            if one.reason.code not in NOT_WORTH_SAYING
        ]

    def _logged(self, attempt: CallAttempt) -> CallLogLine:
        known = self.known.get(attempt.professional_id)
        mine_and_young = attempt.by_account_id == self.me and self.at - attempt.at <= TAKEN_BACK_WITHIN
        return CallLogLine(
            call_id=attempt.id,
            taken_back_at=attempt.taken_back_at,
            may_be_taken_back=mine_and_young and attempt.id in self._last_calls,
            professional_id=attempt.professional_id,
            name=known.name if known else "",
            outcome=attempt.outcome,
            call_again_at=attempt.call_again_at,
            at=attempt.at,
            by_name=attempt.by_name,
        )


def _phone(known: KnownProfessional | None) -> str | None:
    if known is None:
        return None
    return known.phone or next((place["phone"] for place in known.places if place.get("phone")), None)
