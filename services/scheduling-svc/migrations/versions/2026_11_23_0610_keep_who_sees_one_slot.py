"""Keep whom an owner wants to see one slot, whatever its opening says."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_23_0610"
down_revision = "2026_11_23_0535"


def upgrade() -> None:
    op.execute(
        """create table slot_audience (
            professional_id uuid not null, opening_id uuid not null, starts_at timestamptz not null,
            cpts_id uuid not null, audience text[] not null, releases jsonb not null, shared_with uuid[] not null,
            said_by uuid not null, said_at timestamptz not null,
            primary key (professional_id, opening_id, starts_at),
            foreign key (professional_id, opening_id) references opening on delete cascade)"""
    )
    for statement in cpts_isolation("slot_audience"):
        op.execute(statement)
    op.execute("alter table agenda_act drop constraint ck_agenda_act_move")
    # What is said of one slot has the hour at which it begins, and comes from nowhere.
    op.execute(
        """alter table agenda_act add constraint ck_agenda_act_move check (
            num_nonnulls(from_professional_id, from_starts_at) = 0
            or num_nonnulls(from_professional_id, from_starts_at, to_starts_at) = 3)"""
    )


def downgrade() -> None:
    op.execute("drop table slot_audience")
    op.execute("alter table agenda_act drop constraint ck_agenda_act_move")
    op.execute("update agenda_act set to_starts_at = null where from_starts_at is null")
    op.execute(
        """alter table agenda_act add constraint ck_agenda_act_move check (
            num_nonnulls(from_professional_id, from_starts_at, to_starts_at) in (0, 3))"""
    )
