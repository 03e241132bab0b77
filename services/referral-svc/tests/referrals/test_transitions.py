"""The table of transitions, whole: every act from every status, allowed or refused."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from referral_svc.referrals.codes import Kind, Outcome, Sex, Status, Urgency
from referral_svc.referrals.criteria import AgeBand, age_band
from referral_svc.referrals.entity.placement import Placement
from referral_svc.referrals.errors import ActNotAllowedNow, ClosingIncomplete, ConsentMissing
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reasons import HoldReason, RedirectionReason, WithdrawalReason
from referral_svc.referrals.transitions import TRANSITIONS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def referral(
    status: Status = Status.STATED, *, kind: Kind = Kind.CARE, before_hold: Status | None = None
) -> Referral:
    return Referral(
        id=uuid4(),
        cpts_id=uuid4(),
        kind=kind,
        status=status,
        status_before_hold=before_hold,
        urgency=Urgency.NORMAL,
        age_band=AgeBand.ADULT,
        sex=Sex.FEMALE,
        case_year=2026,
        case_counter=412,
        need_codes=["nursing"],
        first_appointment="waived",
        declaration="awaited",
        is_stalled=True,
        priority_class=5,
    )


PLACEMENT = Placement(
    advance_choice=True, placed_at=NOW - timedelta(days=30), placed_by_appointment_id=None, first_appointment="done",
    first_appointment_at=NOW - timedelta(days=9), first_appointment_id=None, declaration="confirmed",
    declaration_reminded_at=None, report="waived",
)  # fmt: skip
ACTS = {
    "state": lambda r: r.state(agreed_to_search=True, at=NOW),
    "qualify": lambda r: r.qualify(None, NOW),
    "start_search": lambda r: r.start_search(NOW),
    "propose": lambda r: r.propose(NOW),
    "place": lambda r: r.place(uuid4(), NOW),
    "take_charge": lambda r: r.take_charge(uuid4(), "CCAS", NOW),
    "hand_back": lambda r: r.hand_back(NOW),
    "back_to_search": lambda r: r.back_to_search(NOW),
    "stay": lambda r: r.stay(uuid4(), PLACEMENT, is_usual=True, at=NOW),
    "hold": lambda r: r.hold(HoldReason.UNREACHABLE, NOW + timedelta(days=30), NOW),
    "resume": lambda r: r.resume(NOW),
    "redirect": lambda r: r.redirect(RedirectionReason.EMERGENCY, NOW),
    "withdraw": lambda r: r.withdraw(WithdrawalReason.CONSENT_WITHDRAWN, NOW),
    "close": lambda r: r.close(Outcome.FOLLOWED, [], NOW),
}
EVERY = [(act, status) for act in TRANSITIONS for status in Status]
REFUSED = [(act, status) for act, status in EVERY if status not in TRANSITIONS[act].froms]
ALLOWED = [(act, status) for act, status in EVERY if status in TRANSITIONS[act].froms]


def test_every_transition_of_the_table_has_its_method() -> None:
    assert set(ACTS) == set(TRANSITIONS)


@pytest.mark.parametrize(("act", "status"), REFUSED)
def test_an_act_outside_the_table_is_refused_by_name_and_changes_nothing(act: str, status: Status) -> None:
    one = referral(status, before_hold=Status.SEARCHING if status == Status.ON_HOLD else None)
    with pytest.raises(ActNotAllowedNow) as refused:
        ACTS[act](one)
    assert one.status == status
    assert refused.value.members["allowed_from"] == sorted(s.value for s in TRANSITIONS[act].froms)


@pytest.mark.parametrize(("act", "status"), ALLOWED)
def test_an_act_of_the_table_leads_where_the_table_says_and_is_a_movement(act: str, status: Status) -> None:
    one = referral(status, before_hold=Status.SEARCHING if status == Status.ON_HOLD else None)
    ACTS[act](one)
    assert one.status == (TRANSITIONS[act].to or Status.SEARCHING)
    assert one.last_movement_at == NOW
    assert one.is_stalled is False


def test_nothing_leaves_an_ended_request() -> None:
    ended = {Status.CLOSED, Status.REDIRECTED, Status.WITHDRAWN}
    assert not any(transition.froms & ended for transition in TRANSITIONS.values())


def test_without_the_persons_agreement_nothing_is_stated() -> None:
    one = referral(Status.DRAFT)
    with pytest.raises(ConsentMissing):
        one.state(agreed_to_search=False, at=NOW)
    assert one.status == Status.DRAFT


@pytest.mark.parametrize("status", sorted(TRANSITIONS["hold"].froms))
def test_a_held_request_goes_back_to_where_it_was(status: Status) -> None:
    one = referral(status)
    one.hold(HoldReason.HOSPITALISED, NOW + timedelta(days=30), NOW)
    assert (one.status, one.held_until) == (Status.ON_HOLD, NOW + timedelta(days=30))
    one.resume(NOW + timedelta(days=3))
    assert (one.status, one.held_until, one.reason_code) == (status, None, None)


def test_a_request_does_not_close_while_something_is_missing() -> None:
    one = referral(Status.PLACED, kind=Kind.MEDECIN_TRAITANT)
    one.first_appointment = "awaited"
    with pytest.raises(ClosingIncomplete) as refused:
        one.close(Outcome.FOLLOWED, ["notice:x"], NOW)
    assert refused.value.members["missing"] == ["first_appointment", "declaration", "notice:x"]
    assert one.status == Status.PLACED


def test_only_a_medecin_traitant_needs_a_declaration() -> None:
    one = referral(Status.PLACED, kind=Kind.CARE)
    one.close(Outcome.FOLLOWED, [], NOW)
    assert one.status == Status.CLOSED


def test_back_to_search_keeps_rank_and_dates() -> None:
    one = referral(Status.PROPOSED)
    one.qualified_at = one.stated_at = NOW - timedelta(days=9)
    one.back_to_search(NOW)
    assert one.qualified_at == NOW - timedelta(days=9)
    assert one.priority_class == 5


def test_a_professional_who_stays_finds_the_placement_as_it_was() -> None:
    one, who = referral(Status.PLACED), uuid4()
    one.placed_professional_id = one.usual_professional_id = who
    for name, value in PLACEMENT:
        setattr(one, name, value)
    one.leave(who)
    one.back_to_search(NOW)
    assert (one.placed_professional_id, one.usual_professional_id, one.declaration) == (None, None, "awaited")
    one.stay(who, PLACEMENT, is_usual=True, at=NOW)
    assert one.placed_professional_id == one.usual_professional_id == who
    assert Placement.model_validate(one) == PLACEMENT


def test_a_case_number_is_the_year_and_the_counter() -> None:
    assert referral().case_number == "26-0412"


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2026-11-23", "0-1"), ("2024-11-24", "0-1"), ("2024-11-23", "2-5"), ("2020-11-24", "2-5"),
        ("2010-11-24", "6-15"), ("2010-11-23", "16-39"), ("1986-11-23", "40-69"), ("1956-11-24", "40-69"),
        ("1956-11-23", "70-79"), ("1946-11-23", "80+"),
    ],
)  # fmt: skip
def test_the_age_band_changes_on_the_birthday(born: str, band: str) -> None:
    assert age_band(datetime.fromisoformat(born).date(), None, NOW.date()) == band


def test_an_unknown_birth_is_an_answer() -> None:
    assert age_band(None, None, NOW.date()) == AgeBand.UNKNOWN
    assert age_band(None, 1956, NOW.date()) == AgeBand.SENIOR
