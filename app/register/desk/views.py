"""The desk of committee and board: what is asked of them now, and who is registered."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import queries
from app.register.desk import claims
from app.register.desk.places import BY_PERSON, LATE, address_of, desk_values, list_name, next_address
from app.register.desk.queries import desk_of
from app.register.desk.rules import TaskKind
from app.register.desk.tasks import Desk
from app.register.judges.queries import ties_of
from app.register.lists import list_values
from app.register.rules import DecisionKind
from app.regulation.terms import Status

NARROWED = ("soort", "q", LATE, BY_PERSON, "pagina")
"""What a button on the desk carries, to come back to what was shown."""

blueprint = Blueprint("desk", __name__, url_prefix="/kwaliteit")


@blueprint.get("/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def index() -> Response:
    """What is asked of me now, oldest first; `soort`, `laat` and `q` narrow it, `pagina` is which 25 of it.

    With `persoon` what is about one person stands together.
    """
    chosen, words = request.args.get("soort", type=TaskKind), request.args.get("q", "").strip()[:100]
    only_late, by_person = (bool(request.args.get(name, "").strip("0")) for name in (LATE, BY_PERSON))
    desk = desk_of(current_user, clock.today(), chosen, words, only_late=only_late, by_person=by_person)
    number = min(max(1, request.args.get("pagina", 1, type=int)), desk.pages)
    tasks = [(task, address_of(desk, place, task)) for place, task in desk.page(number)]
    return render(
        "register/desk/desk.html",
        desk=desk,
        number=number,
        tasks=tasks,
        groups=[list(some) for _, some in groupby(tasks, key=lambda line: line[0].person)] if by_person else (),
        claims=claims.claims(),
        at=partial(_at, desk),
        carried={"lijst": list_name(desk), "plek": 1},
        today=clock.today(),
    )


def _at(desk: Desk, **other: Any) -> str:
    return url_for("desk.index", **desk_values(desk, **other))


@blueprint.get("/volgende")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def next_one() -> Response:
    """On to what is next in the list that somebody works through."""
    return go_to(next_address())


@blueprint.post("/oppakken/<kind>/<int:file_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def claim(kind: str, file_id: int) -> ResponseReturnValue:
    """Take up what waits for me, so that others see who has it."""
    instead_of = request.form.get("van", type=int)
    try:
        claims.claim(current_user, _kind(kind), file_id, clock.today(), instead_of)
    except DomainError as refused:
        flash(str(refused), "warning")
    return go_to(_where_from())


@blueprint.post("/loslaten/<kind>/<int:file_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def let_go(kind: str, file_id: int) -> ResponseReturnValue:
    """Let go of what I took up."""
    claims.let_go(current_user, _kind(kind), file_id)
    return go_to(_where_from())


@blueprint.get("/ingeschreven/")
@allow(RoleName.BOARD)
def registrations() -> Response:
    """Who holds a status now, by renewal date, with a search."""
    words, status = request.args.get("q", "").strip()[:100], request.args.get("status", type=Status)
    found = queries.held_registrations(clock.today(), words, status)
    ties = ties_of(current_user, {one.person_id: one.person for one in found}.values(), clock.today())
    return render(
        "register/desk/registrations.html",
        registrations=found,
        ties=ties,
        words=words,
        chosen=status,
        statuses=tuple(Status),
        today=clock.today(),
    )


@blueprint.get("/besluiten/")
@allow(RoleName.BOARD)
def decisions() -> Response:
    """Every decision that was taken, newest first; `soort` and `jaar` narrow it."""
    kind, year = request.args.get("soort", type=DecisionKind), request.args.get("jaar", type=_year)
    number = request.args.get("pagina", 1, type=int)
    found, pages = queries.decisions(number, kind, year)
    ties = ties_of(current_user, {one.person_id: one.person for one in found}.values(), clock.today())
    return render(
        "register/desk/decisions.html",
        decisions=found,
        ties=ties,
        kind=kind,
        year=year,
        kinds=tuple(DecisionKind),
        number=min(max(1, number), pages),
        pages=pages,
    )


def _kind(text: str) -> TaskKind:
    return TaskKind(text) if text in set(TaskKind) else abort(404)


def _where_from() -> str:
    """Back to the page of the desk on which the button stood, or to the page of the task itself."""
    carried = list_values()
    if carried.get("plek"):
        return next_address()
    narrowed: dict[str, Any] = {name: request.form[name] for name in NARROWED if request.form.get(name)}
    return url_for("desk.index", **narrowed)


def _year(text: str) -> int:
    """A year that a date can have; raises `ValueError`."""
    year = int(text)
    if not 1900 < year < 3000:
        raise ValueError(text)
    return year
