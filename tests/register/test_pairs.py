"""Two people of the register on one matter at the same moment; and the person whom it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.problems import Gone
from app.dossiers.dossier import operations as dossier
from app.dossiers.holding.position import own_year
from app.dossiers.models import Dossier, PEActivity, PracticeReport, Registration
from app.dossiers.pe import operations as pe
from app.dossiers.pe.rules import Facts
from app.dossiers.reports import operations as reports
from app.dossiers.rules import ActivityStatus
from app.people.models import User
from app.register.applications import operations as applications
from app.register.applications.operations import AuditFacts
from app.register.applications.queries import asks_to
from app.register.approvals import operations as approvals
from app.register.badges.operations import give_badge
from app.register.decisions import operations as decisions
from app.register.decisions.rulings import DecidedMeanwhile
from app.register.desk import claims
from app.register.desk.rules import TaskKind
from app.register.judges.queries import judge_of
from app.register.models import Application, BoardSetting, Decision, Objection, Sample
from app.register.objections import operations as objections
from app.register.rules import Advice, DecisionKind, ObjectionOutcome, SampleVerdict, SettingKind
from app.register.samples import operations as samples
from app.register.settings import operations as settings
from app.regulation.terms import PEKind
from tests.factories.register import make_confirmed
from tests.pairs import Thing, check_pairs, the
from tests.register.declared import declared
from tests.register.matters import (
    RULING,
    TODAY,
    a_dossier,
    a_holder,
    a_proposal,
    a_refusal_proposed,
    a_report,
    a_sample,
    a_setting,
    a_status_past_renewal,
    a_status_two_years_late,
    an_activity,
    an_application,
    an_objection,
    an_outcome_proposed,
    an_upheld_objection,
    two_applications,
)


def judging(operation, model, who, name, *given, key=""):
    """A member of board or committee who judges something."""

    def act(ids):
        found, by = the(model, ids[key or model.__name__.lower()]), the(User, ids[who])
        judge = judge_of(by, found.person, TODAY)
        yield
        operation(found, judge, *given)

    act.__name__ = name
    return act


def deciding(operation, model, who, kind, key=""):
    """A member of the board who decides so."""
    ruling = replace(RULING, kind=kind)
    return judging(operation, model, who, f"{kind.value}_by_{who}{key}", ruling, key=key)


def doing(operation, model, called, /, *given, key="", **more):
    """Somebody who does this with something."""

    def act(ids):
        found = the(model, ids[key or model.__name__.lower()])
        yield
        operation(found, *given, **more)

    act.__name__ = called
    return act


def by(operation, model, who, name, *given):
    """Somebody of the register who does this as themselves."""

    def act(ids):
        found, person = the(model, ids[model.__name__.lower()]), the(User, ids[who])
        yield
        operation(found, person, *given)

    act.__name__ = name
    return act


def answering_outcome(operation, who, name, answer):
    """A member of the committee who read the outcome that another proposed, and answers it."""

    def act(ids):
        found, person = the(Objection, ids["objection"]), the(User, ids[who])
        shown = found.draft_mark
        yield
        operation(found, person, answer, TODAY, shown)

    act.__name__ = name
    return act


def answering(name, operation, model, key, **answer):
    """A member of the committee who answers."""

    def act(ids):
        found = the(model, ids[key])
        judge = judge_of(the(User, ids["committee1"]), found.person, TODAY)
        yield
        operation(found, judge, **answer)

    act.__name__ = name
    return act


def apply(ids):
    person = the(User, ids["person"])
    asks = asks_to(person)
    yield
    applications.apply(person, asks[0], "Ik doe dit werk nu vier jaar.")


def hand_in(ids):
    own = own_year(the(User, ids["person"]), TODAY)
    if own is None or own.year.start.year != ids["year"]:
        raise Gone
    yield
    dossier.hand_in(own)


def propose(ids):
    member = the(User, ids["board3"])
    yield
    settings.propose(member, SettingKind.OBJECTION_TERM, {"weeks": 8})


def take_up(who):
    def act(ids):
        member = the(User, ids[who])
        yield
        claims.claim(member, TaskKind.ACTIVITY, ids["activity"], TODAY)

    act.__name__ = f"take_up_by_{who}"
    return act


def judge_first(who):
    def act(ids):
        sample, judge = the(Sample, ids["sample"]), the(User, ids[who])
        file = sample.files[0]
        list(file.judgements)
        yield
        samples.judge_file(sample, file, judge, SampleVerdict.SOUND, "")

    act.__name__ = f"judge_by_{who}"
    return act


GRANT, REFUSE, RENEW = DecisionKind.GRANT, DecisionKind.REFUSE, DecisionKind.RENEW
NOT, WITHDRAW = DecisionKind.REFUSE_RENEWAL, DecisionKind.WITHDRAW
LATER = datetime(2026, 12, 3, 14, tzinfo=UTC)
FOUND = AuditFacts(TODAY, False, None, None, "Dit past nog niet.")
FACTS = Facts(PEKind.WORKSHOP, "Een andere workshop", date(2026, 5, 1), ActivityStatus.DONE)
grant = deciding(decisions.decide_application, Application, "board1", GRANT)
renewals = [deciding(decisions.decide_registration, Registration, f"board{number}", RENEW) for number in (1, 2, 3)]
yes = answering("yes", approvals.answer_activity, PEActivity, "activity", granted=True, points=None, answer="Goed.")
no = answering("no", approvals.answer_activity, PEActivity, "activity", granted=False, points=None, answer="Nee.")
withdraw = doing(applications.withdraw, Application, "withdraw")

THINGS = (
    Thing(
        "application",
        an_application,
        (
            grant,
            deciding(decisions.decide_application, Application, "board2", REFUSE),
            withdraw,
            judging(applications.record_audit, Application, "committee1", "audit", FOUND),
            judging(applications.plan_audit, Application, "committee2", "plan", LATER, "Stadhuis"),
            apply,
        ),
        frozenset({(grant.__name__, "withdraw")}),
    ),
    Thing(
        "proposal about an application",
        a_refusal_proposed,
        (
            judging(decisions.confirm, Decision, "board2", "confirm", "Ik zie het ook zo."),
            judging(decisions.drop, Decision, "board3", "drop", "Ik zie het anders."),
            by(decisions.take_back, Decision, "board1", "take_back"),
            withdraw,
            deciding(decisions.decide_application, Application, "board3", GRANT),
            judging(applications.record_audit, Application, "committee1", "audit", FOUND),
        ),
    ),
    Thing(
        "two applications",
        two_applications,
        (grant, deciding(decisions.decide_application, Application, "board2", GRANT, key="second")),
    ),
    Thing(
        "status past renewal",
        a_status_past_renewal,
        (
            *renewals[:2],
            deciding(decisions.decide_registration, Registration, "board3", NOT),
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
            hand_in,
            apply,
        ),
        frozenset({(renewals[0].__name__, renewals[1].__name__)}),
    ),
    Thing(
        "dossier",
        a_dossier,
        (
            judging(decisions.find, Dossier, "committee1", "find", Advice.RENEW, "Dit is goed."),
            deciding(decisions.decide_dossier, Dossier, "board1", RENEW),
            deciding(decisions.decide_dossier, Dossier, "board2", NOT),
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
            hand_in,
        ),
    ),
    Thing(
        "proposal",
        a_proposal,
        (
            judging(decisions.confirm, Decision, "board2", "confirm", "Ik zie het ook zo."),
            judging(decisions.drop, Decision, "board3", "drop", "Ik zie het anders."),
            by(decisions.take_back, Decision, "board1", "take_back"),
            renewals[1],
            deciding(decisions.decide_registration, Registration, "board3", WITHDRAW),
        ),
    ),
    Thing(
        "activity",
        an_activity,
        (
            yes,
            no,
            doing(pe.change, PEActivity, "change", FACTS, key="activity"),
            doing(pe.delete, PEActivity, "delete", key="activity"),
            doing(pe.ask_approval, PEActivity, "ask", "En nu?", key="activity"),
            doing(pe.take_back_approval, PEActivity, "take_back", key="activity"),
            hand_in,
        ),
        frozenset({("yes", "no")}),
    ),
    Thing(
        "report",
        a_report,
        (
            answering("approve", approvals.answer_subject, PracticeReport, "report", approved=True, answer=""),
            answering("give_back", approvals.answer_subject, PracticeReport, "report", approved=False, answer="Nee."),
            doing(reports.propose, PracticeReport, "propose", TODAY, key="report"),
            hand_in,
        ),
    ),
    Thing(
        "objection",
        an_objection,
        (
            by(objections.receive, Objection, "committee1", "receive", TODAY),
            by(objections.handle, Objection, "committee2", "uphold", ObjectionOutcome.UPHELD, "Ja.", TODAY),
            by(objections.handle, Objection, "committee3", "reject", ObjectionOutcome.REJECTED, "Nee.", TODAY),
        ),
    ),
    Thing(
        "proposed outcome",
        an_outcome_proposed,
        (
            answering_outcome(objections.confirm, "committee2", "confirm_outcome", "Eens."),
            answering_outcome(objections.reject, "committee3", "reject_outcome", "Oneens."),
            by(objections.take_back_outcome, Objection, "committee1", "take_back_outcome"),
            by(objections.handle, Objection, "committee2", "handle", ObjectionOutcome.UPHELD, "Ja.", TODAY),
        ),
    ),
    Thing(
        "upheld objection",
        an_upheld_objection,
        (
            by(objections.decide_again, Objection, "board1", "grant_again", replace(RULING, kind=GRANT)),
            by(objections.decide_again, Objection, "board2", "refuse_again", replace(RULING, kind=REFUSE)),
        ),
    ),
    Thing(
        "sample",
        a_sample,
        (*(judge_first(f"committee{number}") for number in (1, 2, 3)), doing(samples.close_sample, Sample, "close")),
    ),
    Thing(
        "setting",
        a_setting,
        (
            by(settings.confirm, BoardSetting, "board2", "set", "Eens."),
            by(settings.drop, BoardSetting, "board3", "not_set", "Te kort."),
            by(settings.take_back, BoardSetting, "board1", "take_back_setting"),
            propose,
        ),
    ),
    Thing("line of the desk", an_activity, (take_up("committee1"), take_up("committee2"), yes)),
    Thing("badge", a_holder, (doing(give_badge, User, "give", TODAY, key="person"),)),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_two_at_the_same_moment_are_as_one_after_the_other(app, thing, rounds):
    with app.test_request_context():
        check_pairs(app, replace(thing, make=lambda: declared(thing.make())), rounds)


def test_who_renews_a_status_that_another_renewed_meanwhile_does_not_renew_the_next_year_too(app):
    with app.test_request_context():
        ids = declared(a_status_two_years_late())
        first, second = (act(ids) for act in renewals[:2])
        next(first)
        with app.app_context(), app.test_request_context():
            next(second)
            next(second, None)
            make_confirmed(db.session.scalars(select(Decision)).one(), the(User, ids["board3"]))
        with pytest.raises(DecidedMeanwhile):
            next(first, None)
