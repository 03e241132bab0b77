"""A wave leaves: who may, when, to whom, and what the mail says (rules of the profession, sections 3 and 4)."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from carekit.testing.telling import told_in

from ..build import World, person
from .asking import (
    candidates,
    doctors,
    mails,
    place,
    proposals,
    read,
    referral_now,
    refused_reply,
    reply,
    send,
    token_of,
)


async def refused_wave(world: World, referral, *professionals, who=None):
    return await world.refused(
        who or world.coordinator,
        "POST",
        f"/referrals/{referral['referral_id']}/waves",
        {"professional_ids": [str(one) for one in professionals]},
    )


async def test_a_request_that_is_not_qualified_asks_nobody(world: World):
    doctor = await world.describe()
    referral = await world.state()
    assert await refused_wave(world, referral, doctor) == (409, "act-not-allowed-now")
    assert await mails(world, doctor) == []


@pytest.mark.parametrize("role", ["referrer", "secretary", "director", "social_coordinator", "professional"])
async def test_only_its_coordinator_sends_a_wave(world: World, role: str):
    doctor = await world.describe()
    referral = await world.qualified()
    status, _ = await refused_wave(world, referral, doctor, who=world.who(role))
    assert status in (403, 404)


@pytest.mark.parametrize(
    ("described", "condition"),
    [
        ({"is_member": False}, "not_a_member"),
        ({"profession_code": "60"}, "another_profession"),
        ({"offer": {"accepts_new_patients": False}}, "takes_no_new_patient"),
        ({"offer": {"accepts_from": "2099-01-01"}}, "takes_new_patients_later"),
        ({"offer": {"capacity": 0}}, "no_place_left"),
    ],
)
async def test_whoever_does_not_meet_a_hard_condition_is_not_asked_even_by_hand(world: World, described, condition):
    able, unable = await world.describe(), await world.describe(**described)
    referral = await world.qualified()
    answer = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/waves",
        {"professional_ids": [str(able), str(unable)]},
    )  # fmt: skip
    assert answer.status_code == 409
    assert answer.json()["condition_code"] == condition
    assert answer.json()["professional_id"] == str(unable)
    assert await mails(world, able) == [], "all or nobody"


async def test_a_professional_nobody_knows_is_not_asked(world: World):
    referral = await world.qualified()
    assert await refused_wave(world, referral, uuid4()) == (409, "professional-not-eligible")


async def test_nobody_is_asked_twice_for_one_request(world: World):
    doctor = await world.describe()
    referral = await world.qualified()
    assert await refused_wave(world, referral, doctor, doctor) == (409, "asked-twice")
    await send(world, referral, doctor)
    assert await refused_wave(world, referral, doctor) == (409, "professional-not-eligible")


async def test_the_weekly_cap_is_three_and_passes_with_the_week(world: World):
    doctor = await world.describe()
    for number in range(3):
        await send(world, await world.qualified(patient=person(family_name=f"Z{number}")), doctor)
    referral = await world.qualified()
    answer = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/waves", {"professional_ids": [str(doctor)]}
    )
    assert answer.json()["condition_code"] == "weekly_cap_reached"
    world.clock.advance(timedelta(days=7, seconds=1))
    await send(world, referral, doctor)


async def test_the_first_yes_pauses_further_waves(world: World):
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, first)
    await reply(world, await token_of(world, first))
    assert (await referral_now(world, referral))["status"] == "proposed"
    assert await refused_wave(world, referral, second) == (409, "waves-paused")


async def test_a_first_wave_starts_the_search_and_tells_its_deadline(world: World):
    ids = await doctors(world, 3)
    referral = await world.qualified()
    wave = await send(world, referral, *ids)
    assert (wave["number"], wave["state"], len(wave["solicitations"])) == (1, "running", 3)
    assert wave["answer_by"] == "2026-11-25T09:00:00Z"
    assert all(one["state"] == "asked" and one["mailed"] and one["reasons"] for one in wave["solicitations"])
    now = await referral_now(world, referral)
    assert (now["status"], now["answers"]["asked"]) == ("searching", 3)


async def test_the_coordinator_may_ask_beyond_the_ring_by_hand_and_it_is_kept(world: World):
    near, far = await world.describe(), await world.describe(places=place(17))
    referral = await world.qualified()
    assert [one["professional_id"] for one in (await candidates(world, referral))["candidates"]] == [str(near)]
    wave = await send(world, referral, far)
    assert (wave["ring_km"], wave["by_hand"]) == (20, True)


async def test_a_professional_without_mail_is_on_the_list_to_be_called(world: World):
    doctor = await world.describe(email=None)
    wave = await send(world, await world.qualified(), doctor)
    assert wave["solicitations"][0]["mailed"] is False
    mine = await world.get(world.professional(professional=doctor), "/solicitations")
    assert mine["items"][0]["state"] == "open"


async def test_the_same_wave_sent_twice_leaves_once(world: World):
    doctor = await world.describe()
    referral = await world.qualified()
    path, body = f"/referrals/{referral['referral_id']}/waves", {"professional_ids": [str(doctor)]}
    coordinator = world.coordinator
    first, second = [
        await world.ask(coordinator, "POST", path, body, Idempotency_Key="wave-one-0001") for _ in range(2)
    ]
    assert first.json() == second.json()
    assert len(await mails(world, doctor)) == 1


async def test_the_mail_carries_a_date_and_a_link_and_no_health_data(world: World):
    doctor = await world.describe()
    await send(world, await world.qualified(criteria={"ald": "yes"}), doctor)
    row = (await world.rows("select subject, body from outgoing_mail"))[0]
    assert row.subject == "Une personne de votre secteur cherche un professionnel"
    assert "réponse souhaitée avant lundi 23 novembre 2026 à 22" not in row.body, "the evening is closed"
    assert "réponse souhaitée avant mardi 24 novembre 2026 à 8\u00a0h." in row.body
    assert re.search(r"http://127\.0\.0\.1:8080/r/[\w-]{43}\n", row.body)
    words = ("Valbrune", "ALD", "40-69", "médecin traitant", "Zyborowska", "26-0", "urgent")
    assert told_in(f"{row.body} {row.subject}", words) == []


async def test_only_the_hash_of_a_link_is_kept(world: World):
    doctor = await world.describe()
    await send(world, await world.qualified(), doctor)
    token = await token_of(world, doctor)
    columns = await world.rows("select * from answer_link")
    assert token not in repr(columns)
    assert set(columns[0]._mapping) == {"token_hash", "of_cpts", "solicitation_id", "ends_at"}


async def test_a_hold_closes_the_links_and_the_same_may_be_asked_again_after(world: World):
    doctor = await world.describe()
    referral = await world.qualified()
    await send(world, referral, doctor)
    token = await token_of(world, doctor)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "unreachable"})
    assert (await read(world, token))["state"] == "withdrawn"
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    await send(world, referral, doctor)
    assert (await read(world, await token_of(world, doctor)))["state"] == "open"
    assert (await read(world, token))["state"] == "withdrawn"


async def test_a_hold_keeps_a_yes_and_the_request_returns_to_where_it_was(world: World):
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, first, second)
    yes, silent = await token_of(world, first), await token_of(world, second)
    await reply(world, yes)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "hospitalised"})
    assert [(await read(world, token))["state"] for token in (yes, silent)] == ["answered", "withdrawn"]
    assert await refused_reply(world, silent) == (410, "request-withdrawn")
    now = await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert now["status"] == "proposed"
    assert await proposals(world, referral) == [(str(first), "proposed")]


async def test_a_yes_taken_back_during_a_hold_leaves_a_search_that_can_go_on(world: World):
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, first)
    token = await token_of(world, first)
    await reply(world, token)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "hospitalised"})
    await reply(world, token, "no")
    assert await refused_reply(world, token) == (410, "request-withdrawn")
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    await send(world, referral, second)
    assert (await referral_now(world, referral))["status"] == "searching"


async def test_the_usual_doctor_has_a_day_alone_and_the_delay_of_the_class_among_others(world: World):
    usual, other = await doctors(world, 2)
    alone = await send(world, await world.qualified(usual_professional_id=str(usual)), usual)
    assert alone["answer_by"] == "2026-11-24T09:00:00Z"
    another = await world.qualified(patient=person(family_name="Another"), usual_professional_id=str(usual))
    among_others = await send(world, another, usual, other)
    assert (among_others["answer_by"], among_others["by_hand"]) == ("2026-11-25T09:00:00Z", True)


async def test_the_coordinator_may_shorten_the_delay_of_a_wave(world: World):
    doctor = await world.describe()
    wave = await send(world, await world.qualified(), doctor, answer_within_hours=2)
    assert wave["answer_by"] == "2026-11-23T11:00:00Z"


async def test_no_link_outlives_eight_days_not_even_across_a_closure(world: World):
    """Rules, section 5: the deadline stops where the link does, so that an awaited answer can be given."""
    await world.describe_cpts(closures=[{"starts_on": "2026-11-27", "ends_on": "2026-12-13", "label": "Fêtes"}])
    (doctor,) = await doctors(world, 1)
    wave = await send(world, await world.qualified(), doctor, answer_within_hours=168)
    asked_at = world.clock.now()
    assert datetime.fromisoformat(wave["answer_by"]) == asked_at + timedelta(days=8)
    assert await world.rows("select distinct ends_at from answer_link") == [(asked_at + timedelta(days=8),)]


async def test_a_closure_of_the_cpts_moves_the_deadline(world: World):
    await world.describe_cpts(closures=[{"starts_on": "2026-11-25", "ends_on": "2026-11-26", "label": "Pont"}])
    wave = await send(world, await world.qualified(), await world.describe())
    assert wave["answer_by"] == "2026-11-27T07:00:00Z", "Friday at 8 in Paris"


async def test_the_next_step_of_a_search_is_due_when_those_who_were_asked_must_have_answered(world: World):
    referral = await world.qualified()
    wave = await send(world, referral, await world.describe())
    shown = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
    assert (shown["next_step"]["code"], shown["next_step"]["at"]) == ("await_answers", wave["answer_by"])
    assert shown["next_step"]["at"] != shown["target_at"]


async def test_once_everybody_has_said_no_the_coordinator_is_the_one_to_act(world: World):
    doctor, referral = await world.describe(), await world.qualified()
    await send(world, referral, doctor)

    async def standing() -> tuple[str, str]:
        shown = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
        return shown["next_step"]["code"], shown["ball"]

    async def held_by(ball: str) -> int:
        return len((await world.get(world.coordinator, "/referrals", ball=ball))["items"])

    assert await standing() == ("await_answers", "professionals")
    assert (await held_by("professionals"), await held_by("coordinator")) == (1, 0)
    await reply(world, await token_of(world, doctor), answer="no")
    assert await standing() == ("send_wave", "coordinator")
    assert (await held_by("professionals"), await held_by("coordinator")) == (0, 1)


async def test_whoever_the_mail_never_reached_is_shown_as_one_to_call(world: World):
    reached, unreached = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, reached, unreached)
    await world.rows(
        "update outgoing_mail set state = 'failed', body = '' where recipient = :to returning 1",
        to=f"{unreached.hex[:12]}@cabinet.example",
    )
    (wave,) = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations"))["items"]
    assert {one["professional_id"]: one["mailed"] for one in wave["solicitations"]} == {
        str(reached): True, str(unreached): False,
    }  # fmt: skip
