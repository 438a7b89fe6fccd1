"""What of a result leaves the site: the head of a picture, and one PDF with the picture, the steps and the tables."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from app.assessments.results import words
from app.assessments.results.content import Part, Result
from app.assessments.results.rows import Row
from app.core.charts import Bars, Head, Radar, svg_of
from app.core.clock import local, today
from app.core.files.pdf import write_pdf
from app.core.web.filters import day
from app.people.models import User
from app.people.organisation.queries import letterhead_of

TEMPLATE = "assessments/results/result.typ"
STEPS = 3
PICTURES = 2
"""So many radars stand beside each other on the first page; bars are as long as a page."""
NO_GAPS = "Je zit overal op het gevraagde niveau of hoger."
NOTHING_COUNTS = "Er valt nog niets te vergelijken."
EXAMPLE = 160
"""So much of an own example stands on the first page; the whole stands behind it."""

Notes = Mapping[str, Mapping[str, str]]
"""What the person wrote: per element the text per purpose."""


def owner(person: User) -> str:
    """`Noor Verhagen, klantmanager, Gemeente Voorbeeldstad`."""
    return ", ".join(part for part in (person.name, person.job_title, person.organisation.name) if part)


def made_of(result: Result) -> str:
    """`Zelfscan van 20 november 2026. HR21-functies, editie 2019.`"""
    standard = result.standard
    return f"Zelfscan van {day(local(result.handed_in).date())}. {standard.title}, editie {standard.edition}."


def head_of(result: Result, part: Part, person: User) -> Head:
    """What stands on top of a picture that somebody takes along."""
    return Head(f"{part.title[:1].upper()}{part.title[1:]}", (owner(person), made_of(result)))


def file_name(result: Result) -> str:
    """`resultaat-2026-12-02.pdf`."""
    return f"resultaat-{local(result.handed_in).date().isoformat()}.pdf"


def pdf_of(result: Result, person: User, notes: Notes) -> bytes:
    """The result on one A4, with the tables and what the person wrote behind it."""
    return write_pdf(TEMPLATE, as_data(result, person, notes))


def as_data(result: Result, person: User, notes: Notes) -> dict[str, Any]:
    """What the template shows, every number and date in words."""
    first = [part for part in result.parts if isinstance(part.chart, Radar)][:PICTURES]
    gaps = result.gaps()
    return {
        "title": f"Resultaat van {person.name}",
        "author": person.name,
        "owner": owner(person),
        "house": letterhead_of(person.organisation),
        "made_of": made_of(result),
        "made_on": day(today()),
        "verdict": words.plain(*words.verdict(result), *words.left_out(result)),
        "legend": _legend(result),
        "pictures": [_picture(part) for part in first],
        "gaps": [_step(row, notes.get(row.element.code, {}).get("note", "")) for row in gaps[:STEPS]],
        "no_gaps": NO_GAPS if result.counting else NOTHING_COUNTS,
        "more_gaps": max(0, len(gaps) - STEPS),
        "strong": [{"title": row.element.label, "fact": words.strength(row)} for row in result.strongest(STEPS)],
        "parts": [
            {
                "title": f"Alle {words.kind_word(part.key, 2)}",
                "head": words.kind_word(part.key).capitalize(),
                "rows": [_row(row) for row in part.rows],
                "bars": _picture(part) if isinstance(part.chart, Bars) else None,
            }
            for part in result.parts
        ],
        "notes": [
            {"title": row.element.label, "now": row.now, "note": own.get("note", ""), "reason": own.get("reason", "")}
            for row in result.rows
            if (own := notes.get(row.element.code)) and (own.get("note") or own.get("reason"))
        ],
    }


def _legend(result: Result) -> list[dict[str, str]]:
    lines = [{"line": "self", "name": "Jij nu"}, {"line": "target", "name": f"Gevraagd: {result.profile.title}"}]
    if result.previous_at:
        lines.append({"line": "previous", "name": f"Vorige keer ({words.since_when(result)})"})
    return lines


def _picture(part: Part) -> dict[str, str]:
    chart = part.chart
    assert chart is not None
    size = "small" if isinstance(chart, Radar) else "large"
    return {
        "title": f"{part.title[:1].upper()}{part.title[1:]}",
        "alternative": words.alternative(part),
        "svg": svg_of(chart, size).decode(),  # type: ignore[arg-type]
    }


def _step(row: Row, example: str) -> dict[str, str]:
    return {
        "title": row.element.label,
        "step": words.step(row),
        "example": textwrap.shorten(example, EXAMPLE, placeholder=" …"),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "title": row.element.label,
        "now": row.now,
        "asked": row.asked or "–",
        "difference": words.step_words(row.standing.gap),
        "below": (row.standing.gap or 0) > 0,
    }
