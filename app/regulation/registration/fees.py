"""What a registration costs: annual price and audit, by status, year and event. Plain Python.

From the regeling, section 3, and for years that it does not name from what the board set. A price that neither of them
knows is unknown, never guessed (readings A-41 and A-42).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.core.worded import Worded, series
from app.regulation.edition import RegisterRules
from app.regulation.terms import Status

NOTHING = Decimal(0)


class FeeEvent(Worded):
    """What somebody pays for."""

    YEARLY = "jaarlijks", "Jaarlijks tarief"
    ENTRY = "eerste_inschrijving", "Eerste inschrijving"
    ENTRY_LEERGANG = "eerste_inschrijving_leergang", "Eerste inschrijving met de Leergang"
    UPGRADE = "upgrade", "Upgrade"


class PriceKind(Worded):
    """What the board sets a price for, for each status and year."""

    PARTICIPANT = "deelnemer", "Jaartarief voor deelnemers"
    OTHER = "ander", "Jaartarief voor anderen"
    AUDIT = "audit", "Audit"


Prices = Mapping[tuple[int, Status, PriceKind], Decimal]
"""What the board set, by year, status and what it is for. A price of the documents comes first."""
NO_PRICES: Prices = {}


@dataclass(frozen=True, slots=True)
class Fee:
    """Amounts in euro, None where the price is not known; `known` is whether the total is.

    `vat`: `excl` is that VAT comes on top, `incl` that it is in the amount. `notes` are Dutch sentences about how the
    price list was read.
    """

    annual: Decimal | None
    audit: Decimal | None
    total: Decimal | None
    vat: Literal["excl", "incl"]
    known: bool
    clauses: tuple[str, ...]
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def fee(
    status: Status,
    years: int | Sequence[int],
    event: FeeEvent,
    rules: RegisterRules,
    *,
    deelnemer: bool = True,
    personal_title: bool = False,
    reimbursed: bool = False,
    prices: Prices = NO_PRICES,
) -> Fee:
    """What is due for an event with a status, over one year or the years of a contract term.

    With an upgrade, `status` is the one that somebody goes up to. `reimbursed` is that the employer pays after all,
    so that a personal title changes nothing. `prices` are those that the board set.
    """
    years = (years,) if isinstance(years, int) else tuple(years)
    personal = personal_title and not reimbursed
    clauses: list[str] = []
    readings: list[str] = []
    notes: list[str] = []
    by_year = [(year, _yearly(status, year, rules, prices, deelnemer, clauses)) for year in years]
    amounts = [amount for _, amount in by_year if amount is not None]
    annual = Decimal(sum(amounts)) if years and len(amounts) == len(years) else None
    audit = _audit(status, event, rules, clauses, prices.get((years[0], status, PriceKind.AUDIT)) if years else None)
    if annual is None and not deelnemer:
        clauses.append(rules.fees.audience)
        readings += ["A-22", "A-42"]
        notes.append("Wat het kost, weten wij niet: de regeling noemt alleen bedragen voor deelnemers.")
    elif annual is None:
        readings.append("A-41")
        unknown = [str(year) for year, amount in by_year if amount is None]
        notes.append(f"Wat het kost in {series(unknown)}, weten wij niet.")
    if audit is None:
        readings.append("A-45")
        notes.append(f"Omhoog naar {status} bestaat niet.")
    elif event is not FeeEvent.YEARLY and annual is None:
        audit = None
    _remarks(event, years, rules, clauses, readings, notes)
    if personal:
        clauses.append(rules.fees.vat.personal)
        readings.append("A-43")
    else:
        if personal_title:
            clauses.append(rules.fees.vat.personal)
        clauses.append(rules.fees.vat.excluded)
    total = annual + audit if annual is not None and audit is not None else None
    return Fee(
        annual,
        audit,
        total,
        "incl" if personal else "excl",
        total is not None,
        tuple(clauses),
        tuple(readings),
        tuple(notes),
    )


def _yearly(
    status: Status, year: int, rules: RegisterRules, prices: Prices, deelnemer: bool, clauses: list[str]
) -> Decimal | None:
    """The price of one year: for who is Deelnemer that of the documents, else what the board set."""
    listed = rules.fees.price(status, year) if deelnemer else None
    if listed is not None:
        clauses.append(listed.clause)
        return Decimal(listed.amount)
    return prices.get((year, status, PriceKind.PARTICIPANT if deelnemer else PriceKind.OTHER))


def _audit(
    status: Status, event: FeeEvent, rules: RegisterRules, clauses: list[str], by_the_board: Decimal | None
) -> Decimal | None:
    """The audit line of the status for every event but the yearly one; None when nobody can go up to it (A-45)."""
    if event is FeeEvent.YEARLY:
        return NOTHING
    if event is FeeEvent.UPGRADE and rules.status(status).below is None:
        return None
    if by_the_board is not None:
        return by_the_board
    clauses += [rules.status(status).audit.clause, rules.fees.audit]
    return Decimal(rules.status(status).audit.amount)


def _remarks(
    event: FeeEvent,
    years: tuple[int, ...],
    rules: RegisterRules,
    clauses: list[str],
    readings: list[str],
    notes: list[str],
) -> None:
    if event is FeeEvent.ENTRY_LEERGANG:
        readings.append("A-07")
        notes.append("Ook met de Leergang rekenen wij het bedrag van de audit. De documenten zeggen dit niet zeker.")
    if event is FeeEvent.UPGRADE:
        readings += ["A-44", "A-59"]
        notes.append("Het jaartarief is dat van de genoemde status, niet naar rato.")
    if len(years) > 1:
        clauses.append(rules.fees.contract.clause)
        readings.append("A-17")
