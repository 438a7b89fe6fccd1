"""A standard as plain data: the JSON that `standards show --json` prints."""

from __future__ import annotations

from typing import Any

from app.standards.rules import Element, Standard


def as_data(standard: Standard) -> dict[str, Any]:
    """The shape that every standard has outside this program.

    A statement that holds on several levels is printed on each of them: the first time with its code, later as
    `CODE@level`, so that codes are unique. On a cumulative scale it is printed only on the level that adds it.
    """
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
        "profiles": [
            {"code": profile.code, "title": profile.title, "targets": dict(profile.targets)}
            for profile in standard.profiles
        ],
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
    }
