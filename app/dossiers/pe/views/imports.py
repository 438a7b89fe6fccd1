"""Pages on which a workbook with PE activities is taken over: download, upload, see what comes, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.files.limits import WORKBOOK_BYTES
from app.core.files.sheets import MIMETYPE
from app.core.shapes import Fault, Faulty
from app.core.web.errors import refused_on
from app.core.web.fields import WorkbookForm
from app.core.web.htmx import go_to, render
from app.core.web.sending import first_faults, send
from app.dossiers.pe import operations
from app.dossiers.pe.forms import ConfirmForm
from app.dossiers.pe.pages import PEYears
from app.dossiers.pe.rules import Facts, key_of
from app.dossiers.pe.views.ground import blueprint, own_years
from app.dossiers.pe.workbook import PartlyFaulty, read_workbook, write_workbook
from app.dossiers.rules import ApprovalStatus
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.case import ActivityPoints
from app.regulation.terms import PEKind


@dataclass(frozen=True, slots=True)
class Coming:
    """A row of the workbook that would come; `twin` is whether the same is there already, or stands above it."""

    facts: Facts
    points: ActivityPoints | None
    twin: bool

    @property
    def why_less(self) -> str:
        """Why it gives no or fewer points; empty when that is simply what it is worth."""
        if self.points is None or not self.points.reason or self.points.planned:
            return ""
        return ApprovalStatus.NOT_ASKED.explain(self.points)


@blueprint.route("/invoer", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def import_file() -> ResponseReturnValue:
    """Upload a filled-in workbook; it gives a preview, and nothing is written."""
    years = own_years()
    form = WorkbookForm()
    if not form.validate_on_submit():
        return _upload(years, form, form.page_status)
    try:
        rows = read_workbook(
            form.file.data.stream.read(WORKBOOK_BYTES + 1),
            years.rules,
            years.today,
            lambda day: operations.check_day(years.position, day),
        )
    except Faulty as faulty:
        form.file.errors = ["Aan dit werkboek klopt iets niet. Er is niets bijgekomen."]
        good = [one.facts for one in faulty.good] if isinstance(faulty, PartlyFaulty) else []
        return _upload(years, form, 422, faulty.faults, good)
    return _preview(years, [one.facts for one in rows])


def _upload(
    years: PEYears, form: WorkbookForm, status: int, faults: Sequence[Fault] = (), good: Sequence[Facts] = ()
) -> ResponseReturnValue:
    coming = _coming(years, good)
    return render(
        "dossiers/pe/import.html", status=status, years=years, form=form, coming=coming, **first_faults(faults)
    )


def _preview(years: PEYears, many: Sequence[Facts], status: int = 200, refusal: str = "") -> ResponseReturnValue:
    form = ConfirmForm(formdata=None)
    form.carry(many, current_user.id)
    return render(
        "dossiers/pe/import_preview.html",
        status=status,
        years=years,
        form=form,
        coming=_coming(years, many),
        refusal=refusal,
    )


def _coming(years: PEYears, many: Sequence[Facts]) -> list[Coming]:
    seen: set[tuple[PEKind, date, str]] = set()
    twins = []
    for one in many:
        twins.append(key_of(one) in seen or years.twin_of(one) is not None)
        seen.add(key_of(one))
    return [Coming(*row) for row in zip(many, years.worth_of(many), twins, strict=True)]


@blueprint.post("/invoer/bevestig")
@allow(RoleName.PROFESSIONAL)
def confirm_import() -> ResponseReturnValue:
    """Add what the preview showed: all of it, or nothing."""
    years = own_years()
    form = ConfirmForm()
    many = form.carried(current_user.id)
    if many is None:
        flash("Upload het werkboek opnieuw. Er is niets bijgekomen.", "warning")
        return go_to(url_for("pe.import_file"))
    chosen = [one.facts for one in _coming(years, many) if form.again.data or not one.twin]
    with refused_on(_preview, years, many):
        operations.add_all(current_user, chosen)
    if not chosen:
        flash("Alles in dit werkboek staat er al. Er is niets bijgekomen.", "warning")
    else:
        words = "1 activiteit is erbij gekomen." if len(chosen) == 1 else f"{len(chosen)} activiteiten zijn erbij."
        flash(words, "success")
    return go_to(url_for("pe.show"))


@blueprint.get("/invoer/werkboek")
@allow(RoleName.PROFESSIONAL)
def import_workbook() -> ResponseReturnValue:
    """The workbook to fill in, with examples and an explanation."""
    years = own_years()
    return send(write_workbook(years.rules, clock.today(), years.open_year), MIMETYPE, "pe-activiteiten.xlsx")
