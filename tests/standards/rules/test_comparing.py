from __future__ import annotations

import pytest

from app.standards.rules.comparing import ProfileComparison, compare_profiles, fits, overview, ways_from
from tests.standards.functions import functions

HEAVY = {"kneden": 3, "bakken": 2, "rekenen": 2, "opstaan": 2}


def comparison(before: str, after: str) -> ProfileComparison:
    standard = functions()
    return compare_profiles(standard, standard.profile(before), standard.profile(after))


def nearness(ranks: dict[str, int | None]) -> list[tuple[str, int, int, int]]:
    """Code, levels short, levels above and number not scored, nearest first."""
    return [(fit.profile.code, fit.distance, fit.surplus, len(fit.unscored)) for fit in fits(functions(), ranks)]


def test_each_target_says_how_it_moves_by_rank() -> None:
    moves = {one.element.code: (one.move, one.steps) for one in comparison("bakker-2", "bakker-1").targets}
    assert moves == {
        "kneden": ("up", 2),
        "bakken": ("same", 0),
        "proeven": ("gone", 0),
        "rekenen": ("new", 0),
        "opstaan": ("down", -1),
    }


def test_the_other_way_round_everything_turns() -> None:
    moves = {one.element.code: one.move for one in comparison("bakker-1", "bakker-2").targets}
    assert moves == {"kneden": "down", "bakken": "same", "proeven": "new", "rekenen": "gone", "opstaan": "up"}


def test_what_neither_profile_asks_is_left_out() -> None:
    assert "verkopen" not in {one.element.code for one in comparison("bakker-2", "bakker-1").targets}


def test_entries_of_a_chapter_are_new_changed_or_gone_by_their_code() -> None:
    (chapter,) = comparison("bakker-2", "bakker-1").chapters
    assert [(one.change, one.entry.code) for one in chapter.entries] == [
        ("changed", "drukte"),
        ("new", "nacht"),
        ("gone", "agressie"),
    ]


def test_a_changed_entry_marks_what_was_added() -> None:
    (chapter,) = comparison("bakker-2", "bakker-1").chapters
    assert [text.strip(" .") for text, added in chapter.entries[0].parts if added] == ["tegelijk"]


def test_a_chapter_that_only_one_profile_has_is_all_new_or_all_gone() -> None:
    assert [one.change for one in comparison("bakker-1", "bakker-1-vp").chapters[1].entries] == ["new"]
    assert [one.change for one in comparison("bakker-1-vp", "bakker-1").chapters[1].entries] == ["gone"]


def test_a_profile_beside_itself_changes_nothing() -> None:
    same = comparison("bakker-1", "bakker-1")
    assert not same.moves("up", "down", "new", "gone")
    assert not any(chapter.changes for chapter in same.chapters)


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        pytest.param(HEAVY, [("bakker-1", 0, 0, 0), ("bakker-2", 1, 2, 1)], id="exactly what is asked"),
        pytest.param(
            HEAVY | {"proeven": 2, "opstaan": 3},
            [("bakker-1", 0, 1, 0), ("bakker-2", 0, 2, 0)],
            id="with nothing short, the profile that asks most comes first",
        ),
        pytest.param(
            {"kneden": 1, "bakken": 2, "proeven": 2, "opstaan": 3},
            [("bakker-2", 0, 0, 0), ("bakker-1", 2, 1, 1)],
            id="a level above does not make up for a level short",
        ),
        pytest.param(
            {"kneden": 0, "bakken": 0, "proeven": 0, "rekenen": 0, "opstaan": 0},
            [("bakker-2", 8, 0, 0), ("bakker-1", 9, 0, 0)],
            id="nog niet counts from zero",
        ),
        pytest.param(
            {"bakken": 2, "rekenen": 2},
            [("bakker-1", 0, 0, 2), ("bakker-2", 0, 0, 3)],
            id="with the same distance, what was scored most comes first",
        ),
        pytest.param(
            {"rekenen": 1},
            [("bakker-1", 1, 0, 3), ("bakker-2", 0, 0, 4)],
            id="a profile of which nothing was scored comes last",
        ),
        pytest.param(
            {}, [("bakker-2", 0, 0, 4), ("bakker-1", 0, 0, 4)], id="nothing scored: the order of the standard"
        ),
    ],
)
def test_the_nearest_profile_is_the_one_with_the_fewest_levels_short(ranks, expected) -> None:
    assert nearness(ranks) == expected


def test_not_scored_is_not_a_shortfall() -> None:
    fit = next(fit for fit in fits(functions(), {"kneden": None, "bakken": 1}) if fit.profile.code == "bakker-1")
    assert [match.element.code for match in fit.unscored] == ["kneden", "rekenen", "opstaan"]
    assert [(match.element.code, match.short) for match in fit.shortfalls] == [("bakken", 1)]


def test_the_largest_shortfall_is_named_first() -> None:
    fit = next(fit for fit in fits(functions(), {"kneden": 2, "bakken": 0, "opstaan": 1}) if len(fit.shortfalls) == 3)
    assert [match.element.code for match in fit.shortfalls] in (["bakken", "kneden", "opstaan"], ["bakken", "opstaan"])


def test_a_profile_that_adds_to_another_with_the_same_levels_is_left_out() -> None:
    assert "bakker-1-vp" not in {code for code, *_ in nearness(HEAVY)}


def test_an_entry_that_lost_words_says_what_it_was() -> None:
    (chapter,) = comparison("bakker-1", "bakker-2").chapters
    crowd = next(one for one in chapter.entries if one.entry.code == "drukte")
    assert crowd.was == "Je helpt veel mensen tegelijk."
    assert not any(added for text, added in crowd.parts if text.strip(" ."))


def test_profiles_without_grades_have_no_overview() -> None:
    assert overview(functions()) is None


def test_from_the_own_function_a_step_further_is_heavier_in_the_same_series() -> None:
    standard = functions()
    found = fits(standard, HEAVY)
    up, down = (ways_from(standard.profile(code), found) for code in ("bakker-2", "bakker-1-vp"))
    assert [fit.profile.code for fit in up.further] == ["bakker-1"]
    assert down.own is not None
    assert (down.own.profile.code, down.further) == ("bakker-1", ())
    assert [fit.profile.code for fit in (*down.other, *down.reached, *down.unknown)] == ["bakker-2"]


def test_what_was_not_scored_is_in_no_direction() -> None:
    ways = ways_from(functions().profile("bakker-2"), fits(functions(), {"rekenen": 2}))
    assert ways.own is not None
    assert not ways.own.scored
    assert [fit.profile.code for fit in ways.further] == ["bakker-1"]


def test_a_profile_fits_only_when_nothing_is_missing_or_above() -> None:
    exact, above = ({"kneden": 3, "bakken": 2, "rekenen": 2, "opstaan": rank} for rank in (2, 3))
    assert next(fit for fit in fits(functions(), exact) if fit.profile.code == "bakker-1").is_exact
    assert not next(fit for fit in fits(functions(), above) if fit.profile.code == "bakker-1").is_exact
