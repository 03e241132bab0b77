"""Keep, sealed, on what an identity is sure."""

from alembic import op

revision = "2026_11_22_1000"
down_revision = "2026_11_22_0950"


def upgrade() -> None:
    op.execute("alter table sealed_person add column identity_proofs bytea")


def downgrade() -> None:
    op.execute("alter table sealed_person drop column identity_proofs")
