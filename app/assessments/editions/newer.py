"""What several pages of the zelfscan ask."""

from __future__ import annotations

from collections.abc import Sequence

from app.standards.rules.editions import newest_edition
from app.standards.rules.standard import Standard


def newer_edition(standard: Standard, standards: Sequence[Standard]) -> Standard | None:
    """The edition that new assessments are made on, when it is another one."""
    newest = newest_edition(standard, standards)
    return None if newest is standard else newest
