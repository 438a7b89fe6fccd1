"""A standard as a package of 1EdTech CASE 1.1, for other systems.

What stands where:
- the standard is the CFDocument: `creator` and `publisher` its publisher, `version` its edition, `notes` its source;
- groups, elements, levels of elements, statements, profile groups and profiles are CFItems; what each is, is its
  CFItemType. `humanCodingScheme` is its code, `listEnumeration` its number in the source. An element has its title as
  `abbreviatedStatement` and its definition as `fullStatement`; aspects are `conceptKeywords`;
- `isChildOf` with a sequence number is the tree: document, group, element (or an element that it is a part of), level,
  statement; and document, profile group, profile;
- a statement that repeats one of a lower level is an `exactMatchOf` it, a statement that extends a lower one has that
  one `precede` it, a profile `hasSkillLevel` the level that it asks, and `isRelatedTo` the profile that it extends;
- a scale is a CFRubric, with a criterion per element (and aspect) and a level per level: `quality` is its name there,
  `score` and `position` its rank. The descriptions in it repeat the statements, for who reads only the rubric;
- the meaning of words are CFConcepts;
- all that CASE lacks stands under `extensions.vakspiegel`.

Nothing depends on the clock, so the same standard always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.standards.case_exchange import kept
from app.standards.case_exchange.addresses import Addresses, Data
from app.standards.case_exchange.format import CASE_VERSION
from app.standards.case_exchange.words import FORMAT, ITEM_TYPES, OURS, Role
from app.standards.files.format import FilePart
from app.standards.files.printing import changes_of, filled, named, plain
from app.standards.rules.element import Aspect, Element, Indicator, Level, Scale
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard


def as_case(standard: Standard, base: str | None = None) -> Data:
    """The CFPackage of a standard. `base` is the address of the service, up to and with `/v1p1`.

    Without it, addresses are `urn:uuid:…`: the same wherever the package is made.
    """
    return _Writer(standard, base).package()


def case_text(package: Any) -> str:
    """JSON as we write it, with the same bytes for the same content."""
    return json.dumps(package, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class _Writer(Addresses):
    """One standard, with everything that stands in its package."""

    def package(self) -> Data:
        return {
            "CFDocument": self._document(),
            "CFItems": list(self._items()),
            "CFAssociations": list(self._associations()),
            "CFDefinitions": {"CFConcepts": list(self._concepts()), "CFItemTypes": list(self._item_types())},
            "CFRubrics": [self._rubric(scale) for scale in self.standard.scales],
        }

    def _document(self) -> Data:
        standard = self.standard
        return {
            **self.described("CFDocuments", self.document_id),
            "adoptionStatus": "Adopted",
            "caseVersion": CASE_VERSION,
            "creator": standard.publisher,
            "publisher": standard.publisher,
            "title": standard.title,
            "language": "nl",
            "version": standard.edition,
            "notes": standard.source,
            **_ours(kept.OurDocument, standard, format=FORMAT, changes=changes_of(standard)),
        }

    def _item(self, role: Role, code: str, statement: str, *codes: str, **more: Any) -> Data:
        words = ITEM_TYPES[role]
        return {
            **self.described("CFItems", self.id(_kept(role), *(codes or (code,)))),
            "fullStatement": statement,
            "humanCodingScheme": code,
            "CFItemType": words.title,
            "CFItemTypeURI": self.link("CFItemTypes", words.title, self.id("item-type", role)),
            "language": "nl",
            **filled(more),
        }

    def _items(self) -> Iterator[Data]:
        standard = self.standard
        for code, title in standard.section_titles.items():
            yield self._item("group", code, title)
        for position, element in enumerate(standard.elements, 1):
            yield from self._element_items(position, element)
        for group in standard.profile_groups:
            yield self._item("profile_group", group.code, group.title, notes=group.text)
        for position, profile in enumerate(standard.profiles, 1):
            yield self._profile_item(position, profile)

    def _element_items(self, position: int, element: Element) -> Iterator[Data]:
        yield self._item(
            element.kind,
            element.code,
            element.definition,
            abbreviatedStatement=element.title,
            listEnumeration=element.number,
            **_ours(kept.OurElement, element, position=position, group=element.group if element.parent else None),
        )
        for level in element.levels:
            name = element.level_names.get(level.code, level.name)
            codes, ours = (element.code, level.code), _ours(kept.OurLevel, level, level=level.code)
            yield self._item("level", ":".join(codes), name, *codes, **ours)
        names = {aspect.code: aspect.name for aspect in element.aspects}
        for one in element.indicators:
            aspects = [names[one.aspect]] if one.aspect else []
            yield self._item("indicator", one.code, one.text, conceptKeywords=aspects, **_ours(kept.OurStatement, one))

    def _profile_item(self, position: int, profile: Profile) -> Data:
        return self._item(
            "profile",
            profile.code,
            profile.title,
            listEnumeration=profile.number,
            notes=profile.description,
            **_ours(kept.OurProfile, profile, position=position),
        )

    def _associations(self) -> Iterator[Data]:
        yield from self._tree()
        for element in self.standard.elements:
            for one in element.indicators:
                yield from self._between_statements(element, one)
        for profile in self.standard.profiles:
            yield from self._asked_by(profile)

    def _tree(self) -> Iterator[Data]:
        standard = self.standard
        top = self.node(standard.title, "document")
        children = [self.node(title, "group", code) for code, title in standard.section_titles.items()]
        children += [self.node(group.title, "profile_group", group.code) for group in standard.profile_groups]
        children += [self._of_profile(one) for one in standard.profiles if one.group is None]
        yield from self._children(top, children)
        for code, title in standard.section_titles.items():
            under = [self._of_element(one) for one in standard.elements if one.group == code and one.parent is None]
            yield from self._children(self.node(title, "group", code), under)
        for group in standard.profile_groups:
            profiles = [self._of_profile(one) for one in standard.profiles if one.group == group.code]
            yield from self._children(self.node(group.title, "profile_group", group.code), profiles)
        for element in standard.elements:
            under = [self._of_level(element, level) for level in element.levels]
            under += [self._of_element(one) for one in standard.parts_of(element.code)]
            yield from self._children(self._of_element(element), under)
            for level in element.levels:
                statements = [one for one in element.indicators if one.level == level.code]
                yield from self._children(self._of_level(element, level), map(self._of_statement, statements))

    def _children(self, parent: Data, children: Iterable[Data]) -> Iterator[Data]:
        for place, child in enumerate(children, 1):
            yield self.association("isChildOf", child, parent, place)

    def _of_element(self, element: Element) -> Data:
        return self.node(element.title, "element", element.code)

    def _of_level(self, element: Element, level: Level) -> Data:
        return self.node(f"{element.title}: {element.level_label(level.code)}", "level", element.code, level.code)

    def _of_statement(self, indicator: Indicator) -> Data:
        return self.node(indicator.text, "indicator", indicator.code)

    def _of_profile(self, profile: Profile) -> Data:
        return self.node(profile.title, "profile", profile.code)

    def _between_statements(self, element: Element, one: Indicator) -> Iterator[Data]:
        if one.repeats:
            yield self.association(
                "exactMatchOf", self._of_statement(one), self._of_statement(element.indicator(one.repeats))
            )
        if one.follows:
            yield self.association(
                "precedes", self._of_statement(element.indicator(one.follows)), self._of_statement(one)
            )

    def _asked_by(self, profile: Profile) -> Iterator[Data]:
        for place, (code, level) in enumerate(profile.targets.items(), 1):
            element = self.standard.element(code)
            asked = self._of_level(element, element.level(level))
            yield self.association("hasSkillLevel", self._of_profile(profile), asked, place)
        if profile.extends:
            base = self.standard.profile(profile.extends)
            yield self.association("isRelatedTo", self._of_profile(profile), self._of_profile(base))

    def _concepts(self) -> Iterator[Data]:
        for one in self.standard.definitions:
            yield {
                **self.described("CFConcepts", self.id("concept", one.code)),
                "title": one.term,
                "hierarchyCode": one.code,
                "description": one.text,
                **_ours(kept.OurConcept, one),
            }

    def _item_types(self) -> Iterator[Data]:
        for place, (role, words) in enumerate(ITEM_TYPES.items(), 1):
            yield {
                **self.described("CFItemTypes", self.id("item-type", role)),
                "title": words.title,
                "description": words.description,
                "hierarchyCode": str(place),
                "typeCode": role,
            }

    def _rubric(self, scale: Scale) -> Data:
        one = self.id("rubric", scale.code)
        elements = [element for element in self.standard.elements if element.scale.code == scale.code]
        rows = [(element, aspect) for element in elements for aspect in element.aspects or (None,)]
        return {
            **self.described("CFRubrics", one),
            "title": f"{self.standard.title}: {scale.code}",
            "CFRubricCriteria": [
                self._criterion(one, place, element, aspect) for place, (element, aspect) in enumerate(rows, 1)
            ],
            **_ours(kept.OurScale, scale, levels=[plain(level, "rank") for level in scale.levels]),
        }

    def _criterion(self, rubric: str, place: int, element: Element, aspect: Aspect | None) -> Data:
        code = aspect.code if aspect else None
        one = self.id("criterion", element.code, *([code] if code else []))
        empty = {level: reason for (side, level), reason in element.empty_cells.items() if side == code}
        return {
            **self.within("CFRubrics", rubric, one),
            "rubricId": rubric,
            "position": place,
            "description": element.title,
            "CFItemURI": self.link("CFItems", element.title, self.id("element", element.code)),
            "CFRubricCriterionLevels": [self._criterion_level(rubric, one, element, code, x) for x in element.levels],
            **({"category": aspect.name} if aspect else {}),
            **_ours(kept.OurCriterion, element, aspect=code, empty=empty),
        }

    def _criterion_level(self, rubric: str, criterion: str, element: Element, aspect: str | None, level: Level) -> Data:
        one = self.id("criterion-level", element.code, level.code, *([aspect] if aspect else []))
        lines = [line.text for line in element.indicators if (line.level, line.aspect) == (level.code, aspect)]
        return {
            **self.within("CFRubrics", rubric, one),
            "rubricCriterionId": criterion,
            "position": level.rank,
            "score": level.rank,
            "quality": element.level_names.get(level.code, level.name),
            **filled({"description": "\n".join(lines)}),
        }


def _kept(role: Role) -> str:
    """What an identifier is made of: an element keeps its own when its kind is called otherwise."""
    return role if role in ("group", "level", "indicator", "profile_group", "profile") else "element"


def _ours(model: type[FilePart], part: Any, **more: Any) -> Data:
    """What we keep with a part of the standard: its own fields that the model has, and `more`."""
    own = named(part, *(name for name in model.model_fields if name not in more and hasattr(part, name)))
    values = filled(own | more)
    return {"extensions": {OURS: values}} if values else {}
