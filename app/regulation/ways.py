"""What somebody can reckon out: keep what they hold, go up, or come in. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from app.regulation.case import CaseAction
from app.regulation.edition import RegisterRules
from app.regulation.terms import Route, Status


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a status: what is asked of the register, for which status, and how."""

    action: CaseAction
    status: Status
    route: Route | None

    @property
    def code(self) -> str:
        """As it stands in an address: `B-upgrade`, `B-verlenging`."""
        return f"{self.status}-{self.route or self.action}"

    @property
    def in_address(self) -> dict[str, str]:
        """The choice of this way as part of an address."""
        return {"weg": self.code}

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        if self.action is CaseAction.RENEWAL:
            return f"Mijn {self.status}-status houden"
        if self.route is Route.LEERGANG:
            return f"Naar {self.status} met de Leergang"
        if self.route is Route.UPGRADE:
            return f"Naar {self.status} met een upgrade"
        return f"Naar {self.status} met een entree-audit"


def ways_for(held: Status | None, rules: RegisterRules) -> tuple[Way, ...]:
    """The ways of somebody who holds this status or none: what brings most first (regeling 1.2, 1.3; A-35)."""
    if held is None:
        return tuple(
            Way(CaseAction.ENTRY, one.code, way.route)
            for one in rules.statuses.values()
            for way in one.entry
            if way.route is not Route.UPGRADE
        )
    higher = held.next
    keep = Way(CaseAction.RENEWAL, held, None)
    if higher is None:
        return (keep,)
    routes = [way.route for way in rules.status(higher).entry if way.route is not Route.ENTRY_AUDIT]
    return (*(Way(CaseAction.UPGRADE, higher, route) for route in routes), keep)
