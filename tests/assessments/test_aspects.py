"""What an answer to an aspect says about the level of its element, by the sentences of the standard itself."""

import pytest

from app.assessments.aspects import held_by, held_by_all, read_aspect
from app.assessments.rules import DOES, NOT_APPLICABLE, NOT_YET, UNANSWERED, Answer, propose
from app.standards.library import get_standard
from app.standards.rules.differences import is_same_on_all, same_on_all, steps_of
from tests.factories.assessments import STANDARD

ONE, TWO, THREE = Answer.level(1), Answer.level(2), Answer.level(3)


def element(code):
    return get_standard(STANDARD).element(code)


@pytest.mark.parametrize(
    ("code", "aspect", "steps"),
    [
        ("handhaven", "B", (1, 2, 3)),
        ("intake", "A", (1,)),
        ("doelen-en-acties", "A", (1,)),
        ("intake", "B", (1, 2)),
        ("deskundigheid", "C", (1, 3)),
    ],
)
def test_a_step_is_a_level_that_asks_something_else_than_the_one_below_it(code, aspect, steps):
    assert steps_of(element(code), aspect) == steps
    assert is_same_on_all(element(code), aspect) == (steps == (1,))


def test_the_aspects_that_ask_the_same_of_every_level_are_known():
    assert [aspect.code for aspect in same_on_all(element("evalueren"))] == ["A", "D"]
    assert not same_on_all(element("communicatie"))


@pytest.mark.parametrize(
    ("code", "aspect", "answer", "held"),
    [
        ("handhaven", "B", TWO, TWO),
        ("handhaven", "B", NOT_YET, NOT_YET),
        ("intake", "A", DOES, DOES),
        ("intake", "A", NOT_YET, NOT_YET),
        ("intake", "A", NOT_APPLICABLE, NOT_APPLICABLE),
        ("intake", "A", UNANSWERED, UNANSWERED),
        ("intake", "A", ONE, DOES),
        ("doelen-en-acties", "A", TWO, DOES),
        ("intake", "B", ONE, ONE),
        ("intake", "B", TWO, THREE),
        ("deskundigheid", "C", ONE, TWO),
        ("deskundigheid", "C", THREE, THREE),
    ],
)
def test_an_aspect_holds_back_only_as_far_as_the_next_level_that_asks_more(code, aspect, answer, held):
    assert held_by(element(code), aspect, answer) == held


@pytest.mark.parametrize(
    ("answers", "proposal"),
    [
        ({"A": DOES, "B": THREE, "C": THREE, "D": THREE}, THREE),
        ({"A": ONE, "B": THREE, "C": THREE, "D": THREE}, THREE),
        ({"A": NOT_APPLICABLE, "B": TWO, "C": TWO, "D": TWO}, TWO),
        ({"A": NOT_YET, "B": TWO, "C": TWO, "D": TWO}, NOT_YET),
        ({"A": DOES, "B": TWO, "C": ONE, "D": TWO}, ONE),
        ({"B": TWO, "C": TWO, "D": TWO}, UNANSWERED),
        ({"A": DOES, "B": NOT_APPLICABLE, "C": NOT_APPLICABLE, "D": NOT_APPLICABLE}, UNANSWERED),
        (dict.fromkeys("ABCD", NOT_APPLICABLE), NOT_APPLICABLE),
    ],
)
def test_what_every_level_asks_does_not_count_in_the_lowest(answers, proposal):
    assert propose(held_by_all(element("afspraken-bewaken"), answers)) == proposal


def test_a_level_that_was_chosen_before_is_read_as_dat_doe_ik():
    assert read_aspect(element("intake"), "A", TWO) == DOES
    assert read_aspect(element("intake"), "A", NOT_YET) == NOT_YET
    assert read_aspect(element("handhaven"), "B", TWO) == TWO
