"""What is due in a year, person by person: an invoice list for the board (regeling 3). Nothing is ever guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import select

from app.core.db import db
from app.dossiers.holding.queries import fee_of, prices_of
from app.dossiers.models import Registrant, Registration
from app.people.rules import employer_key, surname_key
from app.register.models import Application, Debtor, Decision, Invoice
from app.register.rules import ApplicationKind, DecisionKind, DecisionStatus
from app.regulation.dates import anniversary
from app.regulation.edition import RegisterRules
from app.regulation.editions import rules_on
from app.regulation.registration.fees import Fee, FeeEvent, PriceKind, Prices
from app.regulation.registration.validity import contract_end
from app.regulation.terms import Route, Status


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays: an employer (`employer` is its key), or the person who is in on a personal title."""

    name: str
    employer: str | None = None
    person_id: int | None = None

    def found_in(self, debtors: Iterable[Debtor]) -> Debtor | None:
        """What we know of them."""
        return next((one for one in debtors if (one.employer, one.person_id) == (self.employer, self.person_id)), None)


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One amount that is due: who, for what, on which day, and until when the contract of two years runs.

    `also_yearly` is that a yearly price is due in the same year as well, so that somebody has to look (A-44). What was
    invoiced stays as it was, whatever `fee` says by now.
    """

    registration: Registration
    event: FeeEvent
    due_on: date
    fee: Fee
    contract_until: date
    personal_title: bool
    rules: RegisterRules
    also_yearly: bool = False
    invoice: Invoice | None = None
    debtor: Debtor | None = None

    @property
    def payer(self) -> Payer:
        """Who gets the invoice."""
        one = self.registration
        if self.personal_title:
            return Payer(one.name, person_id=one.person_id)
        return Payer(one.employer, employer=employer_key(one.employer))

    @property
    def annual(self) -> Decimal | None:
        """The price of the year."""
        return self.invoice.annual if self.invoice else self.fee.annual

    @property
    def audit(self) -> Decimal | None:
        """The price of the audit; None when it is not known, or when there is none to pay."""
        return (self.invoice.audit if self.invoice else self.fee.audit) or None

    @property
    def total(self) -> Decimal | None:
        """All together."""
        return self.invoice.total if self.invoice else self.fee.total

    @property
    def vat(self) -> str:
        """Whether VAT is in the amount (`incl`) or comes on top (`excl`)."""
        return self.invoice.vat if self.invoice else self.fee.vat

    @property
    def sources(self) -> tuple[str, ...]:
        """The titles of what the amount rests on."""
        return tuple(dict.fromkeys(self.rules.clause(id_).title for id_ in self.fee.clauses))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person has to know about the amount."""
        if self.invoice:
            return ()
        twice = ("In dit jaar is ook een jaartarief gerekend. Kijk of dit verrekend moet worden.",)
        return (*self.fee.notes, *(twice if self.also_yearly else ()))

    def can_be_invoiced(self, today: date) -> bool:
        """Whether an invoice can be made now: it is due, amount and address are known, and there is none yet."""
        return self.invoice is None and self.fee.known and self.due_on <= today and self.debtor is not None


@dataclass(frozen=True, slots=True)
class Totals:
    """The known amounts together, apart for with and without VAT, and how many lines have no known price."""

    without_vat: Decimal
    with_vat: Decimal
    unknown: int


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One kind of price with its amounts by status, None where nobody set it."""

    kind: PriceKind
    amounts: Mapping[Status, Decimal | None]


def price_rows(year: int, prices: Prices) -> list[PriceRow]:
    """What is known for a year, of the documents or in what the board set; empty when that is nothing."""
    rules = rules_on(date(year, 12, 31))
    listed = {status: rules.fees.price(status, year) for status in Status}
    if not prices and not any(listed.values()):
        return []

    def amount(kind: PriceKind, status: Status) -> Decimal | None:
        if kind is PriceKind.PARTICIPANT and (price := listed[status]):
            return Decimal(price.amount)
        found = prices.get((year, status, kind))
        return Decimal(rules.status(status).audit.amount) if found is None and kind is PriceKind.AUDIT else found

    return [PriceRow(kind, {status: amount(kind, status) for status in Status}) for kind in PriceKind]


def years_to_set(today: date) -> list[int]:
    """The years of which the board sets the prices: those after the documents, up to the next one, newest first."""
    last = max(one.year for one in rules_on(today).fees.annual)
    return list(range(today.year + 1, last, -1))


def last_number(year: int) -> str | None:
    """The last number of an invoice of a year."""
    return db.session.scalar(
        select(Invoice.number).where(Invoice.number.startswith(f"{year}-")).order_by(Invoice.id.desc()).limit(1)
    )


def debtor_of(payer: Payer) -> Debtor | None:
    """What we know of who pays."""
    if payer.person_id is not None:
        return db.session.scalars(select(Debtor).where(Debtor.person_id == payer.person_id)).first()
    return db.session.scalars(select(Debtor).where(Debtor.employer == payer.employer)).first()


def invoice_lines(year: int, prices: Prices | None = None) -> list[InvoiceLine]:
    """Every amount that is due in a year, in the order of the day and the name; `prices` are those of the board."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    registrations = db.session.scalars(
        select(Registration)
        .where(Registration.held_between(first, last))
        .order_by(Registration.person_id, Registration.started_on)
    ).all()
    registrants = _registrants(registrations)
    came_in, rules = _ways_in(registrations), rules_on(last)
    prices = prices_of(year) if prices is None else prices
    lines: list[InvoiceLine] = []
    for one in registrations:
        lines += _lines_of(one, registrants.get(one.person_id), came_in.get(one.id), year, rules, prices)
    lines = _with_invoices(year, lines)
    yearly = {line.registration.person_id for line in lines if line.event is FeeEvent.YEARLY}
    twice = [one.event is not FeeEvent.YEARLY and one.registration.person_id in yearly for one in lines]
    lines = [replace(line, also_yearly=is_twice) for line, is_twice in zip(lines, twice, strict=True)]
    return sorted(lines, key=lambda line: (line.due_on, *surname_key(line.registration.name), line.registration.id))


def to_invoice(year: int, today: date) -> list[InvoiceLine]:
    """What of a year can be invoiced today."""
    return [one for one in invoice_lines(year) if one.can_be_invoiced(today)]


def mark_of(lines: Sequence[InvoiceLine]) -> str:
    """The mark of what will be invoiced: another line, amount or address gives another."""
    said = [
        (
            one.registration.id,
            one.event,
            one.due_on,
            one.annual,
            one.audit,
            one.vat,
            one.debtor.name,
            one.debtor.address,
        )
        for one in lines
        if one.debtor is not None
    ]
    return sha256(repr(said).encode()).hexdigest()[:16]


def line_of(registration_id: int, year: int) -> InvoiceLine | None:
    """What is due in a year for one registration, or None."""
    return next((one for one in invoice_lines(year) if one.registration.id == registration_id), None)


def totals(lines: Sequence[InvoiceLine]) -> Totals:
    """The sums of what is known."""

    def of(vat: str) -> Decimal:
        return sum((one.total for one in lines if one.total is not None and one.vat == vat), Decimal(0))

    return Totals(of("excl"), of("incl"), sum(one.total is None for one in lines))


def _with_invoices(year: int, lines: Sequence[InvoiceLine]) -> list[InvoiceLine]:
    made = {one.registration_id: one for one in db.session.scalars(select(Invoice).where(Invoice.year == year))}
    debtors = db.session.scalars(select(Debtor)).all()
    return [replace(one, invoice=made.get(one.registration.id), debtor=one.payer.found_in(debtors)) for one in lines]


def _lines_of(
    one: Registration, who: Registrant | None, came_in: FeeEvent | None, year: int, rules: RegisterRules, prices: Prices
) -> Iterator[InvoiceLine]:
    """At most one of the two: somebody who comes in pays then, and on the anniversaries after it."""
    if one.started_on.year == year:
        event, due_on = came_in or FeeEvent.ENTRY, one.started_on
    else:
        event, due_on = FeeEvent.YEARLY, anniversary(one.started_on, year - one.started_on.year)
        if one.ended_on is not None and one.ended_on <= due_on:
            return
    due = fee_of(one.status, who, year, event, rules, prices)
    until = contract_end(one.started_on, rules, due_on)
    personal = who is not None and who.personal_title and not who.reimbursed
    yield InvoiceLine(one, event, due_on, due, until, personal, rules)


def _registrants(registrations: Sequence[Registration]) -> dict[int, Registrant]:
    ids = {one.person_id for one in registrations}
    found = db.session.scalars(select(Registrant).where(Registrant.person_id.in_(ids)))
    return {one.person_id: one for one in found}


def _ways_in(registrations: Sequence[Registration]) -> dict[int, FeeEvent]:
    """How each status came, as far as a decision says so."""
    rows = db.session.execute(
        select(Decision.registration_id, Application.kind, Application.route)
        .join(Application, Application.id == Decision.application_id)
        .where(
            Decision.registration_id.in_([one.id for one in registrations]),
            Decision.kind == DecisionKind.GRANT,
            Decision.status == DecisionStatus.TAKEN,
        )
    )
    return {id_: _event(kind, route) for id_, kind, route in rows if id_ is not None}


def _event(kind: ApplicationKind, route: Route) -> FeeEvent:
    if kind is ApplicationKind.UPGRADE:
        return FeeEvent.UPGRADE
    return FeeEvent.ENTRY_LEERGANG if route is Route.LEERGANG else FeeEvent.ENTRY
