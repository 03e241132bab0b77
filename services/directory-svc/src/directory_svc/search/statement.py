"""The search as one SQL statement: a few candidates found in page order by one index, then their page as JSON.

The text depends only on which filters are asked (and on the profession, because each has an index of its
own), so each connection prepares it once. All values are parameters.
"""

# ruff: noqa: S608  (names of tables and columns are ours; every value is a parameter)

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from directory_svc.professionals.models import PROFESSIONS_WITH_POINT_INDEX
from directory_svc.search import by_name
from directory_svc.search.parameters import After, Parameters
from directory_svc.search.schemas import ProfessionalFilters

#: What a row of `hit` holds: sort (distance in the plane, rank of the name, or 0), name_key, professional, place.
_PAGE = """
with {ctes}hit as materialized (
    {candidates}
)
select coalesce(json_agg(item order by sort, name_key, professional_id) filter (where position <= {limit}),
                '[]')::text as items,
       count(*) > {limit} as more,
       (array_agg(sort order by sort, name_key, professional_id))[{limit}] as last_sort,
       (array_agg(name_key order by sort, name_key, professional_id))[{limit}] as last_name,
       (array_agg(professional_id order by sort, name_key, professional_id))[{limit}] as last_id{extra}
from (
    select h.sort, h.name_key, h.professional_id,
           row_number() over (order by h.sort, h.name_key, h.professional_id) as position,
           json_build_object(
        'professional_id', p.id, 'rpps', p.rpps, 'family_name', p.family_name, 'given_name', p.given_name,
        'title', p.title, 'profession_code', p.profession_code,
        'profession_label', coalesce(f.label, p.profession_code),
        'specialty_labels', (
            select coalesce(json_agg(coalesce(s.label, u.code) order by u.n), '[]')
            from unnest(p.specialty_codes) with ordinality u (code, n) left join specialty s on s.code = u.code),
        'is_member', exists (select 1 from membership m where m.professional_id = p.id and m.left_on is null),
        'place', case when l.rank is not null then json_build_object(
            'label', l.label, 'address', l.address, 'postal_code', l.postal_code, 'commune_code', l.commune_code,
            'commune_name', l.commune_name, 'lat', l.lat, 'lon', l.lon, 'phone', l.phone) end,
        'accepts_new_patients', o.accepts_new_patients, 'accepts_from', o.accepts_from, 'home_visits', o.home_visits,
        'teleconsultation', o.teleconsultation, 'languages', coalesce(o.languages, '{{}}'),
        'distance_km', {distance}) as item
    from hit h
    join professional p on p.id = h.professional_id
    left join practice_place l on l.professional_id = h.professional_id and l.rank = h.place
    left join profession f on f.code = p.profession_code
    left join offer o on o.professional_id = p.id
) rows
"""


@dataclass(frozen=True)
class Statement:
    sql: str
    arguments: list[Any]


def statement_for(filters: ProfessionalFilters, after: After | None) -> Statement:
    given = Parameters()
    # In the text, not a parameter: a plan made for any limit sorts everybody instead of walking the index by
    # distance (9 ms for 0.7, measured), so PostgreSQL planned each question anew.
    limit = str(int(filters.limit))
    if filters.lat is not None or filters.near_commune is not None:
        ctes, candidates, distance, extra = _nearest(filters, after, given, limit)
    elif filters.name is not None:
        ctes, candidates = by_name.candidates(filters.name, _person_wants(filters, given), after, given, limit)
        candidates = _with_place(candidates, filters, given)
        distance, extra = "null", ""
    else:
        ctes, candidates = "", _in_order_of_name(filters, after, given, limit)
        distance, extra = "null", ""
    sql = _PAGE.format(ctes=ctes, candidates=candidates, limit=limit, distance=distance, extra=extra)
    return Statement(sql, given.values)


def _nearest(
    filters: ProfessionalFilters, after: After | None, given: Parameters, limit: str
) -> tuple[str, str, str, str]:
    """Nearest first, each professional at the nearest of the places that match. KNN on one small index per
    profession; without a profession, the nearest of each are merged."""
    if filters.lat is not None:
        lat, lon = given.add(filters.lat, "float8"), given.add(filters.lon, "float8")
        centre = (
            f"centre as materialized (select point(6371.0 * radians({lon}), "
            f"6371.0 * asinh(tan(radians({lat})))) as at, cos(radians({lat})) as scale), "
        )
    else:
        code = given.add(filters.near_commune, "text")
        centre = f"centre as materialized (select at, cos(radians(lat)) as scale from commune where code = {code}), "
    here, scale = "(select at from centre)", "(select scale from centre)"
    wants = _place_wants(filters, given, "l") + _person_wants(filters, given, "l.professional_id")
    if filters.within_km is not None:
        wants.append(f"l.at <@ circle({here}, {given.add(filters.within_km, 'float8')} / {scale})")
    if filters.name is not None:
        wants.append(by_name.is_meant(filters.name, given))
    if after is not None:
        wants.append(
            f"(l.at <-> {here}, l.professional_id) > ({given.add(after.sort, 'float8')}, "
            f"{given.add(after.professional_id, 'uuid')})"
        )
    nearer = "".join(f" and {want}" for want in _place_wants(filters, given, "n"))
    branches = [
        f"""(select l.at <-> {here} as sort, ''::text as name_key, l.professional_id, l.rank as place
        from practice_place l
        where {" and ".join([profession, "l.at is not null", *wants])}
          and not exists (
              select 1 from practice_place n where n.professional_id = l.professional_id{nearer}
              and (n.at <-> {here}, n.rank) < (l.at <-> {here}, l.rank))
        order by l.at <-> {here}, l.professional_id limit {limit} + 1)"""
        for profession in _point_indexes(filters.profession)
    ]
    candidates = "\n    union all ".join(branches)
    if len(branches) > 1:
        candidates = (
            f"select sort, name_key, professional_id, place from ({candidates}) every_profession "
            f"order by sort, professional_id limit {limit} + 1"
        )
    return (
        centre,
        candidates,
        f"round((h.sort * {scale})::numeric, 1)",
        ", exists (select 1 from centre where at is not null) as centre_known",
    )


def _point_indexes(profession: str | None) -> list[str]:
    """The conditions under which PostgreSQL sees that a partial point index serves."""
    if profession is not None:
        return [f"l.profession_code = '{profession}'"]  # two digits, by the schema
    others = ", ".join(f"'{code}'" for code in PROFESSIONS_WITH_POINT_INDEX)
    one_by_one = [f"l.profession_code = '{code}'" for code in PROFESSIONS_WITH_POINT_INDEX]
    return [*one_by_one, f"l.profession_code not in ({others})"]


def _in_order_of_name(filters: ProfessionalFilters, after: After | None, given: Parameters, limit: str) -> str:
    if filters.commune is None:
        return _persons_in_order(filters, after, given, limit)
    wants = _place_wants(filters, given, "l") + _person_wants(filters, given, "l.professional_id")
    same = " and ".join(
        ["o.professional_id = l.professional_id", "o.rank < l.rank", *_place_wants(filters, given, "o")]
    )
    wants.append(f"not exists (select 1 from practice_place o where {same})")
    if after is not None:
        wants.append(
            f"(l.name_key, l.professional_id) > ({given.add(after.name_key, 'text')}, "
            f"{given.add(after.professional_id, 'uuid')})"
        )
    return f"""select 0::float8 as sort, l.name_key, l.professional_id, l.rank as place
        from practice_place l where {" and ".join(wants)}
        order by l.name_key, l.professional_id limit {limit} + 1"""


def _persons_in_order(filters: ProfessionalFilters, after: After | None, given: Parameters, limit: str) -> str:
    wants = ["true", *_person_wants(filters, given, "p.id")]
    if after is not None:
        wants.append(
            f"(p.name_key, p.id) > ({given.add(after.name_key, 'text')}, {given.add(after.professional_id, 'uuid')})"
        )
    place = " and ".join(["l.professional_id = p.id", *_place_wants(filters, given, "l")])
    must = "cross join" if filters.profession is not None else "left join"
    on = "" if filters.profession is not None else " on true"
    return f"""select 0::float8 as sort, p.name_key, p.id as professional_id, l.rank as place
        from professional p
        {must} lateral (select rank from practice_place l where {place} order by rank limit 1) l{on}
        where {" and ".join(wants)}
        order by p.name_key, p.id limit {limit} + 1"""


def _with_place(candidates: str, filters: ProfessionalFilters, given: Parameters) -> str:
    """The place to show of professionals found by name: the one that matches, else the first."""
    place = " and ".join(["l.professional_id = c.professional_id", *_place_wants(filters, given, "l")])
    return f"""select c.sort, c.name_key, c.professional_id,
           (select l.rank from practice_place l where {place} order by l.rank limit 1) as place
    from ({candidates}) c"""


def _place_wants(filters: ProfessionalFilters, given: Parameters, place: str) -> list[str]:
    wants = []
    if filters.profession is not None:
        wants.append(f"{place}.profession_code = {given.add(filters.profession, 'text')}")
    if filters.commune is not None:
        wants.append(f"{place}.commune_code = {given.add(filters.commune, 'text')}")
    return wants


def _person_wants(filters: ProfessionalFilters, given: Parameters, person: str = "p.id") -> list[str]:
    """What is asked of the person or of the offer, whatever the place."""
    wants = []
    if filters.specialty is not None:
        wants.append(
            f"exists (select 1 from professional q where q.id = {person} "
            f"and q.specialty_codes @> array[{given.add(filters.specialty, 'text')}])"
        )
    offered = [
        f"o.{name} = {given.add(wanted, 'boolean')}"
        for name in ("accepts_new_patients", "home_visits", "teleconsultation", "wheelchair_accessible")
        if (wanted := getattr(filters, name)) is not None
    ]
    if filters.language is not None:
        offered.append(f"o.languages @> array[{given.add(filters.language, 'text')}]")
    if offered:
        wants.append(f"{person} in (select o.professional_id from offer o where {' and '.join(offered)})")
    if filters.members_only:
        wants.append(f"{person} in (select m.professional_id from membership m where m.left_on is null)")
    if person == "p.id" and (filters.commune is not None or filters.profession is not None):
        place = " and ".join(["w.professional_id = p.id", *_place_wants(filters, given, "w")])
        wants.append(f"exists (select 1 from practice_place w where {place})")
    return wants
