"""What committee and board see and do: their desk, an application, a dossier, a decision, approvals."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import looks_at
from app.core.db import db
from app.dossiers.holding.queries import held, registrant_of
from app.register.applications.operations import withdraw
from app.register.decisions.queries import dossier_for
from app.register.models import Decision, DossierFinding
from app.register.rules import DecisionKind, DecisionStatus
from app.regulation.terms import Status
from tests.factories.dossiers import make_dossier, make_registration
from tests.factories.people import make_person
from tests.factories.register import (
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_confirmed,
    make_decision,
    make_proposal,
)
from tests.factories.samples import make_objection
from tests.register.files import decide, mails, registrant

AUDIT = {
    "held_on": "2026-11-20",
    "passed": "ja",
    "function_content": "B",
    "function_fits": "ja",
    "findings": "Drie voorbeelden besproken.",
    "independent": "y",
}
DECISION = {
    "kind": "grant",
    "effective_on": "2026-11-20",
    "reason": "Past bij het werk.",
    "deviation": "",
    "independent": "y",
}
FINDING = {"advice": "renew", "findings": "Alles is er.", "independent": "y"}
TICKED = {"independent": "y", "answer": "Ik zie het ook zo."}


def test_an_audit_is_recorded_and_told(app, client_for):
    application = make_application(make_person())
    committee = client_for(make_committee_member())
    address = f"/kwaliteit/aanvraag/{application.id}/"
    assert "Leg de audit vast" in committee.get(address).text
    assert application.person.email in committee.get(address).text
    assert committee.post(address + "audit", data=AUDIT).status_code == 303
    assert registrant_of(application.person).function_content_finding is Status.B
    assert mails() == [(application.person.email, "Je audit is vastgelegd")]
    assert (
        "Drie voorbeelden besproken."
        in client_for(application.person).get(f"/mijn-register/aanvraag/{application.id}/").text
    )


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
    filled_in = DECISION | {"deviation": "Zes jaar in een vergelijkbaar vak."}
    shown = board.post(address, data=filled_in)
    assert shown.status_code == 200
    assert "Zo ziet de brief eruit" in shown.text
    assert db.session.scalars(select(Decision)).all() == []
    answer = decide(board, address, filled_in)
    assert answer.status_code == 303
    decision = db.session.scalars(select(Decision)).one()
    assert answer.headers["Location"] == f"/kwaliteit/besluiten/{decision.id}/"
    assert held(application.person, clock.today()) is None
    second = client_for(make_board_member())
    assert second.post(answer.headers["Location"] + "bevestigen", data=TICKED).status_code == 303
    assert held(application.person, clock.today()).status is Status.B
    assert mails()[-1] == (application.person.email, "Besluit 2026-0001 van het beroepsregister")
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
    place = decide(board, address + "besluit", decision).headers["Location"]
    assert held(dossier.person, clock.today()).renewal_date == date(2026, 12, 15)
    proposal = client_for(make_board_member()).get(place).text
    for said in ("Alles is er.", f"/kwaliteit/dossier/{dossier.id}/", "Zo ziet de brief eruit"):
        assert said in proposal
    client_for(make_board_member()).post(place + "bevestigen", data=TICKED)
    assert held(dossier.person, clock.today()).renewal_date == date(2027, 12, 15)
    assert board.get(address).status_code == 404
    assert committee.get(address).status_code == 404


def test_not_renewing_waits_for_a_second_member_on_the_page_too(app, client_for):
    dossier = make_dossier(registrant())
    first, second = client_for(make_board_member()), client_for(make_board_member())
    decision = DECISION | {"kind": "refuse_renewal", "effective_on": "2026-12-15", "deviation": "Kan niet meer."}
    place = decide(first, f"/kwaliteit/dossier/{dossier.id}/besluit", decision).headers["Location"]
    assert held(dossier.person, clock.today()) is not None
    assert mails() == []
    assert "Wacht op een ander" in first.get("/kwaliteit/").text
    assert "Trek mijn voorstel in" in first.get(place).text
    assert first.post(place + "bevestigen").status_code == 409
    assert "Tweede oordeel geven" in second.get("/kwaliteit/").text
    assert "Bevestig het besluit" in second.get(place).text
    assert second.post(place + "bevestigen", data=TICKED).status_code == 303
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
    assert client_for(by).post(f"/kwaliteit/besluiten/{proposal.id}/afwijzen", data=TICKED).status_code == 303
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
    sent = {"kind": "withdraw", "effective_on": "2026-11-20", "reason": "Met pensioen.", **TICKED}
    assert decide(board, address, sent).status_code == 303
    assert "Er ligt een voorstel over deze status" in board.get(address).text


def test_who_looked_before_another_renewed_does_not_renew_the_next_year_too(app, client_for):
    registration = make_registration(make_person(), Status.C, started_on=date(2023, 11, 1))
    address = f"/kwaliteit/ingeschreven/{registration.id}/"
    first, second = client_for(make_board_member()), client_for(make_board_member())
    late = date(2024, 11, 1)
    sent = {"kind": "renew", "reason": "Te laat gezien.", "deviation": "Het kwam op papier.", **TICKED}
    sent |= {"shown": late.isoformat(), "effective_on": "2026-11-20"}
    assert all(f'value="{late}"' in one.get(address).text for one in (first, second))
    assert decide(first, address, sent).status_code == 303
    make_confirmed(db.session.scalars(select(Decision)).one())
    refused = second.post(address, data=sent)
    assert (refused.status_code, registration.renewal_date) == (409, late.replace(year=2025))
    assert "verlengde deze status net" in refused.text
    assert second.post(address, data={**sent, "shown": "2025-11-01x"}).status_code == 409
    assert f'value="{late.replace(year=2025)}"' in refused.text
    assert decide(second, address, {**sent, "shown": "2025-11-01"}).status_code == 303


@pytest.mark.parametrize("ended", ["decided", "taken back"])
def test_an_application_that_is_over_is_closed_for_everybody_of_the_register(app, client_for, ended):
    application = make_application(make_person())
    if ended == "decided":
        make_decision(application, kind=DecisionKind.REFUSE)
    else:
        withdraw(application)
        db.session.commit()
    address = f"/kwaliteit/aanvraag/{application.id}/"
    committee, board = client_for(make_committee_member()), client_for(make_board_member())
    for client in (committee, board):
        assert client.get(address).status_code == client.get(f"{address}afspraak.ics").status_code == 404
    sent = [
        (board, "besluit", DECISION, "Past bij het werk."),
        (committee, "audit", AUDIT, "Drie voorbeelden besproken."),
        (committee, "afspraak", {"day": "2026-12-03", "time": "14:00", "place": "Kamer 4"}, "Kamer 4"),
    ]
    for client, place, data, typed in sent:
        for answer in (client.post(address + place), client.post(address + place, data=data)):
            assert answer.status_code in (409, 422)
            assert "Deze aanvraag is " in answer.text
            for closed in ("Wat de regels aangeven", "Ervaring en bewijs", "Bij de aanvraag", application.person.email):
                assert closed not in answer.text
        assert typed in answer.text
        assert "al afgehandeld" in answer.text


def test_what_the_committee_found_is_read_with_a_decision_only_while_something_is_open(app, client_for):
    application = make_application(make_person())
    make_audit(application, findings="Drie voorbeelden besproken.")
    decision = make_decision(application, kind=DecisionKind.REFUSE)
    board = client_for(make_board_member())
    assert "Drie voorbeelden besproken." not in board.get(f"/kwaliteit/besluiten/{decision.id}/").text
    make_objection(decision, clock.today())
    assert "Drie voorbeelden besproken." in board.get(f"/kwaliteit/besluiten/{decision.id}/").text


def test_what_was_proposed_about_an_application_that_was_taken_back_is_closed(app, client_for):
    application, proposer = make_application(make_person(), "B-entree_audit"), make_board_member()
    make_audit(application)
    filled_in = DECISION | {"deviation": "Zes jaar in een vergelijkbaar vak."}
    place = decide(client_for(proposer), f"/kwaliteit/aanvraag/{application.id}/besluit", filled_in).headers["Location"]
    board = client_for(make_board_member())
    assert board.get(place).status_code == 200
    withdraw(application)
    db.session.commit()
    for client in (board, client_for(proposer)):
        assert client.get(place).status_code == client.post(place + "bevestigen", data=TICKED).status_code == 404


def test_a_dossier_that_is_not_handed_in_is_not_there_for_anybody_of_the_register(app):
    dossier = make_dossier(registrant())
    judge = make_committee_member()
    found, proof = dossier_for(judge, dossier.id, clock.today())
    assert (found, proof.viewer, proof.person) == (dossier, judge, dossier.person)
    dossier.status = dossier.status.judge()
    assert dossier_for(judge, dossier.id, clock.today()) is None


def test_looking_at_a_file_is_written_down_for_the_person(app, client_for):
    application = make_application(make_person())
    judge = make_committee_member()
    client_for(judge).get(f"/kwaliteit/aanvraag/{application.id}/")
    assert [look[:2] for look in looks_at(application.person_id)] == [(judge.id, "Aanvraag voor het register")]
