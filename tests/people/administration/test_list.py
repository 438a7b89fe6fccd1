from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from app.core.db import db
from app.people import operations
from app.people.models import Organisation, Team, User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.factories.people import make_membership, make_person


def rows_in(page: str) -> str:
    """What stands in the table of a page, without the choices above it."""
    return page.split("<tbody>")[1].split("</tbody>")[0]


def test_the_list_shows_everybody_with_role_and_team_and_the_closed_ones_last(
    client: CheckingClient, place: Organisation, noor: User, team: Team
):
    make_membership(noor, team)
    closed = make_person(organisation=place, name="Aart Gesloten")
    operations.close_account(closed)
    db.session.commit()
    page = client.get("/mensen/").text
    assert page.index("Noor Verhagen") < page.index("Aart Gesloten")
    assert "Werk en Meedoen" in page
    assert "Gesloten" in page
    assert "Zelfscans, resultaten en plannen van anderen zie je niet" in page


def test_a_team_that_is_over_is_not_in_the_list(client: CheckingClient, noor: User, team: Team):
    make_membership(noor, team, end=date(2026, 11, 19))
    assert "Werk en Meedoen" not in rows_in(client.get("/mensen/").text)


@pytest.mark.parametrize(("words", "found"), [("verha", True), ("NOOR@", True), ("100%", False), ("niemand", False)])
def test_the_search_looks_in_names_and_addresses(client: CheckingClient, noor: User, words: str, found: bool):
    page = client.get("/mensen/", query_string={"q": words}).text
    assert ("Noor Verhagen" in page) is found
    assert ("Niemand gevonden" in page) is not found


def test_a_long_list_has_pages_and_a_fixed_number_of_queries(client: CheckingClient, place: Organisation):
    def queries_of_the_list() -> int:
        seen: list[str] = []

        def note(connection, cursor, statement, *rest):
            seen.extend([statement] if statement.startswith("SELECT") else [])

        db.session.expunge_all()
        event.listen(db.engine, "before_cursor_execute", note)
        client.get("/mensen/")
        event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    few = queries_of_the_list()
    for number in range(60):
        operations.add_person(
            place,
            name=f"Iemand {number:02}",
            email=f"iemand{number}@voorbeeldstad.example",
            roles=[RoleName.PROFESSIONAL],
        )
    db.session.commit()
    assert queries_of_the_list() == few
    first, last = client.get("/mensen/").text, client.get("/mensen/?pagina=99").text
    assert "pagina 1 van 2" in first
    assert "Iemand 00" in rows_in(first)
    assert "Marloes Dijkgraaf" in rows_in(last)


def test_the_list_is_sorted_by_last_name_without_what_stands_before_it(client: CheckingClient, place: Organisation):
    for name in ("Anna Zwart", "Bert van den Akker", "Özlem Çelik", "Cor de Wit"):
        make_person(organisation=place, name=name)
    page = rows_in(client.get("/mensen/").text)
    order = [page.index(name) for name in ("Bert van den Akker", "Özlem Çelik", "Marloes", "Cor de Wit", "Anna Zwart")]
    assert order == sorted(order)


def test_another_name_gets_another_place_in_the_list(client: CheckingClient, place: Organisation, noor: User):
    client.post(f"/mensen/{noor.id}/", data={"name": "Noor Aa", "job_title": "", "roles": ["professional"]})
    page = rows_in(client.get("/mensen/").text)
    assert page.index("Noor Aa") < page.index("Marloes Dijkgraaf")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Noor", "Bram", "Cor", "Dana"}),
        ({"team": "team"}, {"Noor"}),
        ({"rol": "hr"}, {"Bram"}),
        ({"account": "wacht"}, {"Noor", "Bram"}),
        ({"account": "gesloten"}, {"Dana"}),
        ({"account": "wacht", "rol": "hr", "q": "bram"}, {"Bram"}),
        ({"team": "999", "rol": "koning", "account": "open"}, {"Noor", "Bram", "Cor", "Dana"}),
    ],
)
def test_the_list_is_narrowed_to_a_team_a_role_and_the_state_of_the_account(
    client: CheckingClient, place: Organisation, noor: User, team: Team, asked: dict[str, str], found: set[str]
):
    make_membership(noor, team)
    make_membership(
        make_person(organisation=place, name="Cor Vroeger", password_hash="x"), team, end=date(2026, 11, 19)
    )
    make_person(RoleName.HR, organisation=place, name="Bram Hofman")
    operations.close_account(make_person(organisation=place, name="Dana Weg"))
    db.session.commit()
    asked = {name: str(team.id) if value == "team" else value for name, value in asked.items()}
    page = client.get("/mensen/", query_string=asked).text
    assert {name for name in ("Noor", "Bram", "Cor", "Dana") if name in rows_in(page)} == found


def test_the_pages_of_a_list_keep_what_was_asked(client: CheckingClient, place: Organisation):
    for number in range(51):
        db.session.add(User(organisation=place, name=f"Iemand {number:02}", email=f"iemand{number}@v.example"))
    db.session.commit()
    assert "/mensen/?q=iemand&amp;account=wacht&amp;pagina=2" in client.get("/mensen/?q=iemand&account=wacht").text


def test_only_roles_that_somebody_has_are_offered(client: CheckingClient, noor: User):
    make_person(RoleName.BOARD)
    page = client.get("/mensen/").text
    assert '<option value="professional">' in page
    assert '<option value="administrator">' in page
    assert '<option value="board">' not in page
    assert '<option value="hr">' not in page


def test_who_is_of_the_register_needs_no_role_here(client: CheckingClient, place: Organisation, noor: User):
    board = make_person(RoleName.BOARD, organisation=place)
    words = "Een rol bij jullie hoeft niet."
    assert words in client.get(f"/mensen/{board.id}/").text
    assert words not in client.get(f"/mensen/{noor.id}/").text
