"""A standard as plain data: the JSON that `standards show --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.standards.rules.element import Element
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard

Data = dict[str, Any]


def as_data(standard: Standard) -> Data:
    """The shape that every standard has outside this program.

    A statement that holds on several levels is printed on each of them: the first time with its code, later as
    `CODE@level`, so that codes are unique. On a cumulative scale it is printed only on the level that adds it.
    What only some standards, elements or profiles have is printed where they have it; a chapter of a profile stands
    under its own code.
    """
    more = {
        **named(standard, "family", "follows", "for_whom", "comfort"),
        "changes": changes_of(standard),
        "undecided": list(standard.undecided),
        "chapters": {one.code: plain(one, "code") for one in standard.chapters},
        "profile_groups": [named(one, "code", "title", "text") for one in standard.profile_groups],
        "status_indication": standard.status_indication and plain(standard.status_indication),
    }
    return {
        **named(standard, "slug", "title", "publisher", "edition", "source", "facts"),
        "scales": [
            {
                **named(scale, "code", "cumulative"),
                "levels": [named(one, "code", "name", "rank") for one in scale.levels],
            }
            for scale in standard.scales
        ],
        "elements": [_element(element) for element in standard.elements],
        "profiles": [_profile(profile) for profile in standard.profiles],
        **filled(more),
    }


def changes_of(standard: Standard) -> list[Data]:
    """What became of the elements of the edition before, with the keys of the file."""
    return [
        {"kind": one.kind, "from": list(one.before), "to": list(one.after), "reason": one.reason}
        for one in standard.changes
    ]


def filled(values: Mapping[str, Any]) -> Data:
    """Only what is not empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def named(part: Any, *names: str) -> Data:
    """These fields of one of the objects of `rules` as data."""
    return {name: _value(getattr(part, name)) for name in names}


def plain(part: Any, *left_out: str) -> Data:
    """One of the objects of `rules` as data: the fields that are not empty, and what stands in them as data too."""
    return filled(named(part, *(one.name for one in fields(part) if one.name not in left_out)))


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return plain(value) if is_dataclass(value) else value


def _profile(profile: Profile) -> Data:
    chapters = {chapter.code: plain(chapter).get("entries") or [{"text": chapter.text}] for chapter in profile.chapters}
    return {
        **named(profile, "code", "title", "targets"),
        **plain(profile, "code", "title", "targets", "chapters"),
        **chapters,
    }


def _element(element: Element) -> Data:
    return {
        **named(element, "code", "kind", "number", "group", "title", "definition"),
        "scale": element.scale.code,
        **named(element, "aspects", "level_names"),
        "indicators": [named(one, "code", "aspect", "level", "text") for one in element.indicators],
        **filled(named(element, "name", "parent", "remarks")),
    }
