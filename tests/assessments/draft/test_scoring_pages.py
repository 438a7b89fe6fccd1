from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from app.assessments import queries
from app.assessments.models import Assessment
from app.assessments.rules import Answer, Mode, Status
from app.core.db import db
from app.standards.library import get_standard
from tests.factories.assessments import STANDARD, make_draft, make_submitted
from tests.factories.people import make_person

TASK, NEXT_TASK, COMPETENCE = "uitvoering", "afspraken-bewaken", "communicatie"
MARCH = datetime(2026, 3, 10, 9, tzinfo=UTC)
START = f"/zelfscan/nieuw?standaard={STANDARD}"
ALL = [element.code for element in get_standard(STANDARD).elements]


@pytest.fixture
def person(app):
    return make_person()


@pytest.fixture
def mine(client_for, person):
    return client_for(person)


def test_without_a_draft_the_index_offers_to_begin(mine):
    page = mine.get("/zelfscan/").text
    assert "Begin je zelfscan" in page
    assert "Niemand ziet wat je invult, tot jij het deelt." in page


def test_the_index_says_where_you_left_off_and_how_much_is_left(mine, person):
    make_draft(person, dict.fromkeys(ALL[:4], 1))
    page = mine.get("/zelfscan/").text
    assert "<strong>4 van de 18</strong>" in page
    assert "Je was bij 4. Uitvoering." in page
    assert "Nog ongeveer 20 minuten werk." in page
    assert "Ga verder met 5. Afspraken bewaken" in page


def test_starting_tells_the_time_it_takes_and_who_will_see_it(mine):
    page = mine.get(START).text
    for words in ("Ongeveer 30 minuten", "Ongeveer 75 minuten", "Niemand, tot jij het deelt."):
        assert words in page


def test_a_start_leads_to_the_first_element(mine, person):
    answer = mine.post(START, data={"profile": "vakbekwaam", "mode": "thorough", "origin": "nieuw"})
    draft = queries.draft_on(person, STANDARD)
    assert (answer.status_code, draft.profile, draft.mode) == (303, "vakbekwaam", Mode.THOROUGH)
    assert answer.location.endswith(f"/zelfscan/{draft.id}/{ALL[0]}/")


def test_a_start_without_a_target_is_asked_again(mine, person):
    answer = mine.post(START, data={"mode": "quick", "origin": "nieuw"})
    assert answer.status_code == 422
    assert "Kies waarmee je je vergelijkt." in answer.text
    assert queries.draft_on(person, STANDARD) is None


def test_a_second_start_leads_to_the_draft_with_a_message(mine, person):
    draft = make_draft(person)
    for answer in (mine.get(START), mine.post(START, data={"profile": "vakbekwaam"})):
        assert answer.location.endswith(f"/zelfscan/{draft.id}/")
    assert "nog niet af" in mine.get(f"/zelfscan/{draft.id}/").text


def test_going_on_from_the_previous_shows_that_the_answers_are_of_last_time(mine, person):
    earlier = make_submitted(person, at=MARCH)
    assert "Mijn antwoorden van maart 2026" in mine.get(START).text
    mine.post(START, data={"profile": "vakbekwaam", "mode": "quick", "origin": str(earlier.id)})
    draft = queries.draft_on(person, STANDARD)
    assert mine.get(f"/zelfscan/{draft.id}/").text.count("(vorige keer)") == 18
    assert "Dit koos je vorige keer." in mine.get(f"/zelfscan/{draft.id}/{TASK}/").text
    mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "level_version": 1})
    assert "Dit koos je vorige keer." not in mine.get(f"/zelfscan/{draft.id}/{TASK}/").text


def test_somebody_elses_assessment_is_no_place_to_go_on_from(mine, person):
    other = make_submitted(make_person(), at=MARCH)
    data = {"profile": "vakbekwaam", "mode": "quick", "origin": str(other.id)}
    assert mine.post(f"{START}&van={other.id}", data=data).status_code == 422


def test_a_goal_can_ask_to_score_one_element_again(mine, person):
    earlier = make_submitted(person, at=MARCH)
    address = f"/zelfscan/nieuw?van={earlier.id}&onderdeel={TASK}"
    page = mine.get(address).text
    assert f'value="{earlier.id}" checked' in page
    answer = mine.post(address, data={"profile": "vakbekwaam", "mode": "quick", "origin": str(earlier.id)})
    assert answer.location.endswith(f"/{TASK}/")


def test_the_overview_has_every_element_with_its_state(mine, person):
    draft = make_draft(person, {TASK: 2, COMPETENCE: "not_applicable"})
    page = mine.get(f"/zelfscan/{draft.id}/").text
    for element in get_standard(STANDARD).elements:
        assert element.title in page
    assert page.count("Nog niet ingevuld") == 16
    assert "2 van 18 ingevuld" in page


def test_the_question_shows_all_levels_side_by_side_and_what_each_adds(mine, person):
    page = mine.get(f"/zelfscan/{make_draft(person, {TASK: 2}).id}/{TASK}/").text
    assert "Taak 4 van 10" in page
    assert page.count('name="level"') == 5
    assert 'value="vakbekwaam" aria-describedby="level-vakbekwaam-summary" checked' in page
    assert 'class="is-new"' in page
    assert '<mark class="added">' in page
    assert "Verder<" in page
    assert "naar 5. Afspraken bewaken" in page


def test_the_level_that_is_asked_is_never_shown_while_scoring(mine, person):
    make_submitted(person, at=MARCH)
    draft = make_draft(person, profile="vakvolwassen")
    page = mine.get(f"/zelfscan/{draft.id}/{TASK}/").text
    for trace in ("gevraagd", "mark__asked", "Doel"):
        assert trace not in page.lower().replace("doelen", "").replace("doel-", "")


def test_the_card_of_a_competence_builds_on_the_levels_below_it(mine, person):
    page = mine.get(f"/zelfscan/{make_draft(person, mode=Mode.THOROUGH).id}/{COMPETENCE}/").text
    assert "Alles van Basis, en dit erbij." in page
    assert "Alles van Basis en Vakbekwaam, en dit erbij." in page
    assert "In één keer" not in page


def test_per_aspect_the_page_of_an_element_leads_to_the_first_open_aspect(mine, person):
    draft = make_draft(person, aspects={(TASK, "A"): 2}, mode=Mode.THOROUGH)
    assert mine.get(f"/zelfscan/{draft.id}/{TASK}/").location.endswith(f"/{TASK}/B/")
    page = mine.get(f"/zelfscan/{draft.id}/{TASK}/B/").text
    assert "Nu ingevuld: 1 van 4." in page
    assert "naar C. Kennis" in page


def test_the_proposal_counts_only_when_it_is_confirmed(mine, person):
    aspects = {(TASK, aspect): rank for aspect, rank in zip("ABCD", (2, 1, 3, 2), strict=True)}
    draft = make_draft(person, aspects=aspects, mode=Mode.THOROUGH)
    page = mine.get(f"/zelfscan/{draft.id}/{TASK}/").text
    assert "<strong>Basis</strong>. Dat is het laagste niveau van je aspecten, bij Vaardigheden." in page
    assert "0 van 18" in page
    answer = mine.post(f"/zelfscan/{draft.id}/{TASK}/", data={"level": "basis", "level_version": 0, "reason": ""})
    assert answer.location.endswith(f"/{NEXT_TASK}/")
    assert "1 van 18" in mine.get(f"/zelfscan/{draft.id}/").text


def test_another_level_than_the_proposal_asks_for_a_reason_beside_the_field(mine, person):
    draft = make_draft(person, aspects={(TASK, aspect): 1 for aspect in "ABCD"}, mode=Mode.THOROUGH)
    address = f"/zelfscan/{draft.id}/{TASK}/"
    page = mine.post(address, data={"level": "vakbekwaam", "level_version": 0, "reason": "", "note": "Mijn voorbeeld"})
    assert page.status_code == 422
    assert "Schrijf op waarom je niet Basis kiest." in page.text
    assert "Mijn voorbeeld" in page.text
    full = {"level": "vakbekwaam", "level_version": 0, "reason": "Ik doe dit al jaren.", "reason_version": 0}
    assert mine.post(address, data=full).status_code == 303
    assert "1 van 18" in mine.get(f"/zelfscan/{draft.id}/").text


def test_switching_the_way_of_scoring_keeps_every_answer(mine, person):
    draft = make_draft(person, {TASK: 2})
    for mode in ("thorough", "quick"):
        answer = mine.post(f"/zelfscan/{draft.id}/manier", data={"mode": mode, "element": TASK})
        assert answer.location.endswith(f"/{TASK}/")
    assert queries.answers_of(draft)[TASK] == Answer.level(2)
    assert mine.post(f"/zelfscan/{draft.id}/manier", data={"mode": "slow"}).status_code == 400


def test_the_number_keys_can_be_switched_off(mine, person):
    address = f"/zelfscan/{make_draft(person).id}/{TASK}/"
    assert 'data-key="1"' in mine.get(address).text
    assert mine.post("/zelfscan/sneltoetsen", data={"on": "0", "back": address}).location == address
    assert "data-key=" not in mine.get(address).text
    elsewhere = mine.post("/zelfscan/sneltoetsen", data={"on": "1", "back": "https://elders.example/zelfscan/"})
    assert elsewhere.location == "/zelfscan/"
    broken = mine.post("/zelfscan/sneltoetsen", data={"on": "1", "back": "/zelfscan/\r\nSet-Cookie: a=b"})
    assert broken.location == "/zelfscan/"


def test_handing_in_shows_what_is_open_what_you_scored_and_last_time_beside_it(mine, person):
    make_submitted(person, {TASK: 1, COMPETENCE: 3}, at=MARCH)
    draft = make_draft(person, {TASK: 2, COMPETENCE: 1})
    page = mine.get(f"/zelfscan/{draft.id}/inleveren").text
    for words in (
        "Nog open: 16",
        "Vorige keer (maart 2026)",
        "1 omhoog",
        "2 omlaag",
        "Ik lever in zonder deze onderdelen",
    ):
        assert words in page


def test_open_elements_need_a_tick_before_handing_in(mine, person):
    draft = make_draft(person, {TASK: 2})
    refused = mine.post(f"/zelfscan/{draft.id}/inleveren")
    assert refused.status_code == 422
    assert "Zet een vinkje" in refused.text
    answer = mine.post(f"/zelfscan/{draft.id}/inleveren", data={"accept_open": "y"})
    assert answer.location == f"/resultaat/{draft.id}/"
    assert db.session.get(Assessment, draft.id).status is Status.SUBMITTED


def test_a_complete_draft_is_handed_in_with_one_button(mine, person):
    draft = make_draft(person, dict.fromkeys(ALL, 1))
    assert "accept_open" not in mine.get(f"/zelfscan/{draft.id}/inleveren").text
    assert mine.post(f"/zelfscan/{draft.id}/inleveren").status_code == 303


def test_an_empty_draft_cannot_be_handed_in(mine, person):
    draft = make_draft(person)
    assert "Vul eerst minstens één onderdeel in." in mine.get(f"/zelfscan/{draft.id}/inleveren").text
    assert mine.post(f"/zelfscan/{draft.id}/inleveren", data={"accept_open": "y"}).status_code == 422


def test_a_handed_in_assessment_leads_to_its_result(mine, person):
    done = make_submitted(person)
    for path in ("", f"{TASK}/", "inleveren", "weggooien"):
        assert mine.get(f"/zelfscan/{done.id}/{path}").location == f"/resultaat/{done.id}/"
    for path in ("inleveren", "weggooien", "manier"):
        assert mine.post(f"/zelfscan/{done.id}/{path}", data={"mode": "quick"}).location == f"/resultaat/{done.id}/"
    assert db.session.get(Assessment, done.id).status is Status.SUBMITTED


def test_a_draft_is_thrown_away_only_after_asking(mine, person):
    draft = make_draft(person, {TASK: 2})
    assert "1 van de 18" in mine.get(f"/zelfscan/{draft.id}/weggooien").text
    assert queries.draft_on(person, STANDARD) is not None
    mine.post(f"/zelfscan/{draft.id}/weggooien")
    assert queries.draft_on(person, STANDARD) is None


def queries_for(client, address, **request):
    statements = []
    count = lambda *args: statements.append(args[2])  # noqa: E731
    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        answer = client.post(address, **request) if request else client.get(address)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    assert answer.status_code == 200
    return len(statements)


def test_the_number_of_queries_does_not_grow_with_the_answers(client_for, app):
    def counts(levels, earlier):
        person = make_person()
        for month in range(1, earlier + 1):
            make_submitted(person, at=datetime(2026, month, 1, tzinfo=UTC))
        draft = make_draft(person, levels, notes=dict.fromkeys(levels, "Zo dus."))
        client, address = client_for(person), f"/zelfscan/{draft.id}/"
        pages = [address, f"{address}{TASK}/", f"{address}inleveren", f"{address}weggooien", "/zelfscan/"]
        found = [queries_for(client, page) for page in pages]
        save = {"data": {"note": "Nog iets.", "version": len(levels) and 1}, "headers": {"X-Autosave": "1"}}
        return [*found, queries_for(client, f"{address}{TASK}/", **save)]

    assert counts({TASK: 1}, 1) == counts(dict.fromkeys(ALL, 2), 4)
