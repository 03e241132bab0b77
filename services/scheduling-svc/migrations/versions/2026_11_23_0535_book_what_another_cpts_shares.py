"""Let somebody of one CPTS book what an owner in another shares with it.

The appointment stands behind the wall of the agenda and says from which CPTS it was booked; which referral it was
for, and whose booking it is, stands behind the wall of whoever booked it.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_23_0535"
down_revision = "2026_11_23_0250"


def upgrade() -> None:
    op.execute("alter table appointment add column booked_from uuid")
    op.execute(
        """
        create table booking_elsewhere (
            cpts_id uuid not null, appointment_id uuid not null, at_cpts_id uuid not null, referral_id uuid,
            booked_by uuid not null, primary key (cpts_id, appointment_id))
        """
    )
    op.execute(
        "create index ix_booking_elsewhere_referral_id on booking_elsewhere (referral_id) "
        "where referral_id is not null"
    )
    op.execute("create index ix_booking_elsewhere_booked_by on booking_elsewhere (booked_by)")
    for statement in cpts_isolation("booking_elsewhere"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table booking_elsewhere")
    op.execute("alter table appointment drop column booked_from")
