"""Pages of the result."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("results", __name__)
