"""The real files of the shared material, imported whole with their report."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from directory_svc.structures.models import Structure
from directory_svc.territory.models import Commune, CommuneOutline

from ..build import World
from .test_rpps import counts, everybody, rejections, run_import

pytestmark = pytest.mark.shared


async def structure(world: World, key: str) -> Structure:
    async with world.database.begin() as session:
        found = await session.get(Structure, key)
        assert found is not None
        return found


@pytest.mark.parametrize(
    ("source", "file", "expected"),
    [
        ("communes", "communes/communes_france_2026.csv", (35_014, 0, 0, 0)),
        ("communes", "contours/communes-58-cog2026.geojson", (309, 0, 0, 0)),
        ("finess", "finess/etalab-cs1100502-extrait-14-lignes.csv", (13, 0, 0, 0)),
        ("finess", "finess/finess_plus_structures_extrait_20260309.json", (1, 0, 0, 0)),
        ("finess", "finess/finess_plus_ege_deux_dispositions_coordonnees.json", (2, 0, 0, 0)),
        ("finess", "finess/etablissements_sanitaires_eurostat_2020_69-31-45-18-71-58.csv", (368, 0, 0, 0)),
        ("finess", "finess/eurostat_healthcare_FR_original.csv", (5_368, 0, 0, 0)),
        # Ten lines repeat the name of another EHPAD of the same commune.
        ("ehpad", "finess/ehpad_france_2023.csv", (6_291, 0, 0, 10)),
        ("rpps", "rpps/exemple_synthetique_Personne_activite.txt", (3, 0, 0, 0)),
    ],
)
async def test_a_real_file_is_imported_twice_with_its_report(
    own_world: World, shared_dir: Path, source: str, file: str, expected: tuple[int, int, int, int]
) -> None:
    first = await run_import(own_world, source, shared_dir / "data" / file)
    assert (first.state, first.error) == ("done", None)
    assert counts(first) == expected
    assert first.lines_read == sum(expected)
    again = await run_import(own_world, source, shared_dir / "data" / file)
    created, _, _, rejected = expected
    assert counts(again) == (0, 0, created, rejected)


async def test_each_kind_of_real_structure_is_where_it_is(own_world: World, shared_dir: Path) -> None:
    data = shared_dir / "data"
    for source, file in (
        ("communes", "communes/communes_france_2026.csv"),
        ("finess", "finess/etalab-cs1100502-extrait-14-lignes.csv"),
        ("finess", "finess/finess_plus_structures_extrait_20260309.json"),
        ("finess", "finess/finess_plus_ege_deux_dispositions_coordonnees.json"),
        ("finess", "finess/eurostat_healthcare_FR_original.csv"),
        ("ehpad", "finess/ehpad_france_2023.csv"),
    ):
        await run_import(own_world, source, data / file)

    def place(found: Structure) -> tuple[Any, ...]:
        return round(found.lat or 0, 2), round(found.lon or 0, 2), found.commune_code

    assert place(await structure(own_world, "010009496")) == (46.05, 5.33, "01304")
    assert place(await structure(own_world, "010011468")) == (46.26, 6.11, "01160")
    assert place(await structure(own_world, "010780195")) == (46.21, 5.25, "01053")
    assert place(await structure(own_world, "970302287"))[2] == "97302"
    clermont = await structure(own_world, "010000024")
    assert (clermont.source, clermont.phone) == ("finess", "0474454647")  # Eurostat's copy did not replace it
    ehpad = await structure(own_world, "ehpad-01004-l-ambarroise-amberieu")
    assert (ehpad.finess, ehpad.category_code, place(ehpad)) == (None, "500", (45.96, 5.34, "01004"))
    page = await own_world.get("/structures", params={"near_commune": "01004", "category": "500", "limit": 2})
    assert {item["commune_name"] for item in page.json()["items"]} == {"Ambérieu-en-Bugey"}


async def test_neighbours_of_real_communes_are_found_across_departments(own_world: World, shared_dir: Path) -> None:
    for department in ("18", "58", "45"):
        await run_import(
            own_world, "communes", shared_dir / "data" / "contours" / f"communes-{department}-cog2026.geojson"
        )
    async with own_world.database.begin() as session:
        cosne = (
            await session.execute(select(CommuneOutline.neighbours).where(CommuneOutline.code == "58086"))
        ).scalar_one()
        mean = (await session.execute(select(func.avg(func.cardinality(CommuneOutline.neighbours))))).scalar_one()
    assert {code[:2] for code in cosne} >= {"18", "58"}
    assert 5 < mean < 7


async def test_the_three_invented_lines_become_three_people(own_world: World, shared_dir: Path) -> None:
    await run_import(own_world, "communes", shared_dir / "data" / "communes" / "communes_france_2026.csv")
    job = await run_import(own_world, "rpps", shared_dir / "data/rpps/exemple_synthetique_Personne_activite.txt")
    assert await rejections(own_world, job) == []
    people = [(p.rpps, p.title, p.sex, p.is_general_practitioner) for p in await everybody(own_world)]
    assert people == [
        ("99000000010", "Dr", "female", True),
        ("99000000028", None, "male", False),
        ("99000000036", None, "female", False),
    ]
    async with own_world.database.begin() as session:
        assert (await session.get(Commune, "69259")) is not None
