"""Keep why somebody did not come: each status has a reason (rules, section 7)."""

from alembic import op

revision = "2026_11_23_1355"
down_revision = "2026_11_23_0610"


def upgrade() -> None:
    op.execute("alter table appointment add column no_show_reason varchar")
    # Of what was said before there were reasons, nobody knows it.
    op.execute("alter table appointment no force row level security")
    op.execute("update appointment set no_show_reason = 'unknown' where status = 'no_show'")
    op.execute("alter table appointment force row level security")
    op.execute(
        """alter table appointment add constraint ck_appointment_no_show
            check ((status = 'no_show') = (no_show_reason is not null))"""
    )


def downgrade() -> None:
    op.execute("alter table appointment drop constraint ck_appointment_no_show")
    op.execute("alter table appointment drop column no_show_reason")
