"""From a dossier file (docs/dossier-format.md) to cases, or to everything that is wrong with them. Plain Python.

A file holds one object or a list of them, each with an `id`. The fields of a case stand in the object itself, or in its
`input`. A field that is null is one that is not there. What is not of this form raises `Faulty`, whose faults name the
case and the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.core.files.json_text import day_of, read_json
from app.core.shapes import Fault, Faulty, Finding, shape_findings, written
from app.regulation.case import Activity, Case, CaseAction, Leergang, PracticeReport, Roles
from app.regulation.terms import RegisterName, RequirementKey, Status

Asked = TypeVar("Asked")

_ADAPTER = TypeAdapter(Case)
_AROUND = {"id", "title", "group", "readings", "expected", "input"}
_PARTS = {"leergang": Leergang, "roles": Roles, "pe_activities": Activity, "practice_report": PracticeReport}
_OURS = {"ref", "experience_periods", "not_said"}
"""Fields of a case that no file has."""
_FROM_FACTS = (RequirementKey.EXPERIENCE, RequirementKey.WORKING_LEVEL, RequirementKey.FUNCTION_CONTENT)
"""The requirements that go by what a person says of themselves."""
_NONE = {"function_content": "none", "working_level": "none"}
"""How the examples write that nothing matches."""
_ORDER = {field.name: number for number, field in enumerate(fields(Case))}
_MESSAGES = {
    "missing": "dit veld ontbreekt.",
    "enum": "{shown} kan hier niet. Wel: {values}.",
    "bool_type": "{shown} kan hier niet. Wel: true of false.",
    "dataclass_type": "hier horen velden.",
}


@dataclass(frozen=True, slots=True)
class NamedFields:
    """One object of a file: its id and its fields as they stand there, and the group that it says to belong to."""

    id: str
    fields: Mapping[str, Any]
    group: str = ""


def fault_in(case: str, path: str, what: str) -> Fault:
    """A fault in a case at a field: `geval 7, roles.deelnemer: …`."""
    return Fault(", ".join(part for part in (f"geval {case}" if case else "", path) if part), what)


def read_objects(text: str) -> tuple[tuple[NamedFields, ...], bool]:
    """The objects of a file, and whether they stood in a list; raises `Faulty`."""
    data = read_json(text)
    whole = data if isinstance(data, list) else [data]
    faults = [fault for number, one in enumerate(whole, 1) for fault in _faults_around(number, one)]
    if faults:
        raise Faulty(faults)
    found = (NamedFields(str(one["id"]), one.get("input") or one, str(one.get("group", ""))) for one in whole)
    return tuple(found), isinstance(data, list)


def _faults_around(number: int, one: Any) -> Iterator[Fault]:
    name = f"nummer {number}"
    if not isinstance(one, dict):
        yield fault_in(name, "", "dit is geen object met velden.")
    elif not isinstance(one.get("id"), str | int) or isinstance(one["id"], bool) or one["id"] == "":
        yield fault_in(name, "id", "elk geval heeft een id.")
    elif not str(one["id"]).isprintable():
        yield fault_in(name, "id", "een id bestaat uit gewone tekens, op een regel.")
    elif not isinstance(one.get("input", {}), dict):
        yield fault_in(str(one["id"]), "input", "hier horen velden.")


def case_of(one: NamedFields) -> Case:
    """The case of an object; raises `Faulty` with everything that is wrong with it."""
    content = {name: value for name, value in one.fields.items() if value is None or value != _NONE.get(name)}
    return read_fields(_ADAPTER, one.id, content, _needed, _dates)


def stored_case(data: Mapping[str, Any]) -> Case:
    """A case that `kept_case` or `case_as_data` made and that was kept as JSON.

    One that does not say what was not known had no facts where it has none.
    """
    not_said = frozenset(RequirementKey(key) for key in data.get("not_said", _FROM_FACTS))
    return replace(case_of(NamedFields(str(data.get("id", "")), data)), not_said=not_said)


Check = Callable[[Mapping[str, Any]], Iterable[Finding]]


def read_fields(adapter: TypeAdapter[Asked], name: str, content: Mapping[str, Any], *checks: Check) -> Asked:
    """What the fields of the object `name` say; raises `Faulty` with what is wrong in shape, and what checks find."""
    found: list[Finding] = []
    value: Asked | None = None
    try:
        value = adapter.validate_python(_filled(content))
    except ValidationError as errors:
        found += shape_findings(errors, instead=_MESSAGES)
    found += (one for check in checks for one in check(content))
    if value is None or found:
        faults = (fault_in(name, written(path), _why(content, path, what)) for path, what in _in_order(found))
        raise Faulty(dict.fromkeys(faults))
    return value


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something: not those that are null, nor those that are no part of the format."""
    found = {name: one for name, one in content.items() if one is not None and name not in _OURS}
    for name in _PARTS.keys() & found:
        part = found[name]
        if isinstance(part, dict):
            found[name] = _filled(part)
        elif isinstance(part, list):
            found[name] = [_filled(one) if isinstance(one, dict) else one for one in part]
    return found


def _in_order(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: _ORDER.get(str(one[0][0]), 0) if one[0] else 0)


def _why(content: Any, path: tuple[str | int, ...], what: str) -> str:
    """The same sentence, unless the field is there and says nothing."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return what
    return "dit veld is leeg." if content is None and what == _MESSAGES["missing"] else what


def _needed(content: Mapping[str, Any]) -> Iterator[Finding]:
    """The fields that are needed for what is asked, beside those that every case has."""
    if content.get("register") == RegisterName.MW:
        return
    action = content.get("action")
    if action == CaseAction.RENEWAL:
        names: tuple[str, ...] = ("status_held",)
    else:
        names = ("status_sought", "experience_months") if action in (CaseAction.ENTRY, CaseAction.UPGRADE) else ()
    yield from (((name,), _MESSAGES["missing"]) for name in names if content.get(name) is None)


def _dates(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A status that is kept or left has a renewal date, or a day on which it began; and it begins before it ends."""
    renewal, start = content.get("renewal_date"), content.get("status_start")
    asks = content.get("register") != RegisterName.MW and content.get("action") in (
        CaseAction.RENEWAL,
        CaseAction.UPGRADE,
    )
    if asks and renewal is None and start is None and content.get("status_held") in list(Status):
        yield ("renewal_date",), "dit veld ontbreekt (of vul status_start in)."
    last, first = day_of(renewal), day_of(start)
    if first is not None and last is not None and last <= first:
        yield ("renewal_date",), "de verlengingsdatum ligt na de dag waarop de status inging."


def unknown_fields(one: NamedFields) -> tuple[str, ...]:
    """Fields of a case that mean nothing here, also within its parts: perhaps somebody made a typing error."""
    return tuple(_unknown(one.fields, Case, ""))


def _unknown(content: Mapping[str, Any], kind: type, place: str) -> Iterator[str]:
    known = {field.name for field in fields(kind)} - _OURS | (_AROUND if kind is Case else set())
    for name, value in content.items():
        if name not in known:
            yield f"{place}{name}"
        elif (part := _PARTS.get(name) if kind is Case else None) is not None:
            several = isinstance(value, list)
            for index, item in enumerate(value if several else [value]):
                if isinstance(item, dict):
                    yield from _unknown(item, part, f"{name}[{index}]." if several else f"{name}.")
