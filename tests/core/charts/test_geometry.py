"""Places, lines and words of a chart, as numbers."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.charts.geometry import (
    Box,
    Layout,
    Room,
    fit,
    on_axis,
    place_labels,
    ring_share,
    runs,
    shown_ranks,
    wrap_label,
)
from app.core.charts.names import place_names

WORDS = st.lists(st.from_regex(r"[A-Za-zéë/()-]{1,22}", fullmatch=True), min_size=1, max_size=7)
SIZES = st.lists(st.tuples(st.floats(5, 160), st.floats(10, 60)), min_size=3, max_size=13)
ROOM = Room(552, 452, 160, 96, 13)


def test_the_lowest_value_is_a_small_ring_and_the_highest_the_edge():
    assert ring_share(3, 3) == 1
    assert ring_share(0, 3) == pytest.approx(0.55 / 3.55)
    assert ring_share(0, 1) > 0


def test_axes_start_on_top_and_run_clockwise():
    assert on_axis((0, 0), 10, 0, 4) == pytest.approx((0, 10))
    assert on_axis((0, 0), 10, 1, 4) == pytest.approx((10, 0))


def test_a_whole_circle_is_one_closed_line():
    assert runs([True, True, True]) == ((0, 1, 2, 0),)


def test_a_missing_point_breaks_the_line_there_and_only_there():
    assert runs([True, True, False, True, True]) == ((3, 4, 0, 1),)
    assert runs([True, False, True, False]) == ((0,), (2,))
    assert runs([False, False, False]) == ()


@given(st.lists(st.booleans(), min_size=3, max_size=13))
def test_each_present_axis_is_on_one_line_and_no_missing_axis_is_on_any(present: list[bool]):
    drawn = [axis for run in runs(present) for axis in dict.fromkeys(run)]
    assert sorted(drawn) == [axis for axis, there in enumerate(present) if there]


@given(WORDS, st.sampled_from([14, 16]))
def test_wrapping_never_splits_a_word_and_loses_none(words: list[str], width: int):
    lines = wrap_label(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width + 2 or " " not in line for line in lines)


@given(WORDS, st.integers(1, 13))
def test_a_number_stays_with_its_word(words: list[str], number: int):
    first = wrap_label(f"{number}. {' '.join(words)}", 14)[0]
    assert first.startswith(f"{number}. {words[0]}")


def test_a_small_word_does_not_stand_alone_where_it_fits_beside_another():
    assert wrap_label("9. Vastleggen en verantwoorden", 14) == ("9. Vastleggen", "en verantwoorden")


@given(SIZES)
def test_labels_stay_in_the_picture_whatever_their_size(sizes: list[tuple[float, float]]):
    layout = fit(lambda scale: [(width * scale, height * scale) for width, height in sizes], ROOM)
    assert all(box.within(ROOM.width, ROOM.height, ROOM.margin - 0.001) for box in layout.boxes)
    assert ROOM.least_radius <= layout.radius <= ROOM.radius


@given(SIZES, st.floats(50, 180))
def test_labels_touch_neither_each_other_nor_the_circle(sizes: list[tuple[float, float]], reach: float):
    boxes = place_labels(sizes, reach)
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])
        across = max(box.left, -box.right, 0)
        up = max(box.bottom, -box.top, 0)
        assert math.hypot(across, up) >= reach - 0.001


def test_short_labels_leave_the_circle_in_the_middle_at_full_size():
    layout = fit(lambda scale: [(60 * scale, 20 * scale)] * 8, ROOM)
    assert (layout.centre, layout.radius, layout.letter_scale) == ((276, 226), 160, 1)


def test_very_long_words_cost_circle_before_letters():
    wide = fit(lambda scale: [(130 * scale, 20 * scale)] * 8, ROOM)
    assert (wide.radius < 160, wide.letter_scale) == (True, 1)
    wider = fit(lambda scale: [(240 * scale, 20 * scale)] * 8, ROOM)
    assert wider.letter_scale < 1


@pytest.mark.parametrize(
    ("rings", "shown"), [(3, (3, 2, 1)), (5, (5, 4, 3, 2, 1)), (6, (6, 4, 2)), (10, (10, 8, 6, 4, 2))]
)
def test_a_long_scale_shows_the_top_and_evenly_what_is_below(rings: int, shown: tuple[int, ...]):
    assert shown_ranks(rings) == shown


BOX = Box(0, 0, 10, 4, "centre")


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [((-5, 2), (20, 2), True), ((5, 9), (5, -9), True), ((-5, 9), (9, -9), True)]
    + [((-5, 5), (20, 5), False), ((11, 9), (11, -9), False), ((-5, 0), (-1, 3), False), ((8, 9), (20, 0), False)],
)
def test_a_line_crosses_a_box_or_passes_it(start, end, crossed):
    assert BOX.is_crossed(start, end) is crossed


def test_names_of_rings_stand_where_no_line_passes():
    """One series runs along the whole right half at the second ring, none on the left."""
    place = Layout((276, 226), 160, (), 1.0)
    spots = [on_axis(place.centre, 160 * ring_share(2, 3), index, 24) for index in range(-3, 13)]
    names = place_names([30, 74, 80], 12.5, place, [spots], (552, 452))
    assert [rank for rank, _ in names] == [3, 2, 1]
    assert not any(box.is_crossed(*piece) for _, box in names for piece in pairwise(spots))
    assert all(box.left < place.centre[0] for _, box in names)
