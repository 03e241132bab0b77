"""An appointment is booked for a referral by those who have a link with it; an ended referral frees its slots.

A referral known before names no author until its next event: its coordinator and the professional chosen book for it.
"""

from alembic import op

from carekit.outbox import OUTBOX_IN_ORDER

revision = "2026_11_21_2340"
down_revision = "2026_11_21_2100"


def upgrade() -> None:
    op.execute("alter table known_referral add column author_account_id uuid, add column author_structure varchar")
    op.execute("alter table agenda_act alter column author_id drop not null")
    op.execute(OUTBOX_IN_ORDER)


def downgrade() -> None:
    op.execute("drop index ix_outbox_event_subject")
    # The row-level wall hides every CPTS's rows from a migration; acts without an author are not put back.
    op.execute("alter table agenda_act no force row level security")
    op.execute("delete from agenda_act where author_id is null")
    op.execute("alter table agenda_act force row level security")
    op.execute("alter table agenda_act alter column author_id set not null")
    op.execute("alter table known_referral drop column author_structure, drop column author_account_id")
