"""A municipality with an administrator, who looks, and a professional."""

from __future__ import annotations

import pytest
from flask import Flask

from app.people.models import Organisation, Team, User
from app.people.rules import RoleName
from tests.checking import CheckingClient
from tests.conftest import ClientFor
from tests.factories.people import make_organisation, make_person, make_team


@pytest.fixture
def place(app: Flask) -> Organisation:
    return make_organisation("Gemeente Voorbeeldstad")


@pytest.fixture
def team(place: Organisation) -> Team:
    return make_team(place, "Werk en Meedoen")


@pytest.fixture
def marloes(place: Organisation) -> User:
    return make_person(RoleName.ADMINISTRATOR, organisation=place, name="Marloes Dijkgraaf")


@pytest.fixture
def noor(place: Organisation) -> User:
    return make_person(organisation=place, name="Noor Verhagen", email="noor@voorbeeldstad.example")


@pytest.fixture
def client(marloes: User, client_for: ClientFor) -> CheckingClient:
    return client_for(marloes)
