"""Let everybody say whether he is written to about duties and swaps."""

from alembic import op

revision = "2026_11_22_1600"
down_revision = "2026_11_22_1330"

_DROP = "alter table notification_setting drop constraint ck_notification_setting_kind"
_ADD = "alter table notification_setting add constraint ck_notification_setting_kind check (kind in ({kinds}))"
_BEFORE = "'outcome', 'report', 'message', 'silent'"


def upgrade() -> None:
    op.execute(_DROP)
    op.execute(_ADD.format(kinds=f"{_BEFORE}, 'duty', 'swap'"))


def downgrade() -> None:
    op.execute("delete from notification_setting where kind in ('duty', 'swap')")
    op.execute(_DROP)
    op.execute(_ADD.format(kinds=_BEFORE))
