"""What is shown of a triage and of a script. Values in, wire schemas out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from scheduling_svc.known.models import KnownProfessional
from scheduling_svc.triage.faults import faults
from scheduling_svc.triage.models import (
    DISPOSITIONS,
    PublishedScript,
    ScriptDraft,
    Triage,
    TriageAct,
    TriageStatus,
)
from scheduling_svc.triage.national import VERSION, national_script
from scheduling_svc.triage.schemas import (
    ScriptDraftOut,
    ScriptFault,
    ScriptLine,
    ScriptOut,
    TriageActOut,
    TriageNeed,
    TriageOut,
    TriageStep,
    WalkOut,
)
from scheduling_svc.triage.script import TriageScript
from scheduling_svc.triage.walk import Walk, answer_of, walk


def walked(here: Walk) -> WalkOut:
    return WalkOut(
        path=[TriageStep(question=question, answer=given.code) for question, given in here.path],
        asks=here.asks,
        ends=here.ends,
        need=TriageNeed.model_validate(here.need) if here.need else None,
    )


def whole(
    triage: Triage,
    script: TriageScript,
    *,
    own_doctor: KnownProfessional | None,
    booked_at: datetime | None,
    acts: Iterable[TriageAct],
) -> TriageOut:
    return TriageOut(
        **dict(walked(walk(script, triage.answers))),
        referral_id=triage.referral_id,
        status=TriageStatus(triage.status),
        script_version=triage.script_version,
        due_at=triage.due_at,
        opened_at=triage.opened_at,
        disposition=triage.disposition,
        pool_asked_at=triage.pool_asked_at,
        phones=script.phones,
        usual_professional_id=own_doctor.professional_id if own_doctor else None,
        usual_professional_name=own_doctor.display_name if own_doctor else None,
        booked_at=booked_at,
        may=list(DISPOSITIONS[TriageStatus(triage.status)]),
        acts=[act_of(act, script) for act in acts],
        version=triage.version,
    )


def act_of(act: TriageAct, script: TriageScript) -> TriageActOut:
    question = script.question(act.question) if act.question else None
    given = answer_of(question, act.answer) if question else None
    return TriageActOut(
        act=act.act,
        at=act.at,
        author_name=act.author_name,
        disposition=act.disposition,
        recourse_name=act.recourse_name,
        question_text=question.text if question else None,
        answer_text=given.text if given else None,
    )


def draft(one: ScriptDraft) -> ScriptDraftOut:
    script = TriageScript.model_validate(one.data)
    return ScriptDraftOut(
        script=script,
        note=one.note,
        based_on=one.based_on,
        saved_by_name=one.saved_by_name,
        saved_at=one.saved_at,
        faults=[ScriptFault(**fault.within("script")) for fault in faults(script)],
        version=one.version,
    )


def line(one: PublishedScript | None, in_force: str) -> ScriptLine:
    """None: the starting script of the platform."""
    if one is None:
        return ScriptLine(
            version=VERSION,
            is_in_force=in_force == VERSION,
            is_national=True,
            note="",
            signed_by=None,
            published_by_name=None,
            published_at=None,
        )
    return ScriptLine(
        version=one.version,
        is_in_force=one.version == in_force,
        is_national=False,
        note=one.note,
        signed_by=one.signed_by,
        published_by_name=one.published_by_name,
        published_at=one.published_at,
    )


def version(one: PublishedScript | None, in_force: str) -> ScriptOut:
    script = TriageScript.model_validate(one.data) if one else national_script()
    return ScriptOut(**dict(line(one, in_force)), script=script)
