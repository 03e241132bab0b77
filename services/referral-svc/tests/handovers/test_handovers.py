"""A case is handed over by name, with the person's agreement; what it opened closes at once."""

from datetime import timedelta
from typing import Any

import pytest

from ..build import Somebody, World
from ..casework.test_holders import here

HIDDEN = (404, "referral-not-found")
ROUTE = {"kind": "pass", "name": "PASS de l’hôpital", "phone": "0199000050", "may_tell": ["name", "social"]}


async def hand(world: World, by: Somebody, referral: Any, **act: Any) -> Any:
    body = {"told": ["social"], "reason_code": "social_situation", "agreed": "oral", **act}
    return await world.ask(by, "POST", f"/referrals/{referral['referral_id']}/handovers", body)


async def rule(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


def to(who: Somebody) -> dict[str, str]:
    return {"to_account_id": str(who.caller.account_id)}


def bulletin(referral: Any, which: str = "social") -> str:
    return f"/referrals/{referral['referral_id']}/{which}-bulletin"


async def route(world: World, **changed: Any) -> Any:
    answer = await world.ask(world.who("director"), "POST", "/partner-routes", {**ROUTE, **changed})
    assert answer.status_code == 201, answer.text
    return answer.json()


# Guests first: nothing is theirs but what was handed to them by name.


async def test_a_guest_sees_nothing_that_was_not_handed_to_him_by_name(world: World) -> None:
    referral = await world.qualified()
    guest, other = await here(world, "guest", name="Mairie"), await here(world, "guest", name="Ville")
    until = str(world.clock.now().date() + timedelta(days=30))
    made = await hand(world, world.coordinator, referral, **to(other), until=until)
    assert made.status_code == 201, made.text
    path = f"/referrals/{referral['referral_id']}"
    for which in ("care", "social"):
        assert await world.refused(guest, "GET", bulletin(referral, which)) == HIDDEN
    for sub in ("", "/timeline", "/participants", "/handovers", "/messages", "/reading-log", "/readers"):
        assert (await world.ask(guest, "GET", path + sub)).status_code == 404, sub
    assert (await world.get(guest, "/handovers"))["items"] == []
    for listing in (
        "/referrals",
        "/referrals/board",
        "/referrals/export",
        "/colleagues",
        "/partner-routes",
        "/leaves",
    ):
        assert (await world.refused(guest, "GET", listing))[0] == 403, listing
    answered = {"answer": "accepted"}
    taken = f"/handovers/{made.json()['handover_id']}/answer"
    assert await world.refused(guest, "POST", taken, answered) == (404, "handover-not-found")
    names = await world.ask(guest, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert names.json()["names"] == []


async def test_a_guest_reads_what_was_handed_to_him_and_no_more(world: World) -> None:
    referral = await world.qualified()
    guest = await here(world, "guest", name="Association d’aide")
    until = str(world.clock.now().date() + timedelta(days=30))
    await hand(world, world.coordinator, referral, **to(guest), until=until)
    assert (await world.get(guest, bulletin(referral)))["ground"] == "named_handover"
    assert await world.refused(guest, "GET", bulletin(referral, "care")) == HIDDEN
    path = f"/referrals/{referral['referral_id']}"
    for sub in ("", "/timeline", "/participants", "/handovers", "/messages", "/reading-log"):
        assert (await world.ask(guest, "GET", path + sub)).status_code == 404, sub
    seen = (await world.get(guest, "/handovers"))["items"]
    assert [(one["case_number"], one["told"], one["follows"]) for one in seen] == [
        (referral["case_number"], ["social"], False)
    ]
    assert (await world.ask(guest, "PUT", bulletin(referral), {}, If_Match='"1"')).status_code == 403


async def test_a_guests_access_ends_on_its_date(world: World) -> None:
    referral = await world.qualified()
    guest = await here(world, "guest", name="Association d’aide")
    assert await rule(await hand(world, world.coordinator, referral, **to(guest))) == (422, "last-day-missing")
    today = world.clock.now().date()
    far = str(today + timedelta(days=181))
    answer = await hand(world, world.coordinator, referral, **to(guest), until=far)
    assert await rule(answer) == (422, "last-day-missing")
    await hand(world, world.coordinator, referral, **to(guest), until=str(today))
    await world.get(guest, bulletin(referral))
    world.clock.advance(timedelta(days=1))
    assert await world.refused(guest, "GET", bulletin(referral)) == HIDDEN
    assert (await world.get(guest, "/handovers"))["items"] == []


async def test_a_suspended_account_reads_nothing_that_was_handed_to_it(world: World) -> None:
    referral = await world.qualified()
    guest = await here(world, "guest", name="Association d’aide")
    await hand(world, world.coordinator, referral, **to(guest), until=str(world.clock.now().date()))
    suspended = Somebody(
        guest.caller.__class__(
            guest.caller.account_id, "Association d’aide", guest.caller.cpts_id, frozenset({"suspended"})
        )
    )
    assert await world.refused(suspended, "GET", bulletin(referral)) == (403, "role-refused")


@pytest.mark.parametrize("role", ["referrer", "professional", "secretary", "director", "social_coordinator", "guest"])
async def test_nobody_but_the_coordinator_hands_a_case_over(world: World, role: str) -> None:
    referral = await world.qualified()
    colleague = await here(world, "social_coordinator", name="Sonia")
    assert (await hand(world, world.who(role), referral, **to(colleague))).status_code in (403, 404)


async def test_its_author_alone_hands_over_nothing_but_a_signalement(world: World) -> None:
    author = world.who("referrer")
    referral = await world.qualified(author)
    colleague = await here(world, "social_coordinator", name="Sonia")
    assert (await hand(world, author, referral, **to(colleague))).status_code == 403
    crip = await route(world, kind="child_protection", name="CRIP", may_tell=["name", "care", "social"])
    report = {"route_id": crip["route_id"], "reason_code": "report_child", "told": ["name"], "channel": "phone"}
    made = await hand(world, author, referral, **report, agreed="danger", informed=False)
    assert made.status_code == 201, made.text


async def test_without_agreement_only_a_signalement_leaves_and_only_to_its_recipients(world: World) -> None:
    referral = await world.qualified()
    partner = await route(world)
    colleague = await here(world, "social_coordinator", name="Sonia")
    ask = world.coordinator
    missing = (422, "agreement-missing")
    assert await rule(await hand(world, ask, referral, **to(colleague), agreed="danger")) == missing
    by_route = {"route_id": partner["route_id"], "told": ["name"], "agreed": "danger"}
    assert await rule(await hand(world, ask, referral, **by_route)) == missing
    assert await rule(await hand(world, ask, referral, **by_route, reason_code="report_adult")) == missing
    reported = {**to(colleague), "reason_code": "report_adult", "agreed": "danger"}
    assert await rule(await hand(world, ask, referral, **reported)) == missing


async def test_a_partner_is_told_what_the_agreement_with_it_covers_and_no_more(world: World) -> None:
    referral = await world.qualified()
    partner = await route(world)
    answer = await hand(world, world.coordinator, referral, route_id=partner["route_id"], told=["care"])
    assert await rule(answer) == (409, "not-told-to-partner")
    closed = await world.ask(
        world.who("director"), "PUT", f"/partner-routes/{partner['route_id']}", {**ROUTE, "is_active": False},
        If_Match=f'"{partner["version"]}"',
    )  # fmt: skip
    assert closed.status_code == 200, closed.text
    answer = await hand(world, world.coordinator, referral, route_id=partner["route_id"], told=["name"])
    assert await rule(answer) == (409, "partner-route-inactive")


async def test_a_partner_bound_to_it_is_turned_to_only_once_the_medecin_traitant_agreed(world: World) -> None:
    referral = await world.qualified(kind="social", need=["home_help"])
    sonia = world.who("social_coordinator")
    network = await route(world, kind="other", name="Réseau de soutien", needs_doctor_agreement=True)
    act = {"route_id": network["route_id"], "told": ["name"], "channel": "phone"}
    missing = (409, "doctor-agreement-missing")
    assert await rule(await hand(world, sonia, referral, **act)) == missing
    said = {"agrees": False, "doctor_name": "Dr Anne Martin", "said": "oral"}
    await world.act(sonia, referral["referral_id"], "doctor-agreement", said)
    assert await rule(await hand(world, sonia, referral, **act)) == missing
    await world.act(sonia, referral["referral_id"], "doctor-agreement", {**said, "agrees": True})
    assert (await hand(world, sonia, referral, **act)).status_code == 201


async def test_a_signalement_waits_for_no_doctor(world: World) -> None:
    referral = await world.qualified()
    crip = await route(world, kind="child_protection", name="CRIP", may_tell=["name"], needs_doctor_agreement=True)
    report = {"route_id": crip["route_id"], "reason_code": "report_child", "told": ["name"], "channel": "phone"}
    made = await hand(world, world.coordinator, referral, **report, agreed="danger", informed=False)
    assert made.status_code == 201, made.text


async def test_a_hand_over_has_exactly_one_receiver_known_here(world: World) -> None:
    referral = await world.qualified()
    stranger = world.who("social_coordinator")
    ask = world.coordinator
    assert await rule(await hand(world, ask, referral)) == (422, "one-receiver")
    assert await rule(await hand(world, ask, referral, **to(stranger))) == (409, "receiver-unknown")
    both = {**to(stranger), "to_professional_id": str(await world.describe())}
    assert await rule(await hand(world, ask, referral, **both)) == (422, "one-receiver")
    colleague = await here(world, "social_coordinator", name="Sonia")
    assert await rule(await hand(world, ask, referral, **to(colleague), told=[])) == (422, "nothing-handed")
    tomorrow = str(world.clock.now().date() + timedelta(days=1))
    answer = await hand(world, ask, referral, **to(colleague), agreed_on=tomorrow)
    assert await rule(answer) == (422, "agreed-in-the-future")


async def test_the_social_coordinator_reads_of_a_care_case_what_was_handed_to_her(world: World) -> None:
    referral = await world.qualified()
    sonia = await here(world, "social_coordinator", name="Sonia Sociale")
    assert await world.refused(sonia, "GET", f"/referrals/{referral['referral_id']}") == HIDDEN
    await hand(world, world.coordinator, referral, **to(sonia))
    assert (await world.get(sonia, bulletin(referral)))["ground"] == "named_handover"
    assert await world.refused(sonia, "GET", bulletin(referral, "care")) == HIDDEN
    page = await world.get(sonia, f"/referrals/{referral['referral_id']}")
    assert page["allowed_acts"] == []
    readers = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/readers")
    said = [(one["name"], one["role"], one["bulletin"], one["ground"]) for one in readers["items"]]
    assert ("Sonia Sociale", None, "social", "named_handover") in said
    assert ("", "care_coordinator", "care", "coordination") in said
    log = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert ("Sonia Sociale", "social_bulletin", "named_handover") in [
        (one["reader_name"], one["what"], one["ground"]) for one in log["items"]
    ]


async def test_the_care_coordinator_gets_it_back_the_other_way(world: World) -> None:
    referral = await world.qualified(kind="social", need=["rights"])
    carla = await here(world, "care_coordinator", name="Carla Soin")
    sonia = world.who("social_coordinator")
    made = await hand(world, sonia, referral, **to(carla), told=["care"], reason_code="care_need")
    assert made.status_code == 201, made.text
    assert (await world.get(carla, bulletin(referral, "care")))["ground"] == "named_handover"
    assert await world.refused(carla, "GET", bulletin(referral)) == HIDDEN
    # As soon as she declines, it closes.
    answer = await world.ask(carla, "POST", f"/handovers/{made.json()['handover_id']}/answer", {"answer": "declined"})
    assert answer.json()["stands"] is False
    assert await world.refused(carla, "GET", bulletin(referral, "care")) == HIDDEN


async def test_a_professional_receives_it_by_name_and_is_told_by_mail_without_a_word_of_it(world: World) -> None:
    referral = await world.qualified()
    nurse_id = await world.describe()
    nurse = world.professional(professional=nurse_id)
    assert await world.refused(nurse, "GET", bulletin(referral, "care")) == HIDDEN
    act = {"to_professional_id": str(nurse_id), "told": ["care"], "reason_code": "care_need"}
    assert (await hand(world, world.coordinator, referral, **act)).status_code == 201
    assert (await world.get(nurse, bulletin(referral, "care")))["ground"] == "named_handover"
    [mail] = await world.rows(
        "select subject, body from outgoing_mail where recipient like :to", to=f"{nurse_id.hex[:12]}%"
    )
    assert "Zyborowska" not in mail.subject + mail.body
    assert referral["case_number"] not in mail.body
    waiting = {one["key"]: one["count"] for one in (await world.get(nurse, "/worklists"))["items"]}
    assert waiting["handed_to_me"] == 1


async def test_taking_it_back_closes_the_bulletin_at_once_and_once_only(world: World) -> None:
    referral = await world.qualified()
    sonia = await here(world, "social_coordinator", name="Sonia Sociale")
    made = (await hand(world, world.coordinator, referral, **to(sonia), told=["care", "social"])).json()
    await world.get(sonia, bulletin(referral))
    path = f"/handovers/{made['handover_id']}/revocation"
    assert (await world.ask(world.coordinator, "POST", path, {"reason_code": "person_declines"})).status_code == 200
    for which in ("care", "social"):
        assert await world.refused(sonia, "GET", bulletin(referral, which)) == HIDDEN
    again = await world.refused(world.coordinator, "POST", path, {"reason_code": "person_declines"})
    assert again == (409, "handover-over")


async def test_what_was_handed_over_closes_with_the_consent(world: World) -> None:
    referral = await world.qualified()
    sonia = await here(world, "social_coordinator", name="Sonia Sociale")
    await hand(world, world.coordinator, referral, **to(sonia))
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    assert await world.refused(sonia, "GET", bulletin(referral)) == HIDDEN
    assert (await world.get(sonia, "/handovers"))["items"] == []
    assert (await hand(world, world.coordinator, referral, **to(sonia))).status_code == 409


async def test_the_answer_and_the_outcome_of_a_partner_are_written_down(world: World) -> None:
    referral = await world.qualified(kind="social", need=["rights"])
    partner, sonia = await route(world), world.who("social_coordinator")
    act = {"route_id": partner["route_id"], "told": ["name", "social"], "reason_code": "rights", "channel": "phone"}
    made = (await hand(world, sonia, referral, **act)).json()
    assert (made["to_name"], made["to_kind"], made["answer"]) == ("PASS de l’hôpital", "partner", "awaited")
    world.clock.advance(timedelta(days=4))
    late = await world.get(sonia, "/referrals", worklist="unanswered_handovers")
    assert [one["case_number"] for one in late["items"]] == [referral["case_number"]]
    path = f"/handovers/{made['handover_id']}"
    assert (await world.ask(sonia, "POST", f"{path}/answer", {"answer": "accepted"})).status_code == 200
    ended = await world.ask(sonia, "POST", f"{path}/outcome", {"outcome_code": "rights_opened"})
    assert ended.json()["outcome_code"] == "rights_opened"
    codes = [
        one["code"]
        for one in (await world.get(sonia, f"/referrals/{referral['referral_id']}/timeline"))["items"]
        if not one["code"].startswith("notice_")
    ]
    assert codes[-6:] == [
        "handed_over", "search_started", "handover_accepted", "taken_in_charge", "handover_ended", "closed",
    ]  # fmt: skip


async def test_a_signalement_waits_in_the_social_coordinators_list_until_it_has_left(world: World) -> None:
    referral = await world.state(kind="social", need=["social_report"])
    sonia = world.who("social_coordinator")
    listed = await world.get(sonia, "/referrals", worklist="signalements")
    assert [one["case_number"] for one in listed["items"]] == [referral["case_number"]]
    adults = await route(
        world, kind="adult_protection", name="Cellule adultes vulnérables", may_tell=["name", "social"]
    )
    report = {"route_id": adults["route_id"], "told": ["name"], "reason_code": "report_adult", "informed": True}
    assert (await hand(world, sonia, referral, **report, agreed="danger")).status_code == 201
    assert (await world.get(sonia, "/referrals", worklist="signalements"))["items"] == []
