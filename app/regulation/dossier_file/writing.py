"""From a case and its outcome to the JSON of a dossier file (docs/dossier-format.md). Plain Python."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from app.regulation.case import Case, Outcome

_CASE = TypeAdapter(Case)
_OUTCOME = TypeAdapter(Outcome)
_NO_FIELDS: Any = {"experience_periods": True, "not_said": True, "pe_activities": {"__all__": {"ref"}}}
"""Fields of a case that no file has."""
_NOT_SAID: Any = {
    "evaluation_date": True,
    "renewal_date": True,
    "requirements": {"__all__": {"key", "remarks", "unknown"}},
    "pe": {
        "activities": {"__all__": {"date", "needs_approval", "needs_judgement", "together", "ref"}},
        "planned_network": True,
        "could_be_granted": True,
        "by_kind": True,
    },
}
"""What the engine knows and the format does not say."""


def case_as_data(name: str, case: Case) -> dict[str, Any]:
    """A case as the dossier file has it, so that somebody can take it along: `case_of` reads it back."""
    data = _CASE.dump_python(case, mode="json", exclude=_NO_FIELDS)
    activities = [{key: one for key, one in done.items() if one is not None} for done in data["pe_activities"]]
    return {"id": name, **data, "pe_activities": activities}


def kept_case(name: str, case: Case) -> dict[str, Any]:
    """A case to be kept as JSON: as the dossier file has it, with what was not known; `stored_case` reads it back."""
    return {**case_as_data(name, case), "not_said": sorted(case.unknown)}


def outcome_as_data(name: str, outcome: Outcome) -> dict[str, Any]:
    """An outcome as the dossier format writes it, with what the screens say beside it."""
    said: dict[str, Any] = _OUTCOME.dump_python(outcome, mode="json", exclude=_NOT_SAID)
    data = {
        "id": name,
        "overall": said["overall"],
        "requirements": {key: _requirement(one) for key, one in said["requirements"].items()},
    }
    if (points := said["pe"]) is not None:
        data["pe_calculation"] = {
            "year": points["year"],
            "activities": points["activities"],
            "total_before_network_cap": points["total"],
            "network": points["network"],
            "planned": points["planned"],
        }
    return {**data, "edition": said["edition"]}


def _requirement(said: dict[str, Any]) -> dict[str, Any]:
    """What was counted stands between the other fields of a requirement, under the names that it has here."""
    counted = {name: number for name, number in (said.pop("numbers") or {}).items() if number is not None}
    return {"verdict": said["verdict"], "clauses": said["clauses"], **counted, **said}
