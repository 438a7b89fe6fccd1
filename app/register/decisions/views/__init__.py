"""Pages of decisions: what is decided about, what was decided, and what a person reads of it.

What belongs to somebody whom the viewer may not judge does not exist for them. Each look is written down.
"""

from __future__ import annotations

from app.register.decisions.views import applications, audits, dossiers, own, registrations, taken
from app.register.decisions.views.ground import blueprint

__all__ = ["applications", "audits", "blueprint", "dossiers", "own", "registrations", "taken"]
