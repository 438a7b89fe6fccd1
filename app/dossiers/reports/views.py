"""Pages of the practice report: propose the activity, write the report, add files, send it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, abort, flash, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.saving import SaveConflict
from app.core.web.errors import refused_on
from app.core.web.fields import version_in
from app.core.web.filters import clock_time, moment
from app.core.web.htmx import go_to, render
from app.dossiers.holding.position import OwnYear, own_year
from app.dossiers.meetings.queries import meetings_in
from app.dossiers.models import PeerAttendance, PracticeReport
from app.dossiers.reports import operations, queries
from app.dossiers.reports.forms import BodyForm, SendForm, SubjectForm
from app.dossiers.reports.operations import NothingWritten, TooEarly
from app.dossiers.rules import ReportStatus
from app.evidence.forms import EvidenceChoiceForm
from app.people.access import allow
from app.people.rules import RoleName

blueprint = Blueprint("reports", __name__, url_prefix="/mijn-register/praktijkverslag")


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """The practice report of this PE year: how far it is, and the next thing to do."""
    return _page(own_year(current_user, clock.today()))


def _page(
    own: OwnYear | None,
    status: int = 200,
    *,
    subject: SubjectForm | None = None,
    evidence: EvidenceChoiceForm | None = None,
    refusal: str = "",
) -> ResponseReturnValue:
    if own is None or not own.asks_report:
        return render("dossiers/reports/not_needed.html", own=own)
    report = queries.report_of(current_user, own.year.start)
    return render(
        "dossiers/reports/show.html",
        status=status,
        own=own,
        report=report,
        step=report.status if report else ReportStatus.DRAFT,
        can_propose=not own.is_handed_in and (report is None or report.status.subject_is_open),
        can_write=report is not None and report.status is ReportStatus.APPROVED and not own.is_handed_in,
        form=subject or SubjectForm(formdata=None, obj=report),
        proof=evidence or EvidenceChoiceForm.beside(current_user, report.evidence if report else (), fresh=True),
        attended=meetings_in(current_user, own.year),
        earlier=queries.earlier_reports(current_user, own.year.start),
        refusal=refusal,
    )


@blueprint.post("/voorstel")
@allow(RoleName.PROFESSIONAL)
def propose() -> ResponseReturnValue:
    """Lay the activity before the committee, or keep it for later."""
    own = _own_year()
    as_draft = request.form.get("do") == "keep"
    form = SubjectForm()
    form.as_draft = as_draft
    if not form.validate():
        return _page(own, 422, subject=form)
    with refused_on(_page, own, subject=form):
        report = operations.report_for(current_user, own.year)
        operations.keep_subject(
            report,
            subject=form.subject.data or "",
            beyond_routine=form.beyond_routine.data or "",
            local_level=bool(form.local_level.data) and own.asks_local,
        )
        if not as_draft:
            operations.propose(report, own.today)
    flash("Het is bewaard. Alleen jij ziet het." if as_draft else "Je activiteit ligt bij de commissie.", "success")
    return go_to(url_for("reports.show"))


@blueprint.get("/verslag")
@allow(RoleName.PROFESSIONAL)
def write() -> ResponseReturnValue:
    """Write the report: a text that saves itself."""
    own = _own_year()
    report = queries.report_of(current_user, own.year.start)
    if report is None or report.status is not ReportStatus.APPROVED or own.is_handed_in:
        return go_to(url_for("reports.show"))
    return _writing(report, BodyForm(formdata=None, obj=report))


@blueprint.post("/verslag")
@allow(RoleName.PROFESSIONAL)
def save() -> ResponseReturnValue:
    """Save the text: by itself while it is typed, or all at once."""
    report = queries.report_of(current_user, _own_year().year.start) or abort(404)
    if request.headers.get("X-Autosave"):
        return _save_by_itself(report)
    form = BodyForm()
    if not form.validate():
        return _writing(report, form, 422)
    if request.form.get("body_choice") != "stored":
        try:
            operations.save_body(report, form.body.data or "", version_in(request.form.get("body_version")))
        except SaveConflict as conflict:
            return _writing(report, form, 409, conflict=conflict)
        except DomainError as refused:
            return _writing(report, form, 409, refusal=str(refused))
    flash("Je verslag is bewaard.", "success")
    return go_to(url_for("reports.show"))


def _writing(
    report: PracticeReport,
    form: BodyForm,
    status: int = 200,
    *,
    conflict: SaveConflict[str] | None = None,
    refusal: str = "",
) -> ResponseReturnValue:
    version = (
        conflict.version
        if conflict
        else version_in(request.form.get("body_version"))
        if status == 422
        else report.body_version
    )
    both = conflict and _both(conflict, form)
    return render(
        "dossiers/reports/write.html",
        status=status,
        report=report,
        form=form,
        version=version,
        conflict=both,
        refusal=refusal,
    )


def _both(conflict: SaveConflict[str], form: BodyForm) -> dict[str, str]:
    """Both texts of a conflict, and when the stored one came."""
    return {
        "value": conflict.stored,
        "stored": conflict.stored or "(leeg)",
        "yours": form.body.data or "(leeg)",
        "at": moment(conflict.at),
    }


def _save_by_itself(report: PracticeReport) -> ResponseReturnValue:
    """Save the text and answer what the script must know: version and time, or what is wrong."""
    form = BodyForm()
    if "body" not in request.form or not form.validate():
        errors = form.body.errors or ["Er is niets om op te slaan."]
        return jsonify(problem="invalid", message=errors[0]), 422
    try:
        saved = operations.save_body(report, form.body.data or "", version_in(request.form.get("version")))
    except SaveConflict as conflict:
        return jsonify(problem="conflict", version=conflict.version, **_both(conflict, form)), 409
    except DomainError as refused:
        href = url_for("reports.show")
        return jsonify(problem="closed", message=str(refused), href=href, link="Bekijk je praktijkverslag"), 409
    return jsonify(version=saved.version, message=f"Opgeslagen om {clock_time(saved.at)}", parts="")


@blueprint.route("/versturen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def send() -> ResponseReturnValue:
    """Write down on which day the report was sent; from then on it stays as it is."""
    own = _own_year()
    report = queries.report_of(current_user, own.year.start)
    if report is None or report.status is not ReportStatus.APPROVED or own.is_handed_in:
        return go_to(url_for("reports.show"))
    form = SendForm(data={"sent_on": own.today})
    attended = meetings_in(current_user, own.year)
    warning = ""
    if form.validate_on_submit() and form.sent_on.data is not None:
        warning = _too_late(form.sent_on.data, attended)
        if not warning or form.anyway.data:
            try:
                operations.send(report, form.sent_on.data)
            except (NothingWritten, TooEarly) as refused:
                form.sent_on.errors = [str(refused)]
            except DomainError as refused:
                return _page(own, 409, refusal=str(refused))
            else:
                flash("Vastgelegd. Neem je verslag mee naar je intervisie.", "success")
                return go_to(url_for("reports.show"))
    return render(
        "dossiers/reports/send.html",
        status=form.page_status,
        own=own,
        report=report,
        form=form,
        warning=warning,
        attended=attended,
    )


def _too_late(sent_on: date, attended: Sequence[PeerAttendance]) -> str:
    """What to know before this day is written down, seen from the meetings of the year (reading A-62); or nothing."""
    held = max((one.meeting.held_on for one in attended), default=None)
    if held is None or sent_on < held:
        return ""
    if sent_on == held:
        return "Dit is de dag van je intervisie. Of dat op tijd is, beslist een mens."
    return "Je intervisie was al voor deze dag. Zo telt het verslag niet als vooraf gestuurd."


@blueprint.post("/bewijs")
@allow(RoleName.PROFESSIONAL)
def add_evidence() -> ResponseReturnValue:
    """Add a file or a link, or something that is kept already."""
    own = _own_year()
    report = queries.report_of(current_user, own.year.start) or abort(404)
    form = EvidenceChoiceForm.beside(current_user, report.evidence)
    if not form.validate_on_submit():
        return _page(own, 422, evidence=form)
    with refused_on(_page, own, evidence=form):
        operations.add_evidence(report, form.keep(current_user))
    flash("Het is toegevoegd.", "success")
    return go_to(url_for("reports.show", _anchor="bestanden"))


@blueprint.post("/bewijs/<int:evidence_id>/weghalen")
@allow(RoleName.PROFESSIONAL)
def remove_evidence(evidence_id: int) -> ResponseReturnValue:
    """Take a file or link from the report."""
    own = _own_year()
    report = queries.report_of(current_user, own.year.start) or abort(404)
    evidence = next((one for one in report.evidence if one.id == evidence_id), None) or abort(404)
    with refused_on(_page, own):
        operations.remove_evidence(report, evidence)
    flash("Het is weggehaald.", "success")
    return go_to(url_for("reports.show", _anchor="bestanden"))


@blueprint.get("/<int:report_id>/")
@allow(RoleName.PROFESSIONAL)
def earlier(report_id: int) -> ResponseReturnValue:
    """A report of mine, to read."""
    report = queries.own_report(current_user, report_id) or abort(404)
    return render("dossiers/reports/earlier.html", report=report)


def _own_year() -> OwnYear:
    """My open PE year when my status asks for a report; else there is nothing here."""
    own = own_year(current_user, clock.today())
    if own is None or not own.asks_report:
        abort(404)
    return own
