"""What the board sets for everybody, with who and when, and what waits for a second member."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.problems import DomainError
from app.core.web.htmx import go_to, render
from app.people.access import allow
from app.people.rules import RoleName
from app.register.forms import refuse, refused_in
from app.register.lists import onwards
from app.register.models import BoardSetting
from app.register.rules import SettingKind
from app.register.settings import operations, queries
from app.register.settings.forms import SecondForm, TermForm

blueprint = Blueprint("settings", __name__, url_prefix="/kwaliteit/vaststellen")


@blueprint.route("/", methods=["GET", "POST"])
@allow(RoleName.BOARD)
def index() -> ResponseReturnValue:
    """What holds now and what was proposed; a member proposes another term for objections here."""
    form = TermForm()
    if request.method == "GET" or not form.validate():
        return _index(form, form.page_status)
    with refused_in(form, _index, form, 409):
        operations.propose(
            current_user, SettingKind.OBJECTION_TERM, {"weeks": form.weeks.data}, reason=form.reason.data or ""
        )
    flash("Je voorstel staat klaar voor een ander bestuurslid. Er verandert nu nog niets.", "success")
    return go_to(url_for("settings.index"))


@blueprint.get("/<int:setting_id>/")
@allow(RoleName.BOARD)
def show(setting_id: int) -> Response:
    """One proposal or what was set: what it says, by whom, and the answer of a second member."""
    return _show(_setting(setting_id), SecondForm())


@blueprint.post("/<int:setting_id>/bevestigen")
@allow(RoleName.BOARD)
def confirm(setting_id: int) -> ResponseReturnValue:
    """Another member agrees: it holds."""
    setting, form = _setting(setting_id), SecondForm()
    if not form.validate():
        return _show(setting, form, 422)
    try:
        operations.confirm(setting, current_user, form.answer.data or "")
    except DomainError as refused:
        return _show(setting, form, refuse(form, refused))
    flash(f"Vastgesteld: {setting.kind.dutch.lower()}. Het geldt vanaf nu.", "success")
    return go_to(onwards(url_for(setting.kind.endpoint)))


@blueprint.post("/<int:setting_id>/afwijzen")
@allow(RoleName.BOARD)
def drop(setting_id: int) -> ResponseReturnValue:
    """Another member does not agree, or the first takes it back: nothing changes."""
    setting, form = _setting(setting_id), SecondForm()
    if not form.validate():
        return _show(setting, form, 422)
    try:
        if setting.proposed_by_id == current_user.id:
            operations.take_back(setting, current_user)
            said = "Je voorstel is ingetrokken."
        else:
            operations.drop(setting, current_user, form.answer.data or "")
            said = "Het voorstel is vervallen."
    except DomainError as refused:
        return _show(setting, form, refuse(form, refused))
    flash(f"{said} Er verandert niets.", "success")
    return go_to(onwards(url_for(setting.kind.endpoint)))


def _index(form: TermForm, status: int) -> Response:
    terms = queries.history_of(SettingKind.OBJECTION_TERM)
    return render(
        "register/settings/index.html",
        status=status,
        form=form,
        term=next(iter(terms), None),
        earlier=terms[1:],
        proposals=queries.proposals(),
        kind=SettingKind.OBJECTION_TERM,
    )


def _show(setting: BoardSetting, form: SecondForm, status: int = 200) -> Response:
    return render(
        "register/settings/show.html",
        status=status,
        setting=setting,
        form=form,
        is_mine=setting.proposed_by_id == current_user.id,
    )


def _setting(setting_id: int) -> BoardSetting:
    return queries.setting_called(setting_id) or abort(404)
