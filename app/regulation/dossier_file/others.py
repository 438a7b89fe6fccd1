"""The cases of a dossier file that are about prices, the public list or terms: they have fields of their own.

Such an object has no `action`. What it asks follows from its `group` or from its fields: `event` is a price,
`registered` is a place in the register, `issued` or `contract_start` are terms. The answers have the names that the
examples use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from app.core.files.json_text import Day, Truth
from app.core.shapes import Finding, refusal, shown
from app.regulation.dossier_file.reading import NamedFields, read_fields
from app.regulation.edition import RegisterRules
from app.regulation.registration.fees import Fee, FeeEvent, fee
from app.regulation.registration.validity import contract_end, valid_until, valid_until_exclusive, validity_clauses
from app.regulation.terms import RegisterName, Status


def _years(value: Any) -> tuple[int, ...]:
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= 9999 for one in several):
        raise refusal(f"{shown(value)} kan hier niet. Wel: een jaar, of een lijst van jaren.")
    if not several:
        raise refusal("hier staat minstens een getal.")
    return tuple(several)


@dataclass(frozen=True, slots=True)
class FeeAsked:
    """What a price is asked for."""

    status: Status
    event: FeeEvent
    year: Annotated[tuple[int, ...], BeforeValidator(_years)]
    deelnemer: Truth = True
    personal_title: Truth = False


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Whose place in the register is asked."""

    registered: Truth | None = None
    register: RegisterName = RegisterName.AMB
    status_lost_on: Day | None = None


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """Of what the terms are asked: a certificate, a contract, or both."""

    status: Status | None = None
    issued: Day | None = None
    contract_start: Day | None = None
    evaluation_date: Day | None = None


_FEE, _PLACE, _TERMS = TypeAdapter(FeeAsked), TypeAdapter(PlaceAsked), TypeAdapter(TermsAsked)


def is_other(one: NamedFields) -> bool:
    """Whether an object of a file is one of these, and no dossier."""
    return "action" not in one.fields and (one.group in _GROUPS or any(name in one.fields for name in _ANSWERS))


def answer(one: NamedFields, rules: RegisterRules) -> dict[str, Any]:
    """The answer to such an object; raises `Faulty`."""
    name = next((name for name in _ANSWERS if name in one.fields), "")
    reply = _ANSWERS.get(name) or _GROUPS[one.group]
    return {"id": one.id, **reply(one, rules)}


def fee_as_data(found: Fee) -> dict[str, Any]:
    """A price as the command and the dossier file write it; amounts in euro, null when not known."""
    return {
        "annual": _amount(found.annual),
        "audit": _amount(found.audit),
        "total": _amount(found.total),
        "vat": found.vat,
        "known": found.known,
        "clauses": list(found.clauses),
        "readings": list(found.readings),
        "notes": list(found.notes),
    }


def _amount(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _reimbursed(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Whether the employer pays after all: the examples have several names for it."""
    return ((name, value) for name, value in content.items() if "reimburse" in name and value is not None)


def _reimbursed_is_said(content: Mapping[str, Any]) -> Iterator[Finding]:
    for name, value in _reimbursed(content):
        if not isinstance(value, bool):
            yield (name,), f"{shown(value)} kan hier niet. Wel: true of false."


def _fee(one: NamedFields, rules: RegisterRules) -> dict[str, Any]:
    asked = read_fields(_FEE, one.id, one.fields, _reimbursed_is_said)
    found = fee(
        asked.status,
        asked.year,
        asked.event,
        rules,
        deelnemer=asked.deelnemer,
        personal_title=asked.personal_title,
        reimbursed=any(value for _, value in _reimbursed(one.fields)),
    )
    return fee_as_data(found)


def _place(one: NamedFields, rules: RegisterRules) -> dict[str, Any]:
    asked = read_fields(_PLACE, one.id, one.fields)
    info, public = rules.register(asked.register), rules.public
    listed = asked.registered is True or (asked.registered is None and asked.status_lost_on is None)
    return {
        "listed": listed,
        "recognised": listed,
        "fields": list(public.fields) if listed else [],
        "not_public": list(public.not_public),
        "title_allowed": info.title if listed else None,
        "full_title": info.full_title if listed else None,
        "objection_to": public.objection_to,
        "clauses": [*(public.clauses if listed else public.lost), *info.clauses],
        "readings": ["A-55"] if listed else ["A-38"],
    }


def _needs_status(content: Mapping[str, Any]) -> Iterator[Finding]:
    if "issued" in content and content.get("status") is None:
        yield ("status",), "dit veld ontbreekt."


def _terms(one: NamedFields, rules: RegisterRules) -> dict[str, Any]:
    asked = read_fields(_TERMS, one.id, one.fields, _needs_status)
    status, issued, contract, on = asked.status, asked.issued, asked.contract_start, asked.evaluation_date
    found: dict[str, Any] = {}
    clauses: list[str] = []
    if issued is not None and status is not None:
        end = valid_until_exclusive(status, issued, rules)
        found |= {
            "validity_years": rules.status(status).validity.years,
            "valid_until_exclusive": end.isoformat(),
            "last_valid_day": valid_until(status, issued, rules).isoformat(),
        }
        if on is not None:
            found["valid"] = issued <= on < end
        clauses += validity_clauses(status, rules)
    if contract is not None:
        found["contract_term_end"] = contract_end(contract, rules, on).isoformat()
        clauses.append(rules.fees.contract.clause)
    return {**found, "clauses": clauses, "readings": ["A-16", "A-17", "A-18", "A-51"]}


_ANSWERS = {"event": _fee, "registered": _place, "issued": _terms, "contract_start": _terms}
_GROUPS = {"fees": _fee, "register": _place, "validity": _terms}
