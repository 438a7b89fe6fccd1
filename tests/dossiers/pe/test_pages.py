import io
import re
from datetime import date
from decimal import Decimal

import pytest

from app.core.db import db
from app.dossiers.models import PEActivity
from app.dossiers.pe import operations
from app.dossiers.rules import ActivityStatus, ApprovalStatus
from app.plans.rules import ActionKind
from app.regulation.terms import PEKind, RegisterName, Status
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.evidence import PDF, make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.plans import make_action, make_goal
from tests.factories.register import make_committee_member

PE = "/mijn-register/pe"
WORKSHOP = {
    "kind": "workshop",
    "title": "Workshop leegstand",
    "held_on": "2026-10-01",
    "status": "done",
    "hours": "3,5",
    "clok": "ja",
}
DAY = date(2026, 10, 1)


@pytest.fixture
def person(app):
    person = make_person(name="Noor Verhagen")
    make_registrant(person)
    make_registration(person, Status.B, started_on=date(2025, 3, 15), renewed=1)
    return person


@pytest.fixture
def client(person, client_for):
    return client_for(person)


def words(answer) -> str:
    main = answer.text.partition("<main")[2].partition("</main>")[0] or answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def all_activities():
    return db.session.query(PEActivity).order_by(PEActivity.id).all()


def test_who_is_not_in_the_register_reads_when_pe_begins(client_for):
    client = client_for(make_person())
    for path in ("/", "/nieuw", "/invoer"):
        assert "Je staat niet in het register" in words(client.get(PE + path))
    assert client.post(PE + "/nieuw", data=WORKSHOP).status_code == 409


def test_an_activity_is_written_down_and_stands_in_the_year_with_its_points(client):
    answer = client.post(PE + "/nieuw", data=WORKSHOP)
    assert answer.status_code == 303
    assert "3,5 uur is 1 dagdeel: 2 punten" in words(client.get(answer.location))
    page = words(client.get(PE + "/"))
    assert "2 van de 12 punten" in page
    assert "Workshop leegstand" in page


def test_what_is_planned_is_shown_apart_from_what_counts(client, person):
    make_pe_activity(person, held_on=date(2027, 1, 8), title="Straks")
    page = words(client.get(PE + "/"))
    assert "0 van de 12 punten" in page
    assert "Je plande nog 2 punten." in page


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("workshop", {"hours": "2"}, "2 uur is korter dan een dagdeel van 3 uur"),
        ("workshop", {"hours": "4", "clok": "nee"}, "Dit is niet van CLOK. Het telt als de kwaliteitscommissie"),
        ("kernteamoverleg", {"hours": "4"}, "Deze activiteit telt alleen voor kernteamleden"),
        ("infographic", {}, "Deze activiteit telt alleen in het register MW"),
        ("overig", {"hours": "4"}, "Deze soort staat niet in de tabel. Het telt als de kwaliteitscommissie"),
    ],
)
def test_why_there_are_no_points_is_said_while_typing(client, kind, more, why):
    sent = {**{name: value for name, value in WORKSHOP.items() if name != "hours"}, "kind": kind, **more}
    sent = {name: value for name, value in sent.items() if value}
    answer = client.post(PE + "/reken?deel=punten", data=sent, headers={"HX-Request": "true"})
    assert "0 punten" in words(answer)
    assert why in words(answer)


def test_who_organises_it_is_a_question_and_no_accusation(client):
    sent = {name: value for name, value in WORKSHOP.items() if name != "clok"}
    for unknown in ({}, {"clok": "onbekend"}):
        answer = client.post(PE + "/reken?deel=punten", data={**sent, **unknown}, headers={"HX-Request": "true"})
        assert "2 punten, als CLOK dit organiseert" in words(answer)
    assert "Kies of CLOK dit organiseert." in words(client.post(PE + "/nieuw", data=sent))
    assert client.post(PE + "/nieuw", data={**sent, "clok": "onbekend"}).status_code == 303
    (activity,) = all_activities()
    assert activity.clok is None
    assert "Weet je nog niet of CLOK dit organiseert?" in words(client.get(PE + "/"))
    assert f'href="{PE}/{activity.id}/wijzigen">Vul in wie het organiseert' in client.get(PE + "/").text
    assert 'value="onbekend" checked' in client.get(f"{PE}/{activity.id}/wijzigen").text


def test_enough_points_are_not_said_as_a_share(client, person):
    for day in range(1, 8):
        make_pe_activity(person, held_on=date(2026, 10, day))
    page = words(client.get(PE + "/"))
    assert "14 punten" in page
    assert "Je hebt er 12 nodig. Dat is genoeg." in page
    assert "14 van de" not in page


def test_kinds_that_give_no_points_stand_apart_and_courses_can_be_found(client):
    page = client.get(PE + "/nieuw").text
    open_, _, shut = page.partition("soorten geven jou geen punten")
    assert "Artikel in Kringen" not in open_
    assert "Artikel in Kringen" in shut
    for title in ("Cursus, training of opleiding", "Lezing", "Vaktechnische commissie"):
        assert f'href="{PE}/nieuw?soort=overig">{title}<' in open_
    choices = client.get(PE + "/nieuw?soort=workshop").text
    assert choices.index("Geeft jou geen punten") < choices.index("Artikel in Kringen")


def test_what_is_planned_can_be_called_done_from_the_list(client, person):
    planned = make_pe_activity(person, held_on=date(2027, 1, 8), title="Straks")
    assert f'href="{PE}/{planned.id}/gedaan">Het is geweest' in client.get(PE + "/").text


def test_where_the_table_does_not_decide_a_person_does(client, person):
    sent = {**WORKSHOP, "kind": "spreker", "hours": "2"}
    answer = client.post(PE + "/reken?deel=punten", data=sent, headers={"HX-Request": "true"})
    assert "Een mens beslist of dit punten geeft" in words(answer)
    make_pe_activity(person, PEKind.SPREKER, hours=Decimal(2))
    assert "Een mens beslist" in words(client.get(PE + "/"))


def test_calculating_works_without_a_script_and_writes_nothing(client):
    answer = client.post(PE + "/reken", data=WORKSHOP)
    assert answer.status_code == 200
    assert "2 punten" in words(answer)
    assert 'value="Workshop leegstand"' in answer.text
    assert all_activities() == []


def test_calculating_counts_with_what_is_there_but_not_twice_with_what_is_changed(client, person):
    activity = make_pe_activity(person, PEKind.ADVISEREN, hours=Decimal(3))
    sent = {"kind": "adviseren", "held_on": "2026-10-01", "status": "done", "hours": "1"}
    fragment = {"HX-Request": "true"}
    beside = client.post(PE + "/reken?deel=punten", data=sent, headers=fragment)
    instead = client.post(f"{PE}/reken?deel=punten&activiteit={activity.id}", data=sent, headers=fragment)
    assert words(beside).startswith("1 punt")
    assert words(instead).startswith("0 punten")


def test_the_fields_follow_the_kind_and_what_was_typed_stays(client):
    answer = client.post(PE + "/reken", data={**WORKSHOP, "kind": "publicatie_ezine"}, headers={"HX-Request": "true"})
    assert 'name="words"' in answer.text
    assert 'name="hours"' not in answer.text
    assert 'value="Workshop leegstand"' in answer.text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": " "}, "Schrijf op hoe het heet."),
        ({"hours": ""}, "Vul in hoeveel uur het was of wordt."),
        ({"hours": "0"}, "Nul uur kan niet."),
        ({"hours": "3,1"}, "Reken in kwartieren"),
        ({"held_on": "2027-01-08"}, "Deze dag moet nog komen."),
        ({"held_on": "2026-01-08"}, "Dat jaar is voorbij."),
        ({"held_on": "9999-12-31"}, "erg ver weg"),
        ({"status": "planned"}, "Deze dag is voorbij."),
        ({"status": "onzin"}, "keuze"),
        ({"kind": "onzin"}, "keuze"),
        ({"kind": "publicatie_ezine", "words": "veel"}, "Vul een heel getal in"),
        ({"kind": "moderatie", "months": ""}, "Vul in hoeveel maanden"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_kept(client, wrong, says):
    answer = client.post(PE + "/nieuw", data={**WORKSHOP, **wrong})
    assert answer.status_code == 422
    assert says in words(answer)
    assert all_activities() == []


def test_the_same_again_is_asked_about_and_not_refused(client, person):
    make_pe_activity(person, title="workshop Leegstand", held_on=DAY)
    answer = client.post(PE + "/nieuw", data=WORKSHOP)
    assert answer.status_code == 422
    assert "Deze activiteit heb je al" in words(answer)
    assert client.post(PE + "/nieuw", data={**WORKSHOP, "again": "y"}).status_code == 303
    assert len(all_activities()) == 2


def test_a_day_of_the_next_year_says_to_which_year_it_belongs(client):
    sent = {**WORKSHOP, "held_on": "2027-04-01", "status": "planned"}
    answer = client.post(PE + "/reken?deel=punten", data=sent, headers={"HX-Request": "true"})
    assert "het PE-jaar van 15 maart 2027 tot en met 14 maart 2028" in words(answer)


def test_changing_keeps_what_the_kind_asks_and_drops_the_rest(client, person):
    activity = make_pe_activity(person, PEKind.PUBLICATIE_EZINE, hours=None, words=400)
    client.post(f"{PE}/{activity.id}/wijzigen", data={**WORKSHOP, "words": "400"})
    db.session.refresh(activity)
    assert (activity.kind, activity.hours, activity.words) == (PEKind.WORKSHOP, Decimal("3.5"), None)


def test_a_done_action_of_the_plan_becomes_an_activity_in_one_step(client, person):
    shown = make_file(person, title="Certificaat")
    action = make_action(
        make_goal(person),
        title="Training",
        kind=ActionKind.TRAINING,
        done_on=DAY,
        hours=Decimal(4),
        note="Alleen voor mij.",
    )
    action.evidence.append(shown)
    db.session.commit()
    assert f"{PE}/van-actie/{action.id}" in client.get(f"/plan/actie/{action.id}/").text
    form = client.get(f"{PE}/van-actie/{action.id}")
    assert "Certificaat" in words(form)
    assert "Alleen voor mij." not in form.text
    assert 'value="4"' in form.text
    assert '<option selected value="overig">' in form.text, "a training has no row of its own (A-48)"
    client.post(f"{PE}/van-actie/{action.id}", data={**WORKSHOP, "title": "Training"})
    (activity,) = all_activities()
    assert (activity.action_id, activity.evidence) == (action.id, [shown])
    assert f'href="/plan/actie/{action.id}/"' in client.get(f"{PE}/{activity.id}/").text
    assert f'href="{PE}/{activity.id}/"' in client.get(f"/plan/actie/{action.id}/").text
    again = client.post(f"{PE}/van-actie/{action.id}", data=WORKSHOP)
    assert again.location == f"{PE}/{activity.id}/"
    assert len(all_activities()) == 1


def test_an_action_that_is_not_done_is_no_activity_yet(client, person):
    action = make_action(make_goal(person))
    assert client.get(f"{PE}/van-actie/{action.id}").location == f"/plan/actie/{action.id}/"
    assert "van-actie" not in client.get(f"/plan/actie/{action.id}/").text


def test_the_plan_says_nothing_of_pe_to_who_is_not_in_the_register(client_for):
    other = make_person()
    action = make_action(make_goal(other), done_on=DAY)
    assert "PE-punten" not in words(client_for(other).get(f"/plan/actie/{action.id}/"))


def test_it_took_place_with_the_real_hours_and_a_certificate(client, person):
    activity = make_pe_activity(person, held_on=DAY, status=ActivityStatus.PLANNED)
    assert "Ging dit door?" in words(client.get(PE + "/"))
    sent = {"held_on": "2026-10-02", "hours": "6", "file": (io.BytesIO(PDF), "certificaat.pdf")}
    assert client.post(f"{PE}/{activity.id}/gedaan", data=sent).status_code == 303
    db.session.refresh(activity)
    assert (activity.status, activity.hours, len(activity.evidence)) == (ActivityStatus.DONE, Decimal(6), 1)


def test_after_handing_in_only_what_was_planned_can_be_done_and_then_with_evidence(client, person):
    make_pe_activity(person, held_on=DAY, title="Al gedaan")
    planned = make_pe_activity(person, held_on=date(2027, 1, 8))
    make_dossier(person)
    page = client.get(PE + "/")
    assert "Je dossier over dit jaar is ingeleverd" in words(page)
    assert f"{PE}/nieuw" not in page.text
    sent = {"held_on": "2026-11-20", "hours": "4"}
    without = client.post(f"{PE}/{planned.id}/gedaan", data=sent)
    assert without.status_code == 422
    shown = make_file(person)
    assert client.post(f"{PE}/{planned.id}/gedaan", data={**sent, "existing": shown.id}).status_code == 303
    assert client.post(f"{PE}/{planned.id}/weggooien").status_code == 409
    assert client.post(f"{PE}/nieuw", data=WORKSHOP).status_code == 422


def test_evidence_is_kept_once_and_chosen_from_what_there_is(client, person):
    activity, other = make_pe_activity(person), make_file(make_person())
    shown = make_file(person, title="Certificaat")
    assert "Certificaat" in words(client.get(f"{PE}/{activity.id}/"))
    assert client.post(f"{PE}/{activity.id}/bewijs", data={"existing": shown.id}).status_code == 303
    db.session.refresh(activity)
    assert activity.evidence == [shown]
    for wrong in (
        {},
        {"existing": other.id},
        {"existing": shown.id, "url": "https://voorbeeldstad.example/"},
        {"url": "geen adres"},
    ):
        assert client.post(f"{PE}/{activity.id}/bewijs", data=wrong).status_code == 422
    assert client.post(f"{PE}/{activity.id}/bewijs/{shown.id}/weghalen").status_code == 303


def test_approval_is_asked_for_with_an_explanation_evidence_and_the_costs_in_view(client, person):
    activity = make_pe_activity(person, PEKind.OVERIG, clok=False)
    address = f"{PE}/{activity.id}/goedkeuring"
    assert "Goedkeuring kost geld" in words(client.get(address))
    assert client.post(address, data={"request": "Het gaat over winkelgebieden."}).status_code == 422
    sent = {"request": "Het gaat over winkelgebieden.", "url": "https://voorbeeldstad.example/programma"}
    assert client.post(address, data=sent).status_code == 303
    assert "Commissie kijkt ernaar" in words(client.get(PE + "/"))
    assert client.post(f"{PE}/{activity.id}/wijzigen", data=WORKSHOP).status_code == 409
    assert client.post(f"{PE}/{activity.id}/goedkeuring/terug").status_code == 303
    db.session.refresh(activity)
    assert activity.approval is ApprovalStatus.NOT_ASKED
    assert client.post(f"{PE}/{activity.id}/goedkeuring/terug").status_code == 409


def test_changing_what_was_approved_shows_that_the_points_go(client, person):
    activity = make_pe_activity(person, title="Training", held_on=DAY, clok=False)
    operations.ask_approval(activity, "Omdat.")
    operations.decide_approval(activity, make_committee_member(), DAY, True)
    db.session.commit()
    sent = {**WORKSHOP, "title": "Training", "clok": "nee"}
    address, fragment = f"{PE}/reken?deel=punten&activiteit={activity.id}", {"HX-Request": "true"}
    sent = {name: value for name, value in sent.items() if value}
    assert words(client.post(address, data=sent, headers=fragment)).startswith("2 punten")
    other = words(client.post(address, data={**sent, "title": "Iets anders"}, headers=fragment))
    assert other.startswith("0 punten")


def test_an_action_of_the_plan_shows_evidence_that_pe_has_already(client, person):
    shown, action = make_file(person, title="Certificaat"), make_action(make_goal(person), done_on=DAY)
    make_pe_activity(person, evidence=[shown])
    assert client.post(f"/plan/actie/{action.id}/bewijs", data={"existing": shown.id}).status_code == 303
    db.session.refresh(action)
    assert action.evidence == [shown]


@pytest.mark.parametrize(
    ("granted", "says"), [(True, "voor 5 punten"), (False, "De commissie keurde dit niet goed. Dit schreef zij erbij")]
)
def test_the_answer_of_the_committee_can_be_read(client, person, granted, says):
    activity = make_pe_activity(person, PEKind.OVERIG, clok=False)
    operations.ask_approval(activity, "Omdat.")
    operations.decide_approval(activity, make_committee_member(), DAY, granted, 5 if granted else None, "Zo is het.")
    db.session.commit()
    page = words(client.get(f"{PE}/{activity.id}/"))
    assert says in page
    assert "Zo is het." in page


def test_throwing_away_asks_first(client, person):
    activity = make_pe_activity(person)
    assert client.get(f"{PE}/{activity.id}/weggooien").status_code == 200
    assert all_activities() == [activity]
    client.post(f"{PE}/{activity.id}/weggooien")
    assert all_activities() == []


def test_an_earlier_year_is_there_to_read_and_not_to_change(client, person):
    old = make_pe_activity(person, held_on=date(2025, 6, 1), title="Vorig jaar")
    assert "15 maart 2025 tot en met 14 maart 2026" in words(client.get(PE + "/"))
    assert "Vorig jaar" in words(client.get(f"{PE}/?jaar=2025-03-15"))
    assert client.post(f"{PE}/{old.id}/weggooien").status_code == 409
    assert client.get(f"{PE}/?jaar=2020-01-01").status_code == 404
    assert "Dat jaar is voorbij" in words(client.get(f"{PE}/{old.id}/"))


def test_of_register_mw_points_are_counted_and_nothing_is_asked(client_for):
    person = make_person()
    make_registrant(person, register=RegisterName.MW)
    make_registration(person, register=RegisterName.MW)
    make_pe_activity(person, PEKind.INFOGRAPHIC, hours=None)
    page = words(client_for(person).get(PE + "/"))
    assert "4 punten" in page
    assert "Wat dit register voor verlenging vraagt, kennen we niet" in page
