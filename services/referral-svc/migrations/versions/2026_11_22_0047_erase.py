"""Erase a person at the end of the retention, on request or when consent is withdrawn; forget readings after 3 years.

Old code never writes the new columns. The log of readings stays append-only but for lines older than three years:
`reading_anchor` keeps the last link that was forgotten, from which the rest of the chain is still proved.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0047"
down_revision = "2026_11_22_0041"

APPEND_ONLY = """create or replace function reading_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'readings are never changed or deleted'; end $$"""
KEPT_THREE_YEARS = """create or replace function reading_is_append_only() returns trigger language plpgsql as
    $$ begin
        if tg_op = 'DELETE' and old.at < now() - interval '3 years' then
            return old;
        end if;
        raise exception 'readings are never changed or deleted';
    end $$"""


def upgrade() -> None:
    op.execute(
        "alter table referral add column erased_at timestamptz, add column erasure_reason text, "
        "add constraint ck_referral_erasure check ((erased_at is null) = (erasure_reason is null)), "
        "add constraint ck_referral_erasure_reason check "
        "(erasure_reason in ('retention', 'consent_withdrawn', 'person_asks', 'entered_by_mistake'))"
    )
    op.execute(
        "create index ix_referral_to_erase on referral (cpts_id, ended_at) "
        "where ended_at is not null and erased_at is null"
    )
    op.execute(
        "create table reading_anchor (cpts_id uuid not null, position integer not null, hash bytea not null, "
        "constraint pk_reading_anchor primary key (cpts_id))"
    )
    for statement in cpts_isolation("reading_anchor"):
        op.execute(statement)
    op.execute(KEPT_THREE_YEARS)


def downgrade() -> None:
    op.execute(APPEND_ONLY)
    op.execute("drop table reading_anchor")
    op.execute("drop index ix_referral_to_erase")
    op.execute(
        "alter table referral drop constraint ck_referral_erasure_reason, drop constraint ck_referral_erasure, "
        "drop column erasure_reason, drop column erased_at"
    )
