"""The structure of whoever stated a request takes part in it, and may have a mailbox of its own."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1001"
down_revision = "2026_11_22_1000"

TABLES = {
    "structure_mailbox": """create table structure_mailbox (
        cpts_id uuid not null, structure text not null, address text, confirmed_at timestamptz,
        confirmed_by_name text, asked_address text, asked_at timestamptz, token_hash bytea,
        constraint pk_structure_mailbox primary key (cpts_id, structure),
        constraint ck_structure_mailbox_confirmed check ((address is null) = (confirmed_at is null)))""",
    "muted_structure": """create table muted_structure (
        cpts_id uuid not null, account_id uuid not null, muted_at timestamptz not null,
        constraint pk_muted_structure primary key (cpts_id, account_id))""",
}
PARTS = "'referrer', 'medecin_traitant', 'accepting_professional', 'named'"
BEHIND = ("referral", "participant", "known_structure")


def upgrade() -> None:
    for table, statement in TABLES.items():
        op.execute(statement)
        for wall in cpts_isolation(table):
            op.execute(wall)
    op.execute("alter table participant add column structure text")
    _allow(f"{PARTS}, 'structure'")
    op.execute(
        "create index ix_participant_structure on participant (cpts_id, structure) where structure is not null"
    )
    with_walls_down(
        """insert into participant (id, cpts_id, referral_id, part, structure, name, joined_at)
           select gen_random_uuid(), r.cpts_id, r.id, 'structure', r.referrer_structure,
                  coalesce(k.name, r.referrer_structure), p.joined_at
           from referral r
           join participant p on p.cpts_id = r.cpts_id and p.referral_id = r.id and p.part = 'referrer'
           left join known_structure k on k.cpts_id = r.cpts_id and k.finess = r.referrer_structure
           where r.referrer_structure is not null and r.status not in ('closed', 'withdrawn', 'redirected')"""
    )


def downgrade() -> None:
    op.execute("alter table notice no force row level security")
    with_walls_down(
        "delete from notice where participant_id in (select id from participant where part = 'structure')",
        "delete from participant where part = 'structure'",
    )
    op.execute("alter table notice force row level security")
    _allow(PARTS)
    op.execute("alter table participant drop column structure")
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")


def with_walls_down(*statements: str) -> None:
    """The owner of the tables sees every CPTS for as long as he does not force himself behind the walls."""
    for table in BEHIND:
        op.execute(f"alter table {table} no force row level security")
    for statement in statements:
        op.execute(statement)
    for table in BEHIND:
        op.execute(f"alter table {table} force row level security")


def _allow(parts: str) -> None:
    op.execute(
        f"""alter table participant drop constraint ck_participant_part,
            add constraint ck_participant_part check (part in ({parts}))"""
    )
