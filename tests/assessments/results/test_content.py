"""The numbers and charts of a result: made from answers on the real standard and on small parts of another shape."""

from datetime import UTC, datetime
from itertools import cycle, islice

import pytest

from app.assessments.editions.growth import growth_of
from app.assessments.models import Assessment
from app.assessments.results.content import Part
from app.assessments.results.queries import result_of
from app.assessments.results.rows import Row
from app.assessments.rules import NOT_APPLICABLE, NOT_YET, UNANSWERED, Answer, Standing, Status, element_order, fold
from app.core.charts import Bars, Radar
from app.people.models import Organisation, User
from app.standards.library import get_standard
from app.standards.rules.standard import Group, UnknownProfile

STANDARD = "vakvolwassenheid-2013"
ONE, TWO, THREE = Answer.level(1), Answer.level(2), Answer.level(3)
ORDER = element_order(get_standard(STANDARD))


def handed_in(*answers, default=TWO, profile="vakbekwaam", at=datetime(2026, 11, 20, 9, tzinfo=UTC), id=1, **named):
    """An assessment with these answers in the order of the standard, `default` for the rest, and some by code."""
    given = dict.fromkeys(ORDER, default) | dict(zip(ORDER, answers, strict=False))
    given |= {code.replace("_", "-"): answer for code, answer in named.items()}
    return Assessment(
        subject=User(organisation=Organisation(name="Gemeente Hier")),
        id=id,
        standard=STANDARD,
        profile=profile,
        status=Status.SUBMITTED,
        submitted_at=at,
        levels=fold(given, ORDER),
    )


def part_of(count, answers=(TWO,), asked=2):
    """A part with `count` elements of the standard (again from the start when it has fewer)."""
    elements = tuple(islice(cycle(get_standard(STANDARD).groups[0].elements), count))
    given = islice(cycle(answers), count)
    rows = tuple(Row(one, Standing(one.code, answer, asked)) for one, answer in zip(elements, given, strict=True))
    return Part(Group("task", "Taken", elements), rows)


def test_the_result_counts_what_can_be_compared():
    result = result_of(handed_in(THREE, ONE, NOT_APPLICABLE, UNANSWERED, NOT_YET))
    assert (result.counting, result.on_level, result.to_go) == (16, 14, 2)
    assert (result.not_applicable, result.open) == (1, 1)


def test_the_parts_have_the_elements_of_the_standard_in_order():
    result = result_of(handed_in())
    assert [part.title for part in result.parts] == ["10 taken", "8 competenties"]
    assert [row.element.code for row in result.rows] == ORDER


def test_another_profile_asks_other_levels():
    assert result_of(handed_in()).to_go == 0
    assert result_of(handed_in(), profile="vakvolwassen").to_go == 18


def test_a_profile_that_does_not_exist_is_refused():
    with pytest.raises(UnknownProfile):
        result_of(handed_in(), profile="bestaat-niet")


def test_a_draft_has_no_result():
    with pytest.raises(ValueError, match="handed-in"):
        result_of(Assessment(standard=STANDARD, profile="vakbekwaam"))


def test_growth_is_counted_from_the_earlier_assessment():
    result = result_of(handed_in(THREE, ONE, TWO), handed_in(TWO, TWO, NOT_APPLICABLE, id=0))
    assert (result.grown, result.fallen, result.compared) == (1, 1, 17)


def test_what_the_next_level_asks_is_what_it_adds():
    row = result_of(handed_in(ONE)).rows[0]
    assert row.next_level.code == "vakbekwaam"
    lines = [line for _, block in row.next_asks for line in block]
    assert lines == list(row.element.asks("vakbekwaam"))
    assert all(line.aspect == aspect.code for aspect, block in row.next_asks for line in block)


@pytest.mark.parametrize("answer", [THREE, NOT_APPLICABLE, UNANSWERED])
def test_nothing_comes_after_the_top_or_after_no_level(answer):
    row = result_of(handed_in(answer)).rows[0]
    assert row.next_level is None
    assert row.next_asks == ()


def test_a_competence_asks_its_statements_without_aspects():
    blocks = result_of(handed_in(communicatie=NOT_YET)).part("competence").rows[0].next_asks
    assert [aspect for aspect, _ in blocks] == [None]


def test_the_radar_shows_now_asked_and_previous():
    part = result_of(handed_in(ONE), handed_in(TWO, id=0)).part("task")
    chart = part.chart
    assert isinstance(chart, Radar)
    assert {series.style: series.values[0] for series in chart.series} == {"self": 1, "target": 2, "previous": 2}


def test_without_an_earlier_assessment_there_is_no_third_line():
    assert [series.name for series in result_of(handed_in()).parts[0].chart.series] == [
        "Jij nu",
        "Gevraagd: Vakbekwaam",
    ]


def test_an_axis_below_what_is_asked_is_bold_and_one_that_does_not_count_says_so():
    axes = result_of(handed_in(ONE, NOT_APPLICABLE, UNANSWERED, TWO)).parts[0].chart.axes
    assert [axis.emphasised for axis in axes[:4]] == [True, False, False, False]
    assert [axis.note for axis in axes[:4]] == ["", "n.v.t.", "niet ingevuld", ""]


def test_an_axis_carries_the_number_of_the_standard():
    elements = get_standard(STANDARD).elements
    assert elements[6].label == "7. Handhaven"
    assert elements[-1].label == "Creativiteit"


@pytest.mark.parametrize(("count", "kind"), [(2, type(None)), (3, Radar), (13, Radar), (14, Bars), (30, Bars)])
def test_three_to_thirteen_elements_make_a_radar_and_more_make_bars(count, kind):
    assert isinstance(part_of(count).chart, kind)


def test_under_three_scored_elements_there_is_no_picture():
    assert part_of(10, [NOT_APPLICABLE, NOT_APPLICABLE, UNANSWERED, UNANSWERED, TWO]).chart is None
    assert part_of(10, [NOT_YET, NOT_YET, UNANSWERED]).chart is not None


def test_the_strongest_come_above_and_the_largest_gap_first():
    result = result_of(handed_in(ONE, NOT_YET, TWO, THREE, default=TWO))
    assert result.strongest()[0].element.code == ORDER[3]
    assert [row.element.code for row in result.gaps()] == [ORDER[1], ORDER[0]]


def test_growth_is_oldest_first_and_measures_each_with_the_same_profile():
    first = handed_in(ONE, ONE, profile="einde-stage", at=datetime(2025, 3, 1, tzinfo=UTC), id=1)
    last = handed_in(ONE, at=datetime(2026, 3, 1, tzinfo=UTC), id=2)
    growth = growth_of([last, first], "vakbekwaam")
    assert growth.labels == ("mrt 2025", "mrt 2026")
    assert growth.counts == ((16, 18), (17, 18))
    assert [point.value for point in growth.trend.points] == [16, 17]
    assert growth.rows[1].cells == [(ONE, "Basis"), (TWO, "Vakbekwaam")]


def test_a_single_assessment_has_no_line_of_growth():
    assert growth_of([handed_in()], "vakbekwaam").trend is None


def test_the_aspects_are_there_when_somebody_scored_per_aspect():
    assessment = handed_in(TWO)
    standard = get_standard(STANDARD)
    count = sum(len(element.aspects) for element in standard.elements)
    assessment.aspect_levels = bytes([TWO.code, THREE.code, 0, NOT_APPLICABLE.code]) + bytes(count - 4)
    levels = [(aspect.code, aspect.level) for aspect in result_of(assessment).rows[0].aspects]
    assert levels == [("A", "Dat doe ik"), ("B", "Vakvolwassen"), ("D", "Niet van toepassing")]
