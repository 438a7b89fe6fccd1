"""What the rules said, kept and compared."""

from dataclasses import replace
from datetime import date

from app.register.outcomes.rules import from_json, keep, to_json
from app.regulation.judging import judge
from tests.regulation.engine import RULES, renewal

KEPT = keep(judge(renewal("B"), RULES))


def test_what_is_kept_is_read_back_the_same():
    assert from_json(to_json(KEPT)) == KEPT


def test_one_that_was_kept_without_warnings_says_the_same():
    stored = to_json(KEPT)
    warned = replace(KEPT, requirements=tuple(replace(one, warnings=("Let op.",)) for one in KEPT.requirements))
    for requirement in stored["requirements"]:
        del requirement["warnings"]
    assert warned.says_the_same(from_json(stored))


def test_another_verdict_or_day_does_not_say_the_same():
    first = replace(KEPT.requirements[0], by=date(2030, 1, 1))
    assert not KEPT.says_the_same(replace(KEPT, requirements=(first, *KEPT.requirements[1:])))
