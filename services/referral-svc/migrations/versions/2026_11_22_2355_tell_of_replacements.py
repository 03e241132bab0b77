"""Let professionals hear of replacements as they wish to."""

from alembic import op

revision = "2026_11_22_2355"
down_revision = "2026_11_22_2250"

_BEFORE = "'outcome', 'report', 'message', 'silent', 'duty', 'swap', 'home_visits'"
_TABLES = ("notification_setting", "digest_entry")


def upgrade() -> None:
    _bind(f"{_BEFORE}, 'cover', 'cover_offer'")


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"delete from {table} where kind in ('cover', 'cover_offer')")  # noqa: S608  (our own tables)
    _bind(_BEFORE)


def _bind(kinds: str) -> None:
    for table in _TABLES:
        op.execute(f"alter table {table} drop constraint ck_{table}_kind")
        op.execute(f"alter table {table} add constraint ck_{table}_kind check (kind in ({kinds}))")
