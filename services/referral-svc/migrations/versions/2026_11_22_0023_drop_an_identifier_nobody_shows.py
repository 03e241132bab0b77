"""Every card is shown by its solicitation's own identifier; a second one of the request was never read."""

from alembic import op

revision = "2026_11_22_0023"
down_revision = "2026_11_22_0022"


def upgrade() -> None:
    op.execute("alter table referral drop column stage1_id")


def downgrade() -> None:
    op.execute("alter table referral add column stage1_id uuid not null default gen_random_uuid()")
    op.execute("alter table referral alter column stage1_id drop default")
