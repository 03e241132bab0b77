"""Know which hours of a practice were published together. A cover of before is a replacement of its own."""

from alembic import op

revision = "2026_11_23_0205"
down_revision = "2026_11_23_0200"

UP = [
    "alter table cover add column replacement_id uuid",
    # The wall by CPTS would hide every row from a migration.
    "alter table cover no force row level security",
    "update cover set replacement_id = cover_id where team_id is null",
    "alter table cover force row level security",
    "alter table cover add constraint ck_cover_replacement "
    "check ((team_id is null) = (replacement_id is not null))",
    "create index ix_cover_replacement on cover (cpts_id, replacement_id, starts_at) "
    "where replacement_id is not null",
]  # fmt: skip


def upgrade() -> None:
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop index ix_cover_replacement")
    op.execute("alter table cover drop constraint ck_cover_replacement, drop column replacement_id")
