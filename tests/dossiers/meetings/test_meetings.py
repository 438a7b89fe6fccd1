"""Peer meetings: who was there is confirmed once, by somebody else who was there; nobody sees more than they need."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.mail import OutboxMail
from app.core.problems import WrongStep
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


@pytest.fixture
def request_context(app, now):
    with app.test_request_context():
        yield


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


def test_only_people_with_a_status_or_of_the_own_organisation_are_found(noor, sem):
    make_person(name="Semra Kaya")
    make_registrant(make_person(name="Semih Polat", organisation=sem.organisation))
    make_person(name="Semmy Bos", organisation=noor.organisation)
    make_person(RoleName.HR, name="Semra Hr", organisation=noor.organisation)
    assert [one.name for one in queries.find_people(noor, "sem", TODAY)] == ["Semmy Bos", "Sem de Wit"]
    assert [one.name for one in queries.find_people(noor, "rivierdal", TODAY)] == ["Sem de Wit"]


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
    assert queries.invitable(noor, other.id, TODAY) is None


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
    added = mine.post(f"{address}uitnodigen", data={"person": sem.id}, follow_redirects=True)
    assert "Sem de Wit krijgt een uitnodiging." in added.text
    meeting = queries.meetings_of(noor)[0]
    own = at(meeting, noor).id
    assert theirs.get(address).status_code == 404
    assert "Was je bij Kring Noord?" in theirs.get("/").text
    invitation = queries.invitations_for(sem)[0]
    accepted = theirs.post(f"/mijn-register/intervisie/uitnodiging/{invitation.id}/", data={"answer": "ja"})
    assert accepted.headers["Location"] == address
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


def test_the_answer_about_an_address_is_the_same_whoever_has_it(noor, client_for):
    other = make_person(email="amina@voorbeeldstad.example", name="Amina Nouri")
    meeting = make_meeting(noor, confirmed=False)
    client, said = client_for(noor), []
    for email in (other.email, "wie@nergens.example"):
        answer = client.post(
            f"/mijn-register/intervisie/{meeting.id}/uitnodigen", data={"email": email}, follow_redirects=True
        )
        assert "Als dit adres bij iemand hoort, krijgt die een uitnodiging." in answer.text
        said.append(answer.text.count(email))
    assert said[0] == said[1] == 2
    assert "Amina Nouri" not in client.get(f"/mijn-register/intervisie/{meeting.id}/").text
    assert [one.recipient for one in db.session.scalars(select(OutboxMail))] == [other.email]
    assert client_for(other).get(f"/mijn-register/intervisie/{meeting.id}/").status_code == 404


def test_who_says_no_stays_off_the_list_and_the_inviter_is_not_told(noor, sem, client_for):
    meeting = make_meeting(noor, confirmed=False)
    mine, theirs = client_for(noor), client_for(sem)
    address = f"/mijn-register/intervisie/{meeting.id}/"
    mine.post(f"{address}uitnodigen", data={"email": sem.email})
    before = mine.get(address).text.partition("<main")[2]
    invitation = queries.invitations_for(sem)[0]
    answer = f"/mijn-register/intervisie/uitnodiging/{invitation.id}/"
    assert client_for(make_person()).post(answer, data={"answer": "ja"}).status_code == 404
    assert theirs.post(answer, data={"answer": "nee"}).status_code == 303
    assert theirs.post(answer, data={"answer": "ja"}).status_code == 409
    assert "Uitnodiging voor intervisie" not in theirs.get("/").text
    assert [one.person_id for one in meeting.attendances] == [noor.id]
    assert sem.email in mine.get(address).text.partition("<main")[2]
    assert sem.email in before


def test_who_invited_withdraws_it_and_nobody_else_does(noor, sem, client_for):
    meeting = make_meeting(noor, confirmed=False)
    mine, address = client_for(noor), f"/mijn-register/intervisie/{meeting.id}/"
    mine.post(f"{address}uitnodigen", data={"email": sem.email})
    invitation = queries.invitations_for(sem)[0]
    withdraw = f"{address}uitnodiging/{invitation.id}/intrekken"
    assert client_for(sem).post(withdraw).status_code == 404
    assert mine.post(withdraw.replace("/uitnodiging/", "/uitnodiging/9")).status_code == 404
    withdrawn = mine.post(withdraw, follow_redirects=True)
    assert f"De uitnodiging aan {sem.email} is ingetrokken." in withdrawn.text
    assert "Uitgenodigd" not in withdrawn.text
    assert queries.invitations_for(sem) == []
    answer = client_for(sem).post(f"/mijn-register/intervisie/uitnodiging/{invitation.id}/", data={"answer": "ja"})
    assert answer.status_code == 409
    assert [one.person_id for one in meeting.attendances] == [noor.id]


def test_what_was_withdrawn_counts_for_the_day_and_what_was_accepted_stays(noor, sem, request_context):
    meeting = make_meeting(noor, confirmed=False)
    for _ in range(operations.MOST_INVITATIONS):
        operations.invite(meeting, noor, person=sem)
        operations.withdraw(queries.invitations_for(sem)[0])
    with pytest.raises(operations.TooManyInvitations):
        operations.invite(meeting, noor, person=sem)
    with clock.fixed(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        operations.invite(meeting, noor, person=sem)
    invitation = queries.invitations_for(sem)[0]
    operations.answer(invitation, sem, accepted=True)
    with pytest.raises(WrongStep, match="staat op de lijst"):
        operations.withdraw(invitation)


def test_who_goes_on_with_a_meeting_does_not_read_whom_another_invited(noor, sem, client_for, request_context):
    meeting = make_meeting(noor, sem, confirmed=False)
    operations.invite(meeting, noor, email="iemand@nergens.example")
    operations.leave(meeting, next(one for one in meeting.attendances if one.person_id == noor.id))
    db.session.commit()
    page = client_for(sem).get(f"/mijn-register/intervisie/{meeting.id}/").text
    assert "Nodig iemand uit" in page
    assert "iemand@nergens.example" not in page


def test_nobody_invites_more_than_twenty_people_in_a_day(noor, request_context):
    meeting = make_meeting(noor, confirmed=False)
    for number in range(operations.MOST_INVITATIONS):
        operations.invite(meeting, noor, email=f"iemand{number}@nergens.example")
    with pytest.raises(operations.TooManyInvitations, match="20 mensen"):
        operations.invite(meeting, noor, email="nog@nergens.example")
    with clock.fixed(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        operations.invite(meeting, noor, email="nog@nergens.example")


def test_the_same_invitation_twice_is_one_and_who_is_there_is_not_invited(noor, sem, request_context):
    meeting = make_meeting(noor, confirmed=False)
    for _ in range(2):
        operations.invite(meeting, noor, person=sem)
    assert len(queries.invitations_for(sem)) == 1
    assert len(db.session.scalars(select(OutboxMail)).all()) == 1
    operations.add_attendee(meeting, sem)
    assert queries.invitations_for(sem) == []
    with pytest.raises(AlreadyThere):
        operations.invite(meeting, noor, person=sem)


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
