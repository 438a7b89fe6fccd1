"""Pages on which an activity is written down: new, from an action of the plan, changed; and what it would add."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.problems import DomainError
from app.core.web.addresses import id_in
from app.core.web.htmx import go_to, render
from app.dossiers.holding.operations import NotRegistered
from app.dossiers.models import PEActivity
from app.dossiers.pe import operations, queries
from app.dossiers.pe.forms import ActivityForm
from app.dossiers.pe.kinds import GROUPS, WITHOUT_A_ROW, open_to, worth
from app.dossiers.pe.operations import ClosedYear, FromActionAlready
from app.dossiers.pe.pages import PEYears
from app.dossiers.pe.rules import WrongDay
from app.dossiers.pe.views.ground import activity_page, blueprint, own_activity, own_years
from app.people.access import allow
from app.people.rules import RoleName
from app.plans.models import Action
from app.plans.queries import own_action
from app.plans.rules import ActionStatus
from app.regulation.edition import PERow
from app.regulation.terms import PEKind


@dataclass(frozen=True, slots=True)
class Target:
    """What the form is about: a new activity, one that is there, or an action of the plan that becomes one."""

    years: PEYears
    activity: PEActivity | None = None
    action: Action | None = None

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return self._at("pe.change", "pe.from_action", "pe.new")

    @property
    def calculate(self) -> str:
        """Where is asked what it would add."""
        return url_for(
            "pe.calculate",
            activiteit=self.activity.id if self.activity else None,
            actie=self.action.id if self.action else None,
        )

    @property
    def back(self) -> str:
        """Where to go without saving."""
        return self._at("pe.activity", "actions.show", "pe.show")

    def _at(self, activity: str, action: str, new: str) -> str:
        if self.activity is not None:
            return url_for(activity, activity_id=self.activity.id)
        return url_for(action, action_id=self.action.id) if self.action is not None else url_for(new)


def _form_page(
    target: Target, form: ActivityForm, status: int = 200, *, twin: PEActivity | None = None, part: str = "form"
) -> ResponseReturnValue:
    years, sketch = target.years, form.sketch
    if form.chosen is not None:
        form.put_last({kind for kind in PEKind if kind is not form.chosen and _shut(years, kind)})
    asks_who = sketch is not None and sketch.clok is None
    supposed = replace(sketch, clok=True) if sketch is not None and asks_who else sketch
    context: dict[str, Any] = {
        "target": target,
        "form": form,
        "twin": twin,
        "sketch": sketch,
        "preview": years.preview(supposed, target.activity) if supposed else None,
        "asks_who": asks_who,
        "year_words": years.year_words(form.held_on.data) if form.held_on.data else "",
        "year": years.page(years.open_year),
        "row": years.rules.row(sketch.kind) if sketch else None,
        "shut": _shut(years, sketch.kind) if sketch else "",
    }
    fragment = "dossiers/pe/_gain.html" if part == "gain" else "dossiers/pe/_form.html"
    return render("dossiers/pe/form.html", fragment=fragment, status=status, **context)


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def new() -> ResponseReturnValue:
    """First which kind, then the form of that kind."""
    years = own_years()
    if request.method == "GET":
        kind = request.args.get("soort", "")
        if kind not in set(PEKind):
            return _choose(years)
        return _form_page(Target(years), ActivityForm.on(years.rules, kind=kind))
    return _save(Target(years), ActivityForm.on(years.rules))


def _choose(years: PEYears) -> ResponseReturnValue:
    def rows(kinds: Iterable[PEKind]) -> list[tuple[PEKind, PERow, str, str]]:
        return [(kind, years.rules.row(kind), worth(years.rules.row(kind)), _shut(years, kind)) for kind in kinds]

    groups = [(group, rows(kind for kind in kinds if not _shut(years, kind))) for group, kinds in GROUPS]
    shut = rows(kind for _, kinds in GROUPS for kind in kinds if _shut(years, kind))
    return render("dossiers/pe/choose.html", groups=groups, shut=shut, more=WITHOUT_A_ROW)


def _shut(years: PEYears, kind: PEKind) -> str:
    roles = years.roles
    return open_to(years.rules.row(kind), years.register, kernteamlid=roles.kernteamlid, deelnemer=roles.deelnemer)


@blueprint.route("/van-actie/<int:action_id>", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def from_action(action_id: int) -> ResponseReturnValue:
    """A done action of my plan becomes a PE activity, with its hours and evidence; once."""
    action = own_action(current_user, action_id) or abort(404)
    years = own_years()
    existing = queries.activity_from(action)
    if existing is not None:
        return go_to(url_for("pe.activity", activity_id=existing.id))
    if action.status is not ActionStatus.DONE:
        flash("Vink deze actie eerst af. Daarna kun je hem bij je PE-activiteiten zetten.", "warning")
        return go_to(url_for("actions.show", action_id=action.id))
    target = Target(years, action=action)
    if request.method == "GET":
        return _form_page(target, ActivityForm.of_action(action, years.rules))
    return _save(target, ActivityForm.on(years.rules))


@blueprint.route("/<int:activity_id>/wijzigen", methods=["GET", "POST"])
@allow(RoleName.PROFESSIONAL)
def change(activity_id: int) -> ResponseReturnValue:
    """Other facts of an activity."""
    activity, years = own_activity(activity_id), own_years()
    target = Target(years, activity=activity)
    form = ActivityForm.of(activity, years.rules)
    return _save(target, form) if request.method == "POST" else _form_page(target, form)


def _save(target: Target, form: ActivityForm) -> ResponseReturnValue:
    if not form.validate():
        return _form_page(target, form, 422)
    facts = form.facts
    twin = target.years.twin_of(facts, target.activity)
    if twin is not None and not form.again.data:
        return _form_page(target, form, 422, twin=twin)
    try:
        if target.activity is not None:
            operations.change(target.activity, facts)
            saved = target.activity
        else:
            shown = target.action.evidence if target.action else ()
            saved = operations.add(current_user, facts, evidence=shown, action=target.action)
    except FromActionAlready as already:
        return go_to(url_for("pe.activity", activity_id=already.activity.id))
    except (ClosedYear, WrongDay, NotRegistered) as wrong:
        form.held_on.errors = [str(wrong)]
        return _form_page(target, form, 422)
    except DomainError as refused:
        assert target.activity is not None
        return activity_page(target.activity, 409, refusal=str(refused))
    flash("Je activiteit is bewaard.", "success")
    return go_to(url_for("pe.activity", activity_id=saved.id))


@blueprint.post("/reken")
@allow(RoleName.PROFESSIONAL)
def calculate() -> ResponseReturnValue:
    """What the form so far would add, and why; nothing is written.

    With `deel=punten` a script gets only the points, else the form with the fields of the kind that was chosen.
    """
    years = own_years()
    activity = _asked_for("activiteit", own_activity)
    action = _asked_for("actie", lambda id_: own_action(current_user, id_) or abort(404))
    form = ActivityForm.on(years.rules)
    return _form_page(
        Target(years, activity, action), form, part="gain" if request.args.get("deel") == "punten" else "form"
    )


def _asked_for(name: str, find: Any) -> Any:
    id_ = request.args.get(name, type=id_in)
    return find(id_) if id_ is not None else None
