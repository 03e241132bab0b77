"""Why a request came, by which door and for whom; the short form of its kind, sealed with its bulletins.

The defaults stay: a process of the version before goes on stating requests while this one is put in place.
"""

from alembic import op

revision = "2026_11_22_0310"
down_revision = "2026_11_22_0300"

_CODES = {
    "request_reason": (
        "no_gp", "difficult_pathology", "acute_situation", "several_carers", "follow_up_broken", "rights_trouble",
        "other", "not_said",
    ),
    "door": (
        "practice", "pharmacy", "emergency", "pass", "hospital", "prado", "social_service", "regulation",
        "coordination", "other",
    ),
    "advice": ("not_asked", "asked", "given", "visit_needed"),
}  # fmt: skip
_DEFAULTS = {"request_reason": "not_said", "door": "other", "advice": "not_asked"}
_WORDS = ("specialty", "on_behalf_of_name", "on_behalf_of_structure")
#: Null in older rows: nothing was asked then.
_SEALED = {
    "sealed_person": ("representative",),
    "sealed_care_bulletin": ("answers", "links"),
    "sealed_social_bulletin": ("answers",),
}


def upgrade() -> None:
    for column, codes in _CODES.items():
        among = ", ".join(f"'{code}'" for code in codes)
        op.execute(
            f"alter table referral add column {column} text not null default '{_DEFAULTS[column]}', "
            f"add constraint ck_referral_{column} check ({column} in ({among}))"
        )
    for column in _WORDS:
        op.execute(f"alter table referral add column {column} text")
    for table, columns in _SEALED.items():
        for column in columns:
            op.execute(f"alter table {table} add column {column} bytea")


def downgrade() -> None:
    for table, columns in _SEALED.items():
        for column in columns:
            op.execute(f"alter table {table} drop column {column}")
    for column in (*_WORDS, *_CODES):
        op.execute(f"alter table referral drop column {column}")
