"""What a person finds of their own plan, and what they chose when it had changed meanwhile."""

from __future__ import annotations

from flask import abort, request
from flask_security import current_user

from app.plans import queries
from app.plans.models import Action, Goal


def own_goal(goal_id: int) -> Goal:
    """My own goal; anybody else's does not exist for me."""
    return queries.own_goal(current_user, goal_id) or abort(404)


def own_action(action_id: int) -> Action:
    """My own action; anybody else's does not exist for me."""
    return queries.own_action(current_user, action_id) or abort(404)


def keeps_stored() -> bool:
    """Whether somebody who was asked which of two to keep chose what was there already."""
    return request.form.get("form_choice") == "stored"
