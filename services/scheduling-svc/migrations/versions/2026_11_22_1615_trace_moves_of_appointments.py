"""Say of a moved appointment where it came from and where it went."""

from alembic import op

revision = "2026_11_22_1615"
down_revision = "2026_11_22_1610"


def upgrade() -> None:
    op.execute(
        """alter table agenda_act add column from_professional_id uuid, add column from_starts_at timestamptz,
        add column to_starts_at timestamptz, add constraint ck_agenda_act_move check (
            num_nonnulls(from_professional_id, from_starts_at, to_starts_at) in (0, 3))"""
    )


def downgrade() -> None:
    op.execute(
        "alter table agenda_act drop column from_professional_id, drop column from_starts_at, "
        "drop column to_starts_at"
    )
