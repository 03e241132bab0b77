"""The FINESS stock in the two formats the directory imports.

`etalab` (cs1100507, until May 2026): `;`, a first line `finess;etalab;<n>;<date>`, `structureet` lines of 32 fields,
then `geolocalisation` lines in Lambert 93. `finess-structures` (since): JSON of legal entities holding geographical
ones, written here in its disposition of March 2026 (WGS84 in direction*, Lambert 93 as Y then X in coordonnee*).
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from pyproj import Transformer

from local_system.demo.outlines import DEPARTMENTS, upper_ascii
from local_system.demo.structures import AGGREGATES, CATEGORIES, Structure, structures

STOCK_ON = date(2026, 5, 12)
_GEOCODER = "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93"


@lru_cache(maxsize=1)
def _to_lambert_93() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)


def lambert_93(longitude: float, latitude: float) -> tuple[float, float]:
    """Metres, X then Y, to the decimetre as the register gives them."""
    x, y = _to_lambert_93().transform(longitude, latitude)
    return round(x, 1), round(y, 1)


def etalab_stock(extracted_on: date = STOCK_ON) -> str:
    lines = [f"finess;etalab;111;{extracted_on.isoformat()}"]
    lines += [_structure_line(s, extracted_on) for s in structures()]
    for s in structures():
        x, y = lambert_93(s.longitude, s.latitude)
        lines.append(f"geolocalisation;{s.finess};{x};{y};{_GEOCODER};{extracted_on.isoformat()}")
    return "\n".join(lines) + "\n"


def _structure_line(s: Structure, on: date) -> str:
    label, aggregate = CATEGORIES[s.category]
    fields = [
        "structureet", s.finess, s.legal_finess, s.name, s.long_name if s.long_name != s.name else "", "", "",
        str(s.number), s.street[0], upper_ascii(s.street[2])[:27], "", "", s.commune.code[2:], s.commune.department,
        upper_ascii(DEPARTMENTS[s.commune.department]), f"{s.commune.post_code} {s.commune.upper_name[:26]}", s.phone,
        "", s.category, label, aggregate, AGGREGATES[aggregate], "", "", "99", "Indéterminé", "", "",
        s.opened_on, s.opened_on, on.isoformat(), "",
    ]  # fmt: skip
    if len(fields) != 32:
        raise AssertionError("a structureet line has 32 fields")
    return ";".join(fields)


def finess_plus_json(extracted_on: date = STOCK_ON) -> str:
    document = {
        "schemaVersion": "v1.0.0",
        "generatedAt": f"{extracted_on.isoformat()}T04:00:00.000000000Z",
        "gcc": [],
        "gco": [],
        "pmej": [_legal_entity(serial, s, extracted_on) for serial, s in enumerate(structures(), start=1)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _legal_entity(serial: int, s: Structure, on: date) -> dict[str, Any]:
    address, contact = [_address(s)], [{"typeContact": {"roleContact": "01"}, "telecom": {"telephone": s.phone}}]
    updated = f"{on.isoformat()} 00:00:00"
    return {
        "informationsGeneralesPMEJ": {
            "pmSmsseId": str(9_000_000 + serial),
            "dateCreation": s.opened_on,
            "denominationLonguePmSmsse": s.long_name,
            "denominationPm": s.name,
            "numFinessPm": s.legal_finess,
            "typePersonneMorale": "01",
        },
        "adresse": address,
        "contact": contact,
        "engagement": [],
        "evenement": [],
        "ege": [
            {
                "informationsGeneralesEGE": {
                    "egeId": str(9_500_000 + serial),
                    "dateOuverture": s.opened_on,
                    "nomEgeCourt": s.name,
                    "nomEgeLong": s.long_name,
                    "numFinessEge": s.finess,
                },
                "categorieentiteGeographiqueExercice": s.category,
                "adresse": address,
                "contact": contact,
                "engagement": [],
                "evenement": [],
                "roleEge": [],
                "etatObjet": "A",
                "dateDerniereMaj": updated,
            }
        ],
        "etatObjet": "A",
        "dateDerniereMaj": updated,
    }


def _address(s: Structure) -> dict[str, Any]:
    x, y = lambert_93(s.longitude, s.latitude)
    code, label, way = s.street
    return {
        "usageAdresse": "03",
        "numeroVoie": str(s.number),
        "typeVoie": code,
        "libelleVoie": upper_ascii(way),
        "cogCommune": s.commune.code,
        "ligneAcheminement": s.commune.upper_name,
        "ligneQuatre": f"{s.number} {upper_ascii(label)} {upper_ascii(way)}",
        "codePostal": s.commune.post_code,
        "coordonneesGeographique": {
            "coordonneeX": f"{y:.2f}",
            "coordonneeY": f"{x:.2f}",
            "directionLatitude": f"{s.latitude:.6f}",
            "directionLongitude": f"{s.longitude:.6f}",
        },
    }
