from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.standards.rules.differences import added_words, lost_words, shortened

texts = st.text(alphabet="abcEN ,.\n\té", max_size=60)
WORDS = ["ik", "werk", "samen", "met", "mijn", "collega", "en", "partners", "aan", "een", "plan"]
sentences = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


def marked(before: str, after: str) -> str:
    return "".join(f"[{text}]" if added else text for text, added in added_words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Ik werk samen.", "Ik werk samen met partners.", "Ik werk samen [met partners.]"),
        ("Ik kneed met de hand.", "Ik kneed rustig met de hand.", "Ik kneed [rustig] met de hand."),
        ("Ik leer beoordelen.", "Ik beoordeel zelf.", "Ik [beoordeel zelf.]"),
        ("Ik help de klant.", "Ik help de klant.", "Ik help de klant."),
        ("Ik help de klant en zijn buren.", "Ik help de klant.", "Ik help de klant."),
        ("Ik kijk wat nodig is en waarom.", "Ik schat wat mensen willen.", "Ik [schat wat mensen willen.]"),
    ],
)
def test_whole_words_that_were_not_there_are_marked(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def test_punctuation_and_capitals_do_not_make_another_word() -> None:
    assert marked("Is dat nodig, dan help ik.", "Is dat nodig? Dan help ik") == "Is dat nodig? Dan help ik"
    assert marked("Ik weeg af.", "Ik weeg af, en leg uit.") == "Ik weeg af, [en leg uit.]"


def test_everything_is_added_to_an_empty_text() -> None:
    assert added_words("", "Ik help.") == (("Ik help.", True),)
    assert added_words("Ik help.", "") == ()


@given(texts, texts)
def test_the_parts_joined_are_the_text(before: str, after: str) -> None:
    assert "".join(text for text, _ in added_words(before, after)) == after


@given(sentences, sentences)
def test_marks_alternate_and_begin_and_end_with_a_word(before: str, after: str) -> None:
    parts = added_words(before, after)
    flags = [added for _, added in parts]
    assert all(one != other for one, other in pairwise(flags))
    assert all(text == text.strip() for text, added in parts if added)


@given(sentences)
def test_a_text_adds_nothing_to_itself(text: str) -> None:
    assert not any(added for _, added in added_words(text, text))


@given(sentences, sentences)
def test_what_is_not_marked_was_there_in_that_order(before: str, after: str) -> None:
    kept = " ".join(text for text, added in added_words(before, after) if not added).split()
    rest = iter(before.split())
    assert all(word in rest for word in kept)


def test_a_word_is_lost_when_it_stands_nowhere_any_more() -> None:
    assert lost_words("Ik kneed het deeg, met de hand.", "Met de machine kneed ik deeg.") == ("het", "hand")
    assert lost_words("Ik help.", "Ik help graag.") == ()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Ik weet welke hulp en organisaties er in de buurt zijn.",
            "Ik weet welke hulp en organisaties er in de buurt zijn en wat ontbreekt.",
            "Ik weet welke hulp … en wat ontbreekt.",
        ),
        ("Ik help de klant.", "Ik help de klant zelf.", "Ik help de klant zelf."),
        ("Ik help de klant.", "Ik help de klant.", "Ik help de klant."),
        ("", "Ik regel het zelf met iedereen.", "Ik regel het zelf met iedereen."),
    ],
)
def test_of_a_long_sentence_only_what_is_added_stays_with_words_to_know_it_by(before, after, shown) -> None:
    assert "".join(short or text for text, _, short in shortened(added_words(before, after))) == shown


@given(sentences, sentences)
def test_what_is_added_is_never_left_out(before: str, after: str) -> None:
    for text, added, short in shortened(added_words(before, after)):
        assert not (added and short)
        assert not short or len(short) < len(text)
