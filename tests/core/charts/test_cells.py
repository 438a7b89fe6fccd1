"""A bar of cells: one for each unit, nothing outside the frame, the same bytes each time."""

import io

import pytest
from PIL import Image

from app.core.charts import Bracket, CellPart, Cells, png_of, svg_of


def make(solid=9, hatched=5, planned=0, lost=0, minimum=20, bracket=None) -> Cells:
    parts = (
        CellPart(solid, "solid", f"{solid} scholing"),
        CellPart(hatched, "hatched", f"{hatched} netwerk"),
        CellPart(planned, "planned", f"{planned} gepland"),
        CellPart(lost, "lost", "telt niet"),
    )
    return Cells(parts, solid + hatched, f"nu {solid + hatched}", minimum, f"minstens {minimum}", bracket)


def test_there_is_a_cell_for_each_unit_and_something_beyond_the_minimum():
    assert make(solid=30, hatched=10).total == 40
    assert make(solid=0, hatched=0, minimum=12).total == 14
    assert make(bracket=Bracket(9, 29, "tot 20")).total == 29


def test_a_bar_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="counted from 0"):
        make(solid=-1)
    with pytest.raises(ValueError, match="1 to 200 cells, not 205"):
        make(solid=200)


@pytest.mark.parametrize("size", ["large", "small"])
@pytest.mark.parametrize(
    "cells",
    [
        make(),
        make(0, 0),
        make(20, 0),
        make(3, 10, 4, 4, bracket=Bracket(3, 13, "netwerk telt mee tot 10", 9)),
        make(90),
    ],
)
def test_everything_is_inside_the_frame(cells, size):
    image = Image.open(io.BytesIO(png_of(cells, size))).convert("RGB")
    width, height = image.size
    edge = [image.getpixel((x, y)) for x in (0, 1, width - 2, width - 1) for y in range(height)]
    edge += [image.getpixel((x, y)) for y in (0, 1, height - 2, height - 1) for x in range(width)]
    assert set(edge) == {(255, 255, 255)}


def test_another_bar_is_another_picture_and_the_same_bar_the_same():
    assert svg_of(make()) == svg_of(make())
    assert len({svg_of(one) for one in (make(), make(8, 6), make(planned=2), make(minimum=12))}) == 4
