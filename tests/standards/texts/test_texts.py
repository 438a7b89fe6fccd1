"""Own texts of an organisation over a standard: read, laid over, kept apart, taken off."""

from __future__ import annotations

import pytest

from app.core.db import db
from app.core.kept import Kept
from app.people.models import Organisation
from app.standards import library as queries
from app.standards.cards import card_bodies
from app.standards.library import get_standard, standard_for
from app.standards.marks import ChangedByOther
from app.standards.rules.wording import reworded, sentences_of
from app.standards.texts import operations
from tests.factories.people import make_organisation
from tests.standards.samples import sample

STANDARD = "vakvolwassenheid-2013"
CODE = "t01-a-01"
OWN = "Wij luisteren eerst."


@pytest.fixture
def here(app) -> Organisation:
    return make_organisation("Gemeente Hier")


def lay(organisation: Organisation, texts: dict[str, str]) -> None:
    base = get_standard(STANDARD)
    operations.set_texts(organisation, base, texts, (), organisation.standards_mark)
    db.session.commit()


def text_of(organisation: Organisation, code: str = CODE) -> str:
    return standard_for(organisation, STANDARD).elements[0].indicator(code).text


def test_every_sentence_has_one_code_and_repeats_have_none():
    codes = [sentence.code for sentence in sentences_of(get_standard(STANDARD))]
    assert len(codes) == len(set(codes))
    assert CODE in codes
    assert not [code for code in codes if "@" in code]


def test_a_repeated_statement_follows_the_one_that_it_repeats():
    own = reworded(get_standard(STANDARD), {CODE: OWN})
    assert [one.text for one in own.elements[0].indicators if (one.repeats or one.code) == CODE] == [OWN] * 3


def test_what_is_not_reworded_is_the_same_object():
    base = get_standard(STANDARD)
    own = reworded(base, {CODE: OWN})
    assert own.elements[0] is not base.elements[0]
    assert own.elements[1] is base.elements[1]
    assert own.scales == base.scales


def test_facts_stay_and_unknown_codes_do_nothing():
    base = sample("mini")
    assert reworded(base, {"bestaat-niet": "x"}) is base


@pytest.mark.parametrize("prefix", ["onderdeel:", "niveau:", "begrip:", "profiel:"])
def test_definitions_can_be_reworded_too(prefix: str):
    base = get_standard(STANDARD)
    sentence = next(one for one in sentences_of(base) if one.code.startswith(prefix))
    again = {one.code: one.text for one in sentences_of(reworded(base, {sentence.code: OWN}))}
    assert again[sentence.code] == OWN
    assert {code for code, text in again.items() if text == OWN} == {sentence.code}


def test_an_organisation_reads_its_own_text_and_another_one_ours(here):
    elsewhere = make_organisation("Gemeente Elders")
    lay(here, {CODE: OWN})
    assert text_of(here) == OWN
    assert text_of(elsewhere) == get_standard(STANDARD).elements[0].indicator(CODE).text


def test_the_cards_of_two_organisations_are_kept_apart(here):
    lay(here, {CODE: OWN})
    own, ours = standard_for(here, STANDARD), get_standard(STANDARD)
    assert OWN in card_bodies(own.elements[0])[0]
    assert OWN not in card_bodies(ours.elements[0])[0]
    assert card_bodies(own.elements[1]) is card_bodies(ours.elements[1])


def test_without_own_texts_the_standard_is_the_file_and_costs_no_query(here):
    assert standard_for(here, STANDARD) is get_standard(STANDARD)


def test_what_was_read_is_kept_until_it_changes(here):
    lay(here, {CODE: OWN})
    assert standard_for(here, STANDARD) is standard_for(here, STANDARD)
    lay(here, {CODE: "Weer anders."})
    assert text_of(here) == "Weer anders."


def test_a_change_by_another_process_is_seen_at_the_next_request(here, app):
    lay(here, {CODE: OWN})
    assert text_of(here) == OWN
    kept = queries._kept
    queries._kept = Kept(most=5)
    lay(here, {CODE: "Van een ander proces."})
    queries._kept = kept
    db.session.expire_all()
    assert text_of(here) == "Van een ander proces."


def test_a_change_that_is_rolled_back_is_never_shown(here):
    lay(here, {CODE: OWN})
    operations.set_texts(here, get_standard(STANDARD), {CODE: "Nooit bewaard."}, (), here.standards_mark)
    assert text_of(here) == "Nooit bewaard."
    db.session.rollback()
    assert text_of(here) == OWN
    lay(here, {"t01-a-02": "Iets anders."})
    assert text_of(here) == OWN


def test_a_text_that_is_the_same_as_ours_is_no_own_text(here):
    ours = get_standard(STANDARD).elements[0].indicator(CODE).text
    lay(here, {CODE: OWN})
    lay(here, {CODE: ours})
    assert queries.own_texts(here.id, STANDARD) == {}


def test_one_text_or_all_can_be_taken_off(here):
    lay(here, {CODE: OWN, "t01-a-02": "Ook van ons."})
    operations.take_off(here, STANDARD, CODE)
    assert set(queries.own_texts(here.id, STANDARD)) == {"t01-a-02"}
    operations.take_off(here, STANDARD)
    db.session.commit()
    assert queries.own_texts(here.id, STANDARD) == {}
    assert standard_for(here, STANDARD).elements == get_standard(STANDARD).elements


def test_what_changed_after_the_preview_is_not_overwritten(here):
    seen_at = here.standards_mark
    lay(here, {CODE: OWN})
    with pytest.raises(ChangedByOther):
        operations.set_texts(here, get_standard(STANDARD), {CODE: "Te laat."}, (), seen_at)
    db.session.rollback()
    assert text_of(here) == OWN


def test_only_cells_that_are_named_as_emptied_lose_their_text(here):
    lay(here, {CODE: OWN, "t01-a-02": "Ook van ons."})
    changes = operations.changes_to(here, get_standard(STANDARD), {}, [CODE, "t01-b-01"])
    assert [(change.sentence.code, change.before, change.after) for change in changes] == [(CODE, OWN, "")]
