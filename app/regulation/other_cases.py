"""The cases of a dossier file that are about prices, the public list or terms: they have inputs of their own.

Such an object has no `action`. What it asks follows from its `group` or from its fields: `event` is a price,
`registered` is a place in the register, `issued` or `contract_start` are terms. The answers have the names that the
examples use.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.regulation.dossier_file import NamedFields, Reader
from app.regulation.edition import RegisterRules
from app.regulation.fees import Fee, FeeEvent, fee
from app.regulation.terms import RegisterName, Status
from app.regulation.validity import contract_end, valid_until, valid_until_exclusive, validity_clauses


def is_other(one: NamedFields) -> bool:
    """Whether an object of a file is one of these, and no dossier."""
    return "action" not in one.fields and (one.group in _GROUPS or any(name in one.fields for name in _ANSWERS))


def answer(one: NamedFields, rules: RegisterRules) -> dict[str, Any]:
    """The answer to such an object; raises `FaultyCases`."""
    name = next((name for name in _ANSWERS if name in one.fields), "")
    reply = _ANSWERS.get(name) or _GROUPS[one.group]
    return {"id": one.id, **reply(Reader(one.id, one.fields), rules)}


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


def _fee(reader: Reader, rules: RegisterRules) -> dict[str, Any]:
    status = reader.choice("status", Status, needed=True)
    event = reader.choice("event", FeeEvent, needed=True)
    years = reader.wholes("year")
    deelnemer, personal = reader.truth("deelnemer"), reader.truth("personal_title")
    reimbursed = any(reader.truth(name) for name in reader.content if "reimburse" in name)
    reader.done()
    assert status is not None
    assert event is not None
    found = fee(
        status, years, event, rules, deelnemer=deelnemer is not False, personal_title=bool(personal),
        reimbursed=reimbursed,
    )  # fmt: skip
    return fee_as_data(found)


def _place(reader: Reader, rules: RegisterRules) -> dict[str, Any]:
    registered = reader.truth("registered")
    register = reader.choice("register", RegisterName) or RegisterName.AMB
    lost = reader.day("status_lost_on")
    reader.done()
    info, public = rules.register(register), rules.public
    listed = registered is True or (registered is None and lost is None)
    return {
        "listed": listed,
        "recognised": listed,
        "fields": list(public.fields) if listed else [],
        "not_public": list(public.not_public),
        "title_allowed": info.title if listed else None,
        "full_title": info.full_title if listed else None,
        "objection_to": public.objection_to,
        "clauses": [*(public.clauses if listed else public.lost_clauses), *info.clauses],
        "readings": ["A-55"] if listed else ["A-38"],
    }


def _terms(reader: Reader, rules: RegisterRules) -> dict[str, Any]:
    status = reader.choice("status", Status, needed="issued" in reader.content)
    issued, contract = reader.day("issued"), reader.day("contract_start")
    on = reader.day("evaluation_date")
    reader.done()
    found: dict[str, Any] = {}
    clauses: list[str] = []
    if issued is not None and status is not None:
        end = valid_until_exclusive(status, issued, rules)
        found |= {
            "validity_years": rules.status(status).validity_years,
            "valid_until_exclusive": end.isoformat(),
            "last_valid_day": valid_until(status, issued, rules).isoformat(),
        }
        if on is not None:
            found["valid"] = issued <= on < end
        clauses += validity_clauses(status, rules)
    if contract is not None:
        found["contract_term_end"] = contract_end(contract, rules, on).isoformat()
        clauses.append(rules.fees.contract_clause)
    return {**found, "clauses": clauses, "readings": ["A-16", "A-17", "A-18", "A-51"]}


_ANSWERS = {"event": _fee, "registered": _place, "issued": _terms, "contract_start": _terms}
_GROUPS = {"fees": _fee, "register": _place, "validity": _terms}
