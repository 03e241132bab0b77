"""Of a professional's absences only the days are kept here: why he is away is his own business."""

from alembic import op

revision = "2026_11_22_0021"
down_revision = "2026_11_22_0020"


def upgrade() -> None:
    # The wall by CPTS would hide every row from a migration.
    op.execute("alter table known_professional no force row level security")
    op.execute(
        "update known_professional set absences = ("
        "select coalesce(jsonb_agg(absence - 'reason_code' - 'absence_id'), '[]') "
        "from jsonb_array_elements(absences) absence) where absences <> '[]'"
    )
    op.execute("alter table known_professional force row level security")


def downgrade() -> None:
    """What was forgotten is told again by the directory's next description."""
