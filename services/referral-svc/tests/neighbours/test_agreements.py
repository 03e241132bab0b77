"""Two directors agree or do not; every act in every state, from either side and from none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from referral_svc.neighbours.codes import AGREEMENT_ACTS, AgreementState
from referral_svc.neighbours.errors import AgreementActNotAllowed
from referral_svc.neighbours.models import NeighbourAgreement

from ..build import OURS, THEIRS, World
from .crossing import THEIR_NAME, agreed, offer, offered, revoked, their

AT = datetime(2026, 11, 23, tzinfo=UTC)


def agreement(state: AgreementState) -> NeighbourAgreement:
    return NeighbourAgreement(
        from_cpts_id=OURS,
        to_cpts_id=THEIRS,
        kinds=["care"],
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        state=state,
    )


def act(one: NeighbourAgreement, what: str, cpts_id: UUID) -> None:
    if what in ("accept", "decline"):
        one.answer(what, cpts_id, "Une directrice", AT)
    else:
        one.revoke(cpts_id, "Une directrice", AT)


ALLOWED = {
    (AgreementState.OFFERED, "accept", "receiving"): AgreementState.ACCEPTED,
    (AgreementState.OFFERED, "decline", "receiving"): AgreementState.DECLINED,
    (AgreementState.OFFERED, "revoke", "offering"): AgreementState.REVOKED,
    (AgreementState.ACCEPTED, "revoke", "offering"): AgreementState.REVOKED,
    (AgreementState.ACCEPTED, "revoke", "receiving"): AgreementState.REVOKED,
}


@pytest.mark.parametrize("side", ["offering", "receiving"])
@pytest.mark.parametrize("what", ["accept", "decline", "revoke"])
@pytest.mark.parametrize("state", list(AgreementState))
def test_each_act_is_possible_where_the_table_says_and_nowhere_else(
    state: AgreementState, what: str, side: str
) -> None:
    one, cpts_id = agreement(state), OURS if side == "offering" else THEIRS
    expected = ALLOWED.get((state, what, side))
    if expected is None:
        with pytest.raises(AgreementActNotAllowed):
            act(one, what, cpts_id)
        assert one.state == state
    else:
        act(one, what, cpts_id)
        assert one.state == expected


def test_no_agreement_that_is_over_comes_back() -> None:
    assert {before for before, _, _ in AGREEMENT_ACTS.values()} == {AgreementState.OFFERED, AgreementState.ACCEPTED}


@pytest.mark.parametrize("state", list(AgreementState))
@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)], ids=str)
def test_it_is_in_force_once_accepted_from_its_first_day_to_its_last(state: AgreementState, day: date) -> None:
    assert agreement(state).is_in_force(day) == (state == AgreementState.ACCEPTED and day.year == 2026)


@pytest.mark.parametrize("role", ["care_coordinator", "social_coordinator", "secretary", "professional", "referrer"])
async def test_only_a_director_makes_answers_or_revokes_one(world: World, role: str) -> None:
    made = await offered(world)
    for who, path, body in (
        (world.who(role), "", offer(world)),
        (their(world, role), f"/{made['agreement_id']}/answer", {"answer": "accept"}),
        (world.who(role), f"/{made['agreement_id']}/revocation", None),
    ):
        assert await world.refused(who, "POST", f"/neighbour-agreements{path}", body) == (403, "role-refused")


async def test_a_third_cpts_meets_no_agreement_of_two_others(world: World) -> None:
    made = await offered(world)
    third = world.who("director", cpts=uuid4())
    absent = (404, "agreement-not-found")
    for agreement_id in (made["agreement_id"], uuid4()):
        path = f"/neighbour-agreements/{agreement_id}"
        assert await world.refused(third, "POST", f"{path}/answer", {"answer": "accept"}) == absent
        assert await world.refused(third, "POST", f"{path}/revocation") == absent
    assert (await world.get(third, "/neighbour-agreements"))["items"] == []


async def test_an_offer_is_refused_to_oneself_to_nobody_with_dates_that_are_over_and_twice(world: World) -> None:
    director, yesterday = world.who("director"), world.clock.now().date() - timedelta(days=1)
    for changed, rule in (
        ({"to_cpts_id": str(OURS)}, "neighbour-unknown"),
        ({"to_cpts_id": str(uuid4())}, "neighbour-unknown"),
        ({"ends_on": str(yesterday)}, "agreement-dates-invalid"),
        ({"starts_on": "2028-01-02", "ends_on": "2028-01-01"}, "agreement-dates-invalid"),
    ):
        assert await world.refused(director, "POST", "/neighbour-agreements", offer(world, **changed)) == (422, rule)
    await offered(world)
    twice = (409, "agreement-exists")
    assert await world.refused(director, "POST", "/neighbour-agreements", offer(world)) == twice
    backwards = offer(world, to_cpts_id=str(OURS))
    assert await world.refused(their(world, "director"), "POST", "/neighbour-agreements", backwards) == twice


async def test_who_offered_cannot_accept_for_the_other_side(world: World) -> None:
    made = await offered(world)
    path = f"/neighbour-agreements/{made['agreement_id']}/answer"
    refused = (409, "agreement-act-not-allowed")
    assert await world.refused(world.who("director"), "POST", path, {"answer": "accept"}) == refused


async def test_each_side_reads_who_offered_who_accepted_and_who_revoked(world: World) -> None:
    agreement_id = await agreed(world)
    after = await revoked(world, agreement_id, their(world, "director"))
    assert (after["side"], after["state"], after["revoked_by_us"]) == ("receiving", "revoked", True)
    ours = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]
    assert (ours["side"], ours["with_name"], ours["state"]) == ("offering", THEIR_NAME, "revoked")
    assert (ours["answered_by_name"], ours["revoked_by_us"], ours["in_force"]) == ("Ondine Voisine", False, False)
    await offered(world)  # another may be made once this one is over


async def test_an_offer_waits_in_the_list_of_the_other_director(world: World) -> None:
    await offered(world)
    lists = (await world.get(their(world, "director"), "/worklists"))["items"]
    assert [(one["key"], one["count"], one["href"]) for one in lists] == [
        ("agreements_to_answer", 1, "/cpts-voisines")
    ]
    assert (await world.get(world.who("director"), "/worklists"))["items"] == []
