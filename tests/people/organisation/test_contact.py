from app.core.db import db
from app.people.queries import contact_of, officer_of
from app.people.rules import Contact, RoleName
from tests.factories.people import make_organisation, make_person


def test_people_ask_the_administrators_until_there_is_a_contact(app):
    here = make_organisation()
    make_person(RoleName.ADMINISTRATOR, organisation=here, name="Zoë Post", email="zoe@voorbeeldstad.example")
    make_person(RoleName.ADMINISTRATOR, organisation=here, name="Ali Haas", email="ali@voorbeeldstad.example")
    closed = make_person(RoleName.ADMINISTRATOR, organisation=here)
    closed.active = False
    make_person(RoleName.HR, organisation=here)
    make_person(RoleName.ADMINISTRATOR)
    db.session.commit()
    assert contact_of(here) == (
        Contact("Ali Haas", "ali@voorbeeldstad.example"),
        Contact("Zoë Post", "zoe@voorbeeldstad.example"),
    )
    here.contact_name, here.contact_phone = "Servicepunt", "14 0123"
    assert contact_of(here) == (Contact("Servicepunt", "", "14 0123"),)


def test_the_privacy_officer_is_nobody_until_filled_in(app):
    here = make_organisation()
    assert officer_of(here) is None
    here.officer_email = "fg@voorbeeldstad.example"
    assert officer_of(here) == Contact("Functionaris gegevensbescherming", "fg@voorbeeldstad.example")
