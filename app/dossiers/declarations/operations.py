"""The declaration of employment ("Verklaring nog in functie") of a PE year: sign it.

Conditions C-REN-VERKLARING, B-REN-VERKLARING, A-REN-VERKLARING; the questionnaire is the same form (reading A-33).
"""

from __future__ import annotations

from app.core.db import db, find_or_add
from app.core.problems import WrongStep
from app.dossiers.declarations.queries import declaration_of
from app.dossiers.holding.operations import held_year
from app.dossiers.holding.position import OwnYear
from app.dossiers.models import EmploymentDeclaration


def declare(
    own: OwnYear, *, still_in_function: bool, function: str, employer: str, changes: str
) -> EmploymentDeclaration:
    """Sign the declaration of a year today; signing again replaces what was said before.

    Raises `WrongStep` when the dossier of that year has been handed in, or when it is the open year no more.
    """
    own = held_year(own)
    if own.is_handed_in:
        raise WrongStep("Je dossier van dit jaar is ingeleverd. Je verklaring blijft zoals die is.")
    person, start = own.person, own.year.start
    said = {"still_in_function": still_in_function, "function": function, "employer": employer, "changes": changes}
    declaration = find_or_add(
        lambda: declaration_of(person, start),
        lambda: EmploymentDeclaration(person_id=person.id, year_start=start, signed_on=own.today, **said),
    )
    declaration.signed_on, declaration.still_in_function = own.today, still_in_function
    declaration.function, declaration.employer, declaration.changes = function, employer, changes
    db.session.flush()
    return declaration
