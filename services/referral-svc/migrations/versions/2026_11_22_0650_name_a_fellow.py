"""A doctor who is asked names a fellow of his practice, who is asked in turn by a link of his own.

`named_by` is the solicitation of the one who named. His own word stands as `passed_on`: it reserves nothing and is
no proposal until the fellow says yes.
"""

from alembic import op

revision = "2026_11_22_0650"
down_revision = "2026_11_22_0641"

STATES = "'asked', 'silent', 'yes', 'no', 'chosen', 'declined', 'thanked', 'released'"
ANSWERS = "'yes', 'no', 'never_this_kind', 'pause'"


def upgrade() -> None:
    _allow(f"{STATES}, 'passed_on'", f"{ANSWERS}, 'fellow'")
    op.execute("alter table solicitation add column named_by uuid")
    op.execute("create index ix_solicitation_named_by on solicitation (cpts_id, named_by) where named_by is not null")


def downgrade() -> None:
    op.execute("alter table solicitation no force row level security")
    op.execute("update solicitation set state = 'no' where state = 'passed_on'")
    op.execute("update solicitation set answer = 'no' where answer = 'fellow'")
    op.execute("alter table solicitation force row level security")
    op.execute("alter table solicitation drop column named_by")
    _allow(STATES, ANSWERS)


def _allow(states: str, answers: str) -> None:
    op.execute(
        f"""alter table solicitation drop constraint ck_solicitation_state, drop constraint ck_solicitation_answer,
            add constraint ck_solicitation_state check (state in ({states})),
            add constraint ck_solicitation_answer check (answer in ({answers}))"""
    )
