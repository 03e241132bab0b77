"""Keep that a person was told of her appointment by phone, by whom, and that it was noted by mistake."""

from alembic import op

revision = "2026_11_23_0005"
down_revision = "2026_11_22_2355"


_BEFORE = {"way": "'sms', 'mail'", "state": "'queued', 'sent', 'failed'"}
_NOW = {"way": "'sms', 'mail', 'phone'", "state": "'queued', 'sent', 'failed', 'taken_back'"}


def upgrade() -> None:
    _allow(_NOW)
    op.execute("alter table visit_confirmation add column asked_by_name varchar")


def downgrade() -> None:
    op.execute("delete from visit_confirmation where way = 'phone'")
    op.execute("alter table visit_confirmation drop column asked_by_name")
    _allow(_BEFORE)


def _allow(codes: dict[str, str]) -> None:
    for column, allowed in codes.items():
        name = f"ck_visit_confirmation_{column}"
        op.execute(
            f"alter table visit_confirmation drop constraint {name},"
            f" add constraint {name} check ({column} in ({allowed}))"
        )
