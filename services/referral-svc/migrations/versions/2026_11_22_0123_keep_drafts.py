"""Keep what a referrer has begun to type, sealed under a key of its own, until it is stated or seven days old."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0123"
down_revision = "2026_11_22_0122"


def upgrade() -> None:
    op.execute(
        """create table sealed_draft (
            id uuid not null, cpts_id uuid not null, author_account_id uuid not null, version integer not null,
            edited_at timestamptz not null, kind bytea not null, label bytea not null, content bytea not null,
            constraint pk_sealed_draft primary key (cpts_id, id))"""
    )
    op.execute("create index ix_sealed_draft_author on sealed_draft (cpts_id, author_account_id, edited_at)")
    op.execute("create index ix_sealed_draft_edited on sealed_draft (cpts_id, edited_at)")
    for statement in cpts_isolation("sealed_draft"):
        op.execute(statement)


def downgrade() -> None:
    # The keys of drafts open nothing once the drafts are gone.
    op.execute("delete from data_key where referral_id in (select id from sealed_draft)")
    op.execute("drop table sealed_draft")
