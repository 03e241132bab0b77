"""A session may be locked on a shared computer, and opened again there with a short code."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0300"
down_revision = "2026_11_21_2355"


def upgrade() -> None:
    op.add_column("session", sa.Column("code_hash", sa.Text()))
    op.add_column("session", sa.Column("desk_hash", sa.LargeBinary()))
    op.add_column("session", sa.Column("locked_at", sa.DateTime(timezone=True)))
    op.add_column("session", sa.Column("left_page", sa.Text()))
    op.add_column("session", sa.Column("wrong_codes", sa.SmallInteger(), nullable=False, server_default="0"))
    op.create_index("session_desk", "session", ["desk_hash"], postgresql_where=sa.text("locked_at is not null"))
    op.create_check_constraint(
        op.f("session_locked_with_code"),
        "session",
        "locked_at is null or (code_hash is not null and desk_hash is not null)",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("session_locked_with_code"), "session")
    op.drop_index("session_desk", "session")
    for column in ("wrong_codes", "left_page", "locked_at", "desk_hash", "code_hash"):
        op.drop_column("session", column)
