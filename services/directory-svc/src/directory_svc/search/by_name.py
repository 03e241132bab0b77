"""Who is meant by a name that a person typed.

Best first: 1. the names that begin with it as typed, or with its words in another order; 2. the names of
which one word was meant, a typing mistake in it forgiven, and whose other words agree.
"""

# ruff: noqa: S608  (names of tables and columns are ours; every value is a parameter)

from __future__ import annotations

from directory_svc.search.errors import NameWithoutLetters
from directory_svc.search.names import name_key, one_letter_less, words_of
from directory_svc.search.parameters import After, Parameters

_AFTER_ALL = "\U0010ffff"
_FAMILIES = 300


def candidates(name: str, wants: list[str], after: After | None, given: Parameters, limit: str) -> tuple[str, str]:
    """CTEs, and the statement that finds (sort, name_key, professional_id) in page order."""
    key = _key(name)
    wanted = "".join(f" and {want}" for want in wants)
    later = _later(after, given)
    orders = _orders(key)
    begins = [
        f"select 0::float8 as sort, p.name_key, p.id as professional_id from professional p "
        f"where p.name_key >= {given.add(order, 'text')} and p.name_key < {given.add(order + _AFTER_ALL, 'text')}"
        f"{wanted}{later[0]}"
        for order in orders
    ]
    as_typed = given.add(orders, "text[]")
    # A family name is followed by a given name, or by nothing: '!' comes right after ' '.
    meant = f"""select f.sort::float8, p.name_key, p.id as professional_id
        from family f cross join lateral (
            select p.name_key, p.id from professional p
            where p.name_key >= f.family_key and p.name_key < f.family_key || '!'
              and {_agrees("p.name_key")}
              and not exists (select 1 from unnest({as_typed}) t where starts_with(p.name_key, t)){wanted}{later[1]}
            order by p.name_key, p.id limit {limit} + 1
        ) p"""
    sorted_branches = [f"({begin} order by p.name_key, p.id limit {limit} + 1)" for begin in begins]
    every = "\n    union all ".join([*sorted_branches, f"({meant} order by 1, 2, 3 limit {limit} + 1)"])
    return (
        f"family as materialized ({_families(key, given)}), ",
        f"""select min(sort) as sort, name_key, professional_id from ({every}) found
        group by name_key, professional_id order by 1, 2, 3 limit {limit} + 1""",
    )


def is_meant(name: str, given: Parameters) -> str:
    """The same question as a condition on a place `l`, for searches in another order than that of names."""
    key = _key(name)
    starts = " or ".join(f"starts_with(l.name_key, {given.add(order, 'text')})" for order in _orders(key))
    return f"""({starts} or exists (
        select 1 from ({_families(key, given)}) f
        where (l.name_key = f.family_key or starts_with(l.name_key, f.family_key || ' '))
          and {_agrees("l.name_key")}))"""


def _families(key: str, given: Parameters) -> str:
    """Families of which a word was meant: 1 as typed, 2 with a mistake; and the words that remain to be found."""
    words = words_of(key)
    forms = _forms(key)
    typed = given.add(words, "text[]")
    sought = given.add([form for form, _ in forms], "text[]")
    accounted = given.add([words for _, words in forms], "text[]")
    return f"""select n.family_key,
               min(case when string_to_array(n.family_key, ' ') && {typed} then 1 else 2 end) as sort,
               array(select unnest({typed}) except select unnest(string_to_array(string_agg(l.words, ' '), ' ')))
                   as remaining
        from unnest({sought}, {accounted}) l (form, words) join name_form n on n.form = l.form
        group by n.family_key order by 2, 1 limit {_FAMILIES}"""


def _agrees(whole: str) -> str:
    """Every other word typed begins a word of the name, or resembles one."""
    return (
        f"not exists (select 1 from unnest(f.remaining) t where (' ' || {whole}) not like '% ' || t || '%' "
        f"and word_similarity(t, {whole}) < 0.4)"
    )


def _later(after: After | None, given: Parameters) -> tuple[str, str]:
    """Conditions that pass what earlier pages showed: for names as typed (sort 0), and for those meant."""
    if after is None:
        return "", ""
    sort, name = given.add(after.sort, "float8"), given.add(after.name_key, "text")
    person = given.add(after.professional_id, "uuid")
    beyond = f"(p.name_key, p.id) > ({name}, {person})"
    return f" and {sort} = 0 and {beyond}", f" and (f.sort > {sort} or (f.sort = {sort} and {beyond}))"


def _key(name: str) -> str:
    key = name_key(name)
    if not key:
        raise NameWithoutLetters
    return key


def _orders(key: str) -> list[str]:
    """As typed, and with the first word or words moved to the end: `jean dupont` → `dupont jean`."""
    words = key.split()[:5]
    return list(dict.fromkeys(" ".join(words[n:] + words[:n]) for n in range(len(words))))


def _forms(key: str) -> list[tuple[str, str]]:
    """What to look up in the dictionary, and the words typed that it accounts for: each telling word, and the
    first words run together, whole and a letter less."""
    words = key.split()
    sought = [(word, word) for word in words_of(key)[:4]]
    if len(words) > 1:
        sought.append(("".join(words[:2]), " ".join(words[:2])))
    return sorted({(form, typed) for word, typed in sought for form in one_letter_less(word)})
