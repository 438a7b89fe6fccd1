"""Pages where an organisation lays its own texts over a standard, by workbook, and takes them off again."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.files.limits import WORKBOOK_BYTES
from app.core.files.sheets import MIMETYPE
from app.core.shapes import Fault, Faulty
from app.core.web.fields import WorkbookForm
from app.core.web.htmx import go_to, render
from app.core.web.sending import first_faults, send
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.marks import ChangedByOther
from app.standards.rules.standard import Standard, UnknownStandard
from app.standards.rules.wording import sentences_of
from app.standards.texts import operations
from app.standards.texts.forms import ConfirmForm, Preview
from app.standards.texts.operations import TextChange
from app.standards.texts.workbook import read_workbook, write_workbook

blueprint = Blueprint("texts", __name__)


@blueprint.route("/eigen/teksten/<slug>/", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show(slug: str) -> ResponseReturnValue:
    """The own texts on a standard; a filled-in workbook gives a preview, and nothing is written."""
    standard = _standard(slug)
    form = WorkbookForm()
    if not form.validate_on_submit():
        return _texts(standard, form, 422 if form.is_submitted() else 200)
    try:
        filled = read_workbook(form.file.data.stream.read(WORKBOOK_BYTES + 1), standard)
    except Faulty as faulty:
        form.file.errors = ["Aan dit werkboek klopt iets niet. Er is niets veranderd."]
        return _texts(standard, form, 422, faulty.faults)
    organisation = current_user.organisation
    kept = queries.own_texts(organisation.id, slug)
    preview = Preview(filled.texts, [code for code in kept if code in filled.empty], organisation.standards_mark)
    return _preview(standard, preview)


def _texts(standard: Standard, form: WorkbookForm, status: int, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    own = queries.own_texts(current_user.organisation_id, standard.slug)
    return render(
        "standards/texts/show.html",
        status=status,
        standard=standard,
        form=form,
        **first_faults(faults),
        total=len(sentences_of(standard)),
        own=[TextChange(one, own[one.code], "") for one in sentences_of(standard) if one.code in own],
    )


def _preview(standard: Standard, preview: Preview, status: int = 200) -> ResponseReturnValue:
    form = ConfirmForm(formdata=None)
    form.carry(preview, (current_user.organisation_id, standard.slug))
    organisation = current_user.organisation
    changes = operations.changes_to(organisation, standard, preview.texts)
    gone = operations.changes_to(organisation, standard, {}, preview.empty)
    return render(
        "standards/texts/preview.html",
        status=status,
        standard=standard,
        form=form,
        changes=changes,
        gone=gone,
        filled=len(preview.texts),
    )


@blueprint.post("/eigen/teksten/<slug>/gebruik")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def confirm(slug: str) -> ResponseReturnValue:
    """Use the texts of the preview."""
    standard = _standard(slug)
    form = ConfirmForm()
    organisation = current_user.organisation
    preview = form.carried((organisation.id, slug))
    if preview is None:
        flash("Upload het werkboek opnieuw. Er is niets veranderd.", "warning")
        return go_to(url_for("texts.show", slug=slug))
    emptied = preview.empty if form.emptied.data else ()
    try:
        count = operations.set_texts(organisation, standard, preview.texts, emptied, preview.mark)
    except ChangedByOther as changed:
        flash(f"{changed} Kijk nog eens wat er nu verandert.", "warning")
        return _preview(standard, Preview(preview.texts, preview.empty, organisation.standards_mark), 409)
    flash(f"{count} {'zin is' if count == 1 else 'zinnen zijn'} veranderd. Dit geldt nu bij jullie.", "success")
    return go_to(url_for("texts.show", slug=slug))


@blueprint.get("/eigen/teksten/<slug>/werkboek")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def workbook(slug: str) -> ResponseReturnValue:
    """The workbook to fill in, with the own texts that there are."""
    standard = _standard(slug)
    own = queries.own_texts(current_user.organisation_id, slug)
    return send(write_workbook(standard, own), MIMETYPE, f"teksten-{slug}.xlsx")


@blueprint.route("/eigen/teksten/<slug>/weghalen", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def take_off(slug: str) -> ResponseReturnValue:
    """Take all own texts off a standard, after a question; with `code` only that one."""
    standard = _standard(slug)
    organisation = current_user.organisation
    own = queries.own_texts(organisation.id, slug)
    code = request.form.get("code")
    if request.method == "GET" and own:
        return render("standards/texts/take_off.html", standard=standard, count=len(own))
    if request.method == "POST" and (own if code is None else code in own):
        operations.take_off(organisation, slug, code)
        flash("Jullie eigen tekst is weg. Iedereen bij jullie ziet weer onze tekst.", "success")
    return go_to(url_for("texts.show", slug=slug))


def _standard(slug: str) -> Standard:
    try:
        return queries.base_for(current_user.organisation, slug)
    except UnknownStandard:
        abort(404)
