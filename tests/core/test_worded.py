import pytest
import sqlalchemy as sa

from app.core.db import enum_type
from app.core.worded import Worded, plain, series


class Weather(Worded):
    SUN = "sun", "Zon"
    RAIN = "rain", "Regen"


def test_a_member_is_its_value_and_has_a_word():
    assert (Weather.SUN, Weather.SUN.value, f"{Weather.SUN}", Weather.SUN.dutch) == ("sun", "sun", "sun", "Zon")


def test_a_member_is_found_by_its_value_and_never_by_its_word():
    assert Weather("rain") is Weather.RAIN
    with pytest.raises(ValueError, match="Regen"):
        Weather("Regen")


def test_a_column_keeps_the_value():
    table = sa.Table("days", sa.MetaData(), sa.Column("weather", enum_type(Weather)))
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert().values(weather=Weather.RAIN))
        assert connection.exec_driver_sql("SELECT weather FROM days").scalar() == "rain"
        assert connection.scalar(sa.select(table.c.weather)) is Weather.RAIN


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (list("abc"), "a, b en c")]
)
def test_a_series_of_words(words, text):
    assert series(words) == text


@pytest.mark.parametrize("text", ["Één CAFÉ", "een cafe", "e\u0301e\u0301n café"])
def test_capitals_and_accents_make_no_difference(text):
    assert plain(text) == "een cafe"
