"""The start page and the pages that explain."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, url_for
from flask_security import current_user

from app.assessments.results import words as result_words
from app.assessments.results.content import chart_version
from app.assessments.sharing.queries import shared_with
from app.core import clock
from app.core.charts import Axis, Radar, Series, svg_of
from app.core.web.headers import KeptResponse
from app.core.web.htmx import render
from app.overview import queries
from app.people.access import Door, allow
from app.people.rules import RoleName
from app.people.tree.queries import led_by
from app.standards.norms.queries import norms_of_teams

blueprint = Blueprint("overview", __name__)

ROBOTS = """User-agent: *
Disallow: /register/badge/
Disallow: /register/controle
Disallow: /register/wie/
Allow: /register/
Disallow: /
"""
"""The public list may be found by a search engine; a page of a person, and a badge, never."""
EXAMPLE = Radar(
    tuple(Axis(str(number)) for number in range(1, 9)),
    ("1", "2", "3"),
    (Series("Jij nu", (2, 1, 3, 2, 2, 1, 2, 3), "self"), Series("Gevraagd", (2,) * 8, "target")),
)
CONTACT_HOLDS = timedelta(days=180)


@blueprint.get("/")
@allow(Door.SIGNED_IN)
def home() -> Response:
    """What waits for you in any of your roles, and what is good to know."""
    return render(
        "overview/home.html",
        today=clock.today(),
        start=queries.start_of(current_user, clock.today()),
        words=result_words,
        chart_version=chart_version,
    )


@blueprint.get("/voorbeeld.svg")
@allow(Door.SIGNED_IN)
def example() -> Response:
    """A result of nobody, for who has none yet."""
    response = KeptResponse(svg_of(EXAMPLE, "mini"), mimetype="image/svg+xml")
    response.cache_control.private, response.cache_control.max_age = True, 86400
    return response


@blueprint.get("/team/")
@allow(RoleName.MANAGER)
def team() -> Response:
    """The people whom you manage today, what each shares with you, and the norms (kaders) of the team."""
    today = clock.today()
    found = queries.team_of(current_user, shared_with(current_user, today))
    return render(
        "overview/team.html",
        team=found,
        today=today,
        norms=norms_of_teams(current_user, today),
        leads=led_by(current_user, today),
    )


@blueprint.get("/wie-ziet-wat")
@allow(Door.PUBLIC)
def who_sees_what() -> Response:
    """Who can read which of your things."""
    return render("overview/who_sees_what.html")


@blueprint.get("/hulp")
@allow(Door.PUBLIC)
def help() -> Response:
    """How it works: a chapter for each role, the own ones first; a visitor reads that of a professional.

    Who keeps the people reads that of an administrator.
    """
    own = current_user.role_names if current_user.is_authenticated else frozenset({RoleName.PROFESSIONAL})
    if current_user.is_authenticated and current_user.keeps_people:
        own = own | {RoleName.ADMINISTRATOR}
    chapters = sorted(RoleName, key=lambda role: role not in own)
    return render("overview/help.html", chapters=[(role.value, role in own) for role in chapters])


@blueprint.get("/toegankelijkheid")
@allow(Door.PUBLIC)
def accessibility() -> Response:
    """What we do so that everybody can use it."""
    return render("overview/accessibility.html")


@blueprint.get("/privacy")
@allow(Door.PUBLIC)
def privacy() -> Response:
    """Which data we keep, and for how long."""
    config = current_app.extensions["vakspiegel"]
    return render("overview/privacy.html", session_hours=config.session_hours, session_days=config.session_days)


@blueprint.get("/.well-known/security.txt")
@allow(Door.PUBLIC)
def security_contact() -> Response:
    """Where somebody reports a weak spot (RFC 9116); not found when this installation names nobody."""
    contact = current_app.extensions["vakspiegel"].contact
    if not contact:
        abort(404)
    lines = (
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {clock.today() + CONTACT_HOLDS}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {url_for('overview.security_contact', _external=True)}",
    )
    return _plain("\n".join(lines) + "\n")


@blueprint.get("/robots.txt")
@allow(Door.PUBLIC)
def robots() -> Response:
    """What a search engine may read."""
    return _plain(ROBOTS)


def _plain(text: str) -> Response:
    response = KeptResponse(text, mimetype="text/plain")
    response.cache_control.public, response.cache_control.max_age = True, 86400
    return response
