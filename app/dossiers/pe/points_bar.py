"""The bar of PE points: a cell per point, training solid, network hatched, what is planned, what is over the cap.

It is a function of a few numbers, which stand in the address of its picture. Clauses C-REN-PE, B-REN-PE, A-REN-PE and
A-REN-PE-NETWORK; readings A-29 to A-31.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.core.charts import Bracket, CellPart, Cells
from app.core.charts.data import MOST_CELLS
from app.regulation.asked import StatusRules
from app.regulation.case import PECalculation
from app.regulation.wording import points_text

FEWEST_CELLS = 8
"""Without a minimum the bar has at least so many cells, so that one point is not a whole bar."""


@dataclass(frozen=True, slots=True)
class PointsBar:
    """Points that count (training and network), that are planned and that are over the cap, and what is asked.

    `minimum`, `network_min` and `network_max` are 0 where nothing is asked or known.
    """

    training: int
    network: int
    planned: int = 0
    lost: int = 0
    minimum: int = 0
    network_min: int = 0
    network_max: int = 0

    @classmethod
    def of(cls, points: PECalculation, asked: StatusRules | None) -> PointsBar:
        """The bar of a PE year, for what a status asks; None where that is not known."""
        return cls.counting(points.total, points.network, points.planned, points.planned_network, asked)

    @classmethod
    def counting(
        cls, total: int, network: int, planned: int, planned_network: int, asked: StatusRules | None
    ) -> PointsBar:
        """The bar of these totals, network among them and before its cap."""
        most = asked.network_max if asked else None
        counted = network if most is None else min(network, most)
        if most is not None:
            over = max(0, network + planned_network - most) - (network - counted)
            planned -= max(0, over)
        return cls(
            total - network,
            counted,
            planned,
            network - counted,
            asked.pe.points if asked else 0,
            asked.network.at_least if asked and asked.network else 0,
            most or 0,
        )

    @classmethod
    def from_address(cls, arguments: Mapping[str, str]) -> PointsBar:
        """The bar that an address asks for; raises `ValueError` for anything that is no bar."""
        found = cls(**{name: int(arguments.get(name, "0")) for name in cls.__dataclass_fields__})
        _ = found.cells
        return found

    @property
    def in_address(self) -> dict[str, int]:
        """The numbers as parts of an address."""
        return {name: number for name, number in asdict(self).items() if number}

    @property
    def counted(self) -> int:
        """The points that count now."""
        return self.training + self.network

    @property
    def to_come(self) -> int:
        """The points that count now or will, with what is planned."""
        return self.counted + self.planned

    @property
    def fits(self) -> bool:
        """Whether the bar can be drawn: not with hundreds of points."""
        return self.to_come + self.lost + self.network_max <= MOST_CELLS

    @property
    def cells(self) -> Cells:
        """The bar as a chart."""
        room = () if self.minimum else (CellPart(max(0, FEWEST_CELLS - self.to_come), "empty"),)
        bracket = None
        if self.network_max:
            end = self.training + self.network_max
            tick = self.training + self.network_min if self.network_min else None
            words = (
                f"netwerk: {self.network_min} tot {self.network_max}"
                if self.network_min
                else (f"netwerk telt mee tot {self.network_max}")
            )
            bracket = Bracket(self.training, end, words, tick)
        return Cells(
            (
                CellPart(self.training, "solid", f"{self.training} scholing"),
                CellPart(self.network, "hatched", f"{self.network} netwerk"),
                CellPart(self.planned, "planned", f"{self.planned} gepland"),
                CellPart(self.lost, "lost", "telt niet mee"),
                *room,
            ),
            self.counted,
            f"nu {self.counted}",
            self.minimum or None,
            f"minstens {self.minimum}" if self.minimum else "",
            bracket,
        )

    @property
    def alternative(self) -> str:
        """The bar in words."""
        parts = [f"Je hebt {points_text(self.counted)}: {self.training} scholing en {self.network} netwerk."]
        if self.minimum:
            parts.append(f"Nodig: minstens {self.minimum}.")
        if self.network_max:
            least = f" minstens {self.network_min} en" if self.network_min else ""
            parts.append(f"Van netwerk tellen{least} hooguit {self.network_max} mee.")
        if self.planned:
            parts.append(f"Gepland: nog {points_text(self.planned)}.")
        if self.lost:
            parts.append(f"{self.lost} boven het maximum {'telt' if self.lost == 1 else 'tellen'} niet mee.")
        return " ".join(parts)
