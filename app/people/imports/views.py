"""Pages to read in people from a file: download, upload, look at what would happen, and do it."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_security import current_user

from app.core import clock
from app.core.files.limits import WORKBOOK_BYTES
from app.core.files.sheets import MIMETYPE
from app.core.problems import DomainError
from app.core.shapes import Fault, Faulty
from app.core.web.htmx import go_to, render
from app.core.web.sending import first_faults, send
from app.people.access import Door, allow
from app.people.imports import operations, queries
from app.people.imports.forms import NOW, ConfirmForm, UploadForm, confirm_form
from app.people.imports.operations import Comparison, Done
from app.people.imports.pages import Part, part_of, summary_of
from app.people.imports.reading import read_file
from app.people.imports.rules.plan import Plan
from app.people.imports.workbook import write_example, write_people
from app.people.models import PeopleImport

blueprint = Blueprint("imports", __name__)


@blueprint.route("/mensen/inlezen/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def start() -> Response:
    """The workbook to download, and the file to send; what is in it is kept until the yes, and does nothing yet."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _start(form, form.page_status)
    file = form.file.data
    try:
        read = read_file(file.stream.read(WORKBOOK_BYTES + 1))
    except Faulty as faulty:
        return _refused(form, faulty.faults)
    plan = operations.compared(current_user, read.entries, read.columns).plan()
    faults = sorted((*read.faults, *plan.faults), key=lambda fault: fault.line)
    if faults:
        return _refused(form, tuple(faults))
    kept = operations.keep(current_user, read, file.filename or "")
    return go_to(url_for("imports.preview", import_id=kept.id))


def _refused(form: UploadForm, faults: tuple[Fault, ...]) -> Response:
    form.file.errors = ["Aan dit bestand klopt iets niet. Er is niets veranderd."]
    return _start(form, 422, faults)


def _start(form: UploadForm, status: int, faults: tuple[Fault, ...] = ()) -> Response:
    return render(
        "people/imports/start.html",
        status=status,
        form=form,
        waiting=queries.latest_import_of(current_user, clock.now()),
        **first_faults(faults),
    )


@blueprint.get("/mensen/inlezen/voorbeeld.xlsx")
@allow(Door.KEEPER)
def example() -> Response:
    """An empty workbook, with an explanation and an example."""
    return send(write_example(clock.today()), MIMETYPE, "mensen-leeg.xlsx")


@blueprint.get("/mensen/inlezen/iedereen.xlsx")
@allow(Door.KEEPER)
def everybody() -> Response:
    """The same workbook with everybody of now."""
    state = queries.state_of(current_user.organisation_id, clock.today())
    return send(write_people(state, clock.today()), MIMETYPE, "mensen.xlsx")


@blueprint.route("/mensen/inlezen/<int:import_id>/", methods=["GET", "POST"])
@allow(Door.KEEPER)
def preview(import_id: int) -> Response:
    """What would happen, with a question where the file leaves something open; and the yes to it."""
    kept = _kept(import_id)
    comparison = _compared(kept)
    plan = comparison.plan()
    form = confirm_form(plan, data={"last_day": clock.today()})
    if not form.validate_on_submit() or plan.faults:
        return _preview(kept, comparison, plan, form, form.page_status)
    try:
        done = operations.carry_out(
            current_user,
            kept,
            seen=form.mark.data or "",
            answers=form.answers,
            invite=request.form.get("invite") == NOW,
        )
    except DomainError as refused:
        kept = _kept(import_id)
        comparison = _compared(kept)
        plan = comparison.plan()
        return _preview(kept, comparison, plan, confirm_form(plan), 409, str(refused))
    flash(_told(done), "success")
    return go_to(url_for("administration.index"))


def _preview(
    kept: PeopleImport, comparison: Comparison, plan: Plan, form: ConfirmForm, status: int, refusal: str = ""
) -> Response:
    form.mark.data = plan.mark
    return render(
        "people/imports/preview.html",
        status=status,
        kept=kept,
        total=len(comparison.entries),
        unknown=json.loads(kept.unknown),
        plan=plan,
        parts=summary_of(plan),
        form=form,
        refusal=refusal,
        **first_faults(plan.faults),
    )


@blueprint.get("/mensen/inlezen/<int:import_id>/<any(nieuw,anders,weg):part>")
@allow(Door.KEEPER)
def rows(import_id: int, part: str) -> Response:
    """Everybody of one part of what would happen, on pages."""
    kept = _kept(import_id)
    shown = part_of(_compared(kept).plan(), Part(part), request.args.get("pagina", 1, type=int))
    return render("people/imports/rows.html", kept=kept, shown=shown)


@blueprint.post("/mensen/inlezen/<int:import_id>/weggooien")
@allow(Door.KEEPER)
def discard(import_id: int) -> Response:
    """Forget the file."""
    operations.throw_away(_kept(import_id))
    flash("Het bestand is weg. Er is niets veranderd.", "success")
    return go_to(url_for("imports.start"))


def _kept(import_id: int) -> PeopleImport:
    return queries.import_of(current_user, import_id, clock.now()) or abort(404)


def _compared(kept: PeopleImport) -> Comparison:
    return operations.compared(current_user, queries.entries_of(kept), queries.columns_of(kept))


def _told(done: Done) -> str:
    """What was done in one sentence or two."""
    counted = [
        (done.new, "persoon is nieuw", "mensen zijn nieuw"),
        (done.changed, "is veranderd", "zijn veranderd"),
        (done.leaving, "persoon vertrekt", "mensen vertrekken"),
    ]
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
    sentence = (", ".join(said) or "De teams zijn bijgewerkt") + "."
    if done.invited:
        sentence += (
            f" {done.invited} {'uitnodiging gaat' if done.invited == 1 else 'uitnodigingen gaan'} nu per mail weg."
        )
    elif done.new:
        sentence += " Er ging nog geen uitnodiging weg."
    return sentence
