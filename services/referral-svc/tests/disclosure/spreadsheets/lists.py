"""Lists as coordinations keep them. Every person in them is invented."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime
from typing import Any

import openpyxl

HEADER = [
    "NOM", "Prénom", "Date de naissance", "Sexe", "Téléphone", "Commune", "Adresse", "Motif", "ALD (oui/non)",
    "Consentement", "Date de la demande", "Couverture",
]  # fmt: skip
_SYLLABLES = ["zor", "mel", "bry", "wik", "tov", "quen", "lud", "fja", "gos", "hex"]


def line(**changed: Any) -> list[Any]:
    """One row under `HEADER`, of nobody who exists."""
    values = {
        "nom": "Zyborowska",
        "prenom": "Melusine",
        "naissance": "04/05/1961",
        "sexe": "F",
        "tel": "01 99 00 11 22",
        "commune": "Valbrune",
        "adresse": "12 impasse des Ondines",
        "motif": "Plus de médecin traitant",
        "ald": "oui",
        "accord": "oui",
        "demande": "02/11/2026",
        "couverture": "C2S",
        **changed,
    }
    return list(values.values())


def as_csv(*rows: list[Any], delimiter: str = ";", encoding: str = "utf-8", header: list[str] = HEADER) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([header, *rows])
    return written.getvalue().encode(encoding)


def as_xlsx(*rows: list[Any], header: list[str] = HEADER, title: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    if title:
        tab.append([title])
        tab.append([])
    tab.append(header)
    for row in rows:
        tab.append([datetime(one.year, one.month, one.day) if isinstance(one, date) else one for one in row])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sample(size: int, seed: int = 7) -> list[list[Any]]:
    """A list with the faults that real ones have: of 300 rows, 30 wait for an agreement, 15 said no, 12 stand twice
    and 18 cannot be taken."""
    rng = random.Random(seed)
    rows = []
    for n in range(size):
        name = "".join(rng.choices(_SYLLABLES, k=3)).capitalize() + chr(97 + n % 26) + chr(97 + n // 26 % 26)
        born = date(rng.randrange(1930, 2020), rng.randrange(1, 13), rng.randrange(1, 29))
        row = line(
            nom=name,
            prenom=rng.choice(_SYLLABLES).capitalize(),
            naissance=born.strftime("%d/%m/%Y"),
            tel=f"0199{n:06d}",
            sexe=rng.choice("FM"),
            ald=rng.choice(["oui", "non", ""]),
        )
        match n % 50:
            case 1 | 11 | 21 | 31 | 41:
                row[9] = ""
            case 2 | 12 | 22 if n % 100 < 50 or n % 50 == 2:
                row[9] = "non"
            case 3 | 13 if rows:
                row = rows[-1].copy()
                row[9] = "oui"
            case 4:
                row[2] = "pas de date"
            case 14:
                row[5] = "Atlantide"
            case 24:
                row[4] = ""
        rows.append(row)
    return rows
