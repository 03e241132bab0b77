"""Say who sees a slot from when, in which ways and how long each reason takes.

`slot.audience` becomes one instant per audience, so that a timed release is a comparison in the search itself. What
was open stays open at once. An appointment has a lane, so that a stated overbooking stays under the constraint.
"""

# ruff: noqa: S608  (statements are put together from the names above)
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

revision = "2026_11_22_1255"
down_revision = "2026_11_22_1250"

AUDIENCES = ("cpts", "pro", "snp", "public")
AT_ONCE = "timestamptz '2000-01-01 00:00:00Z'"
OVERLAPS = """alter table appointment add constraint appointment_never_overlaps exclude using gist
    (professional_id with =, {lane} tstzrange(starts_at, ends_at) with &&)
    where (status in ('held', 'booked', 'arrived', 'fulfilled', 'no_show'))"""

TERMS = """
    add column modalities text[] not null default '{{AMB}}'
        constraint ck_{table}_modalities check (modalities <> '{{}}' and modalities <@ array['AMB', 'HH', 'VR']),
    add column appointment_type varchar not null default 'ROUTINE'
        constraint ck_{table}_appointment_type check (appointment_type in ('ROUTINE', 'WALKIN')),
    add column reasons jsonb not null default '{{}}',
    add column overbooking smallint not null default 0
        constraint ck_{table}_overbooking check (overbooking between 0 and 9)"""


@contextmanager
def _every_row(*tables: str) -> Iterator[None]:
    """The wall by CPTS would hide every row from a migration."""
    for table in tables:
        op.execute(f"alter table {table} no force row level security")
    yield
    for table in tables:
        op.execute(f"alter table {table} force row level security")


def upgrade() -> None:
    with _every_row("opening", "slot"):
        op.execute(
            f"alter table opening {TERMS.format(table='opening')}, "
            "add column releases jsonb not null default '[]', "
            "add column school_holidays varchar not null default 'open' "
            "constraint ck_opening_school_holidays check (school_holidays in ('open', 'closed', 'only'))"
        )
        op.execute("update opening set modalities = array[modality]")
        op.execute("alter table opening drop column modality")
        op.execute(
            f"alter table slot {TERMS.format(table='slot')}, "
            + ", ".join(f"add column {name}_from timestamptz" for name in AUDIENCES)
        )
        op.execute(
            "update slot set modalities = array[modality], "
            + ", ".join(f"{name}_from = case when '{name}' = any(audience) then {AT_ONCE} end" for name in AUDIENCES)
        )
        op.execute("alter table slot drop column modality, drop column audience")
    op.execute(
        "alter table appointment add column lane smallint not null default 0 "
        "constraint ck_appointment_lane check (lane between 0 and 9), "
        "drop constraint appointment_never_overlaps"
    )
    op.execute(OVERLAPS.format(lane="lane with =,"))
    op.execute(
        "alter table agenda_rule add column school_zone varchar "
        "constraint ck_agenda_rule_school_zone check (school_zone in ('A', 'B', 'C'))"
    )


def downgrade() -> None:
    """Overbooked appointments have no place in the former table."""
    op.execute("alter table agenda_rule drop column school_zone")
    with _every_row("appointment", "opening", "slot"):
        op.execute("delete from appointment where lane > 0")
        op.execute("alter table appointment drop constraint appointment_never_overlaps, drop column lane")
        op.execute(OVERLAPS.format(lane=""))
        op.execute("alter table slot add column modality varchar, add column audience text[]")
        op.execute(
            "update slot set modality = modalities[1], audience = array_remove(array["
            + ", ".join(f"case when {name}_from is not null then '{name}' end" for name in AUDIENCES)
            + "], null)"
        )
        op.execute(
            "alter table slot alter column modality set not null, alter column audience set not null, "
            "drop column modalities, drop column appointment_type, drop column reasons, "
            "drop column overbooking, " + ", ".join(f"drop column {name}_from" for name in AUDIENCES)
        )
        op.execute(
            "alter table opening add column modality varchar "
            "constraint ck_opening_modality check (modality in ('AMB', 'HH', 'VR'))"
        )
        op.execute("update opening set modality = modalities[1]")
        op.execute(
            "alter table opening alter column modality set not null, drop column modalities, "
            "drop column appointment_type, drop column reasons, drop column overbooking, "
            "drop column releases, drop column school_holidays"
        )
