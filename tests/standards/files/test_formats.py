"""A file with mistakes: each of them is named, with its line and path, at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

from app.core.shapes import Faulty
from app.standards.files.format import RADAR_TITLE, json_schema
from app.standards.files.reading import check_file, check_text, read_standards
from tests.standards.samples import DATA

MINI = (DATA / "mini.yaml").read_text(encoding="utf-8")


def mistakes_in(text: str) -> list[str]:
    standard, found = check_text(text, "mini.yaml", "mini")
    assert (standard is None) == bool(found)
    return [str(mistake) for mistake in found]


def changed(old: str, new: str, text: str = MINI) -> str:
    assert old in text
    return text.replace(old, new, 1)


def line_of(part: str, text: str = MINI) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_good_file_has_no_mistakes() -> None:
    assert mistakes_in(MINI) == []


def test_all_mistakes_of_shape_come_at_once_in_the_order_of_the_lines() -> None:
    text = changed('edition: "1"', "edition: 1")
    text = changed("cumulative: false", "cumulative: nee", text)
    text = changed("    title: Brood bakken\n", "    titel: Brood bakken\n", text)
    text = changed("{code: t2-a-1, text: Ik let op de tijd van de oven.}", "{code: T2, text: ''}", text)
    assert mistakes_in(text) == [
        f"mini.yaml:{line_of('edition: 1', text)}: edition: hier hoort tekst (zet een getal tussen aanhalingstekens).",
        f"mini.yaml:{line_of('cumulative: nee', text)}: scales[0].cumulative: hier hoort true of false.",
        f"mini.yaml:{line_of('code: bakken', text)}: elements[1].title: dit ontbreekt.",
        f"mini.yaml:{line_of('titel: Brood', text)}: elements[1].titel: deze sleutel bestaat hier niet.",
        f"mini.yaml:{line_of('code: T2', text)}: elements[1].statements[0].items[0].code: "
        "dit past niet bij het patroon ^[a-z0-9]+(-[a-z0-9]+)*$.",
        f"mini.yaml:{line_of('code: T2', text)}: elements[1].statements[0].items[0].text: dit is leeg.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: task", "kind: taak", "dit moet 'task', 'competence', 'row', 'core_task' of 'work_process' zijn."),
        ("rank: 1", "rank: laag", "hier hoort een geheel getal."),
        ("rank: 1", "rank: 0", "dit moet minstens 1 zijn."),
        ("profiles:", "profiles: []\nprofielen:", "deze sleutel bestaat hier niet."),
        ("title: Deeg kneden", f"title: {'x' * (RADAR_TITLE + 1)}", "dit is langer dan 34 tekens."),
        ("- {same: t1-b-2}", "- {same: t1-b-2, text: Ik weeg.}", "deze sleutel bestaat hier niet."),
        ("- {same: t1-b-2}", "- t1-b-2", "hier horen sleutels met waarden."),
        ("targets: {kneden: laag", "targets: {Kneden!: laag", "dit past niet bij het patroon"),
        ("remarks: [Bij Houding is het vak Hoog leeg.]", "remarks: Leeg.", "hier hoort een lijst."),
        ("source: Bedacht voor de tests", "source: 2013-11-01", "hier hoort tekst"),
    ],
)
def test_a_mistake_of_shape_is_said_in_dutch(old: str, new: str, message: str) -> None:
    text = changed(old, new)
    found = mistakes_in(text)
    assert any(message in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("code: bakken", "code: kneden", "elements[1].code", "de code 'kneden' is al gebruikt."),
        ("code: t2-a-1,", "code: t1-b-2,", "elements[1].statements[0].items[0].code", "'t1-b-2' is al gebruikt."),
        ("{code: B, name: V", "{code: A, name: V", "aspects[1].code", "de code 'A' is al gebruikt."),
        ("name: Midden, rank: 2", "name: Midden, rank: 3", "scales[0].levels[1].rank", "hier hoort 2."),
        ("group: winkel", "group: markt", "elements[2].group", "de groep 'markt' bestaat niet."),
        ("aspects: [A, B]", "aspects: [A, B, C]", "elements[0].aspects[2]", "het aspect 'C' bestaat niet."),
        ("aspects: [A, B]", "aspects: [A, B, B]", "elements[0].aspects[2]", "staat er twee keer."),
        ("aspects: [A, B]", "aspects: [A]", "elements[0].statements[3]", "het aspect 'B' hoort niet bij 'kneden'."),
        ("scale: competenties", "scale: hr21", "elements[3].scale", "de schaal 'hr21' bestaat niet."),
        ("        level: midden", "        level: meester", "elements[0].statements[1].level", "hoort niet bij"),
        ("        level: midden", "        level: meester", "elements[0].statements", "het vak 'A midden' ontbreekt."),
        ("        level: midden", "        level: laag", "elements[0].statements[1]", "'A laag' staat er twee keer."),
        (
            "{aspect: A, level: hoog, items: [{same: t3-a-2}]}",
            "{level: hoog, items: []}",
            "elements[2].statements[2]",
            "noem het aspect: A.",
        ),
        ("        empty_reason: De bron zegt hier niets.\n", "", "elements[0].statements[2]", "'empty_reason'"),
        (
            "items: [{same: t1-a-1}]",
            "items: [{same: t1-a-1}]\n        empty_reason: Leeg.",
            "elements[0].statements[1].empty_reason",
            "dit vak is niet leeg.",
        ),
        ("[{same: t1-a-1}]", "[{same: t1-a-9}]", "elements[0].statements[1].items[0].same", "'t1-a-9' bestaat niet"),
        ("[{same: t1-a-1}]", "[{same: t1-b-1}]", "elements[0].statements[1].items[0].same", "'t1-b-1' bestaat niet"),
        ("[{same: t1-a-1}]", "[{same: t2-a-1}]", "elements[0].statements[1].items[0].same", "'t2-a-1' bestaat niet"),
        (
            "[{same: t1-a-1}]",
            "[{same: t1-a-1}, {same: t1-a-1}]",
            "elements[0].statements[1].items[1].same",
            "'t1-a-1' staat al in dit vak.",
        ),
        (
            "{code: t1-b-1, text",
            "{code: t1-b-1, follows: t1-b-4, text",
            "elements[0].statements[3].items[0].follows",
            "'t1-b-4' hoort niet bij een lager niveau.",
        ),
        (
            "{code: t1-b-1, text",
            "{code: t1-b-1, follows: t1-b-2, text",
            "elements[0].statements[3].items[0].follows",
            "'t1-b-2' hoort niet bij een lager niveau.",
        ),
        (
            "- {code: c1-midden-1, text: Ik proef wat mijn brood anders maakt.}",
            "- {same: c1-laag-1}",
            "elements[3].statements[1].items[0].same",
            "geldt alles van een lager niveau al",
        ),
        ("{kneden: laag", "{vegen: laag", "profiles[0].targets.vegen", "het onderdeel 'vegen' bestaat niet."),
        ("{kneden: laag", "{kneden: a", "profiles[0].targets.kneden", "het niveau 'a' hoort niet bij de schaal"),
        ("statuses: {laag", "statuses: {leeg", "status_indication.statuses.leeg", "het niveau 'leeg' bestaat niet."),
        ("slug: mini", "slug: ander", "slug", "het bestand heet 'mini'"),
    ],
)
def test_what_does_not_fit_together_is_named_with_its_path(old: str, new: str, path: str, message: str) -> None:
    found = mistakes_in(changed(old, new))
    assert any(f": {path}: " in line and message in line for line in found), found


def test_all_that_does_not_fit_comes_at_once_with_its_line() -> None:
    text = changed("group: winkel", "group: markt", changed("{kneden: laag", "{vegen: laag"))
    assert [line.split(": ")[0] for line in mistakes_in(text)] == [
        f"mini.yaml:{line_of('group: markt', text)}",
        f"mini.yaml:{line_of('vegen', text)}",
    ]


def test_a_duplicate_key_is_found_beside_other_mistakes() -> None:
    text = changed("publisher:", "title: Nog een titel\npublisher:", changed("group: winkel", "group: markt"))
    assert [line.split(": ", 1)[1] for line in mistakes_in(text)] == [
        "title: deze sleutel staat er al.",
        "elements[2].group: de groep 'markt' bestaat niet.",
    ]


def test_an_alias_is_refused() -> None:
    text = changed("title: Proeven", "title: *naam", changed("title: Rekenen", "title: &naam Rekenen"))
    assert len(mistakes_in(text)) == 2


@pytest.mark.parametrize("text", ["", "# niets\n", "[]\n", "tekst\n"])
def test_a_file_without_a_standard_is_a_mistake(text: str) -> None:
    assert len(mistakes_in(text)) == 1


def test_a_file_that_is_not_utf8_is_a_mistake(tmp_path: Any) -> None:
    (tmp_path / "x.yaml").write_bytes(b"title: caf\xe9\n")
    standard, mistakes = check_file(tmp_path / "x.yaml")
    assert standard is None
    assert "UTF-8" in str(mistakes[0])


def test_a_folder_with_faulty_files_names_the_mistakes_of_all_of_them(tmp_path: Any) -> None:
    (tmp_path / "mini.yaml").write_text(MINI, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("slug: [\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("slug: b\n", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_standards(tmp_path)
    assert {fault.where.split(":")[0] for fault in caught.value.faults} == {"a.yaml", "b.yml"}


def test_the_json_schema_is_one_and_accepts_the_samples() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in DATA.glob("*.yaml"):
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(extra=1),
        lambda data: data.pop("source"),
        lambda data: data["elements"][0].update(title="x" * 35),
        lambda data: data["elements"][0]["statements"][0]["items"].append({"same": "a", "text": "b"}),
    ],
)
def test_the_json_schema_refuses_another_shape(spoil: Callable[[dict[str, Any]], object]) -> None:
    data = yaml.safe_load(MINI)
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json_schema())
