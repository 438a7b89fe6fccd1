"""Writes about an organisation itself: one function per form of its page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import DomainError
from app.people.models import FormerName, Organisation, OrganisationLogo
from app.people.queries import organisation_like
from app.people.rules import Contact


class NameTaken(DomainError):
    """There is an organisation of this name, however it is written."""

    sentence = "Er is al een organisatie met deze naam."


@dataclass(frozen=True, slots=True)
class Look:
    """How an organisation is called and looks; colours are `#rrggbb` or empty."""

    name: str
    colour: str
    accent: str


def change_look(organisation: Organisation, look: Look, logo: bytes | None) -> None:
    """Change name and colours, and the logo: a PNG, nothing (`b""`), or None for the one that is there.

    A name that was left still ties, for a year, who worked there (`FormerName`). Raises `NameTaken`.
    """
    lock(organisation)
    if look.name != organisation.name:
        same = organisation_like(look.name)
        if same is not None and same.id != organisation.id:
            raise NameTaken
        db.session.add(FormerName(organisation_id=organisation.id, name=organisation.name, until=clock.today()))
    with only_once(NameTaken):
        organisation.name = look.name
    organisation.colour, organisation.accent = look.colour, look.accent
    if logo is not None:
        _keep_logo(organisation, logo)
    db.session.flush()


def _keep_logo(organisation: Organisation, png: bytes) -> None:
    kept = db.session.get(OrganisationLogo, organisation.id)
    if png and kept is not None:
        kept.png = png
    elif png:
        db.session.add(OrganisationLogo(organisation_id=organisation.id, png=png))
    elif kept is not None:
        db.session.delete(kept)
    organisation.logo = sha256(png).hexdigest()[:16] if png else ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How an organisation writes and who helps its people; each text may be empty."""

    mail_name: str
    reply_to: str
    contact: Contact
    officer: Contact


def change_reach(organisation: Organisation, reach: Reach) -> None:
    """Change who mail comes from and is answered to, and whom people can ask."""
    lock(organisation)
    organisation.mail_name, organisation.reply_to = reach.mail_name, reach.reply_to
    for who, contact in (("contact", reach.contact), ("officer", reach.officer)):
        for field in fields(contact):
            setattr(organisation, f"{who}_{field.name}", getattr(contact, field.name))
    db.session.flush()


def let_begin(organisation: Organisation, starts_on: date | None) -> None:
    """From which day people may begin a zelfscan; None: they may."""
    lock(organisation)
    organisation.starts_on = starts_on
    db.session.flush()


def let_hr_keep(organisation: Organisation, allowed: bool) -> None:
    """Whether HR may do what an administrator does with people, teams and this page."""
    lock(organisation)
    organisation.hr_keeps_people = allowed
    db.session.flush()
