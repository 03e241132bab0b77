"""Know of professionals, places and CPTS what national platforms ask: national identifiers, names, addresses.

What is known already stays without them until the directory tells it again, which its worker does at its start.
"""

from alembic import op

revision = "2026_11_22_1250"
down_revision = "2026_11_22_1245"


def upgrade() -> None:
    op.execute("alter table known_cpts add column finess varchar, add column coordination_phone varchar")
    op.execute(
        "alter table known_professional add column rpps varchar, add column family_name varchar, "
        "add column given_name varchar, add column phone varchar, "
        "add column specialty_codes text[] not null default '{}'"
    )
    op.execute("alter table known_professional alter column specialty_codes drop default")
    op.execute("create index ix_known_professional_rpps on known_professional (cpts_id, rpps)")
    op.execute(
        "alter table known_place add column address varchar, add column postal_code varchar, "
        "add column structure_id varchar"
    )


def downgrade() -> None:
    op.execute("alter table known_place drop column structure_id, drop column postal_code, drop column address")
    op.execute("drop index ix_known_professional_rpps")
    op.execute(
        "alter table known_professional drop column specialty_codes, drop column phone, drop column given_name, "
        "drop column family_name, drop column rpps"
    )
    op.execute("alter table known_cpts drop column coordination_phone, drop column finess")
