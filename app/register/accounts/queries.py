"""Who of the register cannot get in, and who has an account of the register."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select

from app.core.db import db, find_or_add
from app.dossiers.models import Registration
from app.people.models import Organisation, User
from app.people.rules import OF_THE_REGISTER, OrganisationKind


def shut_out() -> Sequence[User]:
    """The people with a status that goes on and an account that is closed, by last name."""
    holds = exists().where(Registration.person_id == User.id, Registration.goes_on)
    return db.session.scalars(select(User).where(~User.active, holds).order_by(User.sort_name, User.id)).all()


def place_of_the_register() -> Organisation:
    """The register's own organisation, for its people without an account elsewhere; made at the first write."""
    return find_or_add(
        lambda: db.session.scalar(select(Organisation).where(Organisation.kind == OrganisationKind.REGISTER)),
        lambda: Organisation(name=OF_THE_REGISTER, kind=OrganisationKind.REGISTER),
    )


def of_the_register() -> Sequence[User]:
    """The people with an open account of the register, by last name."""
    return db.session.scalars(
        select(User)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.active, Organisation.kind == OrganisationKind.REGISTER)
        .order_by(User.sort_name, User.id)
    ).all()


def invited_person(person_id: int) -> User | None:
    """Somebody with an account of the register, open or closed, who has no password yet; or None."""
    person = db.session.get(User, person_id)
    return person if person and not person.is_employed and person.password is None else None


def shut_out_person(person_id: int) -> User | None:
    """Somebody of the register with a closed account, also when the status ended; or None."""
    was_in = exists().where(Registration.person_id == User.id)
    return db.session.scalar(select(User).where(User.id == person_id, ~User.active, was_in))
