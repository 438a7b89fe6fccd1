"""What committee and board see and do: their desk, an application, a dossier, a decision, approvals."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import looks_at
from app.core.db import db
from app.core.mail import OutboxMail
from app.dossiers.holding.queries import held, registrant_of
from app.dossiers.models import PracticeReport
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people import operations as people
from app.people.models import User
from app.people.rules import RoleName
from app.register.applications.operations import withdraw
from app.register.decisions.queries import dossier_for
from app.register.models import Decision, DossierFinding
from app.register.rules import DecisionKind, DecisionStatus
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import make_dossier, make_registrant, make_registration, make_report
from tests.factories.evidence import make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_organisation, make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_decision,
    make_proposal,
)

AUDIT = {
    "held_on": "2026-11-20", "passed": "ja", "function_content": "B", "function_fits": "ja",
    "findings": "Drie voorbeelden besproken.",
}  # fmt: skip
DECISION = {"kind": "grant", "effective_on": "2026-11-20", "reason": "Past bij het werk.", "deviation": ""}
FINDING = {"advice": "renew", "findings": "Alles is er."}


def registrant(name: str = "Rik Registrant", status: Status = Status.B) -> User:
    person = make_person(name=name)
    make_registrant(person)
    make_registration(person, status, started_on=date(2025, 12, 15))
    return person


def mails() -> list[tuple[str, str]]:
    return [(one.recipient, one.subject) for one in db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))]


def asking(person: User, kind: PEKind = PEKind.OVERIG, **facts):
    return make_pe_activity(
        person, kind, title="Lezing over lege winkels", approval=ApprovalStatus.ASKED,
        approval_request="Past bij mijn werk.", approval_asked_at=clock.now(), **facts,
    )  # fmt: skip


def proposed(person: User) -> PracticeReport:
    return make_report(person, ReportStatus.PROPOSED, subject="Een loket voor drie gemeenten")


def test_the_desk_shows_each_what_is_theirs_to_do_the_oldest_first(app, client_for):
    person, other = registrant(), make_person(name="Anna Aanvrager")
    asking(person)
    proposed(person)
    make_application(other)
    make_dossier(registrant("Dirk Dossier"))
    text = client_for(make_committee_member()).get("/kwaliteit/").text
    for words in (
        "Er staan 4 dingen voor je klaar", "Audit houden: Anna Aanvrager", "Activiteit goedkeuren: Rik Registrant",
        "Praktijkactiviteit goedkeuren: Rik Registrant", "Dossier beoordelen: Dirk Dossier",
    ):  # fmt: skip
        assert words in text
    assert text.index("Praktijkactiviteit goedkeuren: Rik") < text.index("Audit houden: Anna")
    board = client_for(make_board_member()).get("/kwaliteit/").text
    assert "Dossier beoordelen: Dirk Dossier" in board
    assert "Anna Aanvrager" not in board


def test_the_desk_narrows_to_one_kind(app, client_for):
    asking(registrant())
    make_application(make_person(name="Anna Aanvrager"))
    text = client_for(make_committee_member()).get("/kwaliteit/?soort=audit").text
    assert "Anna Aanvrager" in text
    assert "Rik Registrant" not in text


def test_a_file_that_is_too_close_is_listed_with_the_reason_and_nothing_of_it(app, client_for):
    person = registrant()
    asking(person)
    application = make_application(person)
    text = client_for(make_committee_member(person.organisation)).get("/kwaliteit/").text
    assert "Rik Registrant" in text
    assert "jullie werken bij dezelfde organisatie" in text
    assert "Lezing over lege winkels" not in text
    assert f"/kwaliteit/aanvraag/{application.id}/" not in text


def test_an_applicant_is_decided_about_when_the_audit_is_in(app, client_for):
    application = make_application(make_person(name="Anna Aanvrager"))
    board = client_for(make_board_member())
    assert "Anna Aanvrager" not in board.get("/kwaliteit/").text
    make_audit(application)
    assert "Besluiten over een aanvraag: Anna Aanvrager" in board.get("/kwaliteit/").text


def test_who_passed_the_renewal_date_without_a_dossier_is_on_the_desk_of_the_board(app, client_for):
    person = make_person(name="Vera Voorbij")
    make_registration(person, started_on=date(2025, 10, 1))
    assert "Verlengingsdatum voorbij: Vera Voorbij" in client_for(make_board_member()).get("/kwaliteit/").text


def test_an_audit_is_recorded_and_told(app, client_for):
    application = make_application(make_person())
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/aanvraag/{application.id}/"
    assert "Leg de audit vast" in committee.get(address).text
    assert committee.post(address + "audit", data=AUDIT).status_code == 303
    assert registrant_of(application.person).function_content_finding is Status.B
    assert mails() == [(application.person.email, "Je audit is vastgelegd")]
    assert "Drie voorbeelden besproken." in client_for(application.person).get(
        f"/mijn-register/aanvraag/{application.id}/"
    ).text  # fmt: skip


def test_an_audit_that_lacks_something_keeps_what_was_typed(app, client_for):
    application = make_application(make_person())
    answer = client_for(make_committee_member()).post(
        f"/kwaliteit/aanvraag/{application.id}/audit", data=AUDIT | {"held_on": "2027-01-01", "passed": ""}
    )
    assert answer.status_code == 422
    assert "Drie voorbeelden besproken." in answer.text
    assert application.audits == []
    later = client_for(make_committee_member()).post(
        f"/kwaliteit/aanvraag/{application.id}/audit", data=AUDIT | {"held_on": "2027-01-01"}
    )
    assert later.status_code == 409
    assert "Deze dag moet nog komen" in later.text


def test_the_board_decides_and_the_person_is_told(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    make_audit(application)
    board = client_for(make_board_member())
    address = f"/kwaliteit/aanvraag/{application.id}/besluit"
    refused = board.post(address, data=DECISION)
    assert refused.status_code == 422
    assert "wijkt af van wat de regels aangeven" in refused.text
    answer = board.post(address, data=DECISION | {"deviation": "Zes jaar in een vergelijkbaar vak."})
    assert answer.status_code == 303
    decision = db.session.scalars(select(Decision)).one()
    assert answer.headers["Location"] == f"/kwaliteit/besluiten/{decision.id}/"
    assert held(application.person, clock.today()).status is Status.B
    assert mails() == [(application.person.email, "Besluit 2026-0001 van het beroepsregister")]
    assert "Zes jaar in een vergelijkbaar vak." in board.get(answer.headers["Location"]).text


def test_a_decision_twice_is_refused_and_nothing_changes(app, client_for):
    application = make_application(make_person())
    make_audit(application)
    make_decision(application, kind=DecisionKind.REFUSE)
    answer = client_for(make_board_member()).post(
        f"/kwaliteit/aanvraag/{application.id}/besluit", data=DECISION | {"kind": "refuse"}
    )
    assert answer.status_code == 409
    assert "al afgehandeld" in answer.text


def test_the_committee_finds_and_the_board_reads_it_and_renews(app, client_for):
    dossier = make_dossier(registrant())
    address = f"/kwaliteit/dossier/{dossier.id}/"
    committee, board = client_for(make_committee_member()), client_for(make_board_member())
    assert committee.post(address + "bevinding", data={}).status_code == 422
    assert committee.post(address + "bevinding", data=FINDING).status_code == 303
    assert committee.post(address + "bevinding", data=FINDING | {"advice": "doubt"}).status_code == 303
    assert [one.advice for one in db.session.scalars(select(DossierFinding))] == ["doubt"]
    assert "Dossier beoordelen" not in committee.get("/kwaliteit/").text
    page = board.get(address).text
    assert "Alles is er." in page
    assert "Twijfel" in page
    decision = DECISION | {"kind": "renew", "effective_on": "2026-12-15", "deviation": "Ziek geweest."}
    assert board.post(address + "besluit", data=decision).status_code == 303
    assert held(dossier.person, clock.today()).renewal_date == date(2027, 12, 15)
    assert board.get(address).status_code == 404
    assert committee.get(address).status_code == 404


def test_not_renewing_waits_for_a_second_member_on_the_page_too(app, client_for):
    dossier = make_dossier(registrant())
    first, second = client_for(make_board_member()), client_for(make_board_member())
    decision = DECISION | {"kind": "refuse_renewal", "effective_on": "2026-12-15", "deviation": "Kan niet meer."}
    place = first.post(f"/kwaliteit/dossier/{dossier.id}/besluit", data=decision).headers["Location"]
    assert held(dossier.person, clock.today()) is not None
    assert mails() == []
    assert "Wacht op een ander" in first.get("/kwaliteit/").text
    assert "Trek mijn voorstel in" in first.get(place).text
    assert first.post(place + "bevestigen").status_code == 409
    assert "Tweede oordeel geven" in second.get("/kwaliteit/").text
    assert "Bevestig het besluit" in second.get(place).text
    assert second.post(place + "bevestigen").status_code == 303
    assert held(dossier.person, clock.today()).ended_on == date(2026, 12, 15)
    standing = client_for(dossier.person).get("/mijn-register/").text
    assert "Je status eindigt op" in standing
    assert "De commissie leest het" not in standing
    assert len(mails()) == 1
    assert second.post(place + "bevestigen").status_code == 409


@pytest.mark.parametrize("mine", [True, False], ids=["taken back", "not agreed"])
def test_a_proposal_is_off_by_either_of_the_two(app, client_for, mine):
    person, proposer = registrant(), make_board_member()
    proposal = make_proposal(person, proposer)
    by = proposer if mine else make_board_member()
    assert client_for(by).post(f"/kwaliteit/besluiten/{proposal.id}/afwijzen").status_code == 303
    assert proposal.status is DecisionStatus.DROPPED
    assert held(person, clock.today()) is not None


def test_a_status_is_withdrawn_from_its_own_page(app, client_for):
    person = registrant()
    board = client_for(make_board_member())
    address = f"/kwaliteit/ingeschreven/{held(person, clock.today()).id}/"
    assert "Rik Registrant" in board.get("/kwaliteit/ingeschreven/?q=rik&status=B").text
    assert "Niemand gevonden" in board.get("/kwaliteit/ingeschreven/?q=rik&status=A").text
    assert "Stel voor om de status in te trekken" in board.get(address).text
    assert board.post(address, data={"kind": "withdraw", "effective_on": "2026-11-20"}).status_code == 422
    assert board.post(address, data={"kind": "withdraw", "effective_on": "2026-11-20", "reason": "Met pensioen."})
    assert "Er ligt een voorstel over deze status" in board.get(address).text


@pytest.mark.parametrize("ended", ["decided", "taken back"])
def test_an_application_that_is_over_is_closed_for_everybody_of_the_register(app, client_for, ended):
    application = make_application(make_person())
    if ended == "decided":
        make_decision(application, kind=DecisionKind.REFUSE)
    else:
        withdraw(application)
        db.session.commit()
    for by in (make_committee_member(), make_board_member()):
        assert client_for(by).get(f"/kwaliteit/aanvraag/{application.id}/").status_code == 404


def test_an_activity_is_approved_with_points(app, client_for):
    person = registrant()
    activity = asking(person)
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/activiteit/{activity.id}/"
    assert "Past bij mijn werk." in committee.get(address).text
    assert "Vul in hoeveel punten" in committee.post(address, data={"approved": "ja"}).text
    assert committee.post(address, data={"approved": "ja", "points": "4"}).status_code == 303
    assert (activity.approval, activity.granted_points) == (ApprovalStatus.GRANTED, 4)
    assert mails() == [(person.email, "Antwoord van de kwaliteitscommissie over een PE-activiteit")]
    assert committee.get(address).status_code == 404


def test_an_activity_is_refused_with_a_reason(app, client_for):
    activity = asking(registrant(), PEKind.WORKSHOP, clok=False)
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/activiteit/{activity.id}/"
    assert committee.post(address, data={"approved": "nee"}).status_code == 422
    assert committee.post(address, data={"approved": "nee", "answer": "Geen verband met het vak."}).status_code == 303
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
    assert committee.post(address, data={"approved": "nee", "answer": "Kies iets groters."}).status_code == 303
    assert (report.status, report.answer) == (ReportStatus.RETURNED, "Kies iets groters.")
    assert mails() == [(person.email, "Antwoord van de kwaliteitscommissie over je praktijkactiviteit")]


def test_a_dossier_that_is_not_handed_in_is_not_there_for_anybody_of_the_register(app):
    dossier = make_dossier(registrant())
    judge = make_committee_member()
    assert dossier_for(judge, dossier.id, clock.today()) is dossier
    dossier.status = dossier.status.judge()
    assert dossier_for(judge, dossier.id, clock.today()) is None


def test_looking_at_a_file_is_written_down_for_the_person(app, client_for):
    application = make_application(make_person())
    judge = make_committee_member()
    client_for(judge).get(f"/kwaliteit/aanvraag/{application.id}/")
    assert [look[:2] for look in looks_at(application.person_id)] == [(judge.id, "Aanvraag voor het register")]


def test_the_decisions_are_listed_with_those_too_close_closed(app, client_for):
    here = make_organisation()
    application = make_application(make_person(name="Anna Aanvrager"))
    make_decision(application, kind=DecisionKind.REFUSE)
    text = client_for(make_board_member()).get("/kwaliteit/besluiten/?jaar=2026&soort=refuse").text
    assert "/kwaliteit/besluiten/1/" in text
    assert "Geen besluiten" in client_for(make_board_member()).get("/kwaliteit/besluiten/?jaar=2025").text
    application.person.organisation = here
    db.session.commit()
    close = client_for(make_board_member(here)).get("/kwaliteit/besluiten/").text
    assert "dezelfde organisatie" in close
    assert "/kwaliteit/besluiten/1/" not in close


def test_committee_and_board_are_told_apart(app, client_for):
    both = make_committee_member()
    people.change_register_role(both, RoleName.BOARD, on=True)
    db.session.commit()
    make_application(make_person(name="Anna Aanvrager"))
    make_dossier(registrant("Dirk Dossier"))
    text = client_for(both).get("/kwaliteit/").text
    assert "Audit houden: Anna Aanvrager" in text
    assert text.count("Dossier beoordelen: Dirk Dossier") == 2
