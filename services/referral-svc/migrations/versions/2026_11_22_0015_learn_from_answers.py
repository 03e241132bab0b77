"""Learn from answers: how waves are sized and solicitations spaced; what a replay must give again."""

import json

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0015"
down_revision = "2026_11_21_2345"

#: As it was on this day; `matching.rules` holds the same, and a test compares them.
VERSION = "maillage-2026-2"
RESPONSIVENESS = {
    "memory_days": 365,
    "usual_yes": 0.3,
    "usual_hours": 24.0,
    "start_weight": 20.0,
    "average_weight": 8.0,
    "likely_enough": [0.8, 0.75, 0.7, 0.7, 0.7],
    "smallest_wave": 2,
    "largest_wave": 6,
    "rest_days": 4.0,
    "longest_rest_days": 10.0,
}


def upgrade() -> None:
    op.execute("alter table wave add column outcome text")
    op.execute("alter table solicitation_setting add column objects_to_estimate boolean not null default false")
    op.execute("alter table solicitation_setting add column afresh_since timestamptz")
    op.execute(
        sa.text(
            "insert into default_rule_set (version, data, author_name, adopted_at) "
            "select :version, data || jsonb_build_object('version', cast(:version as text), 'responsiveness', "
            "cast(:learned as jsonb)), 'Maillage', timestamptz '2026-11-21 23:45:00+00' "
            "from default_rule_set where version = 'maillage-2026-1'"
        ).bindparams(version=VERSION, learned=json.dumps(RESPONSIVENESS))
    )


def downgrade() -> None:
    op.execute(sa.text("delete from default_rule_set where version = :version").bindparams(version=VERSION))
    op.execute("alter table solicitation_setting drop column afresh_since, drop column objects_to_estimate")
    op.execute("alter table wave drop column outcome")
