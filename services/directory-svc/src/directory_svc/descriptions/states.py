"""The present state of a CPTS, its structures and its professionals, as PostgreSQL writes it: (subject, data).

Run inside a transaction walled into the CPTS; the shapes are those of the event classes, which check them.
"""

from __future__ import annotations

CPTS = """
    select c.id::text as subject, jsonb_build_object(
        'cpts_id', c.id, 'name', c.name, 'finess', c.finess, 'time_zone', c.time_zone,
        'coordination_phone', c.coordination_phone,
        'communes', coalesce((
            select jsonb_agg(jsonb_build_object('code', m.code, 'name', m.name, 'department', m.department,
                                                'population', m.population, 'lat', m.lat, 'lon', m.lon)
                             order by m.code)
            from cpts_commune t join commune m on m.code = t.commune_code), '[]'),
        'neighbours', coalesce((
            select jsonb_object_agg(t.commune_code, to_jsonb(coalesce(o.neighbours, '{}')))
            from cpts_commune t left join commune_outline o on o.code = t.commune_code), '{}'),
        'closures', coalesce((
            select jsonb_agg(jsonb_build_object('starts_on', l.starts_on, 'ends_on', l.ends_on, 'label', l.label)
                             order by l.starts_on, l.id)
            from cpts_closure l where l.ends_on >= :today), '[]')) as data
    from cpts c where c.id = :cpts
"""

STRUCTURES = """
    select s.finess as subject, jsonb_build_object(
        'finess', s.finess, 'name', s.name, 'category_code', s.category_code, 'commune_code', s.commune_code) as data
    from structure s
    where s.finess is not null and s.commune_code in (select commune_code from cpts_commune)
"""

RECOURSES = """
    select r.recourse_id::text as subject, jsonb_build_object(
        'recourse_id', r.recourse_id, 'kind', r.kind, 'name', r.name, 'place_line', r.place_line,
        'professional_phone', r.professional_phone, 'public_phone', r.public_phone,
        'communes', to_jsonb(r.communes), 'modalities', to_jsonb(r.modalities),
        'profession_codes', to_jsonb(r.profession_codes), 'triage_classes', to_jsonb(r.triage_classes),
        'min_age', r.min_age, 'max_age', r.max_age, 'takes', r.takes, 'rank', r.rank, 'hours', r.hours,
        'holiday_hours', r.holiday_hours, 'dated_hours', r.dated_hours, 'is_public', r.is_public,
        'is_active', r.is_active) as data
    from recourse r
"""

PROFESSIONALS = """
    with here as (
        select commune_code as code from cpts_commune
        union
        select unnest(o.neighbours) from cpts_commune t join commune_outline o on o.code = t.commune_code
    ),
    needed as (
        select professional_id from membership
            where left_on is null and (:only is null or professional_id = any(:only))
        union
        select professional_id from volunteer
            where :only is null or professional_id = any(:only)
        union
        select l.professional_id from practice_place l
            where l.commune_code in (select code from here)
              and (:only is null or l.professional_id = any(:only))
        union
        select cast(subject as uuid) from description
            where type = 'professional.described.v1'
              and (:only is null or subject = any(cast(:only as text[])))
    )
    select p.id::text as subject, jsonb_build_object(
        'professional_id', p.id, 'rpps', p.rpps, 'family_name', p.family_name, 'given_name', p.given_name,
        'title', p.title, 'sex', p.sex, 'profession_code', p.profession_code,
        'specialty_codes', to_jsonb(p.specialty_codes), 'is_general_practitioner', p.is_general_practitioner,
        'is_member', exists (select 1 from membership m where m.professional_id = p.id and m.left_on is null),
        'is_volunteer', exists (select 1 from volunteer v where v.professional_id = p.id),
        'email', coalesce(c.email, l.email), 'phone', coalesce(c.phone, l.phone), 'mssante', c.mssante,
        'places', l.places, 'structure_finess', l.structure_finess,
        'offer', jsonb_build_object(
            'accepts_new_patients', o.accepts_new_patients, 'accepts_from', o.accepts_from, 'capacity', o.capacity,
            'working_time', o.working_time, 'home_visits', o.home_visits, 'teleconsultation', o.teleconsultation,
            'languages', to_jsonb(coalesce(o.languages, '{}')), 'wheelchair_accessible', o.wheelchair_accessible,
            'min_age', o.min_age, 'max_age', o.max_age, 'tiers_payant', o.tiers_payant),
        'absences', coalesce((
            select jsonb_agg(jsonb_build_object('absence_id', a.id, 'starts_on', a.starts_on, 'ends_on', a.ends_on)
                             order by a.starts_on, a.id)
            from absence a where a.professional_id = p.id and a.ends_on >= :today), '[]')) as data
    from needed n
    join professional p on p.id = n.professional_id
    left join offer o on o.professional_id = p.id
    left join contact_correction c on c.professional_id = p.id
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object(
                   'place_id', s.id, 'label', s.label, 'address', s.address, 'postal_code', s.postal_code,
                   'commune_code', s.commune_code, 'commune_name', s.commune_name, 'lat', s.lat, 'lon', s.lon,
                   'phone', s.phone, 'accessible', o.wheelchair_accessible,
                   -- National identifier of a structure (IDNST): 1 FINESS, 3 SIRET, 4 RPPS with its cabinet's rank.
                   'structure_id', coalesce(
                       '1' || s.structure_finess,
                       case when s.place_key ~ '^F[0-9A-Z]{9}$' then '1' || substr(s.place_key, 2) end,
                       case when s.place_key ~ '^[CS][0-9]{14}$' then '3' || substr(s.place_key, 2) end,
                       case when s.place_key ~ '^R[0-9]{14}$' then '4' || substr(s.place_key, 2) end))
                   order by s.rank), '[]')
                   as places,
               coalesce(jsonb_agg(distinct s.structure_finess) filter (where s.structure_finess is not null), '[]')
                   as structure_finess,
               (array_agg(s.email order by s.rank) filter (where s.email is not null))[1] as email,
               (array_agg(s.phone order by s.rank) filter (where s.phone is not null))[1] as phone
        from practice_place s where s.professional_id = p.id
    ) l
"""
