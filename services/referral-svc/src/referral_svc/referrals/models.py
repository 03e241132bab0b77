"""A request, without identity: who the person is stands in `disclosure/` and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.kinds.answers import specialties_for, structures_for
from referral_svc.kinds.codes import Door, Relay, RequestReason
from referral_svc.referrals.codes import Sex
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.entity.complexity import Complex
from referral_svc.referrals.entity.holder import Followed
from referral_svc.referrals.entity.placement import Placeable
from referral_svc.referrals.entity.ranking import Weighed
from referral_svc.referrals.errors import ActNotAllowedNow
from referral_svc.referrals.needs import professions_for
from referral_svc.referrals.reasons import ErasureReason
from referral_svc.referrals.transitions import ENDED

#: What is left of a stage-1 card once it is closed to a neighbour.
NOTHING_LEFT: dict[str, Any] = {
    "urgency": "normal",
    "age_band": "unknown",
    "sex": None,
    "place": {"kind": "territory", "name": ""},
    "need_codes": [],
    "constraints": [],
}


class Referral(Weighed, Placeable, Followed, Complex, Base):
    """One need of one person. What it does stands in `entity/`; here, what it is and what is left of it."""

    __tablename__ = "referral"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    case_year: Mapped[int]
    case_counter: Mapped[int]

    #: Why the person is brought to the CPTS, and by which door.
    request_reason: Mapped[RequestReason] = mapped_column(coded(RequestReason, "request_reason"))
    door: Mapped[Door] = mapped_column(coded(Door, "door"))
    #: Of a request for a specialist: what people call the specialty, and whether advice is asked for first.
    specialty: Mapped[str | None]
    #: Of a request in psychiatry: to whom it is to be relayed.
    relay_to: Mapped[Relay | None] = mapped_column(coded(Relay, "relay_to"))
    need_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    age_band: Mapped[AgeBand] = mapped_column(coded(AgeBand, "age_band"))
    sex: Mapped[Sex] = mapped_column(coded(Sex, "sex"))
    #: INSEE code of a commune of the territory; None when the person has no address.
    commune_code: Mapped[str | None]
    #: What the card may show: {home_visit: bool, teleconsultation, accompanied_by}. Accessibility, language and the
    #: wish for a woman or a man are sealed in `disclosure/` and matched blind.
    constraints: Mapped[dict[str, Any]]

    #: Set when it only stands for a request that a neighbouring CPTS opened to this one (`neighbours/`): it is
    #: searched for here, by its stage-1 card ({card, point}), and holds no person. No list or case page shows it.
    crossing_id: Mapped[UUID | None]
    received_card: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    #: The request it stands for, once its person chose a professional of this CPTS.
    origin_id: Mapped[UUID | None]

    #: What it was stated together with (`bundles/`); it keeps its own life cycle.
    bundle_id: Mapped[UUID | None]

    #: Since when its coordinator calls professionals one after the other.
    by_phone_since: Mapped[datetime | None]

    referrer_account_id: Mapped[UUID | None]
    referrer_professional_id: Mapped[UUID | None]
    referrer_name: Mapped[str]
    referrer_structure: Mapped[str | None]
    #: Who telephoned, when the coordination wrote the request down.
    on_behalf_of_name: Mapped[str | None]
    on_behalf_of_structure: Mapped[str | None]

    #: The open request of the same person, when the blind index met one; only coordinators see it.
    possible_duplicate_of: Mapped[UUID | None]
    merged_into: Mapped[UUID | None]
    #: When its key was destroyed, and why; what is left of the row are figures.
    erased_at: Mapped[datetime | None]
    erasure_reason: Mapped[ErasureReason | None] = mapped_column(coded(ErasureReason, "erasure_reason"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def case_number(self) -> str:
        """As people say it, `26-0412`: year and counter of the CPTS. Never on a card."""
        return f"{self.case_year % 100:02d}-{self.case_counter:04d}"

    @property
    def is_received(self) -> bool:
        return self.crossing_id is not None

    @property
    def case_id(self) -> UUID | None:
        """The request whose case page it leads to."""
        return self.origin_id if self.is_received else self.id

    @property
    def professions(self) -> frozenset[str]:
        """Professions (TRE_G15) that may take it."""
        return professions_for(self.kind, self.need_codes)

    @property
    def specialties(self) -> frozenset[str]:
        """Codes (TRE_R38) of which a doctor must hold one; empty when any doctor may take it."""
        return specialties_for(self.kind, self.need_codes, self.specialty)

    @property
    def structures(self) -> frozenset[str]:
        """FINESS categories in one of which whoever takes it must practise; empty when anywhere will do."""
        return structures_for(self.kind, self.need_codes, self.relay_to)

    @property
    def remote(self) -> tuple[str, ...]:
        """What the card says of a teleconsultation."""
        wanted, beside = self.constraints.get("teleconsultation"), self.constraints.get("accompanied_by")
        return (
            *((f"teleconsultation_{wanted}",) if wanted else ()),
            *((f"with_{beside}",) if wanted and beside else ()),
        )

    @property
    def is_erasable(self) -> bool:
        return self.status in ENDED and self.erased_at is None

    def require_kept(self, act: str) -> None:
        if self.erased_at is not None:
            raise ActNotAllowedNow("its content was erased", act=act, status_of_request=self.status.value)

    def require_erasable(self, act: str) -> None:
        """Ended, and not erased yet: an open request is withdrawn first, so that its search stops."""
        if not self.is_erasable:
            raise self.not_now(act, ENDED)

    def erase(self, reason: ErasureReason, at: datetime) -> None:
        """Whatever could say something of one person goes; what is counted stays."""
        self.erased_at = at
        self.erasure_reason = reason
        self.constraints = {}
        self.medical_criteria = []
        self.social_situation = False
        self.priority_explanation = []
        self.put_complexity([])
        self.usual_professional_id = None
        self.possible_duplicate_of = None
        # What it was linked with may still be read, and would name the person again.
        self.bundle_id = None
        self.needed_at = None

    def forget_received(self) -> None:
        """The neighbour's request is closed to this CPTS: not even its card is kept."""
        self.received_card = {"card": dict(NOTHING_LEFT), "point": [None, None]}
        self.age_band, self.sex = AgeBand.UNKNOWN, Sex.UNKNOWN
        self.need_codes, self.constraints = [], {}
        self.needed_at = self.origin_id = None
