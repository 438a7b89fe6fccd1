from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.standards import library as queries
from app.standards.files.reading import read_standards
from app.standards.rules.standard import Standard, UnknownStandard, in_order
from tests.standards.samples import DATA, sample


def test_all_standards_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_library", queries.Library(DATA))
    assert [standard.slug for standard in queries.all_standards()] == ["four-levels", "mini"]
    assert queries.get_standard("mini") is queries.get_standard("mini") is queries.all_standards()[1]


def test_what_is_used_most_stands_first() -> None:
    assert [standard.slug for standard in queries.all_standards()] == [
        "vakvolwassenheid-2013", "hr21-dienstverlening", "amb-functieprofiel-2018", "mbo-accountmanager-25132",
    ]  # fmt: skip


def test_a_standard_without_a_place_of_its_own_comes_after_those_that_have_one() -> None:
    mini, known = sample("mini"), queries.all_standards()
    assert in_order([mini, *reversed(known)]) == [*known, mini]


def test_an_unknown_standard_is_said_by_name() -> None:
    with pytest.raises(UnknownStandard, match="bakkers"):
        queries.get_standard("bakkers")


def test_a_folder_that_is_not_there_has_no_standards(tmp_path: Path) -> None:
    assert queries.Library(tmp_path / "nergens").by_slug() == {}


def test_threads_that_come_at_the_same_time_get_the_same_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    times_read: list[Path] = []

    def slowly(folder: Path) -> list[Standard]:
        times_read.append(folder)
        time.sleep(0.05)
        return read_standards(folder)

    monkeypatch.setattr(queries, "read_standards", slowly)
    library = queries.Library(DATA)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: library.by_slug()["mini"], range(16)))
    assert len(times_read) == 1
    assert len({id(standard) for standard in found}) == 1


def test_all_standards_are_read_in_a_moment() -> None:
    took = []
    for _ in range(3):
        start = time.process_time()
        read_standards(queries.FOLDER)
        took.append(time.process_time() - start)
    assert min(took) < 1


def test_the_file_between_standards_is_no_standard(tmp_path: Path) -> None:
    (tmp_path / "crosswalk.yaml").write_text("links: []\n", encoding="utf-8")
    assert queries.Library(tmp_path).by_slug() == {}
