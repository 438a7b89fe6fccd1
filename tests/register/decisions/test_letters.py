"""The letter of a decision says what, why, on which rules, by whom, and where to object; and stays as it was."""

from __future__ import annotations

from datetime import date

import pytest

from app.core import clock
from app.core.files.pdf import write_pdf
from app.dossiers.holding.queries import held
from app.register.decisions import operations
from app.register.decisions.letters import letter_data, who_decided
from app.register.rules import DecisionKind
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import (
    judging,
    make_application,
    make_audit,
    make_board_member,
    make_decision,
    make_proposal,
)


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


def granted(**facts):
    person = make_person(name="Noor #Verhagen")
    make_registrant(person)
    application = make_application(person, "B-entree_audit")
    make_audit(application)
    return make_decision(application, **facts)


def test_a_letter_says_what_and_why(request_context):
    data = letter_data(granted(reason="Je werk past.", deviation="Ervaring in het buitenland."))
    assert data["title"] == "Je hebt de B-status"
    assert "R-AMB" in data["intro"]
    assert "vrijdag 20 november 2026" in data["intro"]
    assert (data["reason"], data["deviation"]) == ("Je werk past.", "Ervaring in het buitenland.")
    assert "Kwaliteitscommissie" in data["objection"]["text"]
    assert data["objection"]["clause"].endswith("1.10")


def test_each_requirement_comes_with_its_rules_in_plain_dutch(request_context):
    found = {one["title"]: one for one in letter_data(granted())["requirements"]}
    experience = found["Ervaring"]
    assert experience["verdict"] == "Niet gehaald"
    assert experience["explain"]
    assert all(clause["text"] and clause["place"] for one in found.values() for clause in one["clauses"])


def test_names_of_the_board_are_not_in_a_letter(request_context):
    member = make_board_member(name="Bea Bestuur")
    data = letter_data(granted(by=member))
    assert "Bea Bestuur" not in repr(data)
    assert data["decided_by"] == "Het bestuur van het register, door een lid van het bestuur."


def test_a_letter_that_takes_away_names_both_and_the_last_day(request_context):
    person = make_person()
    make_registration(person)
    proposal = make_proposal(person, effective_on=date(2026, 12, 31))
    operations.confirm(proposal, judging(proposal))
    data = letter_data(proposal)
    assert data["title"] == "Je B-status is ingetrokken"
    assert "donderdag 31 december 2026" in data["intro"]
    assert "bevestigd door een tweede lid" in who_decided(proposal)


def test_a_later_change_leaves_the_letter_as_it_was(request_context):
    decision = granted()
    before = letter_data(decision)
    held(decision.person, clock.today()).status = Status.A
    make_registrant(decision.person, working_level=None)
    assert letter_data(decision) == before


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_every_kind_of_decision_has_a_letter(request_context, kind):
    decision = granted(reason="Eerste alinea.\n\n#let x = 1 $ * _onveilig_ " + "lang" * 60)
    decision.kind = kind
    made = write_pdf("register/decisions/letter.typ", letter_data(decision))
    assert made.startswith(b"%PDF-")
