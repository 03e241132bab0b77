"""A professional's page: who may read it and what it says."""

from datetime import date
from uuid import uuid4

import pytest

from ..build import NURSE, OURS, THEIRS, World


@pytest.mark.parametrize("role", ["evaluator", "guest", "partner", "platform_operator"])
async def test_the_page_is_for_readers_of_the_directory(world: World, role: str) -> None:
    who = await world.professional()
    assert (await world.get(f"/professionals/{who}", role)).status_code == 403


async def test_a_suspended_account_reads_nothing(world: World) -> None:
    who = await world.professional()
    answer = await world.get(f"/professionals/{who}", "suspended")
    assert (answer.status_code, answer.json()["detail"]) == (403, "The account is suspended")


async def test_nobody_is_found_by_a_number_that_is_none(world: World) -> None:
    assert (await world.get(f"/professionals/{uuid4()}")).status_code == 404
    assert (await world.get("/professionals/abc")).status_code == 422


async def test_the_page_says_who_where_and_since_when(world: World) -> None:
    who = await world.professional("N'Diaye", profession=NURSE, communes=("96002", "96003"), member_of=OURS)
    page = (await world.get(f"/professionals/{who}")).json()
    assert (page["profession_label"], page["is_member"], page["member_since"]) == (
        "Infirmier",
        True,
        str(date(2024, 1, 8)),
    )
    assert [place["commune_name"] for place in page["places"]] == ["Fontaine-l'Abbé", "Le Gué"]
    assert (page["offer"], page["version"], page["in_territory"]) == (None, 0, True)
    assert page["contact"]["source"] == "rpps"


async def test_territory_and_membership_are_those_of_the_caller_s_cpts(world: World) -> None:
    who = await world.professional(member_of=OURS)
    page = (await world.get(f"/professionals/{who}", cpts=THEIRS)).json()
    assert (page["is_member"], page["in_territory"], page["member_since"]) == (False, False, None)


async def test_official_labels_are_served(world: World) -> None:
    for path, code, label in (
        ("professions", "60", "Infirmier"),
        ("specialties", "SM54", "Médecine générale"),
        ("structure-categories", "604", None),
        ("languages", "fsl", "langue des signes française"),
    ):
        codes = {row["code"]: row["label"] for row in (await world.get(f"/reference/{path}")).json()["items"]}
        assert code in codes
        assert label in (None, codes[code])


async def test_own_sheet_is_to_confirm_until_it_is(world: World) -> None:
    from ..build import API

    who = await world.professional(member_of=OURS)
    mine = world.headers("professional", professional_id=who)

    async def count() -> int:
        lists = (await world.http.get(f"{API}/worklists", headers=mine)).json()["items"]
        return int({row["key"]: row["count"] for row in lists}["own_sheet_to_confirm"])

    assert await count() == 1
    await world.http.put(f"{API}/professionals/{who}/offer", json={}, headers=mine | {"If-Match": '"0"'})
    assert await count() == 0
