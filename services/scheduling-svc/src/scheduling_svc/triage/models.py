"""The triage of one request: answers by code, a class, where it went. It names nobody but those who worked on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.triage.errors import (
    AnswerNotOffered,
    QuestionOffTheWay,
    RedFlagFirst,
    TriageEnded,
    TriageUnfinished,
)
from scheduling_svc.triage.script import ScriptEnd, TriageScript
from scheduling_svc.triage.walk import Walk, answer_of, walk


class TriageStatus(StrEnum):
    """`red_flag`: to be handed to the 15 now. `sorted`: a slot is looked for. `not_snp`: to be said to the person.
    `ended`: it went elsewhere."""

    ASKING = "asking"
    RED_FLAG = "red_flag"
    SORTED = "sorted"
    NOT_SNP = "not_snp"
    ENDED = "ended"


class Disposition(StrEnum):
    """Where a request goes that no slot answers. A slot is no disposition: the appointment says it."""

    EMERGENCY = "emergency"
    SAS = "sas"
    SOS_MEDECINS = "sos_medecins"
    POOL = "pool"
    RECOURSE = "recourse"
    """A centre, a maison de garde, visits at home or another line of the directory; its act names it."""
    NOT_SNP = "not_snp"


class TriageActKind(StrEnum):
    OPENED = "opened"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    DISPOSED = "disposed"


_STATUS_OF_END = {
    ScriptEnd.EMERGENCY: TriageStatus.RED_FLAG,
    ScriptEnd.SNP: TriageStatus.SORTED,
    ScriptEnd.NOT_SNP: TriageStatus.NOT_SNP,
}
_ONCE_SORTED = (Disposition.SAS, Disposition.SOS_MEDECINS, Disposition.POOL, Disposition.RECOURSE)

_OF_KIND = {"sas": Disposition.SAS, "sos_call_centre": Disposition.SOS_MEDECINS}

#: Where each status may go. The 15 may be called whatever the script says: who asks also hears.
DISPOSITIONS: dict[TriageStatus, tuple[Disposition, ...]] = {
    TriageStatus.ASKING: (Disposition.EMERGENCY,),
    TriageStatus.RED_FLAG: (Disposition.EMERGENCY,),
    TriageStatus.SORTED: (Disposition.EMERGENCY, *_ONCE_SORTED),
    TriageStatus.NOT_SNP: (Disposition.EMERGENCY, Disposition.NOT_SNP),
    TriageStatus.ENDED: (),
}


def disposition_of(recourse_kind: str) -> Disposition:
    """What a hand-over to a recourse of this kind is written as: the SAS is the SAS, described by the CPTS or not."""
    return _OF_KIND.get(recourse_kind, Disposition.RECOURSE)


class Triage(Base):
    """Only its methods write `status`. `version` counts its changes."""

    __tablename__ = "triage"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    script_version: Mapped[str]
    #: Question → answer, by code.
    answers: Mapped[dict[str, str]] = mapped_column(JSONB)
    status: Mapped[str]
    triage_class: Mapped[str | None]
    profession_code: Mapped[str | None]
    modality: Mapped[str | None]
    due_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    pool_asked_at: Mapped[datetime | None]
    disposition: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int]

    def answer(self, script: TriageScript, question: str, given: str) -> bool:
        """True when it corrects what was answered before. What it leads to follows from the script."""
        if self.status == TriageStatus.ENDED:
            raise TriageEnded
        if not walk(script, self.answers).meets(question):
            raise QuestionOffTheWay
        if answer_of(script.question(question), given) is None:
            raise AnswerNotOffered
        corrects = question in self.answers
        self.answers = {**self.answers, question: given}
        self._reach(script, walk(script, self.answers))
        return corrects

    def check_may(self, to: Disposition) -> None:
        status = TriageStatus(self.status)
        if status is TriageStatus.ENDED:
            raise TriageEnded
        if to not in DISPOSITIONS[status]:
            raise RedFlagFirst if status is TriageStatus.RED_FLAG else TriageUnfinished

    def dispose(self, to: Disposition, at: datetime) -> None:
        """The pool goes on looking beside whoever looks; everything else ends it here."""
        self.check_may(to)
        if to is Disposition.POOL:
            self.pool_asked_at = at
        else:
            self.disposition, self.ended_at = to.value, at
            self.status = TriageStatus.ENDED.value
        self.version += 1

    def _reach(self, script: TriageScript, here: Walk) -> None:
        self.status = _STATUS_OF_END[here.ends].value if here.ends else TriageStatus.ASKING.value
        need = here.need
        self.triage_class = need.triage_class.value if need else None
        self.profession_code = need.profession_code if need else None
        self.modality = need.modality.value if need else None
        hours = script.targets.hours(need.triage_class) if need else None
        self.due_at = self.opened_at + timedelta(hours=hours) if hours is not None else None
        self.version += 1


class TriageAct(Base):
    """Who did what, when: written with the act itself. « Transmis au 15 à 14 h 32 par … » is read here."""

    __tablename__ = "triage_act"

    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    act: Mapped[str]
    question: Mapped[str | None]
    answer: Mapped[str | None]
    disposition: Mapped[str | None]
    #: Whom it was handed to, as the directory called it then.
    recourse_id: Mapped[UUID | None]
    recourse_name: Mapped[str | None]
    author_id: Mapped[UUID]
    author_name: Mapped[str]
    author_roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    at: Mapped[datetime]


class PublishedScript(Base):
    """A script that a CPTS published. Never edited: a change is a new version."""

    __tablename__ = "published_script"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    #: Counts on over the years; the highest is in force.
    number: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    note: Mapped[str]
    #: The doctor who signs it for the CPTS, as people write his name.
    signed_by: Mapped[str]
    drafted_by_name: Mapped[str]
    published_by: Mapped[UUID]
    published_by_name: Mapped[str]
    published_at: Mapped[datetime]


class ScriptDraft(Base):
    """The one draft of a CPTS: gone once published."""

    __tablename__ = "script_draft"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    based_on: Mapped[str]
    note: Mapped[str]
    saved_by_name: Mapped[str]
    saved_at: Mapped[datetime]
    version: Mapped[int]
