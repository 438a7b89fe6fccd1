"""Pages of kaders (norms): make one, change it, give it to teams and people, stop with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.problems import DomainError
from app.core.web.fields import day_in
from app.core.web.filters import day
from app.core.web.htmx import go_to, render
from app.core.worded import series
from app.people.access import allow
from app.people.rules import RoleName
from app.standards import library as queries
from app.standards.marks import ChangedByOther
from app.standards.models import Norm, NormVersion
from app.standards.norms import operations
from app.standards.norms import queries as norm_queries
from app.standards.norms.forms import CarryForm, GiveForm, LevelsForm, NormForm
from app.standards.norms.operations import NothingAsked
from app.standards.rules.deciding import undecided
from app.standards.rules.editions import chain_of, crossing, newest_editions
from app.standards.rules.norms import Moves, NormKind, moves_of
from app.standards.rules.standard import Standard, UnknownProfile, UnknownStandard

blueprint = Blueprint("norms", __name__)

Targets = Mapping[str, str]

MOST_GIVEN = 100
"""Departments, teams and people at once."""

HINTS = {kind.value: kind.hint for kind in NormKind}


@blueprint.get("/eigen/kaders/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """The kaders of the organisation: what each asks, of whom, and which can go on to a later edition."""
    organisation = current_user.organisation
    norms = norm_queries.norms_of(organisation.id)
    withdrawn = [one for one, _ in queries.published_of(organisation).values()]
    return render(
        "standards/norms/index.html",
        norms=norms,
        later={
            norm_id: (before.edition, after.edition)
            for norm_id, (before, after) in norm_queries.later_editions(organisation, norms).items()
        },
        titles={one.slug: one.title for one in (*queries.bases_for(organisation), *withdrawn)},
    )


@blueprint.route("/eigen/kaders/nieuw", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Choose a standard that is on offer, then a profile to start from (`standaard`, `profiel`), then the levels."""
    slug, start = request.args.get("standaard"), request.args.get("profiel")
    standards = newest_editions(queries.standards_on_offer(current_user.organisation))
    if slug is None:
        return render("standards/norms/choose.html", standards=standards)
    standard = next((one for one in standards if one.slug == slug), None) or abort(404)
    if start is None:
        return render("standards/norms/start.html", standard=standard)
    try:
        targets = dict(standard.profile(start).targets) if start else {}
    except UnknownProfile:
        abort(404)
    make = partial(operations.make_norm, current_user.organisation, slug)
    said = "is gemaakt. Geef het nu aan een team of aan mensen."
    return _norm_form(standard, NormForm.on(standard, targets), None, make, said)


def _norm_form(
    standard: Standard, form: NormForm, norm: Norm | None, save: Callable[[str, NormKind, Targets], Norm], said: str
) -> ResponseReturnValue:
    """The form of a kader until it can be saved; `norm` is the one that it changes."""
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            saved = save(form.name.data or "", NormKind(form.kind.data), form.targets)
        except NothingAsked as nothing:
            form.form_errors.append(str(nothing))
        except ChangedByOther as changed:
            status = _say_changed(form, norm, changed, "Sla nog eens op om jouw niveaus te gebruiken.")
        else:
            flash(f"Het kader {saved.current.name} {said}", "success")
            return go_to(url_for("norms.show", norm_id=saved.id))
    return render("standards/norms/form.html", status=status, standard=standard, form=form, norm=norm, hints=HINTS)


def _say_changed(form: LevelsForm, norm: Norm | None, changed: ChangedByOther, what_to_do: str) -> int:
    """Say in the form that somebody else was first, and base it on what that made; answers the status of the page."""
    form.based_on.data = str(norm.current.number if norm else 0)
    form.form_errors.append(f"{changed} {what_to_do}")
    return 409


@blueprint.get("/eigen/kaders/<int:norm_id>/")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def show(norm_id: int) -> ResponseReturnValue:
    """What a kader asks, whom it is given to, and what it asked before."""
    return _norm_page(_norm(norm_id))


def _norm_page(norm: Norm, status: int = 200, refusal: str = "") -> ResponseReturnValue:
    standard = queries.standard_for(current_user.organisation, norm.standard)
    return render(
        "standards/norms/show.html",
        status=status,
        norm=norm,
        standard=standard,
        profile=standard.profile(norm.current.code),
        earlier=list(reversed(norm.versions[:-1])),
        edition_of=_edition_of,
        newer=_later_edition(norm),
        today=clock.today(),
        refusal=refusal,
    )


def _edition_of(version: NormVersion) -> str:
    return queries.standard_for(current_user.organisation, version.standard).edition


def _later_edition(norm: Norm) -> Standard | None:
    """The newest edition after the one that a kader is on; None when it is on the newest."""
    return norm_queries.later_editions(current_user.organisation, [norm]).get(norm.id, (None, None))[1]


@blueprint.route("/eigen/kaders/<int:norm_id>/wijzig", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def change(norm_id: int) -> ResponseReturnValue:
    """Make the next version of a kader."""
    found = _open_norm(norm_id)
    standard, now = _standard(found.standard), found.current
    form = NormForm.on(standard, now.targets, name=now.name, kind=now.kind.value, based_on=str(now.number))
    based_on = _number(form.based_on.data)
    keep = partial(operations.change_norm, current_user.organisation, found, based_on=based_on)
    return _norm_form(standard, form, found, keep, "is opgeslagen.")


@blueprint.route("/eigen/kaders/<int:norm_id>/nieuwe-editie", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def carry(norm_id: int) -> ResponseReturnValue:
    """Go on with a kader on the newest edition: what becomes of each level, and from which day."""
    found = _open_norm(norm_id)
    after = _later_edition(found)
    if after is None:
        if request.method == "GET":
            return go_to(url_for("norms.show", norm_id=found.id))
        refusal = "Dit kader staat al op de nieuwste editie. Wat jij koos, is niet opgeslagen."
        return _norm_page(found, 409, refusal)
    way = crossing(after, found.standard, partial(queries.standard_for, current_user.organisation))
    if way is None:
        abort(404)
    moves = moves_of(found.current.targets, way, after)
    form = CarryForm.on(
        after,
        moves.targets,
        {one.element.code: one.sentence for one in moves.along},
        starts_on=clock.today(),
        based_on=str(found.current.number),
    )
    if moves.undecided or not form.validate_on_submit():
        refused = 409 if moves.undecided else 422
        return _carry_page(found, after, moves, form, refused if form.is_submitted() else 200)
    return _carry(found, after, moves, form)


def _carry(norm: Norm, after: Standard, moves: Moves, form: CarryForm) -> ResponseReturnValue:
    starts_on = day_in(form.starts_on)
    based_on = _number(form.based_on.data)
    try:
        operations.carry_norm(current_user.organisation, norm, after.slug, form.targets, starts_on, based_on)
    except NothingAsked as nothing:
        form.form_errors.append(str(nothing))
        return _carry_page(norm, after, moves, form, 422)
    except ChangedByOther as changed:
        status = _say_changed(form, norm, changed, "Kijk na wat het nu vraagt, en sla dan nog eens op.")
        return _carry_page(norm, after, moves, form, status)
    name, whom = norm.current.name, "voor dezelfde teams en mensen"
    flash(f"Het kader {name} geldt op editie {after.edition} vanaf {day(starts_on)}, {whom}.", "success")
    return go_to(url_for("norms.show", norm_id=norm.id))


def _carry_page(norm: Norm, after: Standard, moves: Moves, form: CarryForm, status: int) -> ResponseReturnValue:
    organisation = current_user.organisation
    before = queries.standard_for(organisation, norm.standard)
    chain = chain_of(after, queries.standards_for(organisation))
    return render(
        "standards/norms/carry.html",
        status=status,
        norm=norm,
        before=before,
        after=after,
        moves=moves,
        form=form,
        to_decide=[late for early, late in pairwise(chain) if undecided(early, late)],
    )


@blueprint.route("/eigen/kaders/<int:norm_id>/geef", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def give(norm_id: int) -> ResponseReturnValue:
    """Find departments, teams and people by a search (`q`), and give them a kader; `to` are those chosen before."""
    found = _open_norm(norm_id)
    search, keys = request.args.get("q", "").strip()[:100], request.values.getlist("to")[:MOST_GIVEN]
    owners = norm_queries.owners_found(current_user.organisation_id, search, keys, clock.today())
    form = GiveForm(data={"starts_on": clock.today(), "to": [one.key for one in owners.chosen]})
    form.offer(owners.rows)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            names = [
                operations.give_norm(found, one, form.period).name
                for one in norm_queries.givable(current_user.organisation_id, form.to.data or ())
            ]
        except DomainError as refused:
            form.to.errors, status = [str(refused)], 409
        else:
            flash(f"Het kader geldt voor {series(names)}.", "success")
            return go_to(url_for("norms.show", norm_id=found.id))
    return render(
        "standards/norms/give.html",
        fragment="standards/norms/_found.html",
        status=status,
        norm=found,
        form=form,
        owners=owners,
        search=search,
    )


@blueprint.post("/eigen/kaders/<int:norm_id>/geef/<int:assignment_id>/stop")
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def stop_giving(norm_id: int, assignment_id: int) -> ResponseReturnValue:
    """From today on the kader holds no more for this team or person."""
    found = _norm(norm_id)
    given = norm_queries.assignment_of(found, assignment_id) or abort(404)
    name = given.name
    operations.stop_giving(given, clock.today())
    flash(f"Het kader geldt niet meer voor {name}.", "success")
    return go_to(url_for("norms.show", norm_id=found.id))


@blueprint.route("/eigen/kaders/<int:norm_id>/stop", methods=["GET", "POST"])
@allow(RoleName.HR, RoleName.ADMINISTRATOR)
def close(norm_id: int) -> ResponseReturnValue:
    """Stop with a kader, after a question."""
    found = _norm(norm_id)
    if request.method == "GET":
        return render("standards/norms/close.html", norm=found)
    operations.close_norm(found)
    flash(f"Het kader {found.current.name} is gestopt.", "success")
    return go_to(url_for("norms.index"))


def _number(text: str | None) -> int:
    """A number that a form sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _norm(norm_id: int) -> Norm:
    return norm_queries.norm_of(current_user.organisation_id, norm_id) or abort(404)


def _open_norm(norm_id: int) -> Norm:
    """One that can still change; otherwise the page says that it was stopped."""
    found = _norm(norm_id)
    return found if found.closed_at is None else abort(409)


def _standard(slug: str) -> Standard:
    try:
        return queries.standard_for(current_user.organisation, slug)
    except UnknownStandard:
        abort(404)
