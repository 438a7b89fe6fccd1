"""The sentences of a result, in the words of the screen."""

from datetime import UTC, datetime

import pytest

from app.assessments.editions.growth import growth_of
from app.assessments.results import words
from app.assessments.results.queries import result_of
from app.assessments.rules import NOT_APPLICABLE, NOT_YET, UNANSWERED
from tests.assessments.results.test_content import ONE, THREE, TWO, handed_in

MARCH = datetime(2026, 3, 2, tzinfo=UTC)


def verdict(*answers, previous=None, **more):
    return words.plain(*words.verdict(result_of(handed_in(*answers, **more), previous)))


def test_the_verdict_says_how_many_are_on_level_and_how_many_are_not():
    assert verdict(ONE, ONE) == (
        "Bij 16 van de 18 onderdelen zit je op het gevraagde niveau of hoger. Bij 2 kun je nog een stap zetten."
    )


@pytest.mark.parametrize(
    ("answers", "default", "sentence"),
    [
        ((), TWO, "Bij alle 18 onderdelen zit je op het gevraagde niveau of hoger."),
        ((), ONE, "Bij alle 18 onderdelen kun je nog een stap zetten."),
        ((TWO,), NOT_APPLICABLE, "Bij het ene onderdeel dat meetelt zit je op het gevraagde niveau of hoger."),
    ],
)
def test_the_verdict_fits_all_none_and_one(answers, default, sentence):
    assert verdict(*answers, default=default) == sentence


def test_one_is_not_written_as_many():
    assert "Bij 1 kun je nog een stap zetten." in verdict(ONE)


def test_growth_and_decline_are_both_told():
    text = verdict(THREE, ONE, previous=handed_in(at=MARCH, id=0))
    assert "Op 1 onderdeel ben je gegroeid sinds maart 2026." in text
    assert "Op 1 onderdeel zit je lager dan toen." in text


def test_only_decline_names_the_moment():
    assert "zit je lager dan in maart 2026." in verdict(ONE, previous=handed_in(at=MARCH, id=0))


def test_two_assessments_in_one_month_are_told_apart_by_their_day():
    text = verdict(THREE, previous=handed_in(at=datetime(2026, 11, 3, 9, tzinfo=UTC), id=0))
    assert "gegroeid sinds 3 november 2026." in text


def test_nothing_changed_is_said_too():
    assert "Sinds maart 2026 is er niets veranderd." in verdict(previous=handed_in(at=MARCH, id=0))


def test_what_does_not_count_is_named():
    result = result_of(handed_in(NOT_APPLICABLE, UNANSWERED, UNANSWERED))
    assert words.plain(*words.left_out(result)) == (
        "1 onderdeel is niet van toepassing en telt niet mee. 2 onderdelen zijn niet ingevuld en tellen niet mee."
    )


def test_nothing_to_compare_is_not_a_score_of_zero():
    assert verdict(default=NOT_APPLICABLE).startswith("Deze onderdelen kunnen we niet")


def test_the_caption_names_the_strongest_and_the_largest_step():
    part = result_of(handed_in(THREE, ONE, TWO, THREE, NOT_YET)).part("task")
    assert words.plain(*words.caption(part)) == (
        "Je sterkste taken zijn Intakegesprek voeren en Uitvoering. De grootste stap ligt bij Afspraken bewaken."
    )


def test_equal_gaps_are_named_together():
    part = result_of(handed_in(ONE, ONE)).part("task")
    text = words.plain(*words.caption(part))
    assert text.endswith("Bij Intakegesprek voeren en Vraag en mogelijkheden in beeld ligt nog een stap.")


def test_many_equal_gaps_are_counted():
    text = words.plain(*words.caption(result_of(handed_in(default=ONE)).part("task")))
    assert text == "Bij 10 taken ligt nog een stap."


def test_the_text_of_a_picture_has_the_verdict_the_gaps_and_where_the_numbers_are():
    text = words.alternative(result_of(handed_in(ONE)).part("task"))
    assert text == (
        "10 taken in beeld. Bij 9 van de 10 taken zit je op het gevraagde niveau of hoger. Een stap te zetten bij "
        "1. Intakegesprek voeren (Basis, gevraagd Vakbekwaam). Alle niveaus staan in de tabel."
    )


def test_titles_are_escaped_in_a_sentence():
    part = result_of(handed_in(ONE)).part("task")
    assert "<strong>Intakegesprek voeren</strong>" in words.caption(part)[-1]


def test_the_indication_names_status_level_and_what_the_next_one_asks():
    assert words.plain(*words.hint(result_of(handed_in(THREE, THREE)))) == (
        "Je scores wijzen naar B: op alle 18 onderdelen zit je op Vakbekwaam of hoger. "
        "Voor A is overal Vakvolwassen nodig. Zo ver ben je op 2 van de 18 onderdelen."
    )


def test_below_the_lowest_level_the_scores_point_to_no_status():
    text = words.plain(*words.hint(result_of(handed_in(NOT_YET))))
    assert text.startswith("Je scores wijzen nog niet naar een status. Voor C is overal Basis nodig.")


def test_a_step_says_from_where_to_where():
    row = result_of(handed_in(NOT_YET)).rows[0]
    assert words.step(row) == "Nu: Nog niet. Gevraagd: Vakbekwaam"


def test_growth_goes_from_the_first_to_the_last():
    growth = growth_of([handed_in(), handed_in(ONE, ONE, at=MARCH, id=0)], "vakbekwaam")
    assert words.growth(growth) == (
        "In maart 2026 zat je op 16 onderdelen op het gevraagde niveau, nu op 18 van de 18."
    )


def test_a_download_is_named_after_what_is_in_it():
    result = result_of(handed_in())
    assert words.file_name(result, result.parts[0], "png") == "resultaat-taken-2026-11-20.png"
