"""The blueprint to which the pages of decisions are added."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("decisions", __name__)
