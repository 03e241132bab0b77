"""The four formats of structures, and the communes."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from directory_svc.imports import coordinates, outlines_load
from directory_svc.structures.models import Structure
from directory_svc.territory.models import Commune, CommuneOutline

from ..build import World
from .files import etalab_file, etalab_line
from .test_rpps import counts, rejections, run_import

POINT = (46.22274, 5.20860)


@pytest.mark.parametrize(
    "pairs",
    [
        [("46.22274", "5.20860"), ("6571590.5", "870215.7")],
        [("6571590.5", "870215.7"), ("5.20860", "46.22274")],
        [("870215.7", "6571590.5")],
        [("6571590,5", "870215,7"), (None, None)],
    ],
)
def test_a_point_is_told_by_the_magnitude_of_its_numbers(pairs: list[tuple[Any, Any]]) -> None:
    lat, lon = coordinates.wgs84(pairs) or (0.0, 0.0)
    assert (round(lat, 4), round(lon, 4)) == (round(POINT[0], 4), round(POINT[1], 4))


@pytest.mark.parametrize(
    "pairs", [[], [("", "")], [("0", "0")], [("12", "6571590")], [("nan", "inf")], [("1e300", "2")]]
)
def test_numbers_that_are_no_point_of_france_give_none(pairs: list[tuple[Any, Any]]) -> None:
    assert coordinates.wgs84(pairs) is None


def test_overseas_points_are_in_their_own_projection() -> None:
    lat, lon = coordinates.from_projection(342_000.0, 7_692_000.0, "970400024") or (0.0, 0.0)
    assert (round(lat), round(lon)) == (-21, 55)


async def all_structures(world: World) -> list[Structure]:
    async with world.database.begin() as session:
        return list((await session.execute(select(Structure).order_by(Structure.key))).scalars())


@pytest.mark.parametrize(
    ("flawed", "reason"),
    [
        ({"finess": "960000017"}, "finess-key"),
        ({"name": ""}, "name-missing"),
        ({"commune": "1"}, "commune-code"),
    ],
)
async def test_a_flawed_structure_is_rejected(
    own_world: World, tmp_path: Path, flawed: dict[str, str], reason: str
) -> None:
    job = await run_import(own_world, "finess", etalab_file(tmp_path, etalab_line(**flawed)))
    assert await rejections(own_world, job) == [(2, reason)]


async def test_a_line_of_other_fields_or_a_number_given_twice_is_rejected(own_world: World, tmp_path: Path) -> None:
    path = etalab_file(tmp_path, "structureet;960000016;x", etalab_line(), etalab_line(name="AUTRE"), "bruit;1")
    job = await run_import(own_world, "finess", path)
    assert counts(job) == (1, 0, 0, 3)
    assert await rejections(own_world, job) == [
        (2, "structureet-fields"),
        (4, "key-twice"),
        (5, "structureet-fields"),
    ]


async def test_an_unknown_format_is_refused_whole(own_world: World, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    job = await run_import(own_world, "finess", path)
    assert (job.state, job.error_code) == ("failed", "not-this-format")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
async def test_the_old_stock_is_read_in_both_its_encodings(own_world: World, tmp_path: Path, encoding: str) -> None:
    located = "geolocalisation;960000016;870215.7;6571590.5;1,ATLASANTE,100,IGN;2021-01-04"
    path = etalab_file(tmp_path, etalab_line(name='"RÉSIDENCE ""L\'ÉTÉ"""'), located, encoding=encoding)
    job = await run_import(own_world, "finess", path)
    assert counts(job) == (1, 0, 0, 0)
    (structure,) = await all_structures(own_world)
    assert (structure.name, structure.commune_code) == ('RÉSIDENCE "L\'ÉTÉ"', "96001")
    assert (round(structure.lat or 0, 4), structure.category_code) == (46.2227, "500")


async def test_a_structure_without_coordinates_stands_at_its_commune(own_world: World, tmp_path: Path) -> None:
    await run_import(own_world, "finess", etalab_file(tmp_path, etalab_line()))
    (structure,) = await all_structures(own_world)
    assert (structure.lat, structure.lon) == (46.2, -3.6)


async def test_overseas_communes_get_their_insee_prefix(own_world: World, tmp_path: Path) -> None:
    line = etalab_line("970300026", department="9C", commune="302")
    await run_import(own_world, "finess", etalab_file(tmp_path, line))
    assert (await all_structures(own_world))[0].commune_code == "97302"


async def test_a_list_copied_from_the_register_does_not_overwrite_it(own_world: World, tmp_path: Path) -> None:
    await run_import(own_world, "finess", etalab_file(tmp_path, etalab_line()))
    path = tmp_path / "eurostat.csv"
    path.write_text(
        "finess_et,nom,categorie,public_prive,numero,voie,code_postal,ville,code_insee_calcule,lat,lon,telephone,"
        "date_ref\n960000016,COPIE,Centre Hospitalier (C.H.),public,1,RUE,96100,X,96001,46.2,-3.6,0199000000,2020\n"
    )
    assert counts(await run_import(own_world, "finess", path)) == (0, 0, 1, 0)
    assert (await all_structures(own_world))[0].name == "EHPAD LES TILLEULS"


def _finess_plus(*entities: dict[str, Any]) -> str:
    return json.dumps({"schemaVersion": "v1", "gcc": [{"pmejDuGcc": []}], "pmej": list(entities)})


def _entity(finess: str = "960000016", state: str = "A") -> dict[str, Any]:
    return {
        "informationsGeneralesPMEJ": {"numFinessPm": "960000024"},
        "ege": [
            {
                "informationsGeneralesEGE": {"nomEgeLong": "CENTRE [DE] SANTE", "numFinessEge": finess},
                "categorieentiteGeographiqueExercice": "124",
                "adresse": [{"usageAdresse": "03", "cogCommune": "96001", "codePostal": "96100"}],
                "contact": [{"telecom": {"telephone": "0199000000"}}],
                "etatObjet": state,
            }
        ],
    }


async def test_the_new_json_is_read_object_after_object(
    own_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directory_svc.imports import finess_plus

    monkeypatch.setattr(finess_plus, "_PIECE", 50)  # every object spans several pieces
    path = tmp_path / "plus.json"
    path.write_text(_finess_plus(_entity(), _entity("960000032"), _entity("960000024", state="I")))
    job = await run_import(own_world, "finess", path)
    assert (job.state, counts(job)) == ("done", (2, 0, 0, 0))
    found = [(s.finess, s.legal_finess, s.name) for s in await all_structures(own_world)]
    assert found[0] == ("960000016", "960000024", "CENTRE [DE] SANTE")


@pytest.mark.parametrize("text", ['{"pmej": [{"a": 1}, ', '{"pmej": {}}', "[1, 2", '{"other": []}', "{"])
async def test_a_json_that_breaks_off_is_refused_whole(own_world: World, tmp_path: Path, text: str) -> None:
    path = tmp_path / "plus.json"
    path.write_text(text)
    job = await run_import(own_world, "finess", path)
    assert job.state == "failed"
    assert job.error_code in ("file-unreadable", "not-this-format")
    assert await all_structures(own_world) == []


COMMUNES = (
    "code_insee,nom,type,commune_parente,departement,region,epci_siren,epci_nom,epci_type,population,codes_postaux,"
    "lat,lon,centroide_source\n"
)


async def test_communes_are_created_changed_and_rejected(own_world: World, tmp_path: Path) -> None:
    path = tmp_path / "communes.csv"
    path.write_text(
        COMMUNES + '96001,"Saint-Élie, bourg",commune,,96,90,,,CC,6000,96100|96101,46.2,-3.6,contour\n'
        "97501,Miquelon-Langlade,commune,,975,975,,,CC,580,97500,,,\n"
        "96,Trop court,commune,,96,90,,,CC,1,,46.2,-3.6,x\n"
        "96005,Au large,commune,,96,90,,,CC,1,,46.2,,x\n"
        "96005,Sans nombre,commune,,96,90,,,CC,beaucoup,,46.2,-3.6,x\n"
    )
    job = await run_import(own_world, "communes", path)
    assert counts(job) == (1, 1, 0, 3)
    assert [reason for _, reason in await rejections(own_world, job)] == ["commune-code", "coordinates", "number"]
    async with own_world.database.begin() as session:
        commune = await session.get(Commune, "96001")
        assert commune is not None
        assert (commune.name, commune.population, commune.postal_codes) == (
            "Saint-Élie, bourg",
            6000,
            ["96100", "96101"],
        )


async def test_outlines_are_stored_and_neighbours_found(own_world: World, tmp_path: Path) -> None:
    def square(code: str, x: float) -> dict[str, Any]:
        ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
        return {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    path = tmp_path / "outlines.geojson"
    features = [square("95001", 0), square("95002", 1), square("95003", 3), {"type": "Feature", "properties": {}}]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    job = await run_import(own_world, "communes", path)
    assert counts(job) == (3, 0, 0, 1)
    async with own_world.database.begin() as session:
        rows = await session.execute(select(CommuneOutline).where(CommuneOutline.code.like("95%")))
        assert {o.code: o.neighbours for o in rows.scalars()} == {"95001": ["95002"], "95002": ["95001"], "95003": []}


def test_maps_published_apart_touch_when_their_borders_nearly_agree() -> None:
    here = [(0.0, step / 100) for step in range(20)] + [(-0.5, 0.1)]
    there = [(0.0004, step / 100 + 0.0003) for step in range(20)] + [(0.5, 0.1)]
    assert outlines_load.neighbours({"18001": here, "58001": there}) == {"18001": {"58001"}, "58001": {"18001"}}
