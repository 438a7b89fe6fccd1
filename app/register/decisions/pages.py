"""What pages on which the board decides have in common, also those after an objection."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.core.db import db
from app.core.problems import DomainError
from app.core.web.htmx import go_to
from app.register.decisions.forms import DecisionForm
from app.register.decisions.letters import letter_data
from app.register.decisions.rulings import Ruling
from app.register.forms import refuse
from app.register.judges.operations import declare
from app.register.judges.queries import File
from app.register.lists import onwards
from app.register.models import Decision
from app.register.rules import DecisionStatus


def decide(
    form: DecisionForm, file: File, page: Callable[[int], Response], decision_of: Callable[[Ruling], Decision]
) -> ResponseReturnValue:
    """Take the decision that was filled in, or show its page once more (of this status) with what is wrong in it.

    First the letter is shown, exactly as it will be: the decision is taken and put back.
    """
    if not form.validate():
        return page(422)
    try:
        declare(current_user, file, form.declares)
        decision = decision_of(form.ruling)
    except DomainError as refused:
        return page(refuse(form, refused))
    if form.is_seen:
        return decided(decision)
    form.show(letter_data(decision) | {"waits": decision.status is DecisionStatus.PROPOSED})
    db.session.rollback()
    return page(200)


def decided(decision: Decision) -> ResponseReturnValue:
    """Say what happened, and go on: at what is next in the list, or at the decision or the proposal."""
    if decision.status is DecisionStatus.PROPOSED:
        flash("Je voorstel staat klaar voor een ander bestuurslid. Er verandert nu nog niets.", "success")
    else:
        flash(f"Besluit {decision.number} over {decision.person.name} is genomen. De brief staat klaar.", "success")
    return go_to(onwards(url_for("decisions.show", decision_id=decision.id)))
