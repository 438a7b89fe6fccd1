"""The declaration of employment ("Verklaring nog in functie") of a PE year: sign it.

Conditions C-REN-VERKLARING, B-REN-VERKLARING, A-REN-VERKLARING; the questionnaire is the same form (reading A-33).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.exc import IntegrityError

from app.core.db import db
from app.core.problems import WrongStep
from app.dossiers.declarations.queries import declaration_of
from app.dossiers.holding.queries import handed_in
from app.dossiers.models import EmploymentDeclaration
from app.people.models import User
from app.regulation.dates import PEYear


def declare(
    person: User,
    year: PEYear,
    day: date,
    *,
    still_in_function: bool,
    function: str,
    employer: str,
    changes: str,
) -> EmploymentDeclaration:
    """Sign the declaration of a year on a day; signing again replaces what was said before.

    Raises `WrongStep` when the dossier of that year has been handed in.
    """
    if handed_in(person, year) is not None:
        raise WrongStep("Je dossier van dit jaar is ingeleverd. Je verklaring blijft zoals die is.")
    declaration = declaration_of(person, year.start)
    if declaration is None:
        declaration = EmploymentDeclaration(
            person_id=person.id, year_start=year.start, signed_on=day, still_in_function=still_in_function,
            function=function, employer=employer, changes=changes,
        )  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(declaration)
        except IntegrityError:
            found = declaration_of(person, year.start)
            if found is None:
                raise
            declaration = found
        else:
            return declaration
    declaration.signed_on, declaration.still_in_function = day, still_in_function
    declaration.function, declaration.employer, declaration.changes = function, employer, changes
    db.session.flush()
    return declaration
