"""What changes from one profile to another, and how far somebody is from a profile: plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.standards.rules.differences import Parts, added_words
from app.standards.rules.element import Element, Level
from app.standards.rules.profile import Chapter, Entry, Profile, ProfileGroup
from app.standards.rules.standard import Standard

Move = Literal["up", "down", "new", "gone", "same"]
Change = Literal["changed", "new", "gone", "same"]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What two profiles ask of one element; a level is None where a profile does not ask it. Never both None."""

    element: Element
    before: Level | None
    after: Level | None

    @property
    def move(self) -> Move:
        """What happens to the level that is asked, by rank."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "up" if self.steps > 0 else "down" if self.steps < 0 else "same"

    @property
    def steps(self) -> int:
        """How many levels more (positive) or less are asked; 0 where one of the two does not ask it."""
        return self.after.rank - self.before.rank if self.before and self.after else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The functions of a standard beside each other: per group of them what each grade asks, None for nothing."""

    grades: tuple[str, ...]
    groups: tuple[tuple[ProfileGroup, tuple[tuple[Element, tuple[Level | None, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What happens to one entry of a chapter. `parts` is the new text with what it adds marked, `was` the old text.

    `was` is empty where the text did not change.
    """

    change: Change
    entry: Entry
    parts: Parts
    entries: tuple[EntryChange, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """What happens to a chapter, such as the critical work situations: its entries, those that are gone at the end."""

    title: str
    entries: tuple[EntryChange, ...]
    text: str = ""

    @property
    def changes(self) -> tuple[EntryChange, ...]:
        """What is not the same."""
        return tuple(one for one in self.entries if one.change != "same")

    @property
    def kept(self) -> tuple[EntryChange, ...]:
        """What is the same."""
        return tuple(one for one in self.entries if one.change == "same")


@dataclass(frozen=True, slots=True)
class ProfileComparison:
    """What changes from one profile to another, in the order of the standard."""

    targets: tuple[TargetChange, ...]
    chapters: tuple[ChapterChange, ...]

    def moves(self, *moves: Move) -> tuple[TargetChange, ...]:
        """The targets with one of these moves."""
        return tuple(one for one in self.targets if one.move in moves)


def compare_profiles(standard: Standard, before: Profile, after: Profile) -> ProfileComparison:
    """What somebody who goes from one profile to the other finds different."""
    targets = tuple(
        TargetChange(element, _target(element, before), _target(element, after))
        for element in standard.elements
        if element.code in before.targets or element.code in after.targets
    )
    codes = dict.fromkeys(chapter.code for profile in (after, before) for chapter in profile.chapters)
    return ProfileComparison(targets, tuple(_chapter(before.chapter(code), after.chapter(code)) for code in codes))


def _target(element: Element, profile: Profile) -> Level | None:
    code = profile.targets.get(element.code)
    return element.level(code) if code is not None else None


def _chapter(before: Chapter | None, after: Chapter | None) -> ChapterChange:
    title = after.title if after else before.title if before else ""
    text = after.text if after and (before is None or before.text != after.text) else ""
    return ChapterChange(title, _entries(before.entries if before else (), after.entries if after else ()), text)


def _entries(before: Iterable[Entry], after: Iterable[Entry]) -> tuple[EntryChange, ...]:
    old = {_key(entry): entry for entry in before}
    new = {_key(entry): entry for entry in after}
    return (
        *(_entry(old.get(key), entry) for key, entry in new.items()),
        *(EntryChange("gone", entry, ((entry.text, False),)) for key, entry in old.items() if key not in new),
    )


def _entry(before: Entry | None, after: Entry) -> EntryChange:
    if before is None:
        return EntryChange("new", after, ((after.text, False),))
    if before == after:
        return EntryChange("same", after, ((after.text, False),))
    was = before.text if before.text != after.text else ""
    return EntryChange(
        "changed", after, added_words(before.text, after.text), _entries(before.entries, after.entries), was
    )


def _key(entry: Entry) -> str:
    """What makes two entries the same subject: the code, or else what it is called, or else what it says."""
    return entry.code or " ".join(filter(None, (entry.number, entry.title))) or entry.text


@dataclass(frozen=True, slots=True)
class Match:
    """One element that a profile asks: the level asked, and the rank of somebody (0 is "nog niet", None not scored)."""

    element: Element
    asked: Level
    rank: int | None

    @property
    def short(self) -> int:
        """How many levels are missing; 0 when not scored."""
        return 0 if self.rank is None else max(0, self.asked.rank - self.rank)

    @property
    def above(self) -> int:
        """How many levels the score is above what is asked."""
        return 0 if self.rank is None else max(0, self.rank - self.asked.rank)


@dataclass(frozen=True, slots=True)
class Fit:
    """How somebody's scores lie beside one profile."""

    profile: Profile
    matches: tuple[Match, ...]

    @property
    def distance(self) -> int:
        """How many levels are missing in all: the sum over the elements that were scored."""
        return sum(match.short for match in self.matches)

    @property
    def surplus(self) -> int:
        """How many levels lie above what is asked, in all."""
        return sum(match.above for match in self.matches)

    @property
    def asked(self) -> int:
        """How many levels are asked, in all."""
        return sum(match.asked.rank for match in self.matches)

    @property
    def is_exact(self) -> bool:
        """Whether this is what somebody shows now: all of it was scored, nothing is missing and nothing lies above."""
        return bool(self.matches) and not (self.unscored or self.distance or self.surplus)

    @property
    def scored(self) -> tuple[Match, ...]:
        """What can be compared."""
        return tuple(match for match in self.matches if match.rank is not None)

    @property
    def unscored(self) -> tuple[Match, ...]:
        """What the profile asks and was not scored: it says nothing about the distance."""
        return tuple(match for match in self.matches if match.rank is None)

    @property
    def shortfalls(self) -> tuple[Match, ...]:
        """Where levels are missing, the largest gap first."""
        return tuple(sorted((match for match in self.matches if match.short), key=lambda match: -match.short))


@dataclass(frozen=True, slots=True)
class Ways:
    """The fits of somebody in the order in which they ask: the own function, a step further, another direction.

    `further` are the heavier functions of the own series, `reached` the others of which nothing is missing, `unknown`
    those of which nothing was scored.
    """

    own: Fit | None
    further: tuple[Fit, ...]
    other: tuple[Fit, ...]
    reached: tuple[Fit, ...]
    unknown: tuple[Fit, ...]


def ways_from(own: Profile, found: Iterable[Fit]) -> Ways:
    """The same fits, seen from the function that somebody has now."""
    found = tuple(found)
    now = next((fit for fit in found if fit.profile.code in (own.code, own.extends)), None)
    rest = [fit for fit in found if fit is not now]
    scored = [fit for fit in rest if fit.scored]
    further = [fit for fit in scored if now and _is_heavier(fit, now)]
    others = [fit for fit in scored if fit not in further]
    return Ways(
        own=now,
        further=tuple(further),
        other=tuple(fit for fit in others if fit.distance),
        reached=tuple(fit for fit in others if not fit.distance),
        unknown=tuple(fit for fit in rest if not fit.scored),
    )


def _is_heavier(fit: Fit, own: Fit) -> bool:
    """Whether a profile of the same series asks more: by its weight there, or else by all levels together."""
    one, other = fit.profile, own.profile
    if one.group != other.group:
        return False
    if one.rank is not None and other.rank is not None:
        return one.rank > other.rank
    return fit.asked > own.asked


def fits(standard: Standard, ranks: Mapping[str, int | None], norms: Iterable[Profile] = ()) -> tuple[Fit, ...]:
    """The profiles of a standard and these norms, the nearest first, for somebody with these ranks per element code.

    The distance is the sum of the levels short over the elements that a profile asks: a level above makes up for
    nothing. With the same distance the profile of which more was scored comes first, then the one with the fewest
    levels above (it asks most of what somebody has), then the norms, then the order of the standard. A profile of which
    nothing was scored has no distance and comes last. A profile that adds to another without asking other levels is
    left out: it is equally near.
    """
    profiles = (*norms, *_different(standard))
    return tuple(sorted((_fit(standard, profile, ranks) for profile in profiles), key=_nearness))


def _fit(standard: Standard, profile: Profile, ranks: Mapping[str, int | None]) -> Fit:
    asked = [element for element in standard.elements if element.code in profile.targets]
    return Fit(profile, tuple(Match(one, one.level(profile.targets[one.code]), ranks.get(one.code)) for one in asked))


def _nearness(fit: Fit) -> tuple[bool, int, int, int]:
    return (not fit.scored, fit.distance, len(fit.unscored), fit.surplus)


def _different(standard: Standard) -> Iterable[Profile]:
    for profile in standard.profiles:
        base = standard.profile(profile.extends) if profile.extends else None
        if base is None or dict(base.targets) != dict(profile.targets):
            yield profile


def additions_to(standard: Standard, profile: Profile) -> tuple[Profile, ...]:
    """The profiles that add to this one, in order."""
    return tuple(one for one in standard.profiles if one.extends == profile.code)


def overview(standard: Standard) -> Overview | None:
    """What the functions ask, the heaviest grade first; None where profiles have no grades."""
    graded = [one for one in standard.profiles if one.grade and one.group and not one.extends]
    ranks = {one.grade: one.rank or 0 for one in graded if one.grade}
    grades = tuple(sorted(ranks, key=lambda grade: -ranks[grade]))
    groups = []
    for group in standard.profile_groups:
        own = {one.grade: one for one in graded if one.group == group.code}
        asked = [one for one in standard.elements if any(one.code in profile.targets for profile in own.values())]
        groups.append((group, tuple((one, tuple(_asked(own.get(grade), one) for grade in grades)) for one in asked)))
    return Overview(grades, tuple(groups)) if graded else None


def _asked(profile: Profile | None, element: Element) -> Level | None:
    code = profile.targets.get(element.code) if profile else None
    return element.level(code) if code else None
