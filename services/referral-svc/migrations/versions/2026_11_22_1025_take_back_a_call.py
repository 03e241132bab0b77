"""An outcome of a call may be taken back, and recorded for several persons who are searched for together."""

from alembic import op

revision = "2026_11_22_1025"
down_revision = "2026_11_22_1009"


def upgrade() -> None:
    op.execute(
        """alter table call_attempt add column with_attempt uuid, add column before jsonb,
            add column taken_back_at timestamptz"""
    )
    op.execute(
        "create index ix_call_attempt_with on call_attempt (cpts_id, with_attempt) where with_attempt is not null"
    )


def downgrade() -> None:
    op.execute("drop index ix_call_attempt_with")
    op.execute("alter table call_attempt drop column with_attempt, drop column before, drop column taken_back_at")
