"""The start page and the pages that explain."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from app.core.htmx import render
from app.people.access import Door, allow

blueprint = Blueprint("overview", __name__)


@blueprint.get("/")
@allow(Door.SIGNED_IN)
def home() -> Response:
    """What is asked of you now, your last result, your plan and the dates."""
    return render("overview/home.html")


@blueprint.get("/wie-ziet-wat")
@allow(Door.PUBLIC)
def who_sees_what() -> Response:
    """Who can read which of your things."""
    return render("overview/who_sees_what.html")


@blueprint.get("/hulp")
@allow(Door.PUBLIC)
def help() -> Response:
    """How it works, in short."""
    return render("overview/help.html")


@blueprint.get("/toegankelijkheid")
@allow(Door.PUBLIC)
def accessibility() -> Response:
    """What we do so that everybody can use it."""
    return render("overview/accessibility.html")


@blueprint.get("/privacy")
@allow(Door.PUBLIC)
def privacy() -> Response:
    """Which data we keep, and for how long."""
    return render("overview/privacy.html", session_hours=current_app.extensions["vakspiegel"].session_hours)
