"""No list asks the database more often because it is longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import record_look
from app.core.db import db
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import Team, TeamMembership, User
from app.people.rules import RoleName
from app.plans import operations as plans
from app.register.models import Sample
from app.regulation.terms import PEKind, Status
from tests.counting import questions, repeated
from tests.factories.assessments import make_submitted
from tests.factories.dossiers import (
    make_declaration,
    make_dossier,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.evidence import make_link
from tests.factories.norms import give_norm, make_norm
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_membership, make_person, make_team
from tests.factories.plans import make_action, make_goal
from tests.factories.register import make_application, make_audit, make_committee_member, make_proposal
from tests.factories.samples import make_objection, make_sample, make_taken_decision

number = count(1)

Fill = Callable[[User], object]
"""Makes one row more on the page of a viewer."""


def registrant(status: Status = Status.B, started_on: date = date(2026, 3, 15)) -> User:
    person = make_person()
    make_registrant(person)
    make_registration(person, status, started_on=started_on)
    return person


def team_mate(viewer: User) -> None:
    membership = db.session.scalars(select(TeamMembership).where(TeamMembership.user_id == viewer.id)).first()
    team = db.session.get(Team, membership.team_id) if membership else make_team(viewer.organisation)
    if membership is None:
        make_membership(viewer, team, is_manager=True)
    mate = make_person(organisation=viewer.organisation)
    make_membership(mate, team)
    make_goal(mate)
    plans.share(mate)


def colleague(viewer: User) -> None:
    person = make_person(RoleName.PROFESSIONAL, RoleName.MANAGER, organisation=viewer.organisation)
    make_membership(person, make_team(viewer.organisation), is_manager=True)


def goal(viewer: User) -> None:
    elements = ("intake", "uitvoering", "handhaven", "rapporteren")
    made = make_goal(viewer, elements[len(plans.plan_for(viewer).goals)])
    for _ in range(2):
        plans.add_evidence(make_action(made), make_link(viewer, f"https://a.example/{next(number)}"))


def result(viewer: User) -> None:
    make_submitted(viewer, at=datetime(2026, 3, next(number) % 28 + 1, tzinfo=UTC))


def activity(viewer: User) -> None:
    make_pe_activity(viewer, evidence=[make_link(viewer, f"https://a.example/{next(number)}")])


def meeting(viewer: User) -> None:
    make_meeting(viewer, registrant())


def norm(viewer: User) -> None:
    made = make_norm(viewer.organisation, name=f"Kader {next(number)}")
    give_norm(made, make_team(viewer.organisation))
    give_norm(made, make_person(organisation=viewer.organisation))


def look(viewer: User) -> None:
    who, whose = make_person().id, viewer.id
    db.session.commit()
    record_look(who, whose, "het plan")


def objection(viewer: User) -> None:
    taken = make_taken_decision(registrant())
    asked = make_application(taken.person)
    make_audit(asked)
    taken.application_id = asked.id
    make_objection(taken)


def work_of_the_committee(viewer: User) -> None:
    make_application(registrant())
    make_dossier(registrant())
    make_pe_activity(
        registrant(),
        PEKind.OVERIG,
        approval=ApprovalStatus.ASKED,
        approval_request="Past.",
        approval_asked_at=clock.now(),
    )
    make_report(registrant(), ReportStatus.PROPOSED)
    objection(viewer)
    for earlier in db.session.scalars(select(Sample)):
        earlier.closed_at = clock.now()
    make_sample(make_committee_member(), size=50)


def work_of_the_board(viewer: User) -> None:
    make_audit(make_application(registrant()))
    make_dossier(registrant())
    make_proposal(registrant())
    registrant(started_on=date(2024, 3, 15))


def decision(viewer: User) -> None:
    make_taken_decision(registrant())


def own_decision(viewer: User) -> None:
    make_objection(make_taken_decision(viewer))


def sample(viewer: User) -> None:
    make_taken_decision(registrant())
    make_sample(make_committee_member(), size=1)


PAGES: dict[str, tuple[str, RoleName, Fill]] = {
    "start of a professional": ("/", RoleName.PROFESSIONAL, goal),
    "start of a registrant": ("/", RoleName.PROFESSIONAL, activity),
    "start of a manager": ("/", RoleName.MANAGER, team_mate),
    "team": ("/team/", RoleName.MANAGER, team_mate),
    "people": ("/mensen/", RoleName.ADMINISTRATOR, colleague),
    "teams": ("/mensen/teams/", RoleName.ADMINISTRATOR, colleague),
    "looks": ("/mijn-account/wie-keek", RoleName.PROFESSIONAL, look),
    "results": ("/zelfscan/", RoleName.PROFESSIONAL, result),
    "plan": ("/plan/", RoleName.PROFESSIONAL, goal),
    "calendar": ("/plan/agenda", RoleName.PROFESSIONAL, goal),
    "norms": ("/eigen/kaders/", RoleName.HR, norm),
    "where do I stand": ("/mijn-register/", RoleName.PROFESSIONAL, activity),
    "what if": ("/mijn-register/wat-als", RoleName.PROFESSIONAL, activity),
    "details": ("/mijn-register/gegevens/", RoleName.PROFESSIONAL, result),
    "points": ("/mijn-register/pe/", RoleName.PROFESSIONAL, activity),
    "dossier": ("/mijn-register/dossier/", RoleName.PROFESSIONAL, activity),
    "peer meetings": ("/mijn-register/intervisie/", RoleName.PROFESSIONAL, meeting),
    "own decisions": ("/mijn-register/besluiten/", RoleName.PROFESSIONAL, own_decision),
    "desk of the committee": ("/kwaliteit/", RoleName.COMMITTEE, work_of_the_committee),
    "desk of the board": ("/kwaliteit/", RoleName.BOARD, work_of_the_board),
    "members": ("/kwaliteit/leden/", RoleName.BOARD, lambda _: make_committee_member()),
    "decisions": ("/kwaliteit/besluiten/", RoleName.BOARD, decision),
    "objections": ("/kwaliteit/bezwaar/", RoleName.COMMITTEE, objection),
    "registrations": ("/kwaliteit/ingeschreven/", RoleName.BOARD, lambda _: registrant()),
    "samples": ("/kwaliteit/steekproef/", RoleName.COMMITTEE, sample),
    "invoices": ("/kwaliteit/tarieven/", RoleName.BOARD, lambda _: registrant()),
    "public list": ("/register/", RoleName.PROFESSIONAL, lambda _: registrant()),
}


ASK_ONCE = frozenset({"start of a registrant", "where do I stand", "points", "what if", "details", "dossier"})
"""Pages that ask nothing twice: who somebody is in the register is read once and handed on."""


@pytest.mark.parametrize("page", PAGES)
def test_a_longer_list_asks_the_database_no_more_often(app, client_for, page):
    address, role, fill = PAGES[page]
    viewer = make_person(role)
    if role is RoleName.PROFESSIONAL:
        make_registration(viewer)
    viewer_id, client = viewer.id, client_for(viewer)

    def asked() -> list[str]:
        with questions() as sent:
            assert client.get(address).status_code == 200
        return sent

    fill(viewer)
    short = (asked(), asked())[1]
    for _ in range(3):
        fill(db.session.get(User, viewer_id))
    db.session.commit()
    long = (asked(), asked())[1]
    assert page not in ASK_ONCE or not repeated(long)
    assert len(long) == len(short), [sent for sent in long if long.count(sent) != short.count(sent)]


def test_where_do_i_stand_asks_the_database_no_more_than_twelve_times(app, client_for):
    person = registrant()
    make_submitted(person, standard="amb-functieprofiel-2018")
    for made in (activity, meeting):
        made(person)
    make_report(person)
    make_declaration(person)
    client = client_for(person)
    client.get("/mijn-register/")
    with questions() as sent:
        assert client.get("/mijn-register/").status_code == 200
    assert len(sent) <= 12, sent
    assert not repeated(sent)
