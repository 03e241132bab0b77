"""A professional answers, by link or from his list (rules of the profession, sections 3 to 5)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from carekit.pages import encode_cursor
from referral_svc.solicitations.timers import SolicitationTimers

from ..build import World, person
from .asking import (
    asked,
    candidates,
    mails,
    proposals,
    read,
    referral_now,
    refused_reply,
    reply,
    send,
    token_of,
)


async def silence_in(world: World):
    """The worker does what is due."""
    await SolicitationTimers(world.database, world.clock, world.settings.public_url).run_once()


class TestRefusals:
    async def test_a_link_nobody_was_sent_is_unknown(self, world: World):
        assert await refused_reply(world, "x" * 43) == (404, "link-unknown")
        assert await world.refused(None, "POST", "/answer-links/read", {"token": "x" * 43}) == (404, "link-unknown")

    @pytest.mark.parametrize(
        "body",
        [
            {"answer": "yes"},
            {"token": "short", "answer": "yes"},
            {"token": "x" * 43, "answer": "perhaps"},
            {"token": "x" * 43, "answer": "yes", "comment": "Madame Untel"},
            {"token": "x" * 43, "answer": "no", "condition": "practice_only"},
            {"token": "x" * 43, "answer": "yes", "reason_code": "too_far"},
            {"token": "x" * 43, "answer": "no", "pause_days": 7},
            {"token": "x" * 43, "answer": "pause", "pause_days": 10**12},
            {"token": "x\u0000" * 20, "answer": "yes"},
        ],
    )
    async def test_an_answer_is_made_of_codes_alone(self, world: World, body):
        assert await world.refused(None, "POST", "/answer-links/reply", body) == (422, "invalid-input")

    async def test_once_somebody_is_chosen_a_link_thanks_and_refuses(self, world: World):
        referral, (chosen, other), (first, second) = await asked(world, 2)
        await reply(world, first)
        choice = {"professional_id": str(chosen), "recorded": "oral"}
        await world.act(world.coordinator, referral["referral_id"], "choice", choice)
        assert (await read(world, second))["state"] == "placed"
        assert await refused_reply(world, second) == (410, "request-placed")
        assert await refused_reply(world, first, "no") == (410, "request-placed")
        assert await mails(world, other) == [
            "Une personne de votre secteur cherche un professionnel", "Plus de réponse nécessaire",
        ]  # fmt: skip

    async def test_a_withdrawn_search_asks_nothing_more(self, world: World):
        referral, _, (token,) = await asked(world)
        await world.act(
            world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"}
        )
        assert (await read(world, token))["state"] == "withdrawn"
        assert await refused_reply(world, token) == (410, "request-withdrawn")

    async def test_a_link_lives_eight_days(self, world: World):
        _, _, (token,) = await asked(world)
        world.clock.advance(timedelta(days=8) - timedelta(seconds=1))
        assert (await read(world, token))["state"] == "open"
        world.clock.advance(timedelta(seconds=1))
        assert (await read(world, token))["state"] == "expired"
        assert await refused_reply(world, token) == (410, "link-expired")

    async def test_after_the_deadline_an_answer_stands(self, world: World):
        _, _, (token,) = await asked(world)
        await reply(world, token, "no")
        world.clock.advance(timedelta(hours=49))
        assert await refused_reply(world, token) == (409, "answer-final")
        shown = await read(world, token)
        assert (shown["state"], shown["my_answer"], shown["changeable"]) == ("answered", "no", False)

    async def test_nobody_answers_for_another(self, world: World):
        _, (doctor,), _ = await asked(world)
        mine = await world.get(world.professional(professional=doctor), "/solicitations")
        path = f"/solicitations/{mine['items'][0]['solicitation_id']}/answer"
        for somebody in (
            world.professional(),
            world.who("professional"),
            world.who("delegate", professional=uuid4()),
        ):
            assert await world.refused(somebody, "POST", path, {"answer": "yes"}) == (404, "solicitation-not-found")
        assert await world.refused(world.coordinator, "POST", path, {"answer": "yes"}) == (403, "role-refused")

    async def test_a_delegate_answers_only_when_allowed(self, world: World):
        _, (doctor,), _ = await asked(world)
        himself, delegate = world.professional(professional=doctor), world.who("delegate", professional=doctor)
        mine = await world.get(delegate, "/solicitations")
        path = f"/solicitations/{mine['items'][0]['solicitation_id']}/answer"
        assert await world.refused(delegate, "POST", path, {"answer": "yes"}) == (403, "delegate-not-allowed")
        settings = f"/professionals/{doctor}/solicitation-settings"
        wishes = {"weekly_cap": None, "paused_until": None, "places_left": None, "delegates_may_answer": True}
        etag = (await world.get(himself, settings))["etag"]
        assert (await world.ask(himself, "PUT", settings, wishes, If_Match=etag)).status_code == 200
        assert (await world.ask(delegate, "POST", path, {"answer": "yes"})).status_code == 200


async def test_reading_consumes_nothing(world: World):
    referral, _, (token,) = await asked(world)
    first = await read(world, token)
    assert [await read(world, token) for _ in range(3)] == [first] * 3
    assert first["state"] == "open"
    assert (await referral_now(world, referral))["answers"] == {"asked": 1, "yes": 0, "no": 0, "silent": 0}


async def test_a_yes_with_a_condition_becomes_a_proposal(world: World):
    referral, (doctor,), (token,) = await asked(world)
    card = await reply(world, token, condition="from_next_month")
    assert (card["state"], card["my_answer"], card["standing"]) == ("answered", "yes", "proposal")
    assert await proposals(world, referral) == [(str(doctor), "proposed")]
    now = await referral_now(world, referral)
    assert (now["status"], now["answers"]["yes"]) == ("proposed", 1)


async def test_the_same_answer_again_changes_nothing(world: World):
    referral, _, (token,) = await asked(world)
    first = await reply(world, token)
    world.clock.advance(timedelta(minutes=5))
    assert await reply(world, token) == first
    timeline = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline")
    assert [line["code"] for line in timeline["items"]].count("answered_yes") == 1


async def test_an_answer_can_be_changed_until_the_deadline(world: World):
    referral, _, (token,) = await asked(world)
    await reply(world, token)
    card = await reply(world, token, "no", reason_code="too_far")
    assert (card["my_answer"], card["reason_code"], card["standing"]) == ("no", "too_far", None)
    assert (await referral_now(world, referral))["status"] == "searching", "nobody stands any longer"
    assert (await reply(world, token))["standing"] == "proposal"


async def test_never_this_kind_is_remembered_and_can_be_taken_back(world: World):
    _, (doctor,), (token,) = await asked(world)
    await reply(world, token, "never_this_kind")
    another = await world.qualified(patient=person(family_name="Another"))
    assert (await candidates(world, another))["excluded"][0]["condition_code"] == "kind_declined"
    await reply(world, token, "no")
    assert (await candidates(world, another))["candidates"][0]["professional_id"] == str(doctor)


async def test_a_pause_is_a_no_for_now_and_ends_by_itself(world: World):
    _, _, (token,) = await asked(world)
    await reply(world, token, "pause", pause_days=2)
    another = await world.qualified(patient=person(family_name="Another"))
    excluded = (await candidates(world, another))["excluded"][0]
    assert (excluded["condition_code"], excluded["words"]) == ("paused", "En pause jusqu’au 25/11/2026")
    world.clock.advance(timedelta(days=2))
    assert len((await candidates(world, another))["candidates"]) == 1


async def test_the_first_three_yeses_are_proposals_and_the_next_a_named_reserve(world: World):
    referral, ids, tokens = await asked(world, 5)
    standings = [(await reply(world, token))["standing"] for token in tokens]
    assert standings == ["proposal"] * 3 + ["reserve"] * 2
    assert await proposals(world, referral) == [
        (str(one), "proposed" if rank < 3 else "reserve") for rank, one in enumerate(ids)
    ]
    waves = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations")
    ranks = {one["professional_id"]: one["reserve_rank"] for one in waves["items"][0]["solicitations"]}
    assert [ranks[str(one)] for one in ids] == [None, None, None, 1, 2]


async def test_when_the_person_declines_one_the_reserve_moves_up(world: World):
    referral, ids, tokens = await asked(world, 4)
    for token in tokens:
        await reply(world, token)
    no = {"professional_id": str(ids[0]), "recorded": "phone"}
    await world.act(world.coordinator, referral["referral_id"], "choice/decline", no)
    assert await proposals(world, referral) == [
        (str(ids[0]), "declined"), (str(ids[1]), "proposed"), (str(ids[2]), "proposed"), (str(ids[3]), "proposed"),
    ]  # fmt: skip
    assert (await referral_now(world, referral))["status"] == "proposed"


async def test_one_who_is_not_proposed_cannot_be_declined(world: World):
    referral, ids, tokens = await asked(world, 4)
    for token in tokens:
        await reply(world, token)
    path = f"/referrals/{referral['referral_id']}/choice/decline"
    body = {"professional_id": str(ids[3]), "recorded": "phone"}
    assert await world.refused(world.coordinator, "POST", path, body) == (409, "professional-not-proposed")


async def test_one_is_chosen_and_the_others_are_thanked(world: World):
    referral, ids, tokens = await asked(world, 3)
    for token in tokens[:2]:
        await reply(world, token)
    choice = {"professional_id": str(ids[1]), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    assert (await mails(world, ids[0]))[-1] == "Merci de votre réponse"
    assert (await mails(world, ids[2]))[-1] == "Plus de réponse nécessaire"
    assert "Merci de votre réponse" not in await mails(world, ids[1])
    mine = await world.get(world.professional(professional=ids[1]), "/solicitations")
    assert mine["items"][0]["referral_id"] == referral["referral_id"], "the chosen one may open the bulletin"
    others = await world.get(world.professional(professional=ids[0]), "/solicitations")
    assert others["items"][0]["referral_id"] is None


async def test_the_first_who_fits_is_chosen_at_once_when_the_person_said_so_beforehand(world: World):
    referral, (first, second), tokens = await asked(world, 2, constraints={"advance_choice": True})
    card = await reply(world, tokens[1])
    assert (card["state"], card["standing"], card["changeable"]) == ("answered", "chosen", False)
    assert (await read(world, tokens[0]))["state"] == "placed"
    now = await referral_now(world, referral)
    assert (now["status"], now["placed_professional_id"]) == ("placed", str(second))
    assert (await mails(world, first))[-1] == "Plus de réponse nécessaire"


async def test_a_yes_reserves_one_place_until_the_choice(world: World):
    doctor = await world.describe(offer={"capacity": 1})
    first = await world.qualified()
    await send(world, first, doctor)
    await reply(world, await token_of(world, doctor))
    another = await world.qualified(patient=person(family_name="Another"))
    assert (await candidates(world, another))["excluded"][0]["condition_code"] == "no_place_left"
    await world.act(world.coordinator, first["referral_id"], "choice/decline", {"recorded": "oral"})
    assert len((await candidates(world, another))["candidates"]) == 1


async def test_the_worker_draws_the_deadline_and_a_late_yes_is_still_heard(world: World):
    referral, _, tokens = await asked(world, 2)
    await reply(world, tokens[0], "no")
    world.clock.advance(timedelta(hours=48, seconds=1))
    await silence_in(world)
    now = await referral_now(world, referral)
    assert now["answers"] == {"asked": 2, "yes": 0, "no": 1, "silent": 1}
    waves = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations")
    assert (waves["next_wave_due"], waves["items"][0]["state"]) == (True, "silent")
    lists = {line["key"]: line["count"] for line in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["to_call"] == 1
    card = await reply(world, tokens[1])
    assert (card["state"], card["standing"]) == ("answered", "proposal")
    waves = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations")
    assert [one["answered_late"] for one in waves["items"][0]["solicitations"]].count(True) == 1


async def test_a_silent_professional_is_reminded_once_at_half_delay(world: World):
    _, ids, tokens = await asked(world, 2)
    await reply(world, tokens[0], "no")
    world.clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    await silence_in(world)
    assert [len(await mails(world, one)) for one in ids] == [1, 1]
    world.clock.advance(timedelta(seconds=1))
    for _ in range(2):
        await silence_in(world)
    assert [len(await mails(world, one)) for one in ids] == [1, 2], "who answered is left in peace"
    assert (await mails(world, ids[1]))[-1].startswith("Rappel")
    renewed = await token_of(world, ids[1])
    assert renewed != tokens[1]
    await reply(world, renewed)
    assert (await read(world, tokens[1]))["my_answer"] == "yes", "both links lead to the same card"


async def test_his_own_list_shows_the_cards_of_a_professional_and_of_nobody_else(world: World):
    await asked(world, 2)
    _, (doctor,), _ = await asked(world, patient=person(family_name="Another"))
    himself = world.professional(professional=doctor)
    mine = await world.get(himself, "/solicitations")
    assert len(mine["items"]) == 1
    assert (await world.get(himself, "/solicitations", state="answered"))["items"] == []
    lists = {line["key"]: line["count"] for line in (await world.get(himself, "/worklists"))["items"]}
    assert lists == {"my_solicitations": 1}


async def test_a_list_pages_by_cursor_and_refuses_a_forged_one(world: World):
    doctor = await world.describe()
    for number in range(3):
        await send(world, await world.qualified(patient=person(family_name=f"Z{number}")), doctor)
    himself = world.professional(professional=doctor)
    first = await world.get(himself, "/solicitations", limit=2)
    rest = await world.get(himself, "/solicitations", limit=2, cursor=first["next"])
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    assert await world.refused(himself, "GET", "/solicitations?cursor=AAAA") == (422, "bad-cursor")


@pytest.mark.parametrize(
    "instant", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-11-23T09:00:00", "x"]
)
async def test_a_cursor_beyond_the_calendar_is_refused_by_name(world: World, instant: str):
    forged = encode_cursor("solicitations", instant, str(uuid4()))
    path = f"/solicitations?cursor={forged}"
    assert await world.refused(world.professional(), "GET", path) == (422, "bad-cursor")


async def test_a_link_is_forgotten_three_months_after_its_end(world: World):
    _, _, (token,) = await asked(world)
    timers = SolicitationTimers(world.database, world.clock, world.settings.public_url)
    world.clock.advance(timedelta(days=99))
    assert await timers.forget_links() == 0
    assert (await read(world, token))["state"] == "expired"
    world.clock.advance(timedelta(days=2))
    assert await timers.forget_links() == 1
    assert await refused_reply(world, token) == (404, "link-unknown")
