"""The public register: a list to search, and the same as file. No cookies, no scripts needed, nothing about who looks.

An answer may be kept, but a cache must ask each time whether it is still right: who was removed is gone at once.
"""

from __future__ import annotations

import csv
import io
import json

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.datastructures import Headers

from app.core import clock
from app.people.access import Door, allow
from app.register.public import queries
from app.register.public.pages import kept, no_visitor
from app.register.public.queries import Entry
from app.regulation.terms import Status

blueprint = Blueprint("public", __name__, url_prefix="/register")

PAGE = 50
FIELDS = ("naam", "werkgever", "register", "titel", "status", "datum_van_ingang")


@blueprint.get("/")
@allow(Door.PUBLIC)
def index() -> Response:
    """The list, page by page, with a search on name or employer, and on status."""
    words = request.args.get("q", "").strip()[:100]
    status = next((one for one in Status if one.value == request.args.get("status")), None)
    found = queries.matching(queries.entries(clock.today()), words, status)
    count = max(1, -(-len(found) // PAGE))
    number = min(max(1, request.args.get("pagina", 1, type=int)), count)
    return kept(
        render_template(
            "register/public/index.html",
            **no_visitor(),
            entries=found[(number - 1) * PAGE : number * PAGE],
            total=len(found),
            words=words,
            status=status,
            statuses=list(Status),
            number=number,
            count=count,
            today=clock.today(),
        )
    )


@blueprint.get("/wie/<int:person_id>/")
@allow(Door.PUBLIC)
def person(person_id: int) -> Response:
    """One person of the list, to link to. Who is in it no more has no page, as who never was."""
    found = queries.entries_of(person_id, clock.today()) or abort(404)
    response = kept(render_template("register/public/person.html", **no_visitor(), entries=found, today=clock.today()))
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@blueprint.get("/lijst.json")
@allow(Door.PUBLIC)
def as_json() -> Response:
    """The whole list as JSON."""
    people = [dict(zip(FIELDS, _values(one), strict=True)) for one in queries.entries(clock.today())]
    body = json.dumps({"bijgewerkt_op": clock.today().isoformat(), "register": people}, ensure_ascii=False, indent=1)
    return kept(body, "application/json", _called("json"))


@blueprint.get("/lijst.csv")
@allow(Door.PUBLIC)
def as_csv() -> Response:
    """The whole list as CSV with semicolons, which a Dutch Excel opens in columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(FIELDS)
    for one in queries.entries(clock.today()):
        writer.writerow(_as_text(value) for value in _values(one))
    return kept("\ufeff" + out.getvalue(), "text/csv", _called("csv"))


def _called(kind: str) -> Headers:
    """The name of the file, with the day that it is of."""
    return Headers({"Content-Disposition": f'inline; filename="register-{clock.today().isoformat()}.{kind}"'})


def _values(one: Entry) -> tuple[str, ...]:
    return one.name, one.employer, one.register.value, one.title, one.status.value, one.since.isoformat()


def _as_text(value: str) -> str:
    """A value that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in "=+-@\t\r" else value
