"""What each reader sees of a choice, a wave or a solicitation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from carekit.clock import PARIS
from referral_svc.known.models import KnownCpts, KnownProfessional
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.reasons import Reason as GivenReason
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals.models import Referral
from referral_svc.referrals.schemas import Reason
from referral_svc.solicitations import messages_fr
from referral_svc.solicitations.choosing import Choice
from referral_svc.solicitations.codes import LinkState, Standing, State
from referral_svc.solicitations.fellows import Practice
from referral_svc.solicitations.models import Solicitation, Wave
from referral_svc.solicitations.schemas import (
    AnswerCard,
    CandidateOut,
    Candidates,
    ExcludedOut,
    FairShareOut,
    FellowOut,
    MySolicitation,
    NamedFellow,
    SolicitationOut,
    WaveOut,
)
from referral_svc.solicitations.standing import Yeses, yeses_among


def candidates(choice: Choice, waves_sent: int) -> Candidates:
    selection = choice.selection
    return Candidates(
        rule_version=choice.rules.version,
        ring_km=selection.ring.km,
        rings_km=list(choice.rules.rings_km),
        wave_size=len(selection.wave),
        wave_reason=_said(selection.wave_reason) if selection.wave_reason else None,
        answer_within_hours=choice.hours(),
        answer_by=choice.deadline(choice.hours()),
        usual_doctor_alone=selection.usual_doctor_alone,
        following=selection.ring.next,
        waves_sent=waves_sent,
        candidates=[
            CandidateOut(
                professional_id=ranked.practice.professional_id,
                name=choice.known[ranked.practice.professional_id].name,
                profession=ranked.practice.profession_code,
                place=choice.known[ranked.practice.professional_id].nearest_commune(
                    choice.search.latitude, choice.search.longitude
                ),
                distance_band=ranked.distance_band,
                rank=ranked.rank,
                usual_doctor=ranked.usual_doctor,
                proposed=ranked.practice.professional_id in selection.wave,
                reasons=[_said(reason) for reason in ranked.reasons],
                fair_share=FairShareOut(
                    placements=ranked.share.placements,
                    calibration=round(ranked.share.calibration, 2),
                    target=round(ranked.share.target, 2),
                    shortfall=round(ranked.share.shortfall, 2),
                    in_hand=ranked.share.in_hand,
                ),
            )
            for ranked in selection.candidates
        ],
        excluded=[
            ExcludedOut(
                professional_id=excluded.practice.professional_id,
                name=choice.known[excluded.practice.professional_id].name,
                condition_code=excluded.reason.code,
                words=words_of(excluded.reason),
            )
            for excluded in selection.excluded
        ],
    )


def _said(reason: GivenReason) -> Reason:
    return Reason(kind=reason.kind, code=reason.code, words=words_of(reason))


def wave(
    wave: Wave,
    solicitations: Sequence[Solicitation],
    professionals: Mapping[UUID, KnownProfessional],
    rules: RuleSet,
    everybody: Sequence[Solicitation] | None = None,
    never_reached: Set[UUID] = frozenset(),
) -> WaveOut:
    """`everybody` asked for the request, when other waves may hold earlier yeses; `never_reached`: their
    solicitations whose mail came back."""
    yeses = yeses_among(everybody or solicitations, rules.proposals)
    who = {one.id: professionals.get(one.professional_id) for one in [*solicitations, *(everybody or ())]}
    return WaveOut(
        wave_id=wave.id,
        number=wave.number,
        ring_km=wave.ring_km,
        rule_version=wave.rule_version,
        by_hand=wave.by_hand,
        by_phone=wave.by_phone,
        asked_at=wave.asked_at,
        answer_by=wave.answer_by,
        asked_by_name=wave.asked_by_name,
        state=_wave_state(solicitations),
        solicitations=[
            _asked(
                wave,
                one,
                who[one.id],
                yeses,
                who.get(one.named_by) if one.named_by else None,
                reached=one.id not in never_reached,
            )
            for one in solicitations
        ],
    )


def _wave_state(solicitations: Sequence[Solicitation]) -> Literal["running", "answered", "silent", "ended"]:
    states = {one.state for one in solicitations}
    if states & {State.YES, State.CHOSEN, State.PASSED_ON}:
        return "answered"
    if State.ASKED in states:
        return "running"
    return "silent" if states & {State.SILENT, State.NO, State.DECLINED} else "ended"


def _asked(
    wave: Wave,
    one: Solicitation,
    professional: KnownProfessional | None,
    yeses: Yeses,
    namer: KnownProfessional | None,
    *,
    reached: bool,
) -> SolicitationOut:
    stands, rank = yeses.of(one.id) or (None, None)
    reasons: list[dict[str, Any]] = wave.reasons.get(str(one.professional_id), [])
    return SolicitationOut(
        solicitation_id=one.id,
        professional_id=one.professional_id,
        name=professional.name if professional else "",
        profession=professional.profession_code if professional else "",
        distance_band=one.distance_band,
        state=one.state,
        answer=one.answer,
        condition=one.condition_code,
        reason_code=one.reason_code,
        answered_at=one.answered_at,
        answered_by=one.answered_by,
        named_by=namer.name if namer else None,
        answered_late=one.is_late,
        standing=stands,
        reserve_rank=rank if stands == Standing.RESERVE else None,
        reminded_at=one.reminded_at,
        mailed=bool(professional and professional.email) and reached,
        reasons=[Reason(kind=r["kind"], code=r["code"], words=r["words"]) for r in reasons],
    )


@dataclass(frozen=True)
class Several:
    """Of persons searched for together: how many still wait, and to how many of them he said yes."""

    persons: int = 1
    takes: int | None = None


ALONE = Several()
NOBODY = Practice()


def card(
    one: Solicitation,
    referral: Referral,
    cpts: KnownCpts | None,
    standing: Standing | None,
    at: datetime,
    several: Several = ALONE,
    practice: Practice = NOBODY,
) -> AnswerCard:
    return AnswerCard(**_card(one, referral, cpts, standing, at, several, practice))


def mine(
    one: Solicitation,
    referral: Referral,
    cpts: KnownCpts | None,
    standing: Standing | None,
    at: datetime,
    several: Several = ALONE,
    practice: Practice = NOBODY,
) -> MySolicitation:
    return MySolicitation(
        **_card(one, referral, cpts, standing, at, several, practice),
        solicitation_id=one.id,
        asked_at=one.asked_at,
        referral_id=referral.case_id if one.state == State.CHOSEN else None,
    )


def _card(
    one: Solicitation,
    referral: Referral,
    cpts: KnownCpts | None,
    standing: Standing | None,
    at: datetime,
    several: Several,
    practice: Practice,
) -> dict[str, Any]:
    state = one.link_state(referral, at)
    until_deadline = state == LinkState.ANSWERED and at <= one.answer_by and one.state != State.CHOSEN
    heard = state == LinkState.OPEN or until_deadline
    return {
        "starts_on": None,
        "starts_half": None,
        "ages": [],
        **one.card,
        "card_id": one.id,
        "state": state,
        "place": place_words(one.card["place"]),
        # Cards of before it stood there say the distance to the person's own commune.
        "distance_band": one.card.get("distance_band", one.distance_band),
        "persons": several.persons,
        "takes": several.takes,
        "compatible": True,
        "answer_by": one.answer_by,
        "time_zone": cpts.time_zone if cpts else PARIS.key,
        "my_answer": one.answer,
        "condition": one.condition_code,
        "reason_code": one.reason_code,
        "answered_at": one.answered_at,
        "standing": standing,
        "fellows": [FellowOut(professional_id=f.professional_id, name=f.name) for f in practice.fellows],
        "named": [
            NamedFellow(name=known.name if known else "", state=_confirms(each.state))
            for each, known in practice.named
            if each.state != State.RELEASED
        ],
        "named_by": practice.named_by.name if practice.named_by else None,
        "changeable": heard,
        "cpts_name": cpts.name if cpts else "",
        "coordination_phone": cpts.coordination_phone if cpts else None,
    }


def _confirms(state: State) -> Literal["asked", "confirmed", "declined"]:
    """A silence may still be broken: it is awaited."""
    if state in (State.YES, State.CHOSEN, State.THANKED):
        return "confirmed"
    return "asked" if state in (State.ASKED, State.SILENT) else "declined"


def place_words(place: Mapping[str, str]) -> str:
    match place["kind"]:
        case "sector":
            return messages_fr.sector(place["name"])
        case "territory":
            return messages_fr.territory(place["name"])
        case _:
            return place["name"]
