"""Downloads."""

from __future__ import annotations

import pytest

from app.core.db import db
from app.core.stores.store import FolderStore, StoreAway, files
from app.evidence.rules import key_of
from app.people import operations as people
from app.people.rules import RoleName
from tests.conftest import ClientFor
from tests.factories.evidence import PDF, make_file, make_link
from tests.factories.people import make_membership, make_person, make_team


def test_a_file_comes_as_a_download_and_nothing_in_it_runs(client_for: ClientFor):
    person = make_person()
    evidence = make_file(person, "verslag intervisie.pdf", PDF)
    answer = client_for(person).get(f"/bewijs/{evidence.id}")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="verslag intervisie.pdf"')
    assert answer.content_type == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["één ‘naam’ €.pdf", "x\r\nSet-Cookie: a=b.pdf", "a;b=c'.pdf"])
def test_no_name_can_break_out_of_the_header(name: str, client_for: ClientFor):
    person = make_person()
    answer = client_for(person).get(f"/bewijs/{make_file(person, name).id}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert all(cookie.startswith("vakspiegel=") for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_text_is_sent_as_text_even_when_it_looks_like_a_page(client_for: ClientFor):
    person = make_person()
    evidence = make_file(person, "a.txt", b"<script>alert(1)</script>")
    answer = client_for(person).get(f"/bewijs/{evidence.id}")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_nobody_else_finds_a_file_not_even_a_manager(client_for: ClientFor):
    team = make_team()
    person = make_person(organisation=team.organisation)
    manager = make_person(RoleName.MANAGER, organisation=team.organisation)
    make_membership(person, team)
    make_membership(manager, team, is_manager=True)
    evidence = make_file(person)
    others = [manager, make_person(organisation=team.organisation), make_person(RoleName.HR), make_person()]
    assert {client_for(other).get(f"/bewijs/{evidence.id}").status_code for other in others} == {404}


def test_who_is_not_signed_in_is_asked_to(client_for: ClientFor):
    evidence = make_file(make_person())
    answer = client_for(None).get(f"/bewijs/{evidence.id}")
    assert (answer.status_code, "/inloggen" in answer.headers["Location"]) == (303, True)


def test_a_closed_account_downloads_nothing_any_more(client_for: ClientFor):
    person = make_person()
    evidence = make_file(person)
    client = client_for(person)
    people.close_account(person)
    db.session.commit()
    assert client.get(f"/bewijs/{evidence.id}").status_code == 303


def test_a_link_is_no_download(client_for: ClientFor):
    person = make_person()
    assert client_for(person).get(f"/bewijs/{make_link(person).id}").status_code == 404


def test_a_file_that_is_gone_from_the_store_is_not_found(client_for: ClientFor):
    person = make_person()
    evidence = make_file(person)
    files().delete(key_of(evidence.storage_name))
    assert client_for(person).get(f"/bewijs/{evidence.id}").status_code == 404


def test_a_file_that_is_not_what_was_sent_is_never_shown(client_for: ClientFor):
    person = make_person()
    evidence = make_file(person)
    files().put(key_of(evidence.storage_name), b"%PDF- van een ander")
    assert client_for(person).get(f"/bewijs/{evidence.id}").status_code == 404


def test_a_store_that_is_away_may_be_asked_again(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object) -> None:
        raise StoreAway

    person = make_person()
    evidence = make_file(person)
    monkeypatch.setattr(FolderStore, "open", away)
    answer = client_for(person).get(f"/bewijs/{evidence.id}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
