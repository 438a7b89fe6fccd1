"""Terms of the register: how long a certificate and a contract last, when the dossier is due. Plain Python."""

from __future__ import annotations

from datetime import date

from app.regulation.dates import DAY, add_months, anniversary
from app.regulation.edition import RegisterRules
from app.regulation.terms import Status


def valid_until_exclusive(status: Status, issued: date, rules: RegisterRules) -> date:
    """The first day on which a certificate of that day is no longer valid (readings A-16 and A-18)."""
    return anniversary(issued, rules.status(status).validity.years)


def valid_until(status: Status, issued: date, rules: RegisterRules) -> date:
    """The last valid day of a certificate."""
    return valid_until_exclusive(status, issued, rules) - DAY


def validity_clauses(status: Status, rules: RegisterRules) -> tuple[str, ...]:
    """The clauses that the validity of a certificate rests on, that of the status first."""
    own = rules.status(status).validity.clause
    return tuple(dict.fromkeys((own, *(one.validity.clause for one in rules.statuses.values()))))


def contract_end(start: date, rules: RegisterRules, on: date | None = None) -> date:
    """The day on which the contract goes into its next term; with `on`, the first such day after it (A-17)."""
    years = rules.fees.contract.years
    end = anniversary(start, years)
    while on is not None and end <= on:
        years += rules.fees.contract.years
        end = anniversary(start, years)
    return end


def dossier_deadline(status: Status, renewal: date, rules: RegisterRules) -> date | None:
    """The last day on which the dossier for a renewal is in time; None where none is asked (A-19, A-20)."""
    asked = rules.status(status).dossier
    return add_months(renewal, -asked.months_before) if asked else None
