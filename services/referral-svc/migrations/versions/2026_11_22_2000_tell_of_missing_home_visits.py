"""Let coordinators say how they are told that home visits are missing; such a line of a digest is of no request."""

from alembic import op

revision = "2026_11_22_2000"
down_revision = "2026_11_22_1650"

_BEFORE = {
    "notification_setting": "'outcome', 'report', 'message', 'silent', 'duty', 'swap'",
    "digest_entry": "'outcome', 'report', 'message', 'silent'",
}


def upgrade() -> None:
    for table, kinds in _BEFORE.items():
        op.execute(f"alter table {table} drop constraint ck_{table}_kind")
        op.execute(f"alter table {table} add constraint ck_{table}_kind check (kind in ({kinds}, 'home_visits'))")
    op.execute("alter table digest_entry alter column referral_id drop not null")


def downgrade() -> None:
    for table, kinds in _BEFORE.items():
        op.execute(f"delete from {table} where kind = 'home_visits'")  # noqa: S608  (names of our own tables)
        op.execute(f"alter table {table} drop constraint ck_{table}_kind")
        op.execute(f"alter table {table} add constraint ck_{table}_kind check (kind in ({kinds}))")
    op.execute("alter table digest_entry alter column referral_id set not null")
