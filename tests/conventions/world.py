"""One municipality with one person of every kind, and something of `self` behind every address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.assessments.draft import operations as assessment_operations
from app.assessments.models import Assessment
from app.core import clock
from app.core.db import db
from app.dossiers.meetings.operations import invite
from app.dossiers.meetings.queries import invitations_for, open_at
from app.dossiers.models import PeerInvitation, PeerMeeting, PracticeReport
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.evidence import operations as evidence_operations
from app.evidence.models import Evidence
from app.people import operations
from app.people.addresses.links import Use, token_for
from app.people.addresses.operations import ask_own
from app.people.imports.rules.entries import Entry
from app.people.links import own_account_token
from app.people.models import Organisation, TeamMembership, User, UserSession
from app.people.moving.operations import ask
from app.people.organisation.operations import Look, change_look
from app.people.organisation.queries import house_of
from app.people.rules import RoleName
from app.plans import operations as plan_operations
from app.plans.rules import ActionKind
from app.plans.steps.operations import add_step
from app.register.accounts.queries import place_of_the_register
from app.register.badges.operations import give_badge
from app.register.judges.operations import declare
from app.register.rules import SampleVerdict
from app.register.samples.operations import close_sample, judge_file
from app.standards.case_exchange.writing import as_case
from app.standards.library import get_standard
from tests.conventions.planted import planted
from tests.factories.assessments import STANDARD, make_draft, make_share, make_submitted
from tests.factories.dossiers import (
    make_dossier,
    make_experience,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.norms import give_norm, make_norm
from tests.factories.own_standards import EDITION_2, make_draft_standard, make_own_standard
from tests.factories.pe import make_pe_activity
from tests.factories.people import (
    PNG,
    make_department,
    make_import,
    make_membership,
    make_organisation,
    make_person,
    make_session,
    make_team,
)
from tests.factories.plans import make_action, make_goal
from tests.factories.register import (
    make_application,
    make_board_member,
    make_committee_member,
    make_proposal,
    make_proposed_setting,
    make_seat_proposal,
)
from tests.factories.samples import make_objection, make_sample, make_taken_decision

ELEMENT, ASPECT = "uitvoering", "B"


@dataclass(frozen=True)
class World:
    """The people by persona (None is somebody who is not signed in), and the ids of what belongs to `self`."""

    people: Mapping[str, User | None]
    ids: Mapping[str, Any]

    def address(self, endpoint: str, url_for: Callable[..., str], arguments: frozenset[str]) -> str:
        """The address of an endpoint, about `self`."""
        values = {name: self.ids.get(f"{endpoint}.{name}", self.ids.get(name)) for name in arguments}
        missing = [name for name, value in values.items() if value is None]
        assert not missing, f"The world has nothing for {missing} of {endpoint}."
        return url_for(endpoint, **values)


def make_world() -> World:
    """Everybody and everything, saved."""
    here, elsewhere = make_organisation("Gemeente Hier"), make_organisation("Gemeente Elders")
    team, other_team = make_team(here), make_team(elsewhere)

    def person(name: str, role: RoleName, place: Any = here) -> User:
        return make_person(role, organisation=place, name=name)

    people = {
        "anonymous": None,
        "self": person("Zelf Persoon", RoleName.PROFESSIONAL),
        "colleague": person("Collega Persoon", RoleName.PROFESSIONAL),
        "stranger": person("Vreemde Persoon", RoleName.PROFESSIONAL, elsewhere),
        "manager": person("Leiding Persoon", RoleName.MANAGER),
        "former_manager": person("Vorige Leiding", RoleName.MANAGER),
        "hr": person("Hr Persoon", RoleName.HR),
        "hr_elsewhere": person("Hr Elders", RoleName.HR, elsewhere),
        "administrator": person("Beheer Persoon", RoleName.ADMINISTRATOR),
        "administrator_elsewhere": person("Beheer Elders", RoleName.ADMINISTRATOR, elsewhere),
        "committee": make_committee_member(name="Commissie Elders"),
        "committee_here": make_committee_member(here, name="Commissie Hier"),
        "board": make_board_member(name="Bestuur Elders"),
        "board_here": make_board_member(here, name="Bestuur Hier"),
        "closed": person("Gesloten Persoon", RoleName.PROFESSIONAL),
    }
    me = people["self"]
    assert me is not None
    mine = make_membership(me, team)
    make_registrant(me)
    experience = make_experience(me, function=planted("self", "function"))
    registration = make_registration(me)
    for name in ("colleague", "closed"):
        make_membership(_some(people[name]), team)
    make_membership(_some(people["stranger"]), other_team)
    make_membership(_some(people["manager"]), team, is_manager=True)
    make_membership(_some(people["former_manager"]), team, is_manager=True, end=date(2026, 11, 19))
    ids = _things_of(me, mine)
    result = db.session.get_one(Assessment, ids["results.show.assessment_id"])
    ids["share_id"] = make_share(result, _some(people["manager"])).id
    for name in ("colleague", "stranger"):
        _of_somebody_else(_some(people[name]), name)
    norm = make_norm(here, name=planted("hr", "norm"))
    given = give_norm(norm, team)
    step = add_step(here, STANDARD, ELEMENT, "vakbekwaam", kind=ActionKind.TRAINING, title=planted("hr", "step"))
    ids["department_id"] = make_department(here, "Afdeling van de teams").id
    ids |= {"norm_id": norm.id, "assignment_id": given.id, "step_id": step.id}
    published = make_own_standard(here)
    ids |= {f"own.{name}.own_id": published.id for name in ("withdraw", "offer")}
    ids["own_id"] = make_draft_standard(here, text=EDITION_2).id
    ids |= _things_of_the_year(me, ids["evidence_id"])
    ids |= _things_at_the_register(me, _some(people["committee"]), _some(people["board"]))
    ids |= _things_to_judge(me, ids["evidence_id"])
    ids |= _things_of_a_member(_some(people["committee"]))
    ids |= _other_addresses() | {"part": "nieuw"}
    with current_app.test_request_context():
        ids["move_id"] = ask(me, elsewhere).id
    _some(people["closed"]).own_email = "gesloten@elders.example"
    make_registration(_some(people["closed"]))
    with current_app.test_request_context():
        operations.close_account(_some(people["closed"]))
        token = own_account_token(_some(people["closed"]))
    ids |= {"accounts.give.person_id": _some(people["closed"]).id, "accounts.take.token": token}
    waits = make_person(organisation=place_of_the_register(), name="Uitgenodigde Persoon")
    ids |= {f"accounts.{name}.person_id": waits.id for name in ("invitation", "close")}
    row = Entry(2, "Nieuw Persoon", "nieuw@voorbeeldstad.example", job_title=planted("administrator", "import"))
    ids["import_id"] = make_import(_some(people["administrator"]), [row]).id
    make_session(me, "Firefox op Linux")
    ids["session_id"] = db.session.scalars(select(UserSession.id)).one()
    ids |= _things_of_the_house(here)
    db.session.commit()
    return World(people, ids | {"team_id": team.id, "registration_id": registration.id, "experience_id": experience.id})


def _things_of_the_house(here: Organisation) -> dict[str, Any]:
    change_look(here, Look(here.name, "#14555f", ""), PNG)
    return {
        "organisation.hr.answer": "wel",
        "organisation.logo.mark": here.logo,
        "organisation.colours.mark": house_of(here).mark,
    }


def _other_addresses() -> dict[str, Any]:
    """The links of two mails about another address of somebody."""
    person = make_person(name="Vijfde Persoon", password_hash="x")
    with current_app.test_request_context():
        change = ask_own(person, "vijfde@voorbeeldstad.example", clock.now())
        confirming, stopping = (token_for(change, use) for use in Use)
    return {
        **{f"addresses.{name}.token": confirming for name in ("confirm", "take")},
        **{f"addresses.{name}.token": stopping for name in ("stop", "undo")},
    }


def _things_of(me: User, membership: TeamMembership) -> dict[str, Any]:
    make_submitted(me, at=datetime(2025, 3, 2, tzinfo=UTC))
    submitted = make_submitted(me, at=datetime(2026, 3, 2, tzinfo=UTC), notes={ELEMENT: planted("self", "example")})
    draft = make_draft(me, {ELEMENT: 2}, notes={ELEMENT: planted("self", "draft")})
    goal = make_goal(me, title=planted("self", "goal"))
    action = make_action(goal, title=planted("self", "action"), helper=planted("self", "helper"))
    noted = make_action(goal, done_on=date(2026, 11, 2), note=planted("self", "note"))
    content = planted("self", "bytes").encode()
    evidence = evidence_operations.keep_file(me, f"{planted('self', 'file')}.txt", content)
    action.evidence.append(evidence)
    assessment_operations.add_evidence(draft, ELEMENT, evidence)
    activity = make_pe_activity(me, title=planted("self", "activity"), evidence=[evidence])
    plan_operations.share(me)
    token = plan_operations.renew_feed(me)
    db.session.commit()
    return {
        "assessment_id": draft.id,
        "element": ELEMENT,
        "aspect": ASPECT,
        "number": 1,
        "group": "task",
        "kind": "svg",
        "setup.skip.step": "teams",
        "slug": STANDARD,
        "profile": "vakbekwaam",
        **{f"sharing.{name}.assessment_id": submitted.id for name in ("share", "stop", "preview")},
        **{f"results.{name}.assessment_id": submitted.id for name in ("show", "picture", "growth", "pdf")},
        "person_id": me.id,
        "membership_id": membership.id,
        "goal_id": goal.id,
        "action_id": action.id,
        "actions.show.action_id": noted.id,
        "evidence_id": evidence.id,
        "token": token,
        "activity_id": activity.id,
        "security.reset_password.token": "een-token-dat-niet-klopt",
        "name": "index",
        "filename": "x.css",
        **_of_the_exchange(),
    }


def _of_somebody_else(person: User, name: str) -> None:
    """What another wrote: behind no address of the walk, so that nobody but they may ever read it."""
    goal = make_goal(person, title=planted(name, "goal"))
    make_action(goal, title=planted(name, "action"))
    make_draft(person, {ELEMENT: 2}, notes={ELEMENT: planted(name, "draft")})
    make_experience(person, function=planted(name, "function"), employer="Gemeente Nergens")


def _things_of_the_year(me: User, evidence_id: int) -> dict[str, Any]:
    """A practice report with evidence, a peer meeting that nobody confirmed, and a dossier that was handed in."""
    report = make_report(me, ReportStatus.APPROVED, subject=planted("self", "subject"), body=planted("self", "report"))
    evidence = db.session.get_one(Evidence, evidence_id)
    report.evidence.append(evidence)
    meeting = make_meeting(me, make_person(name="Ander Persoon"), group=planted("self", "meeting"), confirmed=False)
    dossier = make_dossier(me)
    other = next(one for one in meeting.attendances if one.person_id != me.id)
    return {
        "report_id": report.id,
        "meeting_id": meeting.id,
        "attendance_id": other.id,
        "invitation_id": _invitation_to(me).id,
        "meetings.withdraw.invitation_id": _invitation_by(me, meeting).id,
        "dossier_id": dossier.id,
    }


def _invitation_to(me: User) -> PeerInvitation:
    """Somebody asks `self` whether they were at a meeting."""
    host = make_person(name="Derde Persoon")
    with current_app.test_request_context():
        invite(make_meeting(host), host, email=me.email)
    return invitations_for(me)[0]


def _invitation_by(me: User, meeting: PeerMeeting) -> PeerInvitation:
    """`self` asks somebody else."""
    with current_app.test_request_context():
        invite(meeting, me, person=make_person(name="Vierde Persoon"))
    return open_at(meeting, me)[0]


def _things_at_the_register(me: User, judge: User, board: User) -> dict[str, Any]:
    """A badge of `self`, a decision about them with an objection, and a closed sample that drew it."""
    with current_app.test_request_context():
        badge = give_badge(me, clock.today())
    decision = make_taken_decision(me, by=board)
    decision.reason = planted("self", "decision")
    objection = make_objection(decision)
    objection.grounds = planted("self", "objection")
    sample = make_sample(judge)
    for one in (judge, make_committee_member()):
        declare(one, sample.files[0])
        judge_file(sample, sample.files[0], one, SampleVerdict.SOUND, "")
    close_sample(sample)
    return {
        "code": badge.code,
        "kid": badge.key.kid,
        "register": "AMB",
        "status": "B",
        "decision_id": decision.id,
        "objection_id": objection.id,
        "sample_id": sample.id,
        "file_id": sample.files[0].id,
    }


def _things_of_a_member(member: User) -> dict[str, Any]:
    """A function of the past year of somebody of the committee, and what is proposed about somebody else."""
    function = make_experience(member, employer="Gemeente Verderop")
    pages = ("functions", "change_function", "remove_function")
    return {
        "role": RoleName.COMMITTEE.value,
        "setting_id": make_proposed_setting().id,
        "fees.debtor.year": 2026,
        "proposal_id": make_seat_proposal().id,
        **{f"members.{name}.person_id": member.id for name in ("end", "term", *pages)},
        **{f"members.{name}.experience_id": function.id for name in pages[1:]},
    }


def _things_to_judge(me: User, evidence_id: int) -> dict[str, Any]:
    """Everything of `self` that waits for committee or board: what was asked, shown and proposed."""
    evidence = db.session.get_one(Evidence, evidence_id)
    activity = make_pe_activity(
        me,
        title=planted("self", "asked"),
        evidence=[evidence],
        approval=ApprovalStatus.ASKED,
        approval_request=planted("self", "request"),
        approval_asked_at=clock.now(),
    )
    report = PracticeReport(
        person_id=me.id,
        year_start=date(2025, 3, 15),
        subject=planted("self", "proposed"),
        status=ReportStatus.PROPOSED,
        submitted_on=date(2025, 4, 1),
    )
    db.session.add(report)
    application = make_application(me, motivation=planted("self", "motivation"))
    application.evidence.append(evidence)
    application.audit_at, application.audit_place = clock.now(), planted("self", "place")
    proposal = make_proposal(me, reason=planted("self", "proposal"))
    waiting = {
        "activity_id": (
            activity.id,
            ("approvals.activity", "approvals.activity_evidence", "approvals.answer_activity"),
        ),
        "report_id": (report.id, ("approvals.subject", "approvals.answer_subject")),
        "decision_id": (proposal.id, ("decisions.show", "decisions.confirm", "decisions.drop")),
    }
    found = {f"{one}.{name}": id_ for name, (id_, pages) in waiting.items() for one in pages}
    return {
        "application_id": application.id,
        "desk.claim.kind": "audit",
        "desk.claim.file_id": application.id,
        "desk.let_go.kind": "audit",
        "desk.let_go.file_id": application.id,
        **found,
    }


def _of_the_exchange() -> dict[str, str]:
    """Something of a standard behind every address of the exchange with other systems."""
    package = as_case(get_standard(STANDARD))
    document, definitions = package["CFDocument"], package["CFDefinitions"]
    item, link = package["CFItems"][0], package["CFAssociations"][0]
    rubric, concept, item_type = package["CFRubrics"][0], definitions["CFConcepts"][0], definitions["CFItemTypes"][0]
    behind = {
        "document": document,
        "package": document,
        "item": item,
        "item_associations": item,
        "association": link,
        "rubric": rubric,
        "concept": concept,
        "item_type": item_type,
        "not_kept": document,
    }
    found = {f"case_exchange.{name}.identifier": one["identifier"] for name, one in behind.items()}
    return {"case_exchange.not_kept.collection": "CFSubjects", **found}


def _some(person: User | None) -> User:
    assert person is not None
    return person
