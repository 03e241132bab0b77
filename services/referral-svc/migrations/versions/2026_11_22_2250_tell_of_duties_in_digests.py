"""Let professionals read of their duties, and of those they could take, in a digest."""

from alembic import op

revision = "2026_11_22_2250"
down_revision = "2026_11_22_2245"

_BEFORE = "'outcome', 'report', 'message', 'silent', 'home_visits'"
_NOW = f"{_BEFORE}, 'duty', 'swap'"


def upgrade() -> None:
    _bind(_NOW)


def downgrade() -> None:
    op.execute("delete from digest_entry where kind in ('duty', 'swap')")
    op.execute(
        "update notification_setting set rhythm = 'immediate' where kind in ('duty', 'swap') and rhythm <> 'off'"
    )
    _bind(_BEFORE)


def _bind(kinds: str) -> None:
    op.execute("alter table digest_entry drop constraint ck_digest_entry_kind")
    op.execute(f"alter table digest_entry add constraint ck_digest_entry_kind check (kind in ({kinds}))")
