"""Let a request come in by a nursing home."""

from alembic import op

revision = "2026_11_22_1030"
down_revision = "2026_11_22_1025"

_BEFORE = (
    "'practice', 'pharmacy', 'emergency', 'pass', 'hospital', 'prado', 'social_service', 'regulation', "
    "'coordination', 'other'"
)


def _allow(doors: str) -> None:
    op.execute("alter table referral drop constraint ck_referral_door")
    op.execute(f"alter table referral add constraint ck_referral_door check (door in ({doors}))")


def upgrade() -> None:
    _allow(f"{_BEFORE}, 'nursing_home'")


def downgrade() -> None:
    op.execute("update referral set door = 'other' where door = 'nursing_home'")
    _allow(_BEFORE)
