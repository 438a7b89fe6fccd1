"""The audit: an appointment, a second auditor, a file, and what the person shows beforehand."""

from __future__ import annotations

import io

import pytest

from app.core import clock
from app.core.db import db
from app.evidence.queries import evidence_of, to_choose_from
from app.people import operations as people
from app.people.rules import RoleName
from app.register.applications import operations
from app.register.applications.operations import AuditFacts, WrongAudit
from app.register.decisions import operations as decisions
from app.register.decisions.operations import decide_application
from app.register.decisions.rulings import HeldTheAudit, Ruling
from app.register.rules import DecisionKind
from tests.factories.people import make_person
from tests.factories.register import (
    judging,
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_decision,
)
from tests.register.files import mails

PLANNED = {"day": "2026-12-03", "time": "14:00", "place": "Stadhuis, kamer 4"}
AUDIT = {"held_on": "2026-11-20", "passed": "ja", "function_content": "B", "findings": "Gezien.", "independent": "y"}


def test_an_appointment_is_made_told_and_put_in_both_calendars(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    judge = client_for(make_committee_member(name="Els Audit"))
    address, own = f"/kwaliteit/aanvraag/{application.id}/", f"/mijn-register/aanvraag/{application.id}/"
    assert judge.get(f"{address}afspraak.ics").status_code == 404
    assert judge.post(f"{address}afspraak", data=PLANNED).status_code == 303
    assert mails() == [(application.person.email, "De afspraak voor je audit")]
    person = client_for(application.person)
    for page in (judge.get(address).text, person.get(own).text):
        assert "donderdag 3 december 2026 om 14:00, Stadhuis, kamer 4" in page
        assert "Els Audit" in page
    for file in (judge.get(f"{address}afspraak.ics"), person.get(f"{own}afspraak.ics")):
        assert file.mimetype == "text/calendar"
        assert "DTSTART;TZID=Europe/Amsterdam:20261203T140000" in file.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"time": ""}, "Vul een tijd in"),
        ({"place": ""}, "Vul in waar"),
        ({"day": "2026-11-19"}, "Dit moment is al voorbij"),
    ],
)
def test_an_appointment_that_cannot_be_keeps_what_was_typed(app, client_for, wrong, said):
    application = make_application(make_person(), "B-entree_audit")
    answer = client_for(make_committee_member()).post(
        f"/kwaliteit/aanvraag/{application.id}/afspraak", data=PLANNED | wrong
    )
    assert answer.status_code in (409, 422)
    assert said in answer.text
    assert application.audit_at is None


def test_an_appointment_that_another_made_meanwhile_is_not_lost(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    address = f"/kwaliteit/aanvraag/{application.id}/"
    first, second = (client_for(make_committee_member()) for _ in range(2))
    assert first.post(f"{address}afspraak", data=PLANNED).status_code == 303
    mine = PLANNED | {"day": "2026-12-10", "place": "Kamer 9"}
    for shown in ("", "gisteren"):
        late = second.post(f"{address}afspraak", data=mine | {"shown": shown})
        assert late.status_code == 409
        for said in ("maakte of verzette de afspraak net", "donderdag 3 december 2026 om 14:00", "Kamer 9"):
            assert said in late.text
    assert application.audit_place == PLANNED["place"]
    shown = application.audit_at.isoformat()
    assert f'value="{shown}"' in late.text
    assert second.post(f"{address}afspraak", data=mine | {"shown": shown}).status_code == 303
    assert application.audit_place == "Kamer 9"


def test_no_appointment_is_made_after_the_audit_or_under_a_proposal(app, client_for):
    audited, proposed = (make_application(make_person(), "B-entree_audit") for _ in range(2))
    make_audit(audited)
    decisions.decide_application(proposed, judging(proposed), Ruling(DecisionKind.GRANT, clock.today(), "Goed.", "Zo."))
    db.session.commit()
    for application, said in ((audited, "De audit is al vastgelegd"), (proposed, "Er ligt al een voorstel")):
        late = client_for(make_committee_member()).post(f"/kwaliteit/aanvraag/{application.id}/afspraak", data=PLANNED)
        assert late.status_code == 409
        assert said in late.text
        assert PLANNED["place"] in late.text
        assert application.audit_at is None


def test_a_second_auditor_and_a_file_are_kept_with_what_was_found(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    second = make_committee_member(name="Tweede Auditor")
    client = client_for(make_committee_member())
    address = f"/kwaliteit/aanvraag/{application.id}/"
    sent = AUDIT | {"second": str(second.id), "file": (io.BytesIO(b"Gespreksverslag"), "verslag.txt")}
    assert client.post(f"{address}audit", data=sent, content_type="multipart/form-data").status_code == 303
    audit = application.newest_audit
    assert (audit.second_auditor, audit.evidence[0].label) == (second, "verslag.txt")
    board = client_for(make_board_member())
    page = board.get(address).text
    assert "Twee leden van de kwaliteitscommissie" in page
    assert board.get(f"{address}bewijs/{audit.evidence[0].id}").data == b"Gespreksverslag"
    assert (second.email, "Jij staat bij een audit als tweede auditor") in mails()
    assert audit.evidence[0] in evidence_of(audit.auditor)
    assert audit.evidence[0] not in to_choose_from(audit.auditor)
    people.change_register_role(second, RoleName.COMMITTEE, on=False)
    people.change_register_role(second, RoleName.BOARD, on=True)
    with pytest.raises(HeldTheAudit):
        make_decision(application, second)


def test_the_second_auditor_is_of_the_committee_and_independent_too(app):
    application = make_application(make_person(), "B-entree_audit")
    by = make_committee_member()
    for second, said in (
        (by, "een ander lid"),
        (make_board_member(), "een ander lid"),
        (make_committee_member(application.person.organisation), "mag dit dossier niet beoordelen"),
    ):
        facts = AuditFacts(clock.today(), True, None, None, "Gezien.", second)
        with pytest.raises(WrongAudit, match=said):
            operations.record_audit(application, judging(application, by), facts)


def test_what_the_person_shows_is_there_for_who_judges_until_it_is_over(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    person, judge = client_for(application.person), client_for(make_committee_member())
    own = f"/mijn-register/aanvraag/{application.id}/"
    theirs = f"/kwaliteit/aanvraag/{application.id}/"
    assert "Er is geen diploma of ander bewijs bij" in judge.get(theirs).text
    assert person.post(f"{own}bewijs", data={}).status_code == 422
    sent = {"file": (io.BytesIO(b"Mijn diploma"), "diploma.txt"), "title": "Diploma hbo"}
    assert person.post(f"{own}bewijs", data=sent, content_type="multipart/form-data").status_code == 303
    shown = application.evidence[0]
    assert "Diploma hbo" in judge.get(theirs).text
    assert judge.get(f"{theirs}bewijs/{shown.id}").data == b"Mijn diploma"
    near = client_for(make_committee_member(application.person.organisation))
    assert near.get(f"{theirs}bewijs/{shown.id}").status_code == 404
    operations.withdraw(application)
    db.session.commit()
    assert judge.get(f"{theirs}bewijs/{shown.id}").status_code == 404
    assert person.post(f"{own}bewijs/{shown.id}/weghalen").status_code == 409


def test_what_the_person_shows_stays_while_a_proposal_waits(app, client_for):
    application = make_application(make_person(), "B-entree_audit")
    person, own = client_for(application.person), f"/mijn-register/aanvraag/{application.id}/"
    sent = {"file": (io.BytesIO(b"Mijn diploma"), "diploma.txt")}
    person.post(f"{own}bewijs", data=sent, content_type="multipart/form-data")
    assert "Haal weg" in person.get(own).text
    make_audit(application)
    ruling = Ruling(DecisionKind.GRANT, clock.today(), "Past.", deviation="Zes jaar ervaring.")
    decide_application(application, judging(application, make_board_member()), ruling)
    db.session.commit()
    assert "Haal weg" not in person.get(own).text
    assert person.post(f"{own}bewijs/{application.evidence[0].id}/weghalen").status_code == 409
    assert len(application.evidence) == 1
