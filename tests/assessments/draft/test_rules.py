import pytest

from app.assessments.rules import (
    NOT_APPLICABLE,
    UNANSWERED,
    Answer,
    Mode,
    Step,
    expected_minutes,
    needs_reason,
    step_of,
    where_to_go_on,
)

ONE, TWO = Answer.level(1), Answer.level(2)


@pytest.mark.parametrize(
    ("answer", "aspects", "has_reason", "step"),
    [
        (UNANSWERED, [], False, Step.OPEN),
        (TWO, [], False, Step.DONE),
        (NOT_APPLICABLE, [], False, Step.DONE),
        (UNANSWERED, [TWO, UNANSWERED], False, Step.STARTED),
        (UNANSWERED, [TWO, ONE], False, Step.TO_CONFIRM),
        (ONE, [TWO, ONE], False, Step.DONE),
        (TWO, [TWO, ONE], False, Step.TO_CONFIRM),
        (TWO, [TWO, ONE], True, Step.DONE),
        (TWO, [UNANSWERED, UNANSWERED], False, Step.DONE),
        (TWO, [ONE, UNANSWERED], False, Step.DONE),
    ],
)
def test_a_proposal_is_not_an_answer_and_another_level_needs_a_reason(answer, aspects, has_reason, step):
    assert step_of(answer, aspects, has_reason) is step


def test_no_reason_is_asked_for_what_the_aspects_add_up_to():
    assert not needs_reason(ONE, ONE)
    assert not needs_reason(UNANSWERED, ONE)
    assert not needs_reason(TWO, UNANSWERED)
    assert needs_reason(TWO, ONE)


@pytest.mark.parametrize(
    ("done", "last", "position"),
    [("....", None, 0), ("x...", 0, 1), ("x.x.", 2, 3), ("..xx", 3, 0), ("x..x", 1, 1), ("xxxx", 2, None)],
)
def test_you_go_on_where_you_left_off(done, last, position):
    steps = [Step.DONE if mark == "x" else Step.OPEN for mark in done]
    assert where_to_go_on(steps, last) == position


def test_the_expected_time_grows_with_the_elements_and_with_their_aspects():
    assert expected_minutes([], Mode.QUICK) == 0
    assert expected_minutes([4] * 10 + [0] * 8, Mode.QUICK) == 30
    assert expected_minutes([4] * 10 + [0] * 8, Mode.THOROUGH) == 75
