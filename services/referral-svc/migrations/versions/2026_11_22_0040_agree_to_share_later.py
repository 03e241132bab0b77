"""Record an agreement to share the bulletin that comes after the agreement to the search: how, when, by whom.

Null where sharing was agreed to at once, or never.
"""

from alembic import op

revision = "2026_11_22_0040"
down_revision = "2026_11_22_0030"


def upgrade() -> None:
    op.execute(
        "alter table consent add column sharing_given text, add column sharing_given_at timestamptz, "
        "add column sharing_recorded_by uuid"
    )


def downgrade() -> None:
    op.execute(
        "alter table consent drop column sharing_given, drop column sharing_given_at, drop column sharing_recorded_by"
    )
