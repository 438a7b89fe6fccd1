"""Pages on which the committee approves: PE activities that ask it, and the practice activity of a year."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import go_to, render
from app.dossiers.holding.queries import held
from app.dossiers.models import PEActivity, PracticeReport
from app.dossiers.pe.kinds import worth
from app.dossiers.rules import ApprovalStatus
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.approvals import operations, queries
from app.register.approvals.forms import ActivitiesForm, ActivityAnswerForm, AnswerForm
from app.register.forms import refused_in
from app.register.judges.operations import declare
from app.register.judges.queries import Judge
from app.register.lists import onwards
from app.regulation.editions import rules_on
from app.regulation.terms import PEKind

blueprint = Blueprint("approvals", __name__, url_prefix="/kwaliteit")


@blueprint.get("/activiteit/<int:activity_id>/")
@allow(RoleName.COMMITTEE)
def activity(activity_id: int) -> Response:
    """A PE activity that asks approval, with what shows it."""
    found, _ = _activity(activity_id)
    record_look(current_user.id, found.person_id, f"PE-activiteit: {found.title}"[:200])
    return _activity_page(found, ActivityAnswerForm(found.kind is PEKind.OVERIG).about(found, current_user))


def _activity_page(found: PEActivity, form: ActivityAnswerForm, status: int = 200) -> Response:
    rules = rules_on(clock.today())
    row = rules.row(found.kind)
    return render(
        "register/approvals/activity.html",
        status=status,
        activity=found,
        form=form,
        row=row,
        worth=worth(row),
        clause=rules.clause("PE-OTHER"),
        together=queries.asked_by(found.person_id),
    )


@blueprint.post("/activiteit/<int:activity_id>/")
@allow(RoleName.COMMITTEE)
def answer_activity(activity_id: int) -> ResponseReturnValue:
    """Approve it, with its points when the table names none, or refuse it with the reason."""
    found, judge = _activity(activity_id)
    form = ActivityAnswerForm(found.kind is PEKind.OVERIG).about(found, current_user)
    if not form.validate():
        return _activity_page(found, form, 422)
    with refused_in(form, _activity_page, found, form, 409):
        declare(current_user, found, form.declares)
        operations.answer_activity(
            found,
            judge,
            granted=form.is_yes,
            points=form.points.data if form.points else None,
            answer=form.answer.data or "",
        )
    flash(f"Je antwoord is verstuurd aan {found.person.name}.", "success")
    return go_to(onwards())


@blueprint.get("/activiteiten/<int:person_id>/")
@allow(RoleName.COMMITTEE)
def activities(person_id: int) -> Response:
    """The PE activities of one person that ask approval, to approve several together."""
    found, _ = _activities(person_id)
    record_look(current_user.id, person_id, f"PE-activiteiten die goedkeuring vragen: {len(found)}")
    return _activities_page(found, _activities_form(found))


def _activities_form(found: Sequence[PEActivity]) -> ActivitiesForm:
    able = [one for one in found if one.kind is not PEKind.OVERIG]
    return ActivitiesForm(able).about(found[0], current_user)


def _activities_page(found: Sequence[PEActivity], form: ActivitiesForm, status: int = 200) -> Response:
    rules, person = rules_on(clock.today()), found[0].person
    found = [one for one in found if one.approval is ApprovalStatus.ASKED]
    rows = {one.id: rules.row(one.kind) for one in found}
    return render(
        "register/approvals/activities.html",
        status=status,
        person=person,
        activities=found,
        form=form,
        rows=rows,
        worths={number: worth(row) for number, row in rows.items()},
        apart=[one for one in found if one.kind is PEKind.OVERIG],
    )


@blueprint.post("/activiteiten/<int:person_id>/")
@allow(RoleName.COMMITTEE)
def approve_activities(person_id: int) -> ResponseReturnValue:
    """Approve those that were chosen, all or none."""
    found, judge = _activities(person_id)
    form = _activities_form(found)
    if not form.validate():
        return _activities_page(found, form, 422)
    chosen = [one for one in found if one.id in (form.chosen.data or ())]
    with refused_in(form, _activities_page, found, form, 409):
        for one in chosen:
            declare(current_user, one, form.declares)
        operations.approve_activities(chosen, judge, form.answer.data or "")
    count = f"{len(chosen)} activiteiten" if len(chosen) > 1 else "1 activiteit"
    flash(f"Goedgekeurd: {count} van {found[0].person.name}.", "success")
    return go_to(onwards())


@blueprint.get("/activiteit/<int:activity_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE)
def activity_evidence(activity_id: int, evidence_id: int) -> Response:
    """A file that shows an activity, as a download."""
    found, _ = _activity(activity_id)
    evidence = next((one for one in found.evidence if one.id == evidence_id), None)
    response = as_download(evidence)
    record_look(current_user.id, found.person_id, f"Bewijs bij een PE-activiteit: {found.title}"[:200])
    return response


@blueprint.get("/praktijk/<int:report_id>/")
@allow(RoleName.COMMITTEE)
def subject(report_id: int) -> Response:
    """The practice activity of a year that waits for the committee."""
    found, _ = _subject(report_id)
    record_look(current_user.id, found.person_id, "Praktijkactiviteit")
    return _subject_page(found, _subject_form(found))


def _subject_form(found: PracticeReport) -> AnswerForm:
    return AnswerForm("Goedkeuren", "Teruggeven").about(found, current_user)


def _subject_page(found: PracticeReport, form: AnswerForm, status: int = 200) -> Response:
    rules = rules_on(clock.today())
    holding = held(found.person, found.year_start)
    portfolio = rules.status(holding.status).portfolio if holding is not None else None
    return render(
        "register/approvals/subject.html",
        status=status,
        report=found,
        form=form,
        held=holding,
        clause=rules.clause("PORTFOLIO-APPROVAL"),
        asks_local=bool(portfolio and portfolio.local),
    )


@blueprint.post("/praktijk/<int:report_id>/")
@allow(RoleName.COMMITTEE)
def answer_subject(report_id: int) -> ResponseReturnValue:
    """Approve the practice activity, or give it back with what has to change."""
    found, judge = _subject(report_id)
    form = _subject_form(found)
    if not form.validate():
        return _subject_page(found, form, 422)
    with refused_in(form, _subject_page, found, form, 409):
        declare(current_user, found, form.declares)
        operations.answer_subject(found, judge, approved=form.is_yes, answer=form.answer.data or "")
    flash(f"Je antwoord is verstuurd aan {found.person.name}.", "success")
    return go_to(onwards())


def _activity(activity_id: int) -> tuple[PEActivity, Judge]:
    return queries.activity_for(current_user, activity_id, clock.today()) or abort(404)


def _activities(person_id: int) -> tuple[Sequence[PEActivity], Judge]:
    return queries.activities_for(current_user, person_id, clock.today()) or abort(404)


def _subject(report_id: int) -> tuple[PracticeReport, Judge]:
    return queries.subject_for(current_user, report_id, clock.today()) or abort(404)
