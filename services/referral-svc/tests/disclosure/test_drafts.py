"""A draft is its author's alone, sealed, and gone after seven days or once the need is stated."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from carekit.auth import ROLES
from referral_svc.disclosure.drafts.usecases import MOST
from referral_svc.referrals.policies import STATERS

from ..build import OURS, THEIRS, Somebody, World, need

PATH = "/drafts"
TYPED = {
    "kind": "care",
    "label": "Zyborowska Melusine",
    "content": '{"familyName":"Zyborowska","phone":"0199001122"}',
}


async def keep(world: World, who: Somebody, **changed: Any) -> Any:
    answer = await world.ask(who, "POST", PATH, {**TYPED, **changed})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def edit(world: World, who: Somebody, draft: Any, content: str, version: int) -> Any:
    body = {**TYPED, "content": content}
    return await world.ask(who, "PUT", f"{PATH}/{draft['draft_id']}", body, If_Match=f'"{version}"')


async def erase(world: World) -> int:
    async with world.database.begin(OURS) as session:
        erased: int = await world.ports.disclosure.erase_old_drafts(session, world.clock.now())
        return erased


@pytest.mark.parametrize("role", sorted(ROLES - STATERS))
async def test_who_may_not_state_keeps_no_draft(world: World, role: str) -> None:
    who = world.who(role)
    assert await world.refused(who, "POST", PATH, TYPED) == (403, "role-refused")
    assert await world.refused(who, "GET", PATH) == (403, "role-refused")


async def test_nobody_but_its_author_knows_of_a_draft(world: World) -> None:
    author = world.who("referrer", structure="970000001")
    draft = await keep(world, author)
    path = f"{PATH}/{draft['draft_id']}"
    colleague, elsewhere = world.who("referrer", structure="970000001"), world.who("referrer", cpts=THEIRS)
    for stranger in (colleague, world.coordinator, world.who("social_coordinator"), elsewhere):
        assert await world.refused(stranger, "GET", path) == (404, "draft-not-found")
        assert await world.refused(stranger, "DELETE", path) == (404, "draft-not-found")
        edited = await edit(world, stranger, draft, "{}", 1)
        assert (edited.status_code, edited.json()["type"].rsplit("/", 1)[-1]) == (404, "draft-not-found")
        assert await world.get(stranger, PATH) == {"items": []}
        await world.state(stranger, draft_id=draft["draft_id"])
    assert (await world.get(author, path))["content"] == TYPED["content"]


async def test_another_window_does_not_overwrite_what_was_typed_in_this_one(world: World) -> None:
    author = world.who("referrer")
    draft = await keep(world, author)
    assert (await edit(world, author, draft, '{"a":1}', 1)).json()["version"] == 2
    late = await edit(world, author, draft, '{"b":1}', 1)
    assert (late.status_code, late.json()["current"]) == (412, 2)
    assert (await world.get(author, f"{PATH}/{draft['draft_id']}"))["content"] == '{"a":1}'


async def test_an_edit_must_say_what_it_was_made_on(world: World) -> None:
    author = world.who("referrer")
    draft = await keep(world, author)
    path = f"{PATH}/{draft['draft_id']}"
    assert (await world.refused(author, "PUT", path, TYPED))[0] == 428


async def test_drafts_are_no_archive_of_persons(world: World) -> None:
    author = world.who("referrer")
    for _ in range(MOST):
        await keep(world, author)
    assert await world.refused(author, "POST", PATH, TYPED) == (409, "too-many-drafts")


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"content": "x" * 60_001}, "content"), ({"kind": "telepathy"}, "kind"), ({"surprise": 1}, "surprise")],
)
async def test_a_wrong_draft_names_its_field_and_never_repeats_what_was_typed(
    world: World, changed: dict[str, Any], field: str
) -> None:
    answer = await world.ask(world.who("referrer"), "POST", PATH, {**TYPED, **changed})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert "Zyborowska" not in answer.text


async def test_no_sql_reads_a_draft(world: World) -> None:
    author = world.who("referrer")
    draft = await keep(world, author)
    await edit(world, author, draft, TYPED["content"], 1)
    tables = await world.rows(
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
    )
    for (table,) in tables:
        for row in await world.rows(f'select * from "{table}"'):
            for value in row:
                text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                assert not any(word in text for word in ("Zyborowska", "Melusine", "0199001122")), table


async def test_a_draft_is_found_again_as_it_was_typed(world: World) -> None:
    author = world.who("referrer")
    first = await keep(world, author)
    world.clock.advance(timedelta(hours=1))
    second = await keep(world, author, kind=None, label="")
    items = (await world.get(author, PATH))["items"]
    assert [(one["draft_id"], one["kind"], one["label"]) for one in items] == [
        (second["draft_id"], None, ""),
        (first["draft_id"], "care", "Zyborowska Melusine"),
    ]
    assert "content" not in items[0]


async def test_a_draft_sent_twice_is_kept_once(world: World) -> None:
    author = world.who("referrer")
    twice = [await world.ask(author, "POST", PATH, TYPED, Idempotency_Key="a-key-of-mine") for _ in range(2)]
    assert twice[0].json() == twice[1].json()
    assert len((await world.get(author, PATH))["items"]) == 1
    (kept,) = await world.rows("select body from idempotency_key")
    assert b"Zyborowska" not in kept.body


async def test_seven_days_after_the_last_edit_it_is_erased_with_its_key(world: World) -> None:
    author = world.who("referrer")
    old, edited = await keep(world, author), await keep(world, author)
    world.clock.advance(timedelta(days=6))
    await edit(world, author, edited, "{}", 1)
    assert await erase(world) == 0
    world.clock.advance(timedelta(days=1))
    # The hour has come, the worker has not: it does not exist any more all the same.
    assert await world.refused(author, "GET", f"{PATH}/{old['draft_id']}") == (404, "draft-not-found")
    assert [one["draft_id"] for one in (await world.get(author, PATH))["items"]] == [edited["draft_id"]]
    assert await erase(world) == 1
    assert [str(row.referral_id) for row in await world.rows("select referral_id from data_key")] == [
        edited["draft_id"]
    ]
    assert len(await world.rows("select 1 from sealed_draft")) == 1


async def test_a_discarded_draft_leaves_no_key_behind(world: World) -> None:
    author = world.who("referrer")
    draft = await keep(world, author)
    path = f"{PATH}/{draft['draft_id']}"
    assert (await world.ask(author, "DELETE", path)).status_code == 204
    assert await world.refused(author, "DELETE", path) == (404, "draft-not-found")
    assert await world.rows("select 1 from data_key") == []
    assert await world.rows("select 1 from sealed_draft") == []


async def test_once_stated_the_draft_is_gone_in_the_same_breath(world: World) -> None:
    author = world.who("referrer")
    draft = await keep(world, author)
    refused = need(consent={"search": False, "given": "oral"}, draft_id=draft["draft_id"])
    assert await world.refused(author, "POST", "/referrals", refused) == (422, "consent-missing")
    assert len((await world.get(author, PATH))["items"]) == 1
    await world.state(author, draft_id=draft["draft_id"])
    assert await world.get(author, PATH) == {"items": []}


async def test_a_draft_already_erased_hinders_no_statement(world: World) -> None:
    await world.state(draft_id=str(uuid4()))


async def test_drafts_wait_in_the_worklist_of_their_author_alone(world: World) -> None:
    author = world.who("referrer")
    await keep(world, author)
    (line,) = (await world.get(author, "/worklists"))["items"]
    assert (line["key"], line["count"], line["href"]) == ("drafts", 1, "/demandes/brouillons")
    assert (await world.get(world.coordinator, "/worklists"))["items"] == []
