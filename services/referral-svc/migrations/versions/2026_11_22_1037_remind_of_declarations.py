"""A médecin traitant who has not confirmed the declaration is reminded once."""

from alembic import op

revision = "2026_11_22_1037"
down_revision = "2026_11_22_1030"


def upgrade() -> None:
    op.execute("alter table referral add column declaration_reminded_at timestamptz")


def downgrade() -> None:
    op.execute("alter table referral drop column declaration_reminded_at")
