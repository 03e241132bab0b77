"""What a professional seeks of the others stands on the board until it is met, never about a person."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from carekit.auth import ROLES

from ..build import THEIRS, Somebody, World

PATH = "/appeals"
STATERS = {
    "referrer", "professional", "care_coordinator", "social_coordinator", "regulator", "health_mediator",
    "case_manager",
}  # fmt: skip
MODERATORS = ("care_coordinator", "social_coordinator", "director")
SOUGHT = {"subject": "Remplacement d’une tournée", "words": "Du 24/12/2026 au 02/01/2027, secteur nord."}


async def posted(world: World, by: Somebody | None = None, **changed: Any) -> Any:
    answer = await world.ask(by or world.who("referrer"), "POST", PATH, {**SOUGHT, **changed})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def replied(world: World, appeal: Any, by: Somebody, **said: Any) -> Any:
    answer = await world.ask(by, "POST", f"{PATH}/{appeal['appeal_id']}/replies", said)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def act(world: World, appeal: Any, by: Somebody, name: str, **said: Any) -> Any:
    answer = await world.ask(by, "POST", f"{PATH}/{appeal['appeal_id']}/{name}", said)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def refused(world: World, appeal: Any, by: Somebody, name: str, **said: Any) -> tuple[int, str]:
    return await world.refused(by, "POST", f"{PATH}/{appeal['appeal_id']}/{name}", said)


async def subjects(world: World, by: Somebody, **filters: Any) -> list[str]:
    return [one["subject"] for one in (await world.get(by, PATH, **filters))["items"]]


# Refusals first.


@pytest.mark.parametrize("role", sorted(ROLES - STATERS))
async def test_whoever_states_no_need_posts_and_answers_nothing(world: World, role: str) -> None:
    appeal = await posted(world)
    assert await world.refused(world.who(role), "POST", PATH, SOUGHT) == (403, "role-refused")
    assert await refused(world, appeal, world.who(role), "replies", takes=True) == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - STATERS - {"secretary", "director"}))
async def test_guests_delegates_and_those_outside_do_not_read_the_board(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", PATH) == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - set(MODERATORS)))
async def test_only_coordinators_and_the_director_remove_and_export(world: World, role: str) -> None:
    appeal = await posted(world)
    removal = await refused(world, appeal, world.who(role), "removal", reason_code="off_topic")
    assert removal == (403, "role-refused")
    assert await world.refused(world.who(role), "GET", f"{PATH}/export") == (403, "role-refused")


@pytest.mark.parametrize(
    "words",
    [
        "Pour Mme Zyborowska, sortie demain", "Patiente Zyborowska", "M. ZYB", "née le 04/05/1961", "né 1961-05-04",
        "NIR 2 61 05 97 001 001 12",
    ],
)  # fmt: skip
async def test_an_appeal_and_its_replies_name_nobody(world: World, words: str) -> None:
    author = world.who("referrer")
    for said in ({**SOUGHT, "words": words}, {**SOUGHT, "subject": words}):
        assert await world.refused(author, "POST", PATH, said) == (422, "appeal-names-somebody")
    appeal = await posted(world)
    assert await refused(world, appeal, author, "replies", words=words) == (422, "appeal-names-somebody")
    assert (await subjects(world, author)) == [SOUGHT["subject"]]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"open_until": "2026-11-22"}, "appeal-day-out-of-bounds"),
        ({"open_until": "2027-02-22"}, "appeal-day-out-of-bounds"),
        ({"profession_codes": ["ZZ"]}, "profession-not-here"),
        ({"commune_code": "99999"}, "appeal-commune-not-served"),
        ({"subject": "  "}, "invalid-input"),
    ],
)
async def test_what_nobody_would_read_or_stands_too_long_is_refused(
    world: World, said: dict[str, Any], rule: str
) -> None:
    assert await world.refused(world.who("referrer"), "POST", PATH, {**SOUGHT, **said}) == (422, rule)


async def test_nobody_confirms_or_closes_for_its_author(world: World) -> None:
    appeal = await posted(world)
    for other in (world.who("referrer"), world.coordinator):
        confirmed = await refused(world, appeal, other, "taker", reply_id=str(uuid4()))
        closed = await refused(world, appeal, other, "closing", outcome="met")
        assert confirmed == closed == (403, "not-its-author")


async def test_nobody_takes_his_own_nor_twice_nor_says_nothing(world: World) -> None:
    author, other = world.who("referrer"), world.who("professional")
    appeal = await posted(world, author)
    assert await refused(world, appeal, author, "replies", takes=True) == (409, "own-appeal")
    assert await refused(world, appeal, other, "replies") == (422, "reply-empty")
    await replied(world, appeal, other, takes=True)
    assert await refused(world, appeal, other, "replies", takes=True) == (409, "appeal-taken-already")


async def test_only_who_said_that_he_takes_it_is_confirmed(world: World) -> None:
    author = world.who("referrer")
    appeal = await posted(world, author)
    talked = await replied(world, appeal, world.who("professional"), words="Voir avec la maison médicale.")
    reply_id = talked["replies"][0]["reply_id"]
    assert await refused(world, appeal, author, "taker", reply_id=reply_id) == (422, "taker-unknown")


async def test_what_is_closed_is_answered_no_more(world: World) -> None:
    author = world.who("referrer")
    appeal = await posted(world, author)
    await act(world, appeal, author, "closing", outcome="not_needed")
    assert await refused(world, appeal, world.who("professional"), "replies", words="Oui") == (
        409,
        "appeal-step-refused",
    )
    assert await refused(world, appeal, author, "closing", outcome="met") == (409, "appeal-step-refused")


async def test_a_thread_stays_short(world: World) -> None:
    appeal, other = await posted(world), world.who("professional")
    for _ in range(50):
        await replied(world, appeal, other, words="Encore")
    assert await refused(world, appeal, other, "replies", words="Trop") == (409, "too-many-replies")


async def test_another_cpts_reads_nothing(world: World) -> None:
    appeal = await posted(world)
    stranger = world.who("director", "referrer", cpts=THEIRS)
    assert await subjects(world, stranger) == []
    assert await refused(world, appeal, stranger, "removal", reason_code="off_topic") == (404, "appeal-not-found")


# Then what is open.


async def test_it_is_answered_taken_confirmed_and_closed(world: World) -> None:
    author, other = world.who("referrer", name="Ana Référente"), world.professional()
    appeal = await posted(world, author)
    assert (appeal["state"], appeal["open_until"], appeal["may"]) == ("open", "2026-12-23", ["reply", "close"])
    answered = await replied(world, appeal, other, words="Libre cette semaine-là.", takes=True)
    assert answered["may"] == ["reply"]
    reply_id = answered["replies"][0]["reply_id"]
    taken = await act(world, appeal, author, "taker", reply_id=reply_id)
    assert (taken["state"], taken["taker_name"]) == ("taken", "Dr Jeanne Exemple")
    met = await act(world, appeal, author, "closing", outcome="met")
    assert (met["state"], met["may"]) == ("met", [])
    assert await subjects(world, other) == []
    assert await subjects(world, other, view="closed") == [SOUGHT["subject"]]


async def test_the_same_posting_sent_twice_stands_once(world: World) -> None:
    author = world.who("referrer")
    for _ in range(2):
        answer = await world.ask(author, "POST", PATH, SOUGHT, Idempotency_Key="0123456789abcdef")
        assert answer.status_code == 201
    assert len(await subjects(world, author)) == 1


@pytest.mark.parametrize("role", MODERATORS)
async def test_what_is_removed_loses_its_words_and_tells_its_author_why(world: World, role: str) -> None:
    author, other = world.who("referrer"), world.who("professional")
    appeal = await posted(world, author)
    await replied(world, appeal, other, words="Je connais cette dame.")
    remover = world.who(role, name="Odile Dirige")
    await act(world, appeal, remover, "removal", reason_code="about_a_person")
    (told,) = (await world.get(author, PATH, view="mine"))["items"]
    assert (told["state"], told["removal_reason"], told["state_by_name"]) == (
        "removed",
        "about_a_person",
        "Odile Dirige",
    )
    assert (told["subject"], told["words"], told["replies"], told["may"]) == ("", "", [], [])
    assert await subjects(world, other, view="closed") == []
    assert await subjects(world, remover, view="closed") == [""]
    again = await refused(world, appeal, remover, "removal", reason_code="off_topic")
    assert again == (409, "appeal-step-refused")


async def test_the_badge_counts_what_the_list_for_ones_profession_shows(world: World) -> None:
    nurse = world.professional(professional=await world.describe(profession_code="60"))
    doctor = world.professional(professional=await world.describe())
    appeal = await posted(world, profession_codes=["60"])
    await posted(world, subject="Pour tous")
    badge = [one for one in (await world.get(nurse, "/worklists"))["items"] if one["key"] == "appeals_for_me"]
    assert badge[0]["count"] == 1
    assert await subjects(world, nurse, view="for_me") == [SOUGHT["subject"]]
    assert await subjects(world, doctor, view="for_me") == []
    await replied(world, appeal, nurse, words="Pas cette année.")
    assert await subjects(world, nurse, view="for_me") == []
    assert "appeals_for_me" not in [one["key"] for one in (await world.get(nurse, "/worklists"))["items"]]


async def test_nobody_sets_his_own_appeal_aside_nor_one_that_is_over(world: World) -> None:
    author = world.who("professional")
    appeal = await posted(world, by=author)
    path = f"{PATH}/{appeal['appeal_id']}/aside"
    assert await world.refused(author, "PUT", path) == (409, "own-appeal")
    assert await world.refused(world.who("secretary"), "PUT", path) == (403, "role-refused")
    assert await world.refused(world.who("professional", cpts=THEIRS), "PUT", path) == (404, "appeal-not-found")
    await act(world, appeal, author, "closing", outcome="met")
    assert await world.refused(world.who("professional"), "PUT", path) == (409, "appeal-step-refused")


async def test_what_is_not_for_one_leaves_his_own_badge_and_comes_back(world: World) -> None:
    one, other = [world.professional(professional=await world.describe(profession_code="60")) for _ in range(2)]
    appeal = await posted(world, profession_codes=["60"])
    path = f"{PATH}/{appeal['appeal_id']}/aside"
    for _ in range(2):
        set_aside = await world.ask(one, "PUT", path)
        assert "bring_back" in set_aside.json()["may"]
    assert await subjects(world, one, view="for_me") == []
    assert "appeals_for_me" not in [key["key"] for key in (await world.get(one, "/worklists"))["items"]]
    assert await subjects(world, one) == await subjects(world, other, view="for_me") == [SOUGHT["subject"]]
    assert "set_aside" in (await world.ask(one, "DELETE", path)).json()["may"]
    assert await subjects(world, one, view="for_me") == [SOUGHT["subject"]]


async def test_the_list_is_read_page_by_page_by_commune_and_by_profession(world: World) -> None:
    reader = world.who("secretary")
    for subject, commune in (("Un", "97001"), ("Deux", "97002"), ("Trois", "97001")):
        await posted(world, subject=f"Besoin {subject}", commune_code=commune)
        world.clock.advance(timedelta(seconds=1))
    first = await world.get(reader, PATH, limit=2)
    assert [one["subject"] for one in first["items"]] == ["Besoin Trois", "Besoin Deux"]
    assert first["items"][0]["commune_name"] == "Valbrune"
    assert await subjects(world, reader, cursor=first["next"]) == ["Besoin Un"]
    assert await subjects(world, reader, commune_code="97002") == ["Besoin Deux"]
    assert await subjects(world, reader, profession_code="60") == []
    assert await world.refused(reader, "GET", f"{PATH}?cursor=forged") == (422, "bad-cursor")


async def test_the_export_has_subjects_and_no_words(world: World) -> None:
    await posted(world, subject="=1+1 lits")
    answer = await world.ask(world.who("director"), "GET", f"{PATH}/export")
    assert answer.status_code == 200
    assert "'=1+1 lits" in answer.text
    assert "secteur nord" not in answer.text


@pytest.mark.parametrize(("zone", "day"), [("Indian/Reunion", "2026-11-24"), ("America/Cayenne", "2026-11-23")])
async def test_the_export_has_the_days_of_where_the_cpts_lives(world: World, zone: str, day: str) -> None:
    await world.describe_cpts(time_zone=zone)
    world.clock.advance(timedelta(hours=12))
    await posted(world)
    answer = await world.ask(world.who("director"), "GET", f"{PATH}/export")
    assert answer.text.splitlines()[1].startswith(f"{day};")
