"""A request that is handed over: no professional is solicited; it is placed with who accepts, and ends with him."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from referral_svc.handovers.closing import close_answered

from ..build import OURS, Somebody, World
from ..casework.test_holders import here
from .test_handovers import hand, route, rule

RIGHTS: dict[str, Any] = {"kind": "social", "need": ["rights"]}


async def case(world: World, **changed: Any) -> tuple[Somebody, Any]:
    """A qualified social request and its coordinator."""
    return world.who("social_coordinator"), await world.qualified(**{**RIGHTS, **changed})


async def to_partner(world: World, by: Somebody, referral: Any, name: str = "CCAS", **act: Any) -> str:
    """Handed to a partner body; hands back where the hand-over is acted on."""
    partner = await route(world, kind="ccas", name=name)
    body = {"route_id": partner["route_id"], "told": ["name"], "channel": "phone", **act}
    made = await hand(world, by, referral, **body)
    assert made.status_code == 201, made.text
    return f"/handovers/{made.json()['handover_id']}"


async def says(world: World, by: Somebody, path: str, **said: str) -> None:
    """`answer`, `outcome_code`, or the `reason_code` of its being taken back."""
    (key,) = said
    last = {"answer": "answer", "outcome_code": "outcome", "reason_code": "revocation"}[key]
    answer = await world.ask(by, "POST", f"{path}/{last}", said)
    assert answer.status_code == 200, answer.text


async def now(world: World, by: Somebody, referral: Any) -> Any:
    return await world.get(by, f"/referrals/{referral['referral_id']}")


async def told(world: World) -> None:
    """Every notice arrived."""
    async with world.database.begin(OURS) as session:
        await session.execute(text("update notice set state = 'delivered'"))


async def test_no_professional_is_ever_asked_about_a_social_request(world: World) -> None:
    sonia, referral = await case(world, need=["housing"])
    doctor, path = await world.describe(), f"/referrals/{referral['referral_id']}"
    assert not {"waves", "calls"} & set(referral["allowed_acts"])
    refused = (409, "nobody-is-solicited")
    assert await world.refused(sonia, "POST", f"{path}/waves", {"professional_ids": [str(doctor)]}) == refused
    assert await world.refused(sonia, "POST", f"{path}/call-claims", {"professional_id": str(doctor)}) == refused
    assert (await world.get(sonia, f"{path}/candidates"))["candidates"] == []
    assert await world.rows("select 1 from outgoing_mail") == []


async def test_its_outcomes_close_no_other_kind(world: World) -> None:
    referral = await world.placed()
    assert "rights_opened" not in referral["closing"]["outcomes"]
    path = f"/referrals/{referral['referral_id']}/closing"
    refused = await world.refused(world.coordinator, "POST", path, {"outcome_code": "rights_opened"})
    assert refused == (409, "outcome-of-another-kind")


async def test_it_does_not_close_while_nobody_said_what_came_of_it(world: World) -> None:
    sonia, referral = await case(world)
    await says(world, sonia, await to_partner(world, sonia, referral), answer="accepted")
    await told(world)
    path = f"/referrals/{referral['referral_id']}/closing"
    answer = await world.ask(sonia, "POST", path, {"outcome_code": "taken_over"})
    assert (answer.status_code, answer.json()["missing"]) == (409, ["handover_outcome"])
    assert "step-back" not in (await now(world, sonia, referral))["allowed_acts"]


async def test_a_part_that_is_handed_on_places_nothing(world: World) -> None:
    sonia, referral = await case(world)
    carla = await here(world, "care_coordinator", name="Carla Soin")
    made = await hand(
        world, sonia, referral, to_account_id=str(carla.caller.account_id), told=["care"], reason_code="care_need"
    )
    assert made.json()["takes_charge"] is False
    await says(world, carla, f"/handovers/{made.json()['handover_id']}", answer="accepted")
    assert (await now(world, sonia, referral))["status"] == "qualified"
    care = await world.qualified()
    handed = await hand(world, world.coordinator, care, to_account_id=str(carla.caller.account_id))
    await says(world, carla, f"/handovers/{handed.json()['handover_id']}", answer="accepted")
    assert (await now(world, world.coordinator, care))["status"] == "qualified"


async def test_who_accepts_has_it_in_charge_and_his_outcome_closes_it(world: World) -> None:
    author = world.who("referrer")
    sonia = world.who("social_coordinator")
    referral = await world.qualified(author, **RIGHTS)
    assert referral["next_step"]["code"] == "hand_over"
    path = await to_partner(world, sonia, referral)
    asked = await now(world, sonia, referral)
    assert (asked["status"], asked["next_step"]["code"]) == ("searching", "await_receiver")
    await says(world, sonia, path, answer="accepted")
    placed = await now(world, sonia, referral)
    assert (placed["status"], placed["in_charge_name"], placed["next_step"]["code"]) == (
        "placed",
        "CCAS",
        "await_outcome",
    )
    assert placed["placed_professional_id"] is None
    world.clock.advance(timedelta(days=30))
    assert (await now(world, sonia, referral))["overdue"] is False
    await says(world, sonia, path, outcome_code="rights_opened")
    async with world.database.begin(OURS) as session:
        await close_answered(session, world.ports, world.clock.now())
    ended = await now(world, author, referral)
    assert (ended["status"], ended["outcome_code"], ended["closing"]["missing"]) == ("closed", "rights_opened", [])
    notices = await world.rows("select subject from notice order by queued_at")
    assert [one.subject for one in notices] == ["in_charge", "outcome"]
    assert await world.rows("select 1 from solicitation") == []


async def test_it_closes_once_the_last_participant_is_told(world: World) -> None:
    """A professional known by his mail alone: the notice is on its way when the partner says what came of it."""
    follower = await world.describe()
    sonia, referral = await case(world)
    await world.ask(
        sonia, "POST", f"/referrals/{referral['referral_id']}/participants", {"professional_id": str(follower)}
    )
    path = await to_partner(world, sonia, referral)
    await says(world, sonia, path, answer="accepted")
    await says(world, sonia, path, outcome_code="support_in_place")
    waiting = await now(world, sonia, referral)
    assert (waiting["status"], waiting["next_step"]["code"]) == ("placed", "inform")
    await told(world)
    async with world.database.begin(OURS) as session:
        assert await close_answered(session, world.ports, world.clock.now()) == 1
    assert (await now(world, sonia, referral))["status"] == "closed"


@pytest.mark.parametrize("outcome", ["not_eligible", "handed_back", "person_not_reached", "no_answer", "other"])
async def test_what_did_not_help_goes_back_to_the_coordinator_with_its_rank(world: World, outcome: str) -> None:
    sonia, referral = await case(world)
    path = await to_partner(world, sonia, referral)
    await says(world, sonia, path, answer="accepted")
    await says(world, sonia, path, outcome_code=outcome)
    back = await now(world, sonia, referral)
    assert (back["status"], back["in_charge_name"], back["next_step"]["code"]) == ("qualified", None, "hand_over")
    assert back["qualified_at"] == referral["qualified_at"]
    listed = await world.get(sonia, "/referrals", worklist="to_search")
    assert [one["case_number"] for one in listed["items"]] == [referral["case_number"]]


async def test_a_no_or_its_being_taken_back_leaves_it_to_the_coordinator(world: World) -> None:
    sonia, referral = await case(world)
    first, second = [await to_partner(world, sonia, referral, name) for name in ("CCAS", "MAS")]
    await says(world, sonia, first, answer="declined")
    assert (await now(world, sonia, referral))["status"] == "searching"
    await says(world, sonia, second, reason_code="no_longer_needed")
    assert (await now(world, sonia, referral))["status"] == "qualified"


async def test_with_two_partners_it_closes_with_the_last(world: World) -> None:
    sonia, referral = await case(world)
    first, second = [await to_partner(world, sonia, referral, name) for name in ("CCAS", "MAS")]
    for path in (first, second):
        await says(world, sonia, path, answer="accepted")
    assert (await now(world, sonia, referral))["in_charge_name"] == "CCAS"
    await says(world, sonia, first, outcome_code="rights_opened")
    left = await now(world, sonia, referral)
    assert (left["status"], left["in_charge_name"]) == ("placed", "MAS")
    await says(world, sonia, second, outcome_code="not_eligible")
    assert (await now(world, sonia, referral))["outcome_code"] == "rights_opened"


async def test_a_signalement_made_before_anybody_qualified_it_places_it_then(world: World) -> None:
    sonia = world.who("social_coordinator")
    referral = await world.state(kind="social", need=["social_report"])
    adults = await route(world, kind="adult_protection", name="Cellule adultes", may_tell=["name"])
    report = {"route_id": adults["route_id"], "told": ["name"], "reason_code": "report_adult", "channel": "phone"}
    made = await hand(world, sonia, referral, **report, agreed="danger", informed=False)
    await says(world, sonia, f"/handovers/{made.json()['handover_id']}", answer="accepted")
    assert (await now(world, sonia, referral))["status"] == "stated"
    placed = await world.act(sonia, referral["referral_id"], "qualification", {})
    assert (placed["status"], placed["in_charge_name"]) == ("placed", "Cellule adultes")


async def test_whoever_refuses_for_now_is_in_nobodys_charge_when_it_is_resumed(world: World) -> None:
    sonia, referral = await case(world)
    await says(world, sonia, await to_partner(world, sonia, referral), answer="accepted")
    await world.act(sonia, referral["referral_id"], "hold", {"reason_code": "refuses_for_now"})
    resumed = await world.act(sonia, referral["referral_id"], "resumption")
    assert (resumed["status"], resumed["in_charge_name"]) == ("qualified", None)


async def test_a_professional_who_accepts_takes_part_and_none_of_his_places_is_taken(world: World) -> None:
    sonia, referral = await case(world)
    nurse_id = await world.describe()
    nurse = world.professional(professional=nurse_id)
    made = await hand(world, sonia, referral, to_professional_id=str(nurse_id))
    await says(world, nurse, f"/handovers/{made.json()['handover_id']}", answer="accepted")
    placed = await now(world, nurse, referral)
    assert (placed["in_charge_name"], placed["placed_professional_id"]) == ("Dr Jeanne Exemple", None)
    await says(world, nurse, f"/handovers/{made.json()['handover_id']}", outcome_code="handed_back")
    parts = await world.get(sonia, f"/referrals/{referral['referral_id']}/participants")
    assert [one["part"] for one in parts["items"]] == ["referrer"]


async def test_an_outcome_said_by_an_outsider_is_refused(world: World) -> None:
    sonia, referral = await case(world)
    path = await to_partner(world, sonia, referral)
    for who in (world.who("referrer"), world.coordinator, world.who("guest")):
        refused = await world.refused(who, "POST", f"{path}/outcome", {"outcome_code": "rights_opened"})
        assert refused == (404, "handover-not-found")
    unknown = await world.ask(sonia, "POST", f"{path}/outcome", {"outcome_code": "cured"})
    assert await rule(unknown) == (422, "invalid-input")
    assert (await now(world, sonia, referral))["status"] == "searching"
