"""Reads of the declaration of employment ("Verklaring nog in functie")."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.core.db import db
from app.dossiers.models import EmploymentDeclaration
from app.people.models import User


def declaration_of(person: User, year_start: date) -> EmploymentDeclaration | None:
    """The declaration of a PE year."""
    return db.session.scalar(
        select(EmploymentDeclaration).where(
            EmploymentDeclaration.person_id == person.id, EmploymentDeclaration.year_start == year_start
        )
    )


def last_declaration(person: User) -> EmploymentDeclaration | None:
    """The newest declaration, to begin the next one with."""
    return db.session.scalar(
        select(EmploymentDeclaration)
        .where(EmploymentDeclaration.person_id == person.id)
        .order_by(EmploymentDeclaration.year_start.desc())
        .limit(1)
    )
