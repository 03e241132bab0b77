"""Statements of several requests at once: the person is said once, and never asked twice."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from carekit.wire import Input, Output
from referral_svc.bundles.codes import ASKED_OF, Carer
from referral_svc.disclosure.intake.schemas import CriteriaChips, Patient, Statement
from referral_svc.disclosure.schemas import CareBulletinIn
from referral_svc.referrals.codes import Urgency
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import ReferralOut


class CarerWanted(Input):
    carer: Carer
    need: list[Need] = Field(
        default_factory=list, max_length=6, description="What is asked of this carer; his usual part when not said"
    )

    @model_validator(mode="after")
    def _his_own(self) -> CarerWanted:
        if not set(self.need) <= set(ASKED_OF[self.carer][1]):
            raise ValueError("a need that this carer does not meet")
        return self


class StateDischarge(Statement):
    """A person leaves the hospital, and several carers are to take over from that hour."""

    discharge_at: AwareDatetime = Field(description="Date and hour, in the future and less than a year away")
    carers: list[CarerWanted] = Field(min_length=1, max_length=6, description="Each once: one request per carer")

    @model_validator(mode="after")
    def _each_once(self) -> StateDischarge:
        if len({wanted.carer for wanted in self.carers}) != len(self.carers):
            raise ValueError("each carer is wanted once")
        return self


class PersonBeside(Input):
    """Another person of the same household or establishment, who agreed too."""

    patient: Patient
    criteria: CriteriaChips = Field(default_factory=CriteriaChips)
    care: CareBulletinIn | None = Field(default=None, description="Of this person; nothing is taken from the others")


class StateTogether(Statement):
    """A médecin traitant is searched for several persons at once. What is common is said once: where they live, how
    to reach them, and the consent, which each of them gave."""

    setting: Literal["household", "nursing_home"]
    urgency: Urgency
    others: list[PersonBeside] = Field(min_length=1, max_length=59)

    @model_validator(mode="after")
    def _no_crowd(self) -> StateTogether:
        if self.setting == "household" and len(self.others) > 9:
            raise ValueError("a household is ten persons at most")
        return self


class BundleStated(Output):
    bundle_id: UUID
    referrals: list[ReferralOut] = Field(description="One per carer or person, in the order of the statement")
