"""What an upload need not say: its short name, what it follows, and what became of each element of that."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.standards.files.building import build
from app.standards.files.checks import findings
from app.standards.files.format import StandardFile
from app.standards.own.small_reading import code_of
from app.standards.rules.deciding import suggestions
from app.standards.rules.standard import Standard

_YEAR = re.compile(r"-[0-9]+$")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an upload before it is read.

    `base` is what it comes in the place of, or (`is_next`) the edition that it follows; `slugs` are those of all own
    standards of the organisation, `titles` the titles of standards that are not its own.
    """

    base: StandardFile | None = None
    is_next: bool = False
    organisation: str = ""
    slugs: Collection[str] = ()
    titles: Collection[str] = ()

    def mark_copy(self, title: str) -> str:
        """The title of a standard that was taken over: one that is called as another is marked as its copy."""
        return f"Kopie van {title}" if title.casefold() in {one.casefold() for one in self.titles} else title


def filled_in(data: Any, published: Sequence[Standard], known: Known) -> Any:
    """The data of a file with what it left open; what is no data of a file stays as it is."""
    if not isinstance(data, dict):
        return data
    base, found = known.base, dict(data)
    if known.organisation:
        found.setdefault("publisher", known.organisation)
        found.setdefault("source", f"Opgesteld door {known.organisation}")
    if base and known.is_next:
        if found.get("slug") == base.slug:
            del found["slug"]
        found.setdefault("family", base.family or base.slug)
        found.setdefault("follows", base.slug)
    elif base:
        for key in ("slug", "family", "follows"):
            if value := getattr(base, key):
                found.setdefault(key, value)
    if "slug" not in found:
        name = _YEAR.sub("", base.slug) if base else str(found.get("title", ""))
        found["slug"] = code_of(f"{name} {found.get('edition', '')}", known.slugs, "standaard")
    before = next((one for one in published if one.slug == found.get("follows")), None)
    if before is not None and not found.get("changes") and not found.get("undecided"):
        found |= _changes(found, before, base)
    return found


def _changes(data: Mapping[str, Any], before: Standard, base: StandardFile | None) -> dict[str, Any]:
    """What became of each element of the edition before, as codes and sentences show; of the others nobody said."""
    told = _told_before(data, before, base)
    try:
        file = StandardFile.model_validate({**data, "follows": None, "changes": [], "undecided": []})
    except ValidationError:
        file = None
    if file is not None and not list(findings(file)):
        taken = {code for change in told for code in change["to"]}
        done = {code for change in told for code in change["from"]}
        for old, choice in suggestions(before, build(file)).items():
            if old not in done and choice.targets[0] not in taken:
                told.append({"kind": choice.kind, "from": [old], "to": list(choice.targets)})
    done = {code for change in told for code in change["from"]}
    return {"changes": told, "undecided": [one.code for one in before.elements if one.code not in done]}


def _told_before(data: Mapping[str, Any], before: Standard, base: StandardFile | None) -> list[dict[str, Any]]:
    """What the draft that is replaced said of splitting, merging and dropping, as far as it still holds."""
    if base is None or base.follows != before.slug:
        return []
    here = {one.get("code") for one in data.get("elements", ()) if isinstance(one, dict)}
    return [
        one.model_dump(by_alias=True)
        for one in base.changes
        if one.kind in ("split", "merged", "gone") and here.issuperset(one.to) and not here.intersection(one.from_)
    ]
