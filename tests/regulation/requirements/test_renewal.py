"""Keeping a status for another year."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.regulation.case import Case, Leergang, PracticeReport, Roles
from app.regulation.terms import RegisterName
from tests.regulation.engine import activity, not_met, outcome, renewal, verdicts, workshops

MET = {"overall": "voldaan"}
END = date(2019, 1, 1)
LAST_DAY = END - timedelta(days=1)
REPORT = renewal("A").practice_report or PracticeReport()


def report(**changes: Any) -> PracticeReport:
    return replace(REPORT, **changes)


@pytest.mark.parametrize("status", ["C", "B", "A"])
def test_who_did_everything_keeps_the_status(status: str) -> None:
    assert not_met(renewal(status)) == MET


@pytest.mark.parametrize(
    ("status", "keys"),
    [
        ("C", "verklaring pe_punten evenwicht"),
        (
            "B",
            "verklaring pe_punten evenwicht praktijkactiviteit_goedgekeurd praktijkverslag verslag_vooraf_toegestuurd"
            " presentatie intervisie dossier",
        ),
        (
            "A",
            "verklaring pe_punten netwerkpunten evenwicht praktijkactiviteit_goedgekeurd praktijkverslag"
            " verslag_vooraf_toegestuurd presentatie lokaal_gericht intervisie dossier",
        ),
    ],
)
def test_each_status_asks_its_own_things_in_order(status: str, keys: str) -> None:
    assert list(verdicts(renewal(status))) == keys.split()


LATER: list[tuple[str, dict[str, Any], set[str]]] = [
    ("verklaring", {"verklaring_nog_in_functie": None}, {"verklaring"}),
    ("verklaring", {"verklaring_nog_in_functie": False}, {"verklaring"}),
    ("pe_punten", {"pe_activities": (*workshops(6), activity("organiseren", hours=12))}, {"pe_punten"}),
    ("netwerkpunten", {"pe_activities": workshops(10)}, {"netwerkpunten"}),
    ("goedgekeurd", {"practice_report": report(activity_approved=False)}, {"praktijkactiviteit_goedgekeurd"}),
    ("praktijkverslag", {"practice_report": report(report_written=False)}, {"praktijkverslag"}),
    ("gestuurd", {"practice_report": report(report_sent_on=None)}, {"verslag_vooraf_toegestuurd"}),
    ("presentatie", {"practice_report": report(presented=False)}, {"presentatie"}),
    ("lokaal", {"practice_report": report(local_level=False)}, {"lokaal_gericht"}),
    ("lokaal", {"practice_report": report(local_level=None)}, {"lokaal_gericht"}),
    ("intervisie", {"intervisie_attended_on": None}, {"intervisie", "presentatie", "verslag_vooraf_toegestuurd"}),
    (
        "verslag",
        {"practice_report": None},
        {
            "praktijkactiviteit_goedgekeurd",
            "praktijkverslag",
            "verslag_vooraf_toegestuurd",
            "presentatie",
            "lokaal_gericht",
        },
    ),
]


@pytest.mark.parametrize(("changes", "keys"), [one[1:] for one in LATER], ids=[one[0] for one in LATER])
def test_what_is_not_there_is_open_until_the_renewal_date_and_not_met_from_then_on(
    changes: dict[str, Any], keys: set[str]
) -> None:
    case = renewal("A", **changes)
    assert not_met(case) == {"overall": "niet_voldaan", **dict.fromkeys(keys, "niet_voldaan")}
    earlier = replace(case, evaluation_date=LAST_DAY)
    assert not_met(earlier) == {"overall": "open", **dict.fromkeys(keys, "open")}
    assert all(outcome(earlier).requirements[key].by == LAST_DAY for key in keys)


@pytest.mark.parametrize(("status", "workshops_enough"), [("C", 4), ("B", 6)])
def test_the_points_are_a_minimum(status: str, workshops_enough: int) -> None:
    assert not_met(renewal(status, pe_activities=workshops(workshops_enough))) == MET
    assert not_met(renewal(status, pe_activities=workshops(workshops_enough + 1))) == MET
    found = outcome(renewal(status, pe_activities=workshops(workshops_enough - 1))).requirements["pe_punten"]
    assert found.verdict == "niet_voldaan"
    assert found.missing == ("2 punten vóór 1 januari 2019.",)
    assert (found.numbers.counted, found.numbers.required) == (2 * workshops_enough - 2, 2 * workshops_enough)


def test_the_first_year_begins_on_the_day_of_entry_and_not_before() -> None:
    case = renewal(
        "C",
        status_start=date(2024, 2, 29),
        renewal_date=date(2025, 2, 28),
        evaluation_date=date(2025, 2, 28),
        pe_activities=(activity("docent", "2024-02-28", 8),),
    )
    assert verdicts(case)["pe_punten"] == "niet_voldaan"
    on_the_day = replace(case, pe_activities=(activity("docent", "2024-02-29", 8),))
    assert verdicts(on_the_day)["pe_punten"] == "voldaan"


def test_of_a_the_network_gets_of_a_full_kind_what_counts() -> None:
    both = (activity("adviseren", hours=40, network=True), activity("adviseren", hours=40, network=False))
    found = outcome(renewal("A", pe_activities=both)).requirements
    assert (found["pe_punten"].numbers.counted, found["netwerkpunten"].numbers.network) == (20, 10)


def test_one_point_short_is_short() -> None:
    seven = (*workshops(2), activity("adviseren", hours=6))
    found = outcome(renewal("C", pe_activities=seven)).requirements["pe_punten"]
    assert (found.verdict, found.missing, found.by) == ("niet_voldaan", ("1 punt vóór 1 januari 2019.",), LAST_DAY)
    helped = (*seven, activity("spreker", hours=3))
    assert verdicts(renewal("C", pe_activities=helped))["pe_punten"] == "menselijk_oordeel"
    enough = outcome(renewal("C", pe_activities=(*workshops(4), activity("spreker", hours=3)))).requirements[
        "pe_punten"
    ]
    assert (enough.verdict, enough.missing, enough.by) == ("voldaan", (), None)


def test_one_network_point_short_is_short() -> None:
    case = renewal("A", pe_activities=(*workshops(8), activity("adviseren", hours=10)))
    found = outcome(case).requirements["netwerkpunten"]
    assert (found.missing, found.by) == (("1 punt voor het netwerk, vóór 1 januari 2019.",), LAST_DAY)
    met = outcome(renewal("A")).requirements["netwerkpunten"]
    assert (met.missing, met.by) == ((), None)


def test_a_report_that_is_sent_today_is_sent() -> None:
    day = date(2018, 9, 15)
    case = renewal("B", practice_report=report(report_sent_on=day), intervisie_attended_on=day, evaluation_date=day)
    assert verdicts(case)["verslag_vooraf_toegestuurd"] == "menselijk_oordeel"


@pytest.mark.parametrize(
    ("hours", "numbers", "network", "points"),
    [
        (10, {"network": 5, "network_counted": 5}, "niet_voldaan", "niet_voldaan"),
        (12, {"network": 6, "network_counted": 6}, "voldaan", "voldaan"),
        (20, {"network": 10, "network_counted": 10}, "voldaan", "voldaan"),
        (22, {"network": 11, "network_counted": 10}, "voldaan", "voldaan"),
        (40, {"network": 20, "network_counted": 10}, "voldaan", "voldaan"),
    ],
)
def test_six_to_ten_network_points_count_for_a(hours: int, numbers: dict[str, int], network: str, points: str) -> None:
    case = renewal("A", pe_activities=(*workshops(7), activity("adviseren", hours=hours)))
    found = outcome(case).requirements
    assert numbers.items() <= asdict(found["netwerkpunten"].numbers).items()
    assert (found["netwerkpunten"].numbers.min, found["netwerkpunten"].numbers.max) == (6, 10)
    assert found["netwerkpunten"].verdict == network
    assert found["pe_punten"].verdict == points
    assert found["pe_punten"].numbers.counted == 14 + numbers["network_counted"]


def test_too_many_network_points_are_no_fault_and_do_not_count() -> None:
    case = renewal("A", pe_activities=(*workshops(4), activity("adviseren", hours=40)))
    found = outcome(case).requirements["pe_punten"]
    assert (found.verdict, found.numbers.counted, found.numbers.total) == ("niet_voldaan", 18, 28)
    assert "Van de 20 netwerkpunten tellen er 10 mee." in found.explain
    assert "Er vallen dus 10 af: er tellen 18 mee." in found.explain


def test_planned_points_are_told_and_do_not_count_yet() -> None:
    case = renewal("C", evaluation_date=date(2018, 1, 16), pe_activities=workshops(4))
    found = outcome(case).requirements["pe_punten"]
    assert (found.verdict, found.numbers.counted, found.numbers.planned) == ("open", 6, 2)
    assert "Gepland: nog 2 punten." in found.explain


def test_a_short_performance_may_make_up_for_what_is_short() -> None:
    def points(*more: Any, on: date = END) -> str:
        return verdicts(renewal("C", pe_activities=(*workshops(2), *more), evaluation_date=on))["pe_punten"]

    assert points(activity("spreker", hours=3)) == "menselijk_oordeel"
    assert points(activity("spreker", hours=3), on=LAST_DAY) == "open"
    assert points(activity("spreker", hours=0)) == "niet_voldaan"
    assert points() == "niet_voldaan"
    six_short = (activity("spreker", hours=3), activity("workshop", "2018-09-01", 2))
    assert verdicts(renewal("C", pe_activities=(*workshops(1), *six_short)))["pe_punten"] == "niet_voldaan"
    assert points(activity("spreker", hours=3), *workshops(2, date(2018, 6, 1))) == "voldaan"


def test_the_balance_is_for_a_person_and_never_decides() -> None:
    found = outcome(renewal("C"))
    assert found.requirements["evenwicht"].verdict == "menselijk_oordeel"
    assert found.overall == "voldaan"


@pytest.mark.parametrize(
    ("sent", "met", "wanted"),
    [
        ("2018-09-14", "2018-09-15", "voldaan"),
        ("2018-09-15", "2018-09-15", "menselijk_oordeel"),
        ("2018-09-16", "2018-09-15", "niet_voldaan"),
    ],
)
def test_the_report_is_sent_before_the_meeting(sent: str, met: str, wanted: str) -> None:
    case = renewal(
        "B",
        practice_report=report(report_sent_on=date.fromisoformat(sent)),
        intervisie_attended_on=date.fromisoformat(met),
    )
    for day in (date(2018, 9, 20), LAST_DAY, END):
        assert verdicts(replace(case, evaluation_date=day))["verslag_vooraf_toegestuurd"] == wanted


def test_what_is_to_come_has_not_happened() -> None:
    case = renewal("B", evaluation_date=date(2018, 9, 14), dossier_sent=None)
    found = verdicts(case)
    assert (found["intervisie"], found["presentatie"], found["verslag_vooraf_toegestuurd"]) == ("open", "open", "open")
    assert verdicts(replace(case, evaluation_date=date(2018, 9, 15)))["intervisie"] == "voldaan"
    sent_later = replace(
        case, evaluation_date=date(2018, 9, 15), practice_report=report(report_sent_on=date(2018, 9, 16))
    )
    assert verdicts(sent_later)["verslag_vooraf_toegestuurd"] == "open"


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2017-12-31", "niet_voldaan"),
        ("2018-01-01", "voldaan"),
        ("2018-12-31", "voldaan"),
        ("2019-01-01", "niet_voldaan"),
    ],
)
def test_a_peer_meeting_counts_in_its_own_pe_year(day: str, wanted: str) -> None:
    case = renewal("B", intervisie_attended_on=date.fromisoformat(day), evaluation_date=date(2019, 2, 1))
    assert verdicts(case)["intervisie"] == wanted


@pytest.mark.parametrize(
    ("sent", "on", "wanted"),
    [
        (None, "2018-11-01", "open"),
        (None, "2018-11-02", "niet_voldaan"),
        ("2018-11-01", "2018-11-01", "voldaan"),
        ("2018-11-02", "2018-11-02", "niet_voldaan"),
        ("2018-11-01", "2018-10-31", "open"),
        ("2017-12-31", "2018-11-01", "open"),
        ("2018-01-01", "2018-11-02", "voldaan"),
        ("2017-12-31", "2018-11-02", "niet_voldaan"),
    ],
)
def test_the_dossier_is_in_time_up_to_and_on_its_last_day(sent: str | None, on: str, wanted: str) -> None:
    case = renewal("B", dossier_sent=date.fromisoformat(sent) if sent else None, evaluation_date=date.fromisoformat(on))
    found = outcome(case).requirements["dossier"]
    assert found.verdict == wanted
    assert found.numbers.deadline == date(2018, 11, 1)
    assert found.by == (None if wanted == "voldaan" else date(2018, 11, 1))


def test_a_late_proposal_of_the_practice_activity_is_warned_of() -> None:
    def warnings(**changes: Any) -> tuple[str, ...]:
        case = renewal("B", practice_report=report(**changes), evaluation_date=LAST_DAY)
        return outcome(case).requirements["praktijkactiviteit_goedgekeurd"].warnings

    assert warnings(activity_submitted_on=date(2018, 3, 31)) == ()
    late = ("De activiteit is laat in het jaar voorgelegd: op 1 april 2018.",)
    assert warnings(activity_submitted_on=date(2018, 4, 1)) == late
    assert warnings(activity_submitted_on=None) == ()
    early = ("Leg de activiteit op tijd voor: dat hoort vroeg in het jaar.",)
    assert warnings(activity_submitted_on=None, activity_approved=False) == early
    assert warnings(activity_approved=False) == ()


def test_there_is_nothing_to_propose_when_the_year_is_over() -> None:
    case = renewal("B", practice_report=report(activity_submitted_on=None, activity_approved=False))
    assert outcome(case).requirements["praktijkactiviteit_goedgekeurd"].warnings == ()


def test_a_report_of_an_activity_without_approval_is_warned_of() -> None:
    def warned(**changes: Any) -> bool:
        case = renewal("B", practice_report=report(**changes))
        return bool(outcome(case).requirements["praktijkverslag"].warnings)

    assert warned(activity_approved=False)
    assert not warned()
    assert not warned(activity_approved=False, report_written=False)


def test_b_need_not_be_local() -> None:
    assert not_met(renewal("B", practice_report=report(local_level=False))) == MET


# After the Leergang

FIRST_YEAR: dict[str, Any] = {"pe_activities": ()}


def after_leergang(status: str, completed: str, kind: str = "AMB", **more: Any) -> Case:
    leergang = Leergang(RegisterName(kind), date.fromisoformat(completed))
    return renewal(status, leergang=leergang, **{**FIRST_YEAR, **more})


@pytest.mark.parametrize(
    ("completed", "wanted"),
    [
        ("2016-12-31", "niet_voldaan"),
        ("2017-01-01", "vrijgesteld"),
        ("2018-01-01", "vrijgesteld"),
        ("2018-01-02", "menselijk_oordeel"),
        ("2018-12-31", "menselijk_oordeel"),
        ("2019-01-01", "niet_voldaan"),
        ("2019-01-02", "niet_voldaan"),
    ],
)
def test_the_first_year_with_b_is_free_within_twelve_months_of_the_certificate(completed: str, wanted: str) -> None:
    assert verdicts(after_leergang("B", completed))["pe_punten"] == wanted


def test_only_the_first_year_is_free() -> None:
    case = after_leergang("B", "2017-12-01", status_start=date(2017, 1, 1), renewal_date=END, evaluation_date=END)
    assert verdicts(case)["pe_punten"] == "menselijk_oordeel"
    second = after_leergang("B", "2016-12-01", status_start=date(2017, 1, 1))
    assert verdicts(second)["pe_punten"] == "niet_voldaan"


def test_only_points_are_free() -> None:
    case = after_leergang("B", "2017-12-01", verklaring_nog_in_functie=None, dossier_sent=None)
    assert not_met(case) == {
        "overall": "niet_voldaan",
        "pe_punten": "vrijgesteld",
        "verklaring": "niet_voldaan",
        "dossier": "niet_voldaan",
    }
    assert outcome(case).requirements["pe_punten"].by is None


@pytest.mark.parametrize("status", ["C", "A"])
@pytest.mark.parametrize(
    ("completed", "wanted"),
    [
        ("2017-01-01", "niet_voldaan"),
        ("2017-01-02", "menselijk_oordeel"),
        ("2018-06-01", "menselijk_oordeel"),
        ("2018-12-31", "menselijk_oordeel"),
    ],
)
def test_for_c_and_a_a_person_decides_in_the_year_after_the_certificate(
    status: str, completed: str, wanted: str
) -> None:
    found = verdicts(after_leergang(status, completed))
    assert found["pe_punten"] == wanted
    assert found.get("netwerkpunten", wanted) == wanted


def test_for_a_before_the_renewal_date_points_can_still_be_earned() -> None:
    found = verdicts(after_leergang("A", "2018-06-01", evaluation_date=LAST_DAY))
    assert (found["pe_punten"], found["netwerkpunten"]) == ("open", "open")


def test_who_has_points_enough_needs_no_person_to_decide() -> None:
    case = after_leergang("A", "2018-06-01", pe_activities=renewal("A").pe_activities)
    assert not_met(case) == MET


def test_a_leergang_of_the_other_register_frees_nobody() -> None:
    assert verdicts(after_leergang("B", "2017-12-01", "MW"))["pe_punten"] == "niet_voldaan"


def test_without_a_date_of_entry_a_person_decides_about_the_first_year() -> None:
    assert verdicts(after_leergang("B", "2017-12-01", status_start=None))["pe_punten"] == "menselijk_oordeel"


def test_a_certificate_to_come_frees_nobody_yet() -> None:
    case = after_leergang("A", "2018-06-01", evaluation_date=date(2018, 5, 31))
    assert "A-11" not in outcome(case).requirements["pe_punten"].readings


def test_rows_of_others_do_not_help() -> None:
    case = renewal("C", roles=Roles(), pe_activities=(activity("adviseren", hours=16),))
    assert not_met(case) == {"overall": "niet_voldaan", "pe_punten": "niet_voldaan"}
