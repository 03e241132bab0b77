"""The words of a mail that left or never will are forgotten: a link to sign in stood in them."""

from alembic import op

from carekit.mail import WORDS_FORGOTTEN

revision = "2026_11_21_2355"
down_revision = "accounts_sessions"


def upgrade() -> None:
    for statement in WORDS_FORGOTTEN:
        op.execute(statement)


def downgrade() -> None:
    op.execute("alter table outgoing_mail drop constraint outgoing_mail_forgets")
