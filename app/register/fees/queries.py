"""What is due in a year, person by person: an invoice list for the board (regeling 3). Nothing is ever guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from app.core.db import db
from app.dossiers.holding.queries import fee_of
from app.dossiers.models import Registrant, Registration
from app.register.models import Application, Decision
from app.register.rules import ApplicationKind, DecisionKind, DecisionStatus
from app.regulation.dates import anniversary
from app.regulation.edition import RegisterRules
from app.regulation.editions import rules_on
from app.regulation.registration.fees import Fee, FeeEvent
from app.regulation.registration.validity import contract_end
from app.regulation.terms import Route


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One amount that is due: who, for what, on which day, and until when the contract of two years runs.

    `also_yearly` is that a yearly price is due in the same year as well, so that somebody has to look (A-44).
    """

    registration: Registration
    event: FeeEvent
    due_on: date
    fee: Fee
    contract_until: date
    personal_title: bool
    also_yearly: bool = False

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person has to know about the amount."""
        twice = ("In dit jaar is ook een jaartarief gerekend. Kijk of dit verrekend moet worden.",)
        return (*self.fee.notes, *(twice if self.also_yearly else ()))


@dataclass(frozen=True, slots=True)
class Totals:
    """The known amounts together, apart for with and without VAT, and how many lines have no known price."""

    without_vat: Decimal
    with_vat: Decimal
    unknown: int


def invoice_lines(year: int) -> list[InvoiceLine]:
    """Every amount that is due in a year, in the order of the day and the name."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    registrations = db.session.scalars(
        select(Registration)
        .where(Registration.held_between(first, last))
        .order_by(Registration.person_id, Registration.started_on)
    ).all()
    registrants = _registrants(registrations)
    came_in = _ways_in(registrations)
    rules = rules_on(last)
    lines: list[InvoiceLine] = []
    for one in registrations:
        who = registrants.get(one.person_id)
        lines += _lines_of(one, who, came_in.get(one.id), year, rules)
    yearly = {line.registration.person_id for line in lines if line.event is FeeEvent.YEARLY}
    twice = [one.event is not FeeEvent.YEARLY and one.registration.person_id in yearly for one in lines]
    lines = [replace(line, also_yearly=is_twice) for line, is_twice in zip(lines, twice, strict=True)]
    return sorted(lines, key=lambda line: (line.due_on, line.registration.name, line.registration.id))


def totals(lines: Sequence[InvoiceLine]) -> Totals:
    """The sums of what is known."""

    def of(vat: str) -> Decimal:
        return sum((one.fee.total for one in lines if one.fee.total is not None and one.fee.vat == vat), Decimal(0))

    return Totals(of("excl"), of("incl"), sum(not one.fee.known for one in lines))


def _lines_of(
    one: Registration, who: Registrant | None, came_in: FeeEvent | None, year: int, rules: RegisterRules
) -> Iterator[InvoiceLine]:
    """At most one of the two: somebody who comes in pays then, and on the anniversaries after it."""
    if one.started_on.year == year:
        event, due_on = came_in or FeeEvent.ENTRY, one.started_on
    else:
        event, due_on = FeeEvent.YEARLY, anniversary(one.started_on, year - one.started_on.year)
        if one.ended_on is not None and one.ended_on <= due_on:
            return
    due, until = fee_of(one.status, who, year, event, rules), contract_end(one.started_on, rules, due_on)
    yield InvoiceLine(one, event, due_on, due, until, who is not None and who.personal_title and not who.reimbursed)


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
