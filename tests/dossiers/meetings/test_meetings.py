"""Peer meetings: who was there is confirmed once, by somebody else who was there; nobody sees more than they need."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.db import db
from app.dossiers.holding.position import position_of
from app.dossiers.meetings import operations, queries
from app.dossiers.meetings.operations import AlreadyThere, Confirmed, NobodyConfirmsThemselves, NotYetHeld
from app.dossiers.models import PeerMeeting
from app.dossiers.standing.case import case_of
from app.people.rules import RoleName
from app.regulation.terms import Status
from tests.factories.dossiers import make_meeting, make_registrant, make_registration
from tests.factories.people import make_organisation, make_person

TODAY = date(2026, 11, 20)


@pytest.fixture
def noor(app):
    person = make_person(name="Noor Verhagen", organisation=make_organisation("Gemeente Voorbeeldstad"))
    make_registration(person, Status.B)
    return person


@pytest.fixture
def sem(app):
    person = make_person(name="Sem de Wit", organisation=make_organisation("Gemeente Rivierdal"))
    make_registration(person, Status.B)
    return person


def at(meeting, person):
    return next(one for one in meeting.attendances if one.person_id == person.id)


def attended(person):
    return case_of(position_of(person, TODAY)).intervisie_attended_on


def test_a_meeting_counts_for_whom_another_saw_there(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    assert (attended(noor), attended(sem)) == (None, None)
    operations.confirm(meeting, sem, {at(meeting, noor).id}, ())
    assert (attended(noor), attended(sem)) == (date(2026, 9, 10), None)
    operations.confirm(meeting, noor, {at(meeting, sem).id}, ())
    assert attended(sem) == date(2026, 9, 10)


def test_nobody_confirms_themselves(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    for present, presented in (({at(meeting, noor).id}, ()), ((), {at(meeting, noor).id})):
        with pytest.raises(NobodyConfirmsThemselves):
            operations.confirm(meeting, noor, present, presented)
    assert at(meeting, noor).confirmed_at is None


def test_who_was_not_there_confirms_nothing(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    with pytest.raises(LookupError):
        operations.confirm(meeting, make_person(), {at(meeting, noor).id}, ())


def test_presence_is_confirmed_once_and_keeps_the_name_of_who_was_first(noor, sem):
    third = make_person()
    meeting = make_meeting(noor, sem, third, confirmed=False)
    own = at(meeting, noor)
    assert operations.confirm(meeting, sem, {own.id}, ()) == 1
    assert operations.confirm(meeting, third, {own.id}, ()) == 0
    assert own.confirmed_by_id == sem.id


def test_a_presentation_can_be_added_later_and_counts_for_nobody_who_was_not_seen(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    own = at(meeting, noor)
    operations.confirm(meeting, sem, (), {own.id})
    assert not own.presented
    operations.confirm(meeting, sem, {own.id}, ())
    operations.confirm(meeting, sem, (), {own.id})
    assert own.presented


def test_a_meeting_of_tomorrow_cannot_be_written_down(noor):
    with pytest.raises(NotYetHeld):
        operations.make_meeting(noor, held_on=date(2026, 11, 21), group="Kring")
    assert operations.make_meeting(noor, held_on=date(2026, 11, 20), group="Kring").id


def test_somebody_is_on_the_list_once(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    with pytest.raises(AlreadyThere, match="Sem de Wit"):
        operations.add_attendee(meeting, sem)
    assert len(meeting.attendances) == 2


def test_what_was_confirmed_stays(noor, sem):
    meeting = make_meeting(noor, sem)
    with pytest.raises(Confirmed):
        operations.change_meeting(meeting, held_on=date(2026, 9, 11), group="Anders", place="")
    with pytest.raises(Confirmed):
        operations.delete_meeting(meeting)
    with pytest.raises(Confirmed):
        operations.remove_attendee(meeting, at(meeting, noor))


def test_who_leaves_the_list_hands_the_meeting_on_and_the_last_one_takes_it_away(noor, sem):
    meeting = make_meeting(noor, sem, confirmed=False)
    operations.leave(meeting, at(meeting, noor))
    assert meeting.made_by_id == sem.id
    operations.leave(meeting, at(meeting, sem))
    db.session.commit()
    assert db.session.get(PeerMeeting, meeting.id) is None


def test_only_people_of_the_register_are_found_by_name_or_employer(noor, sem):
    make_person(name="Semra Kaya")
    make_registrant(make_person(name="Semih Polat", organisation=sem.organisation))
    assert [one.name for one in queries.find_people(noor, "sem", TODAY)] == ["Sem de Wit", "Semih Polat"]
    assert [one.name for one in queries.find_people(noor, "rivierdal", TODAY)] == ["Sem de Wit", "Semih Polat"]


@pytest.mark.parametrize("search", ["", "se", "  a ", "%%%", "___"])
def test_a_short_search_or_a_wildcard_lists_nobody(noor, sem, search):
    assert queries.find_people(noor, search, TODAY) == []


def test_no_search_gives_more_than_a_few_people(noor):
    for number in range(queries.MOST_FOUND + 3):
        make_registration(make_person(name=f"Jansen {number}"))
    assert len(queries.find_people(noor, "jansen", TODAY)) == queries.MOST_FOUND


def test_others_are_found_by_their_exact_address_only(noor):
    other = make_person(email="amina@voorbeeldstad.example")
    make_person(RoleName.HR, email="hr@voorbeeldstad.example")
    assert queries.professional_at(" Amina@Voorbeeldstad.example ") is other
    assert queries.professional_at("amina") is None
    assert queries.professional_at("hr@voorbeeldstad.example") is None
    assert queries.addable(other.id, TODAY) is None


def test_who_is_not_on_the_list_does_not_find_the_meeting(noor, sem, client_for):
    meeting = make_meeting(noor, confirmed=False)
    assert queries.meeting_of(sem, meeting.id) is None
    assert client_for(sem).get(f"/mijn-register/intervisie/{meeting.id}/").status_code == 404


def test_from_a_new_meeting_to_a_confirmed_one_on_the_pages(noor, sem, client_for):
    mine, theirs = client_for(noor), client_for(sem)
    made = mine.post("/mijn-register/intervisie/nieuw", data={"held_on": "2026-11-05", "group": "Kring Noord"})
    address = made.headers["Location"]
    found = mine.get(address, query_string={"zoek": "rivierdal"})
    assert "Sem de Wit" in found.text
    added = mine.post(f"{address}aanwezig", data={"person": sem.id}, follow_redirects=True)
    assert "Sem de Wit staat op de lijst." in added.text
    meeting = queries.meetings_of(noor)[0]
    own = at(meeting, noor).id
    shown = theirs.get("/mijn-register/intervisie/")
    assert "Bevestig wie er was" in shown.text
    done = theirs.post(f"{address}bevestigen", data={"present": own, "presented": own}, follow_redirects=True)
    assert "Gaf een presentatie" in done.text
    assert "Bevestigd door Sem de Wit. Gaf een presentatie." in mine.get(address).text


def test_under_htmx_a_search_answers_with_who_was_found(noor, sem, client_for):
    meeting = make_meeting(noor, confirmed=False)
    answer = client_for(noor).get(
        f"/mijn-register/intervisie/{meeting.id}/", query_string={"zoek": "Sem de"}, headers={"HX-Request": "true"}
    )
    assert answer.text.lstrip().startswith("<div")
    assert "Gemeente Rivierdal" in answer.text


def test_an_unknown_address_stays_in_the_form_and_tells_nothing(noor, client_for):
    meeting = make_meeting(noor, confirmed=False)
    answer = client_for(noor).post(
        f"/mijn-register/intervisie/{meeting.id}/aanwezig", data={"email": "wie@nergens.example"}
    )
    assert answer.status_code == 422
    assert "wie@nergens.example" in answer.text


def test_confirming_nobody_or_yourself_is_refused_with_a_sentence(noor, sem, client_for):
    meeting = make_meeting(noor, sem, confirmed=False)
    address = f"/mijn-register/intervisie/{meeting.id}/bevestigen"
    assert "Vink aan wie er was." in client_for(noor).post(address).text
    own = client_for(noor).post(address, data={"present": at(meeting, noor).id})
    assert own.status_code == 409
    assert "bevestigt iemand anders" in own.text


def test_a_reflection_is_only_for_who_wrote_it(noor, sem, client_for):
    meeting = make_meeting(noor, sem, confirmed=False)
    address = f"/mijn-register/intervisie/{meeting.id}/"
    client_for(noor).post(f"{address}terugblik", data={"reflection": "Ik vroeg te weinig door."})
    assert "Ik vroeg te weinig door." in client_for(noor).get(address).text
    assert "Ik vroeg te weinig door." not in client_for(sem).get(address).text


def test_only_who_wrote_a_meeting_down_changes_who_was_there(noor, sem, client_for):
    meeting = make_meeting(noor, sem, confirmed=False)
    address = f"/mijn-register/intervisie/{meeting.id}"
    for end in ("/wijzigen", "/weggooien"):
        assert client_for(sem).get(address + end).status_code == 404
    assert client_for(sem).post(f"{address}/aanwezig/{at(meeting, noor).id}/weghalen").status_code == 404
    assert client_for(noor).post(f"{address}/aanwezig/{at(meeting, sem).id}/weghalen").status_code == 303
