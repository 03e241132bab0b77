"""What a professional, his delegate, or his CPTS with a trace, say of his training for care at a distance."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import check_version
from directory_svc.offers.usecases import editing
from directory_svc.territory.repository import today_of
from directory_svc.trainings import repository
from directory_svc.trainings.errors import TrainingNotOver, TrainingNotStated
from directory_svc.trainings.models import RemoteCareTraining
from directory_svc.trainings.schemas import (
    FollowedTrainingOut,
    StatedTrainingOut,
    StateTraining,
    TrainingOut,
)


async def state_training(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: StateTraining, edited: int
) -> StatedTrainingOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        check_version(edit.sheet.version, edited)
        _refuse_to_come(act, await today_of(edit.session, caller.cpts, clock.now()))
        training = await repository.training_of(edit.session, professional_id)
        before = _facts(training)
        if training is None:
            training = RemoteCareTraining(cpts_id=caller.cpts, professional_id=professional_id)
            edit.session.add(training)
        training.title = act.followed.title if act.followed else None
        training.ended = act.followed.ended if act.followed else None
        training.wishes_training = act.wishes_training
        training.source, training.stated_at, training.stated_by = edit.source, clock.now(), caller.name
        await edit.trace("training", before, _facts(training))
        return StatedTrainingOut(
            professional_id=professional_id, version=edit.sheet.version, training=training_out(training)
        )


async def withdraw_training(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> None:
    async with editing(unit, caller, clock, professional_id) as edit:
        training = await repository.training_of(edit.session, professional_id)
        if training is None:
            raise TrainingNotStated
        await edit.session.delete(training)
        await edit.trace("training_withdrawn", _facts(training), {})


def training_out(training: RemoteCareTraining) -> TrainingOut:
    followed = None
    if training.title is not None and training.ended is not None:
        followed = FollowedTrainingOut(title=training.title, ended=training.ended)
    return TrainingOut.model_validate(
        {
            "followed": followed,
            "wishes_training": training.wishes_training,
            "source": training.source,
            "stated_at": training.stated_at,
            "stated_by": training.stated_by,
        }
    )


def _refuse_to_come(act: StateTraining, today: date) -> None:
    """A year compares with the year of today, a day with today."""
    if act.followed and act.followed.ended > today.isoformat()[: len(act.followed.ended)]:
        raise TrainingNotOver


def _facts(training: RemoteCareTraining | None) -> dict[str, Any]:
    if training is None:
        return {}
    return {"title": training.title, "ended": training.ended, "wishes_training": training.wishes_training}
