"""Structures from two open lists that are not FINESS itself: the EHPAD (CNSA prices, no FINESS number) and the
health establishments as Eurostat publishes them (also cut by department)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from directory_svc.imports.coordinates import number, wgs84
from directory_svc.imports.errors import ColumnsMissing, NotThisFormat
from directory_svc.imports.etalab import encoding_of
from directory_svc.imports.report import Report
from directory_svc.imports.structure_rows import StructureRow, joined, phone_of, slug
from directory_svc.search.names import name_key

_EHPAD = "500"
#: Eurostat gives the label of the category only; these are the codes of TRE_R66 behind its commonest ones.
_CATEGORIES = {
    "centre hospitalier regional": "101",
    "centre hospitalier": "355",
    "centre hospitalier ex hopital local": "355",
    "centre hospitalier specialise lutte maladies mentales": "292",
    "centre medico psychologique": "156",
}


def ehpad_rows(path: Path, report: Report) -> Iterator[StructureRow]:
    """`nom,code_insee,commune,departement,lat,lon,prix…`; its own key is commune and name."""
    for line, row in _lines(path, ("nom", "code_insee", "commune", "lat", "lon"), report):
        point = wgs84([(row["lat"], row["lon"])])
        yield StructureRow(
            line=line,
            source="ehpad",
            key=slug("ehpad", row["code_insee"], row["nom"].removeprefix("EHPAD ")),
            name=row["nom"],
            category_code=_EHPAD,
            commune_code=row["code_insee"] or None,
            commune_name=row["commune"] or None,
            lat=point[0] if point else None,
            lon=point[1] if point else None,
        )


def eurostat_rows(path: Path, report: Report) -> Iterator[StructureRow]:
    """The national file (`id,hospital_name,…`), whose numbers lost their leading zeros, or a cut of it."""
    for line, row in _lines(path, ("lat", "lon"), report):
        yield _national(line, row) if "hospital_name" in row else _departmental(line, row)


def is_eurostat(header: str) -> bool:
    return header.startswith(("id,hospital_name,", "finess_et,nom,categorie,"))


def _national(line: int, row: dict[str, str]) -> StructureRow:
    identifier = row["id"].strip()
    point = wgs84([(row["lat"], row["lon"])])
    return StructureRow(
        line=line,
        source="eurostat",
        finess=identifier.zfill(9) if identifier else None,
        name=row["hospital_name"],
        category_code=_category(row["facility_type"]),
        category_label=row["facility_type"] or None,
        address=joined(row["house_number"], row["street"]),
        postal_code=row["postcode"].zfill(5) if row["postcode"] else None,
        commune_name=row["city"] or None,
        phone=phone_of(row["tel"]),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
    )


def _departmental(line: int, row: dict[str, str]) -> StructureRow:
    point = wgs84([(row["lat"], row["lon"])]) if number(row["lat"]) else None
    return StructureRow(
        line=line,
        source="eurostat",
        finess=row["finess_et"].strip() or None,
        name=row["nom"],
        category_code=_category(row["categorie"]),
        category_label=row["categorie"] or None,
        address=joined(row["numero"], row["voie"]),
        postal_code=row["code_postal"] or None,
        commune_code=row["code_insee_calcule"] or None,
        commune_name=row["ville"] or None,
        phone=phone_of(row["telephone"]),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
    )


def _category(label: str) -> str | None:
    return _CATEGORIES.get(name_key(label.split("(")[0]))


def _lines(path: Path, needed: tuple[str, ...], report: Report) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding=encoding_of(path), newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in needed if name not in (reader.fieldnames or [])]
        if missing:
            raise ColumnsMissing(f"Missing: {', '.join(missing)}", columns=missing)
        try:
            for row in reader:
                report.lines_read += 1
                if None in row or None in row.values():
                    report.reject(reader.line_num, "line-cut-short", ",".join(str(v) for v in row.values()))
                    continue
                yield reader.line_num, row
        except csv.Error as broken:
            raise NotThisFormat(str(broken)) from broken
