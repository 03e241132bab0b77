"""A file given over HTTP: who may, what is refused, and the way from queued to done."""

from pathlib import Path
from uuid import UUID

import httpx
import pytest

from directory_svc.imports import runner

from ..build import API, World
from .files import line, rpps_file


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


async def give(
    world: World, body: bytes, role: str = "secretary", source: str = "rpps", **extra: str
) -> httpx.Response:
    return await world.http.post(
        f"{API}/imports", params={"source": source}, content=body, headers=world.headers(role, **extra)
    )


def waiting(world: World) -> list[Path]:
    return sorted(world.settings.upload_folder.glob("*")) if world.settings.upload_folder.exists() else []


@pytest.mark.parametrize("role", ["professional", "care_coordinator", "referrer", "evaluator", "quality_referent"])
async def test_only_secretary_director_and_operator_import(world: World, role: str) -> None:
    assert rule(await give(world, b"x", role)) == "role-refused"
    assert rule(await world.get("/imports", role)) == "role-refused"
    assert waiting(world) == []


async def test_an_empty_or_too_large_file_is_refused_and_leaves_nothing(world: World) -> None:
    assert rule(await give(world, b"")) == "file-empty"
    large = await give(world, b"x" * 200_001)
    assert (large.status_code, rule(large), large.json()["limit_bytes"]) == (413, "file-too-large", 200_000)
    assert waiting(world) == []


async def test_an_unknown_source_is_refused(world: World) -> None:
    assert (await give(world, b"x", source="insee")).status_code == 422


async def test_the_very_same_file_does_not_wait_twice(world: World) -> None:
    assert (await give(world, b"same")).status_code == 202
    again = await give(world, b"same")
    assert (again.status_code, rule(again)) == (409, "import-waiting")
    assert len(waiting(world)) == 1


async def test_a_repeated_key_gets_the_first_answer_and_another_file_is_refused(world: World) -> None:
    first = await give(world, b"one", **{"Idempotency-Key": "import-monday"})
    again = await give(world, b"one", **{"Idempotency-Key": "import-monday"})
    other = await give(world, b"two", **{"Idempotency-Key": "import-monday"})
    assert (again.status_code, again.json()) == (202, first.json())
    assert rule(other) == "idempotency-key-reused"
    assert len(waiting(world)) == 1


async def test_an_unknown_import_is_not_found(world: World) -> None:
    unknown = UUID(int=7)
    assert rule(await world.get(f"/imports/{unknown}", "director")) == "import-unknown"
    assert rule(await world.get(f"/imports/{unknown}/rejections", "director")) == "import-unknown"


async def test_a_given_file_is_imported_and_its_report_read(own_world: World, tmp_path: Path) -> None:
    flawed = line("99000000011")
    content = rpps_file(tmp_path, line(), flawed, line("99000000012")).read_bytes()
    import_id = (await give(own_world, content)).json()["import_id"]
    queued = (await own_world.get(f"/imports/{import_id}", "secretary")).json()
    assert (queued["state"], queued["requested_by"], queued["size"]) == ("queued", "Mme somebody", len(content))

    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)

    done = (await own_world.get(f"/imports/{import_id}", "secretary")).json()
    assert (done["state"], done["created"], done["rejected"], done["lines_read"]) == ("done", 1, 2, 3)
    assert waiting(own_world) == []
    first = (await own_world.get(f"/imports/{import_id}/rejections", "secretary", params={"limit": 1})).json()
    assert [(r["line"], r["reason"]) for r in first["items"]] == [(3, "rpps-key")]
    rest = await own_world.get(f"/imports/{import_id}/rejections", "secretary", params={"cursor": first["next"]})
    assert ([r["line"] for r in rest.json()["items"]], rest.json()["next"]) == ([4], None)
    as_csv = await own_world.http.get(
        f"{API}/imports/{import_id}/rejections", headers=own_world.headers("secretary", Accept="text/csv")
    )
    assert as_csv.text.splitlines()[1].startswith("3;rpps-key;899000000011|")


async def test_a_failed_import_shows_in_the_worklist_until_one_succeeds(own_world: World, tmp_path: Path) -> None:
    async def failed() -> int:
        lists = (await own_world.get("/worklists", "secretary")).json()["items"]
        (badge,) = [row for row in lists if row["key"] == "imports_failed"]
        assert badge["href"] == "/admin/imports?a_verifier=true"
        listed = (await own_world.get("/imports", "secretary", params={"unmended": True})).json()["items"]
        assert len(listed) == badge["count"]
        return int(badge["count"])

    await give(own_world, b"nothing known")
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    assert await failed() == 1
    await give(own_world, rpps_file(tmp_path, line()).read_bytes())
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    assert await failed() == 0


async def test_imports_are_listed_latest_first_and_by_state(own_world: World) -> None:
    first = (await give(own_world, b"first")).json()["import_id"]
    second = (await give(own_world, b"second", source="finess")).json()["import_id"]
    listed = (await own_world.get("/imports", "director")).json()["items"]
    assert [item["import_id"] for item in listed] == [second, first]
    page = (await own_world.get("/imports", "director", params={"limit": 1})).json()
    rest = (await own_world.get("/imports", "director", params={"cursor": page["next"]})).json()
    assert [item["import_id"] for item in rest["items"]] == [first]
    done = (await own_world.get("/imports", "director", params={"state": "done"})).json()
    assert done["items"] == []
