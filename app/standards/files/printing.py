"""A standard as plain data: the JSON that `standards show --json` prints."""

from __future__ import annotations

from typing import Any

from app.standards.rules.element import Element
from app.standards.rules.profile import Chapter, Entry, Profile, StatusIndication
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
        "chapters": {chapter.code: _chapter(chapter) for chapter in standard.chapters},
        "profile_groups": [{"code": one.code, "title": one.title, "text": one.text} for one in standard.profile_groups],
        "status_indication": standard.status_indication and _indication(standard.status_indication),
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
        **_filled(more),
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _profile(profile: Profile) -> dict[str, Any]:
    more = {
        "description": profile.description,
        "place": profile.place,
        "number": profile.number,
        "group": profile.group,
        "grade": profile.grade,
        "rank": profile.rank,
        "also_called": profile.also_called,
        "origin": profile.origin,
        "extends": profile.extends,
        "remarks": list(profile.remarks),
        **{chapter.code: _entries(chapter) or [{"text": chapter.text}] for chapter in profile.chapters},
    }
    return {"code": profile.code, "title": profile.title, "targets": dict(profile.targets), **_filled(more)}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {"title": chapter.title, **_filled({"text": chapter.text, "entries": _entries(chapter)})}


def _entries(above: Chapter | Entry) -> list[dict[str, Any]]:
    return [
        _filled(
            {
                "code": one.code,
                "number": one.number,
                "title": one.title,
                "text": one.text,
                "element": one.element,
                "entries": _entries(one),
            }
        )
        for one in above.entries
    ]


def _indication(one: StatusIndication) -> dict[str, Any]:
    return {
        "origin": one.origin,
        "explanation": one.explanation,
        **_filled({"place": one.place, "statuses": dict(one.statuses), "profiles": dict(one.profiles)}),
    }


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
        **_filled({"name": element.name, "parent": element.parent, "remarks": list(element.remarks)}),
    }
