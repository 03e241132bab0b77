"""Tag the requests of a complex situation with the criteria that hold, and the version of their list."""

from alembic import op

revision = "2026_11_22_1240"
down_revision = "2026_11_22_1058"


def upgrade() -> None:
    op.execute(
        "alter table referral add column complexity_criteria text[] not null default '{}', "
        "add column complexity_list_version text, add constraint ck_referral_complexity "
        "check ((complexity_list_version is null) = (complexity_criteria = '{}'))"
    )
    op.execute("alter table referral alter column complexity_criteria drop default")


def downgrade() -> None:
    op.execute("alter table referral drop column complexity_criteria, drop column complexity_list_version")
