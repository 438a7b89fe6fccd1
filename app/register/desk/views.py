"""The desk of committee and board: what is asked of them now, and who is registered."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_security import current_user

from app.core import clock
from app.core.web.htmx import render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import queries
from app.register.desk.queries import desk_of
from app.register.desk.rules import TaskKind
from app.register.judges.queries import ties_of
from app.register.rules import DecisionKind
from app.regulation.terms import Status

blueprint = Blueprint("desk", __name__, url_prefix="/kwaliteit")


@blueprint.get("/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def index() -> Response:
    """What is asked of me now, oldest first; `soort` narrows it."""
    chosen = request.args.get("soort", type=TaskKind)
    return render("register/desk/desk.html", desk=desk_of(current_user, clock.today(), chosen), today=clock.today())


@blueprint.get("/ingeschreven/")
@allow(RoleName.BOARD)
def registrations() -> Response:
    """Who holds a status now, by renewal date, with a search."""
    words, status = request.args.get("q", "").strip()[:100], request.args.get("status", type=Status)
    found = queries.held_registrations(clock.today(), words, status)
    ties = ties_of(current_user, {one.person_id: one.person for one in found}.values(), clock.today())
    return render(
        "register/desk/registrations.html", registrations=found, ties=ties, words=words, chosen=status,
        statuses=tuple(Status), today=clock.today(),
    )  # fmt: skip


@blueprint.get("/besluiten/")
@allow(RoleName.BOARD)
def decisions() -> Response:
    """Every decision that was taken, newest first; `soort` and `jaar` narrow it."""
    kind, year = request.args.get("soort", type=DecisionKind), request.args.get("jaar", type=_year)
    number = request.args.get("pagina", 1, type=int)
    found, pages = queries.decisions(number, kind, year)
    ties = ties_of(current_user, {one.person_id: one.person for one in found}.values(), clock.today())
    return render(
        "register/desk/decisions.html", decisions=found, ties=ties, kind=kind, year=year, kinds=tuple(DecisionKind),
        number=min(max(1, number), pages), pages=pages,
    )  # fmt: skip


def _year(text: str) -> int:
    """A year that a date can have; raises `ValueError`."""
    year = int(text)
    if not 1900 < year < 3000:
        raise ValueError(text)
    return year
