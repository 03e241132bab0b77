"""What is shown of a rota: to who builds it everything, to others the published duties and their own wishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.rostering.breaches import breaches
from scheduling_svc.rostering.fairness import duties, quota, spread
from scheduling_svc.rostering.problem import Person, Rule
from scheduling_svc.rota.models import Duty, DutySkill, RotaMember, RotaStatus
from scheduling_svc.rota.policies import is_builder
from scheduling_svc.rota.scene import Scene
from scheduling_svc.rota.schemas import BrokenRule, DutyOut, RotaDetail, RotaMemberOut, RotaOut
from scheduling_svc.slots.policies import own_agenda


def broken(rules: Iterable[Rule]) -> list[BrokenRule]:
    return [
        BrokenRule(
            kind=rule.kind, on=rule.on, other_on=rule.other_on, professional_id=rule.person, skill=rule.skill
        )
        for rule in rules
    ]  # fmt: skip


def as_members(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """As a refusal carries them."""
    return [rule.model_dump(mode="json") for rule in broken(rules)]


def detail_of(scene: Scene, swaps: Mapping[UUID, UUID], holidays: list[date], caller: Caller) -> RotaDetail:
    builds = is_builder(caller)
    shows_holders = builds or scene.rota.status == RotaStatus.PUBLISHED
    who_when = scene.who_when() if shows_holders else {}
    done = duties(scene.problem, who_when)
    persons = {one.person_id: one for one in scene.problem.persons}
    return RotaDetail(
        rota=RotaOut.model_validate(scene.rota),
        members=[
            _member(scene, member, persons[member.professional_id], done, builds or _is_own(caller, member))
            for member in scene.members
        ],
        duties=[duty_of(duty, swaps.get(duty.duty_id), shows_holders) for duty in scene.duties],
        public_holidays=holidays,
        spread=_decimal(spread(scene.problem, who_when)) if who_when else 0,
        broken=broken(breaches(scene.problem, who_when)) if builds else [],
    )


def duty_of(duty: Duty, swap_id: UUID | None, shows_holder: bool = True) -> DutyOut:
    return DutyOut(
        duty_id=duty.duty_id, rota_id=duty.rota_id, on=duty.on_day, is_pinned=duty.is_pinned, swap_id=swap_id,
        professional_id=duty.professional_id if shows_holder else None,
    )  # fmt: skip


def _member(
    scene: Scene, member: RotaMember, person: Person, done: Mapping[UUID, int], shows_wishes: bool
) -> RotaMemberOut:
    return RotaMemberOut(
        professional_id=member.professional_id, professional_name=scene.name_of(member.professional_id),
        share=member.share, skills=[DutySkill(one) for one in member.skills],
        unavailable=sorted(member.unavailable) if shows_wishes else [],
        wanted=sorted(member.wanted) if shows_wishes else [],
        unwanted=sorted(member.unwanted) if shows_wishes else [],
        agrees=member.agreed_at is not None, absent=sorted(person.absent), duties=done[member.professional_id],
        quota=_decimal(quota(scene.problem, person)), burden=person.burden,
    )  # fmt: skip


def _is_own(caller: Caller, member: RotaMember) -> bool:
    return own_agenda(caller) == member.professional_id


def _decimal(value: Fraction) -> float:
    return round(float(value), 2)
