"""Roles at the register are over all organisations: an administrator of one neither gives nor takes them."""

from __future__ import annotations

import pytest

from app.people import operations
from app.people.rules import REGISTER_ROLES, RoleName
from tests.factories.people import make_person


@pytest.mark.parametrize("role", sorted(REGISTER_ROLES))
def test_an_administrator_cannot_give_a_role_at_the_register(app, client_for, role):
    with app.app_context():
        administrator = make_person(RoleName.ADMINISTRATOR)
        person = make_person(organisation=administrator.organisation, name="Gewoon Iemand")
        page = client_for(administrator)
        answer = page.post(f"/mensen/{person.id}/", data={"name": "Gewoon Iemand", "roles": ["professional", role]})
        assert answer.status_code == 422
        assert person.role_names == {RoleName.PROFESSIONAL}


def test_an_administrator_does_not_take_a_role_at_the_register_by_changing_a_name(app):
    with app.app_context():
        person = make_person(RoleName.PROFESSIONAL, RoleName.BOARD)
        operations.change_person(person, name="Andere Naam", job_title="", roles=[RoleName.PROFESSIONAL])
        assert person.role_names == {RoleName.PROFESSIONAL, RoleName.BOARD}


def test_only_roles_at_the_register_go_this_way(app):
    with app.app_context(), pytest.raises(ValueError, match="not a role at the register"):
        operations.change_register_role(make_person(), RoleName.ADMINISTRATOR, on=True)


def test_who_is_only_of_the_register_needs_no_role_in_the_organisation(app, client_for):
    with app.app_context():
        administrator = make_person(RoleName.ADMINISTRATOR)
        member = make_person(RoleName.COMMITTEE, organisation=administrator.organisation)
        page = client_for(administrator)
        assert page.post(f"/mensen/{member.id}/", data={"name": "Els Nieuwenaam"}).status_code == 303
        assert (member.name, member.role_names) == ("Els Nieuwenaam", {RoleName.COMMITTEE})
