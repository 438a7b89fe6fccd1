"""The board keeps the past year of another member, which decides whom they may judge."""

from __future__ import annotations

from sqlalchemy import select

from app.core.audit import Look
from app.core.db import db
from tests.factories.dossiers import make_experience
from tests.factories.people import make_person
from tests.factories.register import make_board_member, make_committee_member


def test_the_board_changes_the_functions_of_another_member(app, client_for):
    judge, member = make_committee_member(name="Els Rijnders"), make_board_member()
    own = make_experience(member)
    function = make_experience(judge, employer="Gemeente Vroeger")
    board = client_for(member)
    address = f"/kwaliteit/leden/{judge.id}/functies/"
    assert "Gemeente Vroeger" in board.get(address).text
    assert [one.what for one in db.session.scalars(select(Look))] == ["Functies van het afgelopen jaar"]
    sent = {"function": "Adviseur", "employer": "Gemeente Later", "starts_on": "2024-01-01"}
    assert board.post(f"{address}{function.id}/", data=sent | {"employer": ""}).status_code == 422
    assert board.post(f"{address}{function.id}/", data=sent).status_code == 303
    assert "Gemeente Later" in board.get(address).text
    assert board.post(f"{address}{function.id}/weghalen").status_code == 303
    assert "Gemeente Later" not in board.get(address).text
    assert board.get(f"/kwaliteit/leden/{member.id}/functies/{own.id}/").status_code == 404
    assert board.get(f"{address}{own.id}/").status_code == 404


def test_nobody_but_a_member_has_functions_on_these_pages(app, client_for):
    person = make_person()
    function = make_experience(person)
    board = client_for(make_board_member())
    for address in ("", f"{function.id}/"):
        assert board.get(f"/kwaliteit/leden/{person.id}/functies/{address}").status_code == 404
