"""Pages on which committee and board judge: applications with their audit, dossiers, statuses that are held, decisions.

What belongs to somebody whom the viewer may not judge does not exist for them. Each look is written down.
"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.htmx import go_to, render
from app.core.problems import DomainError
from app.dossiers.models import Dossier, Registration
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications import operations as applications
from app.register.decisions import notices, operations, queries
from app.register.decisions.forms import AuditForm, DecisionForm, FindingForm, refuse
from app.register.decisions.letters import letter_response
from app.register.desk.views import blueprint
from app.register.judges.queries import part_of
from app.register.models import Application, Decision
from app.register.outcomes.pages import content_of, functions_of, outcome_of, outcome_page
from app.register.rules import Advice, ApplicationStatus, DecisionKind, DecisionStatus
from app.regulation.dossier_file.reading import stored_case

WORDS = {
    DecisionKind.GRANT: "Status verlenen",
    DecisionKind.REFUSE: "Weigeren",
    DecisionKind.RENEW: "Verlengen",
    DecisionKind.REFUSE_RENEWAL: "Voorstellen om niet te verlengen",
    DecisionKind.WITHDRAW: "Voorstellen om in te trekken",
}


@blueprint.get("/aanvraag/<int:application_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def application(application_id: int) -> Response:
    """An application with its audit and what the rules say of it; once it is decided or taken back it is closed."""
    found = _application(application_id)
    if found.status is not ApplicationStatus.SUBMITTED:
        abort(404)
    record_look(current_user.id, found.person_id, "Aanvraag voor het register")
    return _application_page(found)


def _application_page(
    found: Application, status: int = 200, *, audit: AuditForm | None = None, decision: DecisionForm | None = None
) -> Response:
    outcome = applications.judged(found)
    may_audit = RoleName.COMMITTEE in current_user.role_names and found.needs_audit
    return render(
        "register/decisions/application.html", status=status, application=found, functions=functions_of(found),
        case=stored_case(found.case), rules_say=outcome_page(outcome),
        may_audit=may_audit, may_decide=RoleName.BOARD in current_user.role_names,
        audit_form=audit or (AuditForm(found.status_sought, formdata=None) if may_audit else None),
        form=decision or _application_form(found, fresh=True), decided=queries.decision_about(found),
    )  # fmt: skip


def _application_form(found: Application, *, fresh: bool = False) -> DecisionForm:
    first: dict[str, Any] = {"formdata": None} if fresh else {}
    form = DecisionForm(
        (DecisionKind.GRANT, DecisionKind.REFUSE), WORDS, applications.judged(found).overall,
        data={"effective_on": clock.today()}, **first,
    )  # fmt: skip
    form.effective_on.description = "Van de dag van de aanvraag tot en met vandaag."
    return form


@blueprint.post("/aanvraag/<int:application_id>/audit")
@allow(RoleName.COMMITTEE)
def audit(application_id: int) -> ResponseReturnValue:
    """Record what an audit found."""
    found = _application(application_id)
    form = AuditForm(found.status_sought)
    if not form.validate():
        return _application_page(found, 422, audit=form)
    try:
        applications.record_audit(found, current_user, form.facts)
    except DomainError as refused:
        refuse(form, refused)
        return _application_page(found, 409, audit=form)
    notices.tell_audit(found)
    flash(f"De audit van {found.person.name} is vastgelegd. Het bestuur kan nu besluiten.", "success")
    return go_to(url_for("register.desk"))


@blueprint.post("/aanvraag/<int:application_id>/besluit")
@allow(RoleName.BOARD)
def decide_application(application_id: int) -> ResponseReturnValue:
    """Grant or refuse what was asked."""
    found = _application(application_id)
    form = _application_form(found)
    if not form.validate():
        return _application_page(found, 422, decision=form)
    try:
        decision = operations.decide_application(found, current_user, form.verdict)
    except DomainError as refused:
        return _application_page(found, refuse(form, refused), decision=form)
    return decided(decision)


@blueprint.get("/dossier/<int:dossier_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def dossier(dossier_id: int) -> Response:
    """A dossier that was handed in, with what the rules say of it today and what the committee found."""
    found = _dossier(dossier_id)
    record_look(current_user.id, found.person_id, "Ingeleverd dossier")
    return _dossier_page(found)


def _dossier_page(
    found: Dossier, status: int = 200, *, finding: FindingForm | None = None, decision: DecisionForm | None = None
) -> Response:
    may_find = RoleName.COMMITTEE in current_user.role_names
    own = queries.finding_by(current_user, found) if may_find else None
    first = {"advice": own.advice.value, "findings": own.findings} if own else {}
    return render(
        "register/decisions/dossier.html", status=status, dossier=found, content=content_of(found),
        rules_say=outcome_page(operations.outcome_of_dossier(found)), findings=queries.findings_of(found), own=own,
        may_find=may_find, may_decide=RoleName.BOARD in current_user.role_names,
        finding_form=finding or FindingForm(formdata=None, data=first),
        form=decision or _dossier_form(found, fresh=True), proposal=queries.proposal_about(found.registration),
    )  # fmt: skip


def _dossier_form(found: Dossier, *, fresh: bool = False) -> DecisionForm:
    first: dict[str, Any] = {"formdata": None} if fresh else {}
    form = DecisionForm(
        (DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL), WORDS, operations.outcome_of_dossier(found).overall,
        data={"effective_on": max(found.renewal_date, clock.today())}, **first,
    )  # fmt: skip
    form.effective_on.description = "Verlengen gaat altijd in op de verlengingsdatum."
    return form


@blueprint.post("/dossier/<int:dossier_id>/bevinding")
@allow(RoleName.COMMITTEE)
def find(dossier_id: int) -> ResponseReturnValue:
    """What a member of the committee finds of a dossier, for the board."""
    found = _dossier(dossier_id)
    form = FindingForm()
    if not form.validate():
        return _dossier_page(found, 422, finding=form)
    try:
        operations.find(found, current_user, Advice(form.advice.data), form.findings.data or "")
    except DomainError as refused:
        refuse(form, refused)
        return _dossier_page(found, 409, finding=form)
    flash(f"Je bevinding over het dossier van {found.person.name} is bewaard. Het bestuur leest die.", "success")
    return go_to(url_for("register.desk"))


@blueprint.post("/dossier/<int:dossier_id>/besluit")
@allow(RoleName.BOARD)
def decide_dossier(dossier_id: int) -> ResponseReturnValue:
    """Renew, or propose not to."""
    found = _dossier(dossier_id)
    form = _dossier_form(found)
    if not form.validate():
        return _dossier_page(found, 422, decision=form)
    try:
        decision = operations.decide_dossier(found, current_user, form.verdict)
    except DomainError as refused:
        return _dossier_page(found, refuse(form, refused), decision=form)
    return decided(decision)


@blueprint.get("/dossier/<int:dossier_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def dossier_evidence(dossier_id: int, evidence_id: int) -> Response:
    """A file of a dossier that was handed in, as a download."""
    found = _dossier(dossier_id)
    evidence = next((one for one in found.evidence if one.id == evidence_id), None)
    response = as_download(evidence)
    record_look(current_user.id, found.person_id, "Bewijs in het ingeleverde dossier")
    return response


@blueprint.route("/ingeschreven/<int:registration_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def registration(registration_id: int) -> ResponseReturnValue:
    """A status that is held: a member can propose to take it away or, when its year is over, decide the renewal."""
    found = queries.registration_for(current_user, registration_id, clock.today()) or abort(404)
    outcome, kinds = operations.outcome_of_registration(found), operations.kinds_for(found)
    form = DecisionForm(
        kinds, WORDS, outcome.overall if outcome else None,
        data={"kind": kinds[0] if len(kinds) == 1 else None, "effective_on": clock.today()},
    )  # fmt: skip
    if len(kinds) > 1:
        form.effective_on.description = "Verlengen gaat altijd in op de verlengingsdatum."
    if request.method == "GET":
        record_look(current_user.id, found.person_id, "Status in het register")
        return _registration_page(found, form)
    if not form.validate():
        return _registration_page(found, form, 422)
    try:
        decision = operations.decide_registration(found, current_user, form.verdict)
    except DomainError as refused:
        return _registration_page(found, form, refuse(form, refused))
    return decided(decision)


def _registration_page(found: Registration, form: DecisionForm, status: int = 200) -> Response:
    outcome = operations.outcome_of_registration(found)
    return render(
        "register/decisions/registration.html", status=status, registration=found, form=form,
        rules_say=outcome_page(outcome) if outcome else None, proposal=queries.proposal_about(found),
        dossiers=queries.handed_in_of(found), today=clock.today(),
    )  # fmt: skip


@blueprint.get("/besluiten/<int:decision_id>/")
@allow(RoleName.BOARD)
def decision(decision_id: int) -> Response:
    """A decision, or a proposal that waits for a second member."""
    found = _decision(decision_id)
    record_look(current_user.id, found.person_id, f"Besluit {found.number}")
    return _decision_page(found)


def _decision_page(found: Decision, status: int = 200, refusal: str = "") -> Response:
    return render(
        "register/decisions/decision.html", status=status, decision=found, rules_say=outcome_of(found), refusal=refusal,
        is_mine=found.decided_by_id == current_user.id, part=part_of(current_user, found),
        waits=found.status is DecisionStatus.PROPOSED,
    )  # fmt: skip


@blueprint.post("/besluiten/<int:decision_id>/bevestigen")
@allow(RoleName.BOARD)
def confirm(decision_id: int) -> ResponseReturnValue:
    """A second member agrees with a proposal: it holds."""
    found = _decision(decision_id)
    try:
        operations.confirm(found, current_user)
    except DomainError as refused:
        return _decision_page(found, 409, str(refused))
    return decided(found)


@blueprint.post("/besluiten/<int:decision_id>/afwijzen")
@allow(RoleName.BOARD)
def drop(decision_id: int) -> ResponseReturnValue:
    """A second member does not agree with a proposal, or the first takes it back: nothing changes."""
    found = _decision(decision_id)
    try:
        if found.decided_by_id == current_user.id:
            operations.take_back(found, current_user)
        else:
            operations.drop(found, current_user)
    except DomainError as refused:
        return _decision_page(found, 409, str(refused))
    flash(f"Het voorstel over {found.person.name} is vervallen. Er verandert niets.", "success")
    return go_to(url_for("register.desk"))


@blueprint.get("/besluiten/<int:decision_id>/brief.pdf")
@allow(RoleName.BOARD)
def letter(decision_id: int) -> Response:
    """The letter of a decision that was taken."""
    found = _decision(decision_id)
    if found.status is not DecisionStatus.TAKEN:
        abort(404)
    record_look(current_user.id, found.person_id, f"Brief bij besluit {found.number}")
    return letter_response(found)


def decided(decision: Decision) -> ResponseReturnValue:
    """Say what happened, and tell the person when the decision holds."""
    if decision.status is DecisionStatus.PROPOSED:
        flash("Je voorstel staat klaar voor een ander bestuurslid. Er verandert nu nog niets.", "success")
    else:
        notices.tell_decision(decision)
        flash(f"Besluit {decision.number} over {decision.person.name} is genomen. De brief staat klaar.", "success")
    return go_to(url_for("register.decision", decision_id=decision.id))


def _application(application_id: int) -> Application:
    return queries.application_for(current_user, application_id, clock.today()) or abort(404)


def _dossier(dossier_id: int) -> Dossier:
    return queries.dossier_for(current_user, dossier_id, clock.today()) or abort(404)


def _decision(decision_id: int) -> Decision:
    return queries.decision_for(current_user, decision_id, clock.today()) or abort(404)
