"""What is due in a year: known prices as they are listed, unknown ones never guessed."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from app.core.db import db
from app.dossiers.holding import operations
from app.register.fees.queries import invoice_lines, totals
from app.regulation.registration.fees import FeeEvent
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import make_board_member


@pytest.fixture
def registration(app, now):
    with app.app_context():
        person = make_person(name="Bram Hofman")
        make_registrant(person)
        yield make_registration(person, Status.B, started_on=date(2018, 3, 15))


def test_somebody_who_comes_in_pays_the_year_and_the_audit(registration):
    (line,) = invoice_lines(2018)
    assert (line.event, line.due_on) == (FeeEvent.ENTRY, date(2018, 3, 15))
    assert (line.fee.annual, line.fee.audit, line.fee.total) == (285, 225, 510)
    assert line.fee.vat == "excl"
    assert line.contract_until == date(2020, 3, 15)


def test_the_year_after_only_the_yearly_price_is_due_on_the_anniversary(registration):
    (line,) = invoice_lines(2019)
    assert (line.event, line.due_on, line.fee.total) == (FeeEvent.YEARLY, date(2019, 3, 15), 285)


def test_who_comes_in_again_in_a_year_that_was_paid_is_pointed_out(registration):
    operations.end_status(registration, date(2019, 6, 1), "withdrawn")
    make_registration(registration.person, Status.C, started_on=date(2019, 9, 1))
    yearly, entry = invoice_lines(2019)
    assert (yearly.event, entry.event) == (FeeEvent.YEARLY, FeeEvent.ENTRY)
    assert not any("verrekend" in remark for remark in yearly.remarks)
    assert any("verrekend" in remark for remark in entry.remarks)


def test_a_year_without_a_price_list_is_unknown(registration):
    (line,) = invoice_lines(2026)
    assert line.fee.total is None
    assert totals([line]).unknown == 1


def test_who_is_no_deelnemer_has_no_known_price(registration):
    operations.registrant_for(registration.person).deelnemer = False
    (line,) = invoice_lines(2018)
    assert not line.fee.known


def test_on_a_personal_title_the_price_is_with_vat_unless_the_employer_pays_after_all(registration):
    who = operations.registrant_for(registration.person)
    who.personal_title = True
    assert invoice_lines(2018)[0].fee.vat == "incl"
    who.reimbursed = True
    assert invoice_lines(2018)[0].fee.vat == "excl"


def test_who_left_before_the_anniversary_pays_no_more(registration):
    registration.ended_on = date(2019, 3, 14)
    assert invoice_lines(2019) == []


def test_the_totals_keep_with_and_without_vat_apart(registration):
    other = make_person()
    make_registrant(other).personal_title = True
    make_registration(other, Status.C, started_on=date(2018, 5, 1))
    found = totals(invoice_lines(2018))
    assert (found.without_vat, found.with_vat, found.unknown) == (Decimal(510), Decimal(280), 0)


def sheet_of(board, year):
    return load_workbook(io.BytesIO(board.get(f"/kwaliteit/tarieven/facturen.xlsx?jaar={year}").data)).active


def test_the_board_gets_the_same_as_workbook(client_for, registration):
    registration.employer = "=1+1"
    db.session.commit()
    board = client_for(make_board_member())
    assert "€ 510,00" in board.get("/kwaliteit/tarieven/?jaar=2018").text
    sheet = sheet_of(board, 2018)
    row = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Totaal"].value, row["Debiteur"].value, row["Debiteur"].data_type) == (510, "=1+1", "s")
    assert row["Waar dit staat"].value == "Jaartarief B 2018, Audit B, Kosten van een audit, Btw komt erbij"


def test_an_unknown_price_is_an_empty_cell_in_the_workbook_and_the_remark_says_why(client_for, registration):
    sheet = sheet_of(client_for(make_board_member()), 2026)
    row = {heading.value: cell.value for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Jaartarief"], row["Totaal"], row["Factuur"]) == (None, None, None)
    assert row["Opmerking"] == "Wat het kost in 2026, weten wij niet."


def test_the_workbook_prints_on_one_page_wide_with_its_headings(client_for, registration):
    sheet = sheet_of(client_for(make_board_member()), 2018)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    properties = sheet.parent.properties
    assert (properties.title, properties.creator) == ("Facturen 2018 van het beroepsregister", "Vakspiegel")


def test_another_year_than_one_of_the_register_shows_this_year(client_for, registration):
    assert "Tarieven van 2026" in client_for(make_board_member()).get("/kwaliteit/tarieven/?jaar=1900").text
