"""Link requests that were stated together: those of one discharge first; each keeps its own life cycle.

`needed_at` stands on the request itself: targets, cards and whom to ask depend on it, and none of them looks at what
ties it to others.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0340"
down_revision = "2026_11_22_0330"


def upgrade() -> None:
    op.execute(
        """create table bundle (
            id uuid not null, cpts_id uuid not null, kind text not null, state text not null, discharge_at
            timestamptz, stated_at timestamptz not null, confirmed_at timestamptz, version integer not null,
            constraint pk_bundle primary key (cpts_id, id),
            constraint ck_bundle_kind check (kind in ('discharge', 'household', 'residents', 'dental')),
            constraint ck_bundle_state check (state in ('planned', 'confirmed', 'cancelled')),
            constraint ck_bundle_discharge_has_an_instant check ((kind = 'discharge') = (discharge_at is not null)),
            constraint ck_bundle_only_a_discharge_is_sure check (kind = 'discharge' or state = 'planned'))"""
    )
    for statement in cpts_isolation("bundle"):
        op.execute(statement)
    op.execute("create index ix_bundle_discharge_at on bundle (cpts_id, discharge_at) where state <> 'cancelled'")
    op.execute(
        """alter table referral add column bundle_id uuid, add column needed_at timestamptz,
           add constraint fk_referral_bundle foreign key (cpts_id, bundle_id) references bundle (cpts_id, id)"""
    )
    op.execute("create index ix_referral_bundle on referral (cpts_id, bundle_id) where bundle_id is not null")


def downgrade() -> None:
    op.execute("alter table referral drop column bundle_id, drop column needed_at")
    op.execute("drop table bundle")
