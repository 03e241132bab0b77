"""A report itself goes to whoever has an address of the trust space."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1045"
down_revision = "2026_11_22_1037"


def upgrade() -> None:
    op.execute("alter table known_professional add column mssante text")
    op.execute(
        """create table report_delivery (
            id uuid not null, cpts_id uuid not null, referral_id uuid not null, report_id uuid not null,
            notice_id uuid not null, professional_id uuid not null, attempts integer not null,
            next_attempt_at timestamptz not null,
            constraint pk_report_delivery primary key (cpts_id, id),
            constraint fk_report_delivery_notice foreign key (cpts_id, notice_id) references notice (cpts_id, id))"""
    )
    for wall in cpts_isolation("report_delivery"):
        op.execute(wall)
    op.execute("create index ix_report_delivery_due on report_delivery (cpts_id, next_attempt_at)")


def downgrade() -> None:
    op.execute("drop table report_delivery")
    op.execute("alter table known_professional drop column mssante")
