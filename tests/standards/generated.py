"""Small standards that hypothesis makes up: right in form, odd in content."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]

texts = (
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
words = st.one_of(st.just(""), texts)


@st.composite
def standards(draw: st.DrawFn) -> Data:
    """The content of a file in `standards/`."""
    scales = [draw(_scale(f"schaal-{number}")) for number in range(draw(st.integers(1, 3)))]
    aspects = [{"code": code, "name": draw(texts)} for code in ("A", "B")[: draw(st.integers(0, 2))]]
    groups = [{"code": f"groep-{number}", "title": draw(texts)} for number in range(draw(st.integers(1, 3)))]
    elements: list[Data] = []
    for number in range(draw(st.integers(1, 4))):
        above = draw(st.sampled_from([None, *(one["code"] for one in elements)]))
        elements.append(draw(_element(f"deel-{number}", above, scales, aspects, groups)))
    profile_groups = [{"code": f"pg-{one}", "title": draw(texts), "text": draw(words)} for one in range(draw(_few))]
    profiles: list[Data] = []
    for number in range(draw(_few)):
        profiles.append(draw(_profile(f"profiel-{number}", profiles, profile_groups, elements, scales)))
    return {
        "slug": draw(st.sampled_from(["raar", "raar-2024"])),
        "title": draw(texts),
        "publisher": draw(texts),
        "edition": draw(st.one_of(texts, st.just("november 2013"), st.just("2021-03-04"))),
        "source": draw(texts),
        "comfort": draw(words),
        "for_whom": draw(words),
        "facts": [{"code": f"feit-{one}", "title": draw(texts), "text": draw(texts)} for one in range(draw(_few))],
        "definitions": [
            {
                "code": f"woord-{one}",
                "term": draw(texts),
                "text": draw(texts),
                "place": draw(words),
                "origin": draw(st.sampled_from([None, "bron", "eigen duiding"])),
            }
            for one in range(draw(_few))
        ],
        "chapters": draw(_chapters(elements)),
        "scales": scales,
        "aspects": aspects,
        "groups": groups,
        "elements": elements,
        "profile_groups": profile_groups,
        "profiles": profiles,
    }


_few = st.integers(0, 2)


@st.composite
def _scale(draw: st.DrawFn, code: str) -> Data:
    form = draw(st.sampled_from(["plain", "cumulative", "separate", "named_only"]))
    return {
        "code": code,
        "cumulative": form == "cumulative",
        "separate": form == "separate",
        "named_only": form == "named_only",
        "levels": [
            {
                "code": f"niveau-{rank}",
                "name": draw(texts),
                "rank": rank,
                "short": draw(words),
                "summary": draw(words),
                "definition": draw(words),
            }
            for rank in range(1, draw(st.integers(1, 3)) + 1)
        ],
    }


@st.composite
def _element(
    draw: st.DrawFn, code: str, parent: str | None, scales: list[Data], aspects: list[Data], groups: list[Data]
) -> Data:
    scale = draw(st.sampled_from(scales))
    own = [] if scale["named_only"] else [one["code"] for one in aspects if draw(st.booleans())]
    levels = [level["code"] for level in scale["levels"]]
    return {
        "code": code,
        "kind": draw(st.sampled_from(["task", "competence", "row", "core_task", "work_process"])),
        "number": draw(st.one_of(st.none(), texts)),
        "group": draw(st.sampled_from(groups))["code"],
        "parent": parent,
        "title": draw(texts),
        "name": draw(words),
        "definition": draw(texts),
        "place": draw(words),
        "scale": scale["code"],
        "aspects": draw(st.permutations(own)),
        "remarks": draw(st.lists(texts, max_size=2)),
        "level_names": {level: draw(texts) for level in levels if draw(st.booleans())},
        "statements": [] if scale["named_only"] else draw(_cells(code, own or [None], levels, scale["cumulative"])),
    }


@st.composite
def _cells(draw: st.DrawFn, element: str, aspects: list[Any], levels: list[str], cumulative: bool) -> list[Data]:
    cells = []
    for aspect in aspects:
        lower: list[str] = []
        for level in levels:
            items: list[Data] = []
            for number in range(draw(_few) if cells else draw(st.integers(1, 2))):
                code = f"{element}-{(aspect or 'x').lower()}-{level}-{number}"
                follows = draw(st.sampled_from([None, *lower]))
                more = {"follows": follows, "leaves_out": draw(words)} if follows else {}
                items.append({"code": code, "text": draw(texts), **more})
            repeated = [] if cumulative else [code for code in lower if draw(st.booleans())]
            lower += [item["code"] for item in items]
            items += [{"same": code} for code in repeated]
            reason = None if items else draw(texts)
            cells.append({"aspect": aspect, "level": level, "items": items, "empty_reason": reason})
    return cells


@st.composite
def _profile(
    draw: st.DrawFn, code: str, above: list[Data], groups: list[Data], elements: list[Data], scales: list[Data]
) -> Data:
    levels = {scale["code"]: [level["code"] for level in scale["levels"]] for scale in scales}
    base = draw(st.sampled_from([None, *above]))
    return {
        "code": code,
        "title": draw(texts),
        "number": draw(st.one_of(st.none(), texts)),
        "group": draw(st.sampled_from([None, *(group["code"] for group in groups)])),
        "grade": draw(st.one_of(st.none(), texts)),
        "rank": draw(st.one_of(st.none(), st.integers(1, 9))),
        "also_called": draw(words),
        "description": draw(words),
        "place": draw(words),
        "origin": draw(st.sampled_from([None, "bron", "eigen duiding"])),
        "extends": base and base["code"],
        "inherits": ["kennis"] if base and any(one["code"] == "kennis" for one in base["chapters"]) else [],
        "targets": {
            one["code"]: draw(st.sampled_from(levels[one["scale"]])) for one in elements if draw(st.booleans())
        },
        "chapters": [] if base else draw(_chapters(elements)),
        "remarks": draw(st.lists(texts, max_size=2)),
    }


@st.composite
def _chapters(draw: st.DrawFn, elements: list[Data]) -> list[Data]:
    entries = st.fixed_dictionaries(
        {
            "title": texts,
            "text": words,
            "code": st.one_of(st.none(), st.just("stuk")),
            "number": st.one_of(st.none(), texts),
            "element": st.sampled_from([None, *(element["code"] for element in elements)]),
        }
    )
    codes = draw(st.sampled_from([[], ["kennis"], ["situaties", "kennis"]]))
    return [
        {"code": code, "title": draw(texts), "text": draw(texts), "entries": draw(st.lists(entries, max_size=2))}
        for code in codes
    ]
