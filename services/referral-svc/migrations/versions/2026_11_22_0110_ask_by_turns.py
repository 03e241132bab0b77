"""The rules as a simulated year chose them: smaller waves, turns before nearness, a cap over twelve weeks."""

import json

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0110"
down_revision = "2026_11_22_0047"

#: As it was on this day; `matching.rules` holds the same, and a test compares them.
VERSION, BEFORE = "maillage-2026-3", "maillage-2026-2"
CHANGED = {
    "shortfall_step": 2.0,
    "responsiveness": {
        "memory_days": 365,
        "usual_yes": 0.3,
        "usual_hours": 24.0,
        "start_weight": 20.0,
        "average_weight": 8.0,
        "likely_enough": [0.5, 0.35, 0.5, 0.5, 0.5],
        "smallest_wave": 1,
        "largest_wave": 6,
        "rest_days": 1.0,
        "longest_rest_days": 7.0,
        "above_share_waits": 1.0,
        "asked_at_most": 13,
        "asked_within_days": 84,
    },
}
#: What `maillage-2026-2` lacked, as it was applied: nobody waited, nobody was capped.
WITHOUT = {"above_share_waits": 1e9, "asked_at_most": 1_000_000, "asked_within_days": 1}


def upgrade() -> None:
    op.execute(
        sa.text(
            "insert into default_rule_set (version, data, author_name, adopted_at) "
            "select :version, data || jsonb_build_object('version', cast(:version as text)) "
            "|| cast(:changed as jsonb), 'Maillage', timestamptz '2026-11-22 00:45:00+00' "
            "from default_rule_set where version = :before"
        ).bindparams(version=VERSION, changed=json.dumps(CHANGED), before=BEFORE)
    )
    _set_before("(data -> 'responsiveness') || cast(:without as jsonb)", without=json.dumps(WITHOUT))


def downgrade() -> None:
    op.execute(sa.text("delete from default_rule_set where version = :version").bindparams(version=VERSION))
    _set_before("(data -> 'responsiveness') - 'above_share_waits' - 'asked_at_most' - 'asked_within_days'")


def _set_before(responsiveness: str, **values: str) -> None:
    op.execute(
        sa.text(
            f"update default_rule_set set data = jsonb_set(data, '{{responsiveness}}', {responsiveness}) "  # noqa: S608
            "where version = :before"
        ).bindparams(before=BEFORE, **values)
    )
