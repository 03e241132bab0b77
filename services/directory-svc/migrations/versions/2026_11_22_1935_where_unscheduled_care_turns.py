"""Keep where a request of unscheduled care turns when no slot answers it."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1935"
down_revision = "2026_11_22_1400"


def upgrade() -> None:
    op.execute(
        """
        create table recourse (
            recourse_id uuid not null,
            cpts_id uuid not null,
            kind text not null,
            name text not null,
            name_key text collate "C" not null,
            finess text,
            place_line text,
            professional_phone text,
            public_phone text,
            communes text[] not null,
            modalities text[] not null,
            profession_codes text[] not null,
            triage_classes text[] not null,
            min_age integer,
            max_age integer,
            takes text not null,
            rank integer not null,
            hours jsonb not null,
            holiday_hours jsonb not null,
            dated_hours jsonb not null,
            is_public boolean not null,
            is_active boolean not null,
            version integer not null,
            changed_by_name text not null,
            changed_at timestamp with time zone not null,
            constraint pk_recourse primary key (recourse_id),
            constraint fk_recourse_cpts_id foreign key (cpts_id) references cpts (id)
        )
        """
    )
    op.execute("create index ix_recourse_resort on recourse (cpts_id, rank, name_key, recourse_id)")
    op.execute(
        """
        create table recourse_change (
            id uuid not null,
            cpts_id uuid not null,
            recourse_id uuid not null,
            changed_at timestamp with time zone not null,
            account_id uuid,
            author_name text not null,
            fields text[] not null,
            constraint pk_recourse_change primary key (id),
            constraint fk_recourse_change_recourse_id foreign key (recourse_id) references recourse (recourse_id)
        )
        """
    )
    op.execute("create index ix_recourse_change_recourse_id on recourse_change (recourse_id, id)")
    for table in ("recourse", "recourse_change"):
        for statement in cpts_isolation(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("drop table recourse_change")
    op.execute("drop table recourse")
