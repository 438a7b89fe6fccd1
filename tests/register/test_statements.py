"""No page of the register asks the database the same thing twice; deciding reads again only what it locks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from app.core import clock
from app.core.db import db
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import User
from app.people.rules import RoleName
from app.regulation.terms import PEKind, Status
from tests.counting import questions
from tests.factories.dossiers import make_dossier, make_registrant, make_registration, make_report
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import make_application, make_audit, make_proposal
from tests.factories.samples import make_objection, make_sample, make_taken_decision, make_upheld


def registrant(started_on: date = date(2026, 3, 15)) -> User:
    person = make_person()
    make_registrant(person)
    make_registration(person, Status.B, started_on=started_on)
    return person


def application(viewer: User) -> str:
    asked = make_application(registrant())
    make_audit(asked)
    return f"/kwaliteit/aanvraag/{asked.id}/"


def dossier(viewer: User) -> str:
    return f"/kwaliteit/dossier/{make_dossier(registrant(date(2025, 12, 15))).id}/"


def registration(viewer: User) -> str:
    person = make_person()
    make_registrant(person)
    return f"/kwaliteit/ingeschreven/{make_registration(person, started_on=date(2024, 3, 15)).id}/"


def proposal(viewer: User) -> str:
    return f"/kwaliteit/besluiten/{make_proposal(registrant()).id}/"


def objection(viewer: User) -> str:
    return f"/kwaliteit/bezwaar/{make_objection(make_taken_decision(registrant())).id}/"


def upheld(viewer: User) -> str:
    return f"/kwaliteit/bezwaar/{make_upheld(make_taken_decision(registrant())).id}/besluit"


def sampled(viewer: User) -> str:
    make_taken_decision(registrant())
    sample = make_sample(make_person(RoleName.COMMITTEE), size=1)
    return f"/kwaliteit/steekproef/{sample.id}/dossier/{sample.files[0].id}/"


def activity(viewer: User) -> str:
    asked = make_pe_activity(
        registrant(),
        PEKind.OVERIG,
        approval=ApprovalStatus.ASKED,
        approval_request="Past.",
        approval_asked_at=clock.now(),
    )
    return f"/kwaliteit/activiteit/{asked.id}/"


def subject(viewer: User) -> str:
    return f"/kwaliteit/praktijk/{make_report(registrant(), ReportStatus.PROPOSED).id}/"


def work(viewer: User) -> str:
    for make in (application, dossier, proposal, registration, upheld, objection, activity, subject, sampled):
        make(viewer)
    return "/kwaliteit/"


def at(address: str, make: Callable[[User], str]) -> Callable[[User], str]:
    def made(viewer: User) -> str:
        make(viewer)
        return address

    return made


def own_application(viewer: User) -> str:
    make_registrant(viewer)
    return f"/mijn-register/aanvraag/{make_application(viewer).id}/"


def own_objection(viewer: User) -> str:
    return f"/mijn-register/bezwaar/{make_objection(make_taken_decision(viewer)).decision_id}/"


PAGES: dict[str, tuple[RoleName, Callable[[User], str]]] = {
    "desk of the board": (RoleName.BOARD, work),
    "desk of the committee": (RoleName.COMMITTEE, work),
    "registrations": (RoleName.BOARD, at("/kwaliteit/ingeschreven/", registration)),
    "decisions": (RoleName.BOARD, at("/kwaliteit/besluiten/", sampled)),
    "application": (RoleName.BOARD, application),
    "application to audit": (RoleName.COMMITTEE, application),
    "dossier": (RoleName.BOARD, dossier),
    "dossier to advise about": (RoleName.COMMITTEE, dossier),
    "registration": (RoleName.BOARD, registration),
    "decision": (RoleName.BOARD, proposal),
    "activity": (RoleName.COMMITTEE, activity),
    "subject": (RoleName.COMMITTEE, subject),
    "objections": (RoleName.COMMITTEE, at("/kwaliteit/bezwaar/", objection)),
    "objection": (RoleName.COMMITTEE, objection),
    "deciding again": (RoleName.BOARD, upheld),
    "samples": (RoleName.COMMITTEE, at("/kwaliteit/steekproef/", sampled)),
    "file of a sample": (RoleName.COMMITTEE, sampled),
    "members": (RoleName.BOARD, lambda _: "/kwaliteit/leden/"),
    "invoices": (RoleName.BOARD, at("/kwaliteit/tarieven/", registration)),
    "own application": (RoleName.PROFESSIONAL, own_application),
    "own applications": (RoleName.PROFESSIONAL, at("/mijn-register/aanvraag/", own_application)),
    "own objection": (RoleName.PROFESSIONAL, own_objection),
    "own decisions": (RoleName.PROFESSIONAL, at("/mijn-register/besluiten/", own_objection)),
    "public list": (RoleName.PROFESSIONAL, at("/register/", registration)),
}


def twice(sent: list[str]) -> dict[str, int]:
    return {statement: count for statement, count in Counter(sent).items() if count > 1}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_sends_no_statement_twice(app, client_for, page):
    role, make = PAGES[page]
    viewer = make_person(role)
    address = make(viewer)
    db.session.commit()
    client = client_for(viewer)
    with questions() as sent:
        assert client.get(address).status_code == 200
    assert twice(sent) == {}


def test_deciding_reads_the_matter_anew_under_its_lock_and_little_else_twice(app, client_for):
    address = application(make_person())
    client = client_for(make_person(RoleName.BOARD))
    client.get(address)
    answer = {
        "kind": "grant",
        "effective_on": "2026-11-20",
        "reason": "Past.",
        "deviation": "Past toch.",
        "independent": "y",
    }
    shown = client.post(f"{address}besluit", data=answer).text
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', shown)
    with questions() as sent:
        assert client.post(f"{address}besluit", data=answer | {"seen": seen[1]}).status_code == 303
    assert len(sent) <= 22
