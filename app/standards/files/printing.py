"""A standard as plain data: the JSON that `standards show --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.standards.rules.element import Element
from app.standards.rules.profile import Profile
from app.standards.rules.standard import Standard


def as_data(standard: Standard) -> dict[str, Any]:
    """The shape that every standard has outside this program.

    A statement that holds on several levels is printed on each of them: the first time with its code, later as
    `CODE@level`, so that codes are unique. On a cumulative scale it is printed only on the level that adds it.
    What only some standards, elements or profiles have is printed where they have it; a chapter of a profile stands
    under its own code.
    """
    more = {
        "family": standard.family,
        "follows": standard.follows,
        "changes": [
            {"kind": one.kind, "from": list(one.before), "to": list(one.after), "reason": one.reason}
            for one in standard.changes
        ],
        "undecided": list(standard.undecided),
        "chapters": {one.code: plain(one, "code") for one in standard.chapters},
        "profile_groups": [{"code": one.code, "title": one.title, "text": one.text} for one in standard.profile_groups],
        "status_indication": standard.status_indication and plain(standard.status_indication),
    }
    return {
        "slug": standard.slug,
        "title": standard.title,
        "publisher": standard.publisher,
        "edition": standard.edition,
        "source": standard.source,
        "facts": [{"code": fact.code, "title": fact.title, "text": fact.text} for fact in standard.facts],
        "scales": [
            {
                "code": scale.code,
                "cumulative": scale.cumulative,
                "levels": [{"code": level.code, "name": level.name, "rank": level.rank} for level in scale.levels],
            }
            for scale in standard.scales
        ],
        "elements": [_element(element) for element in standard.elements],
        "profiles": [_profile(profile) for profile in standard.profiles],
        **filled(more),
    }


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is not empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def plain(part: Any, *left_out: str) -> dict[str, Any]:
    """One of the objects of `rules` as data: the fields that are not empty, and what stands in them as data too."""
    return filled({one.name: _value(getattr(part, one.name)) for one in fields(part) if one.name not in left_out})


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return plain(value) if is_dataclass(value) else value


def _profile(profile: Profile) -> dict[str, Any]:
    chapters = {chapter.code: plain(chapter).get("entries") or [{"text": chapter.text}] for chapter in profile.chapters}
    more = plain(profile, "code", "title", "targets", "chapters")
    return {"code": profile.code, "title": profile.title, "targets": dict(profile.targets), **more, **chapters}


def _element(element: Element) -> dict[str, Any]:
    return {
        "code": element.code,
        "kind": element.kind,
        "number": element.number,
        "group": element.group,
        "title": element.title,
        "definition": element.definition,
        "scale": element.scale.code,
        "aspects": [{"code": aspect.code, "name": aspect.name} for aspect in element.aspects],
        "level_names": dict(element.level_names),
        "indicators": [
            {"code": one.code, "aspect": one.aspect, "level": one.level, "text": one.text} for one in element.indicators
        ],
        **filled({"name": element.name, "parent": element.parent, "remarks": list(element.remarks)}),
    }
