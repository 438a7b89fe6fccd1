"""Which row of a file is about which person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.people.imports.rules.entries import Entry, key_of, number_key
from app.people.imports.rules.plan import Known, State


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows with whom they are about, and the rows that nobody is sure of with who it might be."""

    sure: Sequence[tuple[Entry, Known | None]]
    unsure: Sequence[tuple[Entry, tuple[Known, ...], bool]]
    crossed: Mapping[int, Known] = field(default_factory=dict)
    """Lines with an address of somebody else than whose number they have."""
    twice: Mapping[int, int] = field(default_factory=dict)
    """Lines about somebody about whom an earlier line was."""


def match(entries: Sequence[Entry], state: State) -> Matched:
    """By personnel number first, then by address, and then by name.

    A name alone proves nothing: who has the name of somebody that no other row is about may be that person with
    another address, and is asked about, unless both have a number. So is an address that somebody has with another
    number and another name.
    """
    numbers = {number_key(one.number): one for one in state.people.values() if one.number}
    addresses = {one.email: one for one in state.people.values()}
    sure: list[tuple[Entry, Known | None]] = []
    unsure: list[tuple[Entry, tuple[Known, ...], bool]] = []
    crossed: dict[int, Known] = {}
    twice: dict[int, int] = {}
    lines: dict[int, int] = {}
    left: list[Entry] = []
    for entry in entries:
        by_number = numbers.get(number_key(entry.number)) if entry.number else None
        by_address = addresses.get(entry.email)
        found = by_number or by_address
        if found is None:
            left.append(entry)
            continue
        if found.id in lines:
            twice[entry.line] = lines[found.id]
        elif by_number and by_address and by_number is not by_address:
            crossed[entry.line] = by_address
        elif by_number is None and _is_another(entry, found):
            unsure.append((entry, (found,), False))
        else:
            sure.append((entry, found))
        lines.setdefault(found.id, entry.line)
    namesakes = _unspoken_by_name(state, lines)
    for entry in left:
        candidates = tuple(one for one in namesakes[key_of(entry.name)] if not (entry.number and one.number))
        if candidates:
            unsure.append((entry, candidates, True))
        else:
            sure.append((entry, None))
    return Matched(sure, unsure, crossed, twice)


def _is_another(entry: Entry, found: Known) -> bool:
    """Whether an address seems to have gone to another person: another number and another name."""
    if not entry.number or not found.number:
        return False
    return number_key(entry.number) != number_key(found.number) and key_of(entry.name) != key_of(found.name)


def _unspoken_by_name(state: State, spoken: Mapping[int, int]) -> Mapping[str, list[Known]]:
    """The people that no row is about so far, by name."""
    found: dict[str, list[Known]] = defaultdict(list)
    for one in state.people.values():
        if one.id not in spoken:
            found[key_of(one.name)].append(one)
    return found
