"""Words in sentences, and words as they are compared."""

import pytest

from app.core.words import plain, series


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (list("abc"), "a, b en c")]
)
def test_a_series_of_words(words, text):
    assert series(words) == text


@pytest.mark.parametrize("text", ["Één CAFÉ", "een cafe", "e\u0301e\u0301n café"])
def test_capitals_and_accents_make_no_difference(text):
    assert plain(text) == "een cafe"
