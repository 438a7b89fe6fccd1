"""Pages about a move: asking for it, and the answer of the old and the new organisation."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_security import current_user

from app.core.problems import DomainError
from app.core.web import htmx
from app.people.access import Door, allow
from app.people.moving import operations, queries
from app.people.moving.forms import AGREE, AnswerForm, AskForm

blueprint = Blueprint("moving", __name__)


@blueprint.route("/mijn-account/verhuizen", methods=["GET", "POST"])
@allow(Door.SIGNED_IN)
def own() -> Response:
    """I go and work elsewhere."""
    form = AskForm(queries.places_beside(current_user.organisation_id))
    if form.validate_on_submit():
        try:
            operations.ask(current_user, form.chosen)
        except DomainError as error:
            form.place.errors = [str(error)]
        else:
            whom = "beide gemeenten" if current_user.is_employed else form.chosen.name
            flash(f"Je vraag ligt bij {whom}.", "success")
            return htmx.go_to(url_for("moving.own"))
    move = queries.own_move(current_user)
    return htmx.render("people/moving/own.html", status=form.page_status, form=form, move=move)


@blueprint.post("/mijn-account/verhuizen/intrekken")
@allow(Door.SIGNED_IN)
def take_back() -> Response:
    """I stay after all."""
    move = queries.own_move(current_user)
    if move is not None:
        operations.take_back(move)
    flash("Je verhuist niet.", "success")
    return htmx.go_to(url_for("account.show"))


@blueprint.route("/mensen/verhuizing/<int:move_id>/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def answer(move_id: int) -> Response:
    """The answer of the organisation of who looks, the old or the new one."""
    move = queries.move_of(current_user.organisation_id, move_id) or abort(404)
    if request.method == "GET" and not queries.is_open(move):
        flash("Dit is afgehandeld.", "info")
        return htmx.go_to(url_for("administration.index"))
    form = AnswerForm()
    refusal = ""
    if request.method == "POST" and form.validate():
        try:
            if form.verdict.data == AGREE:
                moved = operations.agree(move, current_user)
                said = f"{move.person.name} is verhuisd." if moved else "Nu moet de andere gemeente nog akkoord gaan."
            else:
                operations.refuse(move, current_user)
                said = f"{move.person.name} verhuist niet."
        except DomainError as error:
            refusal = str(error)
        else:
            flash(said, "success")
            return htmx.go_to(url_for("administration.index"))
    return htmx.render(
        "people/moving/answer.html",
        status=409 if refusal else form.page_status,
        form=form,
        move=move,
        refusal=refusal,
        open=queries.is_open(move),
        waits=queries.is_open(move) and not move.has_agreed(current_user.organisation_id),
        leaves=move.from_id == current_user.organisation_id,
    )
