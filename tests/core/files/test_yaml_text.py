from __future__ import annotations

import pytest

from app.core.files.yaml_text import read_yaml
from app.core.shapes import written


def messages(text: str) -> list[str]:
    return [str(mistake) for mistake in read_yaml(text, "x.yaml").faults]


def test_values_are_plain_and_have_the_line_that_they_stand_on() -> None:
    source = read_yaml("a: 1\nb:\n  - true\n  - {c: tekst, d: null}\n", "x.yaml")
    assert source.data == {"a": 1, "b": [True, {"c": "tekst", "d": None}]}
    assert source.lines["b", 0] == 3
    assert source.lines["b", 1, "c"] == 4
    assert source.faults == ()


def test_anchors_and_aliases_are_all_refused() -> None:
    found = messages("a: &een tekst\nb: *een\nc: &twee [1]\n")
    assert [line.split(": ", 1)[0] for line in found] == ["x.yaml:1", "x.yaml:2", "x.yaml:3"]
    assert "anker" in found[0]
    assert "verwijzing" in found[1]


def test_an_ampersand_and_a_star_in_a_text_are_allowed() -> None:
    assert read_yaml("a: Werk & inkomen\nb: 'met een *'\n", "x.yaml").data == {"a": "Werk & inkomen", "b": "met een *"}


def test_merge_keys_do_nothing() -> None:
    assert read_yaml("a: {<<: {b: 1}}\n", "x.yaml").data == {"a": {"<<": {"b": 1}}}


def test_each_duplicate_key_is_named_with_its_line() -> None:
    assert messages("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n") == [
        "x.yaml:2: a: deze sleutel staat er al.",
        "x.yaml:5: b.c: deze sleutel staat er al.",
    ]


@pytest.mark.parametrize(
    "text", ["a: [1\nb: 2\n", "a: 1\n---\nb: 2\n", "a: \x00", "a: !!python/name:os.system x", "a: 2026-99-99"]
)
def test_what_is_not_plain_yaml_is_a_mistake_and_no_error(text: str) -> None:
    source = read_yaml(text, "x.yaml")
    assert source.data is None
    assert "geen geldige YAML" in str(source.faults[-1])


def test_a_very_deep_file_is_a_mistake_and_no_error() -> None:
    assert read_yaml("[" * 5000, "x.yaml").faults


def test_a_path_is_written_as_people_do() -> None:
    assert written(("elements", 0, "code")) == "elements[0].code"
    assert written((0, "a")) == "[0].a"
