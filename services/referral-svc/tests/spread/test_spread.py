"""Who sees how the load is spread, and what he sees (rules of the profession, sections 3 and 8)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from carekit.auth import ROLES

from ..build import World, person
from ..solicitations.asking import send

SHARES, FIGURES, EXPORT = "/fair-shares", "/fair-shares/figures", "/fair-shares/export"


def own(professional: UUID) -> str:
    return f"/professionals/{professional}/fair-share"


async def spread_of(world: World, **query: str):
    return await world.get(world.coordinator, SHARES, **query)


def line(found, professional: UUID):
    return next(one for one in found["items"] if one["professional_id"] == str(professional))


async def placed_with(world: World, doctor: UUID, times: int) -> None:
    for number in range(times):
        await world.placed(doctor, patient=person(family_name=f"Z{doctor.hex[:6]}x{number}"))


@pytest.mark.parametrize("role", sorted(ROLES - {"care_coordinator", "social_coordinator", "suspended"}))
async def test_nobody_but_the_coordination_reads_the_shares_by_name(world: World, role: str):
    for path in (SHARES, EXPORT):
        assert await world.refused(world.who(role, professional=uuid4()), "GET", path) == (403, "role-refused")


@pytest.mark.parametrize("role", ["referrer", "delegate", "secretary", "regulator", "partner", "guest"])
async def test_who_neither_coordinates_nor_answers_for_the_cpts_reads_no_figure(world: World, role: str):
    assert await world.refused(world.who(role), "GET", FIGURES) == (403, "role-refused")


async def test_a_colleague_s_share_does_not_exist_for_a_professional(world: World):
    doctor, other = await world.describe(), await world.describe()
    himself = world.professional(professional=doctor)
    assert await world.refused(himself, "GET", own(other)) == (404, "share-of-another")
    assert await world.refused(himself, "GET", own(uuid4())) == (404, "share-of-another")
    assert (await world.get(himself, own(doctor)))["share"]["professional_id"] == str(doctor)


@pytest.mark.parametrize("role", ["delegate", "director", "secretary", "evaluator"])
async def test_the_own_page_is_not_for_other_roles(world: World, role: str):
    doctor = await world.describe()
    assert await world.refused(world.who(role, professional=doctor), "GET", own(doctor)) == (403, "role-refused")


async def test_the_figures_of_fewer_than_five_are_kept_back_from_those_who_see_no_name(world: World):
    doctors = [await world.describe() for _ in range(4)]
    for reader in world.who("director"), world.who("evaluator"):
        found = await world.get(reader, FIGURES)
        assert (found["sharing"], found["gini"], found["max_over_mean"], found["mean_placements"]) == (4, *[None] * 3)
    himself = world.professional(professional=doctors[0])
    assert (await world.get(himself, own(doctors[0])))["figures"]["gini"] is None
    assert (await spread_of(world))["figures"]["gini"] == 0
    await world.describe()
    assert (await world.get(world.who("director"), FIGURES))["gini"] == 0


async def test_nothing_of_another_cpts_is_counted(world: World):
    from ..build import THEIRS

    await world.describe(cpts=THEIRS)
    assert (await spread_of(world))["items"] == []


async def test_each_account_adds_up_and_the_targets_are_the_placements(world: World):
    small, large = await world.describe(offer={"capacity": 20}), await world.describe(offer={"capacity": 60})
    await placed_with(world, small, 3)
    await placed_with(world, large, 1)
    found = await spread_of(world)
    assert sum(one["target"] for one in found["items"]) == pytest.approx(4, abs=0.02)
    one = line(found, small)
    assert (one["placements"], one["asked"], one["part"], one["target"], one["shortfall"]) == (3, 3, 0.25, 1, -2)
    assert (line(found, large)["target"], line(found, large)["shortfall"]) == (3, 2)
    assert found["figures"]["placements"] == 4
    assert found["figures"]["gini"] == 0.5
    assert found["figures"]["max_over_mean"] == 3


async def test_the_load_is_told_month_by_month_with_each_one_s_part_of_it(world: World):
    doctor, _ = await world.describe(), await world.describe()
    await placed_with(world, doctor, 1)
    world.clock.advance(timedelta(days=31))
    await placed_with(world, doctor, 2)
    months = {one["month"]: one for one in line(await spread_of(world), doctor)["months"]}
    assert len(months) == 13
    assert (months["2026-11"]["placements"], months["2026-12"]["placements"]) == (1, 2)
    assert (months["2026-12"]["asked"], months["2026-12"]["target"]) == (2, 1)


async def test_what_is_older_than_the_sliding_year_counts_no_longer(world: World):
    doctor = await world.describe()
    await placed_with(world, doctor, 1)
    world.clock.advance(timedelta(days=366))
    one = line(await spread_of(world), doctor)
    assert (one["placements"], one["asked"], sum(month["placements"] for month in one["months"])) == (0, 0, 0)


async def test_who_closed_his_practice_shares_no_longer_but_what_he_took_is_told(world: World):
    doctor, _ = await world.describe(), await world.describe()
    await placed_with(world, doctor, 1)
    await world.describe(doctor, offer={"accepts_new_patients": False})
    one = line(await spread_of(world), doctor)
    assert (one["shares"], one["target"], one["shortfall"], one["placements"]) == (False, None, None, 1)


async def test_another_profession_and_doctors_who_are_no_general_practitioners_share_elsewhere(world: World):
    nurse = await world.describe(profession_code="60", is_general_practitioner=False)
    await world.describe(is_general_practitioner=False)
    assert (await spread_of(world))["items"] == []
    assert [one["professional_id"] for one in (await spread_of(world, profession="60"))["items"]] == [str(nurse)]


async def test_placements_outside_the_bound_are_counted_by_their_reason(world: World):
    sole = await world.describe()
    await placed_with(world, sole, 1)
    first, second = await world.describe(), await world.describe()
    referral = await world.proposed(first, second, patient=person(family_name="Autre"))
    choice = {"professional_id": str(second), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    found = await spread_of(world)
    assert line(found, sole)["outside_bound"] == [{"reason_code": "sole_eligible", "count": 1}]
    assert line(found, second)["outside_bound"][0]["reason_code"] in ("by_hand", "person_wish")
    assert sum(one["count"] for one in found["figures"]["outside_bound"]) == 2


async def test_the_order_is_that_of_names_and_the_export_runs_no_formula(world: World):
    await world.describe(family_name="Zola", title=None, given_name="Zoé")
    await world.describe(family_name="=cmd()", title=None, given_name="")
    found = await spread_of(world)
    assert [one["name"] for one in found["items"]] == sorted(one["name"] for one in found["items"])
    answer = await world.ask(world.coordinator, "GET", EXPORT)
    assert answer.headers["content-type"].startswith("text/csv")
    header, *lines = answer.text.splitlines()
    assert header.startswith("name;profession;shares;declared_places;placements")
    assert len(lines) == 2
    assert "\r\n=cmd" not in answer.text


@pytest.mark.parametrize("profession", ["", "1", "abc", "100", "1\x00", "é0"])
async def test_a_profession_that_is_no_code_is_refused_by_name(world: World, profession: str):
    answer = await world.ask(world.coordinator, "GET", SHARES, params={"profession": profession})
    assert answer.status_code == 422


async def test_open_solicitations_are_in_hand_and_nothing_tells_how_he_answers(world: World):
    doctor = await world.describe()
    await send(world, await world.qualified(), doctor)
    found = await spread_of(world)
    assert (line(found, doctor)["in_hand"], line(found, doctor)["asked"]) == (1, 1)
    assert not {"yes", "no", "silent", "rests_until"} & set(line(found, doctor))
