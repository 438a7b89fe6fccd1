"""From a CASE package that we made ourselves back to a standard; how it is written is in `writing`.

What another system changed in it is followed: a text, a parent, the order within an element. What it added and our
format has no place for is named and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from app.core.shapes import Fault, Faulty
from app.standards.case_exchange import kept
from app.standards.case_exchange.format import CFAssociation, CFItem, CFPackage, CFRubric, CFRubricCriterion
from app.standards.case_exchange.reading import faults_of
from app.standards.case_exchange.tree import Tree, end, ranked
from app.standards.case_exchange.words import KINDS, OURS, ROLES, Role
from app.standards.files.format import REPEAT, STATEMENT, FilePart

Data = dict[str, Any]
Ours = TypeVar("Ours", bound=FilePart)
Placed = TypeVar("Placed", bound=kept.Placed)


def is_ours(package: CFPackage) -> bool:
    """Whether the package says that we made it."""
    return OURS in (package.document.extensions or {})


def own_standard(package: CFPackage) -> tuple[Data, list[str]]:
    """The content of a `StandardFile`, and what was not taken; raises `Faulty` with all faults."""
    reader = _Reader(package)
    data = reader.standard()
    if reader.faults:
        raise Faulty(dict.fromkeys(reader.faults))
    return data, reader.not_taken


class _Reader:
    """One package of ours."""

    def __init__(self, package: CFPackage) -> None:
        self.package = package
        self.tree = Tree(package)
        self.faults: list[Fault] = []
        self.not_taken: list[str] = []
        self.roles: dict[str, Role] = {}
        for index, item in enumerate(package.items):
            role = ROLES.get(item.CFItemType or "")
            if role:
                self.roles[item.identifier] = role
            else:
                kind = item.CFItemType and f"het soort '{item.CFItemType[:60]}' kennen wij niet"
                self.not_taken.append(f"CFItems[{index}]: {kind or 'er staat geen soort bij'}.")
        self.not_taken += [
            f"{self.tree.path(item)}: dit onderdeel staat op meer plekken; alleen de eerste telt."
            for item in self.tree.more_places
        ]
        self.links: dict[tuple[str, str, str], list[CFAssociation]] = {}
        self._sort_links()
        self.rubrics: dict[str, list[tuple[kept.OurScale, kept.OurCriterion, CFRubricCriterion]]] = {}
        self.aspects: dict[str, str] = {}

    def standard(self) -> Data:
        document = self.package.document
        ours = self._ours(kept.OurDocument, document.extensions, "CFDocument")
        return {
            **(ours.model_dump(by_alias=True, exclude={"format"}) if ours else {}),
            "title": document.title,
            "publisher": document.publisher or document.creator,
            "edition": self._needed(document.version, "CFDocument.version"),
            "source": self._needed(document.notes, "CFDocument.notes"),
            "definitions": list(self._definitions()),
            "scales": list(self._scales()),
            "groups": [{"code": self._code(one), "title": one.fullStatement} for one in self._in_role("group")],
            "elements": self._elements(),
            "aspects": [{"code": code, "name": name} for code, name in self.aspects.items()],
            "profile_groups": [
                {"code": self._code(one), "title": one.fullStatement, "text": one.notes or ""}
                for one in self._in_role("profile_group")
            ],
            "profiles": self._placed(kept.OurProfile, self._profile, "profile"),
        }

    def _ours(self, model: type[Ours], extensions: Mapping[str, Any] | None, path: str) -> Ours | None:
        """What we keep with something; None when it is wrong, which is then a fault."""
        try:
            return model.model_validate((extensions or {}).get(OURS, {}))
        except ValidationError as errors:
            self.faults += faults_of(errors, (path, "extensions", OURS), (STATEMENT, REPEAT))
            return None

    def _beside(self, model: type[Ours], item: CFItem) -> Ours | None:
        """What we keep with an item; None as for `_ours`."""
        return self._ours(model, item.extensions, self.tree.path(item))

    def _placed(self, model: type[Placed], make: Callable[[CFItem, Placed], Data], *roles: str) -> list[Data]:
        """The items in these roles in the order of their positions, each as `make` has it."""
        found = [
            (ours.position, make(item, ours)) for item in self._in_role(*roles) if (ours := self._beside(model, item))
        ]
        return [data for _, data in sorted(found, key=lambda one: one[0])]

    def _needed(self, text: str | None, path: str) -> str:
        if not text:
            self.faults.append(Fault(path, "dit ontbreekt."))
        return text or ""

    def _code(self, item: CFItem) -> str:
        return self._needed(item.humanCodingScheme, f"{self.tree.path(item)}.humanCodingScheme")

    def _in_role(self, *roles: str) -> list[CFItem]:
        return self.tree.in_order(item for item in self.package.items if self.roles.get(item.identifier) in roles)

    def _is(self, item: CFItem | None, *roles: str) -> bool:
        return item is not None and self.roles.get(item.identifier) in roles

    def _sort_links(self) -> None:
        """Which associations mean something between which items; another one is named and left out."""
        meant = {
            "exactMatchOf": (("indicator",), ("indicator",)),
            "precedes": (("indicator",), ("indicator",)),
            "hasSkillLevel": (("profile",), ("level",)),
            "isRelatedTo": (("profile",), ("profile",)),
        }
        for index, link in enumerate(self.package.associations):
            if link.associationType == "isChildOf":
                continue
            path = f"CFAssociations[{index}]"
            origin, destination = self.tree.item(end(link, "origin")), self.tree.item(end(link, "destination"))
            roles = meant.get(link.associationType)
            if roles and self._is(origin, *roles[0]) and self._is(destination, *roles[1]):
                for which in ("origin", "destination"):
                    self.links.setdefault((link.associationType, which, end(link, which)), []).append(link)
            elif roles and (origin is None or destination is None):
                missing = "originNodeURI" if origin is None else "destinationNodeURI"
                self.faults.append(Fault(f"{path}.{missing}", "dit onderdeel staat niet in dit pakket."))
            else:
                self.not_taken.append(f"{path}: '{link.associationType[:60]}' tussen deze twee kennen wij niet.")

    def _definitions(self) -> Iterator[Data]:
        for index, one in enumerate(self.package.definitions.CFConcepts):
            path = f"CFDefinitions.CFConcepts[{index}]"
            ours = self._ours(kept.OurConcept, one.extensions, path)
            text = self._needed(one.description, f"{path}.description")
            code = self._needed(one.hierarchyCode, f"{path}.hierarchyCode")
            yield {"code": code, "term": one.title, "text": text, **(ours.model_dump() if ours else {})}

    def _scales(self) -> Iterator[Data]:
        for index, rubric in enumerate(self.package.rubrics):
            path = f"CFRubrics[{index}]"
            ours = self._ours(kept.OurScale, rubric.extensions, path)
            if ours:
                self._criteria(path, rubric, ours)
                levels = [{**level.model_dump(), "rank": rank} for rank, level in enumerate(ours.levels, 1)]
                yield {**ours.model_dump(), "levels": levels}

    def _criteria(self, path: str, rubric: CFRubric, scale: kept.OurScale) -> None:
        for index, criterion in enumerate(rubric.CFRubricCriteria):
            here = f"{path}.CFRubricCriteria[{index}]"
            about = self.tree.item(criterion.CFItemURI.identifier) if criterion.CFItemURI else None
            ours = self._ours(kept.OurCriterion, criterion.extensions, here)
            if about is None:
                self.faults.append(Fault(f"{here}.CFItemURI", "dit onderdeel staat niet in dit pakket."))
            elif ours:
                self.rubrics.setdefault(about.identifier, []).append((scale, ours, criterion))

    def _elements(self) -> list[Data]:
        found = self._placed(kept.OurElement, self._element, *KINDS.values())
        self._loose_statements()
        return found

    def _element(self, item: CFItem, ours: kept.OurElement) -> Data:
        path, parent = self.tree.path(item), self.tree.parent(item)
        under_element = self._is(parent, *KINDS.values())
        group = self._code(parent) if parent and self._is(parent, "group") else ours.group
        if group is None:
            self.faults.append(Fault(path, "dit onderdeel staat niet onder een groep."))
        return {
            "code": self._code(item),
            "kind": KINDS[item.CFItemType or ""],
            "number": item.listEnumeration or None,
            "group": group or "",
            "parent": self._code(parent) if parent and under_element else None,
            "title": self._needed(item.abbreviatedStatement, f"{path}.abbreviatedStatement"),
            "definition": item.fullStatement,
            **ours.model_dump(include={"name", "place", "remarks"}),
            **self._scored(item),
        }

    def _scored(self, item: CFItem) -> Data:
        """The scale of an element, its aspects, the names of its levels and what they say."""
        rows = self.rubrics.get(item.identifier, [])
        rows.sort(key=lambda row: (row[2].position is None, row[2].position or 0))
        if len({scale.code for scale, _, _ in rows}) != 1:
            self.faults.append(Fault(self.tree.path(item), "een onderdeel hoort in precies één CFRubric te staan."))
            return {"scale": ""}
        scale = rows[0][0]
        aspects = [criterion.aspect for _, criterion, _ in rows if criterion.aspect]
        for _, ours, criterion in rows:
            if ours.aspect:
                self.aspects.setdefault(ours.aspect, criterion.category or ours.aspect)
        names, statements = self._levels(item)
        usual = {level.code: level.name for level in scale.levels}
        cells: dict[tuple[str | None, str], list[Data]] = {
            (ours.aspect, level.code): [] for _, ours, _ in rows for level in scale.levels if not scale.named_only
        }
        for key, one in statements:
            cells.setdefault(key, []).append(one)
        empty = {(ours.aspect, level): reason for _, ours, _ in rows for level, reason in ours.empty.items()}
        return {
            "scale": scale.code,
            "aspects": aspects,
            "level_names": {code: name for code, name in names.items() if name != usual.get(code)},
            "statements": [
                {"aspect": aspect, "level": level, "items": items, "empty_reason": empty.get((aspect, level))}
                for (aspect, level), items in cells.items()
            ],
        }

    def _levels(self, element: CFItem) -> tuple[dict[str, str], list[tuple[tuple[str | None, str], Data]]]:
        """The names of the levels of an element, and its statements by aspect and level."""
        names: dict[str, str] = {}
        statements = []
        for item in self.tree.children(element):
            if not self._is(item, "level"):
                continue
            if ours := self._beside(kept.OurLevel, item):
                names[ours.level] = item.fullStatement
                statements += [
                    ((aspect, ours.level), statement)
                    for aspect, statement in self._statements(self.tree.children(item))
                ]
        return names, statements

    def _statements(self, items: Iterable[CFItem]) -> Iterator[tuple[str | None, Data]]:
        for item in items:
            if not self._is(item, "indicator"):
                continue
            if (ours := self._beside(kept.OurStatement, item)) is None:
                continue
            follows, repeats = self._lower("precedes", item), self._lower("exactMatchOf", item)
            if repeats:
                if repeats.fullStatement != item.fullStatement:
                    path = self.tree.path(item)
                    self.not_taken.append(f"{path}: deze zin hoort gelijk te zijn aan die op het lagere niveau.")
                yield ours.aspect, {"same": self._code(repeats)}
            else:
                more = {"follows": self._code(follows), "leaves_out": ours.leaves_out} if follows else {}
                yield ours.aspect, {"code": self._code(item), "text": item.fullStatement, **more}

    def _lower(self, kind: str, item: CFItem) -> CFItem | None:
        """The statement of a lower level that this one extends or repeats."""
        mine, other = ("destination", "origin") if kind == "precedes" else ("origin", "destination")
        found = self.links.get((kind, mine, item.identifier), ())
        return self.tree.item(end(found[0], other)) if found else None

    def _loose_statements(self) -> None:
        """Levels and statements that stand where we do not look."""
        for role, above in (("level", tuple(KINDS.values())), ("indicator", ("level",))):
            for item in self._in_role(role):
                if not self._is(self.tree.parent(item), *above):
                    where = "een onderdeel" if role == "level" else "een niveau"
                    self.faults.append(Fault(self.tree.path(item), f"dit staat niet onder {where}."))

    def _profile(self, item: CFItem, ours: kept.OurProfile) -> Data:
        parent = self.tree.parent(item)
        base = self._lower("isRelatedTo", item)
        return {
            "code": self._code(item),
            "title": item.fullStatement,
            "number": item.listEnumeration or None,
            "group": self._code(parent) if parent and self._is(parent, "profile_group") else None,
            "description": item.notes or "",
            "extends": self._code(base) if base else None,
            "targets": dict(self._targets(item)),
            **ours.model_dump(exclude={"position"}),
        }

    def _targets(self, profile: CFItem) -> Iterator[tuple[str, str]]:
        for link in ranked(self.links.get(("hasSkillLevel", "origin", profile.identifier), ())):
            level = self.tree.item(end(link, "destination"))
            element = self.tree.parent(level) if level else None
            ours = self._beside(kept.OurLevel, level) if level else None
            if element and ours:
                yield self._code(element), ours.level
