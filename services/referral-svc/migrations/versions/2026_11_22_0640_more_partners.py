"""Keep routes to PRADO and to the platform of neuro-development."""

from alembic import op

revision = "2026_11_22_0640"
down_revision = "2026_11_22_0615"

_BEFORE = (
    "'pass', 'dental_pass', 'cpam', 'mas', 'ccas', 'dac', 'ssiad', 'ngo', 'county_social', 'hospital_social', "
    "'town_health', 'child_protection', 'adult_protection', 'prosecutor', 'other'"
)


def _allow(kinds: str) -> None:
    op.execute("alter table partner_route drop constraint ck_partner_route_kind")
    op.execute(f"alter table partner_route add constraint ck_partner_route_kind check (kind in ({kinds}))")


def upgrade() -> None:
    _allow(f"{_BEFORE}, 'prado', 'neuro_development'")


def downgrade() -> None:
    op.execute("update partner_route set kind = 'other' where kind in ('prado', 'neuro_development')")
    _allow(_BEFORE)
