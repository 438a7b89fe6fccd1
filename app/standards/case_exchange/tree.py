"""The tree of a CASE package: its items as children and parents, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.standards.case_exchange.format import CFAssociation, CFItem, CFPackage


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: under which identifier, as which sequence number."""

    parent: str
    sequence: int | None


class Tree:
    """The items of a package that `read_package` has checked. An item stands in one place: the first that is named."""

    def __init__(self, package: CFPackage) -> None:
        self.root = package.document.identifier
        self.items = {item.identifier: item for item in package.items}
        self.index = {item.identifier: index for index, item in enumerate(package.items)}
        self._places: dict[str, Place] = {}
        self.more_places: list[CFItem] = []
        for link in package.associations:
            if link.associationType == "isChildOf":
                self._put(link)
        self._children: dict[str, list[CFItem]] = {}
        for item in self.in_order(self.items.values()):
            if place := self._places.get(item.identifier):
                self._children.setdefault(place.parent, []).append(item)

    def _put(self, link: CFAssociation) -> None:
        child, place = self.item(link.originNodeURI.identifier), Place(end(link, "destination"), link.sequenceNumber)
        if child and self._places.setdefault(child.identifier, place).parent != place.parent:
            self.more_places.append(child)

    def item(self, identifier: str) -> CFItem | None:
        """The item with this identifier; None when it is not in the package."""
        return self.items.get(identifier.lower())

    def path(self, item: CFItem) -> str:
        """Where the item stands in the file."""
        return f"CFItems[{self.index[item.identifier]}]"

    def parent(self, item: CFItem) -> CFItem | None:
        """The item above this one; None where that is the document, or nothing."""
        place = self._places.get(item.identifier)
        return self.items.get(place.parent) if place else None

    def children(self, item: CFItem | None) -> list[CFItem]:
        """The items under this one in order; under the document for None."""
        return self._children.get(item.identifier if item else self.root, [])

    def tops(self) -> list[CFItem]:
        """The items under the document, and then those that stand nowhere."""
        return [*self.children(None), *(item for item in self.items.values() if item.identifier not in self._places)]

    def in_order(self, items: Iterable[CFItem]) -> list[CFItem]:
        """Siblings by sequence number, and after them those without one, as in the file."""

        def key(item: CFItem) -> tuple[bool, int, int]:
            place = self._places.get(item.identifier)
            sequence = place.sequence if place else None
            return sequence is None, sequence or 0, self.index[item.identifier]

        return sorted(items, key=key)


def end(link: CFAssociation, which: str) -> str:
    """The identifier at the `origin` or the `destination` of an association."""
    node = link.originNodeURI if which == "origin" else link.destinationNodeURI
    return node.identifier.lower()


def ranked(links: Iterable[CFAssociation]) -> Iterator[CFAssociation]:
    """Associations by sequence number, and after them those without one, as in the file."""
    return iter(sorted(links, key=lambda link: (link.sequenceNumber is None, link.sequenceNumber or 0)))
