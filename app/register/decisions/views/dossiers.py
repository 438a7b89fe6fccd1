"""Pages on which a dossier that was handed in is judged: the committee says what it finds, the board decides."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core import clock
from app.core.audit import record_look
from app.core.web.htmx import go_to, render
from app.dossiers.models import Dossier
from app.evidence.serving import as_download
from app.people.access import allow
from app.people.rules import RoleName
from app.register.decisions import operations, queries
from app.register.decisions.forms import DecisionForm, FindingForm
from app.register.decisions.pages import decide
from app.register.decisions.views.ground import blueprint
from app.register.forms import refused_in
from app.register.judges.operations import declare
from app.register.judges.queries import Judge
from app.register.lists import onwards
from app.register.outcomes.pages import content_of, outcome_page
from app.register.rules import Advice, DecisionKind


@blueprint.get("/kwaliteit/dossier/<int:dossier_id>/")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def dossier(dossier_id: int) -> Response:
    """A dossier that was handed in, with what the rules say of it today and what the committee found."""
    found, _ = _dossier(dossier_id)
    record_look(current_user.id, found.person_id, "Ingeleverd dossier")
    return _page(found)


@blueprint.post("/kwaliteit/dossier/<int:dossier_id>/bevinding")
@allow(RoleName.COMMITTEE)
def find(dossier_id: int) -> ResponseReturnValue:
    """What a member of the committee finds of a dossier, for the board."""
    found, judge = _dossier(dossier_id)
    form = FindingForm().about(found, current_user)
    if not form.validate():
        return _page(found, 422, finding_form=form)
    with refused_in(form, _page, found, 409, finding_form=form):
        declare(current_user, found, form.declares)
        operations.find(found, judge, Advice(form.advice.data), form.findings.data or "")
    flash(f"Je bevinding over het dossier van {found.person.name} is bewaard. Het bestuur leest die.", "success")
    return go_to(onwards())


@blueprint.post("/kwaliteit/dossier/<int:dossier_id>/besluit")
@allow(RoleName.BOARD)
def decide_dossier(dossier_id: int) -> ResponseReturnValue:
    """Renew, or propose not to."""
    found, judge = _dossier(dossier_id)
    form = _form(found)
    return decide(
        form,
        found,
        lambda status: _page(found, status, form=form),
        lambda ruling: operations.decide_dossier(found, judge, ruling),
    )


@blueprint.get("/kwaliteit/dossier/<int:dossier_id>/bewijs/<int:evidence_id>")
@allow(RoleName.COMMITTEE, RoleName.BOARD)
def dossier_evidence(dossier_id: int, evidence_id: int) -> Response:
    """A file of a dossier that was handed in, as a download."""
    found, _ = _dossier(dossier_id)
    evidence = next((one for one in found.evidence if one.id == evidence_id), None)
    response = as_download(evidence)
    record_look(current_user.id, found.person_id, "Bewijs in het ingeleverde dossier")
    return response


def _page(
    found: Dossier, status: int = 200, *, finding_form: FindingForm | None = None, form: DecisionForm | None = None
) -> Response:
    may_find, may_decide = (role in current_user.role_names for role in (RoleName.COMMITTEE, RoleName.BOARD))
    findings = queries.findings_of(found)
    own = next((one for one in findings if may_find and one.author_id == current_user.id), None)
    first = {"advice": own.advice.value, "findings": own.findings} if own else {}
    outcome = queries.outcome_of_renewal(found.person)
    if may_decide:
        form = form or _form(found, formdata=None)
        form.warn(outcome)
    if may_find and finding_form is None:
        finding_form = FindingForm(formdata=None, data=first).about(found, current_user)
    return render(
        "register/decisions/dossier.html",
        status=status,
        dossier=found,
        content=content_of(found),
        rules_say=outcome_page(outcome),
        findings=findings,
        own=own,
        may_find=may_find,
        may_decide=may_decide,
        finding_form=finding_form,
        form=form,
        proposal=queries.proposal_about(found.registration),
        rejected=queries.rejected_before(dossier_id=found.id) if may_decide else (),
    )


def _form(found: Dossier, **first: Any) -> DecisionForm:
    day = max(found.renewal_date, clock.today())
    form = DecisionForm((DecisionKind.RENEW, DecisionKind.REFUSE_RENEWAL), data={"effective_on": day}, **first)
    form.effective_on.description = "Verlengen gaat altijd in op de verlengingsdatum."
    return form.about(found, current_user)


def _dossier(dossier_id: int) -> tuple[Dossier, Judge]:
    return queries.dossier_for(current_user, dossier_id, clock.today()) or abort(404)
