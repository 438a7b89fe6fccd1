"""Proposals: from other standards, and what they never do by themselves."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from app.assessments import queries
from app.assessments.draft import operations
from app.assessments.draft.scan import Scan
from app.assessments.editions.proposals import CROSSWALK, offers_for
from app.assessments.models import Proposal
from app.assessments.rules import NOT_APPLICABLE, UNANSWERED, Answer, Mode
from app.assessments.scans.operations import start_draft
from app.core.db import db
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person

HR21, AMB, MBO = "hr21-dienstverlening", "amb-functieprofiel-2018", "mbo-accountmanager-25132"
MARCH, JUNE = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC)
START = f"/zelfscan/nieuw?standaard={HR21}"
PROFILE = get_standard(HR21).profiles[0].code


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def proposed(person, slug):
    """Element to the code of the level that is proposed."""
    standard = get_standard(slug)
    return {
        one.element: standard.element(one.element).level_by_rank(one.answer.rank).code
        for offer in offers_for(person, standard)
        for one in offer.proposed
    }


def begin(person, slug=HR21, mode=Mode.QUICK):
    """A draft with everything that is proposed."""
    standard = get_standard(slug)
    offer = offers_for(person, standard)[0]
    draft = start_draft(person, standard, standard.profiles[0].code, mode, proposed=offer.proposed)
    db.session.commit()
    return draft


def test_without_scores_elsewhere_nothing_is_proposed(person):
    assert offers_for(person, get_standard(HR21)) == ()


def test_scores_elsewhere_propose_levels_here(person):
    make_submitted(person, {"communicatie": "vakbekwaam", "creativiteit": "vakvolwassen", "netwerken": "basis"})
    assert proposed(person, HR21) == {"mondelinge-communicatie": "b", "creativiteit": "b"}


@pytest.mark.parametrize("answer", ["not_yet", "not_applicable"])
def test_an_answer_that_is_no_level_proposes_nothing(person, answer):
    make_submitted(person, {"communicatie": answer})
    assert proposed(person, HR21) == {}


def test_only_the_latest_scores_on_a_standard_count(person):
    make_submitted(person, {"creativiteit": "vakvolwassen"}, at=MARCH)
    make_submitted(person, {"creativiteit": "vakbekwaam"}, at=JUNE)
    assert proposed(person, HR21) == {"creativiteit": "c"}


def test_a_draft_elsewhere_proposes_nothing(person):
    make_draft(person, {"creativiteit": "vakbekwaam"})
    assert proposed(person, HR21) == {}


def test_where_two_sources_differ_the_lower_is_proposed_and_both_are_named(person):
    make_submitted(person, {"w4-5-netwerk": "9"}, standard=MBO)
    make_submitted(person, {"basiskenmerken": "b"}, standard=AMB)
    (offer,) = offers_for(person, get_standard(STANDARD))
    (one,) = offer.proposed
    assert (one.element, one.answer) == ("netwerken", Answer.level(1))
    assert [source.standard.slug for source in one.sources] == [AMB, MBO]


def test_a_source_says_element_level_standard_day_and_reason(person):
    make_submitted(person, {"creativiteit": "vakbekwaam"}, at=MARCH)
    (sentence,) = begin(person).proposals[0].sources
    assert sentence.startswith(
        "Creativiteit: Vakbekwaam, in Standaard voor vakvolwassenheid van klantmanagers, ingeleverd op 10 maart 2026. "
    )
    assert sentence.endswith("hoort pas bij B.")


def test_a_proposal_is_no_answer_until_it_is_confirmed(person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    draft = begin(person)
    scan = Scan(draft)
    assert (scan.done, scan.offered, set(queries.answers_of(draft).values())) == (0, 1, {UNANSWERED})
    assert scan.place("creativiteit").state == "Voorstel: C (reageren), bevestig zelf"
    with pytest.raises(operations.NothingAnswered):
        operations.submit(draft, accept_open=True)


def test_a_confirmed_proposal_counts_and_is_no_proposal_any_more(person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    draft = begin(person)
    operations.save_answer(draft, "creativiteit", "", Answer.level(2), 0)
    scan = Scan(draft)
    assert (scan.done, scan.offered) == (1, 0)


def test_handing_in_leaves_what_was_not_confirmed_open(person):
    make_submitted(person, {"creativiteit": "vakbekwaam", "communicatie": "basis"})
    draft = begin(person)
    operations.save_answer(draft, "creativiteit", "", NOT_APPLICABLE, 0)
    with pytest.raises(operations.StillOpen):
        operations.submit(draft)
    operations.submit(draft, accept_open=True)
    assert queries.answers_of(draft)["mondelinge-communicatie"] == UNANSWERED
    assert db.session.query(Proposal).count() == 0


def test_proposals_stay_as_they_were_when_the_draft_began(person):
    make_submitted(person, {"creativiteit": "vakbekwaam"}, at=MARCH)
    draft = begin(person)
    make_submitted(person, {"creativiteit": "vakvolwassen"}, at=JUNE)
    assert Scan(draft).place("creativiteit").offered == Answer.level(2)


def test_throwing_a_draft_away_takes_its_proposals_along(person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    operations.discard(begin(person))
    assert db.session.query(Proposal).count() == 0


def test_per_aspect_the_answers_to_aspects_go_before_a_proposal(person):
    make_submitted(person, {"basiskenmerken": "b"}, standard=AMB)
    draft = begin(person, STANDARD, Mode.THOROUGH)
    assert Scan(draft).place("netwerken").offered == Answer.level(1)


def test_the_start_page_offers_to_begin_with_proposals(mine, person):
    assert "Voorstellen uit" not in mine.get(START).text
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    page = mine.get(START).text
    assert "Voorstellen uit Standaard voor vakvolwassenheid van klantmanagers" in page
    assert "Bij 1 onderdeel van de 9, alleen waar de standaarden echt op elkaar lijken." in page
    assert "Je bevestigt elk voorstel zelf: tot dan telt het niet mee." in page


def test_a_start_with_proposals_leads_to_the_overview_that_shows_them(mine, person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    answer = mine.post(START, data={"profile": PROFILE, "mode": "quick", "origin": CROSSWALK})
    draft = queries.draft_on(person, HR21)
    assert answer.location.endswith(f"/zelfscan/{draft.id}/")
    page = mine.get(answer.location).text
    assert "0 van 9 ingevuld" in page
    assert "Voorstel: C (reageren), bevestig zelf" in page
    assert "Eén onderdeel heeft een voorstel." in page


def test_proposals_that_nobody_offered_cannot_be_chosen(mine, person):
    answer = mine.post(START, data={"profile": PROFILE, "mode": "quick", "origin": CROSSWALK})
    assert (answer.status_code, queries.draft_on(person, HR21)) == (422, None)


def test_the_question_shows_the_proposal_with_its_source_and_chooses_nothing(mine, person):
    make_submitted(person, {"creativiteit": "vakbekwaam"}, at=MARCH)
    draft = begin(person)
    page = mine.get(f"/zelfscan/{draft.id}/creativiteit/").text
    assert "Voorstel: C (reageren)" in page
    assert "Creativiteit: Vakbekwaam, in Standaard voor vakvolwassenheid" in page
    assert "Tot dan telt dit voorstel niet mee." in page
    assert " checked" not in page


def test_going_on_without_a_choice_confirms_nothing(mine, person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    draft = begin(person)
    mine.post(f"/zelfscan/{draft.id}/creativiteit/", data={"level_version": "0", "note": "", "note_version": "0"})
    assert "0 van 9 ingevuld" in mine.get(f"/zelfscan/{draft.id}/").text


def test_choosing_the_level_confirms_it(mine, person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    draft = begin(person)
    mine.post(f"/zelfscan/{draft.id}/creativiteit/", data={"level": "c", "level_version": "0"})
    assert "1 van 9 ingevuld" in mine.get(f"/zelfscan/{draft.id}/").text
    assert "Wat je hier kiest telt" in mine.get(f"/zelfscan/{draft.id}/creativiteit/").text


def test_the_last_look_names_proposals_as_open(mine, person):
    make_submitted(person, {"creativiteit": "vakbekwaam"})
    page = mine.get(f"/zelfscan/{begin(person).id}/inleveren").text
    assert "Nog open: 9" in page
    assert "Een voorstel dat je niet bevestigt, lever je niet in." in page


def test_the_start_page_asks_the_database_as_often_whatever_was_scored(mine, person):
    def count():
        seen = []
        listen = lambda *arguments: seen.append(arguments[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        mine.get(START)
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    make_submitted(person, {"creativiteit": "vakbekwaam"}, at=MARCH)
    mine.get(START)
    few = count()
    make_submitted(person, at=JUNE)
    make_submitted(person, {"basiskenmerken": "b"}, standard=AMB)
    make_submitted(person, {"w4-5-netwerk": "9"}, standard=MBO)
    assert count() == few
