"""Working through the desk: who has what, 25 a page, a search, on to the next, and what is late."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.problems import WrongStep
from app.people import operations as people
from app.people.rules import RoleName
from app.register.desk import claims
from app.register.desk.claims import TakenUp
from app.register.desk.queries import desk_of
from app.register.desk.rules import TaskKind
from app.register.models import DeskClaim
from tests.factories.people import make_person
from tests.factories.register import make_application, make_board_member, make_committee_member, make_proposed_setting
from tests.register.files import asking, registrant

TICK = {"approved": "ja", "independent": "y", "points": "2"}


def many(count: int) -> list[int]:
    person = registrant("Rik Registrant")
    return [asking(person).id for _ in range(count)]


def test_what_somebody_takes_up_is_seen_by_others_and_can_be_let_go(app, client_for):
    id_ = many(1)[0]
    els, other = make_committee_member(name="Els Pakt"), make_committee_member(name="Otto Ander")
    assert "Ik pak deze op" in client_for(els).get("/kwaliteit/").text
    assert client_for(els).post(f"/kwaliteit/oppakken/activiteit/{id_}").status_code == 303
    assert "Jij pakt dit op" in client_for(els).get("/kwaliteit/").text
    assert "Els Pakt pakt dit op" in client_for(other).get("/kwaliteit/").text
    with pytest.raises(TakenUp):
        claims.claim(other, TaskKind.ACTIVITY, id_, clock.today())
    assert client_for(other).post(f"/kwaliteit/loslaten/activiteit/{id_}").status_code == 303
    assert "Jij pakt dit op" in client_for(els).get("/kwaliteit/").text
    client_for(other).post(f"/kwaliteit/oppakken/activiteit/{id_}", data={"van": els.id})
    assert "Otto Ander pakt dit op" in client_for(els).get("/kwaliteit/").text
    client_for(other).post(f"/kwaliteit/loslaten/activiteit/{id_}")
    assert "Ik pak deze op" in client_for(els).get("/kwaliteit/").text


@pytest.mark.parametrize("gone", ["left", "closed", "long ago"])
def test_what_somebody_took_up_who_does_not_do_it_is_free_again(app, client_for, gone):
    id_ = many(1)[0]
    els, other = make_committee_member(name="Els Pakt"), make_committee_member(name="Otto Ander")
    with clock.fixed(clock.now() - timedelta(days=15 if gone == "long ago" else 1)):
        db.session.add(DeskClaim(kind="activiteit", file_id=id_, claimed_by_id=els.id, claimed_at=clock.now()))
    if gone == "left":
        people.change_register_role(els, RoleName.COMMITTEE, on=False)
    els.active = gone != "closed"
    db.session.commit()
    assert "Els Pakt" not in client_for(other).get("/kwaliteit/").text
    client_for(other).post(f"/kwaliteit/oppakken/activiteit/{id_}")
    assert "Jij pakt dit op" in client_for(other).get("/kwaliteit/").text


def test_nobody_takes_up_what_does_not_wait_for_them(app):
    application = make_application(make_person())
    near = make_committee_member(application.person.organisation)
    for by in (near, make_board_member()):
        with pytest.raises(WrongStep):
            claims.claim(by, TaskKind.AUDIT, application.id, clock.today())


def test_a_page_holds_25_and_a_search_finds_by_name_place_and_subject(app, client_for):
    many(30)
    make_application(make_person(name="Anna Aanvrager"))
    client = client_for(make_committee_member())
    page = client.get("/kwaliteit/").text
    assert page.count("Activiteit goedkeuren: Rik Registrant") + page.count("Audit houden") == 25
    assert "Pagina 1 van 2" in page
    assert "Anna Aanvrager" in client.get("/kwaliteit/?q=anna").text
    assert "Rik Registrant" not in client.get("/kwaliteit/?q=anna").text
    assert "Pagina 2 van 2" in client.get("/kwaliteit/?pagina=99").text
    assert "Niets gevonden" in client.get("/kwaliteit/?q=bestaatniet").text


def test_after_an_answer_the_next_of_the_same_list_comes(app, client_for):
    ids = many(3)
    make_application(make_person(name="Anna Aanvrager"))
    client = client_for(make_committee_member())
    address = f"/kwaliteit/activiteit/{ids[1]}/?lijst=activiteit,&plek=2"
    assert address.replace("&", "&amp;") in client.get("/kwaliteit/?soort=activiteit").text
    page = client.get(address).text
    assert "2 van 3" in page
    assert 'name="lijst" value="activiteit,"' in page
    carried = {"lijst": "activiteit,", "plek": "2"}
    wrong = client.post(f"/kwaliteit/activiteit/{ids[1]}/", data={"approved": "nee", **carried})
    assert wrong.status_code == 422
    assert "2 van 3" in wrong.text
    answer = client.post(f"/kwaliteit/activiteit/{ids[1]}/", data=TICK | carried, follow_redirects=True)
    assert "2 van 2" in answer.text
    assert answer.request.path == f"/kwaliteit/activiteit/{ids[2]}/"


def test_the_next_passes_over_what_another_took_up_and_ends_at_the_list(app, client_for):
    first, second = many(2)
    member = make_committee_member()
    claims.claim(make_committee_member(), TaskKind.ACTIVITY, second, clock.today())
    db.session.commit()
    client = client_for(member)
    carried = "/kwaliteit/volgende?lijst=activiteit,rik&plek="
    assert f"/kwaliteit/activiteit/{first}/" in client.get(f"{carried}2").headers["Location"]
    assert client.get("/kwaliteit/volgende?lijst=bezwaar,rik&plek=x").headers["Location"] == (
        "/kwaliteit/?soort=bezwaar&q=rik"
    )


def test_what_waits_longer_than_its_term_is_late(app, client_for):
    many(1)
    member = make_committee_member()
    with clock.fixed(datetime(2026, 12, 4, 9, tzinfo=UTC)):
        assert "Te laat" not in client_for(member).get("/kwaliteit/").text
    with clock.fixed(datetime(2026, 12, 5, 9, tzinfo=UTC)):
        page = client_for(member).get("/kwaliteit/").text
        assert "Te laat: 1." in page
        assert "Uiterlijk vrijdag 4 december 2026" in page


def test_what_a_member_proposed_to_set_waits_for_the_others_of_the_board(app, client_for):
    proposer, other = make_board_member(), make_board_member()
    setting = make_proposed_setting(proposer)
    assert [task.kind for task in desk_of(other, clock.today()).open] == [TaskKind.SETTING]
    assert f"/kwaliteit/vaststellen/{setting.id}/" in client_for(other).get("/kwaliteit/").text
    assert [task.waits_for for task in desk_of(proposer, clock.today()).tasks] == ["een ander bestuurslid"]


def test_whoever_sits_in_both_takes_up_each_by_its_own(app):
    both = make_committee_member()
    people.change_register_role(both, RoleName.BOARD, on=True)
    application = make_application(make_person())
    claims.claim(both, TaskKind.AUDIT, application.id, clock.today())
    with pytest.raises(WrongStep):
        claims.claim(both, TaskKind.APPLICATION, application.id, clock.today())


def test_what_is_late_can_be_shown_alone_and_the_list_goes_on_in_it(app, client_for):
    with clock.fixed(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        _, second = many(2)
    make_application(make_person(name="Anna Aanvrager"))
    client = client_for(make_committee_member())
    page = client.get("/kwaliteit/").text
    assert "Anna Aanvrager" in page
    late = client.get("/kwaliteit/?laat=1").text
    assert "Dit is te laat: 2." in late
    assert "Anna Aanvrager" not in late
    assert "lijst=alles%2Blaat" in late
    assert "2 van 2" in client.get(f"/kwaliteit/activiteit/{second}/?lijst=alles%2Blaat,&plek=2").text
    assert client.get("/kwaliteit/volgende?lijst=bezwaar%2Blaat,&plek=1").headers["Location"] == (
        "/kwaliteit/?soort=bezwaar&laat=1"
    )


def test_by_person_what_is_about_one_stands_together_in_the_place_of_the_oldest(app, client_for):
    old, new = registrant("Rik Registrant"), registrant("Anna Ander")
    days = {"a": (old, 1), "b": (new, 2), "c": (old, 3)}
    for title, (person, day) in days.items():
        with clock.fixed(datetime(2026, 11, day, 9, tzinfo=UTC)):
            asking(person, title=f"Lezing {title}")
    client = client_for(make_committee_member())
    assert shown(client.get("/kwaliteit/").text) == ["a", "b", "c"]
    page = client.get("/kwaliteit/?persoon=1").text
    assert shown(page) == ["a", "c", "b"]
    assert page.count(">Rik Registrant</h3>") == 1
    assert "lijst=alles%2Bpersoon" in page


def shown(page: str) -> list[str]:
    return re.findall(r"<p>Lezing (\w)</p>", page)
