"""What one PE activity is worth by its own row of the table (regeling 5.4), before others count. Plain Python."""

from __future__ import annotations

from app.regulation.case import Activity, Case, PESetting, Verdict
from app.regulation.dates import PEYear
from app.regulation.edition import PERow, RegisterRules
from app.regulation.wording import number_text, points_text

OUTSIDE = "buiten PE-jaar"
OTHER_REGISTER = "niet voor dit register"
OTHER_ROLE = "niet voor deze rol"
NOT_APPROVED = "niet goedgekeurd"
PLANNED = "gepland"
TOGETHER = "samengeteld per soort"
NO_HOURS = "uren ontbreken"

_ROLES = {"kernteamlid": "kernteamleden", "deelnemer": "deelnemers"}


class Weighed:
    """An activity on its way to its points."""

    __slots__ = (
        "activity",
        "explain",
        "half_days",
        "index",
        "network",
        "points",
        "possible",
        "readings",
        "reason",
        "row",
        "together",
    )

    def __init__(self, index: int, activity: Activity, row: PERow) -> None:
        self.index, self.activity, self.row = index, activity, row
        self.points = self.half_days = self.possible = 0
        self.together = False
        self.reason: str | None = None
        self.explain = ""
        self.readings: tuple[str, ...] = ()
        self.network = row.network if activity.network is None else activity.network

    def nothing(self, reason: str, explain: str, *readings: str) -> None:
        """It is worth nothing, for a reason."""
        self.points, self.half_days, self.reason, self.explain, self.readings = 0, 0, reason, explain, readings

    def worth(self, points: int, explain: str, *readings: str) -> None:
        """It is worth so many points."""
        self.points, self.explain, self.readings = points, explain, readings


def weigh(index: int, activity: Activity, setting: PESetting, rules: RegisterRules) -> Weighed:
    """An activity, the `index`th of its year (from 1), with what its row gives it."""
    row = rules.rows[activity.kind]
    one = Weighed(index, activity, row)
    if activity.date not in setting.year:
        year = setting.year
        one.nothing(OUTSIDE, f"Deze dag valt niet in het PE-jaar van {year.words}.", "A-13")
    elif row.register is not None and row.register is not setting.register:
        one.nothing(OTHER_REGISTER, f"Deze activiteit telt alleen in het register {row.register}.", "A-40")
    elif row.audience and not any(getattr(setting.roles, role) for role in row.audience):
        whom = " en ".join(_ROLES[role] for role in row.audience)
        one.nothing(OTHER_ROLE, f"Deze activiteit telt alleen voor {whom}.", "A-21")
    elif row.approval != "none" and not _approved(activity, row, setting):
        _refuse(one)
    else:
        _FORMULAS[row.formula](one)
    return one


def _approved(activity: Activity, row: PERow, setting: PESetting) -> bool:
    if row.approval == "organiser" and activity.clok:
        return True
    return activity.approved_on is not None and activity.approved_on <= setting.on


def _refuse(one: Weighed) -> None:
    if one.row.approval == "organiser":
        one.nothing(NOT_APPROVED, "Dit is niet van CLOK, en de kwaliteitscommissie heeft het niet goedgekeurd.", "A-27")
    else:
        one.nothing(NOT_APPROVED, "De kwaliteitscommissie heeft deze activiteit niet goedgekeurd.", "A-28")


def _performance(one: Weighed) -> None:
    hours, row = one.activity.hours, one.row
    if hours is None:
        one.nothing(NO_HOURS, "Hoeveel uur het was, is nog niet ingevuld.", "A-26")
    elif hours >= row.hours:
        one.worth(row.points, f"Een optreden van minstens {row.hours} uur: {points_text(row.points)}.", "A-26")
    else:
        one.nothing(
            f"minder dan {row.hours} uur: menselijk oordeel",
            f"{number_text(hours)} uur is minder dan {row.hours} uur. Een mens beslist of dit punten geeft.",
            "A-26",
        )
        one.possible = row.points if hours > 0 else 0


def _half_day(one: Weighed) -> None:
    hours, row = one.activity.hours, one.row
    if hours is None:
        one.nothing(NO_HOURS, "Hoeveel uur het was, is nog niet ingevuld.", "A-25")
    elif hours < row.hours:
        one.nothing(
            f"minder dan {row.hours} uur",
            f"{number_text(hours)} uur is korter dan een dagdeel van {row.hours} uur.",
            "A-25",
        )
    else:
        one.half_days = min(int(hours // row.hours), row.most)
        what = "1 dagdeel" if one.half_days == 1 else f"{one.half_days} dagdelen"
        points = one.half_days * row.points
        one.worth(points, f"{number_text(hours)} uur is {what}: {points_text(points)}.", "A-25")


def _fixed(one: Weighed) -> None:
    one.worth(one.row.points, f"Elke keer {points_text(one.row.points)}.")


def _text(one: Weighed) -> None:
    words, row = one.activity.words, one.row
    if words is None:
        one.nothing("aantal woorden ontbreekt", "Hoeveel woorden het stuk heeft, is nog niet ingevuld.", "A-47")
    elif words < row.words:
        one.nothing("te weinig woorden", f"{words} woorden is minder dan {row.words}.", "A-47")
    else:
        one.worth(row.points, f"{words} woorden is genoeg: {points_text(row.points)}.", "A-47")


def _block(one: Weighed) -> None:
    months, row = one.activity.consecutive_months or 0, one.row
    blocks = months // row.months
    if blocks < 1:
        explain = f"Dit telt vanaf {row.months} maanden achter elkaar; het waren er {months}."
        one.nothing(f"geen {row.months} maanden aansluitend", explain, "A-46")
    else:
        what = f"{blocks} keer {row.months} maanden" if blocks > 1 else f"{row.months} maanden"
        one.worth(blocks * row.points, f"{what} achter elkaar: {points_text(blocks * row.points)}.", "A-46")


def _granted(one: Weighed) -> None:
    points = one.activity.granted_points
    if not points:
        one.nothing("geen punten toegekend", "De kwaliteitscommissie heeft hier geen punten aan gegeven.", "A-28")
    else:
        one.worth(points, f"De kwaliteitscommissie gaf {points_text(points)}.", "A-28")


def _hours(one: Weighed) -> None:
    """Weighed with the others of its kind, in `points`."""
    hours = one.activity.hours
    if hours is None:
        one.nothing(NO_HOURS, "Hoeveel uur het was, is nog niet ingevuld.", "A-24")
    else:
        one.together, one.reason = True, TOGETHER
        one.worth(0, f"{number_text(hours)} uur, opgeteld bij de andere uren van deze soort.", "A-23", "A-24")


_FORMULAS = {
    "performance": _performance,
    "half_day": _half_day,
    "fixed": _fixed,
    "text": _text,
    "block": _block,
    "granted": _granted,
    "hours": _hours,
}


def by_the_day(case: Case, year: PEYear, met: bool) -> Verdict:
    """Met, or open until the year ends and not met from then."""
    if met:
        return Verdict.MET
    return Verdict.OPEN if case.evaluation_date < year.end else Verdict.NOT_MET
