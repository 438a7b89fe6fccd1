"""The board sets what a year costs, by two; until then it stays unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.dossiers.holding.queries import prices_of
from app.register.fees.queries import invoice_lines, years_to_set
from app.register.fees.rules import amount_in, euro
from app.register.rules import SettingKind
from app.register.settings import operations as settings
from app.register.settings.queries import proposals
from app.regulation.registration.fees import PriceKind
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_prices

PAGE = "/kwaliteit/tarieven/"
SENT = {
    "year": "2026",
    **{f"deelnemer_{status}": amount for status, amount in (("c", "170"), ("b", "290,50"), ("a", "€ 315.00"))},
    **{f"audit_{status}": "200" for status in "cba"},
    "ander_b": "350",
    "reason": "Vergadering van 3 november",
}


@pytest.fixture
def registered(app, now):
    with app.test_request_context():
        person = make_person(name="Bram Hofman")
        make_registrant(person)
        yield make_registration(person, Status.B, started_on=date(2025, 3, 15))


def test_a_year_is_unknown_until_two_of_the_board_set_it(client_for, registered):
    first, second = (client_for(make_board_member()) for _ in range(2))
    assert "Wat het in 2026 kost, is nog niet vastgesteld." in first.get(PAGE).text
    assert first.post(f"{PAGE}voorstel", data=SENT).status_code == 303
    assert invoice_lines(2026)[0].total is None
    page = first.get(PAGE).text
    assert "Wacht op een tweede" in page
    (setting,) = proposals(SettingKind.FEES)
    shown = second.get(f"/kwaliteit/vaststellen/{setting.id}/").text
    assert "Deelnemers: C € 170,00, B € 290,50, A € 315,00. Anderen: B € 350,00. Audit: C" in shown
    assert second.post(f"/kwaliteit/vaststellen/{setting.id}/bevestigen", data={"answer": ""}).status_code == 303
    assert invoice_lines(2026)[0].total == Decimal("290.50")
    page = first.get(PAGE).text
    assert "€ 290,50" in page
    assert setting.second_by.name in page
    assert "Vergadering van 3 november" in page


def test_somebody_reads_what_their_year_costs(client_for, registered):
    person = client_for(registered.person)
    unknown = "Wat het in 2026 kost, weten wij niet. In 2018 en 2019 was het 285 euro"
    assert unknown in person.get("/mijn-register/").text
    make_prices(2026)
    assert "290,50 euro, exclusief btw" in person.get("/mijn-register/").text


def test_others_than_deelnemers_pay_what_the_board_set_for_them(registered):
    make_prices(2026)
    known = make_registrant(registered.person, deelnemer=False)
    assert invoice_lines(2026)[0].total == Decimal(350)
    registered.status = Status.C
    assert invoice_lines(2026)[0].total is None
    known.deelnemer = True
    assert invoice_lines(2026)[0].total == Decimal(170)


def test_who_comes_in_pays_the_audit_that_the_board_set(registered):
    registered.started_on = date(2026, 3, 15)
    make_prices(2026)
    (line,) = invoice_lines(2026)
    assert (line.annual, line.audit, line.total) == (Decimal("290.50"), Decimal(200), Decimal("490.50"))


def test_what_the_documents_name_stays_as_it_is(registered):
    settings.confirm(settings.propose(make_board_member(), SettingKind.FEES, {}, scope="2026"), make_board_member())
    assert prices_of(2026) == {}
    assert 2019 not in years_to_set(date(2026, 11, 20))
    assert years_to_set(date(2026, 11, 20))[0] == 2027


def test_what_is_set_again_comes_in_the_place_of_what_was(registered):
    make_prices(2026)
    make_prices(2026, {"deelnemer": {"B": "300.00"}})
    assert prices_of(2026) == {(2026, Status.B, PriceKind.PARTICIPANT): Decimal("300.00")}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"deelnemer_b": ""}, "Vul een bedrag in."),
        ({"ander_a": "gratis"}, "Vul een bedrag in zoals 165 of 165,50."),
        ({"audit_a": "-5"}, "Vul een bedrag in zoals 165 of 165,50."),
        ({"year": "2019"}, ""),
    ],
)
def test_an_amount_that_cannot_be_says_so_and_keeps_the_rest(client_for, registered, changed, words):
    answer = client_for(make_board_member()).post(f"{PAGE}voorstel", data=SENT | changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Vergadering van 3 november" in answer.text
    assert proposals() == []


def test_one_proposal_a_year_waits_at_a_time(client_for, registered):
    board = client_for(make_board_member())
    assert board.post(f"{PAGE}voorstel", data=SENT).status_code == 303
    assert board.post(f"{PAGE}voorstel", data=SENT).status_code == 409
    assert board.post(f"{PAGE}voorstel", data=SENT | {"year": "2027"}).status_code == 303


@pytest.mark.parametrize(("text", "amount"), [("165", "165"), ("165,5", "165.5"), ("€ 165.05", "165.05")])
def test_an_amount_is_read_as_people_write_it(text, amount):
    assert amount_in(text) == Decimal(amount)


def test_an_amount_is_written_as_people_read_it():
    assert euro(Decimal("1165.5")) == "€ 1.165,50"
