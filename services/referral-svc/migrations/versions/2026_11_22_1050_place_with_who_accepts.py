"""Say who has a request in charge since he accepted a hand-over; it is placed with him, and with no professional."""

from alembic import op

revision = "2026_11_22_1050"
down_revision = "2026_11_22_1045"

PLACED_WITH = (
    "alter table referral add constraint ck_referral_placed_with check (status not in ('placed', 'closed') or"
)


def upgrade() -> None:
    op.execute("alter table referral add column in_charge_handover_id uuid, add column in_charge_name text")
    op.execute(
        "alter table referral add constraint ck_referral_in_charge "
        "check ((in_charge_handover_id is null) = (in_charge_name is null))"
    )
    op.execute("alter table referral drop constraint ck_referral_placed_with")
    op.execute(f"{PLACED_WITH} placed_professional_id is not null or in_charge_handover_id is not null)")


def downgrade() -> None:
    op.execute("alter table referral drop constraint ck_referral_placed_with")
    op.execute("alter table referral drop constraint ck_referral_in_charge")
    op.execute("alter table referral drop column in_charge_handover_id, drop column in_charge_name")
    # What was placed meanwhile stays as it is.
    op.execute(f"{PLACED_WITH} placed_professional_id is not null) not valid")
