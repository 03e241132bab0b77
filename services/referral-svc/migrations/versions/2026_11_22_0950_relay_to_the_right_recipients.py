"""Keep to whom psychiatry is relayed, and the bodies of which biology, imaging and dental care are asked."""

from alembic import op

revision = "2026_11_22_0950"
down_revision = "2026_11_22_0756"

_BEFORE = (
    "'pass', 'dental_pass', 'cpam', 'mas', 'ccas', 'dac', 'ssiad', 'ngo', 'county_social', 'hospital_social', "
    "'prado', 'neuro_development', 'town_health', 'child_protection', 'adult_protection', 'prosecutor', 'other'"
)
_NEW = "'hospital_dental', 'hospital_psychiatry', 'cmp', 'crisis_centre', 'laboratory', 'imaging_centre'"


def _allow(kinds: str) -> None:
    op.execute("alter table partner_route drop constraint ck_partner_route_kind")
    op.execute(f"alter table partner_route add constraint ck_partner_route_kind check (kind in ({kinds}))")


def upgrade() -> None:
    op.execute(
        "alter table referral add column relay_to text, add constraint ck_referral_relay_to "
        "check (relay_to in ('hospital_doctor', 'cmp', 'crisis_centre'))"
    )
    _allow(f"{_BEFORE}, {_NEW}")


def downgrade() -> None:
    op.execute(f"update partner_route set kind = 'other' where kind in ({_NEW})")  # noqa: S608  (our own codes)
    _allow(_BEFORE)
    op.execute("alter table referral drop column relay_to")
