"""Where an address lies when its source does not say: at its structure, else at the centroid of its commune."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import polars as pl

from directory_svc.imports.columns import folded
from directory_svc.imports.swap import Raw


@dataclass(frozen=True)
class Gazetteer:
    """Communes and structures that have coordinates (35,000 and 100,000 rows for the nation)."""

    communes: pl.DataFrame
    by_post: pl.DataFrame
    structures: pl.DataFrame

    @classmethod
    async def of(cls, raw: Raw) -> Gazetteer:
        communes = await _frame(
            raw,
            "select code, name, lat, lon, array_to_string(postal_codes, ' ') from commune",
            {
                "commune_code": pl.String,
                "known_name": pl.String,
                "commune_lat": pl.Float64,
                "commune_lon": pl.Float64,
                "post": pl.String,
            },
        )
        structures = await _frame(
            raw,
            "select finess, lat, lon from structure where finess is not null and lat is not null",
            {"structure_finess": pl.String, "structure_lat": pl.Float64, "structure_lon": pl.Float64},
        )
        by_post = (
            communes.filter(pl.col("post").is_not_null())
            .select(
                pl.col("post").str.split(" "),
                place_name=folded(pl.col("known_name")),
                found_code=pl.col("commune_code"),
            )
            .explode("post")
            .unique(["post", "place_name"], keep="first")
        )
        return cls(communes.drop("post"), by_post, structures)

    def locate(self, places: pl.DataFrame) -> pl.DataFrame:
        """Adds `lat` and `lon` (WGS84), completes the commune's code, gives communes their official name."""
        places = self._with_commune_code(places)
        located = places.join(self.communes, on="commune_code", how="left", maintain_order="left").join(
            self.structures, on="structure_finess", how="left", maintain_order="left"
        )
        has_structure = pl.col("structure_lat").is_not_null()
        return located.with_columns(
            lat=pl.when(has_structure).then("structure_lat").otherwise("commune_lat"),
            lon=pl.when(has_structure).then("structure_lon").otherwise("commune_lon"),
            commune_name=pl.coalesce("known_name", "commune_name"),
        )

    def _with_commune_code(self, places: pl.DataFrame) -> pl.DataFrame:
        """Old extractions and some lines give a post code and a town only."""
        unknown = places.filter(pl.col("commune_code").is_null() & pl.col("postal_code").is_not_null())
        if unknown.is_empty():
            return places
        found = (
            unknown.select("postal_code", "commune_name")
            .unique()
            .with_columns(
                place_name=folded(pl.col("commune_name").fill_null(""))
                .str.replace(r"\s+cedex.*$", "")
                .str.replace(r"^st ", "saint ")
                .str.replace(r"^ste ", "sainte ")
            )
            .join(self.by_post, left_on=["postal_code", "place_name"], right_on=["post", "place_name"])
            .select("postal_code", "commune_name", "found_code")
        )
        return (
            places.join(
                found, on=["postal_code", "commune_name"], how="left", nulls_equal=True, maintain_order="left"
            )
            .with_columns(commune_code=pl.coalesce("commune_code", "found_code"))
            .drop("found_code")
        )


async def _frame(raw: Raw, query: str, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    out = BytesIO()
    await raw.copy_from_query(query, output=out)
    if not out.tell():
        return pl.DataFrame(schema=schema)
    out.seek(0)
    return pl.read_csv(out, separator="\t", has_header=False, quote_char=None, schema=schema, null_values="\\N")
