"""A session on the server's side. The browser holds a secret of which we keep only the hash."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import GatewayBase

#: Pro Santé Connect's own: a session of ours never outlives theirs (ANS, securisation transport 1.2.0).
IDLE_FOR = timedelta(minutes=30)
OIDC_FOR = timedelta(hours=4)
#: Other ways of signing in: a working day.
DAY_FOR = timedelta(hours=10)


#: A link of the national SAS led here: the rights of a regulator are this session's (`regulators/`).
SAS_ORIGIN = "sas"


class Session(GatewayBase):
    __tablename__ = "session"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    active_cpts: Mapped[UUID | None]
    method: Mapped[str]
    device: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    id_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    origin: Mapped[str | None]
    #: Locked on a shared computer (`desk/`): by whose code, where, since when, and the page that was open.
    code_hash: Mapped[str | None]
    desk_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    locked_at: Mapped[datetime | None]
    left_page: Mapped[str | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at or now >= self.last_seen_at + IDLE_FOR
