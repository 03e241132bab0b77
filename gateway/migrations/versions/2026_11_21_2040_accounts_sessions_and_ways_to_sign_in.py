"""Accounts, sessions and the ways to sign in."""

from alembic import op

from carekit.db import cpts_isolation
from carekit.idempotency import idempotency_tables
from carekit.inbox import inbox_tables
from carekit.mail import mail_tables

revision = "accounts_sessions"
down_revision = None

ROLES = (
    "referrer", "professional", "delegate", "care_coordinator", "social_coordinator", "secretary", "director",
    "regulator", "evaluator", "partner", "health_mediator", "case_manager", "project_officer",
    "quality_referent", "guest", "suspended",
)  # fmt: skip

TABLES = [
    "create table account (id uuid constraint pk_account primary key, email text not null, name text not null, "
    "national_id text, rpps text, professional_id uuid, structure text, "
    "is_platform_operator boolean not null, password_hash text, totp_secret bytea, totp_last_step bigint, "
    "created_at timestamptz not null, "
    "constraint uq_account_email unique (email), constraint uq_account_national_id unique (national_id), "
    "constraint ck_account_email_lower check (email = lower(email)))",
    "create index ix_account_professional_id on account (professional_id)",
    "create table membership (cpts_id uuid not null, account_id uuid not null, roles text[] not null, "
    "version integer not null, created_at timestamptz not null, "
    "constraint pk_membership primary key (cpts_id, account_id), "
    "constraint fk_membership_account_id_account foreign key (account_id) references account (id) on delete cascade, "
    f"constraint ck_membership_roles check (roles <@ array{list(ROLES)!r}::text[]))",
    "create index ix_membership_account_id on membership (account_id)",
    "create table demonstration_account (account_id uuid constraint pk_demonstration_account primary key, "
    "password text not null, label text not null, position integer not null, "
    "constraint fk_demonstration_account_account_id_account foreign key (account_id) "
    "references account (id) on delete cascade)",
    "create table session (id uuid constraint pk_session primary key, token_hash bytea not null, "
    "account_id uuid not null, active_cpts uuid, method text not null, device text not null, "
    "created_at timestamptz not null, last_seen_at timestamptz not null, ends_at timestamptz not null, "
    "id_token bytea, constraint uq_session_token_hash unique (token_hash), "
    "constraint fk_session_account_id_account foreign key (account_id) references account (id) on delete cascade)",
    "create index ix_session_account_id on session (account_id)",
    "create table login_link (token_hash bytea constraint pk_login_link primary key, account_id uuid not null, "
    "created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz, "
    "wrong_codes integer not null, offered_totp bytea, "
    "constraint fk_login_link_account_id_account foreign key (account_id) references account (id) on delete cascade)",
    "create index ix_login_link_account_id on login_link (account_id)",
    "create table guess (key bytea constraint pk_guess primary key, attempts integer not null, "
    "last_at timestamptz not null, blocked_until timestamptz)",
    "create table oidc_login (state_hash bytea constraint pk_oidc_login primary key, browser_hash bytea not null, "
    "provider text not null, nonce text not null, code_verifier text not null, return_to text not null, "
    "created_at timestamptz not null)",
    "create table known_cpts (id uuid constraint pk_known_cpts primary key, name text not null)",
    "create table known_professional (cpts_id uuid not null, professional_id uuid not null, rpps text not null, "
    "name text not null, is_member boolean not null, "
    "constraint pk_known_professional primary key (cpts_id, professional_id))",
]

#: Besides its CPTS, a person reads his own memberships: that is how a session finds the CPTS it may enter.
OWN_MEMBERSHIPS = (
    "create policy membership_own_account on membership for select "
    "using (account_id = nullif(current_setting('app.account_id', true), '')::uuid)"
)


def upgrade() -> None:
    for statement in [*TABLES, *idempotency_tables(), *inbox_tables(), *mail_tables()]:
        op.execute(statement)
    for table in ("membership", "known_professional"):
        for statement in cpts_isolation(table):
            op.execute(statement)
    op.execute(OWN_MEMBERSHIPS)


def downgrade() -> None:
    for table in (
        "known_professional", "known_cpts", "oidc_login", "guess", "login_link", "session", "demonstration_account",
        "membership", "account", "idempotency_key", "inbox_event", "inbox_version", "outgoing_mail",
    ):  # fmt: skip
        op.execute(f"drop table {table}")
