"""The register of professionals: what is refused, what is understood, what a second import does."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from carekit.clock import SystemClock
from directory_svc.imports import runner
from directory_svc.imports.models import ImportJob, ImportRejection
from directory_svc.imports.upload import Received
from directory_svc.imports.usecases import queued
from directory_svc.professionals.models import PracticePlace, Professional

from ..build import MONDAY, OURS, World, id_of, told
from .files import COLUMNS, RPPS, SINCE_2022, line, rpps_file

_next = iter(range(1, 1000))


async def run_import(world: World, source: str, path: Path) -> ImportJob:
    """As the worker does, and what it wrote down."""
    import_id = UUID(int=next(_next))
    async with world.database.begin() as session:
        session.add(queued(import_id, source, Received(path, 1, str(import_id)), "test", world.clock))
    await runner.run_waiting(world.settings, world.database, world.clock)
    async with world.database.begin() as session:
        job = await session.get(ImportJob, import_id)
        assert job is not None
        return job


def counts(job: ImportJob) -> tuple[int, int, int, int]:
    return job.created, job.changed, job.unchanged, job.rejected


async def rejections(world: World, job: ImportJob) -> list[tuple[int, str]]:
    async with world.database.begin() as session:
        rows = await session.execute(
            select(ImportRejection.line, ImportRejection.reason)
            .where(ImportRejection.import_id == job.id)
            .order_by(ImportRejection.line)
        )
        return [(row.line, row.reason) for row in rows]


async def everybody(world: World) -> list[Professional]:
    async with world.database.begin() as session:
        return list((await session.execute(select(Professional).order_by(Professional.id))).scalars())


async def places(world: World, rpps: str = RPPS[0]) -> list[PracticePlace]:
    async with world.database.begin() as session:
        query = select(PracticePlace).where(PracticePlace.professional_id == id_of(rpps)).order_by(PracticePlace.rank)
        return list((await session.execute(query)).scalars())


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("finess;etalab;1;2026-01-01\n", "not-this-format"),
        ("|".join(c for c in COLUMNS if c != "Code profession") + "|\n", "columns-missing"),
    ],
)
async def test_a_file_of_another_format_is_refused_whole(
    own_world: World, tmp_path: Path, content: str, error: str
) -> None:
    path = tmp_path / "other.txt"
    path.write_text(content)
    job = await run_import(own_world, "rpps", path)
    assert (job.state, job.error_code) == ("failed", error)
    assert await everybody(own_world) == []


@pytest.mark.parametrize(
    ("flawed", "reason"),
    [
        ({"national": "899000000011"}, "rpps-key"),
        ({"national": "8990000000"}, "rpps-key"),
        ({"national": "8"}, "identifier-missing"),
        ({"national": ""}, "identifier-missing"),
        ({"national": "3123456789"}, "identifier-kind"),
        ({"profession": ""}, "profession-code"),
        ({"family": " "}, "name-missing"),
    ],
)
async def test_a_flawed_line_is_rejected_with_its_number_and_reason(
    own_world: World, tmp_path: Path, flawed: dict[str, str], reason: str
) -> None:
    path = rpps_file(tmp_path, line(), line(RPPS[1], **flawed), line(RPPS[2]))
    job = await run_import(own_world, "rpps", path)
    assert (job.state, counts(job), job.lines_read) == ("done", (2, 0, 0, 1), 3)
    assert await rejections(own_world, job) == [(3, reason)]


async def test_a_line_cut_short_or_too_long_is_rejected(own_world: World, tmp_path: Path) -> None:
    cut = "|".join(line(RPPS[1]).split("|")[:20])
    path = rpps_file(tmp_path, cut, line(RPPS[2]) + "extra|", line())
    job = await run_import(own_world, "rpps", path)
    assert counts(job) == (1, 0, 0, 2)
    assert await rejections(own_world, job) == [(2, "line-cut-short"), (3, "line-cut-short")]


@pytest.mark.parametrize("changed", ["", "9"])
async def test_empty_lines_and_stray_bars_are_rejected_like_any_other(
    own_world: World, tmp_path: Path, changed: str
) -> None:
    await run_import(own_world, "rpps", rpps_file(tmp_path, line(), line(RPPS[1])))
    path = rpps_file(tmp_path, line(), "", "|", " ", line(RPPS[1], phone=f"019900001{changed}"), "")
    job = await run_import(own_world, "rpps", path)
    assert (job.state, job.rejected, job.lines_read) == ("done", 4, 6)
    assert [number for number, _ in await rejections(own_world, job)] == [3, 4, 5, 7]


async def test_a_name_that_is_no_utf_8_is_rejected_and_the_rest_read(own_world: World, tmp_path: Path) -> None:
    path = rpps_file(tmp_path, line(), line(RPPS[1], family="ELU"))
    path.write_bytes(path.read_bytes().replace(b"ELU", b"\xc9LU"))
    job = await run_import(own_world, "rpps", path)
    assert await rejections(own_world, job) == [(3, "not-utf-8")]


async def test_quotes_backslashes_and_windows_line_ends_are_only_text(own_world: World, tmp_path: Path) -> None:
    path = rpps_file(tmp_path, line(family='O"BRIEN', label="A\\NB\tC"), line(RPPS[1], label="\\N"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    job = await run_import(own_world, "rpps", path)
    assert counts(job) == (2, 0, 0, 0)
    assert (await everybody(own_world))[0].family_name == 'O"BRIEN'
    assert (await places(own_world))[0].label == "A NB C"
    assert (await places(own_world, RPPS[1]))[0].label == "N"


async def test_a_person_is_one_row_whatever_the_number_of_lines(own_world: World, tmp_path: Path) -> None:
    other = {"technical": "R2", "commune": "96002", "town": "Fontaine"}
    path = rpps_file(
        tmp_path, line(), line(RPPS[1], skill="", profession="60"), line(skill="SM26"), line(**other), line(**other)
    )
    job = await run_import(own_world, "rpps", path)
    assert counts(job) == (2, 0, 0, 0)
    person = (await everybody(own_world))[0]
    assert (person.rpps, person.specialty_codes, person.title, person.sex) == (
        RPPS[0],
        ["SM26", "SM54"],
        "Dr",
        "female",
    )
    assert [place.commune_code for place in await places(own_world)] == ["96001", "96002"]


@pytest.mark.parametrize(
    ("skills", "profession", "general"),
    [
        (["SM54"], "10", True),
        ([""], "10", True),
        (["SM04"], "10", False),
        (["CAPA06"], "10", True),
        ([""], "60", False),
    ],
)
async def test_a_general_practitioner_is_told_by_the_codes(
    own_world: World, tmp_path: Path, skills: list[str], profession: str, general: bool
) -> None:
    await run_import(
        own_world, "rpps", rpps_file(tmp_path, *(line(skill=skill, profession=profession) for skill in skills))
    )
    assert (await everybody(own_world))[0].is_general_practitioner is general


async def test_a_place_lies_at_the_centroid_of_its_commune(own_world: World, tmp_path: Path) -> None:
    without_code = line(RPPS[1], commune="", post="96101", town="", cedex="96101 ST ELIE SUR ORSANE CEDEX 2")
    await run_import(own_world, "rpps", rpps_file(tmp_path, line(), without_code))
    for rpps in RPPS[:2]:
        (place,) = await places(own_world, rpps)
        assert (place.commune_code, place.commune_name) == ("96001", "Saint-Élie-sur-Orsane")
        assert (place.lat, place.lon, place.address) == (46.2, -3.6, "12 Rue DE LA REPUBLIQUE")


async def test_a_place_inside_a_structure_lies_where_the_structure_is(own_world: World, tmp_path: Path) -> None:
    await own_world.structure()
    await run_import(own_world, "rpps", rpps_file(tmp_path, line(finess="960000016")))
    assert (await places(own_world))[0].lat == 46.21


async def test_the_file_of_2021_is_read_by_the_names_of_its_columns(own_world: World, tmp_path: Path) -> None:
    columns = [column for column in COLUMNS if column not in SINCE_2022]
    path = rpps_file(tmp_path, line(columns=columns), columns=columns)
    assert counts(await run_import(own_world, "rpps", path)) == (1, 0, 0, 0)


async def test_columns_in_another_order_and_spelling_are_understood(own_world: World, tmp_path: Path) -> None:
    columns = [c.replace("Code Département", "Code département (coord.") for c in reversed(COLUMNS)]
    text = line(columns=list(reversed(COLUMNS)))
    assert counts(await run_import(own_world, "rpps", rpps_file(tmp_path, text, columns=columns))) == (1, 0, 0, 0)
    assert (await everybody(own_world))[0].family_name == "EXEMPLE-UN"


async def test_the_same_file_again_changes_nothing(own_world: World, tmp_path: Path) -> None:
    path = rpps_file(tmp_path, *(line(rpps) for rpps in RPPS))
    assert counts(await run_import(own_world, "rpps", path)) == (3, 0, 0, 0)
    before = [(p.id, p.registered_at) for p in await everybody(own_world)]
    own_world.clock.advance(own_world_day)
    assert counts(await run_import(own_world, "rpps", path)) == (0, 0, 3, 0)
    assert [(p.id, p.registered_at) for p in await everybody(own_world)] == before


own_world_day: Any = MONDAY.replace(day=24) - MONDAY


@pytest.mark.parametrize("others", [0, 40])
async def test_what_differs_is_written_and_the_rest_kept(own_world: World, tmp_path: Path, others: int) -> None:
    """With no others the register is built anew beside the old one; with forty it is changed in place."""
    crowd = [line(_numbered(n), family=f"FOULE {n}") for n in range(others)]
    await run_import(own_world, "rpps", rpps_file(tmp_path, *crowd, line(), line(RPPS[1])))
    place_before = (await places(own_world))[0].id
    changed = line(family="EXEMPLE-DEUX", phone="0199000099")
    job = await run_import(own_world, "rpps", rpps_file(tmp_path, *crowd, changed, line(RPPS[2])))
    assert counts(job) == (1, 1, others, 0)
    people = {p.rpps: p.family_name for p in await everybody(own_world)}
    assert len(people) == others + 3
    assert (people[RPPS[0]], people[RPPS[1]]) == ("EXEMPLE-DEUX", "EXEMPLE-UN")
    (place,) = await places(own_world)
    assert (place.phone, place.id) == ("0199000099", place_before)


def _numbered(n: int) -> str:
    from ..build import rpps_number

    return rpps_number(500 + n)


async def test_a_person_whose_lines_are_scattered_is_still_one(
    own_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directory_svc.imports import blocks

    monkeypatch.setattr(blocks.blocks, "__defaults__", (700,))  # about three lines a block
    lines = [line(), *(line(_numbered(n)) for n in range(6)), line(technical="R2", commune="96002")]
    job = await run_import(own_world, "rpps", rpps_file(tmp_path, *lines))
    assert (counts(job), job.lines_read, job.lines_total) == ((7, 0, 0, 0), 8, 8)
    assert [place.commune_code for place in await places(own_world)] == ["96001", "96002"]


async def test_indexes_and_keys_are_the_same_after_a_rebuild(own_world: World, tmp_path: Path) -> None:
    from sqlalchemy import text

    query = text(
        "select indexname, indexdef from pg_indexes "
        "where tablename in ('professional', 'practice_place', 'name_form') "
        "union all select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'p' order by 1, 2"
    )
    async with own_world.database.begin() as session:
        before = (await session.execute(query)).all()
    await run_import(own_world, "rpps", rpps_file(tmp_path, line()))
    async with own_world.database.begin() as session:
        assert (await session.execute(query)).all() == before


async def test_the_territories_hear_of_their_own_and_not_of_the_nation(own_world: World, tmp_path: Path) -> None:
    far = line(RPPS[1], commune="75056", post="75001", town="Paris", technical="R2")
    await run_import(own_world, "rpps", rpps_file(tmp_path, line(), far))
    async with own_world.database.begin() as session:
        facts = await told(session, "professional.described.v1")
    assert [(fact.cpts_id, fact.subject) for fact in facts] == [(OURS, str(id_of(RPPS[0])))]


async def test_files_are_taken_in_the_order_they_were_given(own_world: World, tmp_path: Path) -> None:
    first, second = UUID(int=2001), UUID(int=2002)
    path = rpps_file(tmp_path, line())
    async with own_world.database.begin() as session:
        for number in (first, second):
            session.add(queued(number, "rpps", Received(path, 1, str(number)), "test", SystemClock()))
    assert await runner.run_waiting(own_world.settings, own_world.database, own_world.clock) == 2
    async with own_world.database.begin() as session:
        jobs = {job.id: counts(job) for job in (await session.execute(select(ImportJob))).scalars()}
    assert jobs == {first: (1, 0, 0, 0), second: (0, 0, 1, 0)}
