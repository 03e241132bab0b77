"""Partner systems that ask in their own name, their tokens, and what they asked."""

from alembic import op

revision = "2026_11_22_1600"
down_revision = "2026_11_22_1335"


def upgrade() -> None:
    op.execute(
        "create table partner_system (id uuid constraint pk_partner_system primary key, name text not null, "
        "contact text not null, scopes text[] not null, for_cpts uuid, secret_hash bytea, public_keys jsonb, "
        "registered_at timestamptz not null, registered_by text not null, revoked_at timestamptz, revoked_by text, "
        "constraint ck_partner_system_one_proof check ((secret_hash is null) <> (public_keys is null)), "
        "constraint ck_partner_system_scopes check (scopes <@ array['sas.read', 'gap.read', 'gap.book']), "
        "constraint ck_partner_system_of_one_cpts check "
        "(for_cpts is not null or not scopes && array['gap.read', 'gap.book']))"
    )
    of_system = "foreign key (system_id) references partner_system (id) on delete cascade"
    op.execute(
        "create table partner_token (token_hash bytea constraint pk_partner_token primary key, "
        "system_id uuid not null, scopes text[] not null, expires_at timestamptz not null, "
        f"constraint fk_partner_token_system_id_partner_system {of_system})"
    )
    op.execute("create index ix_partner_token_system_id on partner_token (system_id)")
    op.execute(
        "create table partner_assertion (system_id uuid not null, jti_hash bytea not null, "
        "expires_at timestamptz not null, constraint pk_partner_assertion primary key (system_id, jti_hash), "
        f"constraint fk_partner_assertion_system_id_partner_system {of_system})"
    )
    op.execute(
        "create table partner_call (id uuid constraint pk_partner_call primary key, system_id uuid not null, "
        "at timestamptz not null, method text not null, path text not null, status integer, reason text, "
        f"constraint fk_partner_call_system_id_partner_system {of_system})"
    )
    op.execute("create index ix_partner_call_system_id_id on partner_call (system_id, id)")
    op.execute("create index ix_partner_call_at on partner_call (at)")


def downgrade() -> None:
    for table in ("partner_call", "partner_assertion", "partner_token", "partner_system"):
        op.execute(f"drop table {table}")
