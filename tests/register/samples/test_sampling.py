"""The draw of the sample can be repeated and favours nobody; the agreement figure is a known one."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.register.rules import SampleVerdict
from app.register.samples.rules import FileState, agreement, draw, new_seed, size_of_share, state_of

SOUND, DOUBT, UNSOUND = SampleVerdict.SOUND, SampleVerdict.DOUBTFUL, SampleVerdict.UNSOUND
IDS = st.lists(st.integers(1, 10_000), unique=True, min_size=1, max_size=60)


@given(IDS, st.integers(1, 70), st.text(max_size=20))
def test_the_same_seed_draws_the_same_files_whatever_their_order(ids, size, seed):
    assert draw(ids, size, seed) == draw(sorted(ids, reverse=True), size, seed)


@given(IDS, st.integers(1, 70))
def test_a_draw_holds_each_file_at_most_once_and_as_many_as_asked(ids, size):
    drawn = draw(ids, size, "zaad")
    assert len(drawn) == len(set(drawn)) == min(size, len(ids))
    assert set(drawn) <= set(ids)


@given(IDS, st.integers(1, 30))
def test_a_larger_sample_holds_the_smaller_one(ids, size):
    assert draw(ids, size + 5, "zaad")[:size] == draw(ids, size, "zaad")


def test_every_file_has_about_the_same_chance():
    drawn = Counter(one for number in range(2000) for one in draw(range(10), 3, f"zaad {number}"))
    assert all(500 < drawn[one] < 700 for one in range(10))


def test_an_empty_sample_is_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        draw([1], 0, "zaad")


def test_a_seed_is_another_one_each_time():
    assert new_seed() != new_seed()


@pytest.mark.parametrize(("count", "share", "size"), [(50, "10", 5), (51, "10", 6), (3, "1", 1), (0, "10", 0)])
def test_a_share_is_rounded_up(count, share, size):
    assert size_of_share(count, Decimal(share)) == size


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([], FileState.WAITING),
        ([SOUND], FileState.HALF),
        ([SOUND, SOUND], FileState.AGREED),
        ([SOUND, DOUBT], FileState.DISAGREED),
    ],
)
def test_a_file_waits_for_two_verdicts(verdicts, state):
    assert state_of(verdicts) is state


@pytest.mark.parametrize(
    ("pairs", "percent", "kappa"),
    [
        ([], None, None),
        ([(SOUND, SOUND)] * 4, 100, None),
        ([(SOUND, SOUND), (UNSOUND, UNSOUND)], 100, 1.0),
        ([(SOUND, UNSOUND), (UNSOUND, SOUND)], 0, -1.0),
        ([(SOUND, SOUND)] * 8 + [(UNSOUND, UNSOUND), (SOUND, UNSOUND)], 90, 0.608),
    ],
)
def test_agreement_in_percent_and_beyond_chance(pairs, percent, kappa):
    found = agreement(pairs)
    assert found.percent == percent
    assert found.kappa == (None if kappa is None else pytest.approx(kappa, abs=0.001))


@given(st.lists(st.tuples(st.sampled_from(SampleVerdict), st.sampled_from(SampleVerdict)), max_size=20))
def test_swapping_the_judges_changes_nothing(pairs):
    assert agreement(pairs) == agreement([(other, one) for one, other in pairs])
