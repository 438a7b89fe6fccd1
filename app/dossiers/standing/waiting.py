"""What keeps somebody's status and cannot wait."""

from __future__ import annotations

from flask import url_for

from app.core.waiting.rules import Waiting, Weight
from app.dossiers.standing.pages import Standing
from app.dossiers.standing.rules import Line
from app.dossiers.standing.when import NEAR, When


def register_waiting(standing: Standing) -> list[Waiting]:
    """What stands under Nu of the register and is near or late, and the activity of the year to propose."""
    found = [line for group in standing.groups if group.when is When.NOW for line in group.lines if line.to_do]
    return [_row(standing, line) for line in found if line is standing.pressing or _is_near(line)]


def _is_near(line: Line) -> bool:
    return line.is_late or (line.by is not None and line.by - line.today <= NEAR)


def _row(standing: Standing, line: Line) -> Waiting:
    assert line.to_do is not None
    assert standing.registration is not None
    return Waiting(
        line.to_do.words,
        url_for(line.to_do.endpoint),
        "Ga naar deze stap",
        Weight.LOSE if _is_near(line) else Weight.NEXT,
        fact=" ".join(line.facts),
        icon="flag",
        whom=f"Zo houd je je {standing.registration.status}-status",
        by=line.by,
    )
