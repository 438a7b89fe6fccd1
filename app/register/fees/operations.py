"""Writes about what is paid: who pays, and the invoices themselves. Prices are set by two (`app/register/settings`)."""

from __future__ import annotations

from datetime import date

from app.core.db import db, find_or_add, lock
from app.people.models import User
from app.people.queries import role_called
from app.people.rules import RoleName
from app.register.fees.queries import InvoiceLine, Payer, debtor_of, last_number, mark_of, to_invoice
from app.register.fees.rules import NoAddress, OtherInvoices, invoice_number
from app.register.models import Debtor, Invoice


def keep_debtor(payer: Payer, name: str, address: str) -> Debtor:
    """Where the invoices of an employer, or of a person, go from now on. What was invoiced stays as it was."""
    debtor = find_or_add(
        lambda: debtor_of(payer),
        lambda: Debtor(employer=payer.employer, person_id=payer.person_id, name=name, address=address),
    )
    lock(debtor)
    debtor.name, debtor.address = name, address
    db.session.flush()
    return debtor


def make_invoices(year: int, today: date, by: User, shown: str) -> list[Invoice]:
    """An invoice for everything of a year that is due and known and has none yet.

    `shown` is the mark of what was read, because an invoice never changes. Raises `NoAddress` for none at all, and
    `OtherInvoices`. Two who make them at once wait for each other at the row of the role, so that no number is passed
    over.
    """
    lock(role_called(RoleName.BOARD))
    lines = to_invoice(year, today)
    if not lines:
        raise NoAddress
    if mark_of(lines) != shown:
        raise OtherInvoices
    made: list[Invoice] = []
    before = last_number(today.year)
    for line in lines:
        if line.debtor is not None:
            before = invoice_number(today.year, before)
            made.append(_invoice(line, line.debtor, before, year, today, by))
    db.session.add_all(made)
    db.session.flush()
    return made


def _invoice(line: InvoiceLine, debtor: Debtor, number: str, year: int, today: date, by: User) -> Invoice:
    one = line.registration
    return Invoice(
        number=number,
        registration_id=one.id,
        year=year,
        name=one.name,
        status=one.status,
        event=line.event,
        due_on=line.due_on,
        annual=line.fee.annual or 0,
        audit=line.fee.audit or 0,
        vat=line.fee.vat,
        debtor=debtor.name,
        address=debtor.address,
        invoiced_on=today,
        made_by_id=by.id,
    )
