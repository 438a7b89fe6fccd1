"""What only some standards have: levels that stand alone or are only named, parts of elements, and much to read."""

from __future__ import annotations

import pytest

from app.standards.files.printing import as_data
from app.standards.files.reading import check_text
from app.standards.rules.standard import Standard

TEXT = """
slug: bakkerij
title: Functies in een bakkerij
publisher: Gemeente Voorbeeldstad
edition: "1"
source: Bedacht voor de tests
chapters:
  - code: overview
    title: Alle gaven
    entries:
      - {code: proeven, title: Proeven, element: proeven}
      - {code: ruiken, title: Ruiken}
shared:
  - code: bakkersvak
    title: Bakkersvak
    entries:
      - {number: "1.1", title: Bakt brood}
scales:
  - code: gaven
    cumulative: false
    separate: true
    levels:
      - {code: d, name: D, rank: 1}
      - {code: c, name: C, rank: 2}
      - {code: b, name: B, rank: 3}
  - code: cijfers
    cumulative: false
    named_only: true
    levels:
      - {code: "1", name: slecht, short: "1", rank: 1}
      - {code: "2", name: goed, short: "2", rank: 2}
groups:
  - {code: alles, title: Alles}
elements:
  - code: proeven
    kind: competence
    group: alles
    title: Proeven
    definition: Je proeft wat er is.
    scale: gaven
    level_names: {c: fijn, b: heel fijn}
    statements:
      - {level: d, items: [], empty_reason: De bron beschrijft dit niveau niet.}
      - level: c
        items:
          - {code: c-1, text: Ik proef zout in brood.}
      - level: b
        items:
          - {code: b-1, follows: c-1, text: Ik proef zout in brood en in boter.}
          - {code: b-2, text: Ik proef hoe oud brood is.}
  - {code: bakken, kind: core_task, number: "1", group: alles, title: Bakken, definition: Je bakt., scale: cijfers}
  - code: brood
    kind: work_process
    number: "1.1"
    group: alles
    parent: bakken
    title: Brood
    name: Bakt brood voor de winkel
    definition: Je bakt brood.
    scale: cijfers
profile_groups:
  - {code: winkel, title: Winkel}
profiles:
  - code: bakker
    title: Bakker
    number: B.1
    group: winkel
    grade: I
    rank: 2
    targets: {proeven: c}
    chapters:
      - code: situations
        title: Lastige momenten
        entries:
          - {code: druk, title: Drukte, text: De winkel staat vol.}
      - code: skills
        title: Vaardigheden
        text: Snel rekenen.
  - code: bakker-vp
    title: Bakker met opleiding
    extends: bakker
    inherits: [situations]
    targets: {proeven: c}
    chapters:
      - code: qualifications
        title: Opleidingen
        entries:
          - {same: bakkersvak}
status_indication: {origin: bron, explanation: Bedacht., profiles: {bakker: C}}
"""


def built(text: str = TEXT) -> Standard:
    standard, mistakes = check_text(text, "bakkerij.yaml", "bakkerij")
    assert standard is not None, mistakes
    return standard


def test_a_level_that_says_nothing_cannot_be_chosen() -> None:
    proeven = built().element("proeven")
    assert [level.code for level in proeven.choices] == ["c", "b"]
    assert not proeven.is_choice("d")
    assert proeven.card("d")[0].empty_reason == "De bron beschrijft dit niveau niet."
    steps = [proeven.next_choice(rank) for rank in (0, 2, 3)]
    assert [level and level.code for level in steps] == ["c", "b", None]


def test_every_level_can_be_chosen_where_levels_are_only_named() -> None:
    bakken = built().element("bakken")
    assert bakken.choices == bakken.levels
    assert bakken.asks("2") == ()
    assert [block.lines for block in bakken.card("2")] == [()]


def test_a_level_is_called_by_its_sign_and_its_own_name() -> None:
    standard = built()
    assert standard.element("proeven").level_label("c") == "C (fijn)"
    assert standard.element("proeven").level_label("d") == "D"
    assert standard.element("bakken").level_label("2") == "2 (goed)"


def test_on_a_separate_scale_only_an_extended_statement_has_marks() -> None:
    (block,) = built().element("proeven").card("b")
    assert [line.change for line in block.lines] == ["changed", "same"]
    assert [one.code for one in built().element("proeven").asks("b")] == ["b-1", "b-2"]


def test_a_work_process_is_a_part_of_its_core_task() -> None:
    standard = built()
    assert [one.code for one in standard.parts_of("bakken")] == ["brood"]
    assert [(group.kind, group.title) for group in standard.groups] == [
        ("competence", "Competenties"),
        ("core_task", "Kerntaken"),
        ("work_process", "Werkprocessen"),
    ]


def test_a_profile_takes_chapters_over_from_the_one_that_it_extends() -> None:
    profile = built().profile("bakker-vp")
    assert [chapter.code for chapter in profile.chapters] == ["situations", "qualifications"]
    assert profile.chapter("skills") is None
    qualifications = profile.chapter("qualifications")
    assert qualifications
    assert [entry.title for entry in qualifications.entries[0].entries] == ["Bakt brood"]


def test_the_json_has_what_a_profile_and_an_element_have_more() -> None:
    data = as_data(built())
    bakker, with_training = data["profiles"]
    assert (bakker["number"], bakker["group"], bakker["grade"], bakker["rank"]) == ("B.1", "winkel", "I", 2)
    assert bakker["situations"] == [{"code": "druk", "title": "Drukte", "text": "De winkel staat vol."}]
    assert bakker["skills"] == [{"text": "Snel rekenen."}]
    assert with_training["extends"] == "bakker"
    assert with_training["qualifications"][0]["entries"] == [{"number": "1.1", "title": "Bakt brood"}]
    assert data["elements"][2]["parent"] == "bakken"
    assert data["elements"][2]["name"] == "Bakt brood voor de winkel"
    assert data["status_indication"] == {"origin": "bron", "explanation": "Bedacht.", "profiles": {"bakker": "C"}}
    assert data["chapters"]["overview"]["entries"][0] == {"code": "proeven", "title": "Proeven", "element": "proeven"}


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("separate: true", "separate: true\n    named_only: true", "scales[0]", "kies hoogstens één"),
        ("element: proeven}", "element: zien}", "chapters[0].entries[0].element", "'zien' bestaat niet"),
        ("parent: bakken", "parent: koken", "elements[2].parent", "'koken' bestaat niet"),
        ("parent: bakken", "parent: brood", "elements[2].parent", "hoort zo bij zichzelf"),
        ("level_names: {c:", "level_names: {a:", "elements[0].level_names.a", "hoort niet bij de schaal"),
        ("extends: bakker", "extends: slager", "profiles[1].extends", "'slager' staat niet boven"),
        ("inherits: [situations]", "inherits: [nlqf]", "profiles[1].inherits[0]", "'nlqf' staat niet in 'bakker'"),
        ("code: qualifications", "code: situations", "profiles[1].inherits[0]", "ook in dit profiel zelf"),
        ("code: skills", "code: place", "profiles[0].chapters[1].code", "heeft al een betekenis"),
        ("{same: bakkersvak}", "{same: slagersvak}", "profiles[1].chapters[0].entries[0].same", "bestaat niet"),
        ('{number: "1.1", title: Bakt brood}', "{same: bakkersvak}", "shared[0].entries[0].same", "verwijst zelf niet"),
        ('{number: "1.1", title: Bakt brood}', '{number: "1.1"}', "shared[0].entries[0]", "een titel of een tekst"),
        ("        text: Snel rekenen.\n", "", "profiles[0].chapters[1]", "dit hoofdstuk is leeg"),
        ("group: winkel", "group: markt", "profiles[0].group", "'markt' bestaat niet"),
        ("profiles: {bakker: C}", "profiles: {slager: C}", "status_indication.profiles.slager", "bestaat niet"),
        (", profiles: {bakker: C}", "", "status_indication", "welk niveau of welk profiel"),
        ("Je bakt., scale: cijfers}", "Je bakt., scale: cijfers, aspects: [A]}", "elements[1]", "heeft alleen namen"),
    ],
)
def test_what_does_not_fit_is_named_with_its_path(old: str, new: str, path: str, message: str) -> None:
    assert old in TEXT
    _, found = check_text(TEXT.replace(old, new, 1), "bakkerij.yaml", "bakkerij")
    lines = [str(mistake) for mistake in found]
    assert any(f": {path}: " in line and message in line for line in lines), lines
