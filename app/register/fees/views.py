"""What is due, for the board: a list by year, and the same as workbook."""

from __future__ import annotations

from flask import Blueprint, Response, request

from app.core import clock
from app.core.files.sheets import MIMETYPE
from app.core.web.htmx import render
from app.core.web.sending import send
from app.people.access import allow
from app.people.rules import RoleName
from app.register.fees import queries
from app.register.fees.workbook import write_invoices

blueprint = Blueprint("fees", __name__, url_prefix="/kwaliteit/tarieven")

FIRST_YEAR = 2018


@blueprint.get("/")
@allow(RoleName.BOARD)
def index() -> Response:
    """Everything that is due in a year (`?jaar=`; this year when that is no year)."""
    year = _year()
    lines = queries.invoice_lines(year)
    return render(
        "register/fees/index.html",
        year=year,
        years=range(clock.today().year + 1, FIRST_YEAR - 1, -1),
        lines=lines,
        totals=queries.totals(lines),
    )


@blueprint.get("/facturen.xlsx")
@allow(RoleName.BOARD)
def workbook() -> Response:
    """The invoice list of a year."""
    year = _year()
    return send(write_invoices(year, queries.invoice_lines(year)), MIMETYPE, f"facturen-{year}.xlsx")


def _year() -> int:
    year = request.args.get("jaar", type=int) or clock.today().year
    return year if FIRST_YEAR <= year <= clock.today().year + 1 else clock.today().year
