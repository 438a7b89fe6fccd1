"""What a person sees and does: ask, take back, read decisions and letters."""

from __future__ import annotations

from datetime import date

import pytest

from app.register.applications.queries import applications_of, open_application_of
from app.register.rules import ApplicationStatus, DecisionKind
from app.regulation.terms import Status
from tests.factories.dossiers import make_experience, make_registrant, make_registration
from tests.factories.people import make_person
from tests.factories.register import make_application, make_audit, make_decision, make_proposal


def test_who_is_not_registered_chooses_a_status_and_sees_what_the_rules_say_first(app, client_for):
    person = make_person()
    make_registrant(person)
    make_experience(person, date(2024, 1, 1))
    client = client_for(person)
    choice = client.get("/mijn-register/aanvraag/nieuw").text
    assert "Inschrijving met B-status" in choice
    assert "Dien de aanvraag in" not in choice
    page = client.get("/mijn-register/aanvraag/nieuw?wat=B-entree_audit").text
    assert "De entree-audit is nog niet gehaald." in page
    assert page.count("2 jaar, 10 maanden en 19 dagen") == 2
    assert "Dien de aanvraag in" in page
    assert applications_of(person) == []


def test_asking_leads_to_the_application(app, client_for):
    person = make_person()
    client = client_for(person)
    answer = client.post("/mijn-register/aanvraag/nieuw?wat=C-entree_audit", data={"motivation": "Ik begin net."})
    application = open_application_of(person)
    assert answer.headers["Location"] == f"/mijn-register/aanvraag/{application.id}/"
    page = client.get(answer.headers["Location"]).text
    assert "Ik begin net." in page
    assert "In behandeling" in page
    assert "mailt je voor een afspraak" in page


def test_asking_twice_is_refused(app, client_for):
    person = make_person()
    make_application(person)
    answer = client_for(person).post("/mijn-register/aanvraag/nieuw?wat=C-entree_audit")
    assert answer.status_code == 409
    assert "al een aanvraag die loopt" in answer.text


def test_what_does_not_fit_is_not_asked(app, client_for):
    person = make_person()
    make_registration(person, Status.B)
    answer = client_for(person).post(
        "/mijn-register/aanvraag/nieuw?wat=C-entree_audit", data={"motivation": "x" * 9000}
    )
    assert answer.status_code == 422
    assert open_application_of(person) is None


def test_there_is_nothing_above_a(app, client_for):
    person = make_person()
    make_registration(person, Status.A)
    client = client_for(person)
    assert "Je hebt de hoogste status" in client.get("/mijn-register/aanvraag/").text
    assert client.post("/mijn-register/aanvraag/nieuw").status_code == 409


def test_an_application_is_taken_back_after_a_question(app, client_for):
    person = make_person()
    application = make_application(person)
    client = client_for(person)
    address = f"/mijn-register/aanvraag/{application.id}/"
    assert "Aanvraag intrekken?" in client.get(address + "intrekken").text
    assert client.post(address + "intrekken").status_code == 303
    assert application.status is ApplicationStatus.WITHDRAWN
    assert "Je trok deze aanvraag in" in client.get(address).text
    assert client.post(address + "intrekken").status_code == 409


def test_somebody_elses_application_is_not_there(app, client_for):
    application = make_application(make_person())
    assert client_for(make_person()).get(f"/mijn-register/aanvraag/{application.id}/").status_code == 404


def test_a_decision_is_read_with_its_letter_and_the_way_to_object(app, client_for):
    person = make_person()
    application = make_application(person)
    make_audit(application)
    client = client_for(person)
    assert "Nog geen besluiten" in client.get("/mijn-register/besluiten/").text
    decision = make_decision(application, reason="Je werk past bij deze status.")
    page = client.get("/mijn-register/besluiten/").text
    assert "Je werk past bij deze status." in page
    assert f"/mijn-register/besluiten/{decision.id}/brief.pdf" in page
    assert f"/mijn-register/bezwaar/{decision.id}/" in page
    assert "Lees de brief" in client.get(f"/mijn-register/aanvraag/{application.id}/").text
    letter = client.get(f"/mijn-register/besluiten/{decision.id}/brief.pdf")
    assert (letter.mimetype, letter.data[:5]) == ("application/pdf", b"%PDF-")
    assert client_for(make_person()).get(f"/mijn-register/besluiten/{decision.id}/brief.pdf").status_code == 404


def test_a_proposal_is_nothing_that_the_person_reads(app, client_for):
    person = make_person()
    make_registration(person)
    proposal = make_proposal(person)
    client = client_for(person)
    assert "Nog geen besluiten" in client.get("/mijn-register/besluiten/").text
    assert client.get(f"/mijn-register/besluiten/{proposal.id}/brief.pdf").status_code == 404


@pytest.mark.parametrize("kind", [DecisionKind.GRANT, DecisionKind.REFUSE])
def test_an_application_that_is_decided_says_so(app, client_for, kind):
    application = make_application(make_person())
    make_audit(application)
    make_decision(application, kind=kind)
    page = client_for(application.person).get(f"/mijn-register/aanvraag/{application.id}/").text
    assert f"Het bestuur besloot op vrijdag 20 november 2026: {kind.dutch.lower()}." in page
