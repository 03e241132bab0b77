"""Know where a request turns when no slot answers it, and name whom it was handed to.

Acts of before name nobody: the words of then stay.
"""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_1940"
down_revision = "2026_11_22_1725"


def upgrade() -> None:
    op.execute(
        """create table known_recourse (
            cpts_id uuid not null, recourse_id uuid not null, is_active boolean not null, described jsonb not null,
            primary key (cpts_id, recourse_id))"""
    )
    for statement in cpts_isolation("known_recourse"):
        op.execute(statement)
    op.execute("alter table triage_act add column recourse_id uuid, add column recourse_name varchar")
    op.execute("create index ix_triage_act_disposed on triage_act (cpts_id, at, act_id) where act = 'disposed'")
    op.execute("alter table triage drop constraint ck_triage_disposition")
    op.execute(
        "alter table triage add constraint ck_triage_disposition "
        "check (disposition in ('emergency', 'sas', 'sos_medecins', 'recourse', 'not_snp'))"
    )


def downgrade() -> None:
    op.execute("update triage set disposition = 'sas' where disposition = 'recourse'")
    op.execute("alter table triage drop constraint ck_triage_disposition")
    op.execute(
        "alter table triage add constraint ck_triage_disposition "
        "check (disposition in ('emergency', 'sas', 'sos_medecins', 'not_snp'))"
    )
    op.execute("drop index ix_triage_act_disposed")
    op.execute("alter table triage_act drop column recourse_name, drop column recourse_id")
    op.execute("drop table known_recourse")
