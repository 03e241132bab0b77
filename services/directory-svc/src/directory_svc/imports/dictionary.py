"""The dictionary of family names for typing mistakes, kept up as imports bring new names."""

from __future__ import annotations

from collections.abc import Iterable

from directory_svc.imports import swap
from directory_svc.imports.swap import LONG, Raw
from directory_svc.search.names import PARTICLES

#: Each telling word of a name, and the name in one word (« le gall », « legall »), whole and with one letter less.
_FORMS = """
    select distinct case when i = 0 then word else overlay(word placing '' from i for 1) end, family_key
    from (
        select family_key, word from family_next, regexp_split_to_table(family_key, ' ') word
        where length(word) > 1 and (word <> all ($1::text[]) or family_key = word)
        union
        select family_key, replace(family_key, ' ', '') from family_next
    ) words, generate_series(0, case when length(word) >= 4 then length(word) else 0 end) i
"""


async def fill_first(raw: Raw, families: Iterable[str]) -> bool:
    """While nothing was ever learnt: fills `name_form_next` beside it. False when there is a dictionary."""
    if await raw.fetchval("select exists (select 1 from name_form)"):
        return False
    await _stage(raw, families)
    await swap.create_next(raw, "name_form")
    await raw.execute(f"insert into name_form_next (form, family_key) {_FORMS}", sorted(PARTICLES), timeout=LONG)
    await raw.execute("drop table family_next")
    return True


async def learn(raw: Raw, families: Iterable[str]) -> None:
    """Adds the names that are not known yet. Names that nobody bears any more stay: they lead nowhere."""
    await _stage(raw, families)
    await raw.execute(
        "delete from family_next n using name_form f "
        "where f.form = replace(n.family_key, ' ', '') and f.family_key = n.family_key",
        timeout=LONG,
    )
    await raw.execute(
        f"insert into name_form (form, family_key) {_FORMS} on conflict do nothing", sorted(PARTICLES), timeout=LONG
    )
    await raw.execute("drop table family_next")


async def _stage(raw: Raw, families: Iterable[str]) -> None:
    await raw.execute('create temporary table family_next (family_key text collate "C") on commit drop')
    await raw.copy_records_to_table("family_next", records=((name,) for name in families), columns=["family_key"])
    await raw.execute("analyze family_next")
