"""What somebody may ask of the register, given what they hold (regeling 1.2 and 1.3). Plain Python.

Which ways there are is said by the edition of the rules; the Leergang is asked only by who names its certificate.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.register.rules import ApplicationKind
from app.regulation.case import CaseAction
from app.regulation.edition import RegisterRules
from app.regulation.terms import Route, Status
from app.regulation.ways import ways_for

_KINDS = {CaseAction.ENTRY: ApplicationKind.ENTRY, CaseAction.UPGRADE: ApplicationKind.UPGRADE}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that can be asked."""

    kind: ApplicationKind
    route: Route
    status: Status

    @property
    def action(self) -> CaseAction:
        """The same as the rules call it."""
        return CaseAction.UPGRADE if self.kind is ApplicationKind.UPGRADE else CaseAction.ENTRY

    @property
    def code(self) -> str:
        """As it stands in an address and in a form: `B-entree_audit`."""
        return f"{self.status}-{self.route}"

    @property
    def dutch(self) -> str:
        """What is asked, in a few words."""
        what = (
            f"Upgrade naar {self.status}" if self.kind is ApplicationKind.UPGRADE else f"Inschrijving met {self.status}"
        )
        return f"{what}-status{', met de Leergang' if self.route is Route.LEERGANG else ''}"

    @property
    def explain(self) -> str:
        """What comes after asking."""
        if self.route is Route.LEERGANG:
            return "Het bestuur kijkt naar je certificaat. Er is geen audit."
        audit = "upgrade-audit" if self.kind is ApplicationKind.UPGRADE else "entree-audit"
        return f"Een lid van de kwaliteitscommissie houdt een {audit} met je. Daarna besluit het bestuur."


def asks_for(held: Status | None, has_leergang: bool, rules: RegisterRules) -> tuple[Ask, ...]:
    """What somebody with this status can ask, the Leergang last: who is in it goes up one status at a time (A-35).

    `has_leergang` is whether they name a certificate of their register.
    """
    asks = [
        Ask(_KINDS[way.action], way.route, way.status)
        for way in ways_for(held, rules)
        if way.route is not None and (has_leergang or way.route is not Route.LEERGANG)
    ]
    return tuple(sorted(asks, key=lambda one: one.route is Route.LEERGANG))
