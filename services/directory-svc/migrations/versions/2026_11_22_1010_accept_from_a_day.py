"""Let a professional say from which day he takes new patients."""

from alembic import op

revision = "2026_11_22_1010"
down_revision = "2026_11_22_0041"


def upgrade() -> None:
    op.execute(
        "alter table offer add column accepts_from date, add constraint ck_offer_accepts_from_a_day "
        "check (accepts_from is null or accepts_new_patients)"
    )


def downgrade() -> None:
    op.execute("alter table offer drop column accepts_from")
