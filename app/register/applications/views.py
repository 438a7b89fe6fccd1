"""Pages of the person: ask for a status, see how far it is, and take it back."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.core.web.sending import send
from app.dossiers.holding.queries import held
from app.evidence.forms import EvidenceForm
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications import calendar, operations, queries
from app.register.applications.forms import ApplicationForm, AskForm
from app.register.applications.rules import Ask
from app.register.forms import refused_in
from app.register.models import Application
from app.register.outcomes.pages import outcome_page
from app.register.outcomes.rules import keep
from app.register.rules import ApplicationStatus
from app.regulation.dossier_file.reading import stored_case
from app.regulation.editions import rules_on
from app.regulation.judging import judge

blueprint = Blueprint("applications", __name__, url_prefix="/mijn-register")


@blueprint.get("/aanvraag/")
@allow(RoleName.PROFESSIONAL)
def index() -> Response:
    """What I asked for, and what I can ask now."""
    mine = queries.applications_of(current_user)
    waiting = next((one for one in mine if one.status is ApplicationStatus.SUBMITTED), None)
    registration = held(current_user, clock.today())
    return render(
        "register/applications/index.html",
        applications=mine,
        waiting=waiting,
        asks=() if waiting else queries.asks_beside(registration, current_user),
        registration=registration,
    )


@blueprint.route("/aanvraag/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new() -> ResponseReturnValue:
    """Choose what to ask, see what the rules say of it, and ask; `wat` in the address is what was chosen."""
    waiting = queries.open_application_of(current_user)
    asks = queries.asks_to(current_user)
    code = request.args.get("wat", "")
    ask = next((one for one in asks if one.code == code), asks[0] if len(asks) == 1 else None)
    form = ApplicationForm()
    if waiting is not None or ask is None:
        status = 409 if request.method == "POST" else 200
        return _choose(asks, waiting, status)
    if request.method == "POST" and form.validate():
        with refused_in(form, _new, ask, asks, form, 409):
            application = operations.apply(current_user, ask, form.motivation.data or "")
        flash("Je aanvraag is ingediend. Je krijgt een mail als er iets verandert.", "success")
        return go_to(url_for("applications.show", application_id=application.id))
    return _new(ask, asks, form, form.page_status)


def _choose(asks: tuple[Ask, ...], waiting: Application | None, status: int) -> Response:
    form = AskForm(asks, formdata=None)
    return render("register/applications/choose.html", status=status, form=form, asks=asks, waiting=waiting)


def _new(ask: Ask, asks: tuple[Ask, ...], form: ApplicationForm, status: int) -> Response:
    day = clock.today()
    case = queries.case_for(current_user, ask, day)
    return render(
        "register/applications/new.html",
        status=status,
        ask=ask,
        asks=asks,
        form=form,
        case=case,
        rules_say=outcome_page(keep(judge(case, rules_on(day)))),
    )


@blueprint.get("/aanvraag/<int:application_id>/")
@allow(RoleName.PROFESSIONAL)
def show(application_id: int) -> Response:
    """My application: how far it is, what the audit found, and what the rules say."""
    return _shown(_own(application_id), EvidenceForm(formdata=None))


@blueprint.post("/aanvraag/<int:application_id>/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence(application_id: int) -> ResponseReturnValue:
    """Show something with my application, such as a diploma."""
    application, form = _own(application_id), EvidenceForm()
    if not form.validate():
        return _shown(application, form, 422)
    operations.show_evidence(application, form.keep(current_user))
    flash("Toegevoegd. Wie je aanvraag beoordeelt, kan het zien.", "success")
    return go_to(url_for("applications.show", application_id=application.id))


@blueprint.post("/aanvraag/<int:application_id>/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(application_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take something away from my application."""
    application = _own(application_id)
    evidence = next((one for one in application.evidence if one.id == evidence_id), None) or abort(404)
    operations.hide_evidence(application, evidence)
    flash("Weggehaald.", "success")
    return go_to(url_for("applications.show", application_id=application.id))


@blueprint.get("/aanvraag/<int:application_id>/afspraak.ics")
@allow(RoleName.PROFESSIONAL)
def appointment(application_id: int) -> Response:
    """The appointment for my audit, for the own calendar."""
    application = _own(application_id)
    if application.audit_at is None:
        abort(404)
    return send(calendar.appointment_of(application, "Audit voor het beroepsregister"), calendar.MIMETYPE, "audit.ics")


def _shown(application: Application, evidence_form: EvidenceForm, status: int = 200) -> Response:
    case = stored_case(application.case)
    return render(
        "register/applications/own.html",
        status=status,
        application=application,
        evidence_form=evidence_form,
        functions=queries.functions_of(application),
        case=case,
        rules_say=outcome_page(queries.judged(application, case)),
        decision=queries.decision_about(application),
        can_hide=application.waits and queries.proposal_for(application) is None,
    )


@blueprint.route("/aanvraag/<int:application_id>/intrekken", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def withdraw(application_id: int) -> ResponseReturnValue:
    """Take my application back, after a question."""
    application = _own(application_id)
    if request.method == "GET":
        return render("register/applications/withdraw.html", application=application, refusal="")
    try:
        operations.withdraw(application)
    except DomainError as refused:
        return render("register/applications/withdraw.html", status=409, application=application, refusal=str(refused))
    flash("Je aanvraag is ingetrokken.", "success")
    return go_to(url_for("applications.index"))


def _own(application_id: int) -> Application:
    return queries.own_application(current_user, application_id) or abort(404)
