"""The invented communes: codes, names, outlines, populations, neighbours.

Departments. INSEE has attributed 01–19, 21–95, 2A, 2B and 971–989; 20 was Corsica and 97–98 are overseas.
« 96 » is attributed to nobody; in « 99 » INSEE numbers foreign countries from 99101 on, so 99001–99099 are free.
No French commune code, post code or FINESS prefix begins with 96 or 990.

Place. The territory is laid in the open Atlantic (around 46.2° N, 3.6° W), a hundred kilometres from the nearest
shore: its points are valid in Lambert 93 and can be mistaken for nobody's home.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
from dataclasses import dataclass
from functools import lru_cache

from stdnum import luhn

from local_system.demo import mesh, names

CPTS_POPULATION = 67_000
CPTS_COMMUNES = 38
SECOND_CPTS_COMMUNES = 5
CENTRE = (46.2, -3.6)
DEPARTMENTS = {"96": "Val-d'Orsane", "99": "Haute-Tavelle"}
REGION = "90"  # unattributed too
_SITE_SPACING_KM = 4.7
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Commune:
    code: str
    name: str
    department: str
    post_code: str
    population: int
    latitude: float
    longitude: float
    ring: tuple[tuple[float, float], ...]
    """Closed outline, (longitude, latitude) with 4 decimals, counter-clockwise."""
    neighbours: tuple[str, ...]
    cpts: str | None
    """`first`, `second`, or None for a bordering commune of no CPTS."""

    @property
    def department_name(self) -> str:
        return DEPARTMENTS[self.department]

    @property
    def upper_name(self) -> str:
        """As the national registers write it: `69200 VENISSIEUX`."""
        return upper_ascii(self.name).replace("-", " ").replace("'", " ")


def upper_ascii(text: str) -> str:
    return text.upper().translate(str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "AAACEEEEIIOOUUUY"))


@lru_cache(maxsize=1)
def communes() -> tuple[Commune, ...]:
    """All communes by code: those of the CPTS, then a ring around it, part of which makes the second CPTS."""
    rng = random.Random("maillage/communes")
    regions, sites = _kept_regions(rng)
    first, second = _memberships(regions, sites)
    department = {r: "96" if sites[r][0] < _river(sites[r][1]) else "99" for r in regions.rings}
    population = _populations(rng, sites, first, second, department)
    named = _named(sites, population, department)
    codes = _codes(named, department)
    at = mesh.drawn([regions.rings[r] for r in sorted(regions.rings)], rng)
    offices = sorted(population, key=lambda r: (-population[r], r))[:9]
    found: list[Commune] = []
    for region, ring in regions.rings.items():
        points = [at[v] for v in ring]
        outline = [_degrees(p) for p in points]
        latitude, longitude = _degrees(mesh.area_and_centroid(points)[1])[::-1]
        same = [o for o in offices if department[o] == department[region]]
        office = min(same, key=lambda o: math.dist(sites[o], sites[region]))
        found.append(
            Commune(
                code=codes[region],
                name=named[region],
                department=department[region],
                post_code=f"{department[region]}{100 * (1 + same.index(office)):03d}",
                population=population[region],
                latitude=latitude,
                longitude=longitude,
                ring=(*outline, outline[0]),
                neighbours=tuple(sorted(codes[o] for o in regions.touching[region])),
                cpts="first" if region in first else "second" if region in second else None,
            )
        )
    return tuple(sorted(found, key=lambda c: c.code))


def commune_named(name: str) -> Commune:
    return next(c for c in communes() if c.name == name)


def own_communes() -> tuple[Commune, ...]:
    return tuple(c for c in communes() if c.cpts == "first")


def second_communes() -> tuple[Commune, ...]:
    return tuple(c for c in communes() if c.cpts == "second")


def distance_km(a: Commune, b: Commune) -> float:
    dy = (a.latitude - b.latitude) * _KM_PER_DEGREE
    dx = (a.longitude - b.longitude) * _KM_PER_DEGREE * math.cos(math.radians(CENTRE[0]))
    return math.hypot(dx, dy)


_COLUMNS = (
    "code_insee", "nom", "type", "commune_parente", "departement", "region", "epci_siren", "epci_nom", "epci_type",
    "population", "codes_postaux", "lat", "lon", "centroide_source",
)  # fmt: skip


def communes_csv() -> str:
    """The columns of the official list (codes, population, post codes separated by `|`, centroid)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for c in communes():
        siren, epci = _epci(c)
        writer.writerow(
            {
                "code_insee": c.code,
                "nom": c.name,
                "type": "commune",
                "departement": c.department,
                "region": REGION,
                "epci_siren": siren,
                "epci_nom": epci,
                "epci_type": "CC",
                "population": c.population,
                "codes_postaux": c.post_code,
                "lat": f"{c.latitude:.5f}",
                "lon": f"{c.longitude:.5f}",
                "centroide_source": "contour",
            }
        )
    return out.getvalue()


def outlines_geojson() -> str:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[list(p) for p in c.ring]]},
            "properties": {"code": c.code, "nom": c.name, "epci": _epci(c)[0], "population": c.population},
        }
        for c in communes()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _epci(commune: Commune) -> tuple[str, str]:
    """SIREN (range 990…, Luhn key) and name of the invented intercommunality."""
    stem, name = (
        ("99000001", "CC du Val-d'Orsane") if commune.department == "96" else ("99000002", "CC de la Tavelle")
    )
    return stem + luhn.calc_check_digit(stem), name


def _kept_regions(rng: random.Random) -> tuple[mesh.Borders, dict[int, mesh.Point]]:
    sites: dict[int, mesh.Point] = {0: (0.0, 0.0)}
    reach = 30.0
    rows = int(reach / (_SITE_SPACING_KM * 0.866)) + 1
    for r in range(-rows, rows + 1):
        for q in range(-rows, rows + 1):
            x = _SITE_SPACING_KM * (q + 0.5 * (r % 2)) + rng.uniform(-1.45, 1.45)
            y = _SITE_SPACING_KM * 0.866 * r + rng.uniform(-1.45, 1.45)
            if 2.6 < math.hypot(x, y) < reach:
                sites[len(sites)] = (x, y)
    owner = {
        cell: min(sites, key=lambda s: math.dist(sites[s], _warped(mesh.centre_of(cell))))
        for cell in mesh.cells_within(reach, reach - 3)
    }
    mesh.make_connected(owner)
    whole = mesh.borders_of(owner)
    core = set(_nearest(sites, CPTS_COMMUNES))
    kept = core | {other for region in core for other in whole.touching[region]}
    return mesh.borders_of({cell: region for cell, region in owner.items() if region in kept}), sites


def _nearest(sites: dict[int, mesh.Point], count: int) -> list[int]:
    return sorted(sites, key=lambda s: math.hypot(sites[s][0] / 1.25, sites[s][1]))[:count]


def _memberships(regions: mesh.Borders, sites: dict[int, mesh.Point]) -> tuple[set[int], set[int]]:
    first = set(_nearest(sites, CPTS_COMMUNES))
    east = sorted((r for r in regions.rings if r not in first), key=lambda r: -sites[r][0])
    return first, set(east[:SECOND_CPTS_COMMUNES])


def _warped(point: mesh.Point) -> mesh.Point:
    x, y = point
    return x + 0.7 * math.sin(y * 1.1) + 0.35 * math.sin(y * 2.7 + x), y + 0.7 * math.sin(x * 1.3 + 1)


def _river(y: float) -> float:
    """Abscissa of the Orsane, which separates the departments."""
    return -2.0 + 3.0 * math.sin(y / 6.0)


def _degrees(point: mesh.Point) -> tuple[float, float]:
    latitude = CENTRE[0] + point[1] / _KM_PER_DEGREE
    longitude = CENTRE[1] + point[0] / (_KM_PER_DEGREE * math.cos(math.radians(CENTRE[0])))
    return round(longitude, 4), round(latitude, 4)


def _populations(
    rng: random.Random,
    sites: dict[int, mesh.Point],
    first: set[int],
    second: set[int],
    department: dict[int, str],
) -> dict[int, int]:
    """A town of 15,000 in the middle, a second one across the river, bourgs, and villages under 1,000."""
    main = 0
    across = [r for r in sorted(first) if department[r] != department[main] and math.dist(sites[r], sites[main]) > 6]
    town = min(across, key=lambda r: math.dist(sites[r], sites[main]))
    fixed = {main: 15_240, town: 8_310}
    rest = [r for r in sorted(first) if r not in fixed]
    weights = {r: rng.lognormvariate(0, 0.85) + 0.12 for r in rest}
    left = CPTS_POPULATION - sum(fixed.values())
    shared = {r: int(left * w / sum(weights.values())) for r, w in weights.items()}
    shared[max(rest, key=lambda r: shared[r])] += left - sum(shared.values())
    ring = {r: int(rng.lognormvariate(6.9, 0.7)) + 90 for r in sorted(department) if r not in first}
    ring |= {r: ring[r] + 2_600 for r in sorted(second)}
    return fixed | shared | ring


def _named(sites: dict[int, mesh.Point], population: dict[int, int], department: dict[int, str]) -> dict[int, str]:
    by_size = sorted(population, key=lambda r: (-population[r], r))
    named = {0: names.MAIN_TOWN, next(r for r in by_size if department[r] != department[0]): names.SECOND_TOWN}

    def name_nearest(words: tuple[str, ...], distance: dict[int, float]) -> None:
        for word, region in zip(
            words, sorted((r for r in distance if r not in named), key=distance.__getitem__), strict=False
        ):
            named[region] = word

    name_nearest(names.ORSANE_NAMES, {r: abs(sites[r][0] - _river(sites[r][1])) for r in population})
    name_nearest(
        names.TAVELLE_NAMES, {r: abs(sites[r][1] + 6 + sites[r][0] / 3) for r in population if sites[r][0] > 2}
    )
    name_nearest(names.OTHER_NAMES, {r: float(r) for r in population})
    return named


def _codes(named: dict[int, str], department: dict[int, str]) -> dict[int, str]:
    codes: dict[int, str] = {}
    for prefix in DEPARTMENTS:
        of_department = sorted((r for r in named if department[r] == prefix), key=lambda r: upper_ascii(named[r]))
        codes |= {region: f"{prefix}{rank:03d}" for rank, region in enumerate(of_department, start=1)}
    return codes
