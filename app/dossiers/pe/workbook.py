"""The workbook with PE activities: written empty, with examples and an explanation."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from app.dossiers.pe.kinds import asked_by, kinds_of
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind

SHEET = "PE-activiteiten"
COLUMNS = (
    ("Datum", 13), ("Soort", 38), ("Naam", 46), ("Gedaan of gepland", 19), ("Uren", 9), ("Woorden", 10),
    ("Maanden achter elkaar", 14), ("Van CLOK", 11), ("Voor het netwerk", 12), ("Opmerking", 50),
)  # fmt: skip
DAY, KIND, TITLE, STATUS, HOURS, WORDS, MONTHS, CLOK, NETWORK, NOTE = range(len(COLUMNS))
MOST_ROWS = 200
AMOUNT_IN = {HOURS: "hours", WORDS: "words", MONTHS: "consecutive_months"}
_HELP = (
    "Vul op het werkblad PE-activiteiten een rij in voor elke activiteit. De eerste rij blijft staan.",
    "Datum: de dag waarop het was of is, zoals 4-12-2026.",
    "Soort: kies uit de lijst. De tabel hieronder laat zien wat elke soort nodig heeft.",
    "Gedaan of gepland: laat je dit leeg, dan kijken we naar de datum.",
    "Uren: reken in kwartieren, zoals 3,5. Pauzes tellen niet mee.",
    "Van CLOK: ja als CLOK het organiseert. Anders telt het pas als de Kwaliteitscommissie het goedkeurt.",
    "Voor het netwerk: laat je dit leeg, dan telt het zoals het bij de soort hoort.",
    "Was het anders? Vul dan ja in voor netwerk, of nee voor scholing. Dit maakt alleen verschil bij de A-status.",
    "Je ziet eerst wat erbij komt. Daarna beslis je. Klopt er iets niet, dan komt er niets bij.",
)


@dataclass(frozen=True, slots=True)
class _Example:
    day: date
    kind: PEKind
    title: str
    status: str
    hours: str = ""
    words: str = ""
    months: str = ""
    clok: str = ""
    network: str = ""
    note: str = ""


def write_workbook(rules: RegisterRules, today: date) -> bytes:
    """A workbook to fill in: an empty sheet with lists to choose from, examples, and an explanation."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": "PE-activiteiten", "author": "Vakspiegel"})
    head = book.add_format({"bold": True, "bg_color": "#E3EDEF", "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d-m-yyyy", "align": "left", "valign": "top"})
    titles = [rules.row(PEKind(value)).title for group in kinds_of(rules).values() for value, _ in group]
    sheet, examples = book.add_worksheet(SHEET), book.add_worksheet("Voorbeelden")
    help_sheet = book.add_worksheet("Uitleg")
    for one in (sheet, examples):
        one.freeze_panes(1, 0)
        for column, (title, width) in enumerate(COLUMNS):
            one.set_column(column, column, width, day if column == DAY else None)
            one.write_string(0, column, title, head)
    last = MOST_ROWS
    choose = {"validate": "list", "error_title": "Kies uit de lijst"}
    first = len(_HELP) + 4
    source = f"=Uitleg!$A${first}:$A${first + len(titles) - 1}"
    sheet.data_validation(1, KIND, last, KIND, {**choose, "source": source})
    sheet.data_validation(1, STATUS, last, STATUS, {**choose, "source": ["Gedaan", "Gepland"]})
    for column in (CLOK, NETWORK):
        sheet.data_validation(1, column, last, column, {**choose, "source": ["ja", "nee"]})
    for row, example in enumerate(_examples(today), start=1):
        examples.write_datetime(row, DAY, datetime.combine(example.day, datetime.min.time()), day)
        values = {
            KIND: rules.row(example.kind).title, TITLE: example.title, STATUS: example.status, HOURS: example.hours,
            WORDS: example.words, MONTHS: example.months, CLOK: example.clok, NETWORK: example.network,
            NOTE: example.note,
        }  # fmt: skip
        for column, text in values.items():
            if text and column in AMOUNT_IN:
                examples.write_number(row, column, float(text), plain)
            else:
                examples.write_string(row, column, text, plain)
    _explain(help_sheet, rules, titles, head, plain)
    book.close()
    return target.getvalue()


def _examples(today: date) -> tuple[_Example, ...]:
    done, planned = date(today.year, 3, 12), date(today.year + 1, 2, 9)
    return (
        _Example(done, PEKind.WORKSHOP, "Workshop bedrijventerreinen verduurzamen", "Gedaan", hours="3.5", clok="ja"),
        _Example(done, PEKind.ADVISEREN, "Meedenken met buurgemeente over leegstand", "Gedaan", hours="6"),
        _Example(planned, PEKind.CONGRES, "Congres vestigingsklimaat", "Gepland", hours="6", clok="nee",
                 note="Nog goedkeuring vragen."),
        _Example(done, PEKind.SEMINAR, "Seminar dat ik voor het netwerk hield", "Gedaan", hours="3", clok="ja",
                 network="ja"),
        _Example(done, PEKind.PUBLICATIE_EZINE, "Artikel over een ondernemersfonds", "Gedaan", words="420"),
        _Example(done, PEKind.MODERATIE, "Discussie over winkelstraten", "Gedaan", months="3"),
    )  # fmt: skip


def _explain(sheet: Any, rules: RegisterRules, titles: list[str], head: Any, plain: Any) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 60)
    for line, text in enumerate(_HELP):
        sheet.write_string(line, 0, text)
    start = len(_HELP) + 2
    for column, title in enumerate(("Soort", "Vul in", "Zo telt het")):
        sheet.write_string(start, column, title, head)
    rows = {rules.row(kind).title: rules.row(kind) for kind in PEKind}
    for line, title in enumerate(titles, start=start + 1):
        row, asked = rows[title], asked_by(rows[title])
        needs = [
            word
            for word, needed in (
                ("Uren", asked.hours_needed), ("Woorden", asked.words), ("Maanden achter elkaar", asked.months),
                ("Van CLOK", asked.clok),
            )
            if needed
        ]  # fmt: skip
        sheet.write_string(line, 0, title, plain)
        sheet.write_string(line, 1, ", ".join(needs) or "Niets extra", plain)
        sheet.write_string(line, 2, rules.clause(row.clause).text, plain)
