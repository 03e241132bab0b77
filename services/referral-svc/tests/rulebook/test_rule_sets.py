"""A rule set is drafted, looked at on the queue, adopted by the director, and kept as it was."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from carekit.auth import ROLES
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.referrals.reweighing import reweigh
from referral_svc.rulebook.timers import put_in_force

from ..build import OURS, THEIRS, Somebody, World, person
from ..bundles.linked import discharged

DRAFT = "/rule-draft"
READERS = {"director", "care_coordinator", "social_coordinator"}
DRAFTERS = {"director", "care_coordinator"}


def director(world: World) -> Somebody:
    return world.who("director", name="Dominique Dirige")


async def present(world: World) -> dict[str, Any]:
    rules: dict[str, Any] = (await world.get(world.coordinator, "/rule-sets"))["in_force"]["rules"]
    return rules


async def with_pregnancy_in_p1(world: World) -> dict[str, Any]:
    rules = await present(world)
    rules["classes"][0]["criteria"].append("pregnancy")
    rules["classes"][1]["criteria"].remove("pregnancy")
    return rules


async def save(world: World, rules: Any, *, who: Somebody | None = None, edited: str = '"0"') -> Any:
    body = {"rules": rules, "note": "Les grossesses attendent trop."}
    return await world.ask(who or world.coordinator, "PUT", DRAFT, body, If_Match=edited)


async def adopt(world: World, edited: str, *, who: Somebody | None = None, **act: Any) -> Any:
    return await world.ask(who or director(world), "POST", f"{DRAFT}/adoption", act, If_Match=edited)


async def adopted(world: World, rules: Any, **act: Any) -> Any:
    """Saved by the coordinator, adopted by the director, and weighed by the worker."""
    saved = await save(world, rules)
    assert saved.status_code == 200, saved.text
    answer = await adopt(world, saved.json()["etag"], **act)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def worker(world: World) -> int:
    async with world.database.begin(OURS) as session:
        await put_in_force(session, world.clock.now())
    async with world.database.begin(OURS) as session:
        return await reweigh(session, world.ports.blind, world.clock.now())


def rule_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


@pytest.mark.parametrize("role", sorted(ROLES - {"suspended"}))
async def test_only_some_roles_read_draft_and_adopt(world: World, role: str) -> None:
    somebody = world.who(role, professional=uuid4())
    rules = await with_pregnancy_in_p1(world)
    seen = await world.ask(somebody, "GET", "/rule-sets")
    saved = await save(world, rules, who=somebody)
    etag = (await save(world, rules) if saved.status_code == 403 else saved).json()["etag"]
    taken = await adopt(world, etag, who=somebody)
    assert (seen.status_code == 200) == (role in READERS)
    assert (saved.status_code == 200) == (role in DRAFTERS)
    assert (taken.status_code == 200) == (role == "director")
    for refused in (seen, saved, taken):
        assert refused.status_code == 200 or rule_of(refused) == (403, "role-refused")


async def test_a_draft_that_breaks_rules_is_refused_field_by_field(world: World) -> None:
    rules = await present(world)
    rules["classes"][0]["criteria"].append("c2s")
    rules["rings_km"] = [20, 5]
    answer = await save(world, rules)
    assert rule_of(answer) == (422, "rules-refused")
    found = {(error["field"], error["rule"]) for error in answer.json()["errors"]}
    assert ("rules.classes.0.criteria", "social_criteria_stand_apart") in found
    assert ("rules.rings_km", "rings_grow") in found
    assert (await world.get(world.coordinator, "/rule-sets"))["draft"] is None


async def test_a_card_is_never_made_narrower_than_the_law_of_small_numbers(world: World) -> None:
    rules = await present(world)
    answer = await save(world, {**rules, "card_persons": 4, "card_residents": 999, "link_days": 9})
    fields = {error["field"] for error in answer.json()["errors"]}
    assert fields == {"rules.card_persons", "rules.card_residents", "rules.link_days"}


async def test_an_edit_of_an_older_draft_is_refused(world: World) -> None:
    rules = await with_pregnancy_in_p1(world)
    first = (await save(world, rules)).json()["etag"]
    assert rule_of(await save(world, rules)) == (412, "precondition-failed")
    second = await save(world, {**rules, "wave_size": 4}, edited=first)
    assert second.json()["rules"]["wave_size"] == 4
    assert rule_of(await adopt(world, first)) == (412, "precondition-failed")


async def test_nothing_is_adopted_twice_nor_without_a_change_nor_for_yesterday(world: World) -> None:
    assert rule_of(await adopt(world, '"1"')) == (409, "rule-draft-missing")
    etag = (await save(world, await present(world))).json()["etag"]
    assert rule_of(await adopt(world, etag)) == (409, "nothing-to-adopt")
    etag = (await save(world, await with_pregnancy_in_p1(world), edited=etag)).json()["etag"]
    assert rule_of(await adopt(world, etag, in_force_from="2026-11-22")) == (422, "adoption-in-the-past")
    assert (await adopt(world, etag)).status_code == 200
    assert rule_of(await adopt(world, etag)) == (409, "rule-draft-missing")


async def test_an_adopted_set_cannot_be_edited_even_in_the_database(world: World) -> None:
    await adopted(world, await with_pregnancy_in_p1(world))
    for statement in ("update cpts_rule_set set data = data || '{\"wave_size\": 9}'", "delete from cpts_rule_set"):
        with pytest.raises(DBAPIError, match="never edited"):
            async with world.database.begin(OURS) as session, session.begin_nested():
                await session.execute(text(statement))


async def test_a_neighbour_keeps_its_own_rules(world: World) -> None:
    await adopted(world, await with_pregnancy_in_p1(world))
    neighbour = world.who("director", cpts=THEIRS)
    seen = await world.get(neighbour, "/rule-sets")
    assert (seen["in_force"]["version"], seen["draft"]) == (DEFAULT_RULES.version, None)
    assert all(one["is_default"] for one in seen["items"])
    assert await world.refused(neighbour, "GET", "/rule-sets/2026-1") == (404, "rule-set-not-found")


async def test_the_preview_names_the_case_numbers_that_would_change_and_changes_none(world: World) -> None:
    expecting = await world.qualified(criteria={"pregnancy": "yes"})
    await world.qualified(patient=person(family_name="Other"), criteria={"ald": "yes"})
    await save(world, await with_pregnancy_in_p1(world))
    seen = await world.get(world.coordinator, "/rule-draft/preview")
    assert (seen["open_requests"], seen["changed"]) == (2, 1)
    assert seen["moves"] == [{"from_class": 2, "to_class": 1, "count": 1}]
    assert seen["items"] == [
        {
            "case_number": expecting["case_number"],
            "referral_id": expecting["referral_id"],
            "from_class": 2,
            "to_class": 1,
        }
    ]
    by_director = await world.get(director(world), "/rule-draft/preview")
    assert by_director["items"][0]["referral_id"] is None, "a number names nobody, and opens nothing"
    now = await world.get(world.coordinator, f"/referrals/{expecting['referral_id']}")
    assert now["priority_class"] == 2


async def test_on_adoption_what_waits_is_weighed_again_and_says_so(world: World) -> None:
    expecting = await world.qualified(criteria={"pregnancy": "yes"})
    settled = await world.placed(patient=person(family_name="Placed"), criteria={"pregnancy": "yes"})
    kept = await adopted(world, await with_pregnancy_in_p1(world))
    assert (kept["version"], kept["state"], kept["author_name"]) == ("2026-1", "in_force", "Dominique Dirige")
    assert kept["drafted_by_name"] == "Capucine Coordonne"
    assert await worker(world) == 1
    assert await worker(world) == 0, "once"
    now = await world.get(world.coordinator, f"/referrals/{expecting['referral_id']}")
    assert (now["priority_class"], now["priority_rule_version"]) == (1, "2026-1")
    assert now["explanation"][0]["words"] == "P1 : grossesse"
    line = (await world.get(world.coordinator, f"/referrals/{expecting['referral_id']}/timeline"))["items"][-1]
    assert (line["code"], line["details"]) == ("class_recomputed", {"from": 2, "class": 1, "rule_version": "2026-1"})
    placed = await world.get(world.coordinator, f"/referrals/{settled['referral_id']}")
    assert placed["priority_rule_version"] == DEFAULT_RULES.version, "it keeps the class under which it was served"


async def test_rules_for_a_later_day_wait_for_it_where_the_cpts_lives(world: World) -> None:
    referral = await world.qualified(criteria={"pregnancy": "yes"})
    coming = await adopted(world, await with_pregnancy_in_p1(world), in_force_from="2026-11-25")
    assert coming["state"] == "coming"
    world.clock.advance(timedelta(days=1, hours=13, minutes=59))  # 23:59 in Paris, on the eve
    assert await worker(world) == 0
    world.clock.advance(timedelta(minutes=2))
    assert await worker(world) == 1
    now = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
    assert now["priority_rule_version"] == "2026-1"
    sets = await world.get(world.coordinator, "/rule-sets")
    states = [(one["version"], one["state"]) for one in sets["items"]]
    assert states[:2] == [("2026-1", "in_force"), (DEFAULT_RULES.version, "past")]


async def test_what_the_expert_proposed_and_the_coordinator_decided_stands_under_new_rules(world: World) -> None:
    referral = await world.qualified(criteria={"pregnancy": "yes"}, expert_class=1)
    act = {"decided_class": 3, "reason_code": "team_decision"}
    decided = await world.act(world.coordinator, referral["referral_id"], "class-decision", act)
    assert (decided["priority_class"], decided["decided_reason"]) == (3, "team_decision")
    await adopted(world, await with_pregnancy_in_p1(world))
    await worker(world)
    now = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
    assert (now["priority_class"], now["expert_class"], now["decided_class"]) == (3, 1, 3)
    words = [reason["words"] for reason in now["explanation"]]
    assert "Classe décidée par la coordination : P3 (calculée : P1)" in words
    assert "Classe proposée par l’adresseur : P1" in words


async def test_a_class_is_decided_with_a_reason_while_it_still_orders_something(world: World) -> None:
    stated = await world.state()
    path = f"/referrals/{stated['referral_id']}/class-decision"
    act = {"decided_class": 1, "reason_code": "worsened"}
    assert await world.refused(world.coordinator, "POST", path, act) == (409, "act-not-allowed-now")
    assert (await world.refused(world.coordinator, "POST", path, {"decided_class": 1}))[0] == 422
    placed = await world.placed(patient=person(family_name="Placed"))
    late = f"/referrals/{placed['referral_id']}/class-decision"
    assert await world.refused(world.coordinator, "POST", late, act) == (409, "act-not-allowed-now")


async def test_a_decision_is_taken_back_and_both_are_in_the_timeline(world: World) -> None:
    referral = await world.qualified(criteria={"ald": "yes"})
    assert "class-decision" in referral["allowed_acts"]
    for decided, reason, stands in ((1, "worsened", 1), (None, "entered_by_mistake", 2)):
        act = {"decided_class": decided, "reason_code": reason}
        now = await world.act(world.coordinator, referral["referral_id"], "class-decision", act)
        assert (now["priority_class"], now["decided_class"]) == (stands, decided)
    lines = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline"))["items"]
    told = [line["details"]["reason_code"] for line in lines if line["code"] == "class_decided"]
    assert told == ["worsened", "entered_by_mistake"]


async def test_a_discarded_draft_leaves_what_is_in_force(world: World) -> None:
    etag = (await save(world, await with_pregnancy_in_p1(world))).json()["etag"]
    answer = await world.ask(world.coordinator, "DELETE", DRAFT, If_Match=etag)
    assert answer.status_code == 204
    sets = await world.get(world.coordinator, "/rule-sets")
    assert (sets["draft"], sets["in_force"]["version"]) == (None, DEFAULT_RULES.version)


async def test_the_preview_counts_the_discharges_that_another_span_would_make_pressing(world: World) -> None:
    await discharged(world, "nurse", hours=96)
    rules = await present(world)
    assert rules["discharge"] == {"soon_hours": 168, "urgent_hours": 48, "notice_hours": 24}
    rules["discharge"]["urgent_hours"] = 120
    await save(world, rules)
    seen = await world.get(world.coordinator, "/rule-draft/preview")
    assert (seen["open_requests"], seen["changed"], seen["urgency_changed"]) == (1, 0, 1)


async def test_learned_answers_and_weights_of_the_plan_are_adopted_with_author_and_date(world: World) -> None:
    rules = await present(world)
    rules["plan"]["waiting_km"], rules["responsiveness"]["memory_days"] = 500, 180
    kept = await adopted(world, rules)
    assert (kept["version"], kept["author_name"]) == ("2026-1", "Dominique Dirige")
    assert (kept["rules"]["plan"]["waiting_km"], kept["rules"]["responsiveness"]["memory_days"]) == (500, 180)
    past = await world.get(world.coordinator, f"/rule-sets/{DEFAULT_RULES.version}")
    assert past["rules"]["plan"]["waiting_km"] == 1000, "the set before is kept as it was"
