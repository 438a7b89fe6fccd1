"""The `filter` of a question for documents, as the REST binding of CASE has it: `title~'kracht' AND language='nl'`.

A clause is a field, one of `= != > >= < <= ~` (`~` is contains, whatever the capitals) and a value in single quotes; in
a value two quotes stand for one. Clauses are joined by AND and OR, of which AND binds closer. Only fields that are a
text can be compared; a document without the field has an empty one.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 500
"""Characters of a filter."""

_CLAUSE = re.compile(r"\s*([A-Za-z][A-Za-z0-9]*)\s*(!=|>=|<=|=|>|<|~)\s*'((?:[^']|'')*)'\s*")
_JOINT = re.compile(r"(AND|OR)\b", re.IGNORECASE)
_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "~": lambda text, part: part.casefold() in text.casefold(),
}


class FaultyFilter(ValueError):
    """The filter cannot be read; the message says where, in English as all errors of CASE."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One comparison."""

    field: str
    predicate: str
    value: str

    def holds(self, document: Mapping[str, Any]) -> bool:
        """Whether a document fits."""
        text = document.get(self.field, "")
        return isinstance(text, str) and _COMPARE[self.predicate](text, self.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """Clauses of which all must hold, in one of the groups."""

    groups: tuple[tuple[Clause, ...], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is asked, once."""
        return tuple(dict.fromkeys(clause.field for group in self.groups for clause in group))

    def holds(self, document: Mapping[str, Any]) -> bool:
        """Whether a document fits."""
        return any(all(clause.holds(document) for clause in group) for group in self.groups)


def read_filter(text: str) -> Filter:
    """The filter in a text; raises `FaultyFilter`."""
    if len(text) > LONGEST:
        raise FaultyFilter(f"filter is longer than {LONGEST} characters.")
    groups: list[list[Clause]] = [[]]
    place = 0
    while True:
        clause = _CLAUSE.match(text, place)
        if clause is None:
            raise FaultyFilter(f"filter needs field, predicate and 'value' at character {place + 1}.")
        groups[-1].append(Clause(clause[1], clause[2], clause[3].replace("''", "'")))
        if clause.end() == len(text):
            return Filter(tuple(tuple(group) for group in groups))
        joint = _JOINT.match(text, clause.end())
        if joint is None:
            raise FaultyFilter(f"filter needs AND or OR at character {clause.end() + 1}.")
        if joint[1].upper() == "OR":
            groups.append([])
        place = joint.end()
