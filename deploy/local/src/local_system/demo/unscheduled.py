"""Unscheduled care as the regulation finds it: the script that a doctor of the CPTS signed, a request that was sorted
and booked, whose person has her confirmation by mail and wishes an earlier slot, one that was sorted and waits for a
home visit, whose person is to be called if one frees, and one that was handed to the doctors who visit at home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from carekit.clock import PARIS
from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.linked import said
from local_system.demo.patients import patients
from local_system.demo.people import MAIL_DOMAIN

_REFERRAL = "/api/referral/v1"
_SCHEDULING = "/api/scheduling/v1"
_DIRECTORY = "/api/directory/v1"
#: After those of the stories.
_BOOKED, _WAITING, _HANDED = 75, 77, 73
PERSON = f"personne.confirmee@{MAIL_DOMAIN}"
#: By question of the script.
_COMES = {"danger": "none", "danger_more": "none", "who": "adult", "reason": "fever", "fever": "somewhat",
          "travel": "yes"}  # fmt: skip
_STAYS = _COMES | {"reason": "belly", "belly": "urinary", "travel": "no"}
#: The one half-day that no doctor of the demonstration keeps for visits (`home_visits.py`): she goes on waiting.
_SUITS_HER = ["3-afternoon"]


async def sort_requests(acts: Acts, ends: datetime, deliver: Callable[[], Awaitable[None]]) -> None:
    """`deliver`: what one service tells the other of, before that is asked about it."""
    await _publish_script(acts)
    people = patients(ends.astimezone(PARIS).date())
    written = {"contact": {"phone": people[_BOOKED].phone, "email": PERSON, "through_referrer": False}}
    booked = await state_snp(acts, said(people[_BOOKED], ends) | written, "snp-booked")
    waiting = await state_snp(acts, said(people[_WAITING], ends), "snp-waiting")
    handed = await state_snp(acts, said(people[_HANDED], ends), "snp-handed")
    await deliver()
    stays, comes = await _triage(acts, waiting, _STAYS), await _triage(acts, booked, _COMES)
    appointment = await _book(acts, booked, comes)
    await _triage(acts, handed, _STAYS)
    await _hand_over(acts, handed)
    await _wish(acts, waiting, stays["need"], half_days=_SUITS_HER)
    await _wish(acts, booked, comes["need"], appointment_id=appointment)
    await deliver()
    confirmed = {"appointment_id": appointment, "way": "mail", "agreed": True}
    path = f"{_REFERRAL}/referrals/{booked}/confirmations"
    await acts.services.post(path, acts.callers["care_coordinator"], confirmed)


async def _publish_script(acts: Acts) -> None:
    """The national one, read and signed here."""
    services, director = acts.services, acts.callers["director"]
    known = await services.get(f"{_SCHEDULING}/triage-scripts", director)
    draft = {"script": known["in_force"]["script"], "note": "Relu par les médecins de la CPTS, sans changement."}
    saved = await services.put(f"{_SCHEDULING}/triage-script-draft", director, draft, version=0)
    signed = {"signed_by": account("gp").name}
    path = f"{_SCHEDULING}/triage-script-draft/publication"
    await services.post(path, director, signed, version=saved["version"])


async def state_snp(acts: Acts, person: dict[str, Any], once: str) -> UUID:
    need = person | {"kind": "snp", "need": ["unscheduled_care"], "urgency": "urgent"}
    stated = await acts.services.post(f"{_REFERRAL}/referrals", acts.callers["pharmacist"], need, once=once)
    return UUID(stated["referral_id"])


async def _triage(acts: Acts, referral_id: UUID, answers: Mapping[str, str]) -> dict[str, Any]:
    services, regulator = acts.services, acts.callers["regulator"]
    path = f"{_SCHEDULING}/triages/{referral_id}"
    stands: dict[str, Any] = await services.put(path, regulator, None)
    while stands["asks"]:
        question = stands["asks"]["code"]
        stands = await services.put(f"{path}/answers/{question}", regulator, {"answer": answers[question]})
    return stands


async def _book(acts: Acts, referral_id: UUID, stands: dict[str, Any]) -> str:
    need, regulator = stands["need"], acts.callers["regulator"]
    found = await acts.services.get(
        f"{_SCHEDULING}/slots",
        regulator,
        referral_id=str(referral_id),
        profession=need["profession_code"],
        modality=need["modality"],
        limit=10,
    )
    # Not the soonest: nobody would wish that one earlier.
    booked = await acts.book(found["items"][-1]["slot_id"], regulator, "snp", referral_id)
    return str(booked["appointment_id"])


async def _hand_over(acts: Acts, referral_id: UUID) -> None:
    services, regulator = acts.services, acts.callers["regulator"]
    known = await services.get(f"{_DIRECTORY}/recourses", acts.callers["care_coordinator"])
    visits = next(one for one in known["items"] if one["kind"] == "home_visits")
    to = {"to": "recourse", "recourse_id": visits["recourse_id"]}
    await services.post(f"{_SCHEDULING}/triages/{referral_id}/dispositions", regulator, to)


async def _wish(acts: Acts, referral_id: UUID, need: dict[str, Any], **more: Any) -> None:
    """To be called if something frees; with an appointment, if something earlier does."""
    looked_for = {"profession_code": need["profession_code"], "modality": need["modality"]}
    wish = {"referral_id": str(referral_id), **looked_for, **more}
    await acts.services.post(f"{_SCHEDULING}/wishes", acts.callers["regulator"], wish, once=f"wish-{referral_id}")
