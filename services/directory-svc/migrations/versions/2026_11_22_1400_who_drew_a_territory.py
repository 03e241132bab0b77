"""Keep who drew the territory of a CPTS anew, and how."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1400"
down_revision = "2026_11_22_1010"


def upgrade() -> None:
    op.execute(
        """
        create table territory_change (
            id uuid not null,
            cpts_id uuid not null,
            changed_at timestamp with time zone not null,
            account_id uuid,
            author_name text not null,
            added text[] not null,
            removed text[] not null,
            constraint pk_territory_change primary key (id),
            constraint fk_territory_change_cpts_id foreign key (cpts_id) references cpts (id)
        )
        """
    )
    op.execute("create index ix_territory_change_cpts_id on territory_change (cpts_id, id)")
    for statement in cpts_isolation("territory_change"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table territory_change")
