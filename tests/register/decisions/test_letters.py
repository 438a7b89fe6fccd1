"""The letter of a decision says what, why, on which rules, by whom, and where to object; and stays as it was."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.files.pdf import write_pdf
from app.dossiers.holding.queries import held
from app.register.decisions import operations
from app.register.decisions.letters import letter_data, who_decided
from app.register.rules import DecisionKind
from app.regulation.editions import rules_on
from app.regulation.terms import Status
from tests.factories.dossiers import make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import (
    judging,
    make_application,
    make_audit,
    make_board_member,
    make_confirmed,
    make_decision,
    make_objection_term,
    make_proposal,
)

TODAY = date(2026, 11, 20)


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
    assert "R-AMB" in data["paragraphs"][0]
    assert "vrijdag 20 november 2026" in data["paragraphs"][0]
    assert (data["reason"], data["deviation"]) == ("Je werk past.", "Ervaring in het buitenland.")
    assert "kwaliteitscommissie" in data["objection"]["text"]
    assert data["objection"]["clause"].endswith("1.10")


def test_each_requirement_comes_with_its_rules_in_plain_dutch(request_context):
    found = {one["title"]: one for one in letter_data(granted())["requirements"]}
    experience = found["Ervaring"]
    assert experience["explain"]
    rules = rules_on(TODAY)
    clauses = [clause for one in found.values() for clause in one["clauses"]]
    assert clauses
    assert not any(clause.id in said or clause.text in said for clause in rules.clauses.values() for said in clauses)


def test_a_letter_says_until_when_what_it_costs_and_who_signs(request_context):
    data = letter_data(granted(by=make_board_member(name="Bea Bestuur")))
    facts = dict(data["facts"])
    assert facts["Geldig tot en met"] == "zondag 19 november 2028"
    assert facts["Verlengen op"] == "zaterdag 20 november 2027"
    assert facts["Wat het kost"] == "Het tarief voor 2026 is nog niet bekend. Het bestuur stelt het vast."
    assert data["signed"].startswith("Bea Bestuur en ")
    assert "tot en met" not in data["objection"]["text"]


def test_a_letter_says_until_when_one_can_object_once_the_board_set_a_term(request_context):
    make_objection_term(6)
    decision = granted()
    assert "tot en met vrijdag 1 januari 2027" in letter_data(decision)["objection"]["text"]
    with clock.fixed(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        make_objection_term(8)
        assert "tot en met vrijdag 1 januari 2027" in letter_data(decision)["objection"]["text"]


def test_the_letter_of_a_proposal_is_the_letter_that_comes_of_it(request_context):
    person = make_person()
    make_registration(person)
    proposal = make_proposal(person)
    before = letter_data(proposal)
    make_confirmed(proposal)
    after = letter_data(proposal)
    assert (before["title"], before["facts"], before["objection"]) == (
        after["title"],
        after["facts"],
        after["objection"],
    )


def test_the_letter_is_of_one_page_with_an_annex(request_context):
    content = write_pdf("register/decisions/letter.typ", letter_data(granted()))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert "namens het bestuur" in pages[0]
    assert "Bijlage" in pages[1]
    assert "Vakspiegel" not in pages[0].split("Dag")[0]


def test_a_letter_that_takes_away_names_both_and_the_last_day(request_context):
    person = make_person()
    make_registration(person)
    proposal = make_proposal(person, effective_on=date(2026, 12, 31))
    operations.confirm(proposal, judging(proposal), "Ik zie het ook zo.")
    data = letter_data(proposal)
    assert data["title"] == "Je B-status is ingetrokken"
    assert "donderdag 31 december 2026" in data["paragraphs"][0]
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
