import pytest

from app.people.organisation.rules import (
    LINE,
    TEXT,
    HouseStyle,
    check_contrast,
    contrast,
    nearest,
    read_colour,
    weakest,
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#14555f", "#14555f", 1)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(("typed", "colour"), [("#1A5", "#11aa55"), (" 14555F ", "#14555f"), ("#14555f", "#14555f")])
def test_a_colour_may_be_typed_in_more_than_one_way(typed, colour):
    assert read_colour(typed) == colour


@pytest.mark.parametrize("typed", ["geel", "#12345", "rgb(1, 2, 3)", "#14555f;}", "١٢٣"])
def test_what_is_no_colour_is_told_so(typed):
    with pytest.raises(ValueError, match="zoals #14555f"):
        read_colour(typed)


@pytest.mark.parametrize("least", [TEXT, LINE])
@pytest.mark.parametrize("colour", ["#ffffff", "#ffcc00", "#9fd3d8", "#e30613", "#777777", "#000000", "#14555f"])
def test_the_nearest_colour_that_can_be_read_is_hardly_darker_than_needed(colour, least):
    found = nearest(colour, least)
    assert weakest(found) >= least
    assert found == colour or weakest(found) < least + 0.15


def test_a_refusal_names_the_contrast_and_a_colour_that_passes():
    with pytest.raises(ValueError, match=r"is 1,3 en moet minstens 4,5 zijn\. #[0-9a-f]{6} lijkt erop") as refused:
        check_contrast("#9fd3d8", TEXT)
    check_contrast(str(refused.value).split(". ")[1][:7], TEXT)
    check_contrast("#14555f", TEXT)


def test_without_colours_nothing_is_laid_over_ours():
    assert (HouseStyle("", "").sheet, HouseStyle("", "").mark) == ("", "")
    assert "--house-accent:#14555f" in HouseStyle("#14555f", "").sheet
    assert HouseStyle("", "#8f4013").sheet == ":root{--house-accent:#8f4013}"
    assert HouseStyle("#14555f", "").mark != HouseStyle("#14555f", "#8f4013").mark


@pytest.mark.parametrize("colour", ["#000000", "#14555f", "#b00020"])
def test_on_its_own_tint_the_dark_of_a_colour_can_be_read(colour):
    said = dict(part.split(":") for part in HouseStyle(colour, "").sheet[6:-1].split(";"))
    assert contrast(said["--house-dark"], said["--house-tint"]) >= TEXT
