"""Keep who is trained for care at a distance, and who wishes to be."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_2240"
down_revision = "2026_11_22_1935"


def upgrade() -> None:
    op.execute(
        """
        create table remote_care_training (
            cpts_id uuid not null,
            professional_id uuid not null,
            title text,
            ended text,
            wishes_training boolean not null,
            source text not null,
            stated_at timestamp with time zone not null,
            stated_by text not null,
            constraint pk_remote_care_training primary key (cpts_id, professional_id),
            constraint ck_remote_care_training_followed_whole check ((title is null) = (ended is null))
        )
        """
    )
    for statement in cpts_isolation("remote_care_training"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop table remote_care_training")
