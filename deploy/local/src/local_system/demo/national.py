"""Synthetic lines in the national volume, to measure the import: same columns, repetition of persons and flaws.

The real file has some 1.9 million lines for 1.2 million persons (one line per activity and savoir-faire) and weighs
about a gigabyte. Lines are made from pre-computed fragments: two hundred thousand a second on one ordinary core.
By hand: `python -m local_system.demo.national FILE [LINES]`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from local_system.demo import names
from local_system.demo.outlines import upper_ascii
from local_system.demo.rpps_file import COLUMNS, HEADER, PROFESSIONS, SECTORS, SKILLS

DEFAULT_LINES = 2_000_000
FLAWED_SHARE = 0.001
# Share of lines by profession, in thousandths, near the national register (nurses and doctors make two thirds).
_MIX = (("60", 390), ("10", 270), ("70", 120), ("21", 85), ("40", 55), ("91", 35), ("50", 25), ("80", 20))
_LINES_PER_PERSON = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4)
_BLOCK = 5_000


def write(path: Path, lines: int = DEFAULT_LINES, seed: str = "maillage/national") -> int:
    """Writes header and `lines` lines; returns how many of them are flawed. Constant memory."""
    flawed = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEADER + "\n")
        for block, bad in blocks(lines, seed):
            out.write(block)
            flawed += bad
    return flawed


def blocks(lines: int, seed: str = "maillage/national") -> Iterator[tuple[str, int]]:
    """Pieces of text of some thousand lines, each with its number of flawed lines."""
    rng = random.Random(seed)
    makers = _fragments(rng)
    buffer: list[str] = []
    flawed, made, serial = 0, 0, 10_000_000
    while made < lines:
        serial += 1
        heads, tails = rng.choice(makers)
        identifier = _numbered(serial)
        head = rng.choice(heads)
        for _ in range(min(rng.choice(_LINES_PER_PERSON), lines - made)):
            if rng.random() < FLAWED_SHARE:
                flawed += 1
                buffer.append(_flawed(rng, identifier, head))
            else:
                buffer.append(f"8|{identifier}|8{identifier}|{head}{rng.choice(tails)}")
            made += 1
        if len(buffer) >= _BLOCK:
            yield "".join(buffer), flawed
            buffer.clear()
            flawed = 0
    if buffer:
        yield "".join(buffer), flawed


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def _numbered(serial: int) -> str:
    """`99`, eight digits, Luhn key. Written out rather than called: it is the hot spot."""
    stem = f"99{serial:08d}"
    total = sum(map(int, stem[0::2])) + sum(_DOUBLED[int(d)] for d in stem[1::2])
    return f"{stem}{-total % 10}"


def _flawed(rng: random.Random, identifier: str, head: str) -> str:
    """A wrong key, a line cut short, or a missing number."""
    kind = rng.randrange(3)
    if kind == 0:
        wrong = identifier[:-1] + str((int(identifier[-1]) + 1 + rng.randrange(9)) % 10)
        return f"8|{wrong}|8{wrong}|{head}{'|' * 43}\n"
    if kind == 1:
        return f"8|{identifier}|8{identifier}|{head}\n"
    return f"8||8|{head}{'|' * 43}\n"


def _fragments(rng: random.Random) -> list[tuple[list[str], list[str]]]:
    """Per profession (repeated by its share): beginnings (title, name, profession), endings (activity, place)."""
    makers: list[tuple[list[str], list[str]]] = []
    for profession, share in _MIX:
        heads = [_head(rng, profession) for _ in range(2_000)]
        tails = [_tail(rng, profession) for _ in range(4_000)]
        makers += [(heads, tails)] * (share // 5)
    return makers


def _head(rng: random.Random, profession: str) -> str:
    female = rng.random() < 0.6
    title = "DR|Docteur" if profession == "10" else "|"
    given = rng.choice(names.FEMALE_NAMES if female else names.MALE_NAMES)
    family = upper_ascii(rng.choice(names.FAMILY_NAMES)).replace("-", " ")
    civil = "MME|Madame" if female else "M|Monsieur"
    return f"{title}|{civil}|{family}|{given}|{profession}|{PROFESSIONS[profession][0]}|C|Civil|"


def _tail(rng: random.Random, profession: str) -> str:
    doctor = profession == "10"
    skill = rng.choice([s for s in SKILLS if s.startswith("SM")]) if doctor and rng.random() < 0.95 else ""
    mode = ("L", "Libéral") if rng.random() < 0.55 else ("S", "Salarié")
    code, label, way = rng.choice(names.STREETS)
    sector = rng.choice(sorted(SECTORS))
    town, department = rng.choice(names.OTHER_NAMES), f"{rng.randint(1, 95):02d}"
    post_code, commune = f"{department}{rng.randint(0, 99):02d}0", f"{department}{rng.randint(1, 700):03d}"
    rank, shop = rng.randrange(10**12), f"{_KINDS_OF_PLACE[profession]} {upper_ascii(way)}"
    values = dict.fromkeys(COLUMNS[13:], "") | {
        "Code type savoir-faire": "S" if skill else "",
        "Libellé type savoir-faire": "Spécialité ordinale" if skill else "",
        "Code savoir-faire": skill,
        "Libellé savoir-faire": SKILLS.get(skill, ""),
        "Code mode exercice": mode[0],
        "Libellé mode exercice": mode[1],
        "Identifiant technique de la structure": f"R99{rank:012d}",
        "Raison sociale site": shop,
        "Enseigne commerciale site": shop if rng.random() < 0.3 else "",
        "Complément point géographique (coord. structure)": "BATIMENT B" if rng.random() < 0.1 else "",
        "Numéro Voie (coord. structure)": str(rng.randint(1, 180)),
        "Code type de voie (coord. structure)": code,
        "Libellé type de voie (coord. structure)": label,
        "Libellé Voie (coord. structure)": upper_ascii(way),
        "Bureau cedex (coord. structure)": f"{post_code} {upper_ascii(town)}",
        "Code postal (coord. structure)": post_code,
        "Code commune (coord. structure)": commune,
        "Libellé commune (coord. structure)": town,
        "Code pays (coord. structure)": "99000",
        "Libellé pays (coord. structure)": "France",
        "Téléphone (coord. structure)": f"026191{rng.randrange(10_000):04d}" if rng.random() < 0.7 else "",
        "Code Département (structure)": department,
        "Libellé Département (structure)": "Département",
        "Ancien identifiant de la structure": f"4R99{rank:012d}" if rng.random() < 0.6 else "",
        "Autorité d'enregistrement": PROFESSIONS[profession][1],
        "Code secteur d'activité": sector,
        "Libellé secteur d'activité": SECTORS[sector],
        "Code genre activité": "GENR01",
        "Libellé genre activité": "Activité standard de soin ou de pharmacien",
    }
    return "|".join(values.values()) + "|\n"


_KINDS_OF_PLACE = {
    "10": "CABINET MEDICAL", "21": "PHARMACIE", "40": "CABINET DENTAIRE", "50": "CABINET DE SAGE-FEMME",
    "60": "CABINET INFIRMIER", "70": "CABINET DE KINESITHERAPIE", "80": "CABINET DE PODOLOGIE", "91": "ORTHOPHONIE",
}  # fmt: skip


if __name__ == "__main__":
    path, *more = sys.argv[1:]
    lines = int(more[0]) if more else DEFAULT_LINES
    print(f"{lines} lines, {write(Path(path), lines)} of them flawed")
