"""The communes: the official list (CSV), or their outlines (GeoJSON). Which of the two is seen from the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from carekit.db import Database
from directory_svc.imports import outlines_load
from directory_svc.imports.errors import ColumnsMissing, FileUnreadable
from directory_svc.imports.register import Register, content_hash, store
from directory_svc.imports.report import Progress, Report, Sign
from directory_svc.imports.swap import LONG, raw_of
from directory_svc.search.names import name_key

NEEDED = ("code_insee", "nom", "departement", "region", "population", "codes_postaux", "lat", "lon")
REGISTER = Register(
    table="commune",
    key="code",
    columns={
        "code": "text", "name": "text", "name_key": "text", "kind": "text", "parent_code": "text",
        "department": "text", "region": "text", "epci_siren": "text", "epci_name": "text", "population": "integer",
        "postal_codes": "text[]", "lat": "double precision", "lon": "double precision", "content_hash": "bigint",
    },
)  # fmt: skip

#: Places that were drawn before their commune was known, or stood at its former centroid.
_PLACE_AGAIN = """
    update practice_place p set lat = c.lat, lon = c.lon
    from commune c
    where c.code = p.commune_code and c.lat is not null and p.lat is null
"""


async def load(database: Database, path: Path, report: Report, progress: Progress, now: datetime, sign: Sign) -> None:
    with path.open("rb") as file:
        first = file.read(200).lstrip(b"\xef\xbb\xbf \r\n\t")
    async with database.begin() as session:
        raw = await raw_of(session)
        if first.startswith(b"{"):
            await outlines_load.load(raw, path, report, progress)
        else:
            await store(raw, REGISTER, _rows(path, report), report, progress)
            await raw.execute(_PLACE_AGAIN, timeout=LONG)
        await sign(session)


def _rows(path: Path, report: Report) -> Iterator[tuple[Any, ...]]:
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
            if missing:
                raise ColumnsMissing(f"Missing: {', '.join(missing)}", columns=missing)
            for row in reader:
                report.lines_read += 1
                commune = _Commune.of(row)
                if not isinstance(commune, str) and commune.code in seen:
                    commune = "key-twice"
                if isinstance(commune, str):
                    report.reject(reader.line_num, commune, ",".join(str(value) for value in row.values()))
                    continue
                seen.add(commune.code)
                yield commune.as_row()
    except (UnicodeDecodeError, csv.Error) as refused:
        raise FileUnreadable from refused


@dataclass(frozen=True)
class _Commune:
    code: str
    name: str
    kind: str
    parent_code: str | None
    department: str
    region: str
    epci_siren: str | None
    epci_name: str | None
    population: int
    postal_codes: tuple[str, ...]
    lat: float | None
    lon: float | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> _Commune | str:
        """The commune, or the rule that its line breaks."""
        code, name = (row["code_insee"] or "").strip(), (row["nom"] or "").strip()
        if len(code) != 5 or not code.isalnum():
            return "commune-code"
        if not name:
            return "name-missing"
        try:
            population = int(row["population"] or 0)
            lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
        except ValueError:
            return "number"
        if (lat is None) != (lon is None) or abs(lat or 0) > 85 or abs(lon or 0) > 180:
            return "coordinates"
        return cls(
            code,
            name,
            row.get("type") or "commune",
            row.get("commune_parente") or None,
            row["departement"],
            row["region"],
            row.get("epci_siren") or None,
            row.get("epci_nom") or None,
            population,
            tuple(post for post in (row["codes_postaux"] or "").split("|") if post),
            lat,
            lon,
        )

    def as_row(self) -> tuple[Any, ...]:
        facts = (
            self.code,
            self.name,
            name_key(self.name),
            self.kind,
            self.parent_code,
            self.department,
            self.region,
            self.epci_siren,
            self.epci_name,
            self.population,
            list(self.postal_codes),
            self.lat,
            self.lon,
        )
        return (*facts, content_hash(facts))
