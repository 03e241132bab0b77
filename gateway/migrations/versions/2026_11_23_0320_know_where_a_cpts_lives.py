"""Know where each CPTS lives, so that its members read their hours in its own time.

Paris until the directory has told it again, as it does of every CPTS.
"""

from alembic import op

revision = "2026_11_23_0320"
down_revision = "2026_11_22_1600"


def upgrade() -> None:
    op.execute("alter table known_cpts add time_zone text not null default 'Europe/Paris'")


def downgrade() -> None:
    op.execute("alter table known_cpts drop time_zone")
