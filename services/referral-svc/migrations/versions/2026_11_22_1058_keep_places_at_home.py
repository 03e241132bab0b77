"""Keep how many places a service at home has free, who pays an interpreter, and the kinds of such bodies."""

from alembic import op

revision = "2026_11_22_1058"
down_revision = "2026_11_22_1051"

_BEFORE = (
    "'pass', 'dental_pass', 'cpam', 'mas', 'ccas', 'dac', 'ssiad', 'ngo', 'county_social', 'hospital_social', "
    "'prado', 'neuro_development', 'town_health', 'child_protection', 'adult_protection', 'prosecutor', 'other', "
    "'hospital_dental', 'hospital_psychiatry', 'cmp', 'crisis_centre', 'laboratory', 'imaging_centre'"
)
_NEW = "'saad', 'spasad', 'interpreter'"


def _allow(kinds: str) -> None:
    op.execute("alter table partner_route drop constraint ck_partner_route_kind")
    op.execute(f"alter table partner_route add constraint ck_partner_route_kind check (kind in ({kinds}))")


def upgrade() -> None:
    op.execute(
        "alter table partner_route add column funding text not null default '', add column places_free integer, "
        "add column places_said_on date, add constraint ck_partner_route_places "
        "check ((places_free is null) = (places_said_on is null) and places_free >= 0)"
    )
    op.execute("alter table partner_route alter column funding drop default")
    _allow(f"{_BEFORE}, {_NEW}")


def downgrade() -> None:
    op.execute(f"update partner_route set kind = 'other' where kind in ({_NEW})")  # noqa: S608  (our own codes)
    _allow(_BEFORE)
    op.execute(
        "alter table partner_route drop constraint ck_partner_route_places, drop column funding, "
        "drop column places_free, drop column places_said_on"
    )
