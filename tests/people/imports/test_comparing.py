"""What a file would do, as plain data: who is who, what changes, what is asked and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from app.core.shapes import Fault
from app.people.imports.rules.comparing import Asker, compare
from app.people.imports.rules.entries import Entry, parts_of, said_name
from app.people.imports.rules.plan import Answers, Change, Join, Known, KnownTeam, Place, Plan, State
from app.people.rules import LeadKind, Period, RoleName

TODAY = date(2026, 11, 20)
PROFESSIONAL, MANAGER, ADMINISTRATOR = RoleName.PROFESSIONAL, RoleName.MANAGER, RoleName.ADMINISTRATOR
ME = Known(1, "Marloes Dijkgraaf", "marloes@x.example", "", "", True, True, (ADMINISTRATOR,), ())
MY_ROW = Entry(2, ME.name, ME.email)
WORK, CARE = KnownTeam(10, "Werk", "Sociaal"), KnownTeam(11, "Zorg")
NOOR = Known(
    2,
    "Noor de Wit",
    "noor@x.example",
    "0417",
    "Klantmanager",
    True,
    True,
    (PROFESSIONAL,),
    (Place(5, WORK.id, None, Period(date(2025, 1, 1))),),
)
SAME = Entry(3, NOOR.name, NOOR.email)


def planned(
    *entries: Entry, people: Sequence[Known] = (NOOR,), answers: Answers | None = None, taken=(), held=None
) -> Plan:
    state = State({one.id: one for one in (ME, *people)}, {team.id: team for team in (WORK, CARE)}, ("Sociaal",))
    asker = Asker(ME.id, ME.roles, TODAY, frozenset(taken), held or {})
    return compare([MY_ROW, *entries], state, asker, lambda line, key: f"{key}{line}", answers)


def faults(plan: Plan) -> list[str]:
    return [str(fault) for fault in plan.faults]


def test_the_same_again_changes_nothing():
    full = replace(SAME, number="417", job_title="Klantmanager", teams=("WERK",), department="sociaal", leads=())
    plan = planned(replace(full, roles=(PROFESSIONAL,), since=date(2020, 1, 1)))
    assert not plan.does_something
    assert (plan.same, plan.gone, plan.questions, plan.faults) == (2, (), (), ())


def test_an_empty_cell_says_nothing():
    assert not planned(SAME).does_something


def test_each_field_that_becomes_another_is_told():
    (one,) = planned(replace(SAME, name="Noor de Wit-Bakker", job_title="Regisseur", teams=("Zorg",))).changed
    assert one.changes == (
        Change("Naam", "Noor de Wit", "Noor de Wit-Bakker"),
        Change("Functie", "Klantmanager", "Regisseur"),
        Change("Team", "Werk", "Zorg"),
    )
    assert (one.ends, one.joins) == (((5, date(2026, 11, 19)),), (Join("zorg", False, TODAY),))


def test_another_number_with_the_same_name_and_address_is_the_same_person():
    (one,) = planned(replace(SAME, number="500")).changed
    assert one.changes == (Change("Personeelsnummer", "0417", "500"),)


def test_the_number_knows_somebody_whose_name_and_address_became_others():
    (one,) = planned(Entry(3, "Noor Bakker", "bakker@x.example", number="417")).changed
    assert one.known == NOOR
    assert (one.email, one.new_address) == ("noor@x.example", "bakker@x.example")


def test_who_never_signed_in_gets_the_other_address_at_once():
    (one,) = planned(
        Entry(3, NOOR.name, "bakker@x.example", number="0417"), people=[replace(NOOR, chosen=False)]
    ).changed
    assert (one.email, one.new_address) == ("bakker@x.example", "")


def test_the_same_name_with_another_address_is_asked_about():
    row = Entry(3, "noor DE wit", "n.dewit@x.example", job_title="Regisseur")
    plan = planned(row)
    (question,) = plan.questions
    assert [one.known for one in question.options] == [NOOR]
    assert (plan.new, plan.gone) == ((), ())
    same = planned(row, answers=Answers({3: NOOR.id}))
    assert [one.known for one in same.changed] == [NOOR]
    other = planned(row, answers=Answers({3: 0}))
    assert [one.email for one in other.new] == ["n.dewit@x.example"]
    assert other.gone == ()


def test_two_people_with_one_name_are_two_people():
    other = replace(NOOR, id=3, email="noor2@x.example", number="", places=())
    plan = planned(SAME, Entry(4, NOOR.name, other.email), people=[NOOR, other])
    assert (plan.questions, plan.new, plan.changed) == ((), (), ())


def test_another_number_with_the_same_name_is_another_person():
    plan = planned(SAME, Entry(4, NOOR.name, "noor3@x.example", number="900"))
    assert [one.number for one in plan.new] == ["900"]


def test_an_address_that_went_to_another_is_asked_about_and_is_never_given_twice():
    row = Entry(3, "Nora Wit", NOOR.email, number="900")
    (question,) = planned(row).questions
    assert not question.can_be_new
    left_out = planned(row, answers=Answers({3: 0}))
    assert (left_out.new, left_out.changed) == ((), ())


def test_two_rows_about_one_person_are_refused_also_when_somebody_said_so():
    assert faults(planned(SAME, Entry(4, "N. de Wit", "ander@x.example", number="417"))) == [
        "email4: over deze persoon gaat ook rij 3."
    ]
    rows = [Entry(3, NOOR.name, "a@x.example"), Entry(4, NOOR.name, "b@x.example")]
    assert faults(planned(*rows, answers=Answers({3: NOOR.id, 4: NOOR.id}))) == [
        "email4: over Noor de Wit gaat ook rij 3."
    ]


def test_an_address_of_one_and_the_number_of_another_is_refused():
    other = replace(NOOR, id=3, name="Sem Bos", email="sem@x.example", number="600")
    plan = planned(SAME, Entry(4, "Sem Bos", NOOR.email, number="600"), people=[NOOR, other])
    assert faults(plan) == ["email4: dit adres is van Noor de Wit, en het personeelsnummer van iemand anders."]


def test_an_address_of_somebody_elsewhere_is_refused():
    assert faults(planned(SAME, Entry(4, "Sem Bos", "sem@x.example"), taken=["sem@x.example"])) == [
        "email4: dit e-mailadres is al in gebruik."
    ]


def test_who_is_missing_is_told_and_who_reads_the_file_in_is_never_missing():
    closed = replace(NOOR, id=3, email="weg@x.example", number="", active=False)
    state = State({one.id: one for one in (ME, NOOR, closed)}, {WORK.id: WORK})
    plan = compare([Entry(2, "Sem Bos", "sem@x.example")], state, Asker(ME.id, ME.roles, TODAY), lambda line, key: "")
    assert plan.gone == (NOOR,)


def test_who_comes_back_gets_their_account_back():
    (one,) = planned(SAME, people=[replace(NOOR, active=False)]).changed
    assert Change("Account", "gesloten", "open") in one.changes


def test_who_leads_gets_the_role_and_is_no_member():
    (one,) = planned(replace(SAME, leads=("Werk",), teams=("Werk",))).changed
    assert one.roles == (PROFESSIONAL, MANAGER)
    assert (one.ends, one.joins) == (((5, date(2026, 11, 19)),), (Join("werk", True, TODAY),))
    (new,) = planned(SAME, Entry(4, "Sem Bos", "sem@x.example", leads=("Zorg",))).new
    assert new.roles == (PROFESSIONAL, MANAGER)


def test_a_file_that_names_the_own_team_of_who_leads_it_changes_nothing():
    leader = replace(NOOR, places=(Place(5, WORK.id, LeadKind.HIERARCHICAL, Period(date(2025, 1, 1))),))
    assert not planned(replace(SAME, teams=("Werk",)), people=[leader]).does_something


def test_who_leads_a_team_for_a_while_keeps_doing_that():
    acting = replace(NOOR, places=(Place(5, WORK.id, LeadKind.ACTING, Period(TODAY, date(2027, 1, 1))),))
    plan = planned(replace(SAME, teams=("Werk",), leads=("Zorg",)), people=[acting])
    assert (plan.changed[0].ends, plan.changed[0].joins) == ((), (Join("zorg", True, TODAY),))
    assert not planned(replace(SAME, teams=("Werk",)), people=[acting]).does_something


def test_an_address_that_waits_for_a_yes_is_not_asked_again():
    asked = replace(NOOR, asked="bakker@x.example")
    row = Entry(3, NOOR.name, "bakker@x.example", number="417")
    assert not planned(row, people=[asked]).does_something
    (again,) = planned(replace(row, job_title="Regisseur"), people=[asked]).changed
    assert (again.new_address, again.changes) == ("", (Change("Functie", "Klantmanager", "Regisseur"),))


def test_who_is_leaving_already_is_not_asked_about():
    assert planned(people=[replace(NOOR, leaving=True)]).gone == ()
    assert planned(people=[NOOR]).gone == (NOOR,)


def test_hr_neither_changes_nor_makes_nor_closes_an_administrator():
    hr = Asker(9, (RoleName.HR,), TODAY)
    state = State({ME.id: ME, NOOR.id: NOOR}, {WORK.id: WORK})
    rows = [replace(MY_ROW, job_title="Baas"), replace(SAME, roles=(ADMINISTRATOR,))]
    found = compare(rows, state, hr, lambda line, key: f"{key}{line}").faults
    assert [str(one) for one in found] == [
        f"roles{line}: alleen een beheerder verandert een beheerder." for line in (2, 3)
    ]
    assert compare([SAME], state, hr, lambda line, key: "").gone == ()


def test_nobody_enters_a_team_that_stops():
    stops = replace(CARE, closed_on=date(2026, 12, 31))
    state = State({one.id: one for one in (ME, NOOR)}, {WORK.id: WORK, stops.id: stops})
    row = replace(SAME, teams=("Zorg",))
    plan = compare([MY_ROW, row], state, Asker(ME.id, ME.roles, TODAY), lambda line, key: f"{key}{line}")
    assert faults(plan) == ["teams3: het team Zorg stopt op 31-12-2026. Er komt niemand meer bij."]
    assert plan.teams == ()


def test_roles_at_the_register_stay():
    (one,) = planned(
        replace(SAME, roles=(MANAGER,)), people=[replace(NOOR, roles=(PROFESSIONAL, RoleName.COMMITTEE))]
    ).changed
    assert one.roles == (MANAGER, RoleName.COMMITTEE)


def test_nobody_takes_the_role_of_administrator_from_themselves():
    state = State({ME.id: ME}, {})
    plan = compare(
        [replace(MY_ROW, roles=(PROFESSIONAL,))], state, Asker(ME.id, ME.roles, TODAY), lambda line, key: f"{key}{line}"
    )
    assert faults(plan) == ["roles2: zo raak je zelf de rol beheerder kwijt. Vraag dat een andere beheerder."]


def test_teams_and_departments_that_are_not_there_are_made_once():
    rows = [
        Entry(4, "Sem Bos", "sem@x.example", teams=("Wonen",), department="Fysiek"),
        Entry(5, "Lot Bos", "lot@x.example", teams=("wonen",), department="fysiek"),
    ]
    plan = planned(SAME, *rows)
    assert [(one.name, one.department) for one in plan.teams] == [("Wonen", "Fysiek")]
    assert plan.departments == ("Fysiek",)


def test_a_team_that_comes_under_another_department_is_told():
    (moved,) = planned(replace(SAME, teams=("Werk",), department="Fysiek")).moved
    assert (moved.id, moved.before, moved.after) == (WORK.id, "Sociaal", "Fysiek")


def test_one_team_in_two_departments_is_refused():
    rows = [
        Entry(4, "Sem Bos", "sem@x.example", teams=("Zorg",), department="Fysiek"),
        Entry(5, "Lot Bos", "lot@x.example", teams=("Zorg",), department="Sociaal"),
    ]
    assert faults(planned(SAME, *rows)) == ["department5: het team Zorg hoort in rij 4 bij een andere afdeling."]


@pytest.mark.parametrize(
    ("since", "ends", "start"),
    [(date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 1)), (date(2026, 9, 1), date(2026, 8, 31), date(2026, 9, 1))],
    ids=["later", "before"],
)
def test_a_move_is_from_the_day_that_was_given(since: date, ends: date, start: date):
    (one,) = planned(replace(SAME, teams=("Zorg",), since=since)).changed
    assert (one.ends, one.joins) == (((5, ends),), (Join("zorg", False, start),))


def test_a_move_before_the_first_day_in_the_team_is_refused():
    assert faults(planned(replace(SAME, teams=("Zorg",), since=date(2024, 1, 1)))) == [
        "since3: in het team Werk begon deze persoon op 1-1-2025. Kies een latere dag."
    ]


def test_nobody_is_twice_in_one_team():
    later = replace(NOOR, places=(*NOOR.places, Place(6, CARE.id, None, Period(date(2027, 1, 1)))))
    assert faults(planned(replace(SAME, teams=("Zorg",)), people=[later])) == [
        "since3: deze persoon komt al op 1-1-2027 in het team Zorg. Vul die dag in, of laat het team leeg."
    ]


def test_none_takes_somebody_out_of_their_team():
    (one,) = planned(replace(SAME, teams=())).changed
    assert (one.ends, one.joins) == (((5, date(2026, 11, 19)),), ())
    assert one.changes == (Change("Team", "Werk", "geen team"),)


def test_another_plan_has_another_mark():
    plan = planned(SAME, Entry(4, "Sem Bos", "sem@x.example"))
    assert plan.mark == planned(SAME, Entry(4, "Sem Bos", "sem@x.example")).mark
    assert plan.mark != planned(SAME, Entry(4, "Sem Bosch", "sem@x.example")).mark
    assert plan.mark != planned(SAME, Entry(4, "Sem Bos", "sem@x.example"), people=[NOOR, replace(NOOR, id=7)]).mark


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jan Willem van der Meer", ("Jan Willem", "van der", "Meer")),
        ("Noor Verhagen", ("Noor", "", "Verhagen")),
        ("Zeynep", ("Zeynep", "", "")),
        ("Van", ("Van", "", "")),
        ("Anna el Amrani-de Vries", ("Anna", "el", "Amrani-de Vries")),
    ],
)
def test_the_parts_of_a_name_make_the_name_again(name: str, parts: tuple[str, str, str]):
    assert parts_of(name) == parts
    assert " ".join(part for part in parts if part) == name


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Vries, Jan de", "Jan de Vries"),
        ("Meer, J. van der", "J. van der Meer"),
        ("  Jan   de Vries ", "Jan de Vries"),
        ("Jan de Vries,", "Jan de Vries"),
        (",", ""),
    ],
)
def test_a_name_with_the_last_name_in_front_is_turned(written: str, said: str):
    assert said_name(written) == said


def test_an_address_that_may_still_be_put_back_is_for_its_own_person_alone():
    kept = {"oud@x.example": NOOR.id}
    assert faults(planned(SAME, Entry(4, "Iemand Anders", "oud@x.example"), held=kept)) == [
        str(Fault("email4", "dit e-mailadres is al in gebruik.", 4))
    ]
    assert not faults(planned(Entry(3, NOOR.name, "oud@x.example", number="417"), held=kept))


def test_the_address_of_who_decides_at_the_register_is_not_changed_by_a_file():
    member = replace(NOOR, roles=(PROFESSIONAL, RoleName.COMMITTEE))
    (fault,) = faults(planned(Entry(3, NOOR.name, "bakker@x.example", number="417"), people=[member]))
    assert "verandert het e-mailadres zelf" in fault
