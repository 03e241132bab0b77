"""Let two CPTS agree, and one open a request to the other; shared rows are seen from both sides."""

from alembic import op

from carekit.db import cpts_isolation

revision = "2026_11_22_0700"
down_revision = "2026_11_22_0650"

KINDS = """'medecin_traitant', 'care', 'social', 'specialist', 'discharge', 'dental', 'imaging_biology', 'psychiatry',
    'snp'"""
TABLES = [
    f"""create table neighbour_agreement (
        id uuid not null, from_cpts_id uuid not null, to_cpts_id uuid not null, kinds text[] not null, starts_on date
        not null, ends_on date not null, state text not null, offered_at timestamptz not null, offered_by_name text
        not null, answered_at timestamptz, answered_by_name text, revoked_at timestamptz, revoked_by_name text,
        revoked_by_cpts_id uuid, constraint pk_neighbour_agreement primary key (id),
        constraint ck_neighbour_agreement_two check (from_cpts_id <> to_cpts_id),
        constraint ck_neighbour_agreement_dates check (starts_on <= ends_on),
        constraint ck_neighbour_agreement_kinds check (kinds <@ array[{KINDS}] and cardinality(kinds) > 0),
        constraint ck_neighbour_agreement_state check (state in ('offered', 'accepted', 'declined', 'revoked')))""",
    f"""create table crossing (
        id uuid not null, agreement_id uuid not null, from_cpts_id uuid not null, to_cpts_id uuid not null, kind text
        not null, card jsonb not null, opened_at timestamptz not null, opened_by_name text not null, received_id uuid
        not null, proposed_professional_id uuid, proposed_name text, proposed_at timestamptz, chosen_at timestamptz,
        chosen_referral_id uuid, ended_at timestamptz, end_code text, end_reason text, end_words text, ended_by_name
        text, constraint pk_crossing primary key (id),
        constraint fk_crossing_agreement foreign key (agreement_id) references neighbour_agreement (id),
        constraint ck_crossing_two check (from_cpts_id <> to_cpts_id),
        constraint ck_crossing_kind check (kind in ({KINDS})),
        constraint ck_crossing_end_code check (end_code in ('refused', 'person_withdraws', 'no_longer_needed',
        'entered_by_mistake', 'agreement_over', 'placed_elsewhere', 'stepped_back', 'request_stopped')),
        constraint ck_crossing_ended check ((ended_at is null) = (end_code is null)),
        constraint ck_crossing_chosen check (chosen_referral_id is null or
        (chosen_at is not null and ended_at is null and proposed_professional_id is not null)))""",
    """create table crossed_referral (
        cpts_id uuid not null, crossing_id uuid not null, referral_id uuid not null, given text not null, agreed_at
        timestamptz not null, recorded_at timestamptz not null, recorded_by_account_id uuid, recorded_by_name text
        not null, constraint pk_crossed_referral primary key (cpts_id, crossing_id),
        constraint fk_crossed_referral_referral foreign key (cpts_id, referral_id) references referral (cpts_id, id),
        constraint fk_crossed_referral_crossing foreign key (crossing_id) references crossing (id),
        constraint ck_crossed_referral_given check (given in ('oral', 'written', 'representative')))""",
]
INDEXES = [
    """create unique index uq_neighbour_agreement_standing on neighbour_agreement (
        least(from_cpts_id, to_cpts_id), greatest(from_cpts_id, to_cpts_id))
        where state in ('offered', 'accepted')""",
    "create index ix_neighbour_agreement_to on neighbour_agreement (to_cpts_id)",
    "create index ix_crossing_to on crossing (to_cpts_id) where ended_at is null",
    "create index ix_crossing_from on crossing (from_cpts_id) where ended_at is null",
    "create index ix_crossing_agreement on crossing (agreement_id) where ended_at is null",
    "create index ix_crossing_chosen on crossing (chosen_referral_id) where chosen_referral_id is not null",
    "create index ix_crossed_referral_referral on crossed_referral (cpts_id, referral_id)",
]
REFERRAL = """alter table referral add column crossing_id uuid, add column received_card jsonb,
    add column origin_id uuid, add constraint ck_referral_received check
    ((crossing_id is null) = (received_card is null) and (origin_id is null or crossing_id is not null))"""
OWN = "nullif(current_setting('app.cpts_id', true), '')::uuid"


def upgrade() -> None:
    for statement in [*TABLES, *INDEXES]:
        op.execute(statement)
    op.execute(REFERRAL)
    for statement in cpts_isolation("crossed_referral"):
        op.execute(statement)
    for table in ("neighbour_agreement", "crossing"):
        for statement in seen_from_both_sides(table):
            op.execute(statement)
    _channels("'link', 'self', 'delegate', 'phone', 'neighbour'")


def seen_from_both_sides(table: str) -> list[str]:
    """Offered or opened by its own side alone, moved on by either, deleted by nobody."""
    both = f"{OWN} in (from_cpts_id, to_cpts_id)"
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy {table}_read_by_both on {table} for select using ({both})",
        f"create policy {table}_made_by_one on {table} for insert with check (from_cpts_id = {OWN})",
        f"create policy {table}_moved_by_both on {table} for update using ({both}) with check ({both})",
    ]


def downgrade() -> None:
    op.execute("alter table solicitation no force row level security")
    op.execute("update solicitation set answered_by = 'phone' where answered_by = 'neighbour'")
    op.execute("alter table solicitation force row level security")
    # What only stood for a neighbour's request holds no person: nobody may take it for one.
    op.execute("alter table referral no force row level security")
    op.execute(
        """update referral set status = 'withdrawn', ended_at = now(), erased_at = now(),
            erasure_reason = 'entered_by_mistake' where crossing_id is not null"""
    )
    op.execute("alter table referral force row level security")
    _channels("'link', 'self', 'delegate', 'phone'")
    op.execute(
        """alter table referral drop constraint ck_referral_received, drop column origin_id,
            drop column received_card, drop column crossing_id"""
    )
    for table in ("crossed_referral", "crossing", "neighbour_agreement"):
        op.execute(f"drop table {table}")


def _channels(allowed: str) -> None:
    op.execute("alter table solicitation drop constraint ck_solicitation_answered_by")
    op.execute(
        f"alter table solicitation add constraint ck_solicitation_answered_by check (answered_by in ({allowed}))"
    )
