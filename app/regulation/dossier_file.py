"""The dossier file (dossier-format): from JSON to cases, and from an outcome to JSON.

A file holds one object or a list of them, each with an `id`. The fields of a case stand in the object itself, or in its
`input`. What is not of this form raises `FaultyCases`, which names the case and the field of every fault at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from app.regulation.case import (
    Activity,
    Case,
    CaseAction,
    Leergang,
    Outcome,
    PECalculation,
    PracticeReport,
    Requirement,
    Roles,
)
from app.regulation.terms import PEKind, RegisterName, Route, Status, WorkingLevel

MOST_HOURS = 9999
MOST_MONTHS = 1200
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMALS = 6
_NONE = "none"
"""How the examples write a function content that matches no column."""
_AROUND = {"id", "title", "group", "readings", "expected", "input"}

_PARTS = {"leergang": Leergang, "roles": Roles, "pe_activities": Activity, "practice_report": PracticeReport}

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file: in which case, at which field, in Dutch."""

    case: str
    field: str
    message: str

    def __str__(self) -> str:
        """One line."""
        where = ", ".join(part for part in (f"geval {self.case}" if self.case else "", self.field) if part)
        return f"{where}: {self.message}" if where else self.message


class FaultyCases(Exception):
    """A file that is not of the form; `faults` has them all."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class NamedFields:
    """One object of a file: its id and its fields as they stand there, and the group that it says to belong to."""

    id: str
    fields: Mapping[str, Any]
    group: str = ""


def read_objects(text: str) -> tuple[tuple[NamedFields, ...], bool]:
    """The objects of a file, and whether they stood in a list; raises `FaultyCases`."""
    data = _json(text)
    whole = data if isinstance(data, list) else [data]
    faults: list[Fault] = []
    found: list[NamedFields] = []
    for number, one in enumerate(whole, 1):
        if not isinstance(one, dict):
            faults.append(Fault(f"nummer {number}", "", "dit is geen object met velden."))
        elif not isinstance(one.get("id"), str | int) or isinstance(one["id"], bool) or one["id"] == "":
            faults.append(Fault(f"nummer {number}", "id", "elk geval heeft een id."))
        elif not str(one["id"]).isprintable():
            faults.append(Fault(f"nummer {number}", "id", "een id bestaat uit gewone tekens, op een regel."))
        elif not isinstance(one.get("input", {}), dict):
            faults.append(Fault(str(one["id"]), "input", "hier horen velden."))
        else:
            found.append(NamedFields(str(one["id"]), one.get("input") or one, str(one.get("group", ""))))
    if faults:
        raise FaultyCases(faults)
    return tuple(found), isinstance(data, list)


def _json(text: str) -> Any:
    if not text.strip():
        raise FaultyCases([Fault("", "", "dit bestand is leeg.")])
    try:
        return json.loads(text, parse_float=_decimal, parse_constant=Decimal, object_pairs_hook=_no_doubles)
    except _TwiceError as error:
        why = f"veld '{error}' staat er twee keer"
    except json.JSONDecodeError as error:
        why = f"kijk bij regel {error.lineno}, teken {error.colno}"
    except RecursionError:
        why = "er zitten te veel lagen in elkaar"
    except ValueError:
        why = "er staat een getal in van duizenden cijfers"
    raise FaultyCases([Fault("", "", f"dit is geen geldige JSON: {why}.")])


def _decimal(text: str) -> Decimal:
    """What is too big even for a `Decimal` becomes infinite: the field that it stands in refuses it."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


class _TwiceError(ValueError):
    """A field that stands twice in one object."""


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def case_of(one: NamedFields) -> Case:
    """The case of an object; raises `FaultyCases` with everything that is wrong with it."""
    reader = Reader(one.id, one.fields)
    action = reader.choice("action", CaseAction, needed=True)
    register = reader.choice("register", RegisterName, needed=True)
    judged = register is not RegisterName.MW
    going_in = judged and action in (CaseAction.ENTRY, CaseAction.UPGRADE)
    case = {
        "register": register,
        "action": action,
        "evaluation_date": reader.day("evaluation_date", needed=True),
        "status_held": reader.choice("status_held", Status, needed=judged and action is CaseAction.RENEWAL),
        "status_sought": reader.choice("status_sought", Status, needed=going_in),
        "route": reader.choice("route", Route),
        "status_start": reader.day("status_start"),
        "renewal_date": reader.day("renewal_date"),
        "experience_months": reader.whole("experience_months", needed=going_in, most=MOST_MONTHS) or 0,
        "experience_extra_days": reader.whole("experience_extra_days") or 0,
        "new_in_function": reader.truth("new_in_function") or False,
        "working_level": reader.choice("working_level", WorkingLevel, none=_NONE),
        "function_content": reader.choice("function_content", Status, none=_NONE),
        "function_fits_register": reader.truth("function_fits_register"),
        "audit_done": reader.truth("audit_done") or False,
        "leergang": reader.part("leergang", _leergang),
        "roles": reader.part("roles", _roles) or Roles(),
        "pe_activities": reader.parts("pe_activities", _activity),
        "verklaring_nog_in_functie": reader.truth("verklaring_nog_in_functie"),
        "practice_report": reader.part("practice_report", _report),
        "intervisie_attended_on": reader.day("intervisie_attended_on"),
        "dossier_sent": reader.day("dossier_sent"),
    }
    if judged and case["status_held"] is not None and action in (CaseAction.RENEWAL, CaseAction.UPGRADE):
        reader.one_of("renewal_date", "status_start")
    start, renewal = case["status_start"], case["renewal_date"]
    if start is not None and renewal is not None and renewal <= start:
        reader.fault("renewal_date", "de verlengingsdatum ligt na de dag waarop de status inging.")
    reader.done()
    return Case(**case)


def unknown_fields(one: NamedFields) -> tuple[str, ...]:
    """Fields of a case that mean nothing here, also within its parts: perhaps somebody made a typing error."""
    return tuple(_unknown(one.fields, Case, ""))


def _unknown(content: Mapping[str, Any], kind: type, place: str) -> Iterator[str]:
    known = _known(kind)
    for name, value in content.items():
        if name not in known:
            yield f"{place}{name}"
        elif (part := _PARTS.get(name) if kind is Case else None) is not None:
            several = value if isinstance(value, list) else None
            for index, item in enumerate([value] if several is None else several):
                if isinstance(item, dict):
                    yield from _unknown(item, part, f"{name}." if several is None else f"{name}[{index}].")


@cache
def _known(kind: type) -> frozenset[str]:
    names = {field.name for field in fields(kind)}
    return frozenset(names | _AROUND if kind is Case else names - {"ref"})


class Reader:
    """Takes the fields of one object and collects what is wrong with them; `done` raises it."""

    def __init__(
        self, case: str, content: Mapping[str, Any], place: str = "", faults: list[Fault] | None = None
    ) -> None:
        self.case, self.content, self.place = case, content, place
        self.faults: list[Fault] = [] if faults is None else faults

    def fault(self, name: str, message: str) -> None:
        """Something is wrong with a field."""
        self.faults.append(Fault(self.case, f"{self.place}{name}", message))

    def done(self) -> None:
        """All fields were read: raises `FaultyCases` when something was wrong."""
        if self.faults:
            raise FaultyCases(self.faults)

    def _value(self, name: str, needed: bool) -> Any:
        value = self.content.get(name)
        if value is None and needed:
            self.fault(name, "dit veld ontbreekt." if name not in self.content else "dit veld is leeg.")
        return value

    def one_of(self, *names: str) -> None:
        """At least one of these fields is there."""
        if all(self.content.get(name) is None for name in names):
            self.fault(names[0], f"dit veld ontbreekt (of vul {names[1]} in).")

    def choice(self, name: str, choices: type[Choice], *, needed: bool = False, none: str = "") -> Choice | None:
        """One of the values of an enum; `none` is a word for null."""
        value = self._value(name, needed)
        if value is None or (none and value == none):
            return None
        if isinstance(value, str) and (found := _named(choices).get(value)) is not None:
            return found  # type: ignore[return-value]
        self.fault(name, f"{_shown(value)} kan hier niet. Wel: {', '.join(choices)}.")
        return None

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A day as 2018-03-01."""
        value = self._value(name, needed)
        if value is None:
            return None
        try:
            if isinstance(value, str) and _DATE.fullmatch(value) and 1900 < int(value[:4]) < 2999:
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fault(name, f"{_shown(value)} is geen dag. Schrijf een dag als 2018-03-01.")
        return None

    def truth(self, name: str) -> bool | None:
        """True, false or null."""
        value = self._value(name, False)
        if value is None or isinstance(value, bool):
            return value
        self.fault(name, f"{_shown(value)} kan hier niet. Wel: true of false.")
        return None

    def whole(self, name: str, *, needed: bool = False, most: int = 1_000_000) -> int | None:
        """A whole number from 0."""
        value = self._value(name, needed)
        if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= most and value == round(value):
            value = int(value)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most):
            return value
        self.fault(name, f"{_shown(value)} kan hier niet. Wel: een heel getal van 0 tot en met {most}.")
        return None

    def wholes(self, name: str) -> tuple[int, ...]:
        """One whole number or a list of them; needed."""
        value = self._value(name, True)
        several = value if isinstance(value, list) else [] if value is None else [value]
        if all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= 9999 for one in several):
            if not several and value is not None:
                self.fault(name, "hier staat minstens een getal.")
            return tuple(several)
        self.fault(name, f"{_shown(value)} kan hier niet. Wel: een jaar, of een lijst van jaren.")
        return ()

    def number(self, name: str, *, most: int) -> Decimal | None:
        """A number from 0."""
        value = self._value(name, False)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return Decimal(value)
        if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= most:
            return round(value, _DECIMALS) + 0
        self.fault(name, f"{_shown(value)} kan hier niet. Wel: een getal van 0 tot en met {most}.")
        return None

    def part(self, name: str, read: Callable[[Reader], Any]) -> Any:
        """An object within the object, or None."""
        value = self._value(name, False)
        if value is None:
            return None
        if isinstance(value, dict):
            return read(Reader(self.case, value, f"{self.place}{name}.", self.faults))
        self.fault(name, "hier horen velden.")
        return None

    def parts(self, name: str, read: Callable[[Reader], Any]) -> tuple[Any, ...]:
        """A list of objects; nothing is an empty list."""
        value = self._value(name, False)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(name, "hier hoort een lijst.")
            return ()
        return tuple(self._items(name, value, read))

    def _items(self, name: str, items: list[Any], read: Callable[[Reader], Any]) -> Iterator[Any]:
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield read(Reader(self.case, item, f"{self.place}{name}[{index}].", self.faults))
            else:
                self.fault(f"{name}[{index}]", "hier horen velden.")


@cache
def _named(choices: type[StrEnum]) -> dict[str, StrEnum]:
    return {one.value: one for one in choices}


def _shown(value: Any) -> str:
    try:
        text = str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError, InvalidOperation):
        text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _leergang(reader: Reader) -> Leergang:
    kind, day = reader.choice("kind", RegisterName, needed=True), reader.day("completed_on", needed=True)
    return Leergang(kind or RegisterName.AMB, day or date.max)


def _roles(reader: Reader) -> Roles:
    return Roles(reader.truth("kernteamlid") or False, reader.truth("deelnemer") or False)


def _report(reader: Reader) -> PracticeReport:
    return PracticeReport(
        reader.day("activity_submitted_on"),
        reader.truth("activity_approved") or False,
        reader.truth("report_written") or False,
        reader.day("report_sent_on"),
        reader.truth("presented") or False,
        reader.truth("local_level"),
    )


def _activity(reader: Reader) -> Activity:
    return Activity(
        kind=reader.choice("kind", PEKind, needed=True) or PEKind.OVERIG,
        date=reader.day("date", needed=True) or date.max,
        hours=reader.number("hours", most=MOST_HOURS),
        clok=reader.truth("clok") or False,
        approved_on=reader.day("approved_on"),
        granted_points=reader.whole("granted_points", most=MOST_HOURS),
        words=reader.whole("words"),
        consecutive_months=reader.whole("consecutive_months", most=MOST_MONTHS),
        network=reader.truth("network"),
    )


def outcome_as_data(name: str, outcome: Outcome) -> dict[str, Any]:
    """An outcome as the dossier format writes it, with what the screens say beside it."""
    data: dict[str, Any] = {
        "id": name,
        "overall": outcome.overall.value,
        "requirements": {key: _requirement(one) for key, one in outcome.requirements.items()},
    }
    if outcome.pe is not None:
        data["pe_calculation"] = _calculation(outcome.pe)
    return {**data, "edition": outcome.edition}


def _requirement(one: Requirement) -> dict[str, Any]:
    numbers = {name: value.isoformat() if isinstance(value, date) else value for name, value in one.numbers.items()}
    return {
        "verdict": one.verdict.value,
        "clauses": list(one.clauses),
        **numbers,
        "readings": list(one.readings),
        "explain": list(one.explain),
        "missing": list(one.missing),
        "by": one.by.isoformat() if one.by else None,
        "warnings": list(one.warnings),
    }


def _calculation(points: PECalculation) -> dict[str, Any]:
    return {
        "year": {"start": points.year.start.isoformat(), "end": points.year.end.isoformat()},
        "activities": [
            {
                "index": one.index,
                "kind": one.kind.value,
                "points": one.points,
                "reason": one.reason,
                "network": one.network,
                "planned": one.planned,
                "explain": one.explain,
                "clauses": list(one.clauses),
                "readings": list(one.readings),
                "warnings": list(one.warnings),
            }
            for one in points.activities
        ],
        "total_before_network_cap": points.total,
        "network": points.network,
        "planned": points.planned,
    }


def case_as_data(name: str, case: Case) -> dict[str, Any]:
    """A case as the dossier file has it, so that somebody can take it along: `case_of` reads it back."""
    names = (field.name for field in fields(Case) if field.name != "experience_periods")
    return {"id": name, **{one: _plain(getattr(case, one)) for one in names}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Leergang | Roles | PracticeReport):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Activity):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {name: one for name, one in named.items() if one is not None and name != "ref"}
    return value.value if isinstance(value, StrEnum) else value
