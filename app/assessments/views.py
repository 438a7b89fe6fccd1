"""Pages of the zelfscan: start, score, hand in."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("assessments", __name__)
