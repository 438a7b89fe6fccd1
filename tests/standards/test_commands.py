from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result
from flask import Flask

from app.standards import library as queries
from app.standards.commands import standards_cli
from tests.standards.samples import DATA
from tests.standards.second_editions import VAK_2027, second_editions

__all__ = ["second_editions"]


@pytest.fixture
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small standards are those of the installation."""
    use(monkeypatch, DATA)


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(queries, "FOLDER", folder)
    monkeypatch.setattr(queries, "_library", queries.Library(folder))


def run(*arguments: str) -> Result:
    return Flask("test").test_cli_runner().invoke(standards_cli, list(arguments))


def shown(slug: str) -> Any:
    result = run("show", slug, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_application_has_the_commands(app: Flask) -> None:
    assert app.cli.commands["standards"] is standards_cli


@pytest.mark.usefixtures("samples")
def test_check_passes_when_every_file_is_good() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "mini.yaml: goed (6 onderdelen, 18 gedragsvoorbeelden)." in result.output
    assert "four-levels.yaml: goed" in result.output


def test_check_prints_all_mistakes_of_all_files_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DATA / "mini.yaml").read_text(encoding="utf-8")
    (tmp_path / "mini.yaml").write_text(text.replace("group: winkel", "group: markt"), encoding="utf-8")
    (tmp_path / "tweede.yaml").write_text("slug: tweede\ntitle: Tweede\n", encoding="utf-8")
    use(monkeypatch, tmp_path)
    result = run("check")
    assert result.exit_code == 1
    assert "mini.yaml:" in result.output
    assert "de groep 'markt' bestaat niet." in result.output
    assert "tweede.yaml:1: elements: dit ontbreekt." in result.output
    assert "fouten gevonden" in result.output


def test_check_can_look_at_one_file() -> None:
    result = run("check", str(DATA / "four-levels.yaml"))
    assert result.exit_code == 0
    assert "mini" not in result.output


def test_check_fails_when_there_is_nothing_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, tmp_path)
    assert run("check").exit_code == 1


@pytest.mark.usefixtures("second_editions")
def test_list_says_which_edition_follows_which() -> None:
    lines = run("list").stdout.splitlines()
    assert any(one.startswith(VAK_2027) and one.endswith(", volgt op vakvolwassenheid-2013") for one in lines)
    assert any(one.endswith(f", opgevolgd door {VAK_2027}") for one in lines)


@pytest.mark.usefixtures("second_editions")
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("vakvolwassenheid@2013", "vakvolwassenheid-2013"),
        ("vakvolwassenheid@2027", VAK_2027),
        ("vakvolwassenheid-2013@2027", VAK_2027),
        ("vakvolwassenheid", VAK_2027),
        ("vakvolwassenheid-2013", "vakvolwassenheid-2013"),
        ("hr21-dienstverlening@deel VI", "hr21-dienstverlening"),
    ],
)
def test_show_and_export_take_an_edition(name: str, slug: str) -> None:
    assert shown(name)["slug"] == slug
    package = json.loads(run("export", name, "--case").stdout)
    assert package["CFDocument"]["extensions"]["vakspiegel"]["slug"] == slug


@pytest.mark.usefixtures("second_editions")
def test_an_edition_that_is_not_there_is_named_with_those_that_are() -> None:
    result = run("show", "vakvolwassenheid@1999")
    assert result.exit_code == 1
    assert "Van 'vakvolwassenheid' is er geen editie '1999'. Wel: '2013', '2027'." in result.output


@pytest.mark.usefixtures("samples")
def test_list_names_every_standard() -> None:
    assert run("list").stdout.splitlines() == [
        "four-levels  Standaard met vier niveaus (Gemeente Voorbeeldstad, 1)",
        "mini  Kleine standaard (Gemeente Voorbeeldstad, 1)",
    ]


@pytest.mark.usefixtures("samples")
def test_show_says_per_level_what_it_adds() -> None:
    output = run("show", "mini").stdout
    assert "1. Deeg kneden [kneden]" in output
    assert "~ Ik kneed het deeg met de hand en met de machine." in output
    assert "+ Ik leg een ander uit hoe goed deeg voelt." in output
    assert "– De bron zegt hier niets." in output
    assert "Hoog (alles van Midden, en:)" in output


@pytest.mark.usefixtures("samples")
def test_an_unknown_standard_names_the_ones_that_exist() -> None:
    result = run("show", "bakkers")
    assert result.exit_code == 1
    assert "Er is geen standaard 'bakkers'. Wel: four-levels, mini." in result.output


@pytest.mark.parametrize("command", [("list",), ("show", "mini")])
def test_a_faulty_file_is_a_message_and_no_traceback(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fout.yaml").write_text("slug: fout\n", encoding="utf-8")
    use(monkeypatch, tmp_path)
    result = run(*command)
    assert result.exit_code == 1
    assert "fout.yaml:1: title: dit ontbreekt." in result.output


def test_schema_prints_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema").stdout))


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("slug", ["mini", "four-levels"])
def test_every_standard_prints_the_same_shape(slug: str) -> None:
    data = shown(slug)
    assert list(data)[:9] == [
        "slug",
        "title",
        "publisher",
        "edition",
        "source",
        "facts",
        "scales",
        "elements",
        "profiles",
    ]
    assert set(list(data)[9:]) <= {"chapters", "profile_groups", "status_indication"}
    assert list(data["scales"][0]) == ["code", "cumulative", "levels"]
    assert list(data["scales"][0]["levels"][0]) == ["code", "name", "rank"]
    for element in data["elements"]:
        assert list(element)[:10] == [
            "code",
            "kind",
            "number",
            "group",
            "title",
            "definition",
            "scale",
            "aspects",
            "level_names",
            "indicators",
        ]
        assert set(list(element)[10:]) <= {"name", "parent", "remarks"}
        for indicator in element["indicators"]:
            assert list(indicator) == ["code", "aspect", "level", "text"]
    for profile in data["profiles"]:
        assert list(profile)[:3] == ["code", "title", "targets"]


@pytest.mark.usefixtures("samples")
def test_a_repeated_statement_is_printed_on_each_level_with_a_code_of_its_own() -> None:
    kneden = shown("mini")["elements"][0]
    printed = [(one["code"], one["level"]) for one in kneden["indicators"] if one["text"].startswith("Ik weeg")]
    assert printed == [("t1-b-2", "laag"), ("t1-b-2@midden", "midden"), ("t1-b-2@hoog", "hoog")]
    assert kneden["aspects"] == [{"code": "A", "name": "Houding"}, {"code": "B", "name": "Vaardigheden"}]
    assert kneden["level_names"] == {"laag": "Laag", "midden": "Midden", "hoog": "Hoog"}


@pytest.mark.usefixtures("samples")
def test_a_cumulative_statement_is_printed_only_on_the_level_that_adds_it() -> None:
    proeven = shown("mini")["elements"][3]
    assert [(one["code"], one["aspect"], one["level"]) for one in proeven["indicators"]] == [
        ("c1-laag-1", None, "laag"),
        ("c1-midden-1", None, "midden"),
        ("c1-midden-2", None, "midden"),
        ("c1-hoog-1", None, "hoog"),
    ]
    assert (proeven["number"], proeven["aspects"]) == (None, [])


@pytest.mark.usefixtures("samples")
def test_codes_of_indicators_are_unique() -> None:
    codes = [one["code"] for element in shown("mini")["elements"] for one in element["indicators"]]
    assert len(codes) == len(set(codes))
