"""A higher level keeps the words of what it extends, or the file says why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.standards.files.reading import check_file, check_text
from tests.standards.samples import DATA

MINI = (DATA / "mini.yaml").read_text(encoding="utf-8")
WHOLE = "Ik kneed het deeg met de hand en met de machine.}"
SHORT = "Ik kneed het deeg met de machine.}"
WITH_REASON = "Ik kneed het deeg met de machine., leaves_out: De machine doet hier al het werk.}"


def mistakes_in(text: str, folder: Path) -> list[str]:
    path = folder / "mini.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(mistake) for mistake in check_file(path)[1]]


def test_a_lost_word_is_named_with_the_sentence_that_had_it(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(MINI.replace(WHOLE, SHORT, 1), tmp_path)
    assert "van 't1-b-1' ontbreekt 'hand'" in mistake
    assert "leaves_out" in mistake


def test_a_reason_in_the_file_lets_it_pass(tmp_path: Path) -> None:
    assert mistakes_in(MINI.replace(WHOLE, WITH_REASON, 1), tmp_path) == []


def test_a_reason_for_nothing_is_a_mistake(tmp_path: Path) -> None:
    text = MINI.replace(WHOLE, f"{WHOLE[:-1]}, leaves_out: Zomaar.}}", 1)
    (mistake,) = mistakes_in(text, tmp_path)
    assert "er ontbreekt geen woord" in mistake


@pytest.mark.parametrize("text", [MINI, MINI.replace(WHOLE, SHORT, 1)])
def test_what_an_organisation_uploads_is_not_weighed_by_its_words(text: str) -> None:
    assert check_text(text, "mini.yaml")[1] == ()
