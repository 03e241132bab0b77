"""Files in the exact official formats, with one relevant override per line."""

from __future__ import annotations

from pathlib import Path

#: The header published in October 2026, then what the one of 2021 lacks.
COLUMNS = [
    "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
    "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice", "Prénom d'exercice",
    "Code profession", "Libellé profession", "Code catégorie professionnelle",
    "Libellé catégorie professionnelle", "Code type savoir-faire", "Libellé type savoir-faire",
    "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Libellé mode exercice",
    "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site", "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure", "Raison sociale site", "Enseigne commerciale site",
    "Complément destinataire (coord. structure)", "Complément point géographique (coord. structure)",
    "Numéro Voie (coord. structure)", "Indice répétition voie (coord. structure)",
    "Code type de voie (coord. structure)", "Libellé type de voie (coord. structure)",
    "Libellé Voie (coord. structure)", "Mention distribution (coord. structure)",
    "Bureau cedex (coord. structure)", "Code postal (coord. structure)", "Code commune (coord. structure)",
    "Libellé commune (coord. structure)", "Code pays (coord. structure)", "Libellé pays (coord. structure)",
    "Téléphone (coord. structure)", "Téléphone 2 (coord. structure)", "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)", "Code Département (structure)", "Libellé Département (structure)",
    "Ancien identifiant de la structure", "Autorité d'enregistrement", "Code secteur d'activité",
    "Libellé secteur d'activité", "Code section tableau pharmaciens", "Libellé section tableau pharmaciens",
    "Code rôle", "Libellé rôle", "Code genre activité", "Libellé genre activité",
]  # fmt: skip
SINCE_2022 = COLUMNS[-4:]

_SHORT = {
    "rpps": "Identifiant PP", "title": "Code civilité d'exercice", "civility": "Code civilité",
    "family": "Nom d'exercice", "given": "Prénom d'exercice", "profession": "Code profession",
    "skill": "Code savoir-faire", "mode": "Code mode exercice", "finess": "Numéro FINESS site",
    "technical": "Identifiant technique de la structure", "label": "Raison sociale site",
    "number": "Numéro Voie (coord. structure)", "way": "Libellé type de voie (coord. structure)",
    "street": "Libellé Voie (coord. structure)", "cedex": "Bureau cedex (coord. structure)",
    "post": "Code postal (coord. structure)", "commune": "Code commune (coord. structure)",
    "town": "Libellé commune (coord. structure)", "phone": "Téléphone (coord. structure)",
    "email": "Adresse e-mail (coord. structure)", "national": "Identification nationale PP",
}  # fmt: skip
RPPS = ("99000000010", "99000000028", "99000000036")


def line(rpps: str = RPPS[0], *, columns: list[str] = COLUMNS, **changed: str) -> str:
    values = {
        "rpps": rpps, "national": f"8{rpps}", "title": "DR", "civility": "MME", "family": "EXEMPLE-UN",
        "given": "Aline", "profession": "10", "skill": "SM54", "mode": "L", "technical": "R10100000999991",
        "label": "CABINET EXEMPLE", "number": "12", "way": "Rue", "street": "DE LA REPUBLIQUE",
        "cedex": "96100 SAINT ELIE", "post": "96100", "commune": "96001", "town": "St Elie", "phone": "0199000011",
    } | changed  # fmt: skip
    named = {_SHORT[key]: value for key, value in values.items()}
    return "|".join(named.get(column, "") for column in columns) + "|"


def rpps_file(folder: Path, *lines: str, columns: list[str] = COLUMNS, name: str = "rpps.txt") -> Path:
    path = folder / name
    path.write_text("\n".join(["|".join(columns) + "|", *lines]) + "\n", encoding="utf-8")
    return path


def etalab_line(finess: str = "960000016", name: str = "EHPAD LES TILLEULS", **changed: str) -> str:
    values = {"commune": "001", "department": "96", "long": "", "category": "500"} | changed
    fields = [
        "structureet", finess, "960000024", name, values["long"], "", "", "4", "R", "DES TILLEULS", "", "",
        values["commune"], values["department"], "VAL-D'ORSANE", "96100 SAINT ELIE", "0199000020", "",
        values["category"], "Ehpad", "4401", "", "", "", "", "", "", "", "", "", "2026-05-12", "",
    ]  # fmt: skip
    return ";".join(fields)


def etalab_file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "finess.csv"
    path.write_bytes("\n".join(["finess;etalab;111;2026-05-12", *lines, ""]).encode(encoding))
    return path
