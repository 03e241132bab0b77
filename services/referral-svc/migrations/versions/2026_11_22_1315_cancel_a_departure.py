"""Cancel an announced departure: what nobody worked on waits no longer, and he may announce another."""

from alembic import op

revision = "2026_11_22_1315"
down_revision = "2026_11_22_1310"


def upgrade() -> None:
    op.execute(
        "alter table departure add column places_before integer, add column cancelled_at timestamptz, "
        "add column cancelled_by_account_id uuid, add column cancelled_by_name text, "
        "drop constraint uq_departure_once"
    )
    op.execute(
        "create unique index uq_departure_once on departure (cpts_id, professional_id) where cancelled_at is null"
    )
    op.execute(
        "alter table departure_case add column before jsonb, add column undone_at timestamptz, "
        "add column was_usual boolean not null default false"
    )


def downgrade() -> None:
    op.execute(
        "delete from departure_case c using departure d where d.id = c.departure_id and d.cancelled_at is not null"
    )
    op.execute(
        "update plan set departure_id = null from departure d where d.id = departure_id and cancelled_at is not null"
    )
    op.execute("delete from departure where cancelled_at is not null")
    op.execute("drop index uq_departure_once")
    op.execute(
        "alter table departure drop column places_before, drop column cancelled_at, "
        "drop column cancelled_by_account_id, drop column cancelled_by_name, "
        "add constraint uq_departure_once unique (cpts_id, professional_id)"
    )
    op.execute("alter table departure_case drop column before, drop column undone_at, drop column was_usual")
