"""What programs ask for: where to report a weak spot, and what a search engine may read."""

from __future__ import annotations

from dataclasses import replace
from urllib.robotparser import RobotFileParser

import pytest
from flask import Flask

from app.config import Config, ConfigurationError
from tests.checking import CheckingClient


def test_security_txt_says_where_to_report_a_weak_spot(client: CheckingClient):
    answer = client.get("/.well-known/security.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:veilig@voorbeeldstad.example",
        "Expires: 2027-05-19T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://localhost/.well-known/security.txt",
    ]
    assert "Set-Cookie" not in answer.headers


def test_a_page_can_be_the_contact_too(app: Flask, client: CheckingClient):
    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], contact="https://gemeente.example/melden")
    assert "Contact: https://gemeente.example/melden\n" in client.get("/.well-known/security.txt").text


def test_an_installation_without_a_contact_has_no_security_txt(app: Flask, client: CheckingClient):
    app.extensions["vakspiegel"] = replace(app.extensions["vakspiegel"], contact="")
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("contact", ["gemeente", "http://gemeente.example", "a@b.example\nExpires: 2099"])
def test_a_contact_that_nobody_can_reach_is_refused(contact: str):
    with pytest.raises(ConfigurationError, match="VAKSPIEGEL_CONTACT"):
        Config(contact=contact)


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/register/", True),
        ("/register/lijst.csv", True),
        ("/register/badge/ABC", False),
        ("/register/controle", False),
        ("/", False),
        ("/mijn-account/", False),
    ],
)
def test_search_engines_read_the_public_list_alone(client: CheckingClient, path: str, may: bool):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    assert rules.can_fetch("zoekmachine", path) is may
