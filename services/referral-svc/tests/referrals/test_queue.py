"""The queue, the board, the export and the worklists: what is next, without identity."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from carekit.pages import encode_cursor

from ..build import World


async def queue(world: World, **filters: Any) -> list[str]:
    return [one["case_number"] for one in (await world.get(world.coordinator, "/referrals", **filters))["items"]]


async def test_an_unknown_filter_is_refused(world: World) -> None:
    answer = await world.ask(world.coordinator, "GET", "/referrals", params={"name": "Zyborowska"})
    assert answer.status_code == 422
    assert "Zyborowska" not in answer.text


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        encode_cursor("another-list", 1, 1, 0, "2026-11-23T09:00:00+00:00", "x"),
        encode_cursor("referrals", 1, 1, 0, "yesterday", "x"),
        encode_cursor("referrals", 10**12, 1, 0, "2026-11-23T09:00:00+00:00", "0" * 32),
        encode_cursor("referrals", 1, 1, 0, "2026-11-23T09:00:00", "0" * 32),
    ],
)
async def test_a_cursor_that_this_list_did_not_give_is_refused(world: World, cursor: str) -> None:
    answer = await world.ask(world.coordinator, "GET", "/referrals", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "bad-cursor")


async def test_the_queue_goes_by_class_then_other_classes_then_seniority(world: World) -> None:
    cases: list[dict[str, Any]] = [
        {},
        {"criteria": {"ald": "yes"}},
        {"criteria": {"ald": "yes", "cover": "ame"}},
        {"criteria": {"treatment_stopped": "yes"}},
        {"criteria": {"ald": "yes"}},
    ]
    for n, criteria in enumerate(cases):
        await world.state(patient=_nobody(n), **criteria)
        world.clock.advance(timedelta(minutes=1))
    assert await queue(world) == ["26-0004", "26-0003", "26-0002", "26-0005", "26-0001"]


async def test_pages_join_without_gap_or_repeat(world: World) -> None:
    for n in range(5):
        await world.state(patient=_nobody(n))
    whole = await queue(world)
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = await world.get(world.coordinator, "/referrals", **params)
        seen += [one["case_number"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole
    assert len(seen) == 5


async def test_each_filter_narrows(world: World) -> None:
    await world.state(patient=_nobody(1), criteria={"ald": "yes"})
    await world.state(patient=_nobody(2), kind="care", need=["nursing"], residence={"commune_code": "97002"})
    third = await world.state(patient=_nobody(3))
    await world.act(world.coordinator, third["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    assert await queue(world, kind="care") == ["26-0002"]
    assert await queue(world, commune="97002") == ["26-0002"]
    assert await queue(world, **{"class": 2}) == ["26-0001"]
    assert await queue(world, status="withdrawn") == ["26-0003"]
    assert "26-0003" not in await queue(world)
    assert "26-0003" in await queue(world, view="all")
    assert await queue(world, mine=True) == []
    assert await queue(world, age="16-39") == []
    assert await queue(world, age="40-69") == ["26-0001", "26-0002"]
    assert await queue(world, ball="coordinator") == ["26-0001", "26-0002"]
    assert await queue(world, ball="professionals") == []
    assert await queue(world, ball="nobody", view="all") == ["26-0003"]


async def test_overdue_means_past_the_promised_delay_and_not_placed(world: World) -> None:
    late = await world.qualified(criteria={"treatment_stopped": "yes"})
    await world.state(patient=_nobody(2))
    world.clock.advance(timedelta(days=3))
    assert await queue(world, overdue=True) == [late["case_number"]]
    assert await queue(world, overdue=False) == ["26-0002"]


async def test_a_referrer_sees_his_own_and_his_structures(world: World) -> None:
    mine = world.who("referrer", structure="970000001")
    await world.state(mine, patient=_nobody(1))
    await world.state(world.who("referrer", structure="970000001"), patient=_nobody(2))
    await world.state(world.who("referrer"), patient=_nobody(3))
    seen = await world.get(mine, "/referrals")
    assert [one["case_number"] for one in seen["items"]] == ["26-0001", "26-0002"]


async def test_the_board_counts_each_column(world: World) -> None:
    await world.state(patient=_nobody(1))
    await world.qualified(patient=_nobody(2))
    board = await world.get(world.coordinator, "/referrals/board")
    counts = {column["status"]: column["count"] for column in board["columns"]}
    assert counts == {"stated": 1, "qualified": 1, "searching": 0, "proposed": 0, "placed": 0, "on_hold": 0}


async def test_the_board_takes_the_filters_of_the_queue(world: World) -> None:
    await world.state(patient=_nobody(1))
    await world.qualified(patient=_nobody(2), residence={"commune_code": "97002"})
    await world.state(patient=_nobody(3), kind="care", need=["nursing"])

    async def counts(**filters: Any) -> dict[str, int]:
        board = await world.get(world.coordinator, "/referrals/board", **filters)
        return {column["status"]: column["count"] for column in board["columns"] if column["count"]}

    assert await counts(kind="care") == {"stated": 1}
    assert await counts(commune="97002") == {"qualified": 1}
    assert await counts(worklist="to_qualify") == {"stated": 2}
    assert await counts(age="80+") == {}
    assert await counts(ball="person") == {}
    unknown = await world.ask(world.coordinator, "GET", "/referrals/board", params={"view": "all"})
    assert unknown.status_code == 422


async def test_the_export_holds_codes_and_a_formula_becomes_text(world: World) -> None:
    await world.state(world.who("referrer", name='=HYPERLINK("http://x")'))
    answer = await world.ask(world.coordinator, "GET", "/referrals/export")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.text), delimiter=";")
    assert row["case_number"] == "26-0001"
    assert row["referrer_name"] == '\'=HYPERLINK("http://x")'
    assert "Zyborowska" not in answer.text


async def test_worklists_say_how_many_and_since_when(world: World) -> None:
    await world.state(patient=_nobody(1))
    oldest = world.clock.now()
    world.clock.advance(timedelta(hours=1))
    await world.state(patient=_nobody(2))
    lists = {one["key"]: one for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["to_qualify"]["count"] == 2
    assert lists["to_qualify"]["oldest_at"] == oldest.isoformat().replace("+00:00", "Z")
    assert lists["to_qualify"]["href"] == "/demandes?liste=a-qualifier"


@pytest.mark.parametrize("role", ["evaluator", "guest", "platform_operator", "quality_referent", "secretary"])
async def test_roles_without_requests_have_no_worklist(world: World, role: str) -> None:
    await world.state()
    assert (await world.get(world.who(role), "/worklists"))["items"] == []


async def test_worklists_are_of_ones_own_kind(world: World) -> None:
    await world.state(kind="social", need=["housing"])
    assert (await world.get(world.coordinator, "/worklists"))["items"] == []
    social = await world.get(world.who("social_coordinator"), "/worklists")
    assert [one["key"] for one in social["items"]] == ["to_qualify"]


def _nobody(n: int) -> dict[str, Any]:
    """As many different persons as needed, none of whom exists."""
    return {"family_name": f"Nobody{chr(97 + n)}", "given_name": "Nemo", "birth": {"year": 1980}, "sex": "unknown"}


async def test_thirty_days_without_movement_are_a_figure_for_the_director(world: World) -> None:
    await world.state()
    director = world.who("director")
    world.clock.advance(timedelta(days=30))
    assert (await world.get(director, "/worklists"))["items"] == []
    world.clock.advance(timedelta(minutes=1))
    (line,) = (await world.get(director, "/worklists"))["items"]
    assert (line["key"], line["count"]) == ("silent_30_days", 1)
    assert (await world.get(director, "/referrals"))["items"] == []
