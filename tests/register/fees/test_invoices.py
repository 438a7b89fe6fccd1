"""Invoices: a number, who pays and where, a day; and what was invoiced stays as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.people.models import User
from app.register.fees.operations import keep_debtor, make_invoices
from app.register.fees.queries import Payer, invoice_lines, mark_of, to_invoice
from app.register.fees.rules import NoAddress, OtherInvoices
from app.register.models import Debtor, Invoice
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_prices
from tests.pairs import Thing, check_pairs, the

PAGE = "/kwaliteit/tarieven/"
STREET = "Stadhuisplein 1\n1234 AB Voorbeeldstad"


@pytest.fixture
def here(app, now):
    with app.test_request_context():
        make_prices(2026)
        yield


def registered(name, status=Status.B, day=date(2025, 3, 15), employer="Gemeente Voorbeeldstad"):
    person = make_person(name=name)
    make_registrant(person)
    return make_registration(person, status, started_on=day, employer=employer)


def shown():
    return {"shown": mark_of(to_invoice(2026, clock.today()))}


def make_invoices_of(year):
    return make_invoices(year, clock.today(), make_board_member(), mark_of(to_invoice(year, clock.today())))


def test_what_is_due_gets_a_number_a_payer_and_a_day(client_for, here):
    one = registered("Bram Hofman")
    registered("Kim Later", day=date(2025, 12, 15))
    board = client_for(make_board_member())
    page = board.get(PAGE).text
    assert "Van 1 betaler is nog geen adres bekend" in page
    assert "Er is nu niets te factureren" in board.get(f"{PAGE}factureren").text
    address = f"{PAGE}adres/{one.id}/2026"
    assert board.post(address, data={"name": "Gemeente Voorbeeldstad", "address": " "}).status_code == 422
    assert board.post(address, data={"name": "Crediteuren", "address": STREET}).status_code == 303
    assert "Maak 1 factuur" in board.get(f"{PAGE}factureren").text
    assert board.post(f"{PAGE}factureren?jaar=2026", data=shown()).status_code == 303
    made = db.session.scalars(select(Invoice)).one()
    assert (made.number, made.invoiced_on, made.total) == ("2026-0001", date(2026, 11, 20), Decimal("290.50"))
    assert (made.debtor, made.address, made.name) == ("Crediteuren", STREET, "Bram Hofman")
    page = board.get(PAGE).text
    assert "2026-0001" in page
    assert "gefactureerd op 20 november 2026" in page
    answer = board.post(f"{PAGE}factureren?jaar=2026")
    assert answer.status_code == 409
    assert "Van geen van deze bedragen" in answer.text


def test_what_changed_since_it_was_read_is_read_again_first(client_for, here):
    registered("Bram Hofman")
    payer = invoice_lines(2026)[0].payer
    keep_debtor(payer, "Crediteuren", STREET)
    db.session.commit()
    board, read = client_for(make_board_member()), shown()
    keep_debtor(payer, "Financiën", STREET)
    db.session.commit()
    refused = board.post(f"{PAGE}factureren?jaar=2026", data=read)
    assert refused.status_code == 409
    assert "Er veranderde iets terwijl je keek" in refused.text
    assert f'value="{shown()["shown"]}"' in refused.text
    assert db.session.scalars(select(Invoice)).all() == []
    assert board.post(f"{PAGE}factureren?jaar=2026", data=shown()).status_code == 303


def test_what_was_invoiced_stays_as_it_was(here):
    one = registered("Bram Hofman")
    payer = invoice_lines(2026)[0].payer
    keep_debtor(payer, "Gemeente Voorbeeldstad", STREET)
    make_invoices_of(2026)
    make_prices(2026, {"deelnemer": {"B": "999.00"}})
    keep_debtor(payer, "Anders", "Elders 2")
    (line,) = invoice_lines(2026)
    assert (line.total, line.invoice.debtor) == (Decimal("290.50"), "Gemeente Voorbeeldstad")
    db.session.delete(db.session.get(User, one.person_id))
    db.session.commit()
    assert db.session.scalars(select(Invoice)).one().name == "Bram Hofman"


def test_an_employer_is_one_payer_however_it_is_written(here):
    registered("Bram Hofman")
    registered("Kim de Boer", employer="gem. Voorbeeldstad")
    keep_debtor(Payer("Voorbeeldstad", employer="voorbeeldstad"), "Gemeente Voorbeeldstad", STREET)
    made = make_invoices_of(2026)
    assert [one.number for one in made] == ["2026-0001", "2026-0002"]


def test_on_a_personal_title_the_person_pays(client_for, here):
    one = registered("Bram Hofman")
    make_registrant(one.person).personal_title = True
    db.session.commit()
    address = f"{PAGE}adres/{one.id}/2026"
    board = client_for(make_board_member())
    assert "van deze persoon" in board.get(address).text
    board.post(address, data={"name": "B. Hofman", "address": STREET})
    assert db.session.scalars(select(Debtor)).one().person_id == one.person_id
    (made,) = make_invoices_of(2026)
    assert (made.debtor, made.vat) == ("B. Hofman", "incl")


def test_without_an_address_there_is_no_invoice(here):
    registered("Bram Hofman")
    with pytest.raises(NoAddress):
        make_invoices_of(2026)


def test_nobody_who_was_not_registered_in_a_year_has_an_address_there(client_for, here):
    one = registered("Bram Hofman")
    board = client_for(make_board_member())
    for address in (f"adres/{one.id}/2024", f"adres/{one.id + 9}/2026", f"adres/{one.id}/99999"):
        assert board.get(PAGE + address).status_code == 404


def two_to_invoice():
    for name in ("Bram Hofman", "Kim de Boer"):
        registered(name)
    make_prices(2026)
    keep_debtor(invoice_lines(2026)[0].payer, "Gemeente Voorbeeldstad", STREET)
    return {"board": make_board_member().id}


def invoicing(ids):
    by = the(User, ids["board"])
    invoice_lines(2026)
    yield
    day = date(2026, 11, 20)
    while True:  # who reads that something changed looks again, and presses again
        try:
            return make_invoices(2026, day, by, mark_of(to_invoice(2026, day)))
        except OtherInvoices:
            db.session.expire_all()


def keeping(name):
    def act(ids):
        payer = invoice_lines(2026)[0].payer
        yield
        keep_debtor(payer, name, STREET)

    act.__name__ = f"keep_{name}"
    return act


def test_two_who_invoice_at_the_same_moment_make_each_invoice_once(app, rounds):
    with app.test_request_context():
        check_pairs(app, Thing("invoices", two_to_invoice, (invoicing, keeping("Eerste"), keeping("Tweede"))), rounds)
