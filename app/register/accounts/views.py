"""Accounts of the register: the board gives them, and who wrote down an own address takes it by the mail."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import Door, allow
from app.people.links import person_of_token
from app.people.operations import EmailTaken
from app.people.rules import RoleName
from app.register.accounts import operations, queries
from app.register.accounts.forms import AccountForm, NewcomerForm
from app.register.forms import refuse

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/kwaliteit/accounts/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def index() -> Response:
    """Who cannot get in, who has an account of the register, and a new one."""
    form = NewcomerForm()
    status = form.page_status
    if form.validate_on_submit():
        try:
            person = operations.invite_new(form.name.data or "", form.email.data or "")
        except EmailTaken as error:
            form.email.errors = [str(error)]
        else:
            flash(f"{person.name} krijgt een mail op {person.email}.", "success")
            return go_to(url_for("accounts.index"))
    return render(
        "register/accounts/index.html",
        status=status,
        form=form,
        shut_out=queries.shut_out(),
        inside=queries.of_the_register(),
    )


@blueprint.route("/kwaliteit/accounts/<int:person_id>/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def give(person_id: int) -> Response:
    """An account for somebody of the register whose employer closed theirs."""
    person = queries.shut_out_person(person_id) or abort(404)
    if request.method == "GET" and person.own_email:
        record_look(current_user.id, person.id, "Eigen e-mailadres, voor een account van het register")
    form = AccountForm(data={"email": person.own_email})
    if person.own_email:
        form.email.description = "Dit adres schreef de persoon zelf op. Het account gaat alleen daarheen."
    if form.validate_on_submit():
        try:
            operations.give_account(person, form.email.data or "", clock.today())
        except EmailTaken as error:
            form.email.errors = [str(error)]
        except DomainError as error:
            return render("register/accounts/give.html", status=refuse(form, error), form=form, person=person)
        else:
            flash(f"{person.name} krijgt een mail op {person.email}.", "success")
            return go_to(url_for("accounts.index"))
    return render("register/accounts/give.html", status=form.page_status, form=form, person=person)


@blueprint.route("/kwaliteit/accounts/<int:person_id>/uitnodiging", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def invitation(person_id: int) -> Response:
    """The invitation once more, for who never signed in, also to another address."""
    person = queries.invited_person(person_id) or abort(404)
    if not person.active:
        abort(404)
    form = AccountForm(data={"email": person.email})
    status = form.page_status
    if form.validate_on_submit():
        try:
            operations.invite_again(person, form.email.data or "", clock.now())
        except EmailTaken as error:
            form.email.errors, status = [str(error)], 422
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(f"{person.name} krijgt een mail op {person.email}.", "success")
            return go_to(url_for("accounts.index"))
    return render("register/accounts/invitation.html", status=status, form=form, person=person)


@blueprint.post("/kwaliteit/accounts/<int:person_id>/sluiten")
@allow(RoleName.BOARD)
def close(person_id: int) -> Response:
    """An account that nobody signed in with is not needed after all."""
    person = queries.invited_person(person_id) or abort(404)
    try:
        operations.close_unused(person)
    except DomainError as error:
        form = AccountForm(formdata=None, data={"email": person.email})
        return render("register/accounts/invitation.html", status=refuse(form, error), form=form, person=person)
    flash(f"Het account van {person.name} is gesloten.", "success")
    return go_to(url_for("accounts.index"))


@blueprint.route("/register/eigen-account/<token>", methods=["GET", "POST"])
@allow(Door.PUBLIC)
def take(token: str) -> Response:
    """What the mail about a closed account leads to: who wrote down an own address takes their dossier along."""
    person, works = person_of_token(token) or abort(404)
    if not works or person.active or not person.own_email:
        return render("register/accounts/over.html", status=409)
    if request.method == "GET":
        return render("register/accounts/take.html", person=person, token=token, refusal="")
    address = person.own_email
    try:
        operations.give_account(person, address, clock.today())
    except DomainError as error:
        return render("register/accounts/take.html", status=409, person=person, token=token, refusal=str(error))
    flash(f"Je account bij het register is er. Je krijgt een mail op {address} om een wachtwoord te kiezen.", "success")
    return go_to(url_for("public.index"))
