"""What the engine said, kept with a decision: a later change of rule or wording leaves it as it was. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.register.rules import DecisionKind
from app.regulation.case import Outcome, Verdict

_AGAINST: Mapping[DecisionKind, frozenset[Verdict]] = {
    DecisionKind.GRANT: frozenset({Verdict.NOT_MET, Verdict.OPEN}),
    DecisionKind.REFUSE: frozenset({Verdict.MET}),
    DecisionKind.RENEW: frozenset({Verdict.NOT_MET, Verdict.OPEN}),
    DecisionKind.REFUSE_RENEWAL: frozenset({Verdict.MET, Verdict.OPEN}),
    DecisionKind.WITHDRAW: frozenset(),
    DecisionKind.RESTORE: frozenset(),
}


@dataclass(frozen=True, slots=True)
class KeptRequirement:
    """One requirement as it was judged: the verdict with the clauses and readings that it rests on."""

    key: str
    title: str
    verdict: Verdict
    clauses: tuple[str, ...]
    readings: tuple[str, ...]
    explain: tuple[str, ...]
    missing: tuple[str, ...]
    by: date | None


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """The verdict of the whole and of each requirement, on a day, under an edition of the rules."""

    overall: Verdict
    evaluated_on: date
    edition: str
    requirements: tuple[KeptRequirement, ...]

    def with_verdict(self, *verdicts: Verdict) -> tuple[KeptRequirement, ...]:
        """The requirements with one of these verdicts, in order."""
        return tuple(one for one in self.requirements if one.verdict in verdicts)


def keep(outcome: Outcome) -> KeptOutcome:
    """The outcome without the calculation behind it."""
    return KeptOutcome(
        overall=outcome.overall,
        evaluated_on=outcome.evaluation_date,
        edition=outcome.edition,
        requirements=tuple(
            KeptRequirement(
                one.key, one.title, one.verdict, one.clauses, one.readings, one.explain, one.missing, one.by
            )
            for one in outcome.requirements.values()
        ),
    )


def to_json(outcome: KeptOutcome) -> dict[str, Any]:
    """As it is stored with a decision."""
    return {
        "overall": outcome.overall.value,
        "evaluated_on": outcome.evaluated_on.isoformat(),
        "edition": outcome.edition,
        "requirements": [
            {
                "key": one.key, "title": one.title, "verdict": one.verdict.value, "clauses": list(one.clauses),
                "readings": list(one.readings), "explain": list(one.explain), "missing": list(one.missing),
                "by": one.by.isoformat() if one.by else None,
            }
            for one in outcome.requirements
        ],
    }  # fmt: skip


def from_json(stored: Mapping[str, Any]) -> KeptOutcome:
    """What `to_json` made, read back."""
    return KeptOutcome(
        overall=Verdict(stored["overall"]),
        evaluated_on=date.fromisoformat(stored["evaluated_on"]),
        edition=stored["edition"],
        requirements=tuple(
            KeptRequirement(
                one["key"], one["title"], Verdict(one["verdict"]), tuple(one["clauses"]), tuple(one["readings"]),
                tuple(one["explain"]), tuple(one["missing"]), date.fromisoformat(one["by"]) if one["by"] else None,
            )
            for one in stored["requirements"]
        ),
    )  # fmt: skip


def goes_against(kind: DecisionKind, overall: Verdict) -> bool:
    """Whether a decision is another than the rules point to; then it must say why (A-38: the board decides).

    Where the rules leave it to a person, or know no conditions, any decision agrees with them. Refusing an application
    that is still open agrees too: a failed audit could always be held once more. A withdrawal has grounds of its own.
    """
    return overall in _AGAINST[kind]
