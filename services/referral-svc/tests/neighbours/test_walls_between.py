"""Each CPTS sees only its own: row by row in the database, and identifier by identifier at the doors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from carekit.testing.telling import told_in

from ..build import OURS, THEIRS, World, person
from ..solicitations.asking import token_of
from .crossing import THIRD, agreed, chosen, open_there, opened, proposed, received, solicit, their

ABSENT = (404, "crossing-not-found")
HIDDEN = (404, "referral-not-found")
#: Names, address, telephone and birth of the person of `build.need`.
IDENTITY = ("Zyborowska", "Melusine", "Ondines", "0199001122", "1961")

#: Table → in which CPTS its rows of one crossing, asked for and answered, may be seen.
SEEN = {
    "neighbour_agreement": {OURS, THEIRS},
    "crossing": {OURS, THEIRS},
    "crossed_referral": {OURS},
    "sealed_person": {OURS},
    "sealed_care_bulletin": {OURS},
    "disclosure_grant": {OURS},
    "consent": {OURS},
}


async def test_every_row_of_a_crossing_is_seen_by_its_own_sides_and_by_nobody_else(world: World) -> None:
    await chosen(world)
    for table, sides in SEEN.items():
        for cpts in (OURS, THEIRS, THIRD, None):
            found = await world.rows(f"select count(*) as n from {table}", cpts=cpts)
            assert bool(found[0].n) == (cpts in sides), (table, cpts)


async def test_what_stands_at_the_neighbours_is_not_ours_to_see_and_holds_no_person(world: World) -> None:
    referral, _, member = await proposed(world)
    ours = await world.rows("select id from referral where crossing_id is not null")
    assert ours == []
    theirs = await world.rows("select * from referral", cpts=THEIRS)
    assert len(theirs) == 1
    text = str(theirs[0]._mapping)
    assert referral["referral_id"] not in text
    assert referral["case_number"] not in text
    assert told_in(text, IDENTITY) == []
    assert theirs[0].commune_code is None
    assert theirs[0].medical_criteria == []
    for table in ("sealed_person", "sealed_care_bulletin", "data_key", "consent", "participant"):
        assert await world.rows(f"select 1 from {table}", cpts=THEIRS) == [], table
    colleague = await world.rows("select professional_id from known_professional where not is_member")
    assert [row.professional_id for row in colleague] == [member]


async def test_a_neighbour_writes_no_row_in_our_name(world: World) -> None:
    """The policy of the table itself: no use case tries."""
    await agreed(world)
    with pytest.raises(Exception, match="row-level security"):
        await world.rows(
            "insert into neighbour_agreement (id, from_cpts_id, to_cpts_id, kinds, starts_on, ends_on, state, "
            "offered_at, offered_by_name) values (gen_random_uuid(), :ours, :third, '{care}', '2026-01-01', "
            "'2026-12-31', 'accepted', now(), 'x')",
            cpts=THEIRS,
            ours=OURS,
            third=THIRD,
        )


def acts(crossing: Any) -> list[tuple[str, str, Any]]:
    """What their coordinator may do with what she received."""
    path = f"/received-requests/{crossing['crossing_id']}"
    return [
        ("GET", f"{path}/candidates", None),
        ("POST", f"{path}/solicitations", {"professional_ids": [str(uuid4())]}),
        ("POST", f"{path}/solicitations/{uuid4()}/answer", {"answer": "yes"}),
        ("POST", f"{path}/refusal", {"reason_code": "other"}),
    ]


async def test_our_own_coordinator_a_third_cpts_and_other_roles_meet_nothing_received(world: World) -> None:
    _, crossing = await opened(world)
    for who in (world.coordinator, world.who("care_coordinator", cpts=THIRD), their(world, "social_coordinator")):
        for method, path, body in acts(crossing):
            assert await world.refused(who, method, path, body) == ABSENT, path
        assert await received(world, who) == []
    for role in ("director", "secretary", "professional", "referrer"):
        for method, path, body in acts(crossing):
            assert await world.refused(their(world, role), method, path, body) == (403, "role-refused")


async def test_only_the_coordinator_of_the_request_opens_it_or_takes_it_back(world: World) -> None:
    referral, crossing = await opened(world)
    body = {"reason_code": "no_longer_needed"}
    path = f"/crossings/{crossing['crossing_id']}/revocation"
    for who in (their(world, "care_coordinator"), world.who("care_coordinator", cpts=THIRD)):
        assert await world.refused(who, "POST", path, body) == ABSENT
    for who in (world.who("social_coordinator"), world.who("director"), world.who("professional")):
        assert (await world.refused(who, "POST", path, body))[0] in (403, 404)
        assert (await world.refused(who, "GET", f"/referrals/{referral['referral_id']}/crossings"))[0] in (403, 404)


async def test_the_neighbour_sees_the_card_and_nothing_by_which_to_know_the_request_again(world: World) -> None:
    agreement_id = await agreed(world)
    twice = [await world.qualified(), await world.qualified()]
    seen = [await open_there(world, one, agreement_id) for one in twice]
    await world.qualified(patient=person(family_name="Autre"))  # never opened: never seen
    answer = await world.ask(their(world, "care_coordinator"), "GET", "/received-requests")
    items = answer.json()["items"]
    assert len(items) == 2
    assert items[0]["crossing_id"] != items[1]["crossing_id"]
    assert {one["crossing_id"] for one in items} == {one["crossing_id"] for one in seen}
    for one in twice:
        assert one["referral_id"] not in answer.text
    assert told_in(answer.text, IDENTITY) == []
    assert items[0]["card"] == {
        "urgency": "normal",
        "age_band": "40-69",
        "sex": None,
        "place": "Secteur de Valbrune",
        "need_codes": ["find_medecin_traitant"],
        "constraints": [],
        "starts_on": None,
        "starts_half": None,
    }


async def test_the_social_situation_orders_nothing_at_the_neighbours(world: World) -> None:
    """Cover and the other criteria of P4 stay behind: the two cards and what stands for them are alike."""
    agreement_id = await agreed(world)
    for criteria in ({}, {"cover": "ame", "isolation": "yes"}):
        await open_there(world, await world.qualified(criteria=criteria), agreement_id)
    cards = [one["card"] for one in await received(world)]
    assert cards[0] == cards[1]
    rows = await world.rows("select priority_class, base_class, social_situation from referral", cpts=THEIRS)
    assert rows[0] == rows[1]


LISTS = ("/referrals", "/referrals?view=all", "/referrals/board", "/referrals/export", "/downtime-list", "/calls")


async def test_what_was_received_stands_in_no_list_and_has_no_case_page(world: World) -> None:
    _, _, member = await chosen(world)
    stands = (await world.rows("select id from referral", cpts=THEIRS))[0].id
    people = [their(world, role) for role in ("care_coordinator", "social_coordinator", "secretary", "director")]
    people.append(their(world, "professional", "care_coordinator", professional=member))
    for who in people:
        for path in LISTS:
            answer = await world.ask(who, "GET", path)
            assert str(stands) not in answer.text, path
        for sub in ("", "/timeline", "/care-bulletin", "/candidates", "/solicitations", "/crossings", "/reading-log"):
            assert await world.refused(who, "GET", f"/referrals/{stands}{sub}") == HIDDEN, sub
        for act in ("waves", "withdrawal", "hold", "choice", "crossings", "handovers"):
            assert (await world.ask(who, "POST", f"/referrals/{stands}/{act}", {})).status_code in (404, 422), act


async def test_whoever_was_chosen_is_a_guest_there_and_never_its_coordinator(world: World) -> None:
    """What he is at home gives him nothing in the CPTS of the person."""
    referral, _, member = await chosen(world)
    path = f"/referrals/{referral['referral_id']}"
    both = their(world, "professional", "care_coordinator", "director", professional=member)
    assert (await world.get(both, f"{path}/care-bulletin"))["ground"] == "recorded_consent"
    assert "closing" not in (await world.get(both, path))["allowed_acts"]
    for sub in ("reading-log", "candidates", "crossings", "solicitations"):
        assert (await world.refused(both, "GET", f"{path}/{sub}"))[0] in (403, 404), sub
    other = await world.qualified()
    assert await world.refused(both, "GET", f"/referrals/{other['referral_id']}") == HIDDEN
    delegate = their(world, "delegate", professional=member)
    assert await world.refused(delegate, "GET", f"{path}/care-bulletin") == HIDDEN


async def test_we_are_told_of_the_member_who_said_yes_and_of_no_other(world: World) -> None:
    referral, crossing = await opened(world)
    silent, willing = await world.describe(cpts=THEIRS), await world.describe(cpts=THEIRS)
    for member in (silent, willing):
        await solicit(world, crossing, member)
    await token_of(world, silent)
    for path in ("crossings", "solicitations", "timeline", "candidates"):
        answer = await world.ask(world.coordinator, "GET", f"/referrals/{referral['referral_id']}/{path}")
        assert answer.status_code == 200
        assert str(silent) not in answer.text
        assert str(willing) not in answer.text
