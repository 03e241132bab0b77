"""« Suivi par »: who answers for a request, and who stands in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped


class Followed:
    #: « Suivi par »: the coordinator who answers for it; and, while another stands in for her, whose case it is.
    holder_account_id: Mapped[UUID | None]
    holder_name: Mapped[str | None]
    holder_away_account_id: Mapped[UUID | None]
    holder_away_name: Mapped[str | None]

    def be_followed_by(self, account_id: UUID | None, name: str | None) -> None:
        """It is hers from now on; nobody is owed it back."""
        self.holder_account_id, self.holder_name = account_id, name
        self.holder_away_account_id = self.holder_away_name = None

    def lend_to(self, account_id: UUID, name: str) -> None:
        """Another follows it until its holder is back."""
        if self.holder_away_account_id is None:
            self.holder_away_account_id, self.holder_away_name = self.holder_account_id, self.holder_name
        self.holder_account_id, self.holder_name = account_id, name
