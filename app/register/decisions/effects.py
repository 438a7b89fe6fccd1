"""What a decision changes once it is taken: what the person holds, and what waited about it; and they are told.

A decision that comes in the place of another undoes what that one did: a status that was wrongly taken away was never
interrupted.
"""

from __future__ import annotations

from app.core import clock
from app.core.db import db
from app.dossiers.holding import operations as dossiers
from app.dossiers.holding.queries import held
from app.dossiers.models import Registration
from app.dossiers.rules import DossierStatus
from app.register.badges.operations import keep_withdrawn
from app.register.decisions.notices import tell_decision
from app.register.decisions.queries import closed_unjudged, handed_in_of, proposal_about
from app.register.decisions.told import told_of
from app.register.models import Application, Decision
from app.register.rules import ApplicationKind, DecisionKind

_ENDS = {DecisionKind.WITHDRAW: "withdrawn", DecisionKind.REFUSE_RENEWAL: "not_renewed"}


def take(decision: Decision) -> None:
    """Let the decision have its effect on what the person holds, and tell them that the letter is ready.

    What an audit was passed for is over with the decision: a status that begins forgets it by itself.
    """
    _change_status(decision)
    dossier = decision.dossier
    if dossier is not None and dossier.status is DossierStatus.HANDED_IN:
        dossier.status, dossier.judged_at = dossier.status.judge(), clock.now()
    decision.told = told_of(decision)
    db.session.flush()
    tell_decision(decision)


def _change_status(decision: Decision) -> None:
    application = decision.application
    if decision.replaces is not None:
        _change_again(decision, decision.replaces)
    elif decision.kind is DecisionKind.GRANT and application is not None:
        _grant(decision, application)
    elif application is not None:
        dossiers.forget_audit(decision.person)
    elif decision.registration is not None and decision.kind is DecisionKind.RENEW:
        dossiers.renew(decision.registration)
    elif decision.registration is not None and decision.kind.takes_away:
        dossiers.end_status(decision.registration, decision.effective_on, _ENDS[decision.kind])
        _leave_behind(decision.registration)


def _change_again(decision: Decision, first: Decision) -> None:
    """What differs from the decision that this one comes in the place of; the rest stays as that one left it."""
    if first.kind is DecisionKind.REFUSE and decision.kind is DecisionKind.GRANT and decision.application is not None:
        _grant(decision, decision.application)
    elif first.kind.takes_away and decision.registration is not None:
        keep_withdrawn(decision.registration)
        if decision.kind.takes_away:
            dossiers.move_end(decision.registration, decision.effective_on)
        else:
            _restore(decision, decision.registration)


def _restore(decision: Decision, registration: Registration) -> None:
    """The status never ended. A dossier that was closed with it waits again, unless it is renewed by this."""
    between = dossiers.restore_status(registration)
    if between is not None:
        _leave_behind(between)
    if not registration.goes_on:
        return
    if decision.kind is DecisionKind.RENEW:
        dossiers.renew(registration)
        return
    for dossier in closed_unjudged(registration):
        dossier.status, dossier.judged_at = dossier.status.reopen(), None


def _grant(decision: Decision, application: Application) -> None:
    person, day = decision.person, decision.effective_on
    if application.kind is ApplicationKind.UPGRADE:
        before = held(person, clock.today())
        decision.registration = dossiers.raise_status(person, application.status_sought, day)
        if before is not None:
            _leave_behind(before)
    else:
        decision.registration = dossiers.enter_status(person, application.register, application.status_sought, day)


def _leave_behind(registration: Registration) -> None:
    """What still waited about a status that ended needs no decision any more."""
    for dossier in handed_in_of(registration):
        dossier.status, dossier.judged_at = dossier.status.judge(), clock.now()
    proposal = proposal_about(registration)
    if proposal is not None:
        proposal.status = proposal.status.drop()
