"""The official files of the territory, written to a folder: `python -m local_system.demo.files FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from local_system.demo import finess_file, outlines, rpps_file

#: Source of the import (as the directory names it) → file name of the publisher, text.
FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "communes": ("communes.csv", outlines.communes_csv),
    "outlines": ("communes.geojson", outlines.outlines_geojson),
    "finess": ("etalab-cs1100507-stock-20260512-0400.csv", finess_file.etalab_stock),
    "finess-plus": ("finess-structures-20260512.json", finess_file.finess_plus_json),
    "rpps": ("PS_LibreAcces_Personne_activite_202605120400.txt", rpps_file.personne_activite),
}


def write_all(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in FILES.values():
        path = folder / name
        path.write_text(text(), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1])):
        print(path)
