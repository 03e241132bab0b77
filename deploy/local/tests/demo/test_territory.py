"""The invented communes tile the plane and borrow nothing from a real place."""

from __future__ import annotations

import csv
import io
import json
import math
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from local_system.demo import outlines
from local_system.demo.mesh import area_and_centroid
from local_system.demo.outlines import Commune, communes

Segment = tuple[tuple[float, float], tuple[float, float]]


def _segments(commune: Commune) -> list[Segment]:
    return list(pairwise(commune.ring))


def _spelled(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if c.isascii() and c.isalpha())


@pytest.mark.shared
def test_no_invented_commune_has_the_code_the_post_code_or_the_name_of_a_real_one(shared_dir: Path) -> None:
    with (shared_dir / "data/communes/communes_france_2026.csv").open(encoding="utf-8") as file:
        real = list(csv.DictReader(file))
    codes, names = {row["code_insee"] for row in real}, {_spelled(row["nom"]) for row in real}
    post_codes = {code for row in real for code in row["codes_postaux"].split("|")}
    departments = {row["departement"] for row in real}
    for commune in communes():
        assert commune.code not in codes
        assert commune.post_code not in post_codes
        assert _spelled(commune.name) not in names
        assert commune.department not in departments


def test_the_first_cpts_holds_67_000_inhabitants_on_both_sides_of_the_departments_border() -> None:
    own = outlines.own_communes()
    assert sum(c.population for c in own) == 67_000
    assert {c.department for c in own} == {"96", "99"}
    assert min(Counter(c.department for c in own).values()) >= 10
    assert 55 <= len(communes()) <= 66
    assert any(c.population < 1_000 for c in own), "the widening of small communes must have something to widen"


def test_each_commune_outside_of_the_cpts_touches_it() -> None:
    own = {c.code for c in outlines.own_communes()}
    assert all(own & set(c.neighbours) for c in communes() if c.cpts != "first")
    assert {c.cpts for c in communes()} == {"first", "second", None}


def test_codes_and_names_are_used_once() -> None:
    assert len({c.code for c in communes()}) == len({c.name for c in communes()}) == len(communes())
    assert [c.code for c in communes()] == sorted(c.code for c in communes())


def test_neighbours_share_exactly_the_same_border_and_nothing_overlaps() -> None:
    """Each inner segment is run once in each direction, each outer one once: what is left is one closed line
    whose area is the sum of the areas, so there is neither gap nor overlap."""
    runs = Counter(s for c in communes() for s in _segments(c))
    assert set(runs.values()) == {1}
    outer = {a: b for a, b in runs if (b, a) not in runs}
    line = [min(outer)]
    while (following := outer[line[-1]]) != line[0]:
        line.append(following)
    assert len(line) == len(outer), "one outer line, without a hole"
    whole = area_and_centroid(line)[0]
    parts = [area_and_centroid(list(c.ring[:-1]))[0] for c in communes()]
    assert all(part > 0 for part in parts), "outlines turn counter-clockwise, as RFC 7946 asks"
    assert math.isclose(whole, sum(parts), rel_tol=1e-9)


@pytest.mark.parametrize("commune", communes(), ids=lambda c: c.code)
def test_no_outline_crosses_itself(commune: Commune) -> None:
    segments = _segments(commune)
    assert commune.ring[0] == commune.ring[-1]
    assert len(set(commune.ring)) == len(commune.ring) - 1
    for i, first in enumerate(segments):
        for second in segments[i + 1 :]:
            assert not _crosses(first, second)


def _crosses(one: Segment, two: Segment) -> bool:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, two
    return side(a, b, c) * side(a, b, d) < -1e-18 and side(c, d, a) * side(c, d, b) < -1e-18


def test_neighbours_are_mutual_and_are_those_who_share_a_border() -> None:
    by_code = {c.code: c for c in communes()}
    for commune in communes():
        reversed_border = {(b, a) for a, b in _segments(commune)}
        touching = {o.code for o in communes() if o is not commune and reversed_border & set(_segments(o))}
        assert touching == set(commune.neighbours)
        assert all(commune.code in by_code[o].neighbours for o in commune.neighbours)


def test_the_communes_file_has_the_columns_of_the_official_list() -> None:
    rows = list(csv.DictReader(io.StringIO(outlines.communes_csv())))
    assert [r["code_insee"] for r in rows] == [c.code for c in communes()]
    assert all(r["type"] == "commune" and len(r["epci_siren"]) == 9 for r in rows)
    assert sum(int(r["population"]) for r in rows) == sum(c.population for c in communes())


@pytest.mark.shared
def test_the_communes_file_is_named_as_the_official_one(shared_dir: Path) -> None:
    official = (shared_dir / "data/communes/communes_france_2026.csv").read_text(encoding="utf-8").splitlines()[0]
    assert outlines.communes_csv().splitlines()[0] == official


def test_outlines_are_geojson_with_four_decimals() -> None:
    document = json.loads(outlines.outlines_geojson())
    assert document["type"] == "FeatureCollection"
    for feature in document["features"]:
        assert set(feature["properties"]) == {"code", "nom", "epci", "population"}
        for longitude, latitude in feature["geometry"]["coordinates"][0]:
            assert round(longitude, 4) == longitude
            assert round(latitude, 4) == latitude
