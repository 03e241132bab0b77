"""The RPPS extraction in free access (`PS_LibreAcces_Personne_activite`): which columns, which lines are refused,
how a person and his places are made of several lines.

UTF-8, `|`, no quoting, a `|` at the end of each line; 56 columns in 2026, 52 in 2021, read by name.
One line is one person × profession × savoir-faire × activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from directory_svc.imports.columns import folded, luhn_holds, tidy
from directory_svc.imports.errors import ColumnsMissing, NotThisFormat
from directory_svc.search.names import name_key

GENERAL_PRACTICE = ("SM26", "SM53", "SM54")
#: The identifier of a professional is a UUID of version 8 that ends with his national number.
ID_PREFIX = "52505053-0000-8000-8000-"

#: Our name → the file's, folded; `?` when an extraction may lack it.
COLUMNS = {
    "national_id": "identification nationale pp",
    "practice_title": "code civilite d exercice?",
    "civility": "code civilite?",
    "family_name": "nom d exercice",
    "given_name": "prenom d exercice",
    "profession_code": "code profession",
    "skill_code": "code savoir faire?",
    "mode_code": "code mode exercice?",
    "siret": "numero siret site?",
    "structure_finess": "numero finess site?",
    "technical_id": "identifiant technique de la structure?",
    "legal_name": "raison sociale site?",
    "shop_name": "enseigne commerciale site?",
    "street_number": "numero voie coord structure?",
    "street_repeat": "indice repetition voie coord structure?",
    "street_kind": "libelle type de voie coord structure?",
    "street_name": "libelle voie coord structure?",
    "distribution": "mention distribution coord structure?",
    "cedex": "bureau cedex coord structure?",
    "postal_code": "code postal coord structure?",
    "commune_code": "code commune coord structure?",
    "commune_name": "libelle commune coord structure?",
    "phone": "telephone coord structure?",
    "email": "adresse e mail coord structure?",
    "sector_code": "code secteur d activite?",
}
#: What `rpps_scan` knows of each line before its columns are read.
SCANNED = ("line", "whole", "line_hash", "known_hash")


@dataclass(frozen=True)
class Layout:
    """Where each of our columns stands in this file; `width` counts the columns, `bars` the `|` of a whole line."""

    width: int
    bars: int
    positions: dict[str, int]

    @classmethod
    def of(cls, header: str) -> Layout:
        trailing = header.endswith("|")
        names = [fold_header(name) for name in header.removesuffix("|").split("|")]
        if "identification nationale pp" not in names:
            raise NotThisFormat("The first line is not the header of a PS_LibreAcces_Personne_activite file")
        positions = {
            ours: names.index(theirs.removesuffix("?"))
            for ours, theirs in COLUMNS.items()
            if theirs.removesuffix("?") in names
        }
        missing = [name for ours, name in COLUMNS.items() if ours not in positions and not name.endswith("?")]
        if missing:
            raise ColumnsMissing(f"Missing: {', '.join(missing)}", columns=missing)
        return cls(len(names), len(names) if trailing else len(names) - 1, positions)


def fold_header(name: str) -> str:
    """`"Code Département (structure)"` → `"code departement structure"`: spellings seen in the wild agree."""
    return re.sub(r" +", " ", name_key(name)).replace("libelle civilite exercice", "libelle civilite d exercice")


def columns_of(lines: bytes, layout: Layout) -> pl.DataFrame:
    """Our columns as trimmed text, one row per line; what is empty or a line lacks is null."""
    wanted = dict(sorted((position, ours) for ours, position in layout.positions.items()))
    frame = pl.read_csv(
        lines,
        separator="|",
        quote_char=None,
        has_header=False,
        infer_schema=False,
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
        missing_columns="insert",
        schema={f"c{n}": pl.String for n in range(layout.width + 1)},
        columns=list(wanted),
    ).rename({f"c{position}": ours for position, ours in wanted.items()})
    if b"| " in lines or b" |" in lines:
        frame = frame.with_columns(tidy(pl.col(ours)) for ours in layout.positions)
    absent = [pl.lit(None, pl.String).alias(ours) for ours in COLUMNS if ours not in layout.positions]
    return frame.with_columns(*absent)


def refusals() -> pl.Expr:
    """The first rule a line breaks, or null."""
    identifier = pl.col("national_id")
    rpps = identifier.str.slice(1).cast(pl.UInt64, strict=False)
    return (
        pl.when(~pl.col("whole"))
        .then(pl.lit("line-cut-short"))
        .when(identifier.is_null() | (identifier.str.len_bytes() < 2))
        .then(pl.lit("identifier-missing"))
        .when(
            identifier.str.starts_with("8")
            & ~(identifier.str.contains(r"^8[0-9]{11}$") & luhn_holds(rpps).fill_null(False))
        )
        .then(pl.lit("rpps-key"))
        .when(~identifier.str.contains(r"^(8|0[0-9A-B]{9}$)"))
        .then(pl.lit("identifier-kind"))
        .when(~pl.col("profession_code").str.contains(r"^[0-9]{2}$").fill_null(False))
        .then(pl.lit("profession-code"))
        .when(pl.col("family_name").is_null())
        .then(pl.lit("name-missing"))
        .when(
            pl.any_horizontal(
                pl.col(name).str.contains("\ufffd", literal=True).fill_null(False)
                for name in ("family_name", "given_name")
            )
        )
        .then(pl.lit("not-utf-8"))
    )


def normalised(lines: pl.DataFrame) -> pl.DataFrame:
    """Accepted lines with the columns of our tables."""
    street = pl.concat_str(
        [pl.col(name) for name in ("street_number", "street_repeat", "street_kind", "street_name")],
        separator=" ",
        ignore_nulls=True,
    )
    postal, town = pl.col("postal_code"), pl.col("commune_name")
    if lines["postal_code"].null_count():
        postal = postal.fill_null(pl.col("cedex").str.extract(r"^([0-9]{5})\b"))
    if lines["commune_name"].null_count():
        town = town.fill_null(tidy(pl.col("cedex").str.replace(r"^[0-9]{5}\s+", "")))
    place_key = pl.coalesce(
        "technical_id",
        pl.lit("F") + pl.col("structure_finess"),
        pl.lit("S") + pl.col("siret"),
        pl.when(postal.is_not_null() | pl.col("commune_code").is_not_null()).then(
            pl.concat_str([pl.lit("A"), postal, pl.col("commune_code"), street], ignore_nulls=True)
        ),
    )
    family, given = folded(pl.col("family_name")), folded(pl.col("given_name").fill_null(""))
    sex = pl.col("civility").replace_strict({"M": "male", "MME": "female", "MLLE": "female"}, default=None)
    return lines.select(
        *SCANNED,
        "national_id",
        "profession_code",
        "family_name",
        "skill_code",
        "phone",
        "email",
        "commune_code",
        "structure_finess",
        "sector_code",
        "mode_code",
        place_key.alias("place_key"),
        given_name=pl.col("given_name").fill_null(""),
        family_key=family,
        name_key=(family + " " + given).str.strip_chars(),
        title=pl.col("practice_title").replace_strict({"DR": "Dr", "PR": "Pr"}, default=None),
        sex=sex,
        label=pl.col("shop_name").fill_null(pl.col("legal_name")),
        address=pl.when(street != "").then(street).otherwise(pl.col("distribution")),
        postal_code=postal,
        commune_name=town,
    )


@dataclass(frozen=True)
class People:
    """Persons (one row each, with the hash of all that is known of them) and their places."""

    persons: pl.DataFrame
    places: pl.DataFrame


def people_of(lines: pl.DataFrame) -> People:
    """`lines` must hold every line of the persons it names."""
    places = (
        lines.filter(pl.col("place_key").is_not_null())
        .unique(["national_id", "place_key"], keep="first", maintain_order=True)
        .with_columns(rank=pl.int_range(pl.len()).over("national_id").cast(pl.Int16))
    )
    persons = lines.group_by("national_id", maintain_order=True).agg(
        *(
            pl.col(name).first()
            for name in (
                "family_name",
                "given_name",
                "family_key",
                "name_key",
                "title",
                "sex",
                "profession_code",
                "known_hash",
            )
        ),
        skills=pl.col("skill_code").drop_nulls().unique().sort(),
        content_hash=pl.col("line_hash").sum().reinterpret(signed=True),
        generalist=pl.col("skill_code").is_in(GENERAL_PRACTICE).any(),
        specialist=pl.col("skill_code").str.starts_with("SM").any(),
    )
    persons = persons.with_columns(
        specialty_codes=pl.lit("{") + pl.col("skills").list.join(",") + pl.lit("}"),
        # A doctor without a specialty is one too; capacities and competences are no specialty.
        is_general_practitioner=(pl.col("profession_code") == "10") & (pl.col("generalist") | ~pl.col("specialist")),
    ).drop("skills", "generalist", "specialist")
    return People(persons, places)
