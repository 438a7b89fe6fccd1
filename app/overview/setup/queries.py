"""How far an organisation is with its set-up. Each step was done as soon as its first thing is there.

So no step comes back in a later year: what is missing then is a row of the start page.
"""

from __future__ import annotations

from flask import url_for
from sqlalchemy import func, select

from app.core.db import db
from app.overview.setup.rules import Setup, Step
from app.people.administration.queries import Counts
from app.people.administration.rules import Account, Wanted
from app.people.models import Organisation, SkippedStep
from app.people.rules import SetupStep
from app.standards.models import Norm, NormAssignment

BY_FILE = "Met een bestand komen afdelingen, teams en leidinggevenden vanzelf mee."


def setup_of(organisation: Organisation, counts: Counts) -> Setup:
    """The steps of an organisation; `counts` is how far it is."""
    numbers = select(func.count(Norm.id.distinct()), func.count(NormAssignment.norm_id.distinct()))
    given_or_not = numbers.select_from(Norm).outerjoin(NormAssignment, NormAssignment.norm_id == Norm.id)
    norms, given = db.session.execute(given_or_not.where(Norm.organisation_id == organisation.id)).one()
    skipped = set(db.session.scalars(select(SkippedStep.step).where(SkippedStep.organisation_id == organisation.id)))
    others, invited = counts.people - 1, counts.invited - 1
    led = f"Teams met een leidinggevende: {counts.led} van {counts.teams}" if counts.teams else ""
    waiting = Wanted(account=Account.WAITING if counts.not_signed_in else None).address()
    teams = url_for("structure.index")
    found = (
        (SetupStep.ORGANISATION, url_for("organisation.show"), "", _is_filled_in(organisation)),
        (SetupStep.PEOPLE, url_for("imports.start"), _counted(others, "collega", "collega’s") or BY_FILE, others > 0),
        (SetupStep.TEAMS, teams, _counted(counts.teams, "team", "teams"), counts.teams > 0),
        (SetupStep.MANAGERS, teams, led, counts.led > 0),
        (SetupStep.NORM, url_for("norms.index"), _norms(norms, given), given > 0),
        (
            SetupStep.INVITATIONS,
            url_for("administration.index", **waiting),
            _counted(invited, "uitnodiging", "uitnodigingen"),
            invited > 0,
        ),
    )
    return Setup([Step(step, href, fact, done, step in skipped) for step, href, fact, done in found])


def _is_filled_in(organisation: Organisation) -> bool:
    """Whether somebody said who helps, how it looks, or when it begins."""
    return bool(organisation.contact_email or organisation.logo or organisation.colour or organisation.starts_on)


def _norms(number: int, given: int) -> str:
    """How many kaders there are; one that nobody was given does nothing yet."""
    counted = _counted(number, "kader", "kaders")
    return f"{counted}, nog aan niemand gegeven" if number and not given else counted


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number > 0 else ""
