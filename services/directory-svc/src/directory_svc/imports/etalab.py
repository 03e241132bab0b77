"""The historical FINESS stock (cs1100502, cs1100507): `;`, a first line `finess;etalab;…`, `structureet` lines of
31 or 32 fields, then perhaps `geolocalisation` lines. UTF-8, older ones cp1252."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from directory_svc.imports.coordinates import Point, from_projection, number
from directory_svc.imports.errors import FileUnreadable, NotThisFormat
from directory_svc.imports.report import Report
from directory_svc.imports.structure_rows import OVERSEAS, StructureRow, joined, phone_of

_FIELDS = (31, 32)


def rows(path: Path, report: Report) -> Iterator[StructureRow]:
    encoding = encoding_of(path)
    points = _points(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_without_nul(file), delimiter=";")
        first = next(reader, [])
        if first[:2] != ["finess", "etalab"]:
            raise NotThisFormat("The first line does not begin with finess;etalab")
        for fields in reader:
            report.lines_read += 1
            if fields[:1] == ["geolocalisation"]:
                continue
            if fields[:1] != ["structureet"] or len(fields) not in _FIELDS:
                report.reject(reader.line_num, "structureet-fields", ";".join(fields))
                continue
            yield _structure(fields, reader.line_num, points)


def encoding_of(path: Path) -> str:
    """UTF-8 when every byte agrees, else cp1252."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with path.open(encoding=encoding) as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileUnreadable


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)


def _points(path: Path, encoding: str) -> dict[str, Point]:
    """FINESS number → WGS84."""
    found: dict[str, Point] = {}
    with path.open(encoding=encoding, newline="") as file:
        for line in file:
            if not line.startswith("geolocalisation;"):
                continue
            fields = line.split(";")
            if len(fields) < 4:
                continue
            x, y = number(fields[2]), number(fields[3])
            point = from_projection(x, y, fields[1]) if x and y else None
            if point is not None:
                found[fields[1]] = point
    return found


def _structure(fields: list[str], line: int, points: dict[str, Point]) -> StructureRow:
    finess, department = fields[1].strip(), fields[13].strip()
    post, _, town = fields[15].strip().partition(" ")
    lat, lon = points.get(finess, (None, None))
    return StructureRow(
        line=line,
        source="finess",
        finess=finess,
        legal_finess=fields[2].strip() or None,
        name=fields[4].strip() or fields[3],
        category_code=fields[18].strip() or None,
        category_label=fields[19].strip() or None,
        address=joined(*fields[7:12]),
        postal_code=post if post.isdigit() else None,
        commune_code=commune_code(department, fields[12].strip()),
        commune_name=town or None,
        phone=phone_of(fields[16]),
        lat=lat,
        lon=lon,
    )


def commune_code(department: str, commune: str) -> str | None:
    """`("01", "451")` → `01451`; overseas `("9A", "123")` → `97123`: the file's three digits end the INSEE code."""
    if not department or not commune:
        return None
    return OVERSEAS.get(department, department) + commune
