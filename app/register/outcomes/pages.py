"""What committee and board read of a file: built once for all pages that show it."""

from __future__ import annotations

from dataclasses import dataclass

from app.dossiers.dossier.content import DossierContent, content_from
from app.dossiers.models import Dossier
from app.register.models import Decision
from app.register.outcomes.rules import KeptOutcome, from_json
from app.regulation.edition import Clause, Reading, RegisterRules
from app.regulation.editions import rules_of
from app.regulation.kept import KeptRequirement


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """An outcome with the rules of its edition, so that each verdict shows the clauses that it rests on."""

    outcome: KeptOutcome
    rules: RegisterRules

    def clauses(self, one: KeptRequirement) -> tuple[Clause, ...]:
        """The clauses of a requirement."""
        return tuple(self.rules.clause(id_) for id_ in one.clauses)

    def readings(self, one: KeptRequirement) -> tuple[Reading, ...]:
        """How the rules are read where they leave a gap."""
        return tuple(self.rules.reading(id_) for id_ in one.readings)


def outcome_page(outcome: KeptOutcome) -> OutcomePage:
    """An outcome to show."""
    return OutcomePage(outcome, rules_of(outcome.edition))


def outcome_of(decision: Decision) -> OutcomePage | None:
    """The outcome that was kept with a decision."""
    return outcome_page(from_json(decision.outcome)) if decision.outcome else None


def content_of(dossier: Dossier) -> DossierContent | None:
    """What stood in a dossier when it was handed in."""
    return content_from(dossier.content) if dossier.content else None
