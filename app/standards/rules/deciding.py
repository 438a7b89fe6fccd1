"""What an organisation itself decides about the elements of which a new edition does not say what became of them.

Plain Python. A decision is made once, for all of those elements together; what the edition says itself stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.standards.rules.element import Element
from app.standards.rules.standard import EditionChange, EditionChangeKind, Standard

FATES: Mapping[EditionChangeKind, str] = {
    "kept": "Gelijk gebleven",
    "reworded": "Anders geschreven",
    "split": "Gesplitst",
    "merged": "Samengevoegd",
    "gone": "Vervallen",
}
MOST_PARTS = 4
"""In how many parts one element can be split here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for one element: its fate, what it became (codes of the new edition) and why."""

    kind: EditionChangeKind | None
    targets: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the choice for one element, and whether that is about its fate or about what it became."""

    element: str
    part: Literal["kind", "targets"]
    message: str


def undecided(before: Standard, after: Standard) -> tuple[Element, ...]:
    """The elements of `before` of which nobody said yet what became of them in `after`, in order."""
    told = {code for change in after.changes for code in change.before}
    return tuple(element for element in before.elements if element.code not in told)


def untold(after: Standard) -> tuple[Element, ...]:
    """The elements of `after` that come from nothing, as far as somebody said: new ones, or what can be chosen."""
    told = {code for change in after.changes for code in change.after}
    return tuple(element for element in after.elements if element.code not in told)


def possible(before: Standard, after: Standard) -> tuple[EditionChangeKind, ...]:
    """The fates that can be chosen: nothing can be split in one part, and nothing can be merged alone."""
    open_, free = len(undecided(before, after)), len(untold(after))
    least = {"kept": free >= 1, "reworded": free >= 1, "split": free > 1, "merged": free >= 1 and open_ > 1}
    return tuple(kind for kind in FATES if least.get(kind, True))


def suggestions(before: Standard, after: Standard) -> Mapping[str, Choice]:
    """What the codes and sentences show by themselves, to begin with: the same code is kept, or reworded."""
    free = {element.code: element for element in untold(after)}
    return {
        old.code: Choice("kept" if _same(old, free[old.code]) else "reworded", (old.code,))
        for old in undecided(before, after)
        if old.code in free
    }


def _same(old: Element, new: Element) -> bool:
    sentences = [{(one.level, one.text) for one in element.indicators} for element in (old, new)]
    return old.title == new.title and old.definition == new.definition and sentences[0] == sentences[1]


def faults_in(before: Standard, after: Standard, choices: Mapping[str, Choice]) -> tuple[Fault, ...]:
    """Everything that is wrong with the choices, in the order of the elements; nothing when they can be recorded."""
    free = {element.code for element in untold(after)}
    elements = undecided(before, after)
    return tuple(fault for element in elements for fault in _faults(element, elements, choices, after=after, free=free))


def _faults(
    element: Element, elements: Iterable[Element], choices: Mapping[str, Choice], *, after: Standard, free: set[str]
) -> Iterator[Fault]:
    choice = choices.get(element.code, Choice(None))
    if choice.kind is None:
        yield Fault(element.code, "kind", "Kies wat hiermee is gebeurd.")
        return
    if message := _shape(choice) or _unknown(choice, free):
        yield Fault(element.code, "targets", message)
        return
    others = [(one, choices[one.code]) for one in elements if one is not element and one.code in choices]
    if choice.kind == "merged" and not any(
        other.kind == "merged" and other.targets == choice.targets for _, other in others
    ):
        title = after.element(choice.targets[0]).title
        yield Fault(element.code, "targets", f"Kies nog een onderdeel dat ook is samengevoegd tot {title}.")
    for target in choice.targets:
        taken = [one for one, other in others if target in other.targets and {other.kind, choice.kind} != {"merged"}]
        if taken:
            title = after.element(target).title
            yield Fault(element.code, "targets", f"{title} staat ook bij {taken[0].title}. Kies het maar één keer.")
            return


def _shape(choice: Choice) -> str:
    """What is wrong with the number of targets."""
    count = len(choice.targets)
    if choice.kind == "gone":
        return "Dit onderdeel is vervallen. Haal weg wat het is geworden, of kies iets anders." if count else ""
    if not count:
        return "Kies wat dit onderdeel is geworden."
    if choice.kind == "split":
        if len(set(choice.targets)) < count:
            return "Kies elk deel maar één keer."
        return "Kies minstens twee delen." if count == 1 else ""
    return "Kies hier maar één onderdeel, of kies Gesplitst." if count > 1 else ""


def _unknown(choice: Choice, free: set[str]) -> str:
    return "" if set(choice.targets) <= free else "Kies een onderdeel uit de lijst."


def changes_from(before: Standard, after: Standard, choices: Mapping[str, Choice]) -> tuple[EditionChange, ...]:
    """The choices as changes of the edition, in the order of the elements; raises ValueError for faulty ones."""
    if faults_in(before, after, choices):
        raise ValueError("These choices do not fit.")
    merged: dict[str, list[str]] = {}
    for element in undecided(before, after):
        choice = choices[element.code]
        if choice.kind == "merged":
            merged.setdefault(choice.targets[0], []).append(element.code)
    changes = []
    for element in undecided(before, after):
        choice = choices[element.code]
        if choice.kind is None:
            continue
        codes = merged.pop(choice.targets[0], []) if choice.kind == "merged" else [element.code]
        if codes:
            reasons = dict.fromkeys(choices[code].reason for code in codes if choices[code].reason)
            changes.append(EditionChange(choice.kind, tuple(codes), choice.targets, " ".join(reasons), own=True))
    return tuple(changes)
