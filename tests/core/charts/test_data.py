"""A chart refuses what it can't show, with a message that says what."""

import pytest

from app.core.charts import Axis, BarRow, Bars, Radar, Series, Trend, TrendPoint

RINGS = ("een", "twee", "drie")


def radar(count: int, values: tuple[int | None, ...] | None = None) -> Radar:
    axes = tuple(Axis(f"as {number}") for number in range(count))
    return Radar(axes, RINGS, (Series("nu", values if values is not None else (1,) * count, "self"),))


@pytest.mark.parametrize("count", [0, 2, 14])
def test_a_radar_with_too_few_or_too_many_axes_is_refused(count: int):
    with pytest.raises(ValueError, match=f"3 to 13 axes, not {count}"):
        radar(count)


@pytest.mark.parametrize("count", [3, 13])
def test_a_radar_of_three_and_of_thirteen_axes_is_fine(count: int):
    assert len(radar(count).axes) == count


@pytest.mark.parametrize("value", [-1, 4])
def test_a_rank_outside_the_rings_is_refused_with_its_axis(value: int):
    with pytest.raises(ValueError, match=f"axis 'as 1': rank {value} is not between 0 and 3"):
        radar(3, (0, value, None))


def test_a_series_of_another_length_than_the_axes_is_refused():
    with pytest.raises(ValueError, match="'nu' has 4 values for 3 axes"):
        radar(3, (1, 1, 1, 1))


def test_a_chart_without_rings_is_refused():
    with pytest.raises(ValueError, match="at least one ring"):
        Radar(tuple(map(Axis, "abc")), (), ())
    with pytest.raises(ValueError, match="at least one ring"):
        Bars((BarRow("a", None, None),), ())


def test_bars_without_rows_or_outside_the_rings_are_refused():
    with pytest.raises(ValueError, match="at least one row"):
        Bars((), RINGS)
    with pytest.raises(ValueError, match="target of row 'a': rank 4"):
        Bars((BarRow("a", 1, 4),), RINGS)


def test_a_trend_outside_its_scale_is_refused():
    with pytest.raises(ValueError, match="at least one point"):
        Trend((), 10)
    with pytest.raises(ValueError, match="above 0"):
        Trend((TrendPoint("toen", 0),), 0)
    with pytest.raises(ValueError, match="point 'toen': 11 is not between 0 and 10"):
        Trend((TrendPoint("toen", 11),), 10)
    with pytest.raises(ValueError, match="target: 12"):
        Trend((TrendPoint("toen", 1),), 10, target=12)


def test_equal_charts_are_one_key():
    assert {radar(5), radar(5)} == {radar(5)}
    assert radar(5) != radar(6)
