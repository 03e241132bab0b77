"""Who joins, who leaves, and what becomes of it."""

from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from carekit.db import Database
from directory_svc.territory.models import Cpts

from ..build import API, NURSE, OURS, THEIRS, World, told


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


async def join(world: World, who: object, *roles: str, **caller: object) -> httpx.Response:
    return await world.http.post(
        f"{API}/members",
        json={"professional_id": str(who), "joined_on": "2026-11-02"},
        headers=world.headers(*roles, **caller),  # type: ignore[arg-type]
    )


async def depart(world: World, who: object, on: str = "2026-11-20", reason: str = "moved") -> httpx.Response:
    return await world.http.post(
        f"{API}/members/{who}/departure", json={"left_on": on, "reason": reason}, headers=world.headers("secretary")
    )


@pytest.mark.parametrize("role", ["professional", "care_coordinator", "referrer", "platform_operator", "evaluator"])
async def test_only_secretary_and_director_keep_the_members(world: World, role: str) -> None:
    answer = await join(world, await world.professional(), role)
    assert (answer.status_code, answer.json()["allowed_roles"]) == (403, ["director", "secretary"])


async def test_nobody_joins_without_a_cpts(world: World) -> None:
    assert rule(await join(world, await world.professional(), "director", cpts=None)) == "cpts-missing"


async def test_a_stranger_to_the_register_cannot_join(world: World) -> None:
    assert rule(await join(world, uuid4(), "secretary")) == "professional-unknown"


async def test_a_member_cannot_join_again(world: World) -> None:
    who = await world.professional()
    assert (await join(world, who, "secretary")).status_code == 201
    again = await join(world, who, "secretary")
    assert (again.status_code, rule(again)) == (409, "already-member")


async def test_who_is_no_member_cannot_leave(world: World) -> None:
    assert rule(await depart(world, await world.professional())) == "member-unknown"


async def test_nobody_leaves_before_he_joined_or_tomorrow(world: World) -> None:
    who = await world.professional(member_of=OURS)
    assert rule(await depart(world, who, on="2023-12-31")) == "departure-before-arrival"
    assert rule(await depart(world, who, on="2026-11-24")) == "departure-in-the-future"


async def test_nobody_leaves_before_the_day_has_come_where_the_cpts_lives(world: World, database: Database) -> None:
    who = await world.professional(member_of=OURS)
    world.clock.move_to(datetime(2026, 11, 23, 21, tzinfo=UTC))
    for zone, refused in (("America/Cayenne", True), ("Europe/Paris", True), ("Indian/Reunion", False)):
        async with database.begin(OURS) as session:
            await session.execute(update(Cpts).where(Cpts.id == OURS).values(time_zone=zone))
        answer = await depart(world, who, on="2026-11-24")
        assert (answer.status_code != 200) is refused, zone


async def test_a_departure_is_told_and_a_return_is_possible(world: World, database: Database) -> None:
    who = await world.professional(member_of=OURS)
    assert (await depart(world, who)).json()["leave_reason"] == "moved"
    async with database.begin() as session:
        (left,) = await told(session, "member.left.v1")
        described = (await told(session, "professional.described.v1"))[-1]
    assert left.data == {"professional_id": str(who), "left_on": "2026-11-20"}
    assert left.cpts_id == OURS
    assert described.data["is_member"] is False
    assert (await join(world, who, "director")).status_code == 201


async def test_a_cpts_does_not_see_the_members_of_another(world: World) -> None:
    ours = await world.professional("Bernard", member_of=OURS)
    await world.professional("Petit", communes=("96004",), member_of=THEIRS)
    assert [m["professional_id"] for m in (await world.get("/members")).json()["items"]] == [str(ours)]
    theirs = (await world.get("/members", cpts=THEIRS)).json()["items"]
    assert [member["family_name"] for member in theirs] == ["PETIT"]
    assert (await world.get(f"/professionals/{ours}", cpts=THEIRS)).json()["is_member"] is False


async def test_members_come_page_after_page_in_order_of_name(world: World) -> None:
    for name in ("Zola", "Élu", "Martin", "Abel", "Dupont"):
        await world.professional(name, member_of=OURS)
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await world.get("/members", params=params)).json()
        seen += [member["family_name"] for member in page["items"]]
        cursor = page["next"]
    assert (seen, cursor) == (["ABEL", "DUPONT", "ÉLU", "MARTIN", "ZOLA"], None)


async def test_a_cursor_of_another_list_is_refused(world: World) -> None:
    answer = await world.get("/members", params={"cursor": "WyJpbXBvcnRzIiwiMSJd"})
    assert (answer.status_code, rule(answer)) == (422, "bad-cursor")


async def test_an_unknown_filter_is_refused(world: World) -> None:
    assert (await world.get("/members", params={"nom": "x"})).status_code == 422


async def test_the_export_is_for_coordination_and_direction(world: World) -> None:
    answer = await world.http.get(f"{API}/members", headers=world.headers("referrer", Accept="text/csv"))
    assert answer.status_code == 403


async def test_the_export_holds_whom_the_filters_ask_for_and_no_formula(world: World) -> None:
    await world.professional("=HYPERLINK", "Aline", profession=NURSE, member_of=OURS)
    await world.professional("Durand", member_of=OURS)
    answer = await world.http.get(
        f"{API}/members", params={"profession": NURSE}, headers=world.headers("secretary", Accept="text/csv")
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    header, *lines = answer.content.decode("utf-8-sig").splitlines()
    assert header.startswith("rpps;title;family_name")
    assert len(lines) == 1
    assert ";'=HYPERLINK;" in lines[0]


async def test_the_sheets_to_confirm_are_the_members_the_worklist_counts(world: World) -> None:
    stale = await world.professional("Bernard", member_of=OURS)
    fresh = await world.professional("Petit", member_of=OURS)
    left = await world.professional("Roux", member_of=OURS)
    await depart(world, left)
    confirmed = await world.http.put(
        f"{API}/professionals/{fresh}/offer",
        json={},
        headers={**world.headers("professional", professional_id=fresh), "If-Match": '"0"'},
    )
    assert confirmed.status_code == 200, confirmed.text
    lists = (await world.get("/worklists", "secretary")).json()["items"]
    (waiting,) = [one for one in lists if one["key"] == "sheets_to_confirm"]
    assert (waiting["count"], waiting["href"]) == (1, "/admin/membres?a_confirmer=true")
    listed = (await world.get("/members?to_confirm=true")).json()["items"]
    assert [member["professional_id"] for member in listed] == [str(stale)]
