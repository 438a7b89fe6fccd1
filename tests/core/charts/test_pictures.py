"""The pictures themselves: right size, same bytes each time, everything inside the frame."""

import gzip
import io
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image, ImageChops

from app.core.charts import Axis, BarRow, Bars, Head, Radar, Series, Size, Trend, TrendPoint, measures, png_of, svg_of

RINGS = ("Laag", "Midden", "Hoog")
LONG = "Bijdrage aan beheer en beleid"
SIZES: list[tuple[Size, tuple[int, int]]] = [("large", (552, 452)), ("small", (296, 493)), ("mini", (216, 216))]


def make_radar(count: int = 10, label: str = LONG, **axis: object) -> Radar:
    axes = tuple(Axis(f"{i + 1}. {label}", emphasised=i % 2 == 0) for i in range(count))
    if axis:
        axes = (replace(axes[0], **axis), *axes[1:])  # type: ignore[arg-type]
    return Radar(
        axes,
        RINGS,
        (
            Series("Nu", tuple(i % 4 for i in range(count)), "self"),
            Series("Gevraagd", (2,) * count, "target"),
            Series("Vorige keer", (None, *(1,) * (count - 1)), "previous"),
            Series("Ander", tuple((i + 1) % 4 for i in range(count)), "manager"),
        ),
    )


def fewer(radar: Radar) -> Radar:
    """The same with one line alone."""
    return replace(radar, series=radar.series[:1])


def image_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def edge_is_white(png: bytes, width: int = 2) -> bool:
    image = image_of(png)
    ink = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert ink is not None
    return ink[0] >= width and ink[1] >= width and ink[2] <= image.width - width and ink[3] <= image.height - width


@pytest.mark.parametrize(("size", "pixels"), SIZES)
def test_a_png_has_the_size_times_the_scale(size: Size, pixels: tuple[int, int]):
    assert image_of(png_of(make_radar(), size)).size == (2 * pixels[0], 2 * pixels[1])
    assert image_of(png_of(make_radar(), size, 1)).size == pixels


@pytest.mark.parametrize(("size", "pixels"), SIZES)
def test_an_svg_says_its_size_in_pixels(size: Size, pixels: tuple[int, int]):
    assert f'width="{pixels[0]}" height="{pixels[1]}"'.encode() in svg_of(make_radar(), size)
    assert measures(make_radar(), size) == pixels


@pytest.mark.parametrize("count", [3, 4, 8, 10, 13])
@pytest.mark.parametrize("size", ["large", "small"])
@pytest.mark.parametrize(
    "label", [LONG, "Verantwoordelijkheidsgevoel", "Kort", "Een heel lang label met veel woorden erin"]
)
def test_no_label_is_clipped_by_the_edge(count: int, size: Size, label: str):
    radar = make_radar(count, label, note="niet van toepassing")
    assert edge_is_white(png_of(radar, size))
    assert edge_is_white(png_of(radar, size, legend=True))


@pytest.fixture(scope="module")
def elsewhere() -> dict[str, object]:
    """What another process says: the bytes of two pictures, and what drawing them imported."""
    code = (
        "import pickle, sys; from tests.core.charts.test_pictures import *;"
        "both, one = make_radar(), fewer(make_radar());"
        "said = {'alone': svg_of(one), 'svg': svg_of(both), 'png': png_of(both), 'bars': len(svg_of(make_bars(3)))};"
        "sys.stdout.buffer.write(pickle.dumps(said | {'imported': set(sys.modules)}))"
    )
    return pickle.loads(subprocess.check_output([sys.executable, "-c", code]))


def test_the_same_chart_gives_the_same_bytes_in_another_process(elsewhere):
    assert (svg_of(make_radar()), png_of(make_radar())) == (elsewhere["svg"], elsewhere["png"])


def test_drawing_never_imports_pyplot(elsewhere):
    assert "matplotlib" in elsewhere["imported"]
    assert "matplotlib.pyplot" not in elsewhere["imported"]


def test_a_picture_is_kept_on_its_content():
    assert svg_of(make_radar()) is svg_of(make_radar())
    assert svg_of(make_radar(9)) != svg_of(make_radar())


def test_a_kept_background_does_not_leak_from_one_chart_into_another(elsewhere):
    svg_of(make_radar())
    assert svg_of(fewer(make_radar())) == elsewhere["alone"]


def test_threads_that_draw_at_once_get_what_they_would_get_alone():
    from app.core.charts import radar as drawing

    charts = [make_radar(3 + i % 11) for i in range(22)]
    alone = [drawing.draw_svg(chart, "large", False) + drawing.draw_png(chart, "small", 1, True) for chart in charts]
    drawing.backgrounds.clear()
    drawing.layouts.clear()
    with ThreadPoolExecutor(4) as pool:
        together = list(
            pool.map(
                lambda chart: drawing.draw_svg(chart, "large", False) + drawing.draw_png(chart, "small", 1, True),
                charts,
            )
        )
    assert together == alone


def line_commands(svg: bytes, dash: str) -> list[int]:
    """Number of line pieces in each dashed line of an SVG."""
    paths = re.findall(r'<path d="([^"]*)"[^>]*stroke-dasharray: ' + dash, svg.decode())
    return [len(re.findall(r"\bL\b", path)) for path in paths]


def test_a_missing_value_breaks_only_its_own_line():
    axes = tuple(map(Axis, "abcdef"))
    radar = Radar(axes, RINGS, (Series("nu", (1, 1, None, 1, 1, 1), "self"), Series("doel", (2,) * 6, "target")))
    svg = svg_of(radar)
    assert line_commands(svg, "10,6") == [6]
    assert svg.count(b'id="shape') == 2  # the sheet and one area


def test_an_axis_that_does_not_count_breaks_every_line():
    radar = Radar(
        (Axis("a"), Axis("b", note="n.v.t."), *map(Axis, "cdef")),
        RINGS,
        (Series("nu", (1,) * 6, "self"), Series("doel", (2,) * 6, "target")),
    )
    svg = svg_of(radar)
    assert line_commands(svg, "10,6") == [4]
    assert b"(n.v.t.)" in svg


def test_a_note_is_only_printed_when_there_is_one():
    assert b"(" not in b"".join(re.findall(rb"<!--.*?-->", svg_of(make_radar())))


def test_a_radar_without_any_point_is_only_rings_and_labels():
    radar = Radar(tuple(map(Axis, "abc")), RINGS, (Series("nu", (None, None, None), "self"),))
    assert b"<use" in svg_of(radar)
    assert svg_of(radar).count(b'id="markers') == 0


def test_signs_that_matplotlib_would_read_as_formulas_are_plain_text():
    radar = Radar((Axis("Kosten $x_1$ & <b>"), Axis("--"), Axis("")), RINGS, ())
    assert b"<svg" in svg_of(radar)
    assert edge_is_white(png_of(radar))


def test_ids_in_an_svg_are_unique():
    ids = re.findall(r'\bid="([^"]+)"', svg_of(make_radar(), legend=True).decode())
    assert len(ids) == len(set(ids))


def test_bold_letters_are_other_shapes_than_regular_ones_in_an_svg():
    axes = (Axis("oo", emphasised=True), Axis("oo"), Axis("oo"))
    letters = re.findall(r'<use xlink:href="#([^"]+)" transform', svg_of(Radar(axes, ("oo",), ())).decode())
    assert len(set(letters)) == 2


def test_a_picture_stays_small_on_the_wire():
    assert len(gzip.compress(svg_of(make_radar()))) < 33_000


def test_a_mini_radar_has_no_words():
    assert b"<!--" not in svg_of(make_radar(), "mini")


def test_a_name_in_the_legend_that_is_too_long_gets_smaller_letters():
    radar = replace(
        make_radar(), series=(Series("Gevraagd: Medewerker met een heel erg lange functienaam", (2,) * 10, "target"),)
    )
    assert edge_is_white(png_of(radar, "small", legend=True))


def test_a_legend_names_every_series_and_makes_the_picture_higher():
    with_legend = svg_of(make_radar(), "small", legend=True)
    assert {"Nu", "Gevraagd", "Vorige keer", "Ander"} <= set(words_in(with_legend))
    assert image_of(png_of(make_radar(), legend=True)).height > 904


def words_in(svg: bytes) -> list[str]:
    """The words of a picture; the names of rings are shapes and not among them."""
    return re.findall(r"<!-- (.*?) -->", svg.decode())


HEAD = Head("10 taken", ("Noor Verhagen, Gemeente Hier", "Zelfscan van 20 november 2026"))


@pytest.mark.parametrize("chart", ["radar", "bars"])
def test_a_picture_that_leaves_says_what_it_is_and_whose(chart: str):
    picture = make_radar() if chart == "radar" else replace(make_bars(4), names=("Jij nu", "Gevraagd"))
    words = words_in(svg_of(picture, legend=True, head=HEAD))
    assert {HEAD.title, *HEAD.lines} <= set(words)
    assert not {HEAD.title, *HEAD.lines} & set(words_in(svg_of(picture, legend=True)))
    assert edge_is_white(png_of(picture, legend=True, head=HEAD))
    assert edge_is_white(png_of(picture, "small", legend=True, head=HEAD))


def test_a_picture_with_a_name_on_it_is_not_kept():
    from app.core.charts import radar as drawing

    drawing.backgrounds.clear()
    one, other = (svg_of(make_radar(), head=HEAD) for _ in range(2))
    assert (one == other, one is other) == (True, False)
    assert drawing.backgrounds.get((make_radar().axes, RINGS, "large")) is None


def test_the_names_of_the_rings_lie_over_every_line():
    order = re.findall(r'id="(markers|name|halo)-top-', svg_of(make_radar()).decode())
    assert order == ["markers"] * 4 + ["halo", "name"] * 3


def test_a_long_scale_has_no_more_than_five_rings_and_names():
    rings = tuple(map(str, range(1, 11)))
    svg = svg_of(replace(make_radar(), rings=rings)).decode()
    assert len(re.findall(r'id="circle-', svg)) == 6  # and the small one of below the first level
    assert len(re.findall(r'id="name-', svg)) == 5
    assert {"2", "4", "6", "8", "10"} == {
        one for one in words_in(svg_of(Bars(make_bars(2).rows, rings))) if one.isdigit()
    }


def test_on_a_phone_the_axes_have_numbers_and_the_labels_stand_in_a_list():
    words = words_in(svg_of(make_radar(), "small"))
    assert words[:10] == [str(number) for number in range(1, 11)]
    assert words.count(LONG) == 10
    assert [word for word in words if word.endswith(".")] == [f"{number}." for number in range(1, 11)]


def test_on_a_phone_no_letters_are_smaller_than_fourteen_pixels():
    for chart in (make_radar(), make_bars(3), Trend((TrendPoint("nu", 3),), 18)):
        scales = re.findall(r"scale\((0\.\d+) -0", svg_of(chart, "small").decode())
        assert scales
        assert min(map(float, scales)) >= 0.139  # matplotlib defines letters of a hundred pixels


def make_bars(count: int) -> Bars:
    rows = tuple(BarRow(f"{i + 1}. {LONG}", i % 4, (i + 2) % 4) for i in range(count))
    return Bars((*rows, BarRow("Verantwoordelijkheidsgevoelens en meer", None, 2, "n.v.t.")), RINGS)


@pytest.mark.parametrize("size", ["large", "small", "mini"])
def test_bars_grow_with_their_rows_and_stay_in_the_frame(size: Size):
    short, long = (image_of(png_of(make_bars(count), size)) for count in (2, 30))
    assert short.width == long.width
    assert long.height > 5 * short.height
    assert edge_is_white(png_of(make_bars(30), size))


def test_bars_print_the_note_and_no_mark_for_a_row_that_does_not_count():
    svg = svg_of(make_bars(4))
    assert svg.count(b'id="markers') == 4
    assert b"<!-- n.v.t. -->" in svg


MOMENTS = ("maart 2024", "november 2024", "maart 2025", "november 2025", "maart 2026", "november 2026")


@pytest.mark.parametrize("size", ["large", "small", "mini"])
@pytest.mark.parametrize("count", [1, 2, 6, 24])
def test_a_trend_stays_in_the_frame(size: Size, count: int):
    points = tuple(TrendPoint(MOMENTS[i % 6], 18 if i == count - 1 else i % 18) for i in range(count))
    assert edge_is_white(png_of(Trend(points, 18, target=18, target_label="Alles op niveau"), size))


def test_a_moment_without_value_breaks_the_trend():
    values = (4, 6, None, 8, 9)
    trend = Trend(tuple(TrendPoint(m, v) for m, v in zip(MOMENTS, values, strict=False)), 18)
    assert svg_of(trend).count(b'id="markers') == 2


def test_a_trend_says_between_which_moments_something_changed():
    points = (TrendPoint("toen", 2), TrendPoint("nu", 3, mark="nieuwe editie"))
    assert "<!-- nieuwe editie -->" in svg_of(Trend(points, 18)).decode()
    assert edge_is_white(png_of(Trend(points, 18), "small"))


def test_a_trend_prints_the_text_of_a_point_or_else_its_number():
    svg = svg_of(Trend((TrendPoint("toen", 2.5), TrendPoint("nu", 3, "3 van 18")), 18)).decode()
    assert "<!-- 2,5 -->" in svg
    assert "<!-- 3 van 18 -->" in svg


@pytest.mark.parametrize("maximum", [0.5, 1, 3, 10, 17, 18, 100, 1234])
def test_the_lines_of_a_trend_are_few_even_and_within_the_scale(maximum: float):
    from app.core.charts.trend import ticks

    lines = ticks(maximum)
    assert lines[0] == 0
    assert 2 <= len(lines) <= 5
    assert lines[-1] <= maximum
    assert len({round(b - a, 9) for a, b in pairwise(lines)}) == 1
    assert maximum == 0.5 or all(float(line).is_integer() for line in lines)


def test_starting_imports_nothing_that_draws_or_reads_a_workbook(tmp_path):
    code = (
        "import sys; from pathlib import Path; from app import create_app; from tests.databases import config_for;"
        f"create_app(config_for('sqlite://', Path({str(tmp_path)!r})));"
        "assert not {'matplotlib', 'numpy', 'openpyxl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_without_built_fonts_the_picture_still_comes_with_a_warning(monkeypatch, caplog, tmp_path):
    from app.core.charts import drawing

    monkeypatch.setattr(drawing, "FONTS", tmp_path)
    drawing.font.cache_clear()
    drawing._font_file.cache_clear()
    drawing._relative_width.cache_clear()
    try:
        sheet = drawing.Sheet(100, 40)
        sheet.text((10, 10), "Tekst", 14)
        assert b"DejaVu" in sheet.svg().encode()
        assert "Commissioner-400.ttf" in caplog.text
    finally:
        drawing.font.cache_clear()
        drawing._font_file.cache_clear()
        drawing._relative_width.cache_clear()
