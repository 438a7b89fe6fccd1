import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessments.rules import (
    NOT_APPLICABLE,
    NOT_YET,
    UNANSWERED,
    Answer,
    Standing,
    WrongAnswer,
    check_on_scale,
    fold,
    hint_status,
    largest_gaps,
    propose,
    strongest,
    unfold,
)

ONE, TWO, THREE = Answer.level(1), Answer.level(2), Answer.level(3)
ANSWERS = st.integers(0, 255).map(Answer)


def test_an_empty_answer_is_not_zero():
    assert UNANSWERED.rank is None
    assert NOT_YET.rank == 0


def test_an_answer_above_the_scale_is_refused():
    assert check_on_scale(THREE, 3) == THREE
    with pytest.raises(WrongAnswer):
        check_on_scale(THREE, 2)


@pytest.mark.parametrize(
    ("aspects", "proposal"),
    [
        ([TWO, ONE, THREE, TWO], ONE),
        ([TWO, NOT_YET, THREE, TWO], NOT_YET),
        ([TWO, NOT_APPLICABLE, THREE, TWO], TWO),
        ([NOT_APPLICABLE] * 4, NOT_APPLICABLE),
        ([TWO, UNANSWERED, THREE, TWO], UNANSWERED),
        ([], UNANSWERED),
    ],
)
def test_the_level_of_an_element_is_the_lowest_of_its_aspects(aspects, proposal):
    assert propose(aspects) == proposal


@given(st.dictionaries(st.sampled_from("abcdef"), ANSWERS))
def test_folding_and_unfolding_gives_the_same_answers(answers):
    assert unfold(fold(answers, "abcdef"), "abcdef") == {code: answers.get(code, UNANSWERED) for code in "abcdef"}


def test_bytes_of_another_edition_are_refused():
    with pytest.raises(ValueError, match="another edition"):
        unfold(b"\x01\x02", "abc")


@pytest.mark.parametrize(
    ("answer", "asked", "gap"),
    [(ONE, 3, 2), (THREE, 2, -1), (NOT_YET, 1, 1), (NOT_APPLICABLE, 2, None), (UNANSWERED, 2, None), (TWO, None, None)],
)
def test_a_gap_is_what_is_asked_minus_what_is(answer, asked, gap):
    assert Standing("e", answer, asked).gap == gap


def test_growth_compares_only_what_has_a_place_on_the_scale():
    assert Standing("e", THREE, 2, ONE).growth == 2
    assert Standing("e", THREE, 2, NOT_APPLICABLE).growth is None


def test_gaps_come_largest_first_and_then_in_the_order_of_the_standard():
    standings = [Standing("a", TWO, 3), Standing("b", ONE, 3), Standing("c", THREE, 3), Standing("d", TWO, 3)]
    assert [s.element for s in largest_gaps(standings)] == ["b", "a", "d"]


def test_a_strong_point_is_on_or_above_what_is_asked():
    standings = [Standing("a", TWO, 3), Standing("b", TWO, 2), Standing("c", THREE, 2), Standing("d", THREE, 3)]
    assert [s.element for s in strongest(standings)] == ["c", "d", "b"]


STEPS = [("C", 1), ("B", 2), ("A", 3)]


@pytest.mark.parametrize(
    ("answers", "status", "next_status", "next_reached"),
    [
        ([THREE, THREE], "A", None, 0),
        ([THREE, TWO], "B", "A", 1),
        ([THREE, ONE], "C", "B", 1),
        ([THREE, NOT_YET], None, "C", 1),
        ([TWO, NOT_APPLICABLE, UNANSWERED], "B", "A", 0),
    ],
)
def test_the_indication_is_the_highest_status_reached_on_every_element_that_counts(
    answers, status, next_status, next_reached
):
    hint = hint_status((answer, STEPS) for answer in answers)
    assert (hint.status, hint.next_status, hint.next_reached) == (status, next_status, next_reached)


def test_without_scores_there_is_no_indication():
    assert hint_status([(NOT_APPLICABLE, STEPS), (UNANSWERED, STEPS)]) is None
