"""Name who acted on an agenda as the account was called then; say of an agenda without a login whether a wheelchair
gets in."""

from alembic import op

revision = "2026_11_22_1725"
down_revision = "2026_11_22_1720"


def upgrade() -> None:
    op.execute("alter table agenda_act add column author_name varchar")
    op.execute(
        "create index ix_agenda_act_widened on agenda_act (professional_id, at) where act = 'audience_widened'"
    )
    op.execute("alter table agenda add column accessible boolean")


def downgrade() -> None:
    op.execute("alter table agenda drop column accessible")
    op.execute("drop index ix_agenda_act_widened")
    op.execute("alter table agenda_act drop column author_name")
