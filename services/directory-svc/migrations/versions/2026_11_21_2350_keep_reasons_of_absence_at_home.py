"""Why a professional is away leaves the facts that were told: what is told again says days alone."""

from alembic import op

revision = "2026_11_21_2350"
down_revision = "2026_11_21_2340"

_DAYS_ALONE = """
    update {table} set data = jsonb_set(data, '{{absences}}', (
        select coalesce(jsonb_agg(absence - 'reason_code'), '[]')
        from jsonb_array_elements(data->'absences') absence))
    where type = 'professional.described.v1' and data->'absences' <> '[]'
"""


def upgrade() -> None:
    op.execute(_DAYS_ALONE.format(table="outbox_event"))


def downgrade() -> None:
    """The reasons stand in the sheets themselves, and the next description tells whatever the release then says."""
