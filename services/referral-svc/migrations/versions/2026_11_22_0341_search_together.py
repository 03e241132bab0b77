"""Search for several persons at once: one question to a professional, one solicitation per person behind it.

`asked_with` is the solicitation that carries the mail, the link and the card; it says for how many persons.
"""

from alembic import op

revision = "2026_11_22_0341"
down_revision = "2026_11_22_0340"


def upgrade() -> None:
    op.execute(
        """alter table solicitation add column asked_with uuid, add column persons integer not null default 1,
           add constraint ck_solicitation_persons
           check (persons between 1 and 60 and (asked_with is null or persons = 1))"""
    )
    op.execute(
        "create index ix_solicitation_asked_with on solicitation (cpts_id, asked_with) where asked_with is not null"
    )


def downgrade() -> None:
    op.execute("alter table solicitation drop column asked_with, drop column persons")
