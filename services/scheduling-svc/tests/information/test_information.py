"""What everybody is told about reaching care: who writes it, and that it is read without signing in."""

from typing import Any
from uuid import uuid4

import pytest

from ..conftest import OURS, THEIRS

NURSES = {"title": "Soins à domicile", "text": "Appelez la plateforme.", "number": "01 99 00 00 00"}


async def write(world: Any, who: Any, version: int = 0, **said: Any) -> Any:
    body = {"lead": "Un médecin pour chacun.", "advice": [NURSES], **said}
    return await world.ask(who, "PUT", "/information", body, If_Match=f'"{version}"')


async def told(world: Any, cpts: Any = OURS, what: str = "information") -> Any:
    return await world.http.get(f"/api/scheduling/v1/public/{cpts}/{what}")


@pytest.mark.parametrize("role", ["professional", "referrer", "regulator", "evaluator"])
async def test_only_the_office_and_the_coordination_write_it(world, role):
    assert (await write(world, world.who(role))).status_code == 403
    assert (await world.ask(world.who(role), "GET", "/information")).status_code == 403


async def test_nobody_writes_over_what_somebody_else_wrote_meanwhile(world):
    assert (await write(world, world.who("secretary"))).status_code == 200
    assert (await write(world, world.who("director"))).status_code == 412


@pytest.mark.parametrize("said", [
    {"advice": [NURSES | {"number": "appelez-moi"}]}, {"advice": [NURSES | {"text": ""}]}, {"advice": [NURSES] * 13},
    {"lead": "x" * 601},
])  # fmt: skip
async def test_what_no_poster_holds_is_refused(world, said):
    assert (await write(world, world.who("secretary"), **said)).status_code == 422


async def test_an_unknown_cpts_tells_nothing(world):
    assert (await told(world, uuid4())).status_code == 404


async def test_everybody_reads_the_last_version_without_its_author_and_may_keep_it_for_five_minutes(world):
    before = (await told(world)).json()
    assert (before["cpts_name"], before["lead"], before["written_at"]) == ("CPTS d'essai", "", None)
    await write(world, world.who("secretary"))
    await write(world, world.who("director"), 1, lead="Bienvenue")
    answer = await told(world)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    shown = answer.json()
    assert (shown["lead"], shown["advice"]) == ("Bienvenue", [NURSES])
    assert set(shown) == {"cpts_name", "time_zone", "lead", "advice", "written_at", "recourses"}
    assert "set-cookie" not in answer.headers
    kept = (await world.ask(world.who("secretary"), "GET", "/information")).json()
    assert (kept["version"], kept["written_at"]) == (2, shown["written_at"])


async def test_everybody_is_told_where_the_cpts_lives_so_that_its_dates_are_said_there(world):
    assert (await told(world)).json()["time_zone"] == "Europe/Paris"
    await world.describe_cpts(time_zone="America/Cayenne")
    assert (await told(world)).json()["time_zone"] == "America/Cayenne"


async def test_everybody_reads_the_recourses_that_are_public_without_the_line_of_professionals(world):
    await world.describe_recourse("SAS", rank=90, is_public=True)
    await world.describe_recourse("Centre du Port", kind="snp_centre", rank=1, is_public=True)
    await world.describe_recourse("Ligne des professionnels")
    await world.describe_recourse("Ligne ancienne", is_public=True, is_active=False)
    answer = await told(world)
    shown = answer.json()["recourses"]
    assert [(one["name"], one["public_phone"]) for one in shown] == [("Centre du Port", "3624"), ("SAS", "3624")]
    assert shown[0]["hours"] == [{"weekday": 1, "from_time": "06:00", "to_time": "20:00"}]
    assert "0199000010" not in answer.text


async def test_the_neighbour_cpts_tells_its_own(world):
    await world.describe_cpts(THEIRS)
    await write(world, world.who("secretary"))
    assert (await told(world, THEIRS)).json()["lead"] == ""


async def test_the_poster_has_a_code_of_the_page(world):
    answer = await told(world, what="page-code")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.text.startswith("<svg xmlns=")
