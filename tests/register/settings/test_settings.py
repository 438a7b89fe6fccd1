"""What the board sets: one member proposes, another confirms; until then nothing changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core.db import db
from app.core.problems import WrongField, WrongStep
from app.register.models import BoardSetting
from app.register.rules import DecisionStatus, SettingKind
from app.register.settings import operations, queries
from app.register.settings.operations import NotTheFirst, ProposedTheSame, SecondIsFirst
from app.register.settings.rules import ObjectionTerm, last_day_to_object
from tests.factories.register import make_board_member, make_objection_term, make_proposed_setting

PAGE = "/kwaliteit/vaststellen/"


def test_nothing_is_set_until_a_second_member_confirms_it(app, client_for):
    first, second = (client_for(make_board_member()) for _ in range(2))
    page = first.get(PAGE).text
    assert "Nog niet vastgesteld" in page
    assert "De regeling noemt geen termijn" in page
    assert first.post(PAGE, data={"weeks": "6", "reason": "Vergadering van 3 november"}).status_code == 303
    setting = db.session.query(BoardSetting).one()
    assert queries.in_force(SettingKind.OBJECTION_TERM) is None
    assert "Trek mijn voorstel in" in first.get(f"{PAGE}{setting.id}/").text
    assert "Bevestig het voorstel" in second.get(f"{PAGE}{setting.id}/").text
    assert second.post(f"{PAGE}{setting.id}/bevestigen", data={"answer": ""}).status_code == 303
    assert queries.in_force(SettingKind.OBJECTION_TERM) == setting
    page = first.get(PAGE).text
    assert "6 weken vanaf de dag van het besluit" in page
    assert setting.second_by.name in page
    assert "Vergadering van 3 november" in page


def test_who_proposed_it_does_not_confirm_it(app, client_for):
    member = make_board_member()
    setting = make_proposed_setting(member)
    answer = client_for(member).post(f"{PAGE}{setting.id}/bevestigen", data={"answer": "Ja."})
    assert answer.status_code == 409
    assert "Jij deed dit voorstel" in answer.text
    with pytest.raises(SecondIsFirst):
        operations.drop(setting, member, "Nee.")


def test_a_rejection_says_why_and_keeps_what_was_typed(app, client_for):
    setting = make_proposed_setting()
    second = client_for(make_board_member())
    answer = second.post(f"{PAGE}{setting.id}/afwijzen", data={"answer": ""})
    assert answer.status_code == 422
    assert "Schrijf op waarom je het niet eens bent" in answer.text
    assert second.post(f"{PAGE}{setting.id}/afwijzen", data={"answer": "Zes weken is te kort."}).status_code == 303
    assert setting.status is DecisionStatus.DROPPED
    assert "Zes weken is te kort." in second.get(f"{PAGE}{setting.id}/").text


def test_only_who_proposed_it_takes_it_back(app):
    member = make_board_member()
    setting = make_proposed_setting(member)
    with pytest.raises(NotTheFirst):
        operations.take_back(setting, make_board_member())
    operations.take_back(setting, member)
    assert setting.status is DecisionStatus.DROPPED
    with pytest.raises(WrongStep):
        operations.confirm(setting, make_board_member())
    with pytest.raises(WrongStep):
        operations.drop(setting, make_board_member(), "Nee.")


def test_an_empty_rejection_is_refused_below_the_form_too(app):
    with pytest.raises(WrongField):
        operations.drop(make_proposed_setting(), make_board_member(), "  ")


def test_one_proposal_about_the_same_waits_at_a_time(app, client_for):
    make_proposed_setting()
    with pytest.raises(ProposedTheSame):
        operations.propose(make_board_member(), SettingKind.OBJECTION_TERM, {"weeks": 8})
    answer = client_for(make_board_member()).post(PAGE, data={"weeks": "8"})
    assert answer.status_code == 409
    assert "Hierover ligt al een voorstel" in answer.text
    operations.propose(make_board_member(), SettingKind.FEES, {}, scope="2026")


@pytest.mark.parametrize("weeks", ["", "0", "3", "53", "zes"])
def test_a_term_that_cannot_be_says_so_beside_the_field(app, client_for, weeks):
    answer = client_for(make_board_member()).post(PAGE, data={"weeks": weeks, "reason": "Vergadering van mei"})
    assert answer.status_code == 422
    assert "Vergadering van mei" in answer.text


def test_what_was_set_before_stays_to_be_read(app, client_for):
    make_objection_term(6)
    newest = make_objection_term(8)
    assert queries.in_force(SettingKind.OBJECTION_TERM) == newest
    page = client_for(make_board_member()).get(PAGE).text
    assert "8 weken vanaf" in page
    assert "6 weken. Vastgesteld op" in page


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


TERMS = [ObjectionTerm(6, moment(2026, 3, 2)), ObjectionTerm(8, moment(2026, 9, 1))]
DAYS = [date(2026, 3, 2), date(2026, 9, 1)]


@pytest.mark.parametrize(
    ("taken", "last"),
    [
        (date(2025, 4, 1), date(2026, 4, 13)),
        (date(2026, 4, 1), date(2026, 5, 13)),
        (date(2026, 9, 2), date(2026, 10, 28)),
    ],
)
def test_a_decision_keeps_the_term_of_its_day_and_an_older_one_gets_the_first_from_when_it_was_set(taken, last):
    assert last_day_to_object(moment(taken.year, taken.month, taken.day), taken, TERMS, DAYS) == last


def test_without_a_term_there_is_no_last_day():
    assert last_day_to_object(moment(2026, 4, 1), date(2026, 4, 1), [], []) is None
