"""The specialist's own act on « avis d'abord »: an advice is a report of its own kind, and a yes may say that he will
see the person without writing one first.
"""

from alembic import op

revision = "2026_11_22_0710"
down_revision = "2026_11_22_0700"

KINDS = "'report', 'lab_results', 'imaging_results'"
CONDITIONS = (
    "'from_next_month', 'in_three_months', 'practice_only', 'home_only', 'with_colleague', 'teleconsultation_first'"
)


def upgrade() -> None:
    _allow(f"{KINDS}, 'advice'", f"{CONDITIONS}, 'sees_directly'")


def downgrade() -> None:
    for table in ("report", "solicitation"):
        op.execute(f"alter table {table} no force row level security")
    op.execute("update report set kind = 'report' where kind = 'advice'")
    op.execute("update solicitation set condition_code = null where condition_code = 'sees_directly'")
    for table in ("report", "solicitation"):
        op.execute(f"alter table {table} force row level security")
    _allow(KINDS, CONDITIONS)


def _allow(kinds: str, conditions: str) -> None:
    op.execute(
        f"""alter table report drop constraint ck_report_kind,
            add constraint ck_report_kind check (kind in ({kinds}))"""
    )
    op.execute(
        f"""alter table solicitation drop constraint ck_solicitation_condition_code,
            add constraint ck_solicitation_condition_code check (condition_code in ({conditions}))"""
    )
