"""Pages of departments and teams."""

from __future__ import annotations

from app.structure.views import departments, places, teams, tree
from app.structure.views.ground import blueprint

__all__ = ["blueprint", "departments", "places", "teams", "tree"]
