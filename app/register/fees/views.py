"""What it costs in a year and what is due, for the board: prices, invoices, who pays, and the same as workbook."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.files.sheets import MIMETYPE
from app.core.problems import DomainError
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.core.web.sending import send
from app.dossiers.holding.queries import prices_of
from app.people.access import allow
from app.people.rules import RoleName
from app.register.fees import operations, queries
from app.register.fees.forms import DebtorForm, FeesForm, typed
from app.register.fees.rules import euro
from app.register.fees.workbook import write_invoices
from app.register.forms import refuse
from app.register.rules import SettingKind
from app.register.settings.operations import propose as propose_setting
from app.register.settings.queries import history_of, proposals
from app.register.settings.rules import prices_as_value
from app.regulation.editions import rules_on
from app.regulation.registration.fees import PriceKind
from app.regulation.terms import Status

blueprint = Blueprint("fees", __name__, url_prefix="/kwaliteit/tarieven")

FIRST_YEAR = 2018


@blueprint.get("/")
@allow(RoleName.BOARD)
def index() -> Response:
    """What a year costs and everything that is due in it (`?jaar=`; this year when that is no year)."""
    year, today = _year(), clock.today()
    prices, history = prices_of(year), history_of(SettingKind.FEES, str(year))
    lines = queries.invoice_lines(year, prices)
    return render(
        "register/fees/index.html",
        year=year,
        years=range(today.year + 1, FIRST_YEAR - 1, -1),
        lines=lines,
        totals=queries.totals(lines),
        to_invoice=[one for one in lines if one.can_be_invoiced(today)],
        without_address=len({one.payer for one in lines if one.debtor is None and one.fee.known}),
        prices=queries.price_rows(year, prices),
        can_be_set=year in queries.years_to_set(today),
        history=history,
        proposals=[one for one in proposals(SettingKind.FEES) if one.scope == str(year)],
        euro=euro,
    )


@blueprint.route("/voorstel", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def propose() -> ResponseReturnValue:
    """Propose what a year costs; another member of the board confirms it."""
    years = queries.years_to_set(clock.today())
    year = _year() if _year() in years else clock.today().year
    known = {(year, status, PriceKind.AUDIT): _audit_of_documents(status) for status in Status} | dict(prices_of(year))
    form = FeesForm(years, data=typed(year, known))
    if request.method == "GET" or not form.validate():
        return _propose_page(form, form.page_status)
    try:
        setting = propose_setting(
            current_user,
            SettingKind.FEES,
            prices_as_value(form.prices),
            scope=str(form.year.data),
            reason=form.reason.data or "",
        )
    except DomainError as refused:
        return _propose_page(form, refuse(form, refused))
    flash("Je voorstel staat klaar voor een ander bestuurslid. Er verandert nu nog niets.", "success")
    return go_to(url_for("settings.show", setting_id=setting.id))


@blueprint.route("/factureren", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def invoice() -> ResponseReturnValue:
    """Which invoices can be made now, and making them."""
    year = _year()
    if request.method == "GET":
        return _invoice_page(year, 200)
    with refused_on(_invoice_page, year):
        made = operations.make_invoices(year, clock.today(), current_user, request.form.get("shown", ""))
    count = "Er is 1 factuur gemaakt" if len(made) == 1 else f"Er zijn {len(made)} facturen gemaakt"
    flash(f"{count}: {made[0].number}{f' tot en met {made[-1].number}' if len(made) > 1 else ''}.", "success")
    return go_to(url_for("fees.index", jaar=year))


@blueprint.route("/adres/<int:registration_id>/<int:year>", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def debtor(registration_id: int, year: int) -> ResponseReturnValue:
    """Where the invoices go of who pays for this registration in this year."""
    line = (queries.line_of(registration_id, year) if 1 <= year <= 9998 else None) or abort(404)
    payer = line.payer
    shown = {"name": line.debtor.name, "address": line.debtor.address} if line.debtor else {"name": payer.name}
    form = DebtorForm(data=shown)
    if form.validate_on_submit():
        operations.keep_debtor(payer, form.name.data or "", form.address.data or "")
        flash(f"Het adres van {form.name.data} is opgeslagen.", "success")
        return go_to(url_for("fees.index", jaar=year))
    return render("register/fees/debtor.html", status=form.page_status, form=form, payer=payer, year=year)


@blueprint.get("/facturen.xlsx")
@allow(RoleName.BOARD)
def workbook() -> Response:
    """The invoice list of a year."""
    year = _year()
    return send(write_invoices(year, queries.invoice_lines(year)), MIMETYPE, f"facturen-{year}.xlsx")


def _propose_page(form: FeesForm, status: int) -> Response:
    return render("register/fees/propose.html", status=status, form=form, kinds=tuple(PriceKind))


def _invoice_page(year: int, status: int, refusal: str = "") -> Response:
    lines = queries.to_invoice(year, clock.today())
    return render(
        "register/fees/invoice.html",
        status=status,
        year=year,
        lines=lines,
        shown=queries.mark_of(lines),
        totals=queries.totals(lines),
        euro=euro,
        refusal=refusal,
    )


def _audit_of_documents(status: Status) -> Decimal:
    return Decimal(rules_on(clock.today()).status(status).audit.amount)


def _year() -> int:
    year = request.args.get("jaar", type=int) or clock.today().year
    return year if FIRST_YEAR <= year <= clock.today().year + 1 else clock.today().year
