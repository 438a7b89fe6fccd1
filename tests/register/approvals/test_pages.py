"""The committee answers: activities that ask approval, and the practice activity of a year."""

from __future__ import annotations

from app.core.audit import looks_at
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.regulation.terms import PEKind
from tests.factories.evidence import make_file
from tests.factories.register import make_committee_member
from tests.register.files import asking, mails, proposed, registrant

TICKED = {"independent": "y"}
NO = {"approved": "nee", "answer": "Geen verband met het vak."}


def test_an_activity_is_approved_with_points(app, client_for):
    person = registrant()
    activity = asking(person)
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/activiteit/{activity.id}/"
    assert "Past bij mijn werk." in committee.get(address).text
    assert "Vul in hoeveel punten" in committee.post(address, data={"approved": "ja"} | TICKED).text
    assert committee.post(address, data={"approved": "ja", "points": "4"} | TICKED).status_code == 303
    assert (activity.approval, activity.granted_points) == (ApprovalStatus.GRANTED, 4)
    assert mails() == [(person.email, "Antwoord van de kwaliteitscommissie over een PE-activiteit")]
    assert committee.get(address).status_code == 404


def test_an_activity_is_refused_with_a_reason(app, client_for):
    activity = asking(registrant(), PEKind.WORKSHOP, clok=False)
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/activiteit/{activity.id}/"
    assert committee.post(address, data={"approved": "nee"}).status_code == 422
    assert committee.post(address, data=NO | TICKED).status_code == 303
    assert activity.approval is ApprovalStatus.REFUSED


def test_evidence_is_read_where_it_is_shown_and_each_look_is_written_down(app, client_for):
    person = registrant()
    shown, other = make_file(person, "programma.pdf"), make_file(person, "ander.pdf", b"%PDF-1.4 anders")
    activity = asking(person, evidence=[shown])
    judge = make_committee_member()
    committee = client_for(judge)
    address = f"/kwaliteit/activiteit/{activity.id}/bewijs/"
    assert committee.get(f"{address}{shown.id}").headers["Content-Disposition"].startswith("attachment")
    assert committee.get(f"{address}{other.id}").status_code == 404
    assert (judge.id, "Bewijs bij een PE-activiteit: Lezing over lege winkels") in [
        look[:2] for look in looks_at(person.id)
    ]


def test_a_subject_is_given_back_with_what_has_to_change(app, client_for):
    person = registrant()
    report = proposed(person)
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/praktijk/{report.id}/"
    assert "Een loket voor drie gemeenten" in committee.get(address).text
    assert committee.post(address, data={"approved": "nee"}).status_code == 422
    assert committee.post(address, data={"approved": "nee", "answer": "Kies iets groters."} | TICKED).status_code == 303
    assert (report.status, report.answer) == (ReportStatus.RETURNED, "Kies iets groters.")
    assert mails() == [(person.email, "Antwoord van de kwaliteitscommissie over je praktijkactiviteit")]


def test_a_long_text_that_comes_back_says_how_much_room_is_left(app, client_for):
    activity = asking(registrant(), PEKind.WORKSHOP, clok=False)
    committee, address = client_for(make_committee_member()), f"/kwaliteit/activiteit/{activity.id}/"
    assert 'id="answer-left" data-most="8000" aria-live="polite" hidden' in committee.get(address).text
    assert "Nog 1 teken.</p>" in committee.post(address, data={"answer": "a" * 7999}).text
    assert "2 tekens te veel.</p>" in committee.post(address, data={"answer": "a" * 8002}).text
