"""What the engine said, kept with a decision: a later change of rule or wording leaves it as it was. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from app.register.rules import DecisionKind
from app.regulation.case import Outcome, Verdict
from app.regulation.kept import KeptRequirement, kept_requirements

_AGAINST: Mapping[DecisionKind, frozenset[Verdict]] = {
    DecisionKind.GRANT: frozenset({Verdict.NOT_MET, Verdict.OPEN}),
    DecisionKind.REFUSE: frozenset({Verdict.MET}),
    DecisionKind.RENEW: frozenset({Verdict.NOT_MET, Verdict.OPEN}),
    DecisionKind.REFUSE_RENEWAL: frozenset({Verdict.MET, Verdict.OPEN}),
    DecisionKind.WITHDRAW: frozenset(),
    DecisionKind.RESTORE: frozenset(),
}


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """The verdict of the whole and of each requirement, on a day, under an edition of the rules."""

    overall: Verdict
    evaluated_on: date
    edition: str
    requirements: tuple[KeptRequirement, ...]

    def says_the_same(self, other: KeptOutcome) -> bool:
        """Whether both find the same of each requirement; outcomes that were kept before have no warnings."""
        return _without_warnings(self) == _without_warnings(other)


def _without_warnings(outcome: KeptOutcome) -> list[KeptRequirement]:
    return [replace(one, warnings=()) for one in outcome.requirements]


def needs_two(kind: DecisionKind, outcome: KeptOutcome | None, against_findings: bool) -> bool:
    """Whether a second member of the board has to confirm a decision before it holds.

    Two for every refusal, for what takes a status away, and for what goes against the rules or against what the
    committee found. One alone gives what rules and committee both point to.
    """
    if kind is DecisionKind.REFUSE or kind.takes_away or against_findings:
        return True
    return outcome is not None and goes_against(kind, outcome.overall)


_ADAPTER = TypeAdapter(KeptOutcome)


def keep(outcome: Outcome) -> KeptOutcome:
    """The outcome without the calculation behind it."""
    return KeptOutcome(outcome.overall, outcome.evaluation_date, outcome.edition, kept_requirements(outcome))


def to_json(outcome: KeptOutcome) -> dict[str, Any]:
    """As it is stored with a decision."""
    stored: dict[str, Any] = _ADAPTER.dump_python(outcome, mode="json")
    return stored


def from_json(stored: Mapping[str, Any]) -> KeptOutcome:
    """What `to_json` made, read back."""
    return _ADAPTER.validate_python(stored)


def goes_against(kind: DecisionKind, overall: Verdict) -> bool:
    """Whether a decision is another than the rules point to; then it must say why (A-38: the board decides).

    Where the rules leave it to a person, or know no conditions, any decision agrees with them. Refusing an application
    that is still open agrees too: a failed audit could always be held once more. A withdrawal has grounds of its own.
    """
    return overall in _AGAINST[kind]
