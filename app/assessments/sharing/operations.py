"""Writes of shared results. Each flushes; the request commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.assessments.models import Assessment, ResultShare
from app.assessments.queries import standard_of
from app.assessments.sharing.notices import tell_shared
from app.assessments.sharing.queries import open_shares_of
from app.core import clock
from app.core.db import db, lock
from app.core.problems import DomainError
from app.people.models import User
from app.people.queries import leads_of


class NotOneOfUs(DomainError):
    """A result is for people of the own organisation."""

    sentence = "Je deelt alleen met mensen van je eigen organisatie."


def share_result(assessment: Assessment, viewer: User, elements: Collection[str], last_day: date) -> ResultShare:
    """Let somebody read these elements of a result until a day; what they were shown before of it ends.

    A manager of this moment reads it as long as they are one. They get a mail. Raises `NotOneOfUs`, and a `LookupError`
    for an element that the standard does not have.
    """
    person = assessment.subject
    colleagues = person.is_employed and viewer.organisation_id == person.organisation_id
    if not colleagues or viewer.id == person.id or not viewer.active:
        raise NotOneOfUs
    standard = standard_of(assessment)
    codes = {standard.element(code).code for code in elements}
    lock(assessment)
    for one in open_shares_of(assessment):
        if one.viewer_id == viewer.id:
            one.ended_at = clock.now()
    db.session.flush()
    lead = next((one for one in leads_of(person, clock.today()) if one[0] == viewer.id), None)
    share = ResultShare(
        assessment_id=assessment.id,
        viewer_id=viewer.id,
        led_id=lead[1] if lead else None,
        member_id=lead[2] if lead else None,
        elements=[one.code for one in standard.elements if one.code in codes],
        last_day=last_day,
        shared_at=clock.now(),
    )
    db.session.add(share)
    db.session.flush()
    tell_shared(viewer, share)
    return share


def stop_sharing(share: ResultShare) -> None:
    """They see it no more, from the next request on."""
    lock(share.assessment, share)
    if share.ended_at is None:
        share.ended_at = clock.now()
        db.session.flush()
