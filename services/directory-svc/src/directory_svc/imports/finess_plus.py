"""FINESS+ (`finess-structures`, since 2026): JSON, legal entities (`pmej`) holding geographical ones (`ege`).

The national file weighs hundreds of megabytes: objects are decoded one after the other from a text that is
read piece by piece. An array of geographical entities alone is read as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from directory_svc.imports.coordinates import wgs84
from directory_svc.imports.errors import FileUnreadable, NotThisFormat
from directory_svc.imports.report import Report
from directory_svc.imports.structure_rows import StructureRow, joined, phone_of

_PIECE = 1 << 20
_LARGEST_OBJECT = 64 << 20
#: The site where care is given; other uses are postal or legal addresses.
_SITE = "03"


def rows(path: Path, report: Report) -> Iterator[StructureRow]:
    serial = 0
    for entity in _objects(path):
        legal = (entity.get("informationsGeneralesPMEJ") or {}).get("numFinessPm")
        sites = entity.get("ege") or [] if "informationsGeneralesPMEJ" in entity else [entity]
        for site in sites:
            serial += 1
            report.lines_read += 1
            if not isinstance(site, dict) or not isinstance(site.get("informationsGeneralesEGE"), dict):
                report.reject(serial, "not-a-geographical-entity", str(site))
            elif site.get("etatObjet") in (None, "A"):
                yield _structure(site, legal, serial)


def _structure(site: dict[str, Any], legal: str | None, serial: int) -> StructureRow:
    known = site["informationsGeneralesEGE"]
    addresses = [a for a in site.get("adresse") or [] if isinstance(a, dict)]
    address = next((a for a in addresses if a.get("usageAdresse") == _SITE), addresses[0] if addresses else {})
    place = address.get("coordonneesGeographique") or {}
    point = wgs84(
        [
            (place.get("directionLatitude"), place.get("directionLongitude")),
            (place.get("coordonneeX"), place.get("coordonneeY")),
        ],
        str(known.get("numFinessEge") or ""),
    )
    contacts = [c.get("telecom") or {} for c in site.get("contact") or [] if isinstance(c, dict)]
    category = site.get("categorieEntiteGeographiqueExercice") or site.get("categorieentiteGeographiqueExercice")
    return StructureRow(
        line=serial,
        source="finess",
        finess=known.get("numFinessEge"),
        legal_finess=legal,
        name=known.get("nomEgeLong") or known.get("nomEgeCourt") or "",
        category_code=category,
        address=address.get("ligneQuatre")
        or joined(address.get("numeroVoie"), address.get("typeVoie"), address.get("libelleVoie")),
        postal_code=address.get("codePostal"),
        commune_code=address.get("cogCommune"),
        commune_name=address.get("ligneAcheminement"),
        phone=next((phone for c in contacts if (phone := phone_of(c.get("telephone")))), None),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
    )


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of the top-level array, or of the array `pmej` of the top-level object."""
    decoder = json.JSONDecoder()
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = _up_to_first_object(file)
            while True:
                text = text.lstrip(" \r\n\t,")
                if not text:
                    text = file.read(_PIECE)
                    if not text:
                        raise FileUnreadable("The JSON text ends in the middle")
                    continue
                if text[0] == "]":
                    return
                try:
                    found, end = decoder.raw_decode(text)
                except json.JSONDecodeError as incomplete:
                    piece = file.read(max(_PIECE, len(text)))
                    if not piece or len(text) > _LARGEST_OBJECT:
                        raise FileUnreadable("The file is not JSON to its end") from incomplete
                    text += piece
                    continue
                text = text[end:]
                if isinstance(found, dict):
                    yield found
    except UnicodeDecodeError as refused:
        raise FileUnreadable from refused


def _up_to_first_object(file: Any) -> str:
    text: str = file.read(_PIECE)
    if text.lstrip().startswith("["):
        return text.lstrip()[1:]
    while '"pmej"' not in text:
        piece = file.read(_PIECE)
        if not piece:
            raise NotThisFormat("Neither an array of entities nor an object that has a member pmej")
        text = text[-10:] + piece
    text = text.partition('"pmej"')[2]
    while "[" not in text:
        piece = file.read(_PIECE)
        if not piece:
            raise NotThisFormat("pmej is not an array")
        text += piece
    return text.partition("[")[2]
