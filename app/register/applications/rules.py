"""What somebody may ask of the register, given what they hold (regeling 1.2 and 1.3). Plain Python.

Who is not in the register comes in by an entry audit, or at B with the Leergang. Who is in it goes up one status at a
time (A-35), from C to B also with the Leergang.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.register.rules import ApplicationKind
from app.regulation.terms import Route, Status


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be asked."""

    kind: ApplicationKind
    route: Route
    status: Status

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


def offers_for(held: Status | None, has_leergang: bool) -> tuple[Offer, ...]:
    """What somebody with this status can ask; `has_leergang` is whether they name a certificate of their register."""
    if held is None:
        entry = tuple(Offer(ApplicationKind.ENTRY, Route.ENTRY_AUDIT, status) for status in Status)
        return (*entry, Offer(ApplicationKind.ENTRY, Route.LEERGANG, Status.B)) if has_leergang else entry
    higher = held.next
    if higher is None:
        return ()
    upgrade = Offer(ApplicationKind.UPGRADE, Route.UPGRADE, higher)
    if higher is Status.B and has_leergang:
        return upgrade, Offer(ApplicationKind.UPGRADE, Route.LEERGANG, higher)
    return (upgrade,)
