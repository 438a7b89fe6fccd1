"""The yearly sample: who judges, what they see of each other, and what it comes to."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from app.core import audit, clock
from app.core.db import db
from app.core.problems import WrongStep
from app.register.decisions.operations import find
from app.register.desk.queries import desk_of
from app.register.judges.operations import declare
from app.register.judges.rules import HadAPart, NotIndependent
from app.register.rules import Advice, DecisionKind, ObjectionOutcome, SampleVerdict
from app.register.samples import operations, queries
from app.register.samples.rules import FileState
from app.regulation.terms import Status
from tests.factories.dossiers import make_dossier, make_registrant, make_registration
from tests.factories.evidence import make_file
from tests.factories.pe import make_pe_activity
from tests.factories.people import make_person
from tests.factories.register import judging, make_committee_member
from tests.factories.samples import make_sample, make_taken_decision, make_upheld


@pytest.fixture
def judges(app, now):
    with app.app_context():
        yield [make_committee_member(name=f"Rechter {number}") for number in (1, 2, 3)]


def _judge(sample, file, judge, verdict=SampleVerdict.SOUND, remarks=""):
    declare(judge, file)
    made = operations.judge_file(sample, file, judge, verdict, remarks)
    db.session.commit()
    return made


def test_the_sample_is_taken_from_what_was_given_and_taken_away_in_that_year(judges):
    wanted = [make_taken_decision(kind=kind) for kind in queries.HANDLED]
    make_taken_decision(kind=DecisionKind.REFUSE)
    make_taken_decision(day=date(2025, 12, 31))
    assert queries.population(2026, list(Status)) == [one.id for one in wanted]


def test_only_the_chosen_statuses_take_part(judges):
    make_taken_decision(status=Status.C)
    wanted = make_taken_decision(status=Status.A)
    assert queries.population(2026, [Status.A]) == [wanted.id]


def test_the_seed_and_the_list_that_were_kept_draw_the_same_files_again(judges):
    for _ in range(12):
        make_taken_decision()
    first = operations.draw_sample(judges[0], 2026, list(Status), share=Decimal(25))
    again = operations.draw_sample(judges[1], 2026, list(Status), size=first.size, seed=first.seed)
    assert first.size == 3
    assert [one.decision_id for one in again.files] == [one.decision_id for one in first.files]


def test_there_must_be_something_to_draw(judges):
    with pytest.raises(operations.NothingToDraw):
        make_sample(judges[0])


def test_a_judge_sees_the_other_verdict_only_after_the_own_and_when_both_are_in(judges):
    make_taken_decision()
    sample = make_sample(judges[0])
    (file,) = sample.files
    _judge(sample, file, judges[0], SampleVerdict.DOUBTFUL, "Geen besluit over de netwerkpunten.")
    for judge in judges[:2]:
        assert queries.view_of(file, judge, clock.today(), sample).verdicts == ()
    _judge(sample, file, judges[1])
    assert len(queries.view_of(file, judges[0], clock.today(), sample).verdicts) == 2
    assert queries.view_of(file, judges[2], clock.today(), sample).verdicts == ()
    assert queries.view_of(file, judges[2], clock.today(), sample).state is FileState.DISAGREED


def test_two_people_judge_a_file_each_once(judges):
    make_taken_decision()
    sample = make_sample(judges[0])
    (file,) = sample.files
    _judge(sample, file, judges[0])
    with pytest.raises(WrongStep, match="al beoordeeld"):
        _judge(sample, file, judges[0])
    _judge(sample, file, judges[1])
    with pytest.raises(WrongStep, match="Twee anderen"):
        _judge(sample, file, judges[2])


def test_who_works_at_the_same_employer_does_not_judge(judges):
    make_taken_decision(make_person(organisation=judges[0].organisation))
    sample = make_sample(judges[1])
    with pytest.raises(NotIndependent):
        _judge(sample, sample.files[0], judges[0])


def test_who_decided_audited_or_advised_does_not_judge_the_file(client_for, judges):
    person = make_person(name="Bram Hofman")
    make_registrant(person)
    make_registration(person)
    dossier = make_dossier(person)
    find(dossier, judging(dossier, judges[0]), Advice.RENEW, "Alles is er.")
    decision = make_taken_decision(person, by=judges[1])
    decision.dossier = dossier
    sample = make_sample(judges[2])
    for judge in judges[:2]:
        with pytest.raises(HadAPart):
            _judge(sample, sample.files[0], judge)
    address = f"/kwaliteit/steekproef/{sample.id}/"
    page = client_for(judges[0]).get(f"{address}dossier/{sample.files[0].id}/").text
    assert "gaf zelf het bestuur advies" in page
    assert decision.reason not in page
    assert "nam zelf dit besluit" in client_for(judges[1]).get(address).text
    _judge(sample, sample.files[0], judges[2])


def test_the_page_of_a_sample_shows_the_list_that_was_drawn_from(client_for, judges):
    made = [make_taken_decision() for _ in range(3)]
    sample = make_sample(judges[0], size=1)
    page = client_for(judges[0]).get(f"/kwaliteit/steekproef/{sample.id}/").text
    assert all(f"<td>{one.id}</td><td>{one.number}</td>" in page for one in made)


def test_a_sample_closes_when_all_was_judged_and_then_changes_no_more(judges):
    make_taken_decision()
    sample = make_sample(judges[0])
    (file,) = sample.files
    _judge(sample, file, judges[0])
    with pytest.raises(WrongStep, match="wacht nog 1 dossier"):
        operations.close_sample(sample)
    _judge(sample, file, judges[1])
    operations.close_sample(sample)
    with pytest.raises(WrongStep, match="afgesloten"):
        _judge(sample, file, judges[2])


def test_a_committee_draws_judges_and_closes_on_screen_and_takes_the_report(client_for, judges):
    decision = make_taken_decision(make_person(name="Bram Hofman"))
    first, second = (client_for(judge) for judge in judges[:2])
    form = {"year": "2026", "statuses": ["C", "B", "A"], "how": "size", "count": "5"}
    address = first.post("/kwaliteit/steekproef/nieuw", data=form).headers["Location"]
    file = queries.samples()[0].files[0]
    own = f"{address}dossier/{file.id}/"
    assert decision.reason in first.get(own).text
    assert first.post(own, data={"verdict": "doubtful"}).status_code == 422
    first.post(own, data={"verdict": "doubtful", "remarks": "Waar is het verslag? #import", "independent": "y"})
    assert "Waar is het verslag?" not in second.get(own).text
    assert first.post(f"{address}sluiten").status_code == 409
    second.post(own, data={"verdict": "sound", "independent": "y"})
    assert "Waar is het verslag?" in second.get(own).text
    first.post(f"{address}sluiten")
    assert "0 van 1" in first.get(address).text
    words = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(first.get(f"{address}verslag.pdf").data)).pages
    )
    assert "#import" in words
    assert "Hofman" not in words


def test_the_person_can_read_that_a_judge_looked(client_for, judges):
    decision = make_taken_decision()
    sample = make_sample(judges[0])
    client_for(judges[1]).get(f"/kwaliteit/steekproef/{sample.id}/dossier/{sample.files[0].id}/")
    assert [actor for actor, *_ in audit.looks_at(decision.person_id)] == [judges[1].id]


def test_a_judge_who_is_too_close_sees_nothing_of_the_file(client_for, judges):
    decision = make_taken_decision(make_person(organisation=judges[0].organisation, name="Bram Hofman"))
    sample = make_sample(judges[1])
    page = client_for(judges[0]).get(f"/kwaliteit/steekproef/{sample.id}/dossier/{sample.files[0].id}/").text
    assert "dezelfde organisatie" in page
    assert decision.reason not in page
    assert "Hofman" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": "1999"},
        {"year": "2027"},
        {"year": "x"},
        {"statuses": []},
        {"count": "0"},
        {"count": "101"},
        {"how": ""},
    ],
)
def test_a_wrong_draw_is_refused_beside_the_field_and_keeps_what_was_typed(client_for, judges, wrong):
    form = {"year": "2026", "statuses": ["C"], "how": "share", "count": "10"} | wrong
    answer = client_for(judges[0]).post("/kwaliteit/steekproef/nieuw", data=form)
    assert answer.status_code == 422
    assert "Fout:" in answer.text


def test_a_judge_reads_the_dossier_and_its_evidence_until_the_sample_is_closed(client_for, judges):
    person = make_person(name="Bram Hofman")
    make_registrant(person)
    make_registration(person)
    activity = make_pe_activity(person, evidence=[make_file(person, "bewijs.txt", b"Ik was erbij.")])
    dossier = make_dossier(person)
    decision = make_taken_decision(person)
    decision.dossier = dossier
    sample = make_sample(judges[0])
    page = client_for(judges[0])
    address = f"/kwaliteit/steekproef/{sample.id}/dossier/{sample.files[0].id}/"
    proof = f"{address}bewijs/{activity.evidence[0].id}"
    assert activity.title in page.get(address).text
    assert page.get(proof).data == b"Ik was erbij."
    assert client_for(make_committee_member(person.organisation)).get(proof).status_code == 404
    for judge in judges[:2]:
        _judge(sample, sample.files[0], judge)
    operations.close_sample(sample)
    db.session.commit()
    assert activity.title not in page.get(address).text
    assert page.get(proof).status_code == 404


def test_a_drawn_file_is_on_the_desk_of_each_judge_until_two_have_judged_it(judges):
    make_taken_decision()
    sample = make_sample(judges[0])
    for judge in judges[:2]:
        assert [task.endpoint for task in desk_of(judge, clock.today()).open] == ["samples.judge"]
        _judge(sample, sample.files[0], judge)
        assert desk_of(judge, clock.today()).open == ()
    assert desk_of(judges[2], clock.today()).tasks == ()


def test_who_handled_the_objection_to_a_decision_does_not_judge_it_in_the_sample(app, client_for):
    decision = make_taken_decision()
    handler, other = make_committee_member(), make_committee_member()
    make_upheld(decision, by=handler, outcome=ObjectionOutcome.REJECTED)
    sample = make_sample(other)
    address = f"/kwaliteit/steekproef/{sample.id}/dossier/{sample.files[0].id}/"
    assert "Je behandelde zelf het bezwaar." in client_for(handler).get(address).text
    assert decision.reason in client_for(other).get(address).text
    declare(handler, sample.files[0])
    with pytest.raises(HadAPart):
        operations.judge_file(sample, sample.files[0], handler, SampleVerdict.SOUND, "")
    assert "Steekproef beoordelen" not in client_for(handler).get("/kwaliteit/").text


def test_a_sample_that_waits_has_no_form_and_keeps_the_sums_folded(app, client_for):
    make_taken_decision()
    member = make_committee_member()
    page = client_for(member).get(f"/kwaliteit/steekproef/{make_sample(member).id}/").text
    assert "/sluiten" not in page
    assert page.index("Voor wie het wil narekenen") < page.index("SHA-256")
