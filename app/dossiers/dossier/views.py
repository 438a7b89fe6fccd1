"""Pages of the dossier: what is in it and what is missing, hand it in, read it back, take it along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.web.errors import refused_on
from app.core.web.htmx import go_to, render
from app.core.web.sending import send, send_stored
from app.dossiers.dossier import operations, queries
from app.dossiers.dossier.assembling import assemble, is_on_time
from app.dossiers.dossier.content import DossierContent
from app.dossiers.dossier.forms import HandInForm
from app.dossiers.dossier.packing import MissingFile, pdf_of, zip_of
from app.dossiers.holding.position import OwnYear, own_year
from app.dossiers.models import Dossier
from app.dossiers.standing.rules import TO_DO, ToDo
from app.evidence.models import Evidence
from app.evidence.queries import evidence_of
from app.people.access import allow
from app.people.rules import RoleName
from app.regulation.dossier_file.writing import case_as_data
from app.regulation.edition import Clause
from app.regulation.editions import rules_of
from app.regulation.kept import KeptRequirement
from app.regulation.terms import RequirementKey

blueprint = Blueprint("dossier", __name__, url_prefix="/mijn-register/dossier")

_PAGES = {
    "declarations": ToDo("declarations.show", "Naar de verklaring"),
    "pe": ToDo("pe.show", "Naar je PE-punten"),
    "reports": ToDo("reports.show", "Naar je praktijkverslag"),
    "meetings": ToDo("meetings.index", "Naar je intervisie"),
}
WHERE = {key: _PAGES[one.place] for key, one in TO_DO.items() if one.place in _PAGES}
"""Where to go on for what is missing."""


@blueprint.app_template_filter("clauses_in")
def clauses_in(ids: Sequence[str], edition: str) -> list[Clause]:
    """The clauses with these ids of an edition of the rules."""
    rules = rules_of(edition)
    return [rules.clause(one) for one in ids]


def still_missing(content: DossierContent) -> list[KeptRequirement]:
    """What is missing apart from the handing in itself, unless that is too late."""
    return [one for one in content.missing if one.key != RequirementKey.DOSSIER]


def own_address(evidence: Sequence[Evidence]) -> Callable[[int], str]:
    """Where the person opens each piece of their own evidence: a file by download, a link at its own place."""
    links = {one.id: one.url for one in evidence if one.url}

    def address(evidence_id: int) -> str:
        return links.get(evidence_id) or url_for("evidence.download", evidence_id=evidence_id)

    return address


@blueprint.get("/")
@allow(RoleName.PROFESSIONAL)
def show() -> ResponseReturnValue:
    """The dossier of this PE year: as it is today, or as it was handed in."""
    own = own_year(current_user, clock.today())
    if own is None:
        return render("dossiers/dossier/not_yet.html", earlier=queries.dossiers_of(current_user))
    return _page(own)


def _page(own: OwnYear, status: int = 200, refusal: str = "") -> ResponseReturnValue:
    earlier = [one for one in queries.dossiers_of(current_user) if own.dossier is None or one.id != own.dossier.id]
    if own.dossier is not None:
        return _frozen(own.dossier, status, earlier=earlier, refusal=refusal)
    content = assemble(own).content
    return render(
        "dossiers/dossier/show.html",
        status=status,
        own=own,
        file=content,
        missing=still_missing(content),
        where=WHERE,
        on_time=is_on_time(own, own.today),
        evidence_address=own_address(evidence_of(current_user)),
        earlier=earlier,
        refusal=refusal,
    )


def _frozen(
    dossier: Dossier, status: int = 200, *, earlier: Sequence[Dossier] = (), refusal: str = ""
) -> ResponseReturnValue:
    return render(
        "dossiers/dossier/handed_in.html",
        status=status,
        dossier=dossier,
        file=queries.handed_in(dossier),
        evidence_address=own_address(dossier.evidence),
        earlier=earlier,
        refusal=refusal,
    )


@blueprint.route("/inleveren", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def hand_in() -> ResponseReturnValue:
    """Say what is missing and who will read it, then hand in."""
    own = own_year(current_user, clock.today()) or abort(404)
    if own.dossier is not None:
        return go_to(url_for("dossier.show"))
    content = assemble(own).content
    missing = still_missing(content)
    on_time = is_on_time(own, own.today)
    form = HandInForm()
    form.is_whole = not missing and on_time
    if form.validate_on_submit():
        with refused_on(_page, own):
            operations.hand_in(own)
        flash("Je dossier is ingeleverd.", "success")
        return go_to(url_for("dossier.show"))
    return render(
        "dossiers/dossier/hand_in.html",
        status=form.page_status,
        own=own,
        file=content,
        missing=missing,
        on_time=on_time,
        form=form,
    )


@blueprint.get("/<int:dossier_id>/")
@allow(RoleName.PROFESSIONAL)
def earlier(dossier_id: int) -> ResponseReturnValue:
    """A dossier that I handed in, as it was."""
    return _frozen(_mine(dossier_id))


@blueprint.get("/pdf")
@allow(RoleName.PROFESSIONAL)
def pdf() -> ResponseReturnValue:
    """The dossier of this year as one PDF."""
    own = own_year(current_user, clock.today()) or abort(404)
    if own.dossier is not None:
        return _send_pdf(queries.handed_in(own.dossier), own.dossier.handed_in_at)
    return _send_pdf(assemble(own).content, None)


@blueprint.get("/zip")
@allow(RoleName.PROFESSIONAL)
def package() -> ResponseReturnValue:
    """The dossier of this year with all evidence."""
    own = own_year(current_user, clock.today()) or abort(404)
    if own.dossier is not None:
        return _send_zip(own.dossier)
    made = assemble(own)
    content, case = made.content, case_as_data(operations.case_name(own), made.case)
    try:
        file = zip_of(content, case, evidence_of(current_user), None)
    except MissingFile as refused:
        return _page(own, 409, refusal=str(refused))
    return send_stored(file, "application/zip", f"{_name(content)}.zip")


@blueprint.get("/<int:dossier_id>/pdf")
@allow(RoleName.PROFESSIONAL)
def earlier_pdf(dossier_id: int) -> ResponseReturnValue:
    """A dossier that I handed in as one PDF."""
    dossier = _mine(dossier_id)
    return _send_pdf(queries.handed_in(dossier), dossier.handed_in_at)


@blueprint.get("/<int:dossier_id>/zip")
@allow(RoleName.PROFESSIONAL)
def earlier_package(dossier_id: int) -> ResponseReturnValue:
    """A dossier that I handed in with all its evidence."""
    return _send_zip(_mine(dossier_id))


def _mine(dossier_id: int) -> Dossier:
    """A dossier that I handed in; anybody else's does not exist for me."""
    return queries.own_dossier(current_user, dossier_id) or abort(404)


def _send_pdf(content: DossierContent, handed_in_at: datetime | None) -> Response:
    return send(pdf_of(content, handed_in_at), "application/pdf", f"{_name(content)}.pdf")


def _send_zip(dossier: Dossier) -> ResponseReturnValue:
    content = queries.handed_in(dossier)
    try:
        file = zip_of(content, dossier.case or {}, dossier.evidence, dossier.handed_in_at)
    except MissingFile as refused:
        return _frozen(dossier, 409, refusal=str(refused))
    return send_stored(file, "application/zip", f"{_name(content)}.zip")


def _name(content: DossierContent) -> str:
    """`dossier-20417-2027`: the number in the register and the year of the renewal."""
    return f"dossier-{content.holder.number}-{content.until.year}"
