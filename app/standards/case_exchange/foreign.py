"""From a CASE package of another system to the content of a draft standard, as far as it goes.

CASE has a tree of items of any kind. We read it so:
- an item without children is a statement of the item above it, and that is an element;
- an item with children but without statements is a group, named with the groups above it ("Rekenen – Getallen");
- an item that a rubric describes is an element on the scale of that rubric: the degrees of achievement are the levels
  and their descriptions the statements;
- an element without a rubric stands on a scale with one level, "Behaald": CASE says nothing about levels there.
Everything else (other associations, subjects, licences, dates) is counted and left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.core.shapes import Fault, Faulty
from app.core.worded import plain
from app.standards.case_exchange.format import CFItem, CFPackage, CFRubric, CFRubricCriterion, CFRubricCriterionLevel
from app.standards.case_exchange.tree import Tree
from app.standards.files.format import RADAR_TITLE
from app.standards.rules.element import KIND_WORDS, Kind

Data = dict[str, Any]

LONGEST_CODE = 60
ONE_LEVEL: Data = {"code": "behaald", "name": "Behaald", "rank": 1}
DEFAULT_SCALE = "behaald"
DEFAULT_GROUP = "onderdelen"
NOTHING_SAID = "De bron zegt hier niets."

_KINDS: dict[str, Kind] = {
    **{word: kind for kind, word in KIND_WORDS.items()},
    **{kind.replace("_", " "): kind for kind in KIND_WORDS},
}
_DEFINITIONS = {
    "CFConcepts": "de betekenis van een woord (CFConcept)",
    "CFSubjects": "een onderwerp (CFSubject)",
    "CFLicenses": "een licentie (CFLicense)",
    "CFAssociationGroupings": "een groep van verbanden (CFAssociationGrouping)",
}
_KEYS_LEFT = ("conceptKeywords", "subject", "educationLevel", "statusStartDate", "statusEndDate", "licenseURI")


def foreign_standard(package: CFPackage) -> tuple[Data, list[str]]:
    """The content of a `StandardFile`, and what was not taken; raises `Faulty` when it has no items."""
    if not package.items:
        raise Faulty([Fault("CFItems", "er staan geen onderdelen in dit pakket.")])
    reader = _Reader(package)
    return reader.standard(), reader.not_taken()


class _Codes:
    """Codes as our format has them, each one only once."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._next: Counter[str] = Counter()

    def new(self, *wishes: str | None, otherwise: str) -> str:
        """A code after the first wish that has letters or figures."""
        base = next((code for code in map(_slug, wishes) if code), otherwise)
        code = base
        while code in self._used:
            self._next[base] += 1
            tail = f"-{self._next[base] + 1}"
            code = base[: LONGEST_CODE - len(tail)].rstrip("-") + tail
        self._used.add(code)
        return code


class _Reader:
    """One package of another system."""

    def __init__(self, package: CFPackage) -> None:
        self.package = package
        self.tree = Tree(package)
        self.criteria: dict[str, list[CFRubricCriterion]] = {}
        self.left: Counter[str] = Counter()
        self.codes = {name: _Codes() for name in ("group", "element", "statement", "scale")}
        self.codes["scale"].new(otherwise=DEFAULT_SCALE)
        self.codes["group"].new(otherwise=DEFAULT_GROUP)
        self.scales: dict[tuple[str, ...], Data] = {}
        self.groups: list[Data] = []
        self.elements: list[Data] = []
        self.aspects: dict[str, str] = {}
        self.one_level = 0
        for rubric in package.rubrics:
            self._sort(rubric)

    def _sort(self, rubric: CFRubric) -> None:
        """The criteria by the item that they are about: those of one rubric, that share their levels."""
        for criterion in rubric.CFRubricCriteria:
            item = self.tree.item(criterion.CFItemURI.identifier) if criterion.CFItemURI else None
            if item is None or not criterion.CFRubricCriterionLevels:
                self.left["een criterium van een rubriek zonder onderdeel of zonder niveaus"] += 1
                continue
            mine = self.criteria.setdefault(item.identifier, [])
            if mine and _qualities(mine[0]) != _qualities(criterion):
                self.left["een criterium met andere niveaus dan een eerder criterium van hetzelfde onderdeel"] += 1
            else:
                mine.append(criterion)

    def standard(self) -> Data:
        document = self.package.document
        self._read()
        edition = document.version or document.lastChangeDateTime[:4]
        return {
            "slug": _slug(f"{_slug(document.title)[:45]} {edition[:14]}") or "concept",
            "title": document.title,
            "publisher": document.publisher or document.creator,
            "edition": edition,
            "source": document.officialSourceURL or document.uri,
            "facts": [
                {"code": code, "title": title, "text": text}
                for code, title, text in (
                    ("omschrijving", "Omschrijving", document.description),
                    ("opmerkingen", "Opmerkingen", document.notes),
                )
                if text
            ],
            "scales": list(self.scales.values()),
            "aspects": [{"code": code, "name": name} for name, code in self.aspects.items()],
            "groups": self.groups,
            "elements": self.elements,
        }

    def _read(self) -> None:
        """Walk the tree; without recursion, for a tree can be as deep as it has items."""
        default: Data = {"code": DEFAULT_GROUP, "title": "Onderdelen"}
        self.groups.append(default)
        todo: list[tuple[CFItem, Data, str | None]] = [(item, default, None) for item in reversed(self.tree.tops())]
        while todo:
            item, group, parent = todo.pop()
            children = self.tree.children(item)
            described = item.identifier in self.criteria
            statements = [one for one in children if self._is_statement(one) and not described]
            below = [one for one in children if described or not self._is_statement(one)]
            if below and not statements and not described and parent is None:
                group = self._group(item, group, default)
            else:
                parent = self._element(item, group, parent, statements)
            todo += [(one, group, parent) for one in reversed(below)]
        used = {element["group"] for element in self.elements}
        self.groups = [one for one in self.groups if one["code"] in used]

    def _is_statement(self, item: CFItem) -> bool:
        return not self.tree.children(item) and item.identifier not in self.criteria

    def _group(self, item: CFItem, above: Data, default: Data) -> Data:
        title = _title(item, 200)
        group = {
            "code": self.codes["group"].new(item.humanCodingScheme, title, otherwise="groep"),
            "title": title if above is default else f"{above['title']} – {title}"[-400:],
        }
        self.groups.append(group)
        return group

    def _element(self, item: CFItem, group: Data, parent: str | None, statements: list[CFItem]) -> str:
        title, whole = _title(item, RADAR_TITLE), _title(item, 400)
        code = self.codes["element"].new(item.humanCodingScheme, title, otherwise="onderdeel")
        self.elements.append(
            {
                "code": code,
                "kind": _KINDS.get((item.CFItemType or "").lower(), "competence"),
                "number": item.humanCodingScheme or item.listEnumeration or None,
                "group": group["code"],
                "parent": parent,
                "title": title,
                "name": whole if whole != title else "",
                "definition": item.fullStatement,
                "remarks": [item.notes] if item.notes else [],
                **self._said(item, code, statements),
            }
        )
        return code

    def _said(self, item: CFItem, code: str, statements: list[CFItem]) -> Data:
        """What is said of an element and on which scale; when nothing stands under it, its own sentence."""
        if criteria := self.criteria.get(item.identifier):
            return self._rubric(criteria, code)
        self.scales.setdefault((), {"code": DEFAULT_SCALE, "cumulative": False, "levels": [ONE_LEVEL]})
        self.one_level += 1
        lines = [self._line(one.fullStatement, one.humanCodingScheme, code) for one in statements or [item]]
        return {"scale": DEFAULT_SCALE, "statements": [_cell(None, "behaald", lines)]}

    def _rubric(self, criteria: list[CFRubricCriterion], code: str) -> Data:
        """An element that one or more criteria describe; with more, each is an aspect of it."""
        described = any(_lines(level) for criterion in criteria for level in _levels(criterion))
        scale = self._scale(_qualities(criteria[0]), named_only=not described)
        if not described:
            return {"scale": scale["code"]}
        names = _different([criterion.category or criterion.description or "Kant" for criterion in criteria])
        aspects = [self._aspect(name) for name in names] if len(criteria) > 1 else [None]
        cells = [
            _cell(aspect, level["code"], [self._line(line, None, code) for line in _lines(said)])
            for aspect, criterion in zip(aspects, criteria, strict=True)
            for level, said in zip(scale["levels"], _levels(criterion), strict=True)
        ]
        return {"scale": scale["code"], "aspects": [aspect for aspect in aspects if aspect], "statements": cells}

    def _scale(self, names: tuple[str, ...], *, named_only: bool) -> Data:
        key = (*names, str(named_only))
        if key not in self.scales:
            codes = _Codes()
            levels = [
                {"code": codes.new(name, otherwise="niveau"), "name": name, "rank": rank}
                for rank, name in enumerate(names, 1)
            ]
            kind = {"named_only": True} if named_only else {"separate": True}
            code = self.codes["scale"].new("rubriek", otherwise="rubriek")
            self.scales[key] = {"code": code, "cumulative": False, "levels": levels, **kind}
        return self.scales[key]

    def _aspect(self, name: str) -> str:
        return self.aspects.setdefault(name, f"A{len(self.aspects) + 1}")

    def _line(self, text: str, code: str | None, element: str) -> Data:
        otherwise = f"{element[:50].rstrip('-')}-1"
        return {"code": self.codes["statement"].new(code, otherwise=otherwise), "text": text}

    def not_taken(self) -> list[str]:
        """What the draft does not have, and what to look at, in Dutch."""
        return [*self._to_look_at(), *self._left_out()]

    def _to_look_at(self) -> Iterator[str]:
        if self.one_level:
            yield (
                f"{self.one_level} onderdelen hebben hier geen niveaus en staan op het ene niveau 'Behaald'. "
                "Verdeel de zinnen zelf over niveaus."
            )
        if any(not _has_scores(one) for many in self.criteria.values() for one in many):
            yield "Een rubriek heeft geen punten: kijk na of de niveaus van laag naar hoog staan."
        for item in self.tree.more_places:
            yield f"{self.tree.path(item)}: dit onderdeel staat op meer plekken; alleen de eerste is overgenomen."

    def _left_out(self) -> Iterator[str]:
        counts = self.left + Counter(
            f"een verband '{link.associationType[:60]}'"
            for link in self.package.associations
            if link.associationType != "isChildOf"
        )
        counts += Counter(
            f"{key} bij een onderdeel" for item in self.package.items for key in _KEYS_LEFT if getattr(item, key)
        )
        for name, words in _DEFINITIONS.items():
            counts[words] += len(getattr(self.package.definitions, name))
        for what, count in counts.items():
            if count:
                yield f"{what} ({count} keer)."


def _slug(text: str | None) -> str:
    """A text as a code: small letters, figures and single dashes; empty when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text or "")).strip("-")[:LONGEST_CODE].rstrip("-")


def _title(item: CFItem, longest: int) -> str:
    """What an item is called in at most so many signs, cut at a word."""
    text = " ".join((item.abbreviatedStatement or item.fullStatement).split())
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0].rstrip(" ,.;:") or cut) + "…"


def _cell(aspect: str | None, level: str, lines: list[Data]) -> Data:
    return {"aspect": aspect, "level": level, "items": lines, "empty_reason": None if lines else NOTHING_SAID}


def _has_scores(criterion: CFRubricCriterion) -> bool:
    return all(level.score is not None for level in criterion.CFRubricCriterionLevels)


def _levels(criterion: CFRubricCriterion) -> list[CFRubricCriterionLevel]:
    """From low to high by score, or else by position."""
    levels = criterion.CFRubricCriterionLevels
    if _has_scores(criterion):
        return sorted(levels, key=lambda level: level.score or 0)
    return sorted(levels, key=lambda level: (level.position is None, level.position or 0))


def _qualities(criterion: CFRubricCriterion) -> tuple[str, ...]:
    return tuple(level.quality or f"Niveau {rank}" for rank, level in enumerate(_levels(criterion), 1))


def _lines(level: CFRubricCriterionLevel) -> list[str]:
    return [line.strip() for line in (level.description or "").splitlines() if line.strip()]


def _different(names: list[str]) -> list[str]:
    """Names of which none is there twice."""
    seen: Counter[str] = Counter()
    different = []
    for name in names:
        seen[name] += 1
        different.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return _different(different) if len(set(different)) < len(different) else different
