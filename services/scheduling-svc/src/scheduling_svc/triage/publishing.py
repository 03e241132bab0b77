"""A CPTS prepares its script, walks through it, and publishes it; a published one is never edited."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import PreconditionFailed
from carekit.etag import check_version
from scheduling_svc.epidemic.repository import switch_in_force
from scheduling_svc.slots.policies import account_of
from scheduling_svc.triage import repository, views
from scheduling_svc.triage.errors import ScriptDraftMissing, ScriptRefused, ScriptVersionUnknown
from scheduling_svc.triage.faults import faults
from scheduling_svc.triage.models import PublishedScript, ScriptDraft
from scheduling_svc.triage.national import VERSION, national_script
from scheduling_svc.triage.policies import DRAFTERS, PUBLISHERS, SCRIPT_READERS
from scheduling_svc.triage.schemas import (
    PreviewScript,
    PublishScript,
    SaveScriptDraft,
    ScriptDraftOut,
    ScriptOut,
    ScriptVersions,
    WalkOut,
)
from scheduling_svc.triage.script import TriageScript
from scheduling_svc.triage.walk import walk


async def list_scripts(unit: Unit, caller: Caller) -> ScriptVersions:
    caller.require(*SCRIPT_READERS)
    async with unit.begin() as session:
        made = await repository.published(session)
        draft = await repository.draft_of(session, caller.cpts)
        version, _ = await script_in_force(session)
        in_force = next((one for one in made if one.version == version), None)
        return ScriptVersions(
            in_force=views.version(in_force, version),
            items=[views.line(one, version) for one in (*made, None)],
            draft=views.draft(draft) if draft else None,
            may_draft=caller.has(*DRAFTERS),
            may_publish=caller.has(*PUBLISHERS),
        )


async def read_script(unit: Unit, caller: Caller, version: str) -> ScriptOut:
    caller.require(*SCRIPT_READERS)
    async with unit.begin() as session:
        in_force, _ = await script_in_force(session)
        if version == VERSION:
            return views.version(None, in_force)
        made = await repository.published_version(session, caller.cpts, version)
        if made is None:
            raise ScriptVersionUnknown
        return views.version(made, in_force)


async def save_draft(
    unit: Unit, caller: Caller, clock: Clock, wanted: SaveScriptDraft, edited: int
) -> ScriptDraftOut:
    """Half a script may be saved: what is broken comes back with it. `edited` is 0 when no draft was there."""
    caller.require(*DRAFTERS)
    try:
        async with unit.begin() as session:
            draft = await repository.draft_of(session, caller.cpts)
            check_version(draft.version if draft else 0, edited)
            if draft is None:
                in_force, _ = await script_in_force(session)
                draft = ScriptDraft(cpts_id=caller.cpts, based_on=in_force, version=0)
                session.add(draft)
            draft.data, draft.note = wanted.script.model_dump(mode="json"), wanted.note
            draft.saved_by_name, draft.saved_at = caller.name, clock.now()
            draft.version += 1
            await session.flush()
            return views.draft(draft)
    except IntegrityError as twin:  # the primary key: somebody began a draft meanwhile
        raise PreconditionFailed from twin


async def discard_draft(unit: Unit, caller: Caller, edited: int) -> None:
    caller.require(*DRAFTERS)
    async with unit.begin() as session:
        draft = await _draft(session, caller)
        check_version(draft.version, edited)
        await session.delete(draft)


async def preview_draft(unit: Unit, caller: Caller, wanted: PreviewScript) -> WalkOut:
    caller.require(*DRAFTERS)
    async with unit.begin() as session:
        script = _sound(await _draft(session, caller))
    return views.walked(walk(script, wanted.answers))


async def publish_draft(unit: Unit, caller: Caller, clock: Clock, wanted: PublishScript, edited: int) -> ScriptOut:
    """In force at once for whoever is sorted from now on; a triage that is open keeps the script it began with."""
    caller.require(*PUBLISHERS)
    now = clock.now()
    async with unit.begin() as session:
        draft = await _draft(session, caller)
        check_version(draft.version, edited)
        script = _sound(draft)
        earlier = await repository.published(session)
        number = earlier[0].number + 1 if earlier else 1
        made = PublishedScript(
            cpts_id=caller.cpts,
            version=f"{now.year}-{number}",
            number=number,
            data=script.model_dump(mode="json"),
            note=draft.note,
            signed_by=wanted.signed_by,
            drafted_by_name=draft.saved_by_name,
            published_by=account_of(caller),
            published_by_name=caller.name,
            published_at=now,
        )
        session.add(made)
        await session.delete(draft)
        await session.flush()
        return views.version(made, made.version)


async def script_in_force(session: AsyncSession) -> tuple[str, TriageScript]:
    """Version and script: that of the epidemic plan that is on, else the last that the CPTS published, the national
    one until then."""
    switch = await switch_in_force(session)
    if switch is not None and switch.script_version is not None:
        return switch.script_version, await script_of(session, switch.cpts_id, switch.script_version)
    made = await repository.published(session)
    if not made:
        return VERSION, national_script()
    return made[0].version, TriageScript.model_validate(made[0].data)


async def script_of(session: AsyncSession, cpts_id: UUID, version: str) -> TriageScript:
    """The script under which a triage was opened."""
    if version == VERSION:
        return national_script()
    made = await repository.published_version(session, cpts_id, version)
    assert made is not None, "published scripts are never deleted"
    return TriageScript.model_validate(made.data)


def _sound(draft: ScriptDraft) -> TriageScript:
    script = TriageScript.model_validate(draft.data)
    if found := faults(script):
        raise ScriptRefused([fault.within("script") for fault in found])
    return script


async def _draft(session: AsyncSession, caller: Caller) -> ScriptDraft:
    draft = await repository.draft_of(session, caller.cpts)
    if draft is None:
        raise ScriptDraftMissing
    return draft
