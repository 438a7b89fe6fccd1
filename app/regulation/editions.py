"""The editions of the rules of the register, read once: which one holds on a day, and which one has a name.

They stand in `standards/` as `register-*.yaml`: beside the standards, and none of them. A change of rule is a new file
with a `valid_from`, the first has none; what was decided under an older edition keeps it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from app.config import ROOT
from app.core.files.yaml_text import fault_at
from app.core.shapes import Fault, Faulty
from app.regulation.edition import RegisterRules
from app.regulation.rules_file.reading import check_file
from app.standards.files.folder import register_files

FOLDER = ROOT / "standards"


class UnknownEdition(LookupError):
    """There are no rules with this slug."""


@cache
def all_editions() -> tuple[RegisterRules, ...]:
    """Every edition, oldest first; raises `Faulty` with the faults of every file."""
    return read_editions(FOLDER)


def rules_on(day: date) -> RegisterRules:
    """The edition that is valid on a day; before the first one, the first."""
    editions = all_editions()
    return next((one for one in reversed(editions) if one.first_day <= day), editions[0])


def rules_of(slug: str) -> RegisterRules:
    """The edition with this slug; raises `UnknownEdition`."""
    found = next((one for one in all_editions() if one.slug == slug), None)
    if found is None:
        raise UnknownEdition(slug)
    return found


def read_editions(folder: Path) -> tuple[RegisterRules, ...]:
    """The editions of a folder, oldest first; raises `Faulty`."""
    editions: list[RegisterRules] = []
    faults: list[Fault] = []
    for path in register_files(folder):
        rules, found = check_file(path)
        faults += found
        if rules is not None and any(one.first_day == rules.first_day for one in editions):
            faults.append(fault_at(path.name, 1, "valid_from", "op deze dag gaat al een andere editie in."))
        elif rules is not None:
            editions.append(rules)
    if not faults and not editions:
        faults.append(fault_at("register-*.yaml", 1, "", "er staan geen regels van het register."))
    if faults:
        raise Faulty(faults)
    return tuple(sorted(editions, key=lambda one: one.first_day))
