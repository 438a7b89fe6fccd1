"""Pages of the person: ask for a status, take it back, read decisions and letters."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.htmx import go_to, render
from app.core.problems import DomainError
from app.dossiers.holding.queries import held
from app.people.access import allow
from app.people.rules import RoleName
from app.register.applications import operations
from app.register.applications.rules import Offer
from app.register.decisions import queries
from app.register.decisions.forms import ApplicationForm, OfferForm, refuse
from app.register.decisions.letters import letter_response
from app.register.models import Application
from app.register.outcomes.pages import functions_of, outcome_page
from app.register.outcomes.rules import keep
from app.regulation.dossier_file.reading import stored_case
from app.regulation.editions import rules_on
from app.regulation.judging import judge

blueprint = Blueprint("applications", __name__, url_prefix="/mijn-register")


@blueprint.get("/aanvraag/")
@allow(RoleName.PROFESSIONAL)
def index() -> Response:
    """What I asked for, and what I can ask now."""
    mine = queries.applications_of(current_user)
    waiting = queries.open_application_of(current_user)
    return render(
        "register/applications/index.html", applications=mine, waiting=waiting,
        offers=() if waiting else operations.offers_to(current_user), registration=held(current_user),
    )  # fmt: skip


@blueprint.route("/aanvraag/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new() -> ResponseReturnValue:
    """Choose what to ask, see what the rules say of it, and ask; `wat` in the address is what was chosen."""
    waiting = queries.open_application_of(current_user)
    offers = operations.offers_to(current_user)
    code = request.args.get("wat", "")
    offer = next((one for one in offers if one.code == code), offers[0] if len(offers) == 1 else None)
    form = ApplicationForm()
    if waiting is not None or offer is None:
        status = 409 if request.method == "POST" else 200
        return _choose(offers, waiting, status)
    if request.method == "POST" and form.validate():
        try:
            application = operations.apply(current_user, offer, form.motivation.data or "")
        except DomainError as refused:
            refuse(form, refused)
            return _new(offer, offers, form, 409)
        flash("Je aanvraag is ingediend. Je krijgt een mail als er iets verandert.", "success")
        return go_to(url_for("applications.show", application_id=application.id))
    return _new(offer, offers, form, 422 if form.errors else 200)


def _choose(offers: tuple[Offer, ...], waiting: Application | None, status: int) -> Response:
    form = OfferForm(offers, formdata=None)
    return render("register/applications/choose_offer.html", status=status, form=form, offers=offers, waiting=waiting)


def _new(offer: Offer, offers: tuple[Offer, ...], form: ApplicationForm, status: int) -> Response:
    day = clock.today()
    case = operations.case_for(current_user, offer, day)
    return render(
        "register/applications/new.html", status=status, offer=offer, offers=offers, form=form, case=case,
        rules_say=outcome_page(keep(judge(case, rules_on(day)))),
    )  # fmt: skip


@blueprint.get("/aanvraag/<int:application_id>/")
@allow(RoleName.PROFESSIONAL)
def show(application_id: int) -> Response:
    """My application: how far it is, what the audit found, and what the rules say."""
    application = _own(application_id)
    return render(
        "register/applications/own.html", application=application, functions=functions_of(application),
        case=stored_case(application.case), rules_say=outcome_page(operations.judged(application)),
        decision=queries.decision_about(application),
    )  # fmt: skip


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


@blueprint.get("/besluiten/")
@allow(RoleName.PROFESSIONAL)
def decisions() -> Response:
    """What the board decided about me, with the letters."""
    return render("register/decisions/own_decisions.html", decisions=queries.own_decisions(current_user))


@blueprint.get("/besluiten/<int:decision_id>/brief.pdf")
@allow(RoleName.PROFESSIONAL)
def letter(decision_id: int) -> Response:
    """The letter of a decision about me."""
    return letter_response(queries.own_decision(current_user, decision_id) or abort(404))


def _own(application_id: int) -> Application:
    return queries.own_application(current_user, application_id) or abort(404)
