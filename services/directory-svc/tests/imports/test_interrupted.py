"""A worker that dies in the middle of an import: nothing is half-written, and the import is taken again."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from carekit.clock import SystemClock
from directory_svc.imports import child, runner
from directory_svc.imports.models import ImportJob
from directory_svc.imports.upload import Received
from directory_svc.imports.usecases import queued
from directory_svc.professionals.models import PracticePlace, Professional

from ..build import OURS, World, rpps_number, told
from .files import line, rpps_file

PEOPLE = 30_000


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    return rpps_file(
        folder, *(line(rpps_number(100_000 + n), family=f"NOM{n % 500}", commune="75101") for n in range(PEOPLE))
    )


async def give(world: World, path: Path) -> UUID:
    import_id = UUID(int=4001)
    async with world.database.begin() as session:
        session.add(queued(import_id, "rpps", Received(path, 1, "digest"), "test", SystemClock()))
    return import_id


async def job_of(world: World, import_id: UUID) -> ImportJob:
    async with world.database.begin() as session:
        job = await session.get(ImportJob, import_id)
        assert job is not None
        return job


async def rows(world: World) -> tuple[int, int]:
    async with world.database.begin() as session:
        people = (await session.execute(select(func.count()).select_from(Professional))).scalar_one()
        places = (await session.execute(select(func.count()).select_from(PracticePlace))).scalar_one()
        return people, places


async def test_a_killed_import_leaves_nothing_and_is_taken_again(own_world: World, large_file: Path) -> None:
    import_id = await give(own_world, large_file)
    environment = {**os.environ, **child._environment(own_world.settings)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "directory_svc.imports", "waiting", env=environment
    )
    while (await job_of(own_world, import_id)).lines_total is None and process.returncode is None:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL
    assert (await job_of(own_world, import_id)).state == "running"
    assert await rows(own_world) == (0, 0)

    for _ in range(200):  # PostgreSQL needs a moment to see that nobody is there any more
        if await runner.run_waiting(own_world.settings, own_world.database, SystemClock()):
            break
        await asyncio.sleep(0.05)

    job = await job_of(own_world, import_id)
    assert (job.state, job.created, job.attempts) == ("done", PEOPLE, 2)
    assert await rows(own_world) == (PEOPLE, PEOPLE)


async def test_the_worker_s_child_does_the_work_and_ends(own_world: World, tmp_path: Path) -> None:
    import_id = await give(own_world, rpps_file(tmp_path, line()))
    assert await child.run_waiting(own_world.settings, own_world.database) == 1
    assert (await job_of(own_world, import_id)).state == "done"
    assert await child.run_waiting(own_world.settings, own_world.database) == 0


async def test_a_file_that_kills_three_times_is_given_up(own_world: World, tmp_path: Path) -> None:
    import_id = await give(own_world, rpps_file(tmp_path, line()))
    async with own_world.database.begin() as session:
        await session.execute(update(ImportJob).values(state="running", attempts=3))
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    job = await job_of(own_world, import_id)
    assert (job.state, job.error_code) == ("failed", "interrupted")


async def test_two_workers_never_import_together(own_world: World, tmp_path: Path) -> None:
    await give(own_world, rpps_file(tmp_path, line()))
    async with own_world.database.engine.connect() as elsewhere:
        await elsewhere.execute(text(f"select pg_advisory_lock({runner.LOCK})"))
        assert await runner.run_waiting(own_world.settings, own_world.database, own_world.clock) == 0
        await elsewhere.execute(text(f"select pg_advisory_unlock({runner.LOCK})"))
    assert await runner.run_waiting(own_world.settings, own_world.database, own_world.clock) == 1


async def test_what_was_loaded_but_not_told_is_told_by_the_next_worker(own_world: World, tmp_path: Path) -> None:
    import_id = await give(own_world, rpps_file(tmp_path, line()))
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    async with own_world.database.begin() as session:
        before = len(await told(session, "professional.described.v1"))
        # As if the process had died between the two.
        await session.execute(text("delete from outbox_event"))
        await session.execute(update(ImportJob).values(state="running"))
    async with own_world.database.begin(OURS) as session:
        await session.execute(text("delete from description"))
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    async with own_world.database.begin() as session:
        assert len(await told(session, "professional.described.v1")) == before == 1
    job = await job_of(own_world, import_id)
    assert (job.state, job.created, job.unchanged) == ("done", 1, 0)


async def test_a_file_that_disappeared_fails_by_name(own_world: World, tmp_path: Path) -> None:
    path = rpps_file(tmp_path, line())
    import_id = await give(own_world, path)
    path.unlink()
    await runner.run_waiting(own_world.settings, own_world.database, own_world.clock)
    assert (await job_of(own_world, import_id)).error_code == "file-unreadable"


async def test_the_search_answers_while_the_register_is_built_anew(own_world: World, large_file: Path) -> None:
    await own_world.professional("Ancien")
    await give(own_world, large_file)
    work = asyncio.create_task(runner.run_waiting(own_world.settings, own_world.database, SystemClock()))
    answers = []
    while not work.done():
        answers.append(await own_world.get("/professionals", params={"name": "ancien"}))
        await asyncio.sleep(0.01)
    await work
    assert len(answers) > 3
    assert {answer.status_code for answer in answers} == {200}
    assert {len(answer.json()["items"]) for answer in answers} == {1}
