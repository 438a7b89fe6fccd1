import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.saving import SaveVerdict, judge_save

VALUES = st.sampled_from(["", "a", "b"])
VERSIONS = st.integers(0, 3)


@pytest.mark.parametrize(
    ("stored", "version", "wanted", "based_on", "verdict"),
    [
        ("a", 3, "a", 3, SaveVerdict.SAME),
        ("a", 3, "a", 1, SaveVerdict.SAME),
        ("a", 3, "b", 3, SaveVerdict.WRITE),
        ("a", 3, "b", 2, SaveVerdict.CONFLICT),
        ("", 0, "b", 0, SaveVerdict.WRITE),
    ],
)
def test_a_save_knows_what_it_was_based_on(stored, version, wanted, based_on, verdict):
    assert judge_save(stored, version, wanted, based_on) is verdict


@given(VALUES, VERSIONS, VALUES, VERSIONS)
def test_nothing_is_overwritten_that_the_person_did_not_see(stored, version, wanted, based_on):
    verdict = judge_save(stored, version, wanted, based_on)
    assert (verdict is SaveVerdict.WRITE) == (wanted != stored and based_on == version)
    assert (verdict is SaveVerdict.SAME) == (wanted == stored)
