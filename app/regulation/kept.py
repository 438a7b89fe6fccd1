"""A requirement as it was judged, for who keeps it: with a dossier that is handed in, with a decision. Plain Python.

A later change of rule or wording leaves it as it was: it has its own title and sentences, and names its clauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.regulation.case import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class KeptRequirement:
    """The verdict of one requirement, with the clauses and readings that it rests on.

    `unknown` is whether it is not met only because nobody said the facts.
    """

    key: str
    title: str
    verdict: Verdict
    explain: tuple[str, ...]
    missing: tuple[str, ...]
    by: date | None
    clauses: tuple[str, ...]
    readings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    unknown: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether something still has to be done, or can no longer be."""
        return self.verdict in (Verdict.NOT_MET, Verdict.OPEN) or bool(self.missing)


def kept_requirements(outcome: Outcome) -> tuple[KeptRequirement, ...]:
    """Each requirement of an outcome in the order of the rules, without the calculation behind it."""
    return tuple(
        KeptRequirement(
            one.key,
            one.title,
            one.verdict,
            one.explain,
            one.missing,
            one.by,
            one.clauses,
            one.readings,
            one.warnings,
            one.unknown,
        )
        for one in outcome.requirements.values()
    )
