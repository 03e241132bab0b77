"""Say which partner acts only with the recorded agreement of the médecin traitant."""

from alembic import op

revision = "2026_11_22_1051"
down_revision = "2026_11_22_1050"


def upgrade() -> None:
    op.execute("alter table partner_route add column needs_doctor_agreement boolean not null default false")
    op.execute("alter table partner_route alter column needs_doctor_agreement drop default")


def downgrade() -> None:
    op.execute("alter table partner_route drop column needs_doctor_agreement")
