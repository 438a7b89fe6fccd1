"""Pages of a draft: score, save, show evidence, look back, hand in."""

from __future__ import annotations

from app.assessments.draft.views import evidence, scoring, settings, whole
from app.assessments.draft.views.ground import blueprint

__all__ = ["blueprint", "evidence", "scoring", "settings", "whole"]
