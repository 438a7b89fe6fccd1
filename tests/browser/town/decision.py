"""Judging in the town: applications, a dossier, approvals and decisions, each in every state that its pages know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.core import clock
from app.core.db import db
from app.dossiers.rules import ApprovalStatus, ReportStatus
from app.people.models import Organisation, User
from app.people.rules import RoleName
from app.register.applications import operations as applications
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import Ruling
from app.register.judges.operations import declare
from app.register.members import operations as members
from app.register.models import Decision
from app.register.objections import operations as objections
from app.register.objections.queries import objection_to
from app.register.rules import Advice, DecisionKind
from app.regulation.terms import PEKind, Status
from tests.factories.dossiers import (
    make_declaration,
    make_dossier,
    make_experience,
    make_meeting,
    make_registrant,
    make_registration,
    make_report,
)
from tests.factories.evidence import make_file, make_link
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import (
    judging,
    make_application,
    make_audit,
    make_board_member,
    make_committee_member,
    make_decision,
    make_proposal,
    make_proposed_setting,
    make_seat_proposal,
)
from tests.factories.samples import make_upheld

LONG = "Overeenstemmingsonderhandelingen voorbereiden met de arbeidsongeschiktheidsverzekeraar. " * 4


def add_decisions(here: Organisation) -> tuple[Mapping[str, User], Mapping[str, Any]]:
    """The people by name, and the ids that addresses need; `here` employs those who are judged."""

    def person(name: str, status: Status | None = None) -> User:
        made = make_person(organisation=here, name=name)
        make_registrant(made)
        make_experience(made, function="Relatiemanager bedrijven")
        if status is not None:
            make_registration(made, status, started_on=date(2025, 12, 15))
        return made

    people = {
        "aafke": person("Aafke Aanvraag", Status.C),
        "bert": person("Bert Geaudit"),
        "cleo": person("Cleo Afgewezen"),
        "dean": person("Dean Ingetrokken"),
        "evi": person("Evi Nieuw"),
        "fem": person("Fem Dossier", Status.B),
        "gijs": person("Gijs Voorstel", Status.B),
        "ida": person("Ida Hoogste", Status.A),
        "jet": person("Jet Gegrond", Status.B),
        "kim": person("Kim Hersteld", Status.C),
        "lex": person("Lex Opnieuw", Status.C),
        "nel": person("Nel Eindigt", Status.B),
        "mees": make_committee_member(name="Mees Kwaliteit"),
        "lot": make_board_member(name="Lot Bestuur-van den Oudenhoven"),
        "rob": make_board_member(name="Rob Bestuur"),
    }
    ids = {**_applications(people), **_files(people), **_after_objections(people)}
    over = make_registration(person("Otto Voorbij"), Status.C, started_on=date(2025, 10, 1))
    proposal = make_proposal(people["gijs"], people["lot"], reason=LONG)
    setting = make_proposed_setting(people["lot"])
    db.session.commit()
    return people, {
        "proposal": proposal.id,
        "setting": setting.id,
        "proposed_registration": proposal.registration_id,
        **_seats(people),
        "member": people["mees"].id,
        "other_member": people["lot"].id,
        "member_function": make_experience(people["mees"], employer="Gemeente Verderop").id,
        "over_registration": over.id,
        **ids,
    }


def _seats(people: Mapping[str, User]) -> dict[str, int]:
    """What is proposed about seats: one that waits, one that was rejected, and terms."""
    lot, rob = people["lot"], people["rob"]
    waiting, answered = make_seat_proposal(by=lot), make_seat_proposal(by=lot)
    members.reject(answered, rob, LONG)
    term = members.propose_term(people["mees"], RoleName.COMMITTEE, date(2027, 1, 15), LONG, lot)
    members.confirm(term, rob, LONG)
    return {"seat_proposal": waiting.id, "answered_seat": answered.id}


def _after_objections(people: Mapping[str, User]) -> dict[str, Any]:
    """A status that was lost: objected to with success, given back, and proposed to be taken away once more."""

    def lost(name: str) -> Decision:
        first = make_proposal(people[name], people["lot"], reason=LONG)
        decisions.confirm(first, judging(first), "Ik zie het ook zo.")
        return first

    def again(first: Decision, kind: DecisionKind, by: User) -> Decision:
        verdict = Ruling(kind, first.effective_on, LONG)
        upheld = make_upheld(first, by=people["mees"])
        declare(by, upheld)
        return objections.decide_again(upheld, by, verdict)

    ends = make_proposal(people["nel"], people["lot"], effective_on=date(2026, 12, 10))
    decisions.confirm(ends, judging(ends), "Ik zie het ook zo.")
    waiting, replaced = lost("jet"), lost("kim")
    upheld = make_upheld(waiting, by=people["mees"])
    restoring = again(replaced, DecisionKind.RESTORE, people["rob"])
    taken_again = again(lost("lex"), DecisionKind.WITHDRAW, make_board_member())
    settled = objection_to(replaced)
    assert settled is not None
    return {
        "lost": waiting.id,
        "upheld": upheld.id,
        "replaced": replaced.id,
        "restoring": restoring.id,
        "taken_again": taken_again.id,
        "settled": settled.id,
    }


def _applications(people: Mapping[str, User]) -> dict[str, Any]:
    waiting = make_application(people["aafke"], motivation=LONG)
    audited = make_application(people["bert"], "B-entree_audit")
    make_audit(audited, people["mees"], passed=False, content=None, findings=LONG)
    make_audit(audited, people["mees"])
    refused = make_application(people["cleo"], "A-entree_audit")
    make_audit(refused, people["mees"], content=Status.B)
    decision = make_decision(refused, people["lot"], kind=DecisionKind.REFUSE, reason=LONG)
    applications.withdraw(make_application(people["dean"]))
    return {"asked": waiting.id, "audited": audited.id, "refused": refused.id, "refusal": decision.id}


def _files(people: Mapping[str, User]) -> dict[str, Any]:
    fem, ida = people["fem"], people["ida"]
    make_pe_activity(fem, evidence=[make_file(fem), make_link(fem)], title=LONG[:180])
    make_pe_activity(fem, PEKind.CONGRES, date(2026, 12, 4), title="Congres lokale economie")
    make_report(fem)
    make_meeting(fem, make_person(name="Kees Kring"))
    make_declaration(fem, changes=LONG)
    dossier = make_dossier(fem)
    decisions.find(dossier, judging(dossier, make_committee_member()), Advice.DOUBT, LONG)
    activity = make_pe_activity(
        ida,
        PEKind.OVERIG,
        title=LONG[:180],
        clok=False,
        evidence=[make_file(ida)],
        approval=ApprovalStatus.ASKED,
        approval_request=LONG,
        approval_asked_at=clock.now(),
    )
    for number in (1, 2):
        make_pe_activity(
            ida,
            PEKind.WORKSHOP,
            title=f"{LONG[:170]} {number}",
            clok=False,
            approval=ApprovalStatus.ASKED,
            approval_asked_at=clock.now() - timedelta(weeks=3),
        )
    report = make_report(ida, ReportStatus.PROPOSED, local_level=False)
    return {
        "handed_in": dossier.id,
        "fem_registration": dossier.registration_id,
        "approval": activity.id,
        "asks_approval": ida.id,
        "subject": report.id,
    }
