"""Who is on a higher level does what a lower one asks too: a statement that extends another keeps its words."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.shapes import Finding
from app.standards.files.format import FileElement, FileStatement, StandardFile
from app.standards.rules.differences import lost_words


def word_findings(standard: StandardFile) -> Iterator[Finding]:
    """The statements without words of what they extend and without the reason, and the reasons that nothing needs."""
    for index, element in enumerate(standard.elements):
        for path, what in _of_element(element):
            yield ("elements", index, *path), what


def _of_element(element: FileElement) -> Iterator[Finding]:
    texts = {
        item.code: item.text for cell in element.statements for item in cell.items if isinstance(item, FileStatement)
    }
    for index, cell in enumerate(element.statements):
        for number, item in enumerate(cell.items):
            if not isinstance(item, FileStatement):
                continue
            path = ("statements", index, "items", number)
            lost = lost_words(texts[item.follows], item.text) if item.follows in texts else ()
            if lost and not item.leaves_out:
                words = ", ".join(f"'{word}'" for word in lost)
                what = f"van '{item.follows}' ontbreekt {words}: neem dat op, of zeg in 'leaves_out' waarom niet."
                yield (*path, "text"), what
            elif item.leaves_out and not lost:
                yield (*path, "leaves_out"), "er ontbreekt geen woord van een lager niveau: laat deze regel weg."
