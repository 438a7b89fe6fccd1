"""What the pages of departments and teams have in common."""

from __future__ import annotations

from flask import Blueprint, abort
from flask_security import current_user

from app.core import clock
from app.people import queries
from app.people.models import Department, Team

blueprint = Blueprint("structure", __name__)


def own_team(team_id: int) -> Team:
    """A team of the organisation of who looks; 404 for another one."""
    return queries.team_of(current_user.organisation_id, team_id) or abort(404)


def open_team(team_id: int) -> Team:
    """One that can still change; otherwise the page says that it came too late."""
    found = own_team(team_id)
    return found if found.closed_on is None or found.closed_on >= clock.today() else abort(409)


def own_department(department_id: int) -> Department:
    """A department of the organisation of who looks; 404 for another one."""
    return queries.department_of(current_user.organisation_id, department_id) or abort(404)


def open_department(department_id: int) -> Department:
    """One that can still change; otherwise the page says that it came too late."""
    found = own_department(department_id)
    return found if found.closed_on is None else abort(409)
