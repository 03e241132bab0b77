"""Participants write to each other about one request; nobody else reads it, and nothing of it leaves sealed rows."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import Somebody, World

HIDDEN = (404, "referral-not-found")
WORDS = "Je la verrai jeudi, les vertiges persistent"


def path(referral: Any, more: str = "") -> str:
    return f"/referrals/{referral['referral_id']}/messages{more}"


async def written(world: World, who: Somebody, referral: Any, words: str = WORDS) -> Any:
    answer = await world.ask(who, "POST", path(referral), {"words": words}, Idempotency_Key=str(uuid4()))
    assert answer.status_code == 201, answer.text
    world.clock.advance(timedelta(minutes=1))
    return answer.json()


async def thread(world: World, who: Somebody, referral: Any) -> list[Any]:
    items: list[Any] = (await world.get(who, path(referral)))["items"]
    return items


async def case(world: World) -> tuple[Any, Somebody, Somebody]:
    """A placed request, who stated it and who accepted."""
    author, doctor_id = world.who("referrer", name="Paule Pharmacie"), await world.describe()
    referral = await world.placed(doctor_id, who=author)
    return referral, author, world.professional(professional=doctor_id)


async def test_whoever_takes_no_part_neither_reads_nor_writes(world: World) -> None:
    referral, author, _ = await case(world)
    sent = await written(world, author, referral)
    booked_id = await world.describe()
    await world.booked(referral["referral_id"], booked_id)
    strangers = [
        world.who("referrer"),
        world.professional(),
        world.professional(professional=booked_id),
        world.who("secretary"),
        world.who("director"),
        world.who("social_coordinator"),
    ]
    for who in strangers:
        assert await world.refused(who, "GET", path(referral)) == HIDDEN
        assert await world.refused(who, "POST", path(referral), {"words": "?"}) == HIDDEN
        body = {"up_to": sent["message_id"]}
        assert await world.refused(who, "POST", path(referral, "/reading"), body) == HIDDEN


async def test_a_doctor_who_was_only_asked_takes_no_part_and_one_who_stepped_back_no_longer(world: World) -> None:
    doctor_id = await world.describe()
    doctor = world.professional(professional=doctor_id)
    referral = await world.proposed(doctor_id)
    assert await world.refused(doctor, "GET", path(referral)) == HIDDEN
    choice = {"professional_id": str(doctor_id), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    assert await thread(world, doctor, referral) == []
    stepped_back = {"by": "professional", "reason_code": "no_capacity"}
    await world.act(doctor, referral["referral_id"], "step-back", stepped_back)
    assert await world.refused(doctor, "GET", path(referral)) == HIDDEN


@pytest.mark.parametrize("words", ["", "   ", "x" * 2_001])
async def test_a_message_says_something_and_is_short(world: World, words: str) -> None:
    referral, author, _ = await case(world)
    assert (await world.refused(author, "POST", path(referral), {"words": words}))[0] == 422


async def test_a_message_of_another_request_marks_nothing_read(world: World) -> None:
    referral, author, _ = await case(world)
    sent = await written(world, author, referral)
    other = await world.state(author)
    body = {"up_to": sent["message_id"]}
    assert await world.refused(author, "POST", path(other, "/reading"), body) == (404, "message-not-found")


async def test_what_one_writes_the_others_read_and_are_seen_to_have_read(world: World) -> None:
    referral, author, doctor = await case(world)
    first = await written(world, author, referral)
    (seen,) = await thread(world, doctor, referral)
    assert (seen["words"], seen["author_name"], seen["is_new"], seen["is_mine"]) == (
        WORDS,
        "Paule Pharmacie",
        True,
        False,
    )
    for _ in range(2):
        answer = await world.ask(doctor, "POST", path(referral, "/reading"), {"up_to": first["message_id"]})
        assert answer.status_code == 204
    (mine,) = await thread(world, author, referral)
    assert (mine["read_by"], mine["is_new"], mine["is_mine"]) == (["Dr Jeanne Exemple"], False, True)
    second = await written(world, world.coordinator, referral, "Merci")
    assert [one["is_new"] for one in await thread(world, doctor, referral)] == [False, True]
    assert [one["read_by"] for one in await thread(world, author, referral)] == [["Dr Jeanne Exemple"], []]
    assert second["message_id"] != first["message_id"]


async def test_reading_an_older_page_undoes_nothing(world: World) -> None:
    referral, author, doctor = await case(world)
    first, second = await written(world, author, referral), await written(world, author, referral, "Merci")
    for one in (second, first):
        await world.ask(doctor, "POST", path(referral, "/reading"), {"up_to": one["message_id"]})
    assert [one["is_new"] for one in await thread(world, doctor, referral)] == [False, False]


async def test_the_others_are_told_without_a_word_of_it_and_the_author_is_not(world: World) -> None:
    referral, author, doctor = await case(world)
    await written(world, doctor, referral)
    participants = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/participants")
    told = {one["part"]: [notice["subject"] for notice in one["notices"]] for one in participants["items"]}
    assert told == {"referrer": ["placed", "message"], "accepting_professional": ["placed"]}
    await written(world, author, referral)
    for mail in await world.rows("select subject, body from outgoing_mail"):
        assert "vertiges" not in f"{mail.subject} {mail.body}"


async def test_the_coordinator_finds_unread_messages_in_a_list_until_she_has_read_them(world: World) -> None:
    referral, author, _ = await case(world)
    coordinator = world.coordinator
    sent = await written(world, author, referral)
    listed = await world.get(coordinator, "/referrals", worklist="new_messages")
    assert [one["referral_id"] for one in listed["items"]] == [referral["referral_id"]]
    assert {one["key"]: one["count"] for one in (await world.get(coordinator, "/worklists"))["items"]}[
        "new_messages"
    ] == 1
    await world.ask(coordinator, "POST", path(referral, "/reading"), {"up_to": sent["message_id"]})
    assert (await world.get(coordinator, "/referrals", worklist="new_messages"))["items"] == []


async def test_only_a_reading_that_shows_something_new_is_logged(world: World) -> None:
    referral, author, doctor = await case(world)
    sent = await written(world, author, referral)
    await thread(world, author, referral)
    await thread(world, doctor, referral)
    await world.ask(doctor, "POST", path(referral, "/reading"), {"up_to": sent["message_id"]})
    await thread(world, doctor, referral)
    log = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert [(line["what"], line["ground"]) for line in log["items"]] == [("thread", "care_team")]


async def test_words_stand_nowhere_in_the_clear_and_go_with_the_person(world: World) -> None:
    referral, author, doctor = await case(world)
    await written(world, author, referral)
    tables = [row[0] for row in await world.rows("select tablename from pg_tables where schemaname = 'public'")]
    for table in tables:
        for row in await world.rows(f'select t::text from "{table}" t'):
            assert "vertiges" not in row[0], table
    withdrawn = {"reason_code": "consent_withdrawn"}
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", withdrawn)
    for who in (author, doctor, world.coordinator):
        assert await world.refused(who, "GET", path(referral)) == (410, "bulletin-erased")
        assert await world.refused(who, "POST", path(referral), {"words": "?"}) == (410, "bulletin-erased")
    assert await world.rows("select 1 from thread_message") == []
    assert await world.rows("select 1 from thread_reader") == []


async def test_a_message_copied_onto_another_does_not_open(world: World) -> None:
    referral, author, _ = await case(world)
    first, second = await written(world, author, referral), await written(world, author, referral, "Merci")
    await world.rows(
        "update thread_message set words = (select words from thread_message where id = :first) where id = :second "
        "returning 1",
        first=UUID(first["message_id"]),
        second=UUID(second["message_id"]),
    )
    assert (await world.ask(author, "GET", path(referral))).status_code == 500
