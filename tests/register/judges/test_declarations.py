"""Before anybody judges a file they say that they have no tie with its person, once for each file."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.dossiers.models import PracticeReport
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.rules import RoleName
from app.register.judges.operations import declare
from app.register.models import TieDeclaration
from app.register.objections.operations import receive
from app.register.rules import FileKind
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import make_application, make_audit, make_committee_member, make_proposal
from tests.factories.samples import make_objection, make_sample, make_taken_decision, make_upheld
from tests.register.files import decide

RULING = {"reason": "Zo is het.", "deviation": "Toch.", "effective_on": "2026-11-20"}
TICK = {"independent": "y"}


def registrant(started_on=date(2025, 12, 15)):
    person = make_person(name="Rik Registrant")
    make_registrant(person)
    make_registration(person, started_on=started_on)
    return person


def audit():
    address = f"/kwaliteit/aanvraag/{make_application(registrant()).id}/"
    given = {"held_on": "2026-11-20", "passed": "ja", "function_content": "B", "findings": "Gezien."}
    return address, "audit", given


def application():
    asked = make_application(registrant())
    make_audit(asked)
    return f"/kwaliteit/aanvraag/{asked.id}/", "besluit", RULING | {"kind": "refuse"}


def finding():
    address = f"/kwaliteit/dossier/{make_dossier(registrant()).id}/"
    return address, "bevinding", {"advice": "renew", "findings": "Alles is er."}


def dossier():
    return f"/kwaliteit/dossier/{make_dossier(registrant()).id}/", "besluit", RULING | {"kind": "renew"}


def status():
    person = make_person(name="Rik Registrant")
    held = make_registration(person, started_on=date(2026, 3, 15))
    return f"/kwaliteit/ingeschreven/{held.id}/", "", RULING | {"kind": "withdraw"}


def confirmed():
    return f"/kwaliteit/besluiten/{make_proposal(registrant()).id}/", "bevestigen", {"answer": "Ik zie het ook zo."}


def dropped():
    return f"/kwaliteit/besluiten/{make_proposal(registrant()).id}/", "afwijzen", {"answer": "Ik zie het anders."}


def activity():
    asked = make_pe_activity(
        registrant(), approval=ApprovalStatus.ASKED, approval_request="Past.", approval_asked_at=clock.now()
    )
    return f"/kwaliteit/activiteit/{asked.id}/", "", {"approved": "nee", "answer": "Past niet."}


def subject():
    report = PracticeReport(
        person_id=registrant().id,
        year_start=date(2025, 12, 15),
        subject="Markt",
        status=ReportStatus.PROPOSED,
        submitted_on=date(2026, 4, 1),
    )
    db.session.add(report)
    db.session.commit()
    return f"/kwaliteit/praktijk/{report.id}/", "", {"approved": "ja"}


def objection():
    made = make_objection(make_taken_decision(registrant()))
    receive(made, make_committee_member(), clock.today())
    db.session.commit()
    return f"/kwaliteit/bezwaar/{made.id}/", "", {"outcome": "rejected", "answer": "Nee."}


def again():
    made = make_upheld(make_taken_decision(registrant()))
    return f"/kwaliteit/bezwaar/{made.id}/besluit", "", RULING | {"kind": "renew"}


def sample():
    make_taken_decision(registrant())
    drawn = make_sample(make_committee_member(), size=1)
    return f"/kwaliteit/steekproef/{drawn.id}/dossier/{drawn.files[0].id}/", "", {"verdict": "sound"}


COMMITTEE, BOARD = RoleName.COMMITTEE, RoleName.BOARD
JUDGED = {
    audit: (COMMITTEE, FileKind.APPLICATION),
    application: (BOARD, FileKind.APPLICATION),
    finding: (COMMITTEE, FileKind.DOSSIER),
    dossier: (BOARD, FileKind.DOSSIER),
    status: (BOARD, FileKind.REGISTRATION),
    confirmed: (BOARD, FileKind.DECISION),
    dropped: (BOARD, FileKind.DECISION),
    activity: (COMMITTEE, FileKind.ACTIVITY),
    subject: (COMMITTEE, FileKind.REPORT),
    objection: (COMMITTEE, FileKind.OBJECTION),
    again: (BOARD, FileKind.OBJECTION),
    sample: (COMMITTEE, FileKind.SAMPLE),
}


@pytest.mark.parametrize("file", JUDGED, ids=lambda file: file.__name__)
def test_nobody_judges_a_file_without_the_declaration(app, client_for, file):
    role, kind = JUDGED[file]
    with app.test_request_context():
        address, action, given = file()
    judge = make_person(role)
    client = client_for(judge)
    db.session.query(TieDeclaration).delete()
    db.session.commit()
    assert "Ik heb geen band met Rik Registrant" in client.get(address).text
    refused = client.post(address + action, data=given)
    assert refused.status_code in (409, 422)
    assert 'id="independent-error"' in refused.text
    assert db.session.scalars(select(TieDeclaration)).all() == []
    assert decide(client, address + action, given | TICK).status_code == 303
    kept = db.session.scalars(select(TieDeclaration)).one()
    assert (kept.judge_id, kept.kind, kept.declared_at) == (judge.id, kind, clock.now())


def test_it_is_asked_once_for_each_file_and_of_each_judge(app, client_for):
    address, action, given = finding()
    client, other = client_for(make_committee_member()), client_for(make_committee_member())
    assert client.post(address + action, data=given | TICK).status_code == 303
    assert "Ik heb geen band" not in client.get(address).text
    assert client.post(address + action, data=given | {"advice": "doubt"}).status_code == 303
    assert "Ik heb geen band" in other.get(address).text
    next_file = finding()[0]
    assert "Ik heb geen band" in client.get(next_file).text


def test_the_same_declaration_twice_is_one(app):
    file, judge = make_dossier(registrant()), make_committee_member()
    declare(judge, file)
    declare(judge, file)
    assert len(db.session.scalars(select(TieDeclaration)).all()) == 1
