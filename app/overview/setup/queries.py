"""How far an organisation is with its set-up. Each step was done as soon as its first thing is there.

So no step comes back in a later year: what is missing then is a row of the start page.
"""

from __future__ import annotations

from datetime import date

from flask import current_app, url_for
from sqlalchemy import func, select

from app.core.db import db
from app.overview.setup.rules import Setup, Step
from app.people.administration.queries import Counts, counts_of
from app.people.models import Organisation, SkippedStep
from app.people.rules import SetupStep
from app.standards.models import Norm


def setup_of(organisation: Organisation, day: date) -> tuple[Setup, Counts]:
    """The steps of an organisation, with the counts that they rest on."""
    counts = counts_of(organisation.id, day)
    norms = db.session.scalar(select(func.count()).where(Norm.organisation_id == organisation.id)) or 0
    skipped = set(db.session.scalars(select(SkippedStep.step).where(SkippedStep.organisation_id == organisation.id)))
    others, signed_in = counts.people - 1, counts.people - counts.not_signed_in - 1
    logged_in = "1 collega logde al in" if signed_in == 1 else f"{signed_in} collega’s logden al in"
    led = f"Teams met een leidinggevende: {counts.led} van {counts.teams}" if counts.teams else ""
    teams, kaders = url_for("administration.teams"), url_for("start.index", _anchor="kaders")
    found = (
        (SetupStep.TEAMS, teams, _counted(counts.teams, "team", "teams"), counts.teams > 0),
        (SetupStep.PEOPLE, _people(), _counted(others, "collega", "collega’s"), others > 0),
        (SetupStep.MANAGERS, teams, led, counts.led > 0),
        (SetupStep.NORM, kaders, _counted(norms, "kader", "kaders"), norms > 0),
        (SetupStep.INVITATIONS, url_for("administration.index"), logged_in if signed_in > 0 else "", signed_in > 0),
    )
    return Setup([Step(step, href, fact, done, step in skipped) for step, href, fact, done in found]), counts


def _people() -> str:
    """By workbook where that is there, else one by one."""
    return url_for("imports.start" if "imports.start" in current_app.view_functions else "administration.add")


def _counted(number: int, one: str, more: str) -> str:
    return "" if not number else f"{number} {one if number == 1 else more}"
