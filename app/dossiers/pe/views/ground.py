"""What the pages of PE activities share: the blueprint, my own, and the page of one activity."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import render
from app.dossiers.holding.position import Position, position_of
from app.dossiers.models import PEActivity
from app.dossiers.pe import operations, queries
from app.dossiers.pe.pages import Line, PEYears, pe_years_of
from app.evidence.forms import EvidenceChoiceForm

blueprint = Blueprint("pe", __name__, url_prefix="/mijn-register/pe")


def own_position() -> Position:
    """Where I am in the register today."""
    return position_of(current_user, clock.today())


def own_years() -> PEYears:
    """My PE years; the answer is the page that says that PE is for who is in the register, when I am not."""
    status = 409 if request.method == "POST" else 200
    return pe_years_of(own_position()) or abort(render("dossiers/pe/not_registered.html", status=status))


def own_activity(activity_id: int) -> PEActivity:
    """My own activity; anybody else's does not exist for me."""
    return queries.own_activity(current_user, activity_id) or abort(404)


def activity_page(
    activity: PEActivity, status: int = 200, *, evidence: EvidenceChoiceForm | None = None, refusal: str = ""
) -> ResponseReturnValue:
    """The page of one activity; `evidence` is a form that was not right, `refusal` why something was not done."""
    position = own_position()
    years, rules = pe_years_of(position), position.rules
    year = years.year_of(activity.held_on) if years else None
    page = years.page(year) if years and year else None
    line = next((one for one in page.lines if one.activity is activity), None) if page else None
    form = evidence or EvidenceChoiceForm.beside(current_user, activity.evidence, fresh=True)
    return render(
        "dossiers/pe/activity.html",
        status=status,
        activity=activity,
        line=line or Line(activity, None),
        year=page,
        row=rules.row(activity.kind),
        rules=rules,
        closed=why_closed(position, activity),
        evidence_form=form,
        today=position.day,
        refusal=refusal,
    )


def why_closed(position: Position, activity: PEActivity) -> str:
    """Why nothing of this activity can be changed; empty when it can."""
    try:
        operations.check_day(position, activity.held_on)
    except DomainError as closed:
        return str(closed)
    return ""
