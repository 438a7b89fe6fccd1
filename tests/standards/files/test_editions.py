"""Editions: what became of each element, and that a published edition stays what it was."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from app.standards import library as queries
from app.standards.files.edition_checks import edition_faults
from app.standards.files.published import changed_since, publish
from app.standards.files.reading import check_text, read_standards
from app.standards.library import FOLDER, get_standard
from app.standards.rules.editions import (
    crossing,
    difference,
    editions_before,
    newest_edition,
    newest_editions,
    next_edition,
)
from app.standards.rules.standard import EditionChange, Standard
from tests.standards.samples import DATA
from tests.standards.second_editions import HR21_2027, SECOND, VAK_2027, library, second_editions

__all__ = ["second_editions"]

VAK = "vakvolwassenheid-2013"
TEXT = (SECOND / f"{VAK_2027}.yaml").read_text(encoding="utf-8")


def edition(slug: str) -> Standard:
    return library().by_slug()[slug]


def mistakes_in(old: str, new: str) -> list[str]:
    """What the check says of the second edition when a piece of its text is replaced."""
    assert old in TEXT
    _, mistakes = check_text(TEXT.replace(old, new, 1), f"{VAK_2027}.yaml", VAK_2027)
    return [str(one).split(": ", 1)[1] for one in mistakes]


def between(old: str, new: str) -> list[str]:
    """As `mistakes_in`, for what shows beside the first edition only."""
    changed, mistakes = check_text(TEXT.replace(old, new, 1), f"{VAK_2027}.yaml", VAK_2027)
    assert changed is not None, mistakes
    return [one.what for one in edition_faults((get_standard(VAK), changed))]


@pytest.mark.parametrize("slug", [VAK_2027, HR21_2027])
def test_a_second_edition_says_what_became_of_every_element_or_leaves_it_open(slug: str) -> None:
    after = edition(slug)
    assert after.follows is not None
    told = [code for change in after.changes for code in change.before]
    told += after.undecided
    assert sorted(told) == sorted(one.code for one in edition(after.follows).elements)


def test_the_product_has_first_editions_only() -> None:
    assert [one.follows for one in read_standards(FOLDER)] == [None] * 4


def test_a_forgotten_element_is_a_mistake() -> None:
    assert between("      - handhaven\n", "") == [
        "zeg in 'changes' wat er met 'handhaven' is gebeurd, of zet het bij 'undecided'."
    ]


def test_an_element_that_never_was_is_a_mistake() -> None:
    assert between("      - handhaven\n", "      - handhaven\n      - jagen\n") == [
        f"het onderdeel 'jagen' bestaat niet in '{VAK}'."
    ]


def test_an_edition_follows_one_that_is_there() -> None:
    assert between(f"follows: {VAK}", "follows: weg") == ["de standaard 'weg' bestaat niet."]


def test_an_edition_cannot_follow_itself() -> None:
    assert "deze editie volgt uiteindelijk zichzelf op." in between(f"follows: {VAK}", f"follows: {VAK_2027}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("from: [netwerken], to: [netwerken]", "from: [netwerken], to: []", "bij 'kept' hoort hier precies één code"),
        ("to: [spreken, schrijven]", "to: [spreken]", "bij 'split' hoort hier minstens twee codes"),
        ("from: [flexibiliteit, creativiteit]", "from: [creativiteit]", "bij 'merged' hoort hier minstens twee codes"),
        ("      - handhaven\n", "      - netwerken\n", "'netwerken' staat hier meer dan één keer"),
        ("undecided: [coachen]", "undecided: [coachen, handhaven]", "'handhaven' staat hier en bij 'changes'"),
        ("to: [plannen]", "to: [weg]", "het onderdeel 'weg' bestaat niet"),
        ("family: vakvolwassenheid\n", "", "geef 'family'"),
        (f"follows: {VAK}\n", "", "zeg in 'follows'"),
    ],
)
def test_a_change_that_does_not_fit_is_a_mistake(old: str, new: str, expected: str) -> None:
    assert any(expected in one for one in mistakes_in(old, new))


def test_every_element_knows_where_it_came_from() -> None:
    ((before, origins),) = editions_before(edition(VAK_2027), edition)
    assert before.slug == VAK
    assert origins == {
        "spreken": ("communicatie",),
        "schrijven": ("communicatie",),
        "plannen": ("plannen-en-organiseren",),
        "netwerken": ("netwerken",),
        "vindingrijkheid": ("flexibiliteit", "creativiteit"),
    }


def test_the_difference_has_every_fate_and_what_is_new_or_open() -> None:
    found = difference(edition(VAK), edition(VAK_2027))
    kinds = {kind: len(found.of_kind(kind)) for kind in ("kept", "reworded", "split", "merged", "gone")}
    assert kinds == {"kept": 1, "reworded": 1, "split": 1, "merged": 1, "gone": 1}
    assert [one.code for one in found.new] == ["digitaal-werken", "begeleiden"]
    assert [one.code for one in found.undecided] == ["coachen"]


def test_the_difference_marks_the_words_that_are_new() -> None:
    (fate,) = difference(edition(VAK), edition(VAK_2027)).of_kind("reworded")
    assert fate.texts[0].before == edition(VAK).element("plannen-en-organiseren").definition
    assert "".join(text for text, _ in fate.texts[0].parts) == edition(VAK_2027).element("plannen").definition


def test_a_sentence_that_stayed_on_its_level_is_no_difference_whatever_its_code() -> None:
    (fate,) = difference(edition(VAK), edition(VAK_2027)).of_kind("reworded")
    stayed = "Ik plan mijn werk zo dat ik ermee bereik wat de bedoeling is."
    assert all(stayed not in (one.before, "".join(text for text, _ in one.parts)) for one in fate.texts)


def test_an_edition_knows_the_one_that_follows_it() -> None:
    known = tuple(library().by_slug().values())
    assert next_edition(edition(VAK), known) is edition(VAK_2027)
    assert next_edition(edition(VAK_2027), known) is None


def test_only_the_newest_editions_are_for_new_assessments() -> None:
    known = tuple(library().by_slug().values())
    assert newest_edition(edition(VAK), known) is edition(VAK_2027)
    newest = [one.slug for one in newest_editions(known)]
    assert {VAK_2027, HR21_2027} < set(newest)
    assert not {VAK, "hr21-dienstverlening"} & set(newest)


def test_levels_cross_to_an_earlier_edition_only_where_an_element_was_kept_or_reworded() -> None:
    way = crossing(edition(VAK_2027), VAK, edition)
    assert way is not None
    assert way.same == {"netwerken": "netwerken", "plannen": "plannen-en-organiseren"}
    assert set(way.changed) == {"spreken", "schrijven", "vindingrijkheid"}
    assert len(way.gone) == 12
    assert [one.code for one in way.undecided] == ["coachen"]


def test_there_is_no_way_to_another_standard_or_to_a_later_edition() -> None:
    assert crossing(edition(VAK_2027), HR21_2027, edition) is None
    assert crossing(edition(VAK), VAK_2027, edition) is None


def test_over_two_editions_a_level_crosses_only_when_it_was_kept_each_time() -> None:
    first, second = edition(VAK), edition(VAK_2027)
    changes = [EditionChange("kept", (one.code,), (one.code,)) for one in second.elements[:4]]
    rest = second.elements[4].code
    third = replace(second, slug="derde", follows=VAK_2027, changes=tuple(changes), undecided=(rest,))
    way = crossing(third, VAK, {one.slug: one for one in (first, second, third)}.__getitem__)
    assert way is not None
    assert way.same == {"netwerken": "netwerken", "plannen": "plannen-en-organiseren"}
    assert {one.code for one in way.undecided} == {"coachen", "flexibiliteit", "creativiteit"}


def test_the_published_editions_are_what_they_were() -> None:
    published = (FOLDER / "published.sha256").read_text(encoding="utf-8")
    assert all(f"{one.slug}.yaml" in published for one in queries.all_standards())
    changed = [str(one) for one in changed_since(FOLDER)]
    assert not changed, (
        "A published edition never changes: make a new edition beside it. "
        f"Before the first release: flask standards check --renew. {changed}"
    )


def test_a_published_file_that_is_edited_or_gone_is_a_mistake(tmp_path) -> None:
    for name in ("mini.yaml", "four-levels.yaml"):
        shutil.copy(DATA / name, tmp_path)
    publish(tmp_path)
    assert changed_since(tmp_path) == ()
    with (tmp_path / "mini.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    (tmp_path / "four-levels.yaml").unlink()
    gone, edited = changed_since(tmp_path)
    assert "is weg" in gone.what
    assert edited.what == "deze editie is uitgebracht en verandert niet meer. Maak een nieuwe editie naast deze."


def test_the_command_renews_what_is_published(app, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(queries, "FOLDER", tmp_path)
    shutil.copy(DATA / "mini.yaml", tmp_path)
    publish(tmp_path)
    with (tmp_path / "mini.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    run = app.test_cli_runner().invoke
    refused = run(args=["standards", "check"])
    assert refused.exit_code == 1
    assert "Maak een nieuwe editie naast deze." in refused.output
    assert run(args=["standards", "check", "--renew"]).exit_code == 0
    assert run(args=["standards", "check"]).exit_code == 0
