"""How far an organisation is with its set-up. Each step was done as soon as its first thing is there.

So no step comes back in a later year: what is missing then is a row of the start page.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from sqlalchemy import func, select

from app.core.db import db
from app.overview.setup.rules import Setup, Step
from app.people.administration.queries import Counts
from app.people.administration.rules import Account
from app.people.models import Organisation, SkippedStep
from app.people.rules import SetupStep
from app.standards.models import Norm


def setup_of(organisation: Organisation, counts: Counts) -> Setup:
    """The steps of an organisation; `counts` is how far it is."""
    norms = db.session.scalar(select(func.count()).where(Norm.organisation_id == organisation.id)) or 0
    skipped = set(db.session.scalars(select(SkippedStep.step).where(SkippedStep.organisation_id == organisation.id)))
    others, invited = counts.people - 1, counts.invited - 1
    led = f"Teams met een leidinggevende: {counts.led} van {counts.teams}" if counts.teams else ""
    waiting = {"account": Account.WAITING.value} if counts.not_signed_in else {}
    found = (
        (SetupStep.ORGANISATION, _address("organisation.show"), "", bool(organisation.contact_email)),
        (SetupStep.TEAMS, _address("administration.teams"), _counted(counts.teams, "team", "teams"), counts.teams > 0),
        (
            SetupStep.PEOPLE,
            _address("imports.start") or _address("administration.add"),
            _counted(others, "collega", "collega’s"),
            others > 0,
        ),
        (SetupStep.MANAGERS, _address("administration.teams"), led, counts.led > 0),
        (SetupStep.NORM, _address("start.index", _anchor="kaders"), _counted(norms, "kader", "kaders"), norms > 0),
        (
            SetupStep.INVITATIONS,
            _address("administration.index", **waiting),
            _counted(invited, "uitnodiging", "uitnodigingen"),
            invited > 0,
        ),
    )
    return Setup([Step(step, href, fact, done, step in skipped) for step, href, fact, done in found if href])


def _address(endpoint: str, **values: Any) -> str:
    """Where a step is done; empty while there is no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number > 0 else ""
