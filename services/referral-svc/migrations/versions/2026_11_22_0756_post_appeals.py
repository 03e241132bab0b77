"""Keep what professionals seek of each other, and what is answered."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0756"
down_revision = "2026_11_22_0722"

TABLES = {
    "appeal": """create table appeal (
        id uuid not null, cpts_id uuid not null, subject text not null, words text not null,
        profession_codes text[] not null, commune_code text, open_until date not null,
        posted_at timestamptz not null, author_account_id uuid not null, author_name text not null,
        state text not null, state_at timestamptz not null, state_by_name text not null, taker_name text,
        removal_reason text,
        constraint pk_appeal primary key (cpts_id, id),
        constraint ck_appeal_state check (state in ('open', 'taken', 'met', 'not_needed', 'expired', 'removed')),
        constraint ck_appeal_says_why check ((state = 'removed') = (removal_reason is not null)),
        constraint ck_appeal_removed_words check (state <> 'removed' or (subject = '' and words = '')))""",
    "appeal_reply": """create table appeal_reply (
        id uuid not null, cpts_id uuid not null, appeal_id uuid not null, account_id uuid not null,
        name text not null, words text not null, takes boolean not null, written_at timestamptz not null,
        constraint pk_appeal_reply primary key (cpts_id, id),
        constraint fk_appeal_reply_appeal foreign key (cpts_id, appeal_id) references appeal (cpts_id, id))""",
}


def upgrade() -> None:
    for table, statement in TABLES.items():
        op.execute(statement)
        for wall in cpts_isolation(table):
            op.execute(wall)
    op.execute("create index ix_appeal_posted on appeal (cpts_id, posted_at, id)")
    op.execute("create index ix_appeal_standing on appeal (cpts_id, open_until) where state in ('open', 'taken')")
    op.execute("create index ix_appeal_reply_appeal on appeal_reply (cpts_id, appeal_id, written_at)")
    op.execute(
        "create unique index uq_appeal_reply_takes on appeal_reply (cpts_id, appeal_id, account_id) where takes"
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")
