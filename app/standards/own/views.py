"""Pages of the standards that an organisation makes itself: upload, look, publish, take out of choice, download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.config import ROOT
from app.core.files.sheets import MIMETYPE
from app.core.files.yaml_text import read_yaml
from app.core.shapes import Fault, Faulty
from app.core.web.addresses import id_in
from app.core.web.htmx import go_to, render
from app.core.web.sending import MOST_SHOWN, first_faults, send
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.files.format import StandardFile
from app.standards.models import OwnStandard
from app.standards.own import operations as own_operations
from app.standards.own import queries as own_queries
from app.standards.own.forms import SeenForm, StandardUploadForm
from app.standards.own.operations import DraftChanged, NoProfile, SlugInUse
from app.standards.own.uploads import MOST_BYTES, Taken
from app.standards.own.workbook import fits, next_edition, write_small, write_standard
from app.standards.rules.editions import newest_editions
from app.standards.rules.own import OwnStatus, name_in_file
from app.standards.rules.standard import Standard

blueprint = Blueprint("own", __name__)

EXAMPLE = ROOT / "standards" / "example" / "eigen-standaard.yaml"
_WRONG = "Aan dit bestand klopt iets niet. Er is niets veranderd."
_REMARK = "# - "


@blueprint.route("/eigen/standaarden/nieuw", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Upload a standard; when nothing is wrong with it, it is a draft."""
    add = partial(own_operations.add_draft, current_user.organisation, current_user)
    return _upload(None, add, "Het concept staat klaar. Bekijk het, en breng het uit als alles klopt.")


@blueprint.route("/eigen/standaarden/<int:own_id>/vervang", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def replace(own_id: int) -> ResponseReturnValue:
    """Upload another file in the place of a draft."""
    own = _draft(own_id)
    return _upload(
        own, partial(own_operations.replace_draft, current_user.organisation, own), "Het concept is vervangen."
    )


def _upload(own: OwnStandard | None, keep: Callable[[Taken], OwnStandard], said: str) -> ResponseReturnValue:
    """The page to upload on, until a file can be kept; `own` is the draft that it comes in the place of."""
    form, previous = StandardUploadForm(), _previous()
    taken = _taken(form, own, previous)
    if isinstance(taken, Taken):
        try:
            kept = keep(taken)
        except SlugInUse as in_use:
            form.file.errors = [str(in_use)]
            taken = ()
        else:
            flash(said, "success")
            return go_to(url_for("own.show", own_id=kept.id))
    return render(
        "standards/own/upload.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        own=own,
        previous=previous,
        fits=(base := own or previous) is None or fits(own_queries.file_of(base)),
        **first_faults(taken),
    )


def _taken(form: StandardUploadForm, own: OwnStandard | None, previous: OwnStandard | None) -> Taken | Sequence[Fault]:
    """The standard in the file that was sent; otherwise its faults, with an error beside the field."""
    if not form.validate_on_submit():
        return ()
    upload = form.file.data
    try:
        content = upload.stream.read(MOST_BYTES + 1)
        name = upload.filename or ""
        return own_operations.read_upload(current_user.organisation, content, name, draft=own, previous=previous)
    except Faulty as faulty:
        alone = len(faulty.faults) == 1 and not faulty.faults[0].where
        form.file.errors = [faulty.faults[0].sentence if alone else _WRONG]
        return () if alone else faulty.faults


def _previous() -> OwnStandard | None:
    """The edition that a new one follows, when the address says so (`?volgt=`)."""
    own_id = request.args.get("volgt", type=id_in)
    own = own_queries.own_standard_of(current_user.organisation_id, own_id) if own_id else None
    return own if own and not own.status.can_change else None


@blueprint.get("/eigen/standaarden/werkboek")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def empty_workbook() -> ResponseReturnValue:
    """The workbook to fill in: empty, or with a small example in it (`voorbeeld`); all that there is (`uitgebreid`)."""
    write = write_standard if "uitgebreid" in request.args else write_small
    if "voorbeeld" not in request.args:
        return send(write(None), MIMETYPE, "eigen-standaard.xlsx")
    example = StandardFile.model_validate(read_yaml(EXAMPLE.read_text("utf-8"), "").data)
    return send(write(example), MIMETYPE, "voorbeeld-standaard.xlsx")


@blueprint.get("/eigen/standaarden/<int:own_id>/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show(own_id: int) -> ResponseReturnValue:
    """Where an own standard stands, what is in it, what still has to be decided, and what can be done with it."""
    own = _own(own_id)
    return render(
        "standards/own/show.html",
        own=own,
        standard=queries.content_of(own),
        fits=fits(own_queries.file_of(own)),
        left_open=own_queries.left_open(current_user.organisation, own),
        newer=own_queries.next_of(own),
        remarks=_remarks(own.source) if own.status.can_change else (),
        previous=_row_of(own),
    )


@blueprint.get("/eigen/standaarden/<int:own_id>/werkboek")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def workbook(own_id: int) -> ResponseReturnValue:
    """An own standard as a workbook that can be uploaded again, or as a start for the next edition (`volgende`).

    The small one where that says all of it, unless the other is asked (`uitgebreid`).
    """
    own = _own(own_id)
    file = own_queries.file_of(own)
    write = write_standard if "uitgebreid" in request.args or not fits(file) else write_small
    if "volgende" in request.args:
        file = next_edition(file)
    return send(write(file), MIMETYPE, f"{file.slug}.xlsx")


@blueprint.get("/eigen/standaarden/<int:own_id>/yaml")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def yaml(own_id: int) -> ResponseReturnValue:
    """An own standard as YAML, as it was uploaded."""
    own = _own(own_id)
    return send(own.source.encode(), "application/yaml", f"{own.slug}.yaml")


@blueprint.route("/eigen/standaarden/<int:own_id>/uitbrengen", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def publish(own_id: int) -> ResponseReturnValue:
    """Publish a draft, after a question: from then on it never changes."""
    own = _draft(own_id)
    act = partial(own_operations.publish, current_user.organisation, own, current_user)
    left_open = own_queries.left_open(current_user.organisation, own)
    shown = {"standard": queries.content_of(own), "left_open": left_open, "previous": _row_of(own)}
    if question := _question("standards/own/publish.html", own, act, **shown):
        return question
    flash(f"{own.title}, editie {own.edition} is uitgebracht. Jullie mensen kunnen hem nu kiezen.", "success")
    if left_open:
        return go_to(url_for("editions.show", slug=own.full_slug))
    return go_to(url_for("own.show", own_id=own.id))


@blueprint.route("/eigen/standaarden/<int:own_id>/weggooien", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def throw_away(own_id: int) -> ResponseReturnValue:
    """Throw a draft away, after a question."""
    own = _draft(own_id)
    act = partial(own_operations.throw_away, current_user.organisation, own)
    if question := _question("standards/own/throw_away.html", own, act):
        return question
    flash("Het concept is weg.", "success")
    return go_to(url_for("start.index"))


def _question(template: str, own: OwnStandard, act: Callable[[str], None], **shown: Any) -> ResponseReturnValue | None:
    """The question about a draft, with why `act` refused what the person saw; None once it is done."""
    form = SeenForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            act(form.seen.data or "")
            return None
        except (DraftChanged, NoProfile) as refused:
            status = 409 if isinstance(refused, DraftChanged) else 422
            form.form_errors.append(str(refused))
        except Faulty as faulty:
            status = 409
            form.form_errors.extend(fault.sentence for fault in faulty.faults[:MOST_SHOWN])
    form.seen.data = own.digest
    return render(template, status=status, own=own, form=form, **shown)


@blueprint.route("/eigen/standaarden/<int:own_id>/uit-de-keuze", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def withdraw(own_id: int) -> ResponseReturnValue:
    """Take a published standard out of choice, after a question; what was made on it stays."""
    own = _own(own_id)
    if own.status is not OwnStatus.PUBLISHED:
        abort(409)
    if request.method == "GET":
        return render("standards/own/withdraw.html", own=own, back_to=_chosen_again_without(own))
    own_operations.withdraw(current_user.organisation, own)
    flash("Niemand kan deze standaard nog kiezen. Wat ermee is gemaakt, blijft.", "success")
    return go_to(url_for("own.show", own_id=own.id))


def _chosen_again_without(own: OwnStandard) -> Standard | None:
    """The earlier edition that people begin on again when this one, the newest, is taken out of choice."""
    offered = {one.slug: one for one in queries.bases_for(current_user.organisation)}
    standard = offered.get(own.full_slug)
    if standard is None or standard not in newest_editions(offered.values()):
        return None
    return offered.get(standard.follows or "")


@blueprint.post("/eigen/standaarden/<int:own_id>/in-de-keuze")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def offer(own_id: int) -> ResponseReturnValue:
    """Let people choose it again."""
    own = _own(own_id)
    own_operations.offer_again(current_user.organisation, own)
    flash("Jullie mensen kunnen deze standaard weer kiezen.", "success")
    return go_to(url_for("own.show", own_id=own.id))


def _own(own_id: int) -> OwnStandard:
    return own_queries.own_standard_of(current_user.organisation_id, own_id) or abort(404)


def _draft(own_id: int) -> OwnStandard:
    """One that can still change; otherwise the page says that it was published meanwhile."""
    own = _own(own_id)
    if not own.status.can_change:
        abort(409)
    return own


def _row_of(own: OwnStandard) -> OwnStandard | None:
    """The edition before."""
    follows = queries.content_of(own).follows
    return own_queries.own_standard_called(current_user.organisation_id, name_in_file(follows)) if follows else None


def _remarks(source: str) -> list[str]:
    """What a CASE package had that was not taken: it stands above the YAML (see `draft_text`)."""
    head = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        head.append(line)
    return [line.removeprefix(_REMARK) for line in head if line.startswith(_REMARK)]
