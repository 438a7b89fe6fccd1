"""The logo of a status: our own drawing, as SVG and as PNG of 512 pixels. The rings are those of a level."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from app.core.charts.style import BOLD, KOPER, PETROL, WHITE
from app.register.public.rules import TITLES
from app.regulation.terms import RegisterName, Status

if TYPE_CHECKING:
    from app.core.charts.drawing import Sheet

SIZE = 512
_MIDDLE = (SIZE / 2, SIZE / 2)
_TEETH = 60
_PALE = "#C3DFE1"
_DARK = "#0A2C33"


@lru_cache(maxsize=8)
def badge_svg(register: RegisterName, status: Status) -> str:
    """The logo as SVG."""
    return _drawn(register, status).svg()


@lru_cache(maxsize=8)
def badge_png(register: RegisterName, status: Status) -> bytes:
    """The logo as PNG."""
    return _drawn(register, status).png()


def _drawn(register: RegisterName, status: Status) -> Sheet:
    """A dark seal with a toothed edge; of three rings as many are thick as the status is high."""
    from app.core.charts.drawing import Sheet

    sheet = Sheet(SIZE, SIZE)
    sheet.rectangle(0, 0, SIZE, SIZE, WHITE)
    sheet.circle(_MIDDLE, 250, _DARK, _DARK, 0)
    sheet.circle(_MIDDLE, 238, PETROL, PETROL, 0)
    for tooth in range(_TEETH):
        turn = 2 * pi * tooth / _TEETH
        sheet.line([_at(turn, 224), _at(turn, 236)], _PALE, 3)
    for ring, radius in enumerate((168, 190, 212)):
        reached = ring <= status.rank
        sheet.circle(_MIDDLE, radius, "none", WHITE if reached else _PALE, 9 if reached else 2)
    sheet.circle(_MIDDLE, 150, PETROL, PETROL, 0)
    sheet.text((SIZE / 2, SIZE / 2 - 40), status.value, 190, colour=WHITE, weight=BOLD, align="centre")
    sheet.rectangle(150, 128, 362, 176, KOPER)
    sheet.text((SIZE / 2, 141), TITLES[register], 34, colour=WHITE, weight=BOLD, align="centre")
    return sheet


def _at(turn: float, radius: float) -> tuple[float, float]:
    return _MIDDLE[0] + radius * cos(turn), _MIDDLE[1] + radius * sin(turn)
