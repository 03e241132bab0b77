"""What matching must know without seeing: compatible or not, and codes of criteria. Nothing else leaves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals.criteria import MedicalCriterion, SocialCriterion
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import Comparisons, Compatibility, Criteria, DeclaredPractice
from referral_svc.referrals.weighing import medical_criteria

#: Chips of the form whose name is not the code of their criterion.
CHIP_CODES = {"chronic_conditions": MedicalCriterion.TWO_OR_MORE_CHRONIC_CONDITIONS.value}
COVER_CRITERIA = {
    "c2s": SocialCriterion.C2S.value,
    "ame": SocialCriterion.AME.value,
    "none": SocialCriterion.NO_OPEN_RIGHTS.value,
}
_MEDICAL = frozenset(criterion.value for criterion in MedicalCriterion)
_SOCIAL = frozenset(criterion.value for criterion in SocialCriterion)


@dataclass(frozen=True)
class SealedBlindView:
    """Implements `referrals.ports.BlindView`. Opens the sealed wishes, compares, forgets them."""

    vault: Vault

    async def compatibilities(
        self, session: AsyncSession, referral: Referral, practices: Sequence[DeclaredPractice]
    ) -> dict[UUID, Compatibility]:
        if referral.is_received:
            # What its person wishes stays sealed in the CPTS that opened it.
            return {}
        wishes = (await self.vault.wishes(session, [referral.id])).get(referral.id)
        if wishes is None:
            raise BulletinErased
        return {practice.professional_id: compatibility(wishes, practice) for practice in practices}

    async def comparisons(
        self, session: AsyncSession, referral_ids: Sequence[UUID], practices: Sequence[DeclaredPractice]
    ) -> Comparisons:
        wishes_of = await self.vault.wishes(session, referral_ids)
        known: dict[bytes, int] = {}
        of_request: dict[UUID, int] = {}
        compared: list[dict[UUID, Compatibility]] = []
        for referral_id, wishes in wishes_of.items():
            same = orjson.dumps(wishes, option=orjson.OPT_SORT_KEYS)
            if same not in known:
                known[same] = len(compared)
                compared.append({one.professional_id: compatibility(wishes, one) for one in practices})
            of_request[referral_id] = known[same]
        return Comparisons(of_request, compared)

    async def criteria(self, session: AsyncSession, referral: Referral) -> Criteria:
        if referral.is_received:
            return Criteria(frozenset(), frozenset())
        person = await self.vault.person(session, referral.id)
        return Criteria(medical_criteria(referral), frozenset(person.social_criteria))

    async def criteria_of(self, session: AsyncSession, referrals: Sequence[Referral]) -> dict[UUID, Criteria]:
        people = await self.vault.people(session, [referral.id for referral in referrals])
        return {
            referral.id: Criteria(medical_criteria(referral), frozenset(people[referral.id].social_criteria))
            for referral in referrals
            if referral.id in people
        }


def compatibility(wishes: dict[str, Any], practice: DeclaredPractice) -> Compatibility:
    """`wishes`: {wheelchair, languages, language_imperative, doctor_sex, doctor_sex_imperative}."""
    unmet = set()
    if wishes["wheelchair"] and not practice.wheelchair_accessible:
        unmet.add("not_accessible")
    if wishes["language_imperative"] and practice.languages.isdisjoint(wishes["languages"]):
        unmet.add("language_required")
    wanted = wishes["doctor_sex"]
    if wanted and wishes["doctor_sex_imperative"] and practice.sex != wanted:
        unmet.add("sex_required")
    return Compatibility(frozenset(unmet), wishes_met=1 if wanted and practice.sex == wanted else 0)


def split_answers(answers: dict[str, str], also: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """Medical and social codes answered yes, and those that the short form says. `cover` is a code among c2s, ame,
    none, standard…"""
    codes = {CHIP_CODES.get(chip, chip) for chip, answer in answers.items() if answer == "yes"} | also
    if cover := COVER_CRITERIA.get(answers.get("cover", "")):
        codes.add(cover)
    return sorted(codes & _MEDICAL), sorted(codes & _SOCIAL)


async def correct_criteria(
    vault: Vault, session: AsyncSession, referral: Referral, corrections: Mapping[Any, str]
) -> Criteria:
    """The coordinator's corrections join the answers: yes adds a criterion, no and unknown take it away."""
    corrected = {CHIP_CODES.get(chip, chip): answer for chip, answer in corrections.items()}
    yes = {code for code, answer in corrected.items() if answer == "yes"}
    others = set(corrected) - yes
    referral.medical_criteria = sorted((set(referral.medical_criteria) - others) | (yes & _MEDICAL))
    person = await vault.person(session, referral.id)
    social = sorted((set(person.social_criteria) - others) | (yes & _SOCIAL))
    if social != person.social_criteria:
        await vault.change_person(session, referral.id, {"social_criteria": social})
    return Criteria(medical_criteria(referral), frozenset(social))
