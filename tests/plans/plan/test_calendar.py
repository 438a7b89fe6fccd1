"""The dates of a plan in somebody's own calendar, at a secret address."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from app.core import clock
from app.core.db import db
from app.people.operations import close_account
from app.plans import operations
from app.plans.plan.calendar import write_calendar
from app.plans.queries import bare_plan_of
from tests.factories.dossiers import make_registration
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def goal(person):
    return make_goal(person, title="Rustig blijven")


def feed_of(client, person):
    return client.get(f"/agenda/{bare_plan_of(person).feed_token}.ics")


def events(response):
    assert response.status_code == 200
    return {str(event["summary"]): event for event in Calendar.from_ical(response.data).walk("VEVENT")}


def switch_on(person):
    token = operations.renew_feed(person)
    db.session.commit()
    return token


def test_the_feed_has_the_days_of_open_goals_and_open_actions(client, person, goal):
    make_action(goal, title="Meelopen", due=date(2027, 1, 12))
    make_action(goal, title="Gedaan", done_on=date(2026, 11, 1))
    switch_on(person)
    found = events(feed_of(client, person))
    assert set(found) == {"Doel: Rustig blijven", "Meelopen"}
    assert found["Meelopen"].decoded("dtstart") == date(2027, 1, 12)
    assert not isinstance(found["Meelopen"].decoded("dtstart"), datetime)


def test_the_feed_has_no_notes_no_helpers_and_no_levels(client, person, goal):
    make_action(goal, helper="Joke Terpstra", note="Dit is van mij")
    goal.how_noticed = "Dit ook"
    switch_on(person)
    text = feed_of(client, person).text
    assert all(word not in text for word in ("Joke Terpstra", "Dit is van mij", "Dit ook", "vakbekwaam", person.name))


def test_an_event_keeps_its_uid_when_its_day_changes(client, person, goal):
    action = make_action(goal, title="Meelopen")
    switch_on(person)
    before = events(feed_of(client, person))["Meelopen"]
    action.due = date(2027, 2, 1)
    db.session.commit()
    after = events(feed_of(client, person))["Meelopen"]
    assert (before["uid"], after.decoded("dtstart")) == (after["uid"], date(2027, 2, 1))


def test_closed_goals_and_what_was_to_be_done_for_them_leave_the_feed(client, person, goal):
    make_action(goal)
    switch_on(person)
    operations.reach_goal(goal)
    db.session.commit()
    assert events(feed_of(client, person)) == {}


def test_the_feed_needs_nobody_to_sign_in_and_is_kept_only_to_ask_anew(client, person, goal):
    switch_on(person)
    response = feed_of(client, person)
    assert response.mimetype == "text/calendar"
    assert response.headers["Cache-Control"] == "no-cache, private"
    assert "Set-Cookie" not in response.headers


def test_what_did_not_change_is_not_sent_again(client, person, goal):
    token = switch_on(person)
    tag = feed_of(client, person).headers["ETag"]
    with clock.fixed(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        assert client.get(f"/agenda/{token}.ics", headers={"If-None-Match": tag}).status_code == 304
        operations.change_goal(
            goal, title="Anders", indicators=[], by_when=goal.by_when, how_noticed="", based_on=goal.version
        )
        db.session.commit()
        answer = client.get(f"/agenda/{token}.ics", headers={"If-None-Match": tag})
    event = events(answer)["Doel: Anders"]
    assert event.decoded("last-modified") == event.decoded("dtstamp") == datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_no_other_installation_has_the_same_events(person, goal):
    plan = bare_plan_of(person)
    here, elsewhere = (
        {event["uid"] for event in Calendar.from_ical(write_calendar(plan, address)).walk("VEVENT")}
        for address in ("https://a.example/plan/", "https://b.example/plan/")
    )
    assert len(here) == len(elsewhere) == 1
    assert not here & elsewhere


def test_a_calendar_is_told_how_often_to_ask_and_nothing_of_a_meeting(client, person, goal):
    switch_on(person)
    text = feed_of(client, person).text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in text
    assert "METHOD" not in text


def test_the_page_opens_the_calendar_and_copies_the_address(client_for, person):
    token = switch_on(person)
    page = client_for(person).get("/plan/agenda").text
    assert f'href="webcal://localhost/agenda/{token}.ics"' in page
    assert 'data-copy-text="geheim-adres"' in page


def test_a_wrong_address_leads_nowhere(client, person, goal):
    assert client.get("/agenda/None.ics").status_code == 404
    assert client.get("/agenda/x.ics").status_code == 404


def test_the_old_address_stops_at_once_when_there_is_a_new_one(client_for, person, goal):
    old = switch_on(person)
    mine = client_for(person)
    assert mine.post("/plan/agenda/aan").status_code == 303
    page = mine.get("/plan/agenda").text
    assert client_for().get(f"/agenda/{old}.ics").status_code == 404
    assert feed_of(client_for(), person).status_code == 200
    assert bare_plan_of(person).feed_token in page
    assert old not in page


def test_switching_off_stops_the_feed_at_once(client_for, person, goal):
    token = switch_on(person)
    client_for(person).post("/plan/agenda/uit")
    assert client_for().get(f"/agenda/{token}.ics").status_code == 404
    assert "Maak een adres" in client_for(person).get("/plan/agenda").text


def test_the_feed_of_a_closed_account_stops(client, person, goal):
    token = switch_on(person)
    close_account(person)
    db.session.commit()
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_the_feed_stops_for_who_cannot_switch_it_off_any_more(client, person, goal):
    token = switch_on(person)
    person.roles = []
    db.session.commit()
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_the_feed_can_be_switched_on_before_there_is_a_goal(client_for, person):
    client_for(person).post("/plan/agenda/aan")
    assert events(feed_of(client_for(), person)) == {}


def test_the_feed_has_the_dates_of_the_own_status_and_nobody_elses(client, person, goal):
    make_registration(person, started_on=date(2026, 7, 30))
    switch_on(person)
    found = events(feed_of(client, person))
    assert found["Register: lever je dossier in"].decoded("dtstart") == date(2027, 5, 30)
    assert found["Register: je verlengingsdatum"].decoded("dtstart") == date(2027, 7, 30)
    other = make_person()
    make_goal(other, title="Iets anders")
    switch_on(other)
    assert set(events(feed_of(client, other))) == {"Doel: Iets anders"}
